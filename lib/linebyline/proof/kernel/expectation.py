r"""Expectations of numbers: linear, swapped with finite sums, one random name after the other.

The rules and their conditions, wherever the expectations have a value; Y stands for what is given:

- :math:`E[a X + b Z \mid Y] = a E[X \mid Y] + b E[Z \mid Y]` for a and b that are not random, or
  known once Y is;
- :math:`E[\sum_k X_k] = \sum_k E[X_k]` for a finite sum whose ends are not random; a product of
  sums is a sum over several indices;
- :math:`E[X Z \mid Y] = E[X \mid Y] E[Z \mid Y]` where Y separates the names in X from those in Z,
  and :math:`E[X \mid Y, W] = E[X \mid Y]` where Y separates X from W: see ``dependence``;
- :math:`E[X Z \mid Y] = E[E[X \mid Z] Z \mid Y]` for a name X that no other name in sight is
  given: its declared law says what E[X | Z] is, with the values of Z in its parameters;
- products of powers of one name and its entries: see ``moments``, ``expectation_words`` and
  ``expectation_exponential``; normal names of which a later one is given: ``expectation_normal``;
  anything else: ``expectation_unknown``.

An expectation is over the random names inside of it. What is assumed or supposed of their values
outside says nothing about their law, so with such an assumption in force no expectation is read.
"""

from __future__ import annotations

from linebyline.proof.dependence import border, component, has_descendant, parents
from linebyline.proof.kernel.expectation_exponential import is_plain, tilted
from linebyline.proof.kernel.expectation_normal import posterior_moment
from linebyline.proof.kernel.expectation_unknown import copies, refuse_known_values, unknown
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.moments import LARGEST_ORDER, moment, outcomes
from linebyline.proof.kernel.polynomial import (
    ONE,
    Atom,
    Exponent,
    Polynomial,
    monomial,
    product,
    total,
)
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.sums import open_sum, sum_over_all
from linebyline.proof.laws import AnyLaw, random_names
from linebyline.proof.symbols import Symbol

Powers = dict[Atom, Exponent]
Names = frozenset[Symbol]
MOST_OPENED = 4
NONE: Names = frozenset()


def expectation(p: Polynomial, facts: Facts, given: Names = NONE) -> Polynomial:
    """Return the expectation of p over all random names in it but those that are given."""
    if random_names(p.free) <= given:
        return p
    refuse_known_values(facts)
    parts = []
    for m, c in p.terms.items():
        random = {a: e for a, e in m if not random_names(a.free) <= given}
        fixed = monomial(c, {a: e for a, e in m if a not in random})
        parts.append(fixed * _of_product(random, facts, given) if random else fixed)
    return total(parts)


def _of_product(powers: Powers, facts: Facts, given: Names) -> Polynomial:
    opened, body = _opened(powers, facts)
    if opened:
        return sum_over_all(expectation(body, facts, given), opened, facts)
    return product([_of_group(*group, facts) for group in _groups(powers, given)])


def _opened(powers: Powers, facts: Facts) -> tuple[list[Atom], Polynomial]:
    """Open the sums among the factors; what cannot be opened stays as it is."""
    variables: list[Atom] = []
    body = ONE
    for atom, e in powers.items():
        if not _may_open(atom, e):
            body = body * monomial(1, {atom: e})
            continue
        for _ in range(int(e)):
            inner, renamed = open_sum(atom, facts)
            body, variables = body * inner, variables + renamed
    return variables, body


def _may_open(atom: Atom, e: Exponent) -> bool:
    if atom.kind != "sum" or not isinstance(e, int) or not 1 <= e <= MOST_OPENED:
        return False
    return not any(random_names(end.free) for ends in atom.args[2] for end in ends)


def _groups(powers: Powers, given: Names) -> list[tuple[Powers, Names]]:
    """Part factors whose names the given ones separate, each with what is given that matters."""
    own = {atom: random_names(atom.free) - given for atom in powers}
    every = NONE.union(*own.values())
    alone = not any(parents(name) for name in every | given)
    groups: list[tuple[Names, Powers]] = []
    for atom, e in powers.items():
        names, group = own[atom], {atom: e}
        if not alone:
            names = names.union(*(component(name, given, every)[0] for name in names))
        for other in [g for g in groups if g[0] & names]:
            groups.remove(other)
            names, group = names | other[0], {**other[1], **group}
        groups.append((names, group))
    return [(group, NONE if alone else border(names & every, given)) for names, group in groups]


def _of_group(powers: Powers, given: Names, facts: Facts) -> Polynomial:
    names = NONE.union(*(random_names(atom.free) for atom in powers)) - given
    for name in sorted(names, key=lambda name: name.tex):
        if has_descendant(name, names | given):
            continue
        own = {a: e for a, e in powers.items() if name in a.free}
        inner = _over_name(name, own, facts)
        if inner is not None:
            others = monomial(1, {a: e for a, e in powers.items() if a not in own})
            return expectation(inner * others, facts, given)
    known = posterior_moment(powers, names, given, facts)
    return known if known is not None else unknown(powers, facts, given)


def _over_name(name: Symbol, powers: Powers, facts: Facts) -> Polynomial | None:
    """The expectation over one name by its declared law, the values of all others being known."""
    law = name.law
    if isinstance(law, AnyLaw) and law.is_free:
        return None
    if all(is_plain(atom, e) for atom, e in powers.items()):
        return moment(_ordered(powers), facts) if sum(powers.values()) <= LARGEST_ORDER else None
    if any(atom.kind == "word" for atom in powers):
        return _of_words(name, powers, facts)
    return tilted(name, powers, facts) or _of_coin(name, powers, facts)


def _of_coin(name: Symbol, powers: Powers, facts: Facts) -> Polynomial | None:
    """E f(x) = sum of p f(value) over the values of x, if there are two and f has a value there."""
    inner = monomial(1, powers)
    found = set(copies(inner, name))
    if len(found) != 1 or None in found:
        return None
    (x,) = found
    assert x is not None
    cases = outcomes(x, facts)
    try:
        with facts.attempt():
            parts = [p * replace(inner, {x: value}, facts) for value, p in cases]
    except NotProvable:
        return None
    return total(parts) if parts else None


def _of_words(name: Symbol, powers: Powers, facts: Facts) -> Polynomial | None:
    """Products of x^T A x and the like; beside entries x_i they are written out as sums."""
    from linebyline.proof.kernel.expectation_words import moment_of_words
    from linebyline.proof.kernel.matrix_entries import sum_of_atom

    words = {a: e for a, e in powers.items() if a.kind == "word" and isinstance(e, int) and e > 0}
    try:
        if len(words) == len(powers):
            return moment_of_words(name, powers, facts)
        if all(is_plain(a, e) for a, e in powers.items() if a not in words):
            sums = [sum_of_atom(a, facts) ** int(e) for a, e in words.items()]
            plain = monomial(1, {a: e for a, e in powers.items() if a not in words})
            whole = product([plain, *sums])
            return expectation(whole, facts, random_names(whole.free) - {name})
    except NotProvable:
        pass
    return None


def _ordered(powers: Powers) -> tuple[tuple[Atom, int], ...]:
    return tuple(sorted(((a, int(e)) for a, e in powers.items()), key=lambda pair: pair[0].key))
