"""What a function certainly does on a box: ranges of its values, slopes and curvatures.

Balls carry whole intervals here. Arithmetic with balls encloses every value that the formula takes
on them, and automatic differentiation with balls every slope, so each comparison below that comes
out true is true at all points of the box. What a ball cannot decide is ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import flint
from flint import acb, arb, fmpq

from linebyline.proof.refuter.environment import renew_budget
from linebyline.proof.refuter.evaluate import compiled
from linebyline.proof.refuter.numbers import (
    ONE,
    Dual,
    Number,
    Undecided,
    Undefined,
    next_tag,
    split,
    to_ball,
)
from linebyline.proof.relation import Relation
from linebyline.proof.tree import Expr

Interval = tuple[Fraction, Fraction]
Box = Mapping[str, Interval]
BITS = 96


class Gap:
    """The difference of two sides of an inequality, zero or more where it holds."""

    def __init__(self, relation: Relation) -> None:
        assert isinstance(relation.left, Expr)
        assert isinstance(relation.right, Expr)
        sides = compiled(relation.left), compiled(relation.right)
        self._big, self._small = sides if relation.sign in (">=", ">") else sides[::-1]
        self.evaluations = 0

    def at(self, values: Mapping[str, Number]) -> Number | None:
        """Return the value at a point or an enclosure on a box; None where there is none."""
        self.evaluations += 1
        before, flint.ctx.prec = flint.ctx.prec, BITS
        renew_budget()
        try:
            gap = self._big(dict(values)) - self._small(dict(values))
        except (Undefined, Undecided, OverflowError):
            return None
        finally:
            flint.ctx.prec = before
        return None if isinstance(gap, acb) else gap

    def derivative(self, values: Mapping[str, Number], *names: str) -> Number | None:
        """Return an enclosure of the derivative by these names, one after the other."""
        moved = dict(values)
        tags = []
        for name in names:
            tags.append(next_tag())
            moved[name] = Dual(tags[-1], moved[name], ONE)
        gap = self.at(moved)
        for tag in reversed(tags):
            if gap is not None:
                gap = split(gap, tag)[1]
        return None if isinstance(gap, acb | Dual) else gap


def ball(side: Interval) -> Number:
    """Return a ball that contains an interval, or the number if it is only one."""
    low, high = side
    if low == high:
        return exact(low)
    return arb(exact(low)).union(arb(exact(high)))


def exact(value: Fraction) -> Number:
    """Return a fraction as an exact number."""
    return fmpq(value.numerator, value.denominator)


def is_at_least_zero(number: Number | None) -> bool:
    """Whether a number or all of a ball is certainly zero or more."""
    return number is not None and bool(to_ball(number) >= 0 if type(number) is arb else number >= 0)


def is_above_zero(number: Number | None) -> bool:
    """Whether a number or all of a ball is certainly more than zero."""
    return number is not None and bool(number > 0)


def is_certainly_zero(number: Number | None) -> bool:
    """Whether a number is zero beyond doubt."""
    return number is not None and bool(number.is_zero() if type(number) is arb else number == 0)
