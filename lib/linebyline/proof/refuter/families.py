"""The sources of chance that stand in for declared laws, each with its exact moments.

A source is centred where its law is not: its mean is added outside. A law of which only the mean
and the variance are known is played by laws with few values, so that nothing but these two counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random as Chance

from flint import fmpq

from linebyline.proof.refuter.functions import evaluate_function, power
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Dual,
    Number,
    Undefined,
    Unsupported,
    is_zero,
    reciprocal,
    sign_of,
    zero_test,
)
from linebyline.proof.refuter.random_numbers import Families, RandomPolynomial, Source

Places = tuple[tuple[int, int], ...]
Outcome = tuple[Number, tuple[Number, ...]]  # its probability, and the value of each source
_SKEWS = (fmpq(1), fmpq(2), fmpq(-2), fmpq(1, 2), fmpq(-1, 3), fmpq(3))
_WIDE = (fmpq(3, 2), fmpq(2), fmpq(3))


class Finite:
    """Sources with finitely many joint outcomes."""

    variance: Number | None = None

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self.number = -1
        self._outcomes = outcomes

    def outcomes(self) -> Sequence[Outcome] | None:
        """Return all outcomes; ``None`` for what has no list of them."""
        return self._outcomes

    def moment(self, powers: Places) -> Number:
        """Return the sum over the outcomes."""
        total: Number = ZERO
        for probability, values in self._outcomes:
            term = probability
            for place, e in powers:
                term = term * power(values[place], fmpq(e))
            total = total + term
        return total

    def draw(self, chance: Chance) -> tuple[Number, ...]:
        """Return one outcome that may happen."""
        possible = [values for p, values in self._outcomes if not is_zero(p)]
        return chance.choice(possible)


class Standard(Finite):
    r"""A source :math:`\sqrt v z`, where z has few values, mean zero and variance one."""

    def __init__(self, variance: Number, law: Sequence[tuple[Number, Number]], fixed: bool) -> None:
        super().__init__(())
        self._square = variance
        self._law = law
        self._fixed = fixed

    def outcomes(self) -> Sequence[Outcome] | None:
        """Return all outcomes, unless the law itself moves."""
        if not self._fixed:
            return None
        root = evaluate_function("sqrt", [self._square])
        return [(p, (root * z,)) for p, z in self._law]

    def moment(self, powers: Places) -> Number:
        """Return v^(k/2) E[z^k], without a root where k is even."""
        ((_, k),) = powers
        if k == 1:
            return ZERO
        if k > 2 and not self._fixed:
            raise Unsupported("how an unknown law moves with its mean and variance")
        base = sum((p * z**k for p, z in self._law), ZERO)
        whole = power(self._square, fmpq(k // 2)) * base
        return whole * evaluate_function("sqrt", [self._square]) if k % 2 else whole

    def draw(self, chance: Chance) -> tuple[Number, ...]:
        """Return one of the values."""
        root = evaluate_function("sqrt", [self._square])
        return (root * chance.choice(self._law)[1],)


class Normal(Finite):
    """A normal source with mean zero."""

    def __init__(self, variance: Number) -> None:
        super().__init__(())
        self.variance = variance

    def outcomes(self) -> None:
        """Return nothing: its values cannot be listed."""
        return None

    def moment(self, powers: Places) -> Number:
        """Return v^(k/2) times the product of the odd numbers below k; zero for odd k."""
        ((_, k),) = powers
        if k % 2:
            return ZERO
        result: Number = ONE
        for odd in range(1, k, 2):
            result = result * odd * self.variance
        return result

    def draw(self, chance: Chance) -> tuple[Number, ...]:
        """Return some value: any number may occur, unless the variance is zero."""
        size = fmpq(chance.randint(-6, 6), chance.choice((1, 2, 3)))
        return (evaluate_function("sqrt", [self.variance]) * size,)


class Flat(Finite):
    """A source that is uniform on [-h, h]."""

    def __init__(self, half: Number) -> None:
        super().__init__(())
        self._half = half

    def outcomes(self) -> None:
        """Return nothing: its values cannot be listed."""
        return None

    def moment(self, powers: Places) -> Number:
        """Return h^k / (k + 1), zero for odd k."""
        ((_, k),) = powers
        return ZERO if k % 2 else power(self._half, fmpq(k)) * fmpq(1, k + 1)

    def draw(self, chance: Chance) -> tuple[Number, ...]:
        """Return a value inside."""
        return (self._half * fmpq(chance.randint(-9, 9), 10),)


def standard_law(chance: Chance) -> list[tuple[Number, Number]]:
    """Return probabilities and values of a law with mean zero and variance one.

    Two values a and -1/a, or the three values -t, 0, t.
    """
    if chance.random() < 0.7:
        a = chance.choice(_SKEWS)
        return [(1 / (1 + a * a), a), (a * a / (1 + a * a), -1 / a)]
    t = chance.choice(_WIDE)
    side = 1 / (2 * t * t)
    return [(side, t), (1 - 2 * side, ZERO), (side, -t)]


def added(family: Finite, families: Families, count: int = 1) -> list[RandomPolynomial]:
    """Add a family to those in use and return its sources as random numbers."""
    family.number = len(families.all)
    families.all.append(family)
    places: list[Source] = [(family.number, place) for place in range(count)]
    return [RandomPolynomial({((place, 1),): ONE}, families) for place in places]


def root_factor(covariance: list[list[Number]]) -> tuple[list[list[Number]], list[Number]]:
    r"""Return unit lower triangular L and diagonal D with :math:`L D L^\top` the covariance.

    Raises:
        Undefined: if it is not symmetric and positive semidefinite.
    """
    size = len(covariance)
    lower = [[ONE if i == j else ZERO for j in range(size)] for i in range(size)]
    diagonal: list[Number] = []
    for j in range(size):
        known = [lower[j][k] * diagonal[k] for k in range(j)]
        rest = [
            covariance[i][j] - sum((lower[i][k] * known[k] for k in range(j)), ZERO)
            for i in range(size)
        ]
        if any(zero_test(covariance[i][j] - covariance[j][i]) is False for i in range(size)):
            raise Undefined("a covariance that is not symmetric")
        sign = sign_of(rest[j])
        if sign < 0 or (sign == 0 and any(not is_zero(rest[i]) for i in range(j, size))):
            raise Undefined("a covariance that is not positive semidefinite")
        diagonal.append(rest[j])
        for i in range(j + 1, size):
            lower[i][j] = rest[i] * reciprocal(rest[j]) if sign else ZERO
    return lower, diagonal


def moves(*parameters: Number) -> bool:
    """Whether a parameter of a law is being differentiated by."""
    return any(isinstance(parameter, Dual) for parameter in parameters)
