r"""Expectations, variances and covariances, and the latter two written as the first.

What is given, in ``\mathbb{E}[x \mid y]``, are whole random names.
"""

from __future__ import annotations

from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, ShapeError, mul, neg, number, power, transpose


def expect(body: Expr, *given: Symbol) -> Expr:
    """The expectation over all random symbols in the body but those that are given."""
    return Expr("expect", (body,), _random(given), shape=body.shape)


def variance(body: Expr, *given: Symbol) -> Expr:
    """The variance of a number, the covariance matrix of a column."""
    rows = _rows_of_column(body, "variance")
    shape = None if rows is None else (rows, rows)
    return Expr("variance", (body,), _random(given), shape=shape)


def covariance(first: Expr, second: Expr, *given: Symbol) -> Expr:
    """The covariance of two numbers, or the matrix of the covariances of two columns."""
    rows, columns = (_rows_of_column(body, "covariance") for body in (first, second))
    if (rows is None) != (columns is None):
        raise ShapeError("a covariance takes two numbers or two columns, got one of each")
    shape = None if rows is None or columns is None else (rows, columns)
    return Expr("covariance", (first, second), _random(given), shape=shape)


def _random(given: tuple[Symbol, ...]) -> tuple[Symbol, ...] | None:
    for name in given:
        if name.law is None:
            raise TypeError(f"only random names are given in an expectation, got {name.tex}")
    return given or None


def _rows_of_column(body: Expr, what: str) -> Expr | None:
    if body.shape is not None and body.shape[1] != number(1):
        rows, columns = body.shape
        raise ShapeError(f"the {what} takes numbers or columns, got ({rows!r}, {columns!r})")
    return None if body.shape is None else body.shape[0]


def as_expectations(expr: Expr) -> Expr:
    r"""Return :math:`E[x y^\top] - E[x] E[y]^\top` for a covariance, with y = x for a variance.

    What is given in the variance is given in each expectation.
    """
    first, last = expr.args[0], expr.args[-1]

    def mean(body: Expr) -> Expr:
        return expect(body, *(expr.data or ()))

    if expr.shape is not None or first.shape is not None:
        turned = transpose(last)
        return mean(mul(first, turned)) + neg(mul(mean(first), mean(turned)))
    if expr.op == "variance":
        return mean(power(first, number(2))) + neg(power(mean(first), number(2)))
    return mean(mul(first, last)) + neg(mul(mean(first), mean(last)))
