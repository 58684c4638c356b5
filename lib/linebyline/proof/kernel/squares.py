r"""Sums of squares, found by linear algebra.

A polynomial whose terms are products of pairs of monomials v_1, ..., v_k is v^T G v for a symmetric
matrix G of numbers. If G = L D L^T with D >= 0, then p = sum d_j (L^T v)_j^2 >= 0 for real v, and
p > 0 if some v_j is the number 1 and all d_j > 0. The monomials are the square roots of the terms
whose exponents are even; where a term can be written as a product in two ways, half goes to each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import fmpq

from linebyline.proof.kernel.atom_signs import atom_signs
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import (
    Atom,
    Exponent,
    Monomial,
    Polynomial,
    exponent,
    monomial,
)
from linebyline.proof.kernel.sign_sets import Signs

MOST_MONOMIALS = 12
Gram = list[list[Any]]


def signs_by_squares(p: Polynomial, facts: Facts) -> Signs:
    """Return the signs that p may have, if p or -p is found to be a sum of squares."""
    if len(p.terms) < 2 or not all(atom_signs(a, facts).is_real for a in p.atoms):
        return Signs.ANY
    found = _definite(p)
    if found is not None:
        return Signs.POSITIVE if found else Signs.NONNEGATIVE
    found = _definite(-p)
    if found is not None:
        return Signs.NEGATIVE if found else Signs.NONPOSITIVE
    return Signs.ANY


def _definite(p: Polynomial) -> bool | None:
    """Whether p > 0 (True), p >= 0 (False) by a sum of squares, or neither (None)."""
    roots = _roots(p)
    if roots is None:
        return None
    gram = _gram(p, roots)
    if gram is None:
        return None
    pivots = _pivots(gram)
    if pivots is None:
        return None
    return () in roots and all(pivots)


def _roots(p: Polynomial) -> list[Monomial] | None:
    """The monomials whose squares are the terms with even exponents, all of them positive."""
    roots = []
    for m, c in p.terms.items():
        if all(isinstance(e, int) and e % 2 == 0 for _, e in m):
            if c < 0:
                return None
            roots.append(tuple((atom, _half(e)) for atom, e in m))
    return roots if 0 < len(roots) <= MOST_MONOMIALS else None


def _half(e: Exponent) -> Exponent:
    return exponent(e) // 2 if isinstance(e, int) else e


def _gram(p: Polynomial, roots: Sequence[Monomial]) -> Gram | None:
    places: dict[Monomial, list[tuple[int, int]]] = {}
    for i, u in enumerate(roots):
        for j, v in enumerate(roots[: i + 1]):
            product = _product(u, v)
            if product is None:
                return None
            places.setdefault(product, []).append((i, j))
    gram = [[fmpq(0)] * len(roots) for _ in roots]
    for m, c in p.terms.items():
        pairs = places.get(m)
        if pairs is None:
            return None
        is_square = any(i == j for i, j in pairs)
        chosen = [(i, j) for i, j in pairs if i == j] if is_square else pairs
        for i, j in chosen:
            gram[i][j] = gram[j][i] = c / len(chosen) / (1 if i == j else 2)
    return gram


def _product(u: Monomial, v: Monomial) -> Monomial | None:
    powers = dict(u)
    for atom, e in v:
        powers[atom] = exponent(powers.get(atom, 0) + e)
    made = monomial(1, powers).single
    return (
        tuple(sorted(made[1].items(), key=_by_key)) if made is not None and made[0] == 1 else None
    )


def _by_key(power: tuple[Atom, Exponent]) -> str:
    return power[0].key


def _pivots(gram: Gram) -> list[Any] | None:
    """The diagonal of D in G = L D L^T, or None if an entry is negative.

    A pivot that is zero asks for a row of zeros: otherwise G has a negative value somewhere.
    """
    size = len(gram)
    a = [row[:] for row in gram]
    pivots = []
    for k in range(size):
        d = a[k][k]
        if d < 0 or (d == 0 and any(a[k][j] for j in range(k + 1, size))):
            return None
        pivots.append(d)
        for i in range(k + 1, size):
            factor = a[i][k] / d if d else fmpq(0)
            for j in range(k + 1, size):
                a[i][j] -= factor * a[k][j]
    return pivots
