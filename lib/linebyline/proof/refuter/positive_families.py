"""Sources that are counts, waiting times or shares, each with its exact moments."""

from __future__ import annotations

from collections.abc import Callable
from math import comb
from random import Random as Chance

from flint import fmpq

from linebyline.proof.refuter.families import Finite, Places
from linebyline.proof.refuter.functions import evaluate_function, power
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Number,
    Undefined,
    Unsupported,
    reciprocal,
    sign_of,
)
from linebyline.proof.refuter.random_base import Random


class _Positive(Finite):
    """A source that is not negative."""

    low = ZERO

    def __init__(self, *parameters: Number) -> None:
        super().__init__(())
        self.low = ZERO
        self.is_conditional = any(isinstance(p, Random) for p in parameters)

    def outcomes(self) -> None:
        """Return nothing: its values cannot be listed."""
        return None


class Count(_Positive):
    """A Poisson source."""

    def __init__(self, mean: Number) -> None:
        super().__init__(mean)
        self._mean = mean

    def moment(self, powers: Places) -> Number:
        """Return the moment of an order: all cumulants are the mean."""
        ((_, k),) = powers
        return _of_count(self._mean, k)

    def tilted(self, slope: Number) -> tuple[Number, Callable[[int], Number]]:
        """Return m (e^s - 1) and the moments for the mean m e^s."""
        if isinstance(slope, Random):
            raise Unsupported("the expectation of an exponential of a product")
        turned = evaluate_function("exp", [slope])
        return self._mean * (turned - ONE), lambda k: _of_count(self._mean * turned, k)

    def draw(self, chance: Chance) -> tuple[Number, ...]:
        """Return a small number."""
        return (fmpq(chance.randint(0, 5)),)


def _of_count(mean: Number, order: int) -> Number:
    moments: list[Number] = [ONE]
    for n in range(1, order + 1):
        parts = (comb(n - 1, j) * moments[n - 1 - j] for j in range(n))
        moments.append(mean * sum(parts, ZERO))
    return moments[order]


class Waiting(_Positive):
    """A gamma source."""

    def __init__(self, shape: Number, rate: Number) -> None:
        super().__init__(shape, rate)
        self._shape = shape
        self._rate = rate

    def moment(self, powers: Places) -> Number:
        """Return k (k + 1) ... over the power of the rate."""
        ((_, order),) = powers
        return _rising(self._shape, order) * reciprocal(power(self._rate, fmpq(order)))

    def tilted(self, slope: Number) -> tuple[Number, Callable[[int], Number]]:
        """Return 0 and the moments for a smaller rate; without it there is no value."""
        slower = self._rate - slope
        if isinstance(slope, Random) or isinstance(self._rate, Random):
            raise Unsupported("the expectation of an exponential of a product")
        if sign_of(slower) <= 0:
            raise Undefined("an infinite expectation")
        factor = power(self._rate * reciprocal(slower), self._shape)
        below = reciprocal(slower)
        return ZERO, lambda k: factor * _rising(self._shape, k) * power(below, fmpq(k))

    def draw(self, chance: Chance) -> tuple[Number, ...]:
        """Return a positive number."""
        return (fmpq(chance.randint(1, 9), chance.choice((1, 2, 3))),)


class Share(_Positive):
    """A beta source."""

    def __init__(self, first: Number, second: Number) -> None:
        super().__init__(first, second)
        self.high = ONE
        self._first = first
        self._both = first + second

    def moment(self, powers: Places) -> Number:
        """Return a (a + 1) ... over (a + b) (a + b + 1) ..."""
        ((_, order),) = powers
        return _rising(self._first, order) * reciprocal(_rising(self._both, order))

    def draw(self, chance: Chance) -> tuple[Number, ...]:
        """Return a fraction."""
        return (fmpq(chance.randint(1, 9), 10),)


def _rising(start: Number, order: int) -> Number:
    result: Number = ONE
    for k in range(order):
        result = result * (start + k)
    return result


def lowest(number: Number) -> Number | None:
    """A bound from below for a random number, or ``None`` if its sources give none."""
    return _ends(number)[0]


def _ends(number: Number) -> tuple[Number | None, Number | None]:
    """Bounds for a polynomial in sources, by interval arithmetic; numbers as they are."""
    terms = getattr(number, "terms", None)
    if not isinstance(number, Random):
        return number, number
    if not isinstance(terms, dict):
        return None, None
    low: Number | None = ZERO
    high: Number | None = ZERO
    for powers, c in terms.items():
        ends: tuple[Number | None, Number | None] = (ONE, ONE)
        for (family, _), e in powers:
            ends = _times(ends, _raised(number.families.all[family], e))  # type: ignore[attr-defined]
        ends = _scaled(ends, c)
        low = None if low is None or ends[0] is None else low + ends[0]
        high = None if high is None or ends[1] is None else high + ends[1]
    return low, high


def _raised(family: Finite, e: int) -> tuple[Number | None, Number | None]:
    low, high = family.low, family.high
    if low is not None and low >= 0:
        return power(low, fmpq(e)), None if high is None else power(high, fmpq(e))
    return (ZERO, None) if e % 2 == 0 else (None, None)


def _times(
    first: tuple[Number | None, Number | None], second: tuple[Number | None, Number | None]
) -> tuple[Number | None, Number | None]:
    if first[0] is None or second[0] is None or first[0] < 0 or second[0] < 0:
        return None, None
    high = None if first[1] is None or second[1] is None else first[1] * second[1]
    return first[0] * second[0], high


def _scaled(
    ends: tuple[Number | None, Number | None], c: Number
) -> tuple[Number | None, Number | None]:
    low, high = (None if end is None else end * c for end in ends)
    return (low, high) if sign_of(c) >= 0 else (high, low)
