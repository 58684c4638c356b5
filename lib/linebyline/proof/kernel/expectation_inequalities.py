r"""Inequalities between expectations: of Cauchy and Schwarz, of Jensen, and by the tower rule.

For real A and B that occur in a goal, and what is given in it, wherever the expectations have a
value:

- :math:`E[A^2 \mid Y] \, E[B^2 \mid Y] \ge E[A B \mid Y]^2`, with B = 1 also
  :math:`E[A^2 \mid Y] \ge E[A \mid Y]^2`; and likewise for what A and B differ from their means;
- :math:`E[A^2 \mid G] \ge E[E[A \mid Y]^2 \mid G]`: the mean of a squared difference;
- Markov and Chebyshev: for positive v, :math:`v^2 E[1_{A \ge v}] \le E[A^2]`, and
  :math:`v \, E[1_{A \ge v}] \le E[A]` for A at least zero;
- :math:`E[h(A) \mid Y] \ge h(E[A \mid Y])` for a convex h: the exponential; the absolute value;
  minus the logarithm and the reciprocal, of positive A; a function declared convex.

What the goal divides by, shown to be at least zero by these, is positive, because the goal has a
value; and u >= v if u >= 0 and :math:`u^2 \ge v^2`.

Such an inequality is used only if each expectation in it is one that the goal has, so that it has a
value where the goal has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, islice

from linebyline.proof.kernel.expectation import expectation
from linebyline.proof.kernel.expectation_unknown import refuse_known_values
from linebyline.proof.kernel.exponentials import exponential, logarithm
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import (
    ONE,
    Atom,
    Exponent,
    Monomial,
    Polynomial,
    TooLarge,
    monomial,
    total,
)
from linebyline.proof.kernel.powers import absolute, power
from linebyline.proof.kernel.replace import apply_atom
from linebyline.proof.kernel.signs import follows_from, is_nonnegative, is_positive, is_real
from linebyline.proof.kernel.steps import comparison
from linebyline.proof.laws import random_names
from linebyline.proof.symbols import Symbol

Names = frozenset[Symbol]
MOST_BODIES = 5
MOST_TRIED = 120


def by_expectations(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """Return how p >= 0 follows from inequalities between its expectations, or ``None``."""
    if is_strict:
        return None
    refuse_known_values(facts)
    p = _without_denominators(p, facts)
    if not (_follows(p, facts) or _follows_by_squares(p, facts)):
        return None
    return "inequalities of Cauchy and Schwarz and of Jensen for expectations"


def _follows(p: Polynomial, facts: Facts) -> bool:
    means = [atom for atom in _means_in(p) if atom.kind == "expect"]
    every = islice(_known(means, facts), MOST_TRIED)
    known = dict.fromkeys(f for f in every if f.terms and _is_about(f, p))
    return follows_from(p, [(f, False) for f in known], facts) is not None


def _without_denominators(p: Polynomial, facts: Facts) -> Polynomial:
    """Multiply by what p divides by, where that is at least zero, and so above; or below."""
    from linebyline.proof.kernel.sum_inequalities import without_positive_denominators

    p = without_positive_denominators(p, facts)
    lowest: dict[Atom, Exponent] = {}
    for m in p.terms:
        for atom, e in m:
            if atom.kind == "base":
                lowest[atom] = min(lowest.get(atom, 0), e)
    sign, raised = 1, {}
    for atom, e in lowest.items():
        if e < 0 and _follows(atom.args[0], facts):
            raised[atom] = -e
        elif e < 0 and isinstance(e, int) and _follows(-atom.args[0], facts):
            raised[atom] = -e
            sign = -sign if e % 2 else sign
    if not raised:
        return p
    parts = []
    for m, c in p.terms.items():
        powers = dict(m)
        parts.append(monomial(c * sign, {**powers, **{
            atom: powers.get(atom, 0) + e for atom, e in raised.items()
        }}))  # fmt: skip
    return total(parts)


def _follows_by_squares(p: Polynomial, facts: Facts) -> bool:
    """Whether u >= v for p = u - v, where u is a product of roots, and v has none."""
    u = Polynomial({m: c for m, c in p.terms.items() if any(isinstance(e, Fraction) for _, e in m)})
    v = u - p
    if u.single is None:
        return False
    for atom, e in u.single[1].items():
        inside = atom.args[0] if atom.kind == "base" else Polynomial.of(atom)
        if e < 0 or not _follows(inside, facts):
            return False
    return u.single[0] > 0 and _follows(u * u - v * v, facts)


def _is_about(fact: Polynomial, p: Polynomial) -> bool:
    """Whether each expectation in the fact stands in the goal."""
    return _means_in(fact) <= _means_in(p)


def _means_in(p: Polynomial) -> set[Atom]:
    found: set[Atom] = set()
    for atom in p.atoms:
        if atom.kind in ("expect", "moment"):
            found.add(atom)
        for part in atom.args:
            if isinstance(part, Polynomial):
                found |= _means_in(part)
    return found


def _known(means: list[Atom], facts: Facts) -> Iterator[Polynomial]:
    by_given: dict[Names, list[Polynomial]] = {}
    for mean in sorted(means, key=lambda atom: atom.key):
        bodies = by_given.setdefault(frozenset(mean.args[1]), [])
        bodies += [b for b in _bodies(mean.args[0][0]) if b not in bodies]
    for given, bodies in by_given.items():
        real = [b for b in bodies[:MOST_BODIES] if is_real(b, facts)]
        for way in (_markov, _convex, _towers, _squares):
            yield from _attempted(way(real, given, facts))


def _attempted(found: Iterator[Polynomial]) -> Iterator[Polynomial]:
    try:
        yield from found
    except (NotProvable, TooLarge):
        return


def _bodies(inner: Polynomial) -> Iterator[Polynomial]:
    """What an expectation is of, its factors, and its root where it is a square."""
    for m in inner.terms:
        if all(isinstance(e, int) and e % 2 == 0 for _, e in m):
            yield monomial(1, {a: int(e) // 2 for a, e in m})
        yield monomial(1, dict(m))
        for atom, _ in m:
            yield Polynomial.of(atom)


def _squares(bodies: list[Polynomial], given: Names, facts: Facts) -> Iterator[Polynomial]:
    def mean(body: Polynomial) -> Polynomial:
        return expectation(body, facts, given)

    for a in bodies:
        yield mean(a * a) - mean(a) * mean(a)
    for a, b in combinations(bodies, 2):
        joint = mean(a * b)
        yield mean(a * a) + mean(b * b) - 2 * joint
        yield mean(a * a) + mean(b * b) + 2 * joint
        yield mean(a * a) * mean(b * b) - joint * joint
        spread_a, spread_b = mean(a * a) - mean(a) * mean(a), mean(b * b) - mean(b) * mean(b)
        both = joint - mean(a) * mean(b)
        yield spread_a * spread_b - both * both


def _towers(bodies: list[Polynomial], given: Names, facts: Facts) -> Iterator[Polynomial]:
    for tower in bodies:
        atom = tower.single_atom
        if atom is not None and atom.kind == "expect":
            gap = atom.args[0][0] - tower
            yield expectation(gap * gap, facts, given)


def _convex(bodies: list[Polynomial], given: Names, facts: Facts) -> Iterator[Polynomial]:
    for body in bodies:
        atom = body.single_atom
        if atom is None:
            yield from _reciprocal(body, given, facts)
            continue
        whole = expectation(body, facts, given)
        match atom.kind:
            case "exp":
                yield whole - exponential(expectation(atom.args[0], facts, given), facts)
            case "absolute":
                yield whole - absolute(expectation(atom.args[0], facts, given), facts)
            case "log" if is_positive(atom.args[0], facts):
                yield logarithm(expectation(atom.args[0], facts, given), facts) - whole
            case "apply" if _is_convex(atom):
                argument = expectation(atom.args[2], facts, given)
                yield whole - Polynomial.of(apply_atom(atom.args[0], (0,), [argument]))


def _reciprocal(body: Polynomial, given: Names, facts: Facts) -> Iterator[Polynomial]:
    """E[1/A] E[A] >= 1 for positive A."""
    if body.single is None or list(body.single[1].values()) != [-1]:
        return
    inverse = power(body, -1, facts)
    if is_positive(inverse, facts):
        yield expectation(body, facts, given) * expectation(inverse, facts, given) - ONE


def _markov(bodies: list[Polynomial], given: Names, facts: Facts) -> Iterator[Polynomial]:
    """Where A >= v > 0, A/v and its square are at least one; elsewhere the square is at least zero.

    So is A/v itself, if A is.
    """
    for body in bodies:
        atom = body.single_atom
        if atom is None or atom.kind != "step":
            continue
        random = Polynomial({m: c for m, c in atom.args[0].terms.items() if _is_random(m, given)})
        rest = atom.args[0] - random
        v, a = (-rest, random) if is_positive(-rest, facts) else (rest, -random)
        yield from _markov_at(a, v, given, facts)
        mean = expectation(random, facts, given)
        yield from _markov_at(random - mean, -rest - mean, given, facts)


def _markov_at(a: Polynomial, v: Polynomial, given: Names, facts: Facts) -> Iterator[Polynomial]:
    if not is_positive(v, facts):
        return
    for sign in (">=", ">"):
        chance = expectation(comparison(sign, a - v, facts), facts, given)
        yield expectation(a * a, facts, given) - v * v * chance
        if is_nonnegative(a, facts):
            yield expectation(a, facts, given) - v * chance


def _is_random(m: Monomial, given: Names) -> bool:
    return any(random_names(atom.free) - given for atom, _ in m)


def _is_convex(atom: Atom) -> bool:
    declared, orders = atom.args[:2]
    return "convex" in declared.properties and orders == (0,)
