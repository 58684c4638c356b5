r"""Random numbers as polynomials in independent sources, whose moments are exact.

A source is one number of a family. A family knows the moments of products of its own sources; they
may be polynomials in the sources of families before it, on which its law then depends. So the
expectation of a polynomial is exact: over the last family first. What is no polynomial is one of
the ``random_forms``, or raises ``Unsupported``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeAlias

from linebyline.proof.refuter.environment import Value, spend
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Dual,
    Number,
)  # fmt: skip
from linebyline.proof.refuter.random_base import Random

Source: TypeAlias = tuple[int, int]  # number of its family, and its place there
Powers: TypeAlias = tuple[tuple[Source, int], ...]


class Family(Protocol):
    """Sources that depend on each other at most."""

    number: int
    is_conditional: bool  # whether its law depends on families before it
    low: Number | None  # no source is below; None if there is no bound
    high: Number | None

    def moment(self, powers: tuple[tuple[int, int], ...]) -> Number:
        """Return the expectation of a product of powers of sources, by place."""

    def tilted(self, slope: Number) -> tuple[Number, Callable[[int], Number]]:
        """Return g and m with E[u^k e^{s u}] = e^g m(k) for its one source u."""

    def outcomes(self) -> Sequence[tuple[Number, tuple[Number, ...]]] | None:
        """Return probability and values of each joint outcome, or None."""


class Families:
    """The families in use, by number."""

    def __init__(self) -> None:
        self.all: list[Family] = []

    def moment(self, powers: Powers) -> Number:
        """Return the expectation of a product of powers of sources of independent families."""
        parts: dict[int, list[tuple[int, int]]] = {}
        for (family, place), e in powers:
            parts.setdefault(family, []).append((place, e))
        result: Number = ONE
        for family, own in parts.items():
            result = result * self.all[family].moment(tuple(own))
        return result

    def last_conditional(self, start: int, end: int) -> int:
        """Return the last family in a range that depends on others; the first one if none does."""
        numbers = range(end - 1, start, -1)
        return next((k for k in numbers if self.all[k].is_conditional), start)


class RandomPolynomial(Random):
    """A polynomial in sources; one without sources is a plain number instead."""

    __slots__ = ("families", "terms")

    def __init__(self, terms: Mapping[Powers, Number], families: Families) -> None:
        self.terms = terms
        self.families = families

    def __add__(self, other: Number) -> Number:
        if _goes_first(other):
            return NotImplemented
        terms = dict(self.terms)
        for powers, c in _terms(other).items():
            terms[powers] = terms[powers] + c if powers in terms else c
        return made(terms, self.families)

    __radd__ = __add__

    def __neg__(self) -> Number:
        return RandomPolynomial({p: -c for p, c in self.terms.items()}, self.families)

    def __mul__(self, other: Number) -> Number:
        if _goes_first(other):
            return NotImplemented
        right = _terms(other)
        spend(len(self.terms) * len(right) // 8)
        terms: dict[Powers, Number] = {}
        for p, c in self.terms.items():
            for q, d in right.items():
                joined = _joined(p, q)
                terms[joined] = terms[joined] + c * d if joined in terms else c * d
        return made(terms, self.families)

    __rmul__ = __mul__

    def __pow__(self, exponent: int) -> Number:
        result: Number = ONE
        for _ in range(int(exponent)):
            result = result * self
        return result

    def call(self, name: str) -> Number:
        """Return a known function of it: the exponential and the root are forms of their own."""
        from linebyline.proof.refuter.random_forms import form_of

        return form_of(name, self)

    def over(self, start: int) -> Number:
        """Return the exact expectation over the families from a number on, the last one first."""
        total, end = self, len(self.families.all)
        while isinstance(total, RandomPolynomial):
            first = self.families.last_conditional(start, end)
            total = total.over_all_from(first)
            if first == start:
                return total
            end = first
        return expected(total, start)

    def over_all_from(self, first: int) -> Number:
        """Return the expectation over families that are independent of each other."""
        total: Number = ZERO
        for powers, c in self.terms.items():
            own = tuple(power for power in powers if power[0][0] >= first)
            kept = tuple(power for power in powers if power[0][0] < first)
            rest = RandomPolynomial({kept: c}, self.families) if kept else c
            total = total + rest * self.families.moment(own)
        return total

    def by_power(self, source: Source) -> dict[int, Number]:
        """Return the coefficients of the powers of a source."""
        parts: dict[int, dict[Powers, Number]] = {}
        for powers, c in self.terms.items():
            e = dict(powers).get(source, 0)
            rest = tuple(power for power in powers if power[0] != source)
            parts.setdefault(e, {})[rest] = c
        return {e: made(terms, self.families) for e, terms in parts.items()}

    def at(self, values: Mapping[Source, Number]) -> Number:
        """Return it with some sources replaced."""
        total: Number = ZERO
        for powers, c in self.terms.items():
            term: Number = c
            for source, e in powers:
                value = values.get(source)
                if value is None:
                    value = RandomPolynomial({((source, 1),): ONE}, self.families)
                for _ in range(e):
                    term = term * value
            total = total + term
        return total


def expected(value: Value, start: int = 0) -> Value:
    """Return the expectation over the families from a number on, entry by entry of a matrix.

    Derivatives pass through.
    """
    if isinstance(value, Matrix):
        return value.map(lambda entry: expected(entry, start))
    if isinstance(value, Dual):
        slope = Dual(value.tag, ZERO, ONE) * expected(value.slope, start)
        return expected(value.value, start) + slope
    return value.over(start) if isinstance(value, Random) else value


def made(terms: Mapping[Powers, Number], families: Families) -> Number:
    """Return a polynomial without its zero terms; a plain number if no source is left."""
    kept = {p: c for p, c in terms.items() if not (type(c) is type(ZERO) and not c)}
    if all(not powers for powers in kept):
        return kept.get((), ZERO)
    return RandomPolynomial(kept, families)


def _goes_first(other: Number) -> bool:
    """Whether the other operand knows how to combine: all but polynomials and plain numbers."""
    return isinstance(other, Dual | Matrix | Random) and not isinstance(other, RandomPolynomial)


def _terms(number: Number) -> Mapping[Powers, Number]:
    return number.terms if isinstance(number, RandomPolynomial) else {(): number}


def _joined(p: Powers, q: Powers) -> Powers:
    if not p or not q:
        return p or q
    counts = dict(p)
    for source, e in q:
        counts[source] = counts.get(source, 0) + e
    return tuple(sorted(counts.items()))
