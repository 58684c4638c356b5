r"""Random numbers as polynomials in independent sources, whose moments are exact.

A source is one number of a family; families are independent of each other, and a family knows the
moments of products of its own sources. So the expectation of a polynomial is exact. What is no
polynomial is one of the ``random_forms``, or raises ``Unsupported``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    variance: Number | None  # of a normal source with mean zero, else None

    def moment(self, powers: tuple[tuple[int, int], ...]) -> Number:
        """Return the expectation of a product of powers of sources, by place."""

    def outcomes(self) -> Sequence[tuple[Number, tuple[Number, ...]]] | None:
        """Return probability and values of each joint outcome, or None."""


class Families:
    """The families in use, by number."""

    def __init__(self) -> None:
        self.all: list[Family] = []

    def moment(self, powers: Powers) -> Number:
        """Return the expectation of a product of powers of sources."""
        parts: dict[int, list[tuple[int, int]]] = {}
        for (family, place), e in powers:
            parts.setdefault(family, []).append((place, e))
        result: Number = ONE
        for family, own in parts.items():
            result = result * self.all[family].moment(tuple(own))
        return result


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

    def expectation(self) -> Number:
        """Return the exact expectation."""
        total: Number = ZERO
        for powers, c in self.terms.items():
            total = total + c * self.families.moment(powers)
        return total

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


def expected(value: Value) -> Value:
    """Return the expectation of a number, entry by entry of a matrix; derivatives pass through."""
    if isinstance(value, Matrix):
        return value.map(expected)
    if isinstance(value, Dual):
        return expected(value.value) + Dual(value.tag, ZERO, ONE) * expected(value.slope)
    return value.expectation() if isinstance(value, Random) else value


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
