r"""The one form in which a sum is written: shifted, its ends trimmed, its indices named by place.

The rules and their conditions, for a body f:

- :math:`\sum_{k=a}^{b} f(k) = \sum_{k=a+s}^{b+s} f(k-s)`: always;
- :math:`\sum_{k=a}^{b+s} f = \sum_{k=a}^b f + f(b+1) + \dots + f(b+s)`, and its kin at the
  other end and with s < 0: only if the new range is proved to end no earlier than one before its
  beginning, so that both sums have a value;
- :math:`\sum_{k=1}^K p_k = 1` for declared probabilities, over all of their last index;
- :math:`\sum_{k=1}^n k^p` is a polynomial in n (Faulhaber), for n >= 0;
- :math:`\sum_{k=a}^b f(k) = \sum_{k=a}^b f(a + b - k)`: always;
- the order of summation does not matter where no range depends on another index;
- :math:`\sum_{i,j} [i<j] f = (\sum_{i,j} f - \sum_i f(i,i))/2` for a symmetric f.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from math import comb

from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.depths import depth_of
from linebyline.proof.kernel.facts import Facts, Undefined, bound_variable
from linebyline.proof.kernel.index_instances import known_total
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    Polynomial,
    monomial,
    rational,
    total,
)
from linebyline.proof.kernel.signs import is_nonnegative

LARGEST_FAULHABER = 10
LONGEST_TRIM = 6
MOST_REORDERED = 4


def canonical_sum(powers: dict[Atom, Exponent], variables: list[Atom], facts: Facts) -> Polynomial:
    """Return the sum of a product over indices that it couples, in its one form."""
    if len(variables) > 1:
        return _several(powers, variables, facts)
    variable = variables[0]
    if _runs_backward(powers, variable):
        return _reversed(powers, variable, facts)
    shift = min(_offsets(powers, variable), default=0)
    if shift:
        return _shifted(powers, variable, shift, facts)
    return _trimmed(powers, variable, facts)


def _shifted(powers: dict[Atom, Exponent], variable: Atom, shift: int, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.replace import replace
    from linebyline.proof.kernel.sums import sum_over

    first, last = variable.args[1:]
    moved = facts.new_variable(first + shift, last + shift)
    body = replace(monomial(1, powers), {variable: Polynomial.of(moved) - shift}, facts)
    single = body.single
    if single is None or min(_offsets(single[1], moved), default=0):
        return sum_over(body, moved, facts)
    inner = {a: e for a, e in single[1].items() if moved in a.free}
    outer = monomial(single[0], {a: e for a, e in single[1].items() if a not in inner})
    return outer * (_trimmed(inner, moved, facts) if inner else last - first + 1)


def _runs_backward(powers: dict[Atom, Exponent], variable: Atom) -> bool:
    """Whether the index k occurs in entries as s - k only."""
    slopes = {
        c
        for atom in powers
        if atom.kind == "entry"
        for index in atom.args[1:]
        for m, c in index.terms.items()
        if m == ((variable, 1),)
    }
    return bool(slopes) and all(c == -1 for c in slopes)


def _reversed(powers: dict[Atom, Exponent], variable: Atom, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.replace import replace
    from linebyline.proof.kernel.sums import sum_over

    first, last = variable.args[1:]
    turned = facts.new_variable(first, last)
    body = replace(monomial(1, powers), {variable: first + last - Polynomial.of(turned)}, facts)
    return sum_over(body, turned, facts)


def _offsets(powers: dict[Atom, Exponent], variable: Atom) -> list[int]:
    """The whole numbers s with which the index occurs as k + s in entries."""
    return [s for atom in powers for s in _offsets_in(atom, variable)]


def _offsets_in(atom: Atom, variable: Atom) -> Iterator[int]:
    if variable not in atom.free or atom.kind in ("sum", "product"):
        return
    if atom.kind in ("word", "trace"):
        for index in (index for letter in atom.args for index in letter.indices):
            offset = (index - Polynomial.of(variable)).constant
            if offset is not None and offset.q == 1:
                yield int(offset)
        return
    if atom.kind == "entry":
        for index in atom.args[1:]:
            offset = (index - Polynomial.of(variable)).constant
            if offset is not None and offset.q == 1:
                yield int(offset)
        return
    for part in atom.args:
        if isinstance(part, Polynomial):
            for inner in part.atoms:
                yield from _offsets_in(inner, variable)


def _trimmed(powers: dict[Atom, Exponent], variable: Atom, facts: Facts) -> Polynomial:
    """Let the index begin at 1 and end without a number added, if the ends are not far."""
    from linebyline.proof.kernel.replace import replace

    first, last = variable.args[1:]
    body, extra = monomial(1, powers), ZERO
    for goal, is_last in ((ONE, False), (last - last.terms.get((), rational(0)), True)):
        moved = _move_end(body, variable, (first, last), goal, is_last, facts)
        if moved is not None:
            extra = extra + moved
            first, last = (first, goal) if is_last else (goal, last)
    if (first, last) != tuple(variable.args[1:]):
        new = facts.new_variable(first, last)
        body = replace(body, {variable: Polynomial.of(new)}, facts)
        variable = new
    return extra + _closed_or_named(body, variable, facts)


def _move_end(
    body: Polynomial, variable: Atom, ends: tuple[Polynomial, Polynomial], goal: Polynomial,
    is_last: bool, facts: Facts,
) -> Polynomial | None:  # fmt: skip
    """Return what to add when an end moves to ``goal``, or None if it may not or need not."""
    from linebyline.proof.kernel.replace import replace

    first, last = ends
    steps = ((last - goal) if is_last else (goal - first)).constant
    if steps is None or steps.q != 1 or not steps or abs(steps) > LONGEST_TRIM:
        return None
    if is_last and goal.constant is not None:
        return None
    new_first, new_last = (first, goal) if is_last else (goal, last)
    if not is_nonnegative(new_last - new_first + 1, facts):
        return None
    start = (goal + 1 if steps > 0 else last + 1) if is_last else (first if steps > 0 else goal)
    try:
        with facts.cautiously():  # terms put in front need not have a value
            values = [replace(body, {variable: start + k}, facts) for k in range(abs(int(steps)))]
    except Undefined:
        return None
    return total(values) if steps > 0 else -total(values)


def _closed_or_named(body: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.sums import sum_over

    single = body.single
    if single is None or not single[1] or any(variable not in a.free for a in single[1]):
        return sum_over(body, variable, facts)
    c, powers = single
    degree = powers.get(variable)
    first, last = variable.args[1:]
    if (
        len(powers) == 1
        and isinstance(degree, int)
        and 0 < degree <= LARGEST_FAULHABER
        and first == ONE
    ):
        return faulhaber(degree, last).scaled(c)
    if is_total_probability(powers, variable, facts):
        return Polynomial.number(c)
    named = _named(powers, [variable], facts)
    known = known_total(named, facts) if facts.schemas else None
    return (named if known is None else known).scaled(c)


def is_total_probability(powers: dict[Atom, Exponent], variable: Atom, facts: Facts) -> bool:
    """Whether the sum is over the last index of declared probabilities, all of it."""
    from linebyline.proof.kernel.read import read

    (atom, e), *others = powers.items()
    if others or e != 1 or atom.kind != "entry" or "probabilities" not in atom.args[0].properties:
        return False
    base, *indices = atom.args
    if any(variable in index.free for index in indices[:-1]) or len(indices) != len(base.dims):
        return False
    ends = (ONE, read(base.dims[-1], facts))
    return indices[-1] == Polynomial.of(variable) and variable.args[1:] == ends


def faulhaber(degree: int, last: Polynomial) -> Polynomial:
    r"""Return the sum of :math:`k^p` from 1 to n by Bernoulli's numbers, with B_1 = 1/2.

    .. math:: \sum_{k=1}^n k^p = \frac{1}{p+1} \sum_{j=0}^p \binom{p+1}{j} B_j n^{p+1-j}
    """
    bernoulli = [Fraction(1)]
    for m in range(1, degree + 1):
        bernoulli.append(-sum(comb(m + 1, k) * bernoulli[k] for k in range(m)) / Fraction(m + 1))
    bernoulli[1] = Fraction(1, 2)
    return total(
        last ** (degree + 1 - j) * rational(comb(degree + 1, j) * bernoulli[j] / (degree + 1))
        for j in range(degree + 1)
    )


def _several(powers: dict[Atom, Exponent], variables: list[Atom], facts: Facts) -> Polynomial:
    ordered = [a for a in powers if a.kind == "less"]
    if len(variables) == 2 and len(ordered) == 1 and variables[0].args[1:] == variables[1].args[1:]:
        half = _by_symmetry(powers, ordered[0], variables, facts)
        if half is not None:
            return half
    return _named(powers, variables, facts)


def _by_symmetry(
    powers: dict[Atom, Exponent], indicator: Atom, variables: list[Atom], facts: Facts
) -> Polynomial | None:
    """Remove [x < y] under a symmetric body, else give it one orientation."""
    from linebyline.proof.kernel.replace import replace
    from linebyline.proof.kernel.sums import sum_over, sum_over_all

    x, y = (Polynomial.of(v) for v in variables)
    if indicator.args[0] not in (x - y, y - x):
        return None
    body = monomial(1, {a: e for a, e in powers.items() if a is not indicator})
    swapped = replace(body, {variables[0]: y, variables[1]: x}, facts)
    with facts.cautiously():  # the diagonal need not have a value
        diagonal = sum_over(replace(body, {variables[1]: x}, facts), variables[0], facts)
    if swapped == body:
        return (sum_over_all(body, variables, facts) - diagonal).scaled(Fraction(1, 2))
    candidates = [named_atom(powers, order, facts).key for order in permutations(variables)]
    mirrored = {**_powers_of(body), Atom("less", args=(-indicator.args[0],)): 1}
    if min(candidates) <= min(
        named_atom(mirrored, order, facts).key for order in permutations(variables)
    ):
        return None
    return sum_over_all(body, variables, facts) - diagonal - _named(mirrored, variables, facts)


def _powers_of(body: Polynomial) -> dict[Atom, Exponent]:
    single = body.single
    assert single is not None
    return single[1]


def _named(powers: dict[Atom, Exponent], variables: list[Atom], facts: Facts) -> Polynomial:
    """Name the indices by their place; of all orders take the first in the alphabet."""
    orders: list[tuple[Atom, ...]] = [tuple(variables)]
    independent = not any(
        (v.args[1].free | v.args[2].free).intersection(variables) for v in variables
    )
    if independent and 1 < len(variables) <= MOST_REORDERED:
        orders = list(permutations(variables))
    return Polynomial.of(
        min((named_atom(powers, order, facts) for order in orders), key=lambda a: a.key)
    )


def named_atom(
    powers: dict[Atom, Exponent], variables: tuple[Atom, ...], facts: Facts, kind: str = "sum"
) -> Atom:
    """The atom of a sum, or product, with its indices named by depth and place."""
    from linebyline.proof.kernel.replace import replace

    spend(10)
    body = monomial(1, powers)
    depth = depth_of(body)
    values: dict[Atom, Polynomial] = {}
    ends = []
    for place, variable in enumerate(variables):
        first, last = (replace(end, values, facts) for end in variable.args[1:])
        values[variable] = Polynomial.of(bound_variable(f"k{depth}.{place}", first, last))
        ends.append((first, last))
    named = replace(body, values, facts)
    places = tuple(value.atoms[0] for value in values.values())
    free = named.free.difference(places).union(*[a.free | b.free for a, b in ends]) - set(places)
    name = f"{named.key}|{'|'.join([f'{a.key}..{b.key}' for a, b in ends])}"
    return Atom(kind, name, (named, places, tuple(ends), depth + 1), free)
