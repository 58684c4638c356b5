r"""Expectations and cumulants of which nothing is known but what they are of.

An unknown expectation, such as E[log x], is the same number for the same formula; a single copy x_i
of an array of identical copies is put as x_1 in it, which has the same law. It depends on the names
inside that are not random and on those in the laws of the random ones. Its formula is kept out of
sight of rules that look into atoms: they reason about values, and a random name has none there.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.dependence import parents
from linebyline.proof.kernel.expectation_smooth import by_parts
from linebyline.proof.kernel.expectation_tower import through_towers
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.moments import cumulant
from linebyline.proof.kernel.polynomial import ONE, Atom, Exponent, Polynomial, monomial
from linebyline.proof.kernel.replace import Values, entry_atom, replace
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.laws import (
    Categorical,
    Gaussian,
    Rademacher,
    random_names,
    random_outside,
)
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import number

Powers = dict[Atom, Exponent]


def refuse_known_values(facts: Facts) -> None:
    """Refuse to go on where the value of a random name is assumed or supposed.

    Raises:
        NotProvable: if an assumption or the case in hand mentions one outside of expectations.
    """
    known = (*facts.positive, *facts.nonnegative, *facts.nonzero, *facts.equations)
    if any(random_names(p.free) for p in known):
        raise NotProvable("an expectation beside an assumption on a random value")
    if ("random values", "") not in facts.cache:
        facts.cache["random values", ""] = any(_is_on_values(r) for r in facts.assumptions)
    if facts.cache["random values", ""]:
        raise NotProvable("an expectation beside an assumption on a random value")


def _is_on_values(relation: Relation) -> bool:
    return any(random_outside(formula) for formula in relation.formulas)


def unknown(powers: Powers, facts: Facts, given: frozenset[Symbol]) -> Polynomial:
    """An expectation of which nothing is known but its formula and what is given."""
    for way in (through_towers, by_parts):
        simpler = way(powers, given, facts)
        if simpler is not None:
            return simpler
    inner, sign = monomial(1, powers), 1
    names = random_names(inner.free)
    if not given and not any(parents(name) for name in names):
        inner, sign = _reflected(_as_first_copy(inner, facts), facts)
    known = tuple(sorted(given, key=lambda name: name.tex))
    name = "|".join([inner.key, *(name.tex for name in known)])
    laws = [x.law.fixed_names for x in (*names, *known) if x.law is not None]
    free = (inner.free - names).union(given, *laws)
    return sign * Polynomial.of(Atom("expect", name, ((inner,), known), free))


def _reflected(inner: Polynomial, facts: Facts) -> tuple[Polynomial, int]:
    """Replace x by -x where both have one law, if that comes first in order; 0 for an odd body."""
    sign = 1
    for name in sorted(random_names(inner.free), key=lambda name: name.tex):
        law = name.law
        centred = isinstance(law, Gaussian) and law.mean == number(0)
        if name.kind != "scalar" or not (centred or isinstance(law, Rademacher)):
            continue
        x = Atom("symbol", name.tex, (name,), (name,))
        with facts.without_conditions():
            found = replace(inner, {x: -Polynomial.of(x)}, facts).single
        if found is None or found[0] not in (1, -1):
            continue
        turned = monomial(1, found[1])
        if turned == inner and found[0] == -1:
            return inner, 0
        if turned.key < inner.key:
            inner, sign = turned, sign * int(found[0])
    return inner, sign


def _as_first_copy(inner: Polynomial, facts: Facts) -> Polynomial:
    """Put the only copy that occurs of each array of identical copies as the first one."""
    for name in sorted(random_names(inner.free), key=lambda name: name.tex):
        law = name.law
        if name.kind != "array" or isinstance(law, Categorical) or not (law and law.is_identical):
            continue
        found = set(copies(inner, name))
        if len(found) == 1:
            (copy,) = found
            if copy is not None:
                first = entry_atom(name, [ONE] * len(name.dims))
                inner = replace(inner, {copy: Polynomial.of(first)}, facts)
    return inner


def copies(p: Polynomial, name: Symbol) -> Iterator[Atom | None]:
    """Yield where a random name stands in p, and ``None`` for what cannot be looked into."""
    for m in p.terms:
        for atom, _ in m:
            if name not in atom.free:
                continue
            if atom.kind in ("symbol", "entry") and atom.args[0] == name:
                yield atom
            elif atom.kind in ("sum", "expect", "moment", "word", "trace", "determinant"):
                yield None
            else:
                for part in atom.args:
                    if isinstance(part, Polynomial):
                        yield from copies(part, name)


def replaced_expectation(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    """Return an unknown expectation with what is not random in it replaced.

    Refused where a value is random, which the expectation would capture, or where the law of a
    random name depends on what is replaced.
    """
    (inner,), given = atom.args
    names = random_names(inner.free).union(given)
    laws = frozenset[object](given).union(*(name.law.names for name in names if name.law))
    if not _fixed(values).isdisjoint(laws) or any(random_names(v.free) for v in values.values()):
        raise NotProvable("a value put into an expectation that depends on its law")
    from linebyline.proof.kernel.expectation import expectation

    kept = {a: value for a, value in values.items() if not random_names(a.free)}
    return expectation(replace(inner, kept, facts) if kept else inner, facts, frozenset(given))


def replaced_moment(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    """Return an unknown cumulant with the indices of its copy replaced."""
    declared, order, *places = atom.args
    if not _fixed(values).isdisjoint(declared.law.names):
        raise NotProvable("a value put into the law of a random name")
    moved = [replace(place, values, facts) for place in places]
    if not moved:
        return Polynomial.of(atom)
    return cumulant(entry_atom(declared, moved), order, facts)


def _fixed(values: Values) -> set[object]:
    return {a.args[0] for a in values if a.kind in ("symbol", "entry", "apply")}


def signs_of_expectation(atom: Atom, facts: Facts) -> Signs:
    """An expectation lies where its values lie: real, at least zero, above zero."""
    from linebyline.proof.kernel.signs import signs

    inner = atom.args[0][0]
    try:
        refuse_known_values(facts)
    except NotProvable:
        return Signs.ANY
    inside = signs(inner, facts)
    for bound in (Signs.POSITIVE, Signs.NEGATIVE, Signs.NONNEGATIVE, Signs.NONPOSITIVE):
        if inside | bound == bound:
            return bound
    return Signs.REAL if inside.is_real else Signs.ANY
