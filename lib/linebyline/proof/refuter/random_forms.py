r"""Random numbers that are no polynomials: p e^q and roots, with polynomials p and q in sources.

That is enough for normal densities, their logarithms, and lengths of random columns. What would
lead out of these forms raises ``Unsupported``.
"""

from __future__ import annotations

from typing import NoReturn

from linebyline.proof.refuter.functions import evaluate_function
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Dual,
    Number,
    Unsupported,
    reciprocal,
    sign_of,
)
from linebyline.proof.refuter.random_base import Random
from linebyline.proof.refuter.random_numbers import RandomPolynomial, Source, expected


def form_of(name: str, number: RandomPolynomial) -> Number:
    """Return a known function of a polynomial, if it is one of these forms."""
    if name == "sqrt":
        return Root(number)
    if name != "exp":
        refuse(f"{name} of a random number")
    return Exponential(ONE, number)


def refuse(what: str) -> NoReturn:
    """Say what the refuter cannot evaluate."""
    raise Unsupported(what)


class Exponential(Random):
    """p e^q, with polynomials p and q."""

    __slots__ = ("exponent", "factor")

    def __init__(self, factor: Number, exponent: RandomPolynomial) -> None:
        self.factor = factor
        self.exponent = exponent

    def __mul__(self, other: Number) -> Number:
        if isinstance(other, Dual | Matrix):
            return NotImplemented
        if not isinstance(other, Exponential):
            return _scaled(self.factor * other, self.exponent)
        factor, exponent = self.factor * other.factor, self.exponent + other.exponent
        if isinstance(exponent, RandomPolynomial):
            return _scaled(factor, exponent)
        return factor * evaluate_function("exp", [exponent])

    __rmul__ = __mul__

    def __neg__(self) -> Number:
        return Exponential(-self.factor, self.exponent)

    def __add__(self, other: Number) -> Number:
        if isinstance(other, Dual | Matrix):
            return NotImplemented
        if type(other) is type(ZERO) and not other:
            return self
        if not isinstance(other, Exponential) or other.exponent.terms != self.exponent.terms:
            refuse("a sum with an exponential")
        return _scaled(self.factor + other.factor, self.exponent)

    __radd__ = __add__

    def __rtruediv__(self, other: Number) -> Number:
        return Exponential(reciprocal(self._plain_factor), -self.exponent) * other

    def __pow__(self, exponent: int) -> Number:
        result: Number = ONE
        for _ in range(int(exponent)):
            result = result * self
        return result

    @property
    def _plain_factor(self) -> Number:
        if isinstance(self.factor, Random):
            refuse("a quotient of random numbers")
        return self.factor

    def is_certainly_nonzero(self) -> bool:
        """Whether it is zero nowhere: asked before a division."""
        return sign_of(self._plain_factor) != 0

    def call(self, name: str) -> Number:
        """Return its logarithm or its root, where the factor is a positive number."""
        if name not in ("log", "sqrt") or sign_of(self._plain_factor) <= 0:
            refuse(f"{name} of a random number")
        outer = evaluate_function(name, [self.factor])
        if name == "log":
            return self.exponent + outer
        return Exponential(outer, self.exponent * (ONE / 2))

    def expectation(self) -> Number:
        r"""E[p(u) e^{c + s u}] = e^{c + s^2 v / 2} E[p(u + s v)] for normal u with variance v."""
        total: Number = ZERO
        moved: dict[Source, Number] = {}
        families = self.exponent.families
        for powers, c in self.exponent.terms.items():
            if not powers:
                total = total + c
                continue
            ((source, e),) = powers if len(powers) == 1 else (((-1, -1), 0),)
            variance = families.all[source[0]].variance if e == 1 else None
            if variance is None:
                refuse("the expectation of an exponential that is not linear in normal numbers")
            total = total + c * c * variance * (ONE / 2)
            alone = RandomPolynomial({powers: ONE}, families)
            moved[source] = alone + c * variance
        p = self.factor.at(moved) if isinstance(self.factor, RandomPolynomial) else self.factor
        return evaluate_function("exp", [total]) * expected(p)


def _scaled(factor: Number, exponent: RandomPolynomial) -> Number:
    is_zero = type(factor) is type(ZERO) and not factor
    return ZERO if is_zero else Exponential(factor, exponent)


class Root(Random):
    """The square root of a polynomial, which only its even powers get rid of."""

    __slots__ = ("square",)

    def __init__(self, square: RandomPolynomial) -> None:
        self.square = square

    def __pow__(self, exponent: int) -> Number:
        if int(exponent) % 2:
            refuse("an odd power of a root")
        return self.square ** (int(exponent) // 2)

    def _refused(self, *_: object) -> NoReturn:
        refuse("arithmetic with a root of a random number")

    __add__ = __radd__ = __mul__ = __rmul__ = __neg__ = _refused

    def call(self, name: str) -> Number:
        """Return nothing."""
        self._refused()

    def expectation(self) -> Number:
        """Return nothing."""
        self._refused()
