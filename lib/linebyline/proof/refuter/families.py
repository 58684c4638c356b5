"""The sources of chance that stand in for declared laws, each with its exact moments.

A source is centred where its law is not: its mean is added outside. A law of which only the mean
and the variance are known is played by laws with few values, so that nothing but these two counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import comb
from random import Random as Chance

from flint import fmpq

from linebyline.proof.refuter.entries import entries_of
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
from linebyline.proof.refuter.random_base import Random
from linebyline.proof.refuter.random_numbers import Families, RandomPolynomial, Source

Places = tuple[tuple[int, int], ...]
Outcome = tuple[Number, tuple[Number, ...]]  # its probability, and the value of each source
_SKEWS = (fmpq(1), fmpq(2), fmpq(-2), fmpq(1, 2), fmpq(-1, 3), fmpq(3))
_VALUES = (fmpq(0), fmpq(1), fmpq(-1), fmpq(2), fmpq(-3), fmpq(1, 2))
_WEIGHTS = (1, 1, 2, 3, 5, 60)
_POSITIVE_VALUES = (fmpq(1), fmpq(2), fmpq(1, 2), fmpq(1, 7), fmpq(3), fmpq(9))
_WIDE = (fmpq(3, 2), fmpq(2), fmpq(3))


class Finite:
    """Sources with finitely many joint outcomes."""

    is_conditional = False
    low: Number | None = None
    high: Number | None = None

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self.number = -1
        self._outcomes = outcomes
        numbers = [value for _, values in outcomes for value in values]
        if numbers and all(type(value) is fmpq for value in numbers):
            self.low, self.high = min(numbers), max(numbers)
        self.is_conditional = any(isinstance(p, Random) for p, _ in outcomes)

    def outcomes(self) -> Sequence[Outcome] | None:
        """Return all outcomes; ``None`` for what has no list of them."""
        return None if self.is_conditional else self._outcomes

    def tilted(self, slope: Number) -> tuple[Number, Callable[[int], Number]]:
        """Return 0 and the sum over the outcomes, of one source."""
        outcomes = self.outcomes() or ()
        if not outcomes or len(outcomes[0][1]) != 1 or isinstance(slope, Random):
            raise Unsupported("the expectation of an exponential of these random numbers")
        weights = [(p * evaluate_function("exp", [slope * v]), v) for p, (v,) in outcomes]
        return ZERO, lambda k: sum((w * power(v, fmpq(k)) if k else w for w, v in weights), ZERO)

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
        self.is_conditional = isinstance(variance, Random)

    def outcomes(self) -> Sequence[Outcome] | None:
        """Return all outcomes, unless the law itself moves."""
        if not self._fixed or self.is_conditional:
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
        self.is_conditional = isinstance(variance, Random)

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

    def tilted(self, slope: Number) -> tuple[Number, Callable[[int], Number]]:
        """Return s^2 v / 2 and the moments around -s v: by completing the square."""
        moved = slope * self.variance

        def moment(k: int) -> Number:
            total: Number = ZERO
            for j in range(0, k + 1, 2):
                term = self.moment(((0, j),)) * comb(k, j)
                for _ in range(k - j):
                    term = term * moved
                total = total + term
            return total

        return slope * moved * (ONE / 2), moment

    def draw(self, chance: Chance) -> tuple[Number, ...]:
        """Return some value: any number may occur, unless the variance is zero."""
        size = fmpq(chance.randint(-6, 6), chance.choice((1, 2, 3)))
        return (evaluate_function("sqrt", [self.variance]) * size,)


class Flat(Finite):
    """A source that is uniform on [-h, h]."""

    def __init__(self, half: Number) -> None:
        super().__init__(())
        self._half = half
        self.is_conditional = isinstance(half, Random)

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


def free_outcomes(seed: int, given: Sequence[object], positive: bool = False) -> list[Outcome]:
    """Return few values with positive probabilities that depend on what is given.

    Raises:
        Unsupported: if a given value is not an exact number: a ball may round in two ways.
    """
    numbers = list(_exact_numbers(given))
    possible = _POSITIVE_VALUES if positive else _VALUES
    values = Chance(seed).sample(possible, 3 if seed % 4 == 0 else 2)
    chance = Chance(f"{seed}|{numbers}")
    weights = [fmpq(chance.choice(_WEIGHTS)) for _ in values]
    whole = sum(weights, ZERO)
    return [(w / whole, (v,)) for w, v in zip(weights, values, strict=True)]


def _exact_numbers(given: Iterable[object]) -> Iterator[Number]:
    for value in given:
        for entry in entries_of(value):
            if type(entry) is not fmpq:
                raise Unsupported("any law at all, given a number that is not exact")
            yield entry


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
