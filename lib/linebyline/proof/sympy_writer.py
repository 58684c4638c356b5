"""Formulas as SymPy expressions, for looking and computing.

SymPy evaluates as it builds, so what comes out is not what was written, and is not for display.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import FUNCTIONS, Expr

CONSTANTS = {"pi": "Pi", "e": "Exp1", "i": "ImaginaryUnit", "oo": "Infinity"}
RENAMED = {
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "abs": "Abs", "max": "Max", "min": "Min",
}  # fmt: skip
_WRITTEN = FUNCTIONS - {"sigmoid", "relu", "softplus"}


class NotExpressible(Exception):
    """A formula has no faithful SymPy form."""


def to_sympy(expr: Expr) -> Any:
    """Return a formula in SymPy, each name with its declared assumptions.

    Arrays become ``IndexedBase``, matrices ``MatrixSymbol``, unknown functions ``Function``.

    Raises:
        NotExpressible: if a construction has no counterpart there.
    """
    rule = _THERE.get(expr.op)
    if rule is None:
        raise NotExpressible(f"{expr!r} has no faithful SymPy form")
    return rule(expr)


def _parts(expr: Expr) -> list[Any]:
    return [to_sympy(child) for child in expr.args]


def _symbol(expr: Expr) -> Any:
    import sympy

    name: Symbol = expr.data
    if name.law is not None:
        raise NotExpressible(f"{name.tex} is random")
    if name.kind == "matrix":
        return sympy.MatrixSymbol(_spelled(name), *map(to_sympy, name.dims))
    if name.kind not in ("scalar", "index"):
        raise NotExpressible(f"{name.tex} without an index")
    return _scalar(name)


def _scalar(name: Symbol) -> Any:
    import sympy

    domain = name.domain
    facts = {
        "integer": domain.is_integer, "real": domain.is_real, "positive": domain.is_positive,
        "nonnegative": domain.is_nonnegative, "negative": domain.is_negative,
        "zero": False if domain.is_nonzero else None,
    }  # fmt: skip
    known = {k: v for k, v in facts.items() if v or (k == "zero" and v is False)}
    return sympy.Symbol(_spelled(name), **known)


def _spelled(name: Symbol) -> str:
    """The name as SymPy users write it: without backslashes."""
    return name.tex.replace("\\", "")


def _entry(expr: Expr) -> Any:
    import sympy

    base, *indices = expr.args
    places = [to_sympy(index) for index in indices]
    if base.op == "symbol" and base.data.kind == "array" and base.data.law is None:
        return sympy.IndexedBase(_spelled(base.data), real=base.data.domain.is_real)[places]
    whole = to_sympy(base)
    row, column = places if len(places) == 2 else (places[0], sympy.Integer(1))
    return whole[row - 1, column - 1]  # SymPy counts from zero


def _product(expr: Expr) -> Any:
    import sympy

    is_scalar = all(factor.shape is None for factor in expr.args)
    if not is_scalar and expr.shape is None:
        raise NotExpressible("a product of a row and a column as a number")
    return sympy.Mul(*_parts(expr)) if is_scalar else sympy.MatMul(*_parts(expr))


def _call(expr: Expr) -> Any:
    import sympy

    if expr.data not in _WRITTEN:
        raise NotExpressible(f"the function {expr.data}")
    return getattr(sympy, RENAMED.get(expr.data, expr.data))(*_parts(expr))


def _apply(expr: Expr) -> Any:
    import sympy

    return sympy.Function(_spelled(expr.data))(*_parts(expr))


def _series(expr: Expr) -> Any:
    import sympy

    if expr.shape is not None:
        raise NotExpressible("a sum of matrices")
    body, first, last = _parts(expr)
    make = sympy.Sum if expr.op == "sum" else sympy.Product
    return make(body, (_scalar(expr.data), first, last))


def _derivative(expr: Expr) -> Any:
    import sympy

    body, variable = _parts(expr)
    if expr.shape is not None or not isinstance(variable, sympy.Symbol | sympy.Indexed):
        raise NotExpressible("a derivative of or by a matrix")
    return sympy.diff(body, variable)


def _of_matrix(expr: Expr) -> Any:
    import sympy

    if expr.args[0].shape is None:
        raise NotExpressible("a number as a matrix")
    (part,) = _parts(expr)
    made = {
        "transpose": sympy.Transpose, "inverse": sympy.Inverse, "trace": sympy.Trace,
        "det": sympy.Determinant,
    }  # fmt: skip
    return made[expr.op](part)


def _identity(expr: Expr) -> Any:
    import sympy

    if expr.shape is None:
        return sympy.Integer(1)
    return sympy.Identity(to_sympy(expr.data))


def _add(expr: Expr) -> Any:
    import sympy

    return (sympy.Add if expr.shape is None else sympy.MatAdd)(*_parts(expr))


def _number(expr: Expr) -> Any:
    import sympy

    return sympy.Rational(expr.data.numerator, expr.data.denominator)


def _constant(expr: Expr) -> Any:
    import sympy

    return getattr(sympy.S, CONSTANTS[expr.data])


def _delta(expr: Expr) -> Any:
    import sympy

    return sympy.KroneckerDelta(*_parts(expr))


_THERE: dict[str, Callable[[Expr], Any]] = {
    "number": _number, "constant": _constant, "symbol": _symbol, "entry": _entry, "add": _add,
    "mul": _product, "neg": lambda e: -to_sympy(e.args[0]), "call": _call, "apply": _apply,
    "div": lambda e: to_sympy(e.args[0]) / to_sympy(e.args[1]),
    "pow": lambda e: to_sympy(e.args[0]) ** to_sympy(e.args[1]),
    "sum": _series, "prod": _series, "diff": _derivative, "transpose": _of_matrix,
    "inverse": _of_matrix, "trace": _of_matrix, "det": _of_matrix, "identity": _identity,
    "delta": _delta,
}  # fmt: skip
