r"""Limits and remainders, by expansion near the point.

- A limit is the term t^0 of the expansion, if no term before it is left; from both sides, if both
  belong to the domain of the variable, the two values must be equal.
- :math:`f = h + O(g)` near a point, if every term of f - h is at most of the size of the leading
  term of g, and the remainder is smaller.
- A limit is infinite if the leading term grows without bound, and has the sign.

Side conditions that mention the variable need to hold near its point only, which the leading terms
of their own expansions show. The variable is read as if nothing were assumed of it, since an
assumption might exclude the neighbourhood of the point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as changed

from linebyline.proof.domains import NONZERO, POSITIVE
from linebyline.proof.kernel.asymptotics import Approach
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.growth import Growth, tends_to
from linebyline.proof.kernel.laurent import Laurent, eventual_signs, log_degree
from linebyline.proof.kernel.polynomial import ONE, ZERO, Polynomial
from linebyline.proof.kernel.read import Names, read, symbol_atom
from linebyline.proof.kernel.signs import is_nonnegative
from linebyline.proof.kernel.zero_test import is_zero
from linebyline.proof.limits import infinite, without_orders
from linebyline.proof.substitution import substitute
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.traversal import bound_in, symbols_in
from linebyline.proof.tree import Expr, symbol

ORDERS = (2, 4, 7, 11)
SIDES = {"limit": (1, -1), "limit_above": (1,), "limit_below": (-1,), "order": (1, -1)}


def read_limit(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    """Return the value of a limit.

    Raises:
        NotProvable: if it is not seen to exist.
    """
    near = _Near(expr, facts, names)
    values = [near.value(side) for side in near.sides]
    if any(not is_zero(value - values[0], facts) for value in values[1:]):
        raise NotProvable("other limits from the two sides")
    return values[0]


def why_infinite(side: Expr, sign: int, facts: Facts) -> str | None:
    """Return how a limit is seen to be plus or minus infinity, or ``None``."""
    near = _Near(side, facts, {})
    if all(near.divergence(s) == sign for s in near.sides):
        return "the leading term grows without bound"
    return None


def why_order(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Return how f = h + O(g) is seen, f perhaps with remainders of its own, or ``None``."""
    (f, given), (h, allowed) = without_orders(left), without_orders(right)
    whole = [Expr("add", (f, Expr("neg", (h,)))), *(order.args[0] for order in given)]
    places = {(order.data, order.args[1]) for order in (*given, *allowed)}
    if len(places) != 1:
        return None
    for part in whole:
        if not any(_is_small(part, order, facts) for order in allowed):
            return None
    return "the terms of the expansion that are left"


def _is_small(part: Expr, order: Expr, facts: Facts) -> bool:
    small = _Near(Expr("order", (part, order.args[1]), order.data), facts, {})
    size = _Near(order, facts, {})
    return all(small.is_at_most(size, side) for side in small.sides)


class _Near:
    """A formula near the point of a limit."""

    def __init__(self, expr: Expr, facts: Facts, names: Names) -> None:
        body, point = expr.args
        variable: Symbol = expr.data
        others = symbols_in(body) - bound_in(body)
        if variable in names or any(
            variable in symbols_in(size) for name in others for size in _ends(name)
        ):
            raise NotProvable("a limit in the size of an array")
        self.facts, self.end = facts, infinite(point)
        self.at = ZERO if self.end else read(point, facts, names)
        self.domain = variable.domain
        self.sides = self._sides(SIDES[expr.op])
        free = changed(variable, tex=f"{variable.tex} near {point!r}", domain=self._near_domain())
        self.atom = symbol_atom(free)
        outside, facts.conditions = facts.conditions, {}
        try:
            self.formula = read(substitute(body, {variable: symbol(free)}), facts, names)
            found = list(facts.conditions.values())
        finally:
            facts.conditions = outside
        self.conditions = [c for c in found if free in c.what.free]
        for condition in found:
            if free not in condition.what.free:
                facts.require(condition.kind, condition.what, condition.written)

    def _sides(self, wanted: tuple[int, ...]) -> list[int]:
        """The sides from which the variable may come."""
        if self.end:
            return [self.end]
        if self.domain.is_integer:
            raise NotProvable("a whole number tends to infinity only")
        allowed = []
        for side, end in ((1, self.domain.high), (-1, self.domain.low)):
            gap = ONE if end is None else (read(end, self.facts) - self.at) * side
            if is_zero(gap, self.facts):
                continue
            if not is_nonnegative(gap, self.facts):
                raise NotProvable("a point that may lie outside of the domain")
            allowed.append(side)
        found = [side for side in wanted if side in allowed]
        if not found:
            raise NotProvable("a side of the point that is outside of the domain")
        return found

    def _near_domain(self) -> Domain:
        """What is known of the variable near the point: its sign, and that it is whole."""
        if not self.end:
            if not is_zero(self.at, self.facts):
                return Domain()
            negative = changed(POSITIVE, low=None, high=POSITIVE.low)
            if len(self.sides) > 1:
                return NONZERO
            return POSITIVE if self.sides[0] > 0 else negative
        if self.end < 0:
            return changed(POSITIVE, low=None, high=POSITIVE.low, base=self.domain.base)
        return changed(POSITIVE, base=self.domain.base)

    def _expansions(self, side: int) -> Iterator[tuple[Approach, Growth]]:
        ones = Polynomial.number(side)
        path = Laurent({-1: ones}) if self.end else Laurent({0: self.at, 1: ones})
        if not self.end and not self.at.terms:
            path = Laurent({1: ones})
        for order in ORDERS:
            approach = Approach(self.atom, path, order, self.facts)
            try:
                for condition in self.conditions:
                    sign = approach.sign(condition.what)
                    if sign == 0 or (condition.kind == "positive" and sign < 0):
                        raise _Outside("the formula has no value near the point")
                growth = approach.expand(self.formula)
            except _Outside:
                raise
            except NotProvable:
                if order == ORDERS[-1]:
                    raise
                continue
            yield approach, growth

    def value(self, side: int) -> Polynomial:
        """The limit from one side."""
        for approach, growth in self._expansions(side):
            try:
                series = growth.vanishing_dropped(self.facts, approach.order).settled(self.facts)
            except NotProvable:
                continue
            if series.order is not None and series.order <= 0:
                continue
            head = series.terms.get(0, ZERO)
            if any(e < 0 for e in series.terms) or log_degree(head):
                break
            return head
        raise NotProvable("no limit was found")

    def divergence(self, side: int) -> int:
        """1 or -1 if the formula grows to plus or minus infinity, else 0."""
        for approach, growth in self._expansions(side):
            q, series = growth.alone(self.facts, approach.order)
            e, c = series.leading(self.facts)
            found = eventual_signs(c, self.facts)
            if not (found.is_positive or found.is_negative):
                return 0
            grows = tends_to(q, self.facts) > 0 if q.terms else e < 0 or (e == 0 and log_degree(c))
            return (1 if found.is_positive else -1) if grows else 0
        return 0

    def is_at_most(self, other: _Near, side: int) -> bool:
        """Whether the formula is O of the other one."""
        for (approach, growth), (_, size) in zip(
            self._expansions(side), other._expansions(side), strict=False
        ):
            r, bound = size.alone(self.facts, approach.order)
            e, c = bound.leading(self.facts)
            answers = [
                self._part_is_small(q, series.settled(self.facts), r, (e, log_degree(c)))
                for q, series in growth.parts.values()
            ]
            if None not in answers:
                return all(answers)
        return False

    def _part_is_small(
        self, q: Laurent, series: Laurent, r: Laurent, leading: tuple[object, int]
    ) -> bool | None:
        """Whether e^q times a series is O of the leading part; ``None`` if too little is known."""
        if series == Laurent({}):
            return True
        gap = (q + (-r)).settled(self.facts)
        if gap.terms:
            return tends_to(gap, self.facts) < 0
        e, logs = leading
        for f, c in series.terms.items():
            if f < e or (f == e and log_degree(c) > logs):  # type: ignore[operator]
                return False
        return True if series.order is None or series.order > e else None  # type: ignore[operator]


class _Outside(NotProvable):
    """The formula has no value near the point."""


def _ends(name: Symbol) -> tuple[Expr, ...]:
    return (*name.dims, *(name.span or ()))
