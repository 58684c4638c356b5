r"""Formulas in TeX, in the order in which they were written.

The writer adds parentheses only where the reader needs them: reading its output again gives the
same tree (a law of the tests). A product inside a product keeps its parentheses, because it is a
node of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from linebyline.proof.densities import arguments_tex
from linebyline.proof.integral_nodes import integral_tex
from linebyline.proof.limits import LIMITS, usual_point
from linebyline.proof.piecewise import Condition, rows_of
from linebyline.proof.relation import UP_TO, Relation
from linebyline.proof.tables import law_and_body
from linebyline.proof.tex_laws import average_tex, mean_tex, probability_tex
from linebyline.proof.tex_pieces import BARE_FUNCTIONS, after, fence, is_single, partials, script
from linebyline.proof.traversal import BINDERS, symbols_in
from linebyline.proof.tree import Expr

SIGNS = {
    "=": "=", "<=": r"\le", ">=": r"\ge", "<": "<", ">": ">", "!=": r"\ne", "defined": ":=",
    "implies": r"\Rightarrow", "iff": r"\Leftrightarrow", "propto": r"\propto",
    "+=": r"\overset{+}{=}",
}  # fmt: skip
LOEWNER = {"<=": r"\preceq", ">=": r"\succeq", "<": r"\prec", ">": r"\succ"}  # of matrices
CONSTANTS = {"pi": r"\pi", "e": "e", "i": r"\mathrm{i}", "oo": r"\infty"}
# Functions that have a command of their own.
_COMMANDS = BARE_FUNCTIONS | {"max", "min", "exp"}
_JOINED = frozenset({"add", "mul", "hadamard", "kronecker"})
TO = r"\to"
_CLOSED = frozenset(
    {"norm", "matrix", "blocks", "identity", "zeros", "delta", "apply", "slope", "trace", "det"}
    | {"probability", "ones", "unit", "diag", "vec", "cases", "indicator"}
)


def tex(expr: Expr) -> str:
    """Return a formula in TeX."""
    return _WRITERS[expr.op](expr)


def tex_relation(relation: Relation) -> str:
    """Return a relation in TeX; a relation between relations keeps parentheses inside."""
    return f"{_side(relation.left)} {tex_sign(relation)} {_side(relation.right)}"


def tex_sign(relation: Relation) -> str:
    """Return the sign of a relation in TeX, with the variables that it is about."""
    if isinstance(relation.left, Expr) and relation.left.shape is not None:
        return LOEWNER.get(relation.sign, SIGNS[relation.sign])
    names = ", ".join(name.tex for name in relation.wrt)
    return SIGNS[relation.sign] + (script("_", names) if relation.sign in UP_TO else "")


def _side(side: Expr | Relation) -> str:
    if isinstance(side, Expr):
        return tex(side)
    inner = tex_relation(side)
    return f"({inner})" if side.sign in ("implies", "iff") else inner


def _is_negative(expr: Expr) -> bool:
    return expr.op == "neg" or (expr.op == "number" and expr.data < 0)


def _is_open(expr: Expr) -> bool:
    """Whether the written formula would swallow a factor to its right."""
    is_wide = expr.op in BINDERS or expr.op == "nabla"
    is_wide = is_wide or (expr.op == "average" and law_and_body(expr) is None)
    return is_wide or (expr.op == "diff" and not _is_name(expr.args[0]))


def _is_name(expr: Expr) -> bool:
    return expr.op in ("symbol", "constant", "entry", "apply", "slope")


def _is_slim(expr: Expr) -> bool:
    """Whether a fraction's part is short enough to be written with a slash in an exponent."""
    return expr.op in ("symbol", "constant") or _is_natural(expr)


def _is_natural(expr: Expr) -> bool:
    return bool(expr.op == "number" and expr.data >= 0 and expr.data.denominator == 1)


def _takes_power(base: Expr) -> bool:
    """Whether an exponent may stand behind the base without parentheses."""
    if base.op == "symbol":
        return "^" not in base.data.tex
    if base.op == "call":
        return base.data not in BARE_FUNCTIONS and base.data != "factorial"
    if base.op in ("entry", "member"):
        return base.args[0].op != "symbol" or "^" not in base.args[0].data.tex
    return base.op in _CLOSED or base.op == "constant" or _is_natural(base)


def _based(base: Expr) -> str:
    return tex(base) if _takes_power(base) else fence(tex(base))


def _exponent(expr: Expr) -> str:
    if expr.op == "neg":
        return "-" + _exponent(expr.args[0]) if expr.args[0].op == "div" else tex(expr)
    if expr.op == "div" and all(_is_slim(part) for part in expr.args):
        return "/".join(tex(part) for part in expr.args)
    return tex(expr)


def _number(expr: Expr) -> str:
    value: Fraction = expr.data
    sign, top, bottom = "-" if value < 0 else "", abs(value.numerator), value.denominator
    return f"{sign}{top}" if bottom == 1 else rf"{sign}\frac{{{top}}}{{{bottom}}}"


def _has_plain_base(entry: Expr) -> bool:
    """Whether indices may stand directly behind an entry's base."""
    base = entry.args[0]
    return base.op == "symbol" and not re.search(r"[_^(]", base.data.tex)


def _entry(expr: Expr) -> str:
    base, *indices = expr.args
    written = [tex(index) for index in indices]
    separator = "" if all(is_single(index) for index in written) else ", "
    joined = written[0]
    for index in written[1:]:
        joined = after(joined, index) if not separator else joined + separator + index
    return (tex(base) if _has_plain_base(expr) else fence(tex(base))) + script("_", joined)


def _apply(expr: Expr) -> str:
    name: str = expr.data.tex
    return name + fence(arguments_tex(expr.data, [tex(argument) for argument in expr.args]))


def _slope(expr: Expr) -> str:
    primes = "'" * int(expr.args[1].data)
    name: str = expr.data.tex
    return name + primes + fence(tex(expr.args[0]))


def _call(expr: Expr, *, bare: bool = True) -> str:
    name, args = expr.data, expr.args
    match name:
        case "sqrt":
            return rf"\sqrt{{{tex(args[0])}}}"
        case "abs":
            return rf"\left|{tex(args[0])}\right|"
        case "floor":
            return fence(tex(args[0]), r"\lfloor", r"\rfloor")
        case "binomial":
            return rf"\binom{{{tex(args[0])}}}{{{tex(args[1])}}}"
        case "factorial":
            simple = _is_natural(args[0]) or args[0].op in ("symbol", "entry")
            return (tex(args[0]) if simple else fence(tex(args[0]))) + "!"
    head = _head(name)
    if bare and name in BARE_FUNCTIONS and _may_stand_bare(args[0]):
        return after(head, tex(args[0]))
    return head + fence(", ".join(tex(argument) for argument in args))


def _head(name: str) -> str:
    if name == "gamma":
        return r"\Gamma"
    return f"\\{name}" if name in _COMMANDS else rf"\operatorname{{{name}}}"


def _may_stand_bare(argument: Expr) -> bool:
    if argument.op == "symbol":
        return not re.search(r"[(^]", argument.data.tex)
    return argument.op in ("constant", "div") or (
        argument.op == "entry" and _has_plain_base(argument)
    )


def _add(expr: Expr) -> str:
    first, *rest = expr.args
    written = fence(tex(first)) if first.op == "add" else tex(first)
    for term in rest:
        negative = _is_negative(term)
        inner = tex(term)[1:] if term.op == "number" and negative else _unsigned(term)
        written += f" - {inner}" if negative else f" + {inner}"
    return written


def _unsigned(term: Expr) -> str:
    """A term without its minus, in parentheses where it is a sum or has a sign itself."""
    inner = term.args[0] if term.op == "neg" else term
    return fence(tex(inner)) if inner.op == "add" or _is_negative(inner) else tex(inner)


def _neg(expr: Expr) -> str:
    return "-" + _unsigned(expr)


def _mul(expr: Expr) -> str:
    written = ""
    for position, factor in enumerate(expr.args):
        following = expr.args[position + 1] if position + 1 < len(expr.args) else None
        piece = _factor(factor, following)
        previous = expr.args[position - 1] if position else None
        written += _joint(previous, factor, piece) + piece
    return written


def _factor(factor: Expr, following: Expr | None) -> str:
    if factor.op in _JOINED or _is_negative(factor):
        return fence(tex(factor))
    if following is None:
        return tex(factor)
    if _is_open(factor):
        return fence(tex(factor))
    if factor.op == "call":
        return _call(factor, bare=_starts_with_function(following))
    if _is_power_of_call(factor):
        return _pow(factor, bare=_starts_with_function(following))
    return tex(factor)


def _joint(previous: Expr | None, factor: Expr, piece: str) -> str:
    if previous is None:
        return ""
    fraction_of_numbers = piece.startswith(r"\frac{") and piece[6].isdigit()
    if piece[0].isdigit() or (_is_natural(previous) and fraction_of_numbers):
        return r" \cdot "
    return " "


def _starts_with_function(expr: Expr) -> bool:
    return _is_power_of_call(expr) or (expr.op == "call" and expr.data in _COMMANDS)


def _is_power_of_call(expr: Expr) -> bool:
    """Whether a power is written on the function's name, as in sin^2 x."""
    if expr.op != "pow" or expr.args[0].op != "call":
        return False
    base, exponent = expr.args
    return base.data in BARE_FUNCTIONS and _is_natural(exponent) and exponent.data > 0


def _pow(expr: Expr, *, bare: bool = True) -> str:
    base, exponent = expr.args
    if _is_power_of_call(expr):
        call = _call(base, bare=bare)
        head = _head(base.data)
        argument = call[len(head) :].lstrip()
        power = head + script("^", tex(exponent))
        return f"{power} {argument}" if argument[:1].isalnum() else power + argument
    return _based(base) + script("^", _exponent(exponent))


def _big(expr: Expr) -> str:
    body, first, last = expr.args
    word = {"maximum": "max", "minimum": "min"}.get(expr.op, expr.op)
    command = rf"\{word}_{{{expr.data.tex}={tex(first)}}}" + script("^", tex(last))
    loose = body.op == "add" or _is_negative(body) or _ends_unclearly(expr)
    return f"{command} {fence(tex(body)) if loose else tex(body)}"


def _ends_unclearly(big: Expr) -> bool:
    """Whether a product's body has a sum or product that a reader could take for a factor of it."""
    body = big.args[0]
    return (big.op, body.op) == ("prod", "mul") and any(
        factor.op in ("sum", "prod") and big.data not in symbols_in(factor)
        for factor in body.args[1:]
    )


def _diff(expr: Expr) -> str:
    body, above, below = partials(expr, tex)
    if _is_name(body):
        return rf"\frac{{{after(above, tex(body))}}}{{{below}}}"
    loose = body.op in ("add", "mul") or _is_negative(body)
    return rf"\frac{{{above}}}{{{below}}} {fence(tex(body)) if loose else tex(body)}"


def _nabla(expr: Expr) -> str:
    body, variable = expr.args
    head = r"\nabla" + script("_", tex(variable)) + ("^2" if expr.data == 2 else "")
    loose = body.op in ("add", "mul") or _is_negative(body)
    return f"{head} {fence(tex(body)) if loose else tex(body)}"


def _transpose(expr: Expr) -> str:
    inner = expr.args[0]
    if inner.op == "inverse" and inner.shape is not None:
        return _based(inner.args[0]) + r"^{-\top}"
    return _based(inner) + r"^\top"


def _matrix(expr: Expr) -> str:
    columns = expr.data[1]
    cells = [tex(cell) for cell in expr.args]
    rows = [" & ".join(cells[k : k + columns]) for k in range(0, len(cells), columns)]
    return r"\begin{bmatrix} " + r" \\ ".join(rows) + r" \end{bmatrix}"


def _between(expr: Expr, sign: str) -> str:
    """Factors with a sign of their own between them: all but single ones in parentheses."""
    loose = [factor.op in _JOINED or _is_open(factor) or _is_negative(factor)
             or factor.op == "div" for factor in expr.args]  # fmt: skip
    pieces = [tex(factor) for factor in expr.args]
    return sign.join(fence(p) if open_ else p for p, open_ in zip(pieces, loose, strict=True))


def _delta(expr: Expr) -> str:
    first, second = (tex(index) for index in expr.args)
    short = is_single(first) and is_single(second)
    return rf"\delta_{{{after(first, second) if short else f'{first}, {second}'}}}"


def _optimum(expr: Expr, command: str) -> str:
    names = ", ".join(name.tex for name in expr.data)
    body = expr.args[0]
    written = fence(tex(body)) if body.op == "add" else tex(body)
    return f"{command}{script('_', names)} {written}"


def _limit(expr: Expr) -> str:
    body, point = expr.args
    side = {"limit": "", "limit_above": "^+", "limit_below": "^-"}[expr.op]
    command = rf"\lim_{{{expr.data.tex} {TO} {tex(point)}{side}}}"
    loose = body.op == "add" or _is_negative(body)
    return f"{command} {fence(tex(body)) if loose else tex(body)}"


def _order(expr: Expr) -> str:
    size, point = expr.args
    if usual_point(size) == (expr.data, point):
        return "O" + fence(tex(size))
    return "O" + fence(tex(size)) + rf" \text{{ as }} {expr.data.tex} {TO} {tex(point)}"


def _cases(expr: Expr) -> str:
    rows = [f"{tex(value)} & {_condition(condition)}" for value, condition in rows_of(expr)]
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"


def _condition(condition: Condition) -> str:
    written = ", ".join(tex_relation(comparison) for comparison in condition)
    return written or r"\text{otherwise}"


_WRITERS: dict[str, Callable[[Expr], str]] = {
    "number": _number,
    "constant": lambda e: CONSTANTS[e.data],
    "symbol": lambda e: e.data.tex,
    "entry": _entry,
    "apply": _apply,
    "slope": _slope,
    "call": _call,
    "add": _add,
    "neg": _neg,
    "mul": _mul,
    "div": lambda e: rf"\frac{{{tex(e.args[0])}}}{{{tex(e.args[1])}}}",
    "pow": _pow,
    "sum": _big,
    "prod": _big,
    "diff": _diff,
    "nabla": _nabla,
    "probability": lambda e: probability_tex(e, tex),
    "average": lambda e: average_tex(e, tex),
    "integral": lambda e: integral_tex(e, tex),
    "expect": lambda e: mean_tex(e, tex),
    "variance": lambda e: mean_tex(e, tex),
    "covariance": lambda e: mean_tex(e, tex),
    "transpose": _transpose,
    "inverse": lambda e: _based(e.args[0]) + "^{-1}",
    "trace": lambda e: r"\operatorname{tr}" + fence(tex(e.args[0])),
    "det": lambda e: r"\det" + fence(tex(e.args[0])),
    "norm": lambda e: fence(tex(e.args[0]), r"\lVert", r"\rVert"),
    "identity": lambda e: "I" + script("_", tex(e.data)),
    "zeros": lambda e: "0",
    "matrix": _matrix,
    "blocks": _matrix,
    "delta": _delta,
    "member": _entry,
    "ones": lambda e: r"\mathbf{1}" + script("_", tex(e.data)),
    "unit": lambda e: "e" + script("_", tex(e.args[0])),
    "diag": lambda e: r"\operatorname{diag}" + fence(tex(e.args[0])),
    "vec": lambda e: r"\operatorname{vec}" + fence(tex(e.args[0])),
    "hadamard": lambda e: _between(e, r" \odot "),
    "kronecker": lambda e: _between(e, r" \otimes "),
    "argmax": lambda e: _optimum(e, r"\arg\max"),
    "argmin": lambda e: _optimum(e, r"\arg\min"),
    **dict.fromkeys(LIMITS, _limit),
    "maximum": _big,
    "minimum": _big,
    "order": _order,
    "cases": _cases,
    "indicator": lambda e: r"\mathbb{1}" + fence(_condition(rows_of(e)[0][1]), "[", "]"),
}
