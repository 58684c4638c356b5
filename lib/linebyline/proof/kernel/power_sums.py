r"""Closed forms of sums of :math:`k^m r^k`, and of infinite ones, also over k!.

With a polynomial P of degree m such that :math:`r P(k + 1) - P(k) = k^m`, which there is for
:math:`r \ne 1`, the terms :math:`k^m r^k = r^{k+1} P(k+1) - r^k P(k)` telescope. For r = 1 the
polynomial with :math:`P(k + 1) - P(k) = k^m` serves. Infinite sums:

- :math:`\sum_{k \ge a} k^m r^k = -r^a P(a)` for |r| < 1, where :math:`r^k P(k)` vanishes;
- :math:`\sum_{k \ge 0} k (k-1) \cdots (k-j+1)\, r^k / k! = r^j e^r` for every r, and powers of k
  are sums of these falling products; a few first terms are taken away or added;
- :math:`\sum_{k \ge a} \sum_i A_i / (k + s_i)` with whole s_i and :math:`\sum_i A_i = 0`
  telescopes.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

from linebyline.proof.kernel.exponentials import exponential, symbolic_power
from linebyline.proof.kernel.factor import factor
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    Monomial,
    Polynomial,
    monomial,
    rational,
    to_fraction,
    total,
)
from linebyline.proof.kernel.powers import absolute, power, reciprocal
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.signs import is_positive, is_real
from linebyline.proof.kernel.zero_test import collected, is_zero

LARGEST_DEGREE = 8
MOST_FIRST_TERMS = 12


def closed_sum(body: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """Return the sum of the body over the range of a bound variable, written without a sum.

    Raises:
        NotProvable: if a term is not a multiple of k^m r^k.
    """
    first, last = variable.args[1:]
    parts = []
    for m, c in body.terms.items():
        outside, degree, ratio, rest = _parts_of(m, variable, facts)
        if rest:
            raise NotProvable("a term without a closed sum")
        there, here = last + 1, first
        top, bottom = (_antidifference(degree, ratio, at, facts) for at in (there, here))
        growth = [symbolic_power(ratio, at, facts) for at in (there, here)]
        parts.append((top * growth[0] - bottom * growth[1]) * outside * c)
    return total(parts)


def infinite_sum(body: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """Return the sum of the body from the variable's first value to infinity.

    Raises:
        NotProvable: if it is none of the sums above, or is not seen to converge.
    """
    first = variable.args[1]
    rational_terms: dict[Monomial, Polynomial] = {}
    parts = []
    for m, c in body.terms.items():
        outside, degree, ratio, rest = _parts_of(m, variable, facts)
        scale = outside * c
        if not rest:
            parts.append(_geometric(degree, ratio, first, facts) * scale)
        elif _is_factorial(rest, variable):
            parts.append(_exponential_series(degree, ratio, rest, variable, facts) * scale)
        elif ratio == ONE:
            rational_terms[m] = Polynomial({m: c})
        else:
            raise NotProvable("an infinite sum of another kind")
    if rational_terms:
        parts.append(_telescoped(total(rational_terms.values()), variable, facts))
    return total(parts)


def _parts_of(
    m: Monomial, variable: Atom, facts: Facts
) -> tuple[Polynomial, int, Polynomial, dict[Atom, Exponent]]:
    """Split a term into what is free of k, the degree of k^m, r of r^k, and all else."""
    outside: dict[Atom, Exponent] = {}
    rest: dict[Atom, Exponent] = {}
    degree, ratio = 0, ONE
    for atom, e in m:
        if variable not in atom.free:
            outside[atom] = e
        elif atom is variable and isinstance(e, int) and 0 < e <= LARGEST_DEGREE:
            degree = e
        elif (found := _ratio(atom, e, variable, facts)) is not None:
            ratio = ratio * found
        else:
            rest[atom] = e
    return monomial(1, outside), degree, ratio, rest


def _ratio(atom: Atom, e: Exponent, variable: Atom, facts: Facts) -> Polynomial | None:
    """The number r, if a power of an atom is r^k."""
    if atom.kind == "exp":
        slope = _slope(atom.args[0] * rational(e), variable)
        return None if slope is None else exponential(slope, facts)
    if atom.kind == "power" and isinstance(e, int):
        slope = _slope(atom.args[1] * rational(e), variable)
        count = None if slope is None else slope.constant
        if count is None or count.q != 1 or variable in atom.args[0].free:
            return None
        return power(atom.args[0], int(count), facts)
    if atom.kind == "parity" and e == 1 and atom.args[0] == Polynomial.of(variable):
        return Polynomial.number(-1)
    return None


def _slope(p: Polynomial, variable: Atom) -> Polynomial | None:
    """The coefficient c, if p = c k."""
    parts = collected(p, variable)
    if set(parts) != {1} or variable in parts[1].free:
        return None
    return parts[1]


def _antidifference(degree: int, ratio: Polynomial, at: Polynomial, facts: Facts) -> Polynomial:
    """P(at), for the polynomial with r P(k + 1) - P(k) = k^m."""
    gap = ratio - 1
    is_one = not gap.terms
    size = degree + 1 if is_one else degree
    p = [ZERO] * (size + 1)
    for j in range(size, -1 if not is_one else 0, -1):
        goal = j - 1 if is_one else j
        known = total(p[i] * comb(i, goal) for i in range(goal + 1, size + 1) if p[i].terms)
        missing = (ONE if goal == degree else ZERO) - ratio * known
        p[j] = missing.scaled(Fraction(1, j)) if is_one else missing * reciprocal(gap, facts)
    return total(p[j] * at**j for j in range(size + 1) if p[j].terms)


def _geometric(degree: int, ratio: Polynomial, first: Polynomial, facts: Facts) -> Polynomial:
    if ratio == ONE or not is_real(ratio, facts):
        raise NotProvable("an infinite sum that grows, or turns in the plane")
    if not is_positive(1 - absolute(ratio, facts), facts):
        for gap in (1 - ratio, 1 + ratio):
            if not is_positive(gap, facts):
                facts.require("positive", gap)
    return -symbolic_power(ratio, first, facts) * _antidifference(degree, ratio, first, facts)


def _is_factorial(rest: dict[Atom, Exponent], variable: Atom) -> bool:
    """Whether what is left is 1/(k + s)! with a whole s."""
    if len(rest) != 1:
        return False
    ((atom, e),) = rest.items()
    if atom.kind != "call" or atom.args[0] != "gamma" or e != -1:
        return False
    shift = (atom.args[1] - Polynomial.of(variable)).constant
    return shift is not None and shift.q == 1


def _exponential_series(
    degree: int, ratio: Polynomial, rest: dict[Atom, Exponent], variable: Atom, facts: Facts
) -> Polynomial:
    r"""The sum of k^m r^k / (k + s - 1)!, with n = k + s - 1: of (n - s + 1)^m r^{n-s+1} / n!."""
    ((atom, _),) = rest.items()
    shift = int((atom.args[1] - Polynomial.of(variable)).constant) - 1
    first = (variable.args[1] + shift).constant
    if first is None or first.q != 1 or not 0 <= first <= MOST_FIRST_TERMS:
        raise NotProvable("an exponential series that begins elsewhere")
    parts = []
    for m in range(degree + 1):
        c = comb(degree, m) * (-shift) ** (degree - m)
        if c:
            parts.append(_moment(m, ratio, facts, int(first)) * c)
    return total(parts) * symbolic_power(ratio, Polynomial.number(-shift), facts)


def _moment(m: int, ratio: Polynomial, facts: Facts, first: int) -> Polynomial:
    """The sum of n^m r^n / n! from n = first on."""
    whole = total(power(ratio, j, facts) * _stirling(m, j) for j in range(m + 1))
    value = whole * exponential(ratio, facts)
    factorial = 1
    for n in range(first):
        factorial *= max(n, 1)
        value = value - power(ratio, n, facts).scaled(Fraction(n**m if n or m else 1, factorial))
    return value


def _stirling(m: int, j: int) -> int:
    """In how many ways m things fall into j classes."""
    if m == j:
        return 1
    return 0 if not 0 < j < m else j * _stirling(m - 1, j) + _stirling(m - 1, j - 1)


def _telescoped(p: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """The sum of a rational function of k with simple poles at distinct whole numbers."""
    first = variable.args[1].constant
    if first is None or first.q != 1:
        raise NotProvable("a rational sum that begins at a name")
    shifts = sorted({s for m in p.terms for s in _poles(m, variable)})
    residues = []
    for s in shifts:
        cleared = p * (Polynomial.of(variable) + s)
        value = total(Polynomial({m: c}) for m, c in _reduced(cleared, variable).terms.items())
        residues.append(replace(value, {variable: Polynomial.number(-s)}, facts))
    gap = p - total(
        a * reciprocal(Polynomial.of(variable) + s, facts)
        for a, s in zip(residues, shifts, strict=True)
    )
    if not is_zero(gap, facts) or not is_zero(total(residues), facts):
        raise NotProvable("a rational sum that does not telescope")
    if first + shifts[0] <= 0:
        raise NotProvable("a pole within the range of the sum")
    low = int(to_fraction(first)) + shifts[0]
    tails = [
        a.scaled(sum(Fraction(1, j) for j in range(low, low + s - shifts[0])))
        for a, s in zip(residues, shifts, strict=True)
    ]
    return -total(tails)


def _reduced(p: Polynomial, variable: Atom) -> Polynomial:
    return factor(p).expand() if p.terms else p


def _poles(m: Monomial, variable: Atom) -> list[int]:
    """The whole numbers s of the factors 1/(k + s) of a term.

    Raises:
        NotProvable: if it divides by anything else that depends on k.
    """
    found = []
    for atom, e in m:
        if variable not in atom.free:
            continue
        inside = Polynomial.of(variable) if atom is variable else atom.args[0]
        if atom is not variable and atom.kind != "base":
            raise NotProvable("a term that is not rational")
        if e > 0 and atom is variable:
            continue
        shift = (inside - Polynomial.of(variable)).constant
        if e != -1 or shift is None or shift.q != 1:
            raise NotProvable("a pole that is not simple, or not at a whole number")
        found.append(int(shift))
    return found
