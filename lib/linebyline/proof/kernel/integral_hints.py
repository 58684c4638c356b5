r"""Equations between integrals by a change of variables, and by parts, as a hint names them.

Change of variables: :math:`\int_{\varphi(a)}^{\varphi(b)} f(x) dx = \int_a^b f(\varphi(u))
\varphi'(u) du` where :math:`\varphi` has a derivative of one strict sign between a and b, with the
limits that the ends say.

By parts: :math:`\int_a^b (u v)' = u v |_a^b`. At a finite end u v must be continuous. At an
infinite end it tends to zero, if the integrals of u v and of (u v)' converge absolutely: the second
is seen from the line, whose integrals make it up; the first is recorded as a condition unless it
is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from linebyline.proof.integral_nodes import integral
from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.dummies import End, Range, new_dummy, range_of
from linebyline.proof.kernel.equality import why_zero
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.hints import ByParts, Substitution
from linebyline.proof.kernel.integral_sums import joined_integrals
from linebyline.proof.kernel.integrals import closed_integral, opaque_integral
from linebyline.proof.kernel.limits_at_ends import is_continuous, limit_at, limit_of_sum
from linebyline.proof.kernel.polynomial import ZERO, Atom, Polynomial
from linebyline.proof.kernel.powers import absolute
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.signs import signs
from linebyline.proof.kernel.zero_test import is_zero
from linebyline.proof.limits import infinite
from linebyline.proof.relation import Relation
from linebyline.proof.substitution import substitute
from linebyline.proof.traversal import replace as replace_node
from linebyline.proof.traversal import symbols_in, walk
from linebyline.proof.tree import Expr, diff, mul, neg, symbol


def by_substitution(left: Expr, right: Expr, facts: Facts, hint: Substitution) -> str | None:
    """Return how two formulas are seen to be equal, with an integral in a new variable."""
    for path, node in walk(left):
        if node.op != "integral" or node.data != hint.variable:
            continue
        for target in _over(right, hint.new):
            try:
                with facts.attempt():
                    changed = replace_node(left, path, _moved(node, target, facts, hint))
                    if why_zero(read(changed, facts) - read(right, facts), facts) is None:
                        raise NotProvable
                    return "change of variables"
            except NotProvable:
                continue
    return None


def _over(formula: Expr, variable: object) -> Iterator[Expr]:
    for _, node in walk(formula):
        if node.op == "integral" and node.data == variable:
            yield node


def _moved(node: Expr, target: Expr, facts: Facts, hint: Substitution) -> Expr:
    """The integral over the new variable, with the limits that the other side has."""
    if hint.new in symbols_in(node):
        raise NotProvable("a new variable that the integral holds already")
    ends, wanted = (_ends(whole, facts) for whole in (target, node))
    variable = new_dummy(ends, facts)
    value = read(hint.formula, facts, {hint.new: Polynomial.of(variable)})
    slope = signs(derivative(value, variable, facts), facts)
    if not (slope.is_positive or slope.is_negative):
        raise NotProvable("a change of variables that may not be one to one")
    found = [_limit(value, variable, side, facts) for side in (-1, 1)]
    given = [_or_infinite(end, side) for end, side in zip(wanted, (-inf, inf), strict=True)]
    body = mul(
        substitute(node.args[0], {hint.variable: hint.formula}),
        diff(hint.formula, symbol(hint.new)),
    )
    changed = integral(body, hint.new, *target.args[1:])
    if _same(found, given, facts):
        return changed
    if _same(found[::-1], given, facts):
        return neg(changed)
    raise NotProvable("limits that the change of variables does not take to each other")


def _ends(node: Expr, facts: Facts) -> Range:
    _, low, high = node.args
    if infinite(low) > 0 or infinite(high) < 0:
        raise NotProvable("an integral from infinity downward")
    first, last = (None if infinite(end) else read(end, facts) for end in (low, high))
    return first, last


def _or_infinite(end: End, far: float) -> Polynomial | float:
    return far if end is None else end


def _limit(p: Polynomial, variable: Atom, side: int, facts: Facts) -> Polynomial | float:
    end = range_of(variable)[side > 0]
    if end is not None and is_continuous(p, variable, facts):
        return replace(p, {variable: end}, facts)
    if end is not None and end.terms:
        return limit_at(p, variable, side, facts)
    return limit_of_sum(p, variable, side if end is None else 0, facts)


def _same(found: list[Polynomial | float], wanted: list[Polynomial | float], facts: Facts) -> bool:
    for first, second in zip(found, wanted, strict=True):
        if isinstance(first, Polynomial) and isinstance(second, Polynomial):
            if not is_zero(first - second, facts):
                return False
        elif first != second:
            return False
    return True


def by_parts(left: Expr, right: Expr, facts: Facts, hint: ByParts) -> str | None:
    """Return how two formulas are seen to be equal by the derivative of a product."""
    goal = read(left, facts) - read(right, facts)
    for variables, body, rest in joined_integrals(goal, facts):
        if len(variables) != 1:
            continue
        for sign in (1, -1):
            try:
                with facts.attempt():
                    if not _is_by_parts(variables[0], body, rest, facts, hint, sign):
                        raise NotProvable
                    return "integration by parts"
            except NotProvable:
                continue
    return None


def _is_by_parts(
    variable: Atom, body: Polynomial, rest: Polynomial, facts: Facts, hint: ByParts, sign: int
) -> bool:
    inside = {hint.variable: Polynomial.of(variable)}
    product = read(hint.first, facts, inside) * read(hint.second, facts, inside)
    left_over = body + sign * derivative(product, variable, facts)
    whole = ZERO if is_zero(left_over, facts) else closed_integral(left_over, variable, facts)
    if whole is None:
        return False
    boundary = _at_end(product, variable, 1, facts) - _at_end(product, variable, -1, facts)
    return is_zero(whole + rest - sign * boundary, facts)


def _at_end(product: Polynomial, variable: Atom, side: int, facts: Facts) -> Polynomial:
    end = range_of(variable)[side > 0]
    if end is None:
        need_convergence(product, variable, facts)
        return ZERO
    if is_continuous(product, variable, facts):
        return replace(product, {variable: end}, facts)
    return limit_at(product, variable, side, facts)


def need_convergence(p: Polynomial, variable: Atom, facts: Facts) -> None:
    """Record that the integral of p converges absolutely, unless that is known."""
    if all(
        closed_integral(Polynomial({m: c}), variable, facts) is not None for m, c in p.terms.items()
    ):
        return
    with facts.cautiously():
        size = absolute(p, facts)
        facts.require("finite", opaque_integral(size, [variable], facts))


def is_assumed_finite(p: Polynomial, facts: Facts) -> bool:
    """Whether an assumption says that an integral converges."""
    for assumption in facts.assumptions:
        if _says_finite(assumption):
            with facts.without_conditions():
                try:
                    assert isinstance(assumption.left, Expr)
                    if is_zero(read(assumption.left, facts) - p, facts):
                        return True
                except NotProvable:
                    continue
    return False


def _says_finite(relation: Relation) -> bool:
    right = relation.right
    return relation.sign == "<" and isinstance(right, Expr) and infinite(right) > 0
