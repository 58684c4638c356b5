r"""Series :math:`\sum c\, t^e (\log t)^j` with exact or ball coefficients, up to a remainder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import flint
from flint import arb_series, fmpq, fmpq_series

from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Number,
    Undecided,
    Undefined,
    Unsupported,
    sign_of,
    to_ball,
    zero_test,
)  # fmt: skip

Key: TypeAlias = tuple[Fraction, int]  # of t^e (log t)^j
Terms: TypeAlias = dict[Key, Number]
ORDERS = 7
_MOST_TERMS = 60
ANALYTIC = {
    "sin": "sin", "cos": "cos", "tan": "tan", "arctan": "atan", "erf": "erf", "gamma": "gamma",
    "arcsin": "asin", "arccos": "acos",
}  # fmt: skip
_EXACT_AT_ZERO = ("sin", "cos", "tan", "arctan", "arcsin")


@dataclass(frozen=True, slots=True)
class Part:
    """e^q times a series that is known up to O(t^order)."""

    q: Terms
    terms: Terms
    order: Fraction | None

    @property
    def low(self) -> Fraction | None:
        """The lowest exponent that may occur."""
        return min(e for e, _ in self.terms) if self.terms else self.order


def value_of(part: Part) -> Number:
    """What a series tends to."""
    for (e, j), c in part.terms.items():
        if (e < 0 or (e == 0 and j)) and not is_zero_coefficient(c):
            raise Undefined("a number that grows without bound")
    if part.order is not None and part.order <= 0:
        raise Unsupported("a limit of which too little is known")
    return part.terms.get((Fraction(0), 0), ZERO)


def is_zero_coefficient(c: Number) -> bool:
    """Whether a coefficient is zero."""
    zero = zero_test(c)
    if zero is None:
        raise Undecided
    return zero


def first_term(terms: Terms) -> tuple[Key, Number]:
    """The largest term whose coefficient is certainly not zero."""
    for key in sorted(terms, key=lambda k: (k[0], -k[1])):
        if not is_zero_coefficient(terms[key]):
            return key, terms[key]
    raise Undecided


def tends_to(q: Terms) -> int:
    """Whether a sum of growing terms tends to plus (1) or minus (-1) infinity."""
    (_, j), c = first_term(q)
    return sign_of(c) * int((-1) ** j)


def are_same(q: Terms, r: Terms) -> bool:
    """Whether two exponents are certainly the same."""
    return all(zero_test(c) is True for c in sum_of(q, times(r, fmpq(-1))).values())


def part_of(q: Terms, terms: Terms, order: Fraction | None) -> Part:
    """A part without terms that are exactly zero, or that its remainder covers."""
    kept = {
        key: c for key, c in terms.items()
        if (order is None or key[0] < order) and zero_test(c) is not True
    }  # fmt: skip
    if len(kept) > _MOST_TERMS:
        raise Unsupported("an expansion of too many terms")
    return Part(q, kept, order)


def product_of(a: Part, b: Part) -> Part:
    """The product of two parts."""
    orders = [x.order + y.low for x, y in ((a, b), (b, a)) if None not in (x.order, y.low)]  # type: ignore[operator]
    order = min(orders) if orders else None
    terms: Terms = {}
    for (e, i), c in a.terms.items():
        for (f, j), d in b.terms.items():
            key = (e + f, i + j)
            if order is None or key[0] < order:
                terms[key] = terms[key] + c * d if key in terms else c * d
    return part_of(sum_of(a.q, b.q), terms, order)


def composed(part: Part, coefficients: Sequence[Number]) -> Part:
    """The sum of c_k d^k for a series d that vanishes with t."""
    low = part.low
    if low is None:
        return part_of({}, {(Fraction(0), 0): coefficients[0]}, None)
    if low <= 0:
        raise Undecided
    total, power = Part({}, {}, Fraction(ORDERS)), Part({}, {(Fraction(0), 0): ONE}, None)
    for c in coefficients:
        terms = sum_of(total.terms, times(power.terms, c))
        total = part_of({}, terms, least(total.order, power.order))
        power = product_of(power, part)
        power = part_of({}, power.terms, least(power.order, Fraction(ORDERS)))
        if not power.terms:
            return part_of({}, total.terms, least(total.order, power.order))
    raise Unsupported("a series that needs more terms")


def sum_of(a: Terms, b: Terms) -> Terms:
    """The sum of terms, without those that are exactly zero."""
    total = dict(a)
    for key, c in b.items():
        total[key] = total[key] + c if key in total else c
    return {key: c for key, c in total.items() if zero_test(c) is not True}


def times(terms: Terms, c: Number) -> Terms:
    """The terms times a number."""
    return {key: d * c for key, d in terms.items()}


def shifted(terms: Terms, e: Fraction) -> Terms:
    """The terms times t^e."""
    return {(f + e, j): c for (f, j), c in terms.items()}


def moved_order(order: Fraction | None, e: Fraction) -> Fraction | None:
    """The exponent of a remainder that is multiplied by t^e."""
    return None if order is None else order + e


def least(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    """The smaller of two exponents; ``None`` stands for none."""
    known = [x for x in (a, b) if x is not None]
    return min(known) if known else None


def taylor(name: str, centre: Number) -> Any:
    """The Taylor series of a function, exact at zero."""
    if type(centre) is fmpq and not centre and name in _EXACT_AT_ZERO:
        with flint_order(ORDERS + 3):
            return getattr(fmpq_series([0, 1]), ANALYTIC[name])()
    return getattr(arb_series([to_ball(centre), 1], ORDERS + 3), ANALYTIC[name])()


@contextmanager
def flint_order(order: int) -> Iterator[None]:
    """Let flint's series have so many terms inside."""
    before, flint.ctx.cap = flint.ctx.cap, order
    try:
        yield
    finally:
        flint.ctx.cap = before
