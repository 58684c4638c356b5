r"""Variances and covariances written as expectations: their definition, for numbers and columns."""

from __future__ import annotations

from linebyline.proof.tree import Expr, expect, mul, neg, number, power, transpose


def as_expectations(expr: Expr) -> Expr:
    r"""Return :math:`E[x y^\top] - E[x] E[y]^\top` for a covariance, with y = x for a variance."""
    first, last = expr.args[0], expr.args[-1]
    if expr.shape is not None or first.shape is not None:
        turned = transpose(last)
        return expect(mul(first, turned)) + neg(mul(expect(first), expect(turned)))
    if expr.op == "variance":
        return expect(power(first, number(2))) + neg(power(expect(first), number(2)))
    return expect(mul(first, last)) + neg(mul(expect(first), expect(last)))
