r"""Factors of polynomials over atoms, found by flint and multiplied out again to be believed.

Atoms stand for independent variables here. That is sound, because an identity between polynomials
in independent variables holds for all values of the atoms, related or not. Roots such as
:math:`x^{1/2}` are variables too: with L the common denominator of the exponents of x, the
variable is :math:`x^{1/L}`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import flint

from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.polynomial import (
    Atom,
    Exponent,
    Monomial,
    Polynomial,
    TooLarge,
    exponent,
    monomial,
    rational,
    total,
)

MOST_TERMS = 3000
MOST_TO_FACTOR = 400
HIGHEST_DEGREE = 400


@dataclass(frozen=True, slots=True)
class Factored:
    """A product: a rational number times powers of atoms, ``base`` atoms for sums.

    Attributes:
        coefficient: flint's fmpq.
        powers: the exponent, never zero, of each atom.
    """

    coefficient: Any
    powers: dict[Atom, Exponent]

    def expand(self) -> Polynomial:
        """Multiply out what can be multiplied out."""
        return monomial(self.coefficient, self.powers)


def base_atom(sum_of_terms: Polynomial) -> Atom:
    """The atom for a sum that stands under a root or a fraction bar."""
    return Atom("base", args=(sum_of_terms,))


def factor_of(atom: Atom) -> Polynomial:
    """The polynomial that an atom of a factored form stands for."""
    inside: Polynomial = atom.args[0] if atom.kind == "base" else Polynomial.of(atom)
    return inside


def clear_denominators(p: Polynomial) -> tuple[Polynomial, dict[Atom, Exponent]]:
    """Return q and exponents of ``base`` atoms with p = q / (their product), q free of them below.

    Each step multiplies by a power of a base q_k and divides by it again, which changes nothing
    where the base is not zero; and p has no value where it is.
    """
    bottom: dict[Atom, Exponent] = {}
    while True:
        lowest: dict[Atom, Exponent] = {}
        for m in p.terms:
            for atom, e in m:
                if e < 0 and atom.kind in ("base", "absolute", "cosine", "sine", "power"):
                    lowest[atom] = min(lowest.get(atom, 0), e)
        if not lowest:
            return p, bottom
        spend(len(p.terms))
        p = total([_times(m, c, lowest) for m, c in p.terms.items()])
        if len(p.terms) > MOST_TERMS:
            raise TooLarge("too many terms after clearing denominators")
        for atom, e in lowest.items():
            bottom[atom] = bottom.get(atom, 0) - e


def _times(m: Monomial, c: Any, lowest: dict[Atom, Exponent]) -> Polynomial:
    powers = dict(m)
    for atom, e in lowest.items():
        powers[atom] = exponent(powers.get(atom, 0) - e)
    return monomial(c, powers)


def factor(p: Polynomial) -> Factored:
    """Return p, not zero, as a product of irreducible factors over the rationals.

    Sums among the factors are primitive and lead with a positive coefficient, so that a factor of
    two polynomials is the same atom in both.
    """
    single = p.single
    if single is not None:
        return Factored(*single)
    top, bottom = clear_denominators(p)
    factored = _factor_sum(top)
    powers = dict(factored.powers)
    for atom, e in bottom.items():
        _multiply_in(powers, atom, -e)
    return Factored(factored.coefficient, powers)


def _multiply_in(powers: dict[Atom, Exponent], atom: Atom, e: Exponent) -> None:
    joined = exponent(powers.get(atom, 0) + e)
    if joined:
        powers[atom] = joined
    else:
        powers.pop(atom, None)


def _factor_sum(p: Polynomial) -> Factored:
    if len(p.terms) > MOST_TO_FACTOR:
        raise TooLarge("too many terms to factor")
    spend(20 * len(p.terms))
    ring = Ring([p])
    entered = ring.enter(p)
    degree = max(map(int, entered.degrees()))
    if degree > HIGHEST_DEGREE:
        raise TooLarge("too high a degree to factor")
    spend(degree * degree // 3)  # flint's own time grows like this, and is not counted by it
    number, factors = entered.factor()
    coefficient = rational(number)
    powers: dict[Atom, Exponent] = {}
    for a, e in ring.lowest(p).items():
        _multiply_in(powers, a, e)
    for f, times in factors:
        q = ring.leave(f)
        scale, atom_powers = _primitive(q)
        coefficient = coefficient * scale ** int(times)
        for a, e in atom_powers.items():
            _multiply_in(powers, a, exponent(e * int(times)))
    return Factored(coefficient, powers)


def exact_quotient(p: Polynomial, q: Polynomial) -> Polynomial | None:
    """Return p/q if q, not zero, divides p without a remainder."""
    top, bottom = factor(p), factor(q)
    powers = dict(top.powers)
    for atom, e in bottom.powers.items():
        _multiply_in(powers, atom, -e)
    if any(e < 0 for e in powers.values()):
        return None
    return monomial(top.coefficient / bottom.coefficient, powers)


def _primitive(q: Polynomial) -> tuple[Any, dict[Atom, Exponent]]:
    """Return a number and powers whose product is q, an irreducible factor."""
    single = q.single
    if single is not None:
        return single
    return (scale := content(q)), {base_atom(q * (1 / scale)): 1}


def content(q: Polynomial) -> Any:
    """The number to divide by, so that coefficients become whole, coprime and lead positive."""
    tops = [int(c.p) for c in q.terms.values()]
    bottoms = [int(c.q) for c in q.terms.values()]
    size = rational(Fraction(gcd(*tops), lcm(*bottoms)))
    leading = max(q.terms, key=lambda m: [(a.key, e) for a, e in m])
    return size if q.terms[leading] > 0 else -size


class Ring:
    """flint's ring of polynomials in the atoms of some polynomials."""

    def __init__(self, polynomials: Sequence[Polynomial]) -> None:
        atoms = {atom for p in polynomials for m in p.terms for atom, _ in m}
        self.atoms = sorted(atoms, key=lambda atom: atom.key)
        self.parts = dict.fromkeys(self.atoms, 1)
        for p in polynomials:
            for m in p.terms:
                for atom, e in m:
                    self.parts[atom] = lcm(self.parts[atom], e.denominator)
        names = [f"v{k}" for k in range(len(self.atoms))] or ["v0"]
        self.context = flint.fmpq_mpoly_ctx.get(names, "lex")
        self._width = len(names)
        self._place = {atom: k for k, atom in enumerate(self.atoms)}

    def lowest(self, p: Polynomial) -> dict[Atom, Exponent]:
        """The lowest exponent of each atom: what ``enter`` divides by."""
        lows: dict[Atom, Exponent] = {}
        for position, m in enumerate(p.terms):
            powers = dict(m)
            for atom in powers.keys() | lows.keys():
                e = powers.get(atom, 0)
                lows[atom] = e if position == 0 else min(lows.get(atom, 0), e)
        return {atom: lows[atom] for atom in sorted(lows, key=lambda a: a.key) if lows[atom]}

    def enter(self, p: Polynomial) -> Any:
        """Return p, divided by its lowest powers, in flint's ring."""
        lows = self.lowest(p)
        entries = {}
        for m, c in p.terms.items():
            row = [0] * self._width
            powers = dict(m)
            for atom in powers.keys() | lows.keys():
                e = powers.get(atom, 0) - lows.get(atom, 0)
                row[self._place[atom]] = int(self.parts[atom] * e)
            entries[tuple(row)] = c
        return self.context.from_dict(entries)

    def leave(self, element: Any) -> Polynomial:
        """Return an element of flint's ring as a polynomial over atoms, in normal form."""
        return total([self._monomial(row, c) for row, c in element.to_dict().items()])

    def _monomial(self, row: Sequence[Any], c: Any) -> Polynomial:
        powers: dict[Atom, Exponent] = {}
        for atom, e in zip(self.atoms, row, strict=False):
            if e:
                powers[atom] = exponent(Fraction(int(e), self.parts[atom]))
        return monomial(c, powers)


def reduced_over(p: Polynomial, variable: Atom) -> Polynomial:
    """Reduce fractions before terms are summed or integrated apart: (u^2 + u v)/(u + v) = u."""
    if len(p.terms) < 2 or not _divides_by(p, variable):
        return p
    reduced = factor(p).expand()
    return p if _divides_by(reduced, variable) else reduced


def _divides_by(p: Polynomial, variable: Atom) -> bool:
    powers = [power for m in p.terms for power in m]
    return any(a.kind == "base" and e < 0 and variable in a.free for a, e in powers)
