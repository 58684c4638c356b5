"""SymPy as the second engine: an independent opinion on each line it can express.

The bridge goes both ways. A formula with matrices of symbolic size, with entries of arrays, or
with unknown sizes has no faithful SymPy form here and is reported as not expressible.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, add, call, constant, diff, div, mul, number, power, symbol

AGREES, CANNOT_TELL, NOT_EXPRESSIBLE = "agrees", "cannot tell", "not expressible"
_RENAMED = {
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "abs": "Abs", "max": "Max", "min": "Min",
}  # fmt: skip
_LARGEST = 150


class NotExpressible(Exception):
    """A formula has no faithful SymPy form."""


def to_sympy(expr: Expr) -> Any:
    """Return a scalar formula in SymPy, each symbol with its declared assumptions.

    SymPy evaluates as it builds: the result is for looking and computing, not for display.
    """
    import sympy

    args = [to_sympy(child) for child in expr.args] if expr.op not in ("sum", "diff") else []
    match expr.op:
        case "number":
            return sympy.Rational(expr.data.numerator, expr.data.denominator)
        case "constant":
            return {"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "oo": sympy.oo}[expr.data]
        case "symbol" if expr.shape is None and expr.data.kind in ("scalar", "index"):
            return _to_sympy_symbol(expr.data)
        case "add":
            return sympy.Add(*args)
        case "mul" if expr.shape is None and all(a.shape is None for a in expr.args):
            return sympy.Mul(*args)
        case "neg":
            return -args[0]
        case "div":
            return args[0] / args[1]
        case "pow" if expr.shape is None:
            return args[0] ** args[1]
        case "call" if hasattr(sympy, _RENAMED.get(expr.data, expr.data)):
            return getattr(sympy, _RENAMED.get(expr.data, expr.data))(*args)
        case "sum":
            body, first, last = (to_sympy(child) for child in expr.args)
            return sympy.Sum(body, (_to_sympy_symbol(expr.data), first, last))
        case "diff" if expr.args[1].op == "symbol":
            return sympy.diff(to_sympy(expr.args[0]), to_sympy(expr.args[1]))
        case _:
            raise NotExpressible(f"{expr!r} has no faithful SymPy form")


def from_sympy(expr: Any, names: Mapping[str, Symbol]) -> Expr:
    r"""Return a SymPy expression as a formula over declared names, in SymPy's own order.

    Args:
        expr: a SymPy expression of sums, products, powers, known functions and derivatives.
        names: the declared names; SymPy's symbols are looked up by their own name or as TeX
            (``alpha`` finds ``\alpha``).

    Raises:
        ValueError: if a name is not declared or a construction is not known.
    """
    import sympy

    if isinstance(expr, sympy.Rational):
        return number(expr.p) if expr.q == 1 else div(number(expr.p), number(expr.q))
    if isinstance(expr, sympy.Symbol):
        declared = names.get(expr.name) or names.get("\\" + expr.name)
        if declared is None:
            raise ValueError(
                f"SymPy symbol {expr} is not declared; declared are {', '.join(names)}"
            )
        return symbol(declared)
    constants = {sympy.pi: "pi", sympy.E: "e", sympy.I: "i"}
    if expr in constants:
        return constant(constants[expr])
    args = [from_sympy(child, names) for child in expr.args]
    if isinstance(expr, sympy.Add):
        return add(*args)
    if isinstance(expr, sympy.Mul):
        return mul(*args)
    if isinstance(expr, sympy.Pow):
        return call("sqrt", args[0]) if expr.exp == sympy.Rational(1, 2) else power(*args)
    if isinstance(expr, sympy.Derivative):
        return diff(args[0], from_sympy(expr.variables[0], names))
    name = {v: k for k, v in _RENAMED.items()}.get(type(expr).__name__, type(expr).__name__)
    if isinstance(expr, sympy.Function):
        return call(name, *args)
    raise ValueError(f"cannot read {expr} ({type(expr).__name__}) as a formula")


def second_opinion(relation: Relation) -> str:
    """Return what SymPy makes of a relation that the kernel has proved.

    Returns:
        ``agrees`` if SymPy reduces an equation to zero by itself or finds an inequality true,
        ``cannot tell`` if it does not get there, ``not expressible``, or ``contradicts`` if it
        reduces the difference to a number other than zero.
    """
    import sympy

    if relation.sign not in ("=", "<=", ">=", "<", ">"):
        return NOT_EXPRESSIBLE
    assert isinstance(relation.left, Expr)
    assert isinstance(relation.right, Expr)
    if relation.left.shape is not None:
        return NOT_EXPRESSIBLE
    try:
        difference = to_sympy(relation.left) - to_sympy(relation.right)
    except (NotExpressible, TypeError, ValueError):
        return NOT_EXPRESSIBLE
    if relation.sign != "=":
        return _opinion_on_sign(difference, relation.sign)
    for attempt in (sympy.expand, sympy.expand_trig, _simplify_if_small):
        difference = sympy.expand(attempt(difference))
        if difference.is_number:
            return _opinion_on_number(difference)
    return CANNOT_TELL


def _simplify_if_small(expr: Any) -> Any:
    import sympy

    return sympy.simplify(expr) if sympy.count_ops(expr) <= _LARGEST else expr


def _opinion_on_number(value: Any) -> str:
    if value == 0:
        return AGREES
    known_zero = value.is_zero
    return "contradicts" if known_zero is False else CANNOT_TELL


def _opinion_on_sign(difference: Any, sign: str) -> str:
    import sympy

    factored = sympy.factor(difference)
    holds = {
        "<=": factored.is_nonpositive, ">=": factored.is_nonnegative,
        "<": factored.is_negative, ">": factored.is_positive,
    }[sign]  # fmt: skip
    return AGREES if holds else "contradicts" if holds is False else CANNOT_TELL


def _to_sympy_symbol(name: Symbol) -> Any:
    import sympy

    domain = name.domain
    facts = {
        "integer": domain.is_integer, "real": domain.is_real, "positive": domain.is_positive,
        "nonnegative": domain.is_nonnegative, "negative": domain.is_negative,
        "zero": False if domain.is_nonzero else None,
    }  # fmt: skip
    return sympy.Symbol(
        name.tex.replace("\\", ""),
        **{k: v for k, v in facts.items() if v or (k == "zero" and v is False)},
    )
