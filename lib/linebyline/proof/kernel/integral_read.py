"""From the tree of an integral to its normal form."""

from __future__ import annotations

from contextlib import suppress

from linebyline.proof.integral_nodes import integral as tree_integral
from linebyline.proof.kernel.dummies import End, new_dummy
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.integral_sums import number_of_integrals
from linebyline.proof.kernel.integrals import integral_over
from linebyline.proof.kernel.polynomial import Polynomial
from linebyline.proof.kernel.read import Names, read
from linebyline.proof.limits import infinite
from linebyline.proof.traversal import symbols_in
from linebyline.proof.tree import Expr


def integral(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    """Return the normal form of an integral; from b to a it is minus that from a to b.

    Two integrals in each other, which converge together, are taken in the order that leaves less.

    Raises:
        NotProvable: between infinities of one sign.
    """
    value = _in_written_order(expr, facts, names)
    other = swapped(expr)
    if other is not None and number_of_integrals(value):
        with suppress(NotProvable), facts.attempt():
            moved = _in_written_order(other, facts, names)
            if number_of_integrals(moved) < number_of_integrals(value):
                return moved
            raise NotProvable
    return value


def swapped(expr: Expr) -> Expr | None:
    """The other order of two integrals in each other whose limits do not depend on each other."""
    body, low, high = expr.args
    if body.op != "integral" or expr.data in symbols_in(body.args[1]) | symbols_in(body.args[2]):
        return None
    inside, first, last = body.args
    return tree_integral(tree_integral(inside, expr.data, low, high), body.data, first, last)


def _in_written_order(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    body, *limits = expr.args
    away = [infinite(limit) for limit in limits]
    low, high = (
        None if sign else read(limit, facts, names)
        for limit, sign in zip(limits, away, strict=True)
    )
    is_turned = away[0] > 0 or away[1] < 0
    if is_turned:
        low, high, away = high, low, [away[1], away[0]]
    if away[0] > 0 or away[1] < 0:
        raise NotProvable("an integral between infinities of one sign")
    value = _from_to(body, expr, low, high, facts, names)
    return -value if is_turned else value


def _from_to(body: Expr, expr: Expr, low: End, high: End, facts: Facts, names: Names) -> Polynomial:
    """Prefer the order of the ends that is known to be upward."""
    variable = new_dummy((low, high), facts)
    inside = read(body, facts, {**names, expr.data: Polynomial.of(variable)})
    return integral_over(inside, variable, facts, joint=_holds_integral(body))


def _holds_integral(body: Expr) -> bool:
    """Whether an integral stands directly in this one, as a factor of its integrand at most."""
    factors = body.args if body.op == "mul" else (body,)
    return sum(factor.op == "integral" for factor in factors) == 1
