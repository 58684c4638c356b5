r"""Variances and covariances written as expectations: their definition, for numbers and columns."""

from __future__ import annotations

from linebyline.proof.tree import Expr, expect, mul, neg, number, power, transpose


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
