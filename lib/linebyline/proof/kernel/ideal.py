r"""A polynomial that vanishes because assumed equations hold, with the combination that shows it.

From equations g_1 = 0, ..., g_r = 0 follows p = 0 if p = sum c_j m_j g_{i_j} with numbers c_j and
monomials m_j. The multipliers are those that make some term of g meet some term of p, or a term
that arose so; the c_j come from linear algebra. The sum is multiplied out again before it counts.
Nothing is divided by, so there is no side condition.

If the number 1 is such a combination, the equations contradict each other, and nothing follows.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.factor import clear_denominators
from linebyline.proof.kernel.matrix_span import Span
from linebyline.proof.kernel.polynomial import (
    ONE,
    Atom,
    Exponent,
    Monomial,
    Polynomial,
    exponent,
    monomial,
    total,
)

MOST_ROWS = 160
ROUNDS = 3

Combination = list[tuple[Polynomial, Polynomial]]  # multipliers and equations


def combination(p: Polynomial, equations: Sequence[Polynomial]) -> Combination | None:
    """Return multipliers and equations whose products add up to p, or ``None``."""
    usable = [g for g in (clear_denominators(g)[0] for g in equations) if g.terms]
    if not p.terms or not usable or any(g.constant is not None for g in usable):
        return None
    rows: dict[tuple[str, int], tuple[Polynomial, Polynomial, Polynomial]] = {}
    met = dict.fromkeys(p.terms)
    for _ in range(ROUNDS):
        _grow(rows, met, usable)
        found = _express(p, list(rows.values()))
        if found is not None:
            return found
        if len(rows) >= MOST_ROWS:
            break
    return None


def _grow(
    rows: dict[tuple[str, int], tuple[Polynomial, Polynomial, Polynomial]],
    met: dict[Monomial, None],
    equations: Sequence[Polynomial],
) -> None:
    for s in list(met):
        for number, g in enumerate(equations):
            for t in g.terms:
                multiplier = _quotient(s, t)
                if multiplier is None or (multiplier.key, number) in rows:
                    continue
                if len(rows) >= MOST_ROWS:
                    return
                row = multiplier * g
                rows[multiplier.key, number] = (multiplier, g, row)
                met.update(dict.fromkeys(row.terms))


def _quotient(s: Monomial, t: Monomial) -> Polynomial | None:
    """The monomial s/t, if no exponent of it is negative."""
    powers: dict[Atom, Exponent] = dict(s)
    for atom, e in t:
        left = exponent(powers.get(atom, 0) - e)
        if left < 0:
            return None
        powers[atom] = left
    return monomial(1, powers)


def _express(
    p: Polynomial, rows: list[tuple[Polynomial, Polynomial, Polynomial]]
) -> Combination | None:
    span = Span()
    for _, _, row in rows:
        spend(len(row.terms) * 4)
        span.add(_vector(row))
    if span.express(_vector(ONE)) is not None:
        return None
    found = span.express(_vector(p))
    if found is None:
        return None
    result = [(rows[k][0] * c, rows[k][1]) for k, c in found.items()]
    return result if total([m * g for m, g in result]) == p else None


def _vector(p: Polynomial) -> dict[Hashable, Any]:
    return {m: c for m, c in p.terms.items()}
