r"""Expectations of numbers: linear, swapped with finite sums, split over independent groups.

The rules and their conditions, wherever the expectations have a value:

- :math:`E[a X + b Y] = a E[X] + b E[Y]` for what is not random in a and b;
- :math:`E[\sum_k X_k] = \sum_k E[X_k]` for a finite sum whose ends are not random; a product of
  sums is a sum over several indices;
- E[X Y] = E[X] E[Y] where X and Y share no random name: differently declared names are independent;
- products of powers of one name and its entries: see ``moments``, ``expectation_words`` and
  ``expectation_exponential``; anything else: see ``expectation_unknown``.

An expectation is over the random names inside of it. What is assumed or supposed of their values
outside says nothing about their law, so with such an assumption in force no expectation is read.
"""

from __future__ import annotations

from linebyline.proof.kernel.expectation_exponential import is_plain, tilted
from linebyline.proof.kernel.expectation_unknown import copies, refuse_known_values, unknown
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.moments import LARGEST_ORDER, moment, parameter
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
from linebyline.proof.laws import Bernoulli, random_names
from linebyline.proof.symbols import Symbol

Powers = dict[Atom, Exponent]
MOST_OPENED = 4


def expectation(p: Polynomial, facts: Facts) -> Polynomial:
    """Return the expectation of p over all random names in it."""
    if not random_names(p.free):
        return p
    refuse_known_values(facts)
    parts = []
    for m, c in p.terms.items():
        random = {a: e for a, e in m if random_names(a.free)}
        fixed = monomial(c, {a: e for a, e in m if a not in random})
        parts.append(fixed * _of_product(random, facts) if random else fixed)
    return total(parts)


def _of_product(powers: Powers, facts: Facts) -> Polynomial:
    opened, body = _opened(powers, facts)
    if opened:
        return sum_over_all(expectation(body, facts), opened, facts)
    return product([_of_group(group, facts) for group in _groups(powers)])


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


def _groups(powers: Powers) -> list[Powers]:
    """Part factors so that no random name occurs in two groups."""
    groups: list[tuple[frozenset[Symbol], Powers]] = []
    for atom, e in powers.items():
        names, group = random_names(atom.free), {atom: e}
        for other in [g for g in groups if g[0] & names]:
            groups.remove(other)
            names, group = names | other[0], {**other[1], **group}
        groups.append((names, group))
    return [group for _, group in groups]


def _of_group(powers: Powers, facts: Facts) -> Polynomial:
    if all(is_plain(atom, e) for atom, e in powers.items()):
        if sum(powers.values()) <= LARGEST_ORDER:
            return moment(_ordered(powers), facts)
    elif any(atom.kind == "word" for atom in powers):
        known = _of_words(powers, facts)
        if known is not None:
            return known
    else:
        known = tilted(powers, facts) or _of_coin(powers, facts)
        if known is not None:
            return known
    return unknown(powers, facts)


def _of_coin(powers: Powers, facts: Facts) -> Polynomial | None:
    """E f(x) = (1 - p) f(0) + p f(1) for one number x that is zero or one, if f has both values."""
    inner = monomial(1, powers)
    name, *others = random_names(inner.free)
    found = set(copies(inner, name))
    if others or not isinstance(name.law, Bernoulli) or len(found) != 1 or None in found:
        return None
    (x,) = found
    assert x is not None
    try:
        with facts.attempt():
            at = [replace(inner, {x: Polynomial.number(k)}, facts) for k in (0, 1)]
    except NotProvable:
        return None
    p = parameter(name.law.probability, x, facts)
    return at[0] + p * (at[1] - at[0])


def _of_words(powers: Powers, facts: Facts) -> Polynomial | None:
    """Products of x^T A x and the like; beside entries x_i they are written out as sums."""
    from linebyline.proof.kernel.expectation_words import moment_of_words
    from linebyline.proof.kernel.matrix_entries import sum_of_atom

    words = {a: e for a, e in powers.items() if a.kind == "word" and isinstance(e, int) and e > 0}
    try:
        if len(words) == len(powers):
            return moment_of_words(powers, facts)
        if all(is_plain(a, e) for a, e in powers.items() if a not in words):
            sums = [sum_of_atom(a, facts) ** int(e) for a, e in words.items()]
            plain = monomial(1, {a: e for a, e in powers.items() if a not in words})
            return expectation(product([plain, *sums]), facts)
    except NotProvable:
        pass
    return None


def _ordered(powers: Powers) -> tuple[tuple[Atom, int], ...]:
    return tuple(sorted(((a, int(e)) for a, e in powers.items()), key=lambda pair: pair[0].key))
