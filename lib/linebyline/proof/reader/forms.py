r"""What the commands of TeX open: delimiters, fractions, derivatives, roots, sums, matrices.

``FORMS`` maps a token to the reader of the form that it opens.
"""

from __future__ import annotations

from linebyline.proof.reader.grammar import Parser
from linebyline.proof.reader.integrals import integral
from linebyline.proof.reader.limits import read_calligraphic, read_limit, read_order
from linebyline.proof.reader.named_functions import (
    CLOSER,
    FUNCTIONS,
    Form,
    function,
    identity_behind,
    without_power,
)  # fmt: skip
from linebyline.proof.reader.optima import arg
from linebyline.proof.reader.piecewise import read_cases
from linebyline.proof.reader.scripts import indices
from linebyline.proof.reader.syntax import Node
from linebyline.proof.symbols import Symbol


def _paren(parser: Parser) -> Node:
    at, closer = parser.at, CLOSER[parser.take()]
    inner = parser.until(closer)
    return Node("paren", (inner,), at=at)


def _brace(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    inner = parser.until("}")
    if inner.op in ("add", "neg", "mul"):
        parser.refuse("braces are invisible: use parentheses", at)
    return inner


def _bars(parser: Parser) -> Node:
    """``|x|``, or ``||x||`` where two bars stand together."""
    at = parser.at
    parser.take()
    if parser.peek() == "|" and parser.at == at + 1:
        parser.take()
        inner = parser.until("|")
        parser.need("|", "(the second bar of the norm)")
        return _norm_of(parser, inner, at)
    return Node("call", (parser.until("|"),), "abs", at)


def _abs(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    return Node("call", (parser.until(r"\rvert"),), "abs", at)


def _norm(parser: Parser) -> Node:
    at = parser.at
    closer = r"\rVert" if parser.take() == r"\lVert" else r"\|"
    return _norm_of(parser, parser.until(closer), at)


def _norm_of(parser: Parser, inner: Node, at: int) -> Node:
    """A norm whose delimiters were read; an index 2 may stand before or behind its power."""
    ahead = 0 if parser.peek() == "_" else 2
    if parser.peek(ahead) == "_" and (ahead == 0 or parser.peek() == "^"):
        place = parser.position + ahead
        if parser.peek(ahead + 1) != "2":
            parser.position = place
            parser.refuse("only the Euclidean norm is read: write the sum, or declare a name")
        parser.tokens = [*parser.tokens[:place], *parser.tokens[place + 2 :]]
    return Node("norm", (inner,), at=at)


def _floor(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    return Node("call", (parser.until(r"\rfloor"),), "floor", at)


def _inner(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    sides = parser.several(r"\rangle")
    if len(sides) != 2:
        parser.refuse(r"an inner product is written \langle x, y \rangle", at)
    return Node("inner", sides, at=at)


def _fraction(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    if parser.peek() == "{" and _sign_of_derivative(parser, 1):
        return _derivative(parser, at)
    _refuse_unclear_derivative(parser)
    return Node("div", (parser.group(), parser.group()), at=at)


def _sign_of_derivative(parser: Parser, ahead: int = 0) -> int:
    r"""The number of tokens of a ``\partial`` or d that is no declared name, or 0."""
    token = parser.peek(ahead)
    if token == r"\mathrm" and parser.peek(ahead + 1) == "d":
        return 2
    return int(token in (r"\partial", "d") and token not in parser.names)


def _refuse_unclear_derivative(parser: Parser) -> None:
    if [parser.peek(k) for k in range(2)] != ["{", "d"]:
        return
    start = parser.position
    parser.braced()
    below = [parser.peek(k) for k in range(3)]
    parser.position = start
    if below[:2] == ["{", "d"] and below[2] != "}":
        parser.refuse("a derivative or a quotient by d, which is declared? Write \\partial")


def _derivative(parser: Parser, at: int) -> Node:
    parser.need("{")
    parser.position += _sign_of_derivative(parser)
    order = _order(parser)
    body = None if parser.peek() == "}" else parser.formula()
    parser.need("}")
    parser.need("{")
    variables: list[Node] = []
    while not parser.accept("}"):
        if not _sign_of_derivative(parser):
            parser.refuse("below a derivative stand the variables, as in \\partial x")
        parser.position += _sign_of_derivative(parser)
        variable = _turned(parser, without_power(parser))
        variables += [variable] * _order(parser)
    if len(variables) != order:
        parser.refuse(f"order {order} above, but {len(variables)} below", at)
    if body is None:
        body = _body_of_derivative(parser)
    for variable in reversed(variables):
        body = Node("diff", (body, variable), at=at)
    return body


def _turned(parser: Parser, variable: Node) -> Node:
    r"""A variable, transposed where ``^\top`` stands behind it."""
    place = 2 if parser.peek(1) == "{" else 1
    is_top = parser.peek(place) == r"\top" or (
        parser.peek(place) == "T" and "T" not in parser.names
    )
    if parser.peek() != "^" or not is_top:
        return variable
    parser.position += 2 * place  # ^\top or ^{\top}
    return Node("transpose", (variable,), at=variable.at)


def _nabla(parser: Parser) -> Node:
    r"""``\nabla_x f`` and ``\nabla_x^2 f``; a product behind it needs parentheses."""
    at, order = parser.at, 1
    parser.take()
    if parser.peek() == "^":
        order = _order(parser)
    parser.need("_", r"(by what? Write \nabla_x)")
    braces = parser.accept("{")
    variable = without_power(parser)
    if braces:
        parser.need("}")
    if parser.peek() == "^":
        order = _order(parser)
    if order > 2:
        parser.refuse("a gradient has order 1, a Hessian order 2", at)
    body = _body_of_derivative(parser)
    if body.op == "mul" and body.args[0].op in ("name", "entry", "apply"):
        parser.refuse(
            "does the gradient reach over the whole product? Put what it is taken of, or the "
            "gradient, into parentheses",
            body.at,
        )
    return Node("nabla", (body, variable), order, at)


def _order(parser: Parser) -> int:
    if not parser.accept("^"):
        return 1
    if not parser.peek().isdigit() or len(parser.peek()) > 1 or parser.peek() == "0":
        parser.refuse("the order of a derivative is a digit")
    return int(parser.take())


def _body_of_derivative(parser: Parser) -> Node:
    if parser.peek() not in ("(", "["):
        return parser.term()
    body = parser.factor()
    if not parser.stops():
        parser.refuse("does the derivative reach beyond the parentheses? Put all of it into them")
    return body


def _root(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    if parser.accept("["):
        degree = parser.until("]")
        one = Node("number", (), 1, at)
        return Node("pow", (parser.group(), Node("div", (one, degree), at=at)), at=at)
    if parser.peek() == "(" and not parser.plain:
        parser.refuse(r"how far does the root reach? Write \sqrt{...}")
    return Node("call", (parser.group(),), "sqrt", at)


def _big(parser: Parser) -> Node:
    at, op = parser.at, parser.take().removeprefix("\\")
    parser.need("_", f"(the index of the {op})")
    braces = parser.accept("{")
    indices, ordered = [index_of_sum(parser)], ""
    if braces and parser.peek() in ("<", r"\le"):
        ordered = parser.take()
        indices.append(index_of_sum(parser))
    while braces and not ordered and parser.accept(","):
        indices.append(index_of_sum(parser))
    first = parser.formula() if braces and not ordered and parser.accept("=") else None
    if braces:
        parser.need("}")
    last = _last(parser, indices, first)
    if ordered:
        first = _first_of_ordered(parser, indices, ordered, at)
    body = parser.body_of_sum(indices)
    if op == "prod" and body.op == "mul":
        _refuse_unclear_end(parser, body, indices)
    for index in reversed(indices):
        ends = [] if first is None else [first] if last is None else [first, last]
        body = Node(op, (body, *ends), index, at)
        first = None if ordered else first
    return body


def _refuse_unclear_end(parser: Parser, body: Node, indices: list[Symbol]) -> None:
    r"""``\prod_i a_i \sum_j b_j``: is the sum a factor of each term, or of the whole?

    For a sum over i the two readings are equal; for a product they are not.
    """
    for factor in body.args[1:]:
        if factor.op in ("sum", "prod") and not any(mentions(factor, i) for i in indices):
            parser.refuse(
                f"does the product over {indices[0].tex} end before this {factor.op}? "
                "Use parentheses",
                factor.at,
            )


def mentions(node: Node, name: Symbol) -> bool:
    """Whether a name occurs in a piece of syntax."""
    return node.data == name or any(mentions(part, name) for part in node.args)


def _first_of_ordered(parser: Parser, indices: list[Symbol], sign: str, at: int) -> Node:
    r"""Where the inner index starts in ``\sum_{i<j}``, a sum over i and within it over j."""
    outer, inner = indices
    if outer == inner or outer.span != inner.span:
        parser.refuse(
            f"{outer.tex} and {inner.tex} need the same declared range here: write two sums", at
        )
    start = Node("name", (), outer, at)
    one = Node("number", (), 1, at)
    return start if sign == r"\le" else Node("add", (start, one), at=at)


def index_of_sum(parser: Parser) -> Symbol:
    """The declared index that a sum binds."""
    found = parser.names.longest(parser.tokens, parser.position)
    if found is None:
        parser.refuse(f"no index {parser.peek()!r}; declared are {parser.names.listed()}")
    declared, behind = found
    if not declared.domain.is_integer or declared.kind not in ("index", "scalar"):
        parser.refuse(f"{declared.tex} is not declared as an index")
    parser.position = behind
    return declared


def _last(parser: Parser, indices: list[Symbol], first: Node | None) -> Node | None:
    if first is not None:
        if len(indices) > 1:
            parser.refuse("write one sum for each index with its own range")
        if not parser.accept("^"):
            parser.refuse("the last value of the index is missing: ^{n}")
        return parser.group()
    if parser.peek() == "^":
        parser.refuse(f"write the range as _{{{indices[0].tex}=1}}^{{n}}")
    for index in indices:
        if index.span is None:
            parser.refuse(f"{index.tex} has no declared range: write _{{{index.tex}=1}}^{{n}}")
    return None


def _binomial(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    return Node("call", (parser.group(), parser.group()), "binomial", at)


def _matrix(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    kind = parser.braced()
    if kind == "{cases}":
        return read_cases(parser, at)
    if kind not in ("{bmatrix}", "{pmatrix}", "{matrix}"):
        parser.refuse("matrices are written in bmatrix or pmatrix, rows by case in cases", at)
    rows: list[tuple[Node, ...]] = [()]
    while not parser.accept(r"\end"):
        if parser.accept(r"\\"):
            rows.append(())
            continue
        rows[-1] += (parser.formula(),)
        if parser.peek() not in ("&", r"\\", r"\end"):
            parser.refuse(f"expected & or \\\\ or \\end{kind}")
        parser.accept("&")
    if parser.braced() != kind:
        parser.refuse(f"the matrix ends with \\end{kind}")
    rows = rows if rows[-1] else rows[:-1]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        parser.refuse(f"rows of equal length are needed, got {[len(row) for row in rows]}", at)
    return Node("matrix", tuple(cell for row in rows for cell in row), len(rows[0]), at)


def _identity(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    return identity_behind(parser, at)


def _delta(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    if parser.peek() != "_":
        parser.refuse(r"\delta is not declared; Kronecker's delta has two indices: \delta_{ij}", at)
    return Node("delta", indices(parser), at=at)


def _infinity(parser: Parser) -> Node:
    at = parser.at
    parser.take()
    return Node("infinity", (), 1, at)


def _extremum(parser: Parser) -> Node:
    r"""``\max_i x_i``, or the function ``\max(x, y)``."""
    return _big(parser) if parser.peek(1) == "_" else function(parser)


FORMS: dict[str, Form] = {
    "(": _paren, "[": _paren, r"\{": _paren, "{": _brace, "|": _bars, r"\lvert": _abs,
    r"\|": _norm, r"\lVert": _norm, r"\lfloor": _floor, r"\langle": _inner,
    r"\frac": _fraction, r"\sqrt": _root, r"\sum": _big, r"\prod": _big, r"\int": integral,
    r"\binom": _binomial, r"\begin": _matrix, "I": _identity, r"\delta": _delta,
    r"\infty": _infinity, r"\nabla": _nabla, r"\arg": arg, r"\lim": read_limit,
    "O": read_order, r"\mathcal": read_calligraphic,
    **FUNCTIONS,
    r"\max": _extremum, r"\min": _extremum,
}  # fmt: skip
