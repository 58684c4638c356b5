r"""Sums of integrals over one range, joined: :math:`c \int f + d \int g = \int (c f + d g)`.

Each integral of the sum converges, so the joined one does. Joined, terms cancel that could not be
integrated apart, and fractions reduce: :math:`\int \frac{p^2 + p q}{p + q} = \int p`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linebyline.proof.kernel.dummies import Range, new_dummy
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.integrals import integral_over, integral_over_all
from linebyline.proof.kernel.polynomial import ZERO, Atom, Polynomial, monomial
from linebyline.proof.kernel.replace import replace

Ranges = tuple[Range, ...]


def joined_integrals(
    p: Polynomial, facts: Facts
) -> Iterator[tuple[list[Atom], Polynomial, Polynomial]]:
    """Yield variables, the joined integrand of all integrals over their ranges, and the rest."""
    found: dict[Ranges, None] = {}
    for m in p.terms:
        for atom, e in m:
            if atom.kind == "integral" and e == 1:
                found[atom.args[2]] = None
    for ranges in found:
        variables = [new_dummy(ends, facts) for ends in ranges]
        yield variables, *_parted(p, ranges, variables, facts)


def _parted(
    p: Polynomial, ranges: Ranges, variables: Sequence[Atom], facts: Facts
) -> tuple[Polynomial, Polynomial]:
    body, rest = ZERO, ZERO
    for m, c in p.terms.items():
        atom = next(
            (a for a, e in m if a.kind == "integral" and e == 1 and a.args[2] == ranges), None
        )
        if atom is None:
            rest = rest + Polynomial({m: c})
            continue
        beside = monomial(c, {a: e for a, e in m if a is not atom})
        values = {old: Polynomial.of(new) for old, new in zip(atom.args[1], variables, strict=True)}
        body = body + beside * replace(atom.args[0][0], values, facts)
    return body, rest


def _cancels_by_ranges(p: Polynomial, facts: Facts, cases: int) -> bool:
    r"""Whether what stands at each end of a range cancels: :math:`\int_a^b + \int_b^c - \int_a^c`.

    The sum of the integrals of f_i over [a_i, b_i] is the integral of the sum of those f_i in whose
    range x lies. If the f_i that begin or end at a point cancel, at every finite point and for all
    x, this sum is the same whatever x is: what begins at minus infinity, over the whole line.
    """
    from linebyline.proof.kernel.zero_test import is_zero

    variable = new_dummy((None, None), facts)
    at_ends: dict[str, Polynomial] = {"-oo": ZERO}
    rest = ZERO
    for m, c in p.terms.items():
        atom = next((a for a, e in m if a.kind == "integral" and e == 1), None)
        if atom is None:
            rest = rest + Polynomial({m: c})
            continue
        if len(atom.args[1]) != 1:
            return False
        beside = monomial(c, {a: e for a, e in m if a is not atom})
        ((low, high),) = atom.args[2]
        body = beside * replace(atom.args[0][0], {atom.args[1][0]: Polynomial.of(variable)}, facts)
        for name, end, sign in (("-oo", low, 1), ("oo", high, -1)):
            key = name if end is None else end.key
            at_ends[key] = at_ends.get(key, ZERO) + sign * body
    if any(variable in condition.what.free for condition in facts.conditions.values()):
        return False  # an integrand that has no value everywhere
    everywhere = at_ends.pop("-oo")
    at_ends.pop("oo", None)
    if not at_ends or not all(is_zero(body, facts, cases - 1) for body in at_ends.values()):
        return False
    return is_zero(integral_over(everywhere, variable, facts) + rest, facts, cases - 1)


def number_of_integrals(p: Polynomial) -> int:
    """In how many terms an opaque integral stands."""
    return sum(any(a.kind == "integral" for a, _ in m) for m in p.terms)


def by_joined_integrals(p: Polynomial, facts: Facts, cases: int) -> bool:
    """Whether p is zero, integrals over one range or over neighbouring ones being joined."""
    if not cases:
        return False
    for way in (_cancels_by_ranges, _cancels_joined):
        try:
            with facts.attempt():
                if not way(p, facts, cases):
                    raise NotProvable
                return True
        except NotProvable:
            continue
    return False


def _cancels_joined(p: Polynomial, facts: Facts, cases: int) -> bool:
    from linebyline.proof.kernel.zero_test import is_zero

    before = number_of_integrals(p)
    for variables, body, rest in joined_integrals(p, facts):
        if is_zero(body, facts, cases - 1):
            return is_zero(rest, facts, cases - 1)
        whole = integral_over_all(body, variables, facts) + rest
        if number_of_integrals(whole) < before and is_zero(whole, facts, cases - 1):
            return True
    return False
