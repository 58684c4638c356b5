r"""Kronecker's delta and order indicators of integers, both 0 or 1.

``delta(p)`` is 1 where p = 0, ``less(p)`` is 1 where p > 0. A delta lets one index stand for
another in everything it multiplies: :math:`\delta_{ij} f(i) = \delta_{ij} f(j)`.
"""

from __future__ import annotations

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    Polynomial,
    monomial,
    total,
)
from linebyline.proof.kernel.signs import signs


def delta(p: Polynomial, facts: Facts) -> Polynomial:
    """Return 1 where p = 0, else 0; the same for p and for -p."""
    if not p.terms:
        return ONE
    if signs(p, facts).is_nonzero:
        return ZERO
    other = -p
    return Polynomial.of(Atom("delta", args=(min(p, other, key=lambda q: q.key),)))


def less(p: Polynomial, facts: Facts) -> Polynomial:
    """Return 1 where p > 0, else 0."""
    known = signs(p, facts)
    if known.is_positive:
        return ONE
    if known.is_nonpositive:
        return ZERO
    return Polynomial.of(Atom("less", args=(p,)))


def solve_for(p: Polynomial, atom: Atom) -> Polynomial | None:
    """Return what ``atom`` equals where p = 0, if it occurs in one term only, times 1 or -1."""
    hits = [(m, c) for m, c in p.terms.items() if any(atom is a or _holds(a, atom) for a, _ in m)]
    if len(hits) != 1 or hits[0][0] != ((atom, 1),) or abs(hits[0][1]) != 1:
        return None
    return Polynomial.of(atom) - p.scaled(1 / hits[0][1])


def settle_deltas(p: Polynomial, facts: Facts) -> Polynomial:
    """Where a delta stands, replace the later of its two indices by the earlier."""
    if not any(a.kind == "delta" for m in p.terms for a, _ in m):
        return p
    return total(_settle(dict(m), c, facts) for m, c in p.terms.items())


def _settle(powers: dict[Atom, Exponent], c: object, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.replace import replace

    for atom in [a for a in powers if a.kind == "delta"]:
        for index in reversed(atom.args[0].atoms):
            value = solve_for(atom.args[0], index)
            if value is None or index.kind not in ("symbol", "bound"):
                continue
            rest = monomial(c, {a: e for a, e in powers.items() if a is not atom})
            if rest.free & index.free:
                changed = replace(rest, {index: value}, facts)
                return settle_deltas(changed * Polynomial.of(atom), facts)
            break
    return monomial(c, powers)


def _holds(atom: Atom, inner: Atom) -> bool:
    return bool(atom.free & inner.free)
