"""What may be the sign of a number: a set of possibilities, and how sets combine.

A ``Signs`` value holds every possibility that is not excluded, so fewer flags say more. Each
operation returns a set that contains the sign of the result for every choice of signs of the
operands: that is all that soundness asks.
"""

from __future__ import annotations

from enum import IntFlag
from fractions import Fraction
from functools import lru_cache
from itertools import product


class Signs(IntFlag):
    """A set of possible signs; ``OTHER`` stands for numbers that are not real."""

    NONE = 0
    NEGATIVE = 1
    ZERO = 2
    POSITIVE = 4
    OTHER = 8
    NONPOSITIVE = 3
    NONNEGATIVE = 6
    NONZERO_REAL = 5
    REAL = 7
    NONZERO = 13
    ANY = 15

    @property
    def is_positive(self) -> bool:
        """Whether only positive numbers are possible."""
        return self == Signs.POSITIVE

    @property
    def is_negative(self) -> bool:
        """Whether only negative numbers are possible."""
        return self == Signs.NEGATIVE

    @property
    def is_nonnegative(self) -> bool:
        """Whether neither negative nor non-real numbers are possible."""
        return self in (Signs.ZERO, Signs.POSITIVE, Signs.NONNEGATIVE)

    @property
    def is_nonpositive(self) -> bool:
        """Whether neither positive nor non-real numbers are possible."""
        return self in (Signs.ZERO, Signs.NEGATIVE, Signs.NONPOSITIVE)

    @property
    def is_nonzero(self) -> bool:
        """Whether zero is impossible."""
        return self != Signs.NONE and not self & Signs.ZERO

    @property
    def is_real(self) -> bool:
        """Whether only real numbers are possible."""
        return Signs.NONE < self < Signs.OTHER  # the sets without OTHER, its flag being the highest


FLAGS = (Signs.NEGATIVE, Signs.ZERO, Signs.POSITIVE, Signs.OTHER)


def sign_of(number: object) -> Signs:
    """The sign of a rational number."""
    return Signs.POSITIVE if number > 0 else Signs.NEGATIVE if number < 0 else Signs.ZERO  # type: ignore[operator]


def negate(signs: Signs) -> Signs:
    """The possible signs of -x."""
    kept = signs & (Signs.ZERO | Signs.OTHER)
    if signs & Signs.NEGATIVE:
        kept |= Signs.POSITIVE
    if signs & Signs.POSITIVE:
        kept |= Signs.NEGATIVE
    return kept


def multiply(a: Signs, b: Signs) -> Signs:
    """The possible signs of x y."""
    return _PRODUCTS[a][b]


def add(a: Signs, b: Signs) -> Signs:
    """The possible signs of x + y."""
    return _SUMS[a][b]


@lru_cache(maxsize=4096)
def raise_to(signs: Signs, exponent: int | Fraction) -> Signs:
    """The possible signs of x to a rational power that is not zero, where it has a value.

    Principal powers: a negative or non-real base to a fraction may give any number but zero.
    """
    result = Signs.NONE
    is_whole = exponent.denominator == 1
    if signs & Signs.POSITIVE:
        result |= Signs.POSITIVE
    if signs & Signs.ZERO and exponent > 0:
        result |= Signs.ZERO
    if signs & Signs.NEGATIVE:
        if not is_whole:
            result |= Signs.NONZERO
        else:
            result |= Signs.POSITIVE if exponent % 2 == 0 else Signs.NEGATIVE
    if signs & Signs.OTHER:
        result |= Signs.NONZERO
    return result


def _flags(signs: Signs) -> list[Signs]:
    return [flag for flag in FLAGS if signs & flag]


def _multiply_flags(a: Signs, b: Signs) -> Signs:
    if Signs.ZERO in (a, b):
        return Signs.ZERO
    if Signs.OTHER in (a, b):
        return Signs.NONZERO if a == b else Signs.OTHER
    return Signs.POSITIVE if a == b else Signs.NEGATIVE


def _add_flags(a: Signs, b: Signs) -> Signs:
    if a == b:
        return Signs.ANY if a == Signs.OTHER else a
    if Signs.ZERO in (a, b):
        return b if a == Signs.ZERO else a
    return Signs.OTHER if Signs.OTHER in (a, b) else Signs.REAL


def _table(combine: object) -> list[list[Signs]]:
    rows = []
    for a in range(16):
        row = []
        for b in range(16):
            result = Signs.NONE
            for x, y in product(_flags(Signs(a)), _flags(Signs(b))):
                result |= combine(x, y)  # type: ignore[operator]
            row.append(result)
        rows.append(row)
    return rows


_PRODUCTS = _table(_multiply_flags)
_SUMS = _table(_add_flags)
