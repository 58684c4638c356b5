"""Numbers that never lie: exact rationals, then balls that enclose the true value.

A number is an ``fmpq`` (exact), an ``arb`` (an interval that contains the value), an ``acb`` (a
rectangle of the complex plane that contains it) or a ``Dual`` (a value with its derivative).
Rationals stay exact until a function such as the logarithm needs balls, or until they grow too
long. What a ball cannot decide raises ``Undecided``; the caller tries again with more bits.
"""

from __future__ import annotations

from itertools import count
from typing import Any, TypeAlias

from flint import acb, arb, fmpq

Number: TypeAlias = Any  # fmpq | arb | acb | Dual; flint carries no type information

ZERO, ONE = fmpq(0), fmpq(1)
_tags = count(1)
LONGEST = 40_000  # bits of a numerator or denominator, beyond which a ball takes over


class Undefined(ArithmeticError):
    """The formula has no value at this point: 1/0, log 0, 0^0, a derivative at a kink."""


class IllFormed(Undefined):
    """A formula by cases whose rows do not cover this point, or disagree at it."""


class Undecided(ArithmeticError):
    """A ball touches the decision; more bits may settle it."""


class Unsupported(ArithmeticError):
    """The refuter cannot evaluate this construction at any point."""


class Dual:
    """A value and its derivative in one direction.

    The tag names the direction, so that nested derivatives stay apart; the larger tag, which
    belongs to the inner derivative, is always outermost.
    """

    __slots__ = ("slope", "tag", "value")

    def __init__(self, tag: int, value: Number, slope: Number) -> None:
        self.tag = tag
        self.value = value
        self.slope = slope

    def __add__(self, other: Number) -> Dual:
        tag, (a, x), (b, y) = _align(self, other)
        return Dual(tag, a + b, x + y)

    __radd__ = __add__

    def __neg__(self) -> Dual:
        return Dual(self.tag, -self.value, -self.slope)

    def __sub__(self, other: Number) -> Number:
        return self + (-other)

    def __rsub__(self, other: Number) -> Number:
        return (-self) + other

    def __mul__(self, other: Number) -> Dual:
        if hasattr(other, "rows"):  # a matrix multiplies its entries itself
            return NotImplemented
        tag, (a, x), (b, y) = _align(self, other)
        return Dual(tag, a * b, a * y + x * b)

    __rmul__ = __mul__


def next_tag() -> int:
    """A tag larger than all before it: a derivative that starts later lies further inside."""
    return next(_tags)


def _align(
    first: Number, second: Number
) -> tuple[int, tuple[Number, Number], tuple[Number, Number]]:
    tags = [x.tag for x in (first, second) if isinstance(x, Dual)]
    tag = max(tags)
    return tag, split(first, tag), split(second, tag)


def split(number: Number, tag: int) -> tuple[Number, Number]:
    """Return value and derivative in the direction ``tag``; zero if the number does not move."""
    if isinstance(number, Dual) and number.tag == tag:
        return number.value, number.slope
    return number, ZERO


def primal(number: Number) -> Number:
    """Return the number without its derivatives."""
    while isinstance(number, Dual):
        number = number.value
    return number


def capped(number: Number) -> Number:
    """Return the number, as a ball if it is a rational too long to carry on exactly."""
    if type(number) is fmpq and number.height_bits() > LONGEST:
        return arb(number)
    return number


def to_ball(number: Number) -> Number:
    """Return a rational as a ball; balls as they are."""
    return arb(number) if type(number) is fmpq else number


def zero_test(number: Number) -> bool | None:
    """Return whether the number is zero, ``None`` if its ball leaves it open."""
    number = primal(number)
    if type(number) is fmpq:
        return not number
    if number.is_zero():
        return True
    return None if number.contains(0) or not number.is_finite() else False


def is_zero(number: Number) -> bool:
    """Return whether the number is zero.

    Raises:
        Undecided: if its ball contains zero and other numbers.
    """
    answer = zero_test(number)
    if answer is None:
        raise Undecided
    return answer


def sign_of(number: Number) -> int:
    """Return -1, 0 or 1.

    Raises:
        Undefined: if the number is not real.
        Undecided: if its ball contains zero and other numbers.
    """
    number = real(primal(number))
    if number > 0:
        return 1
    if number < 0:
        return -1
    if number == 0:
        return 0
    raise Undecided


def real(number: Number) -> Number:
    """Return a number that is real without doubt as an ``fmpq`` or ``arb``.

    Raises:
        Undefined: if it is certainly not real.
        Undecided: if the imaginary part may or may not be zero.
    """
    if type(number) is not acb:
        return number
    if number.imag.is_zero():
        return number.real
    if number.imag.contains(0):
        raise Undecided
    raise Undefined("a complex number has no order")


def integer(number: Number) -> int:
    """Return an exact whole number as an ``int``.

    Raises:
        Undefined: if it is not whole.
        Undecided: if it is a ball.
    """
    if type(number) is fmpq:
        if number.q == 1:
            return int(number.p)
        raise Undefined("a whole number is needed")
    if isinstance(number, Dual):
        raise Undefined("one cannot differentiate by a number of terms")
    value = real(number)
    whole = value.unique_fmpz() if type(value) is arb and value.is_exact() else None
    if whole is None:
        raise Undecided
    return int(whole)


def reciprocal(number: Number) -> Number:
    """Return 1/x."""
    if isinstance(number, Dual):
        inverse = reciprocal(number.value)
        return Dual(number.tag, inverse, -number.slope * inverse * inverse)
    if is_zero(number):
        raise Undefined("division by zero")
    return ONE / number


def finite(number: Number) -> Number:
    """Return a ball unless it is unbounded.

    Raises:
        Undecided: if the ball says nothing.
    """
    if type(number) is not fmpq and not number.is_finite():
        raise Undecided
    return number
