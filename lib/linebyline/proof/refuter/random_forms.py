r"""Random numbers that are no polynomials: sums of p e^q, and roots, with polynomials p and q.

That is enough for normal densities, their logarithms, sines and cosines, and lengths of random
columns. What would lead out of these forms raises ``Unsupported``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from flint import acb

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

Term = tuple[Number, RandomPolynomial]  # p and q of p e^q


def form_of(name: str, number: RandomPolynomial) -> Number:
    """Return a known function of a polynomial, if it is one of these forms."""
    match name:
        case "sqrt":
            return Root(number)
        case "exp":
            return Exponentials([(ONE, number)])
        case "cos" | "sin":
            turned = number * acb(0, 1)
            factor = ONE / 2 if name == "cos" else acb(0, -1) / 2
            back = factor if name == "cos" else -factor
            return Exponentials([(factor, turned), (back, -turned)])
    refuse(f"{name} of a random number")


def refuse(what: str) -> NoReturn:
    """Say what the refuter cannot evaluate."""
    raise Unsupported(what)


class Exponentials(Random):
    """A polynomial plus a sum of p e^q, with polynomials p and q; each q stands there once."""

    __slots__ = ("plain", "terms")

    def __init__(self, terms: Sequence[Term], plain: Number = ZERO) -> None:
        self.terms = terms
        self.plain = plain

    def __mul__(self, other: Number) -> Number:
        if isinstance(other, Dual | Matrix | Root):
            return NotImplemented
        if not isinstance(other, Exponentials):
            return _sum([(p * other, q) for p, q in self.terms], _times(self.plain, other))
        terms: list[Term] = []
        plain = _times(self.plain, other.plain)
        for p, q in self.terms:
            terms.append((_times(p, other.plain), q))
            for p2, q2 in other.terms:
                exponent = q + q2
                if isinstance(exponent, RandomPolynomial):
                    terms.append((p * p2, exponent))
                else:
                    plain = plain + p * p2 * evaluate_function("exp", [exponent])
        terms += [(_times(self.plain, p), q) for p, q in other.terms]
        return _sum(terms, plain)

    __rmul__ = __mul__

    def __neg__(self) -> Number:
        return Exponentials([(-p, q) for p, q in self.terms], -self.plain)

    def __add__(self, other: Number) -> Number:
        if isinstance(other, Dual | Matrix | Root):
            return NotImplemented
        if not isinstance(other, Exponentials):
            return Exponentials(self.terms, self.plain + other)
        return _sum([*self.terms, *other.terms], self.plain + other.plain)

    __radd__ = __add__

    def __rtruediv__(self, other: Number) -> Number:
        p, q = self._alone
        return Exponentials([(reciprocal(p), -q)]) * other

    def __pow__(self, exponent: int) -> Number:
        result: Number = ONE
        for _ in range(int(exponent)):
            result = result * self
        return result

    @property
    def _alone(self) -> Term:
        """Factor and exponent, if it is c e^q with a plain number c."""
        is_single = len(self.terms) == 1 and _is_nothing(self.plain)
        if not is_single or isinstance(self.terms[0][0], Random):
            refuse("a quotient of random numbers")
        return self.terms[0]

    def is_certainly_nonzero(self) -> bool:
        """Whether it is zero nowhere: asked before a division."""
        return sign_of(self._alone[0]) != 0

    def call(self, name: str) -> Number:
        """Return its logarithm or its root, where the factor is a positive number."""
        p, q = self._alone
        if name not in ("log", "sqrt") or sign_of(p) <= 0:
            refuse(f"{name} of a random number")
        outer = evaluate_function(name, [p])
        if name == "log":
            return q + outer
        return Exponentials([(outer, q * (ONE / 2))])

    def over(self, start: int) -> Number:
        """Return the expectation over the families from a number on."""
        total = expected(self.plain, start)
        for p, q in self.terms:
            total = total + _over(p, q, start)
        return total


def _over(factor: Number, exponent: RandomPolynomial, start: int) -> Number:
    """E[p e^q] over the families from a number on, one source after the other, the last first."""
    families = exponent.families
    while True:
        found = [s for p in (factor, exponent) for s in _sources(p) if s[0] >= start]
        if not found:
            return _made(factor, exponent)
        source = max(found)
        slope, rest = _linear(exponent, source)
        growth, moment = families.all[source[0]].tilted(slope)
        if not isinstance(factor, RandomPolynomial):
            factor = factor * moment(0)
        else:
            parts = factor.by_power(source)
            factor = sum((part * moment(k) for k, part in parts.items()), ZERO)
        exponent = rest + growth
        if isinstance(factor, Exponentials):
            return (factor * _made(ONE, exponent)).over(start)


def _made(factor: Number, exponent: Number) -> Number:
    if isinstance(exponent, RandomPolynomial):
        return _sum([(factor, exponent)], ZERO)
    return factor * evaluate_function("exp", [exponent])


def _sources(number: Number) -> set[Source]:
    if not isinstance(number, RandomPolynomial):
        return set()
    return {source for powers in number.terms for source, _ in powers}


def _linear(exponent: Number, source: Source) -> tuple[Number, Number]:
    if not isinstance(exponent, RandomPolynomial):
        return ZERO, exponent
    parts = exponent.by_power(source)
    if max(parts) > 1:
        refuse("the expectation of an exponential that is not linear in random numbers")
    return parts.get(1, ZERO), parts.get(0, ZERO)


def _is_nothing(number: Number) -> bool:
    return type(number) is type(ZERO) and not number


def _times(first: Number, second: Number) -> Number:
    """The product; an exact zero times a ball is an exact zero."""
    return ZERO if _is_nothing(first) or _is_nothing(second) else first * second


def _sum(terms: Sequence[Term], plain: Number) -> Number:
    kept: list[Term] = []
    for p, q in terms:
        for place, (p2, q2) in enumerate(kept):
            if q2.terms == q.terms:
                kept[place] = (p2 + p, q2)
                break
        else:
            kept.append((p, q))
    kept = [(p, q) for p, q in kept if not _is_nothing(p)]
    return Exponentials(kept, plain) if kept else plain


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

    def over(self, start: int) -> Number:
        """Return nothing."""
        self._refused()
