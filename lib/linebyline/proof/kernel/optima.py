r"""Equal sets of maximisers, because one objective is an increasing map of the other.

``\arg\max_\theta f`` is the set of all values of the variables, in their domain and under the
assumptions, at which f is largest; it may be empty. If g = m(f) at all of them, m increasing, then
f and g put all values in the same order, so that both sets are equal. The maps:

- a f + c with a > 0, both free of the variables;
- log f for f > 0, -log(-f) for f < 0, f^2 for f >= 0, -f^2 for f <= 0;
- a minimiser of f is a maximiser of -f.

A side condition on a variable would leave out some of its values, and is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.exponentials import logarithm
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import (
    ZERO,
    Atom,
    Exponent,
    Monomial,
    Polynomial,
    monomial,
    total,
)
from linebyline.proof.kernel.powers import reciprocal
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.signs import is_nonzero, is_positive, is_real, signs
from linebyline.proof.kernel.zero_test import is_zero
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

Names = frozenset[Symbol]
Parts = dict[Monomial, Polynomial]


def why_same_optima(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Return how two sets of maximisers or minimisers are seen to be equal, or ``None``."""
    names: Names = frozenset(left.data)
    if names != frozenset(right.data):
        return None
    f, g = _objective(left, facts), _objective(right, facts)
    if not (is_real(f, facts) and is_real(g, facts)):
        return None
    for u, first in _increasing(f, facts):
        for v, second in _increasing(g, facts):
            if _is_affine(u, v, names, facts):
                _refuse_conditions(names, facts)
                maps = sorted({word for word in (first, second) if word})
                return " and ".join([*maps, "a positive multiple plus a constant"])
    return None


def _objective(side: Expr, facts: Facts) -> Polynomial:
    value = read(side.args[0], facts)
    return value if side.op == "argmax" else -value


def _increasing(p: Polynomial, facts: Facts) -> Iterator[tuple[Polynomial, str]]:
    """Yield increasing maps of p, with a word for each."""
    yield p, ""
    known = signs(p, facts)
    if known.is_positive:
        yield logarithm(p, facts), "the logarithm"
    if known.is_negative:
        yield -logarithm(-p, facts), "the logarithm"
    if known.is_nonnegative:
        yield p * p, "the square"
    if known.is_nonpositive:
        yield -(p * p), "the square"


def _is_affine(u: Polynomial, v: Polynomial, names: Names, facts: Facts) -> bool:
    """Whether u = a v + c with a > 0, a and c free of the variables."""
    first, second = _by_variable_part(u, names), _by_variable_part(v, names)
    if not first and not second:
        return True
    shared = sorted(first.keys() & second.keys(), key=repr)
    shared.sort(key=lambda part: not is_nonzero(second[part], facts))
    for part in shared:
        try:
            with facts.attempt():
                a = first[part] * reciprocal(second[part], facts)
                gap = total(
                    (first.get(m, ZERO) - a * second.get(m, ZERO)) * Polynomial({m: 1})
                    for m in sorted(first.keys() | second.keys(), key=repr)
                )
                if not is_positive(a, facts) or not is_zero(gap, facts):
                    raise NotProvable
                return True
        except NotProvable:
            continue
    return False


def _by_variable_part(p: Polynomial, names: Names) -> Parts:
    """The coefficient of each product of atoms that depend on the variables."""
    found: dict[Monomial, list[Polynomial]] = {}
    for m, c in p.terms.items():
        inside: dict[Atom, Exponent] = {a: e for a, e in m if not names.isdisjoint(a.free)}
        outside = {a: e for a, e in m if a not in inside}
        if inside:
            part = next(iter(monomial(1, inside).terms))
            found.setdefault(part, []).append(monomial(c, outside))
    return {part: total(parts) for part, parts in found.items()}


def _refuse_conditions(names: Names, facts: Facts) -> None:
    if any(not names.isdisjoint(c.what.free) for c in facts.conditions.values()):
        raise NotProvable("a side condition on a variable of the optimum")
