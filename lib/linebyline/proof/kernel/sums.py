r"""Sums with symbolic ends.

A sum runs over the integers from its first to its last value and has a value only where the last
is at least the first minus one. The rules and their conditions:

- :math:`\sum (f + g) = \sum f + \sum g`; what is free of the index is pulled out;
  :math:`\sum_{k=a}^b c = c (b - a + 1)`;
- :math:`\sum_k \delta_{k t} f(k) = f(t)`, only if t is proved to be an integer in
  the range;
- :math:`(\sum_i f_i)(\sum_j g_j) = \sum_i \sum_j f_i g_j`: products and nested sums are joined
  to one sum over several indices, and split again where no factor couples the indices;
- a marginal of a declared table is summed over a name as ``tables`` says, that name first;
- :math:`\sum_i \sum_{j<i} f = \sum_i \sum_j [j < i] f`, both over the full range.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linebyline.proof.kernel.atom_domains import is_integer
from linebyline.proof.kernel.binomial_sums import binomial_sum
from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.factor import reduced_over
from linebyline.proof.kernel.facts import Facts, NotProvable, Undefined
from linebyline.proof.kernel.indicators import delta, less, solve_for
from linebyline.proof.kernel.polynomial import Atom, Exponent, Polynomial, monomial, product, total
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.signs import is_nonnegative
from linebyline.proof.kernel.sum_forms import canonical_sum
from linebyline.proof.kernel.tables import is_summed_out, summed_out

LONGEST_WRITTEN_OUT = 12
LARGEST_FLATTENED_POWER = 3


def written_out(variable: Atom, what: str) -> list[Polynomial] | None:
    """Return all values of a bound variable, or ``None`` if they are many or their number is open.

    Raises:
        Undefined: if the range ends before it begins; ``what`` runs over it.
    """
    first, last = variable.args[1:]
    length = (last - first).constant
    if length is None or length.q != 1 or length > LONGEST_WRITTEN_OUT:
        return None
    if length < -1:
        raise Undefined(f"a {what} that ends before it begins")
    return [first + k for k in range(int(length) + 1)]


def sum_over(p: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """Return the sum of p over a bound variable, which carries its range.

    Raises:
        Undefined: if the sum ends before it begins.
    """
    values = written_out(variable, "sum")
    if values is not None:
        return total([replace(p, {variable: value}, facts) for value in values])
    spend(10 * len(p.terms))
    p = reduced_over(p, variable)
    return total([_sum_term(dict(m), c, variable, facts) for m, c in p.terms.items()])


def sum_over_all(p: Polynomial, variables: Sequence[Atom], facts: Facts) -> Polynomial:
    """Return the sum over several variables, the last one innermost."""
    for variable in reversed(variables):
        p = sum_over(p, variable, facts)
    return p


def open_sum(
    atom: Atom, facts: Facts, values: Mapping[Atom, Polynomial] | None = None
) -> tuple[Polynomial, list[Atom]]:
    """Return body and variables of a sum, the variables renamed; ``values`` go into the ranges."""
    body, variables, ends = atom.args[:3]
    fresh: dict[Atom, Polynomial] = {}
    renamed = []
    for variable, (first, last) in zip(variables, ends, strict=True):
        first, last = (
            replace(replace(end, fresh, facts), values or {}, facts) for end in (first, last)
        )
        new = facts.new_variable(first, last)
        fresh[variable] = Polynomial.of(new)
        renamed.append(new)
    return replace(body, fresh, facts), renamed


def is_in_range(t: Polynomial, variable: Atom, facts: Facts) -> bool:
    """Whether t is proved to be an integer in the range of a variable."""
    first, last = variable.args[1:]
    if not is_integer(t, facts):
        return False
    return is_nonnegative(t - first, facts) and is_nonnegative(last - t, facts)


def _sum_term(powers: dict[Atom, Exponent], c: object, variable: Atom, facts: Facts) -> Polynomial:
    inner = {a: e for a, e in powers.items() if variable in a.free}
    outer = monomial(c, {a: e for a, e in powers.items() if a not in inner})
    if not inner:
        first, last = variable.args[1:]
        length: Polynomial = last - first + 1
        return outer * length
    for closed in (_contract, binomial_sum, summed_out):
        found = closed(inner, variable, facts)
        if found is not None:
            return outer * found
    return outer * _sum_product(inner, variable, facts)


def _contract(inner: dict[Atom, Exponent], variable: Atom, facts: Facts) -> Polynomial | None:
    for atom in inner:
        if atom.kind != "delta":
            continue
        t = solve_for(atom.args[0], variable)
        if t is not None and is_in_range(t, variable, facts):
            rest = monomial(1, {a: e for a, e in inner.items() if a is not atom})
            return replace(rest, {variable: t}, facts)
    return None


def _sum_product(inner: dict[Atom, Exponent], variable: Atom, facts: Facts) -> Polynomial:
    body, variables = _flatten(inner, variable, facts)
    first = _summed_out_first(body, variables, facts) if len(variables) > 1 else None
    if first is not None:
        return sum_over_all(body, [*(v for v in variables if v is not first), first], facts)
    if len(variables) > 1 and (len(body.terms) != 1 or _is_contractible(body, variables, facts)):
        return total(
            [sum_over_all(Polynomial({m: c}), variables, facts) for m, c in body.terms.items()]
        )
    single = body.single
    assert single is not None
    return _sum_components(single[0], single[1], variables, facts)


def _summed_out_first(body: Polynomial, variables: list[Atom], facts: Facts) -> Atom | None:
    """A variable over which a marginal of a table is summed, and that no other range depends on."""
    if len(body.terms) != 1:
        return None
    (powers,) = body.terms
    for variable in variables:
        inner = {a: e for a, e in powers if variable in a.free}
        ends = (end for other in variables for end in other.args[1:])
        if is_summed_out(inner, variable, facts) and not any(variable in e.free for e in ends):
            return variable
    return None


def _flatten(
    inner: dict[Atom, Exponent], variable: Atom, facts: Facts
) -> tuple[Polynomial, list[Atom]]:
    """Open the sums among the factors, so that all indices stand outside."""
    variables, factors = [variable], []
    for atom, e in inner.items():
        if atom.kind != "sum" or not isinstance(e, int) or not 1 <= e <= LARGEST_FLATTENED_POWER:
            factors.append(monomial(1, {atom: e}))
            continue
        for _ in range(e):
            body, opened = open_sum(atom, facts)
            for number, index in enumerate(opened):
                if variable in index.args[1].free or variable in index.args[2].free:
                    body, opened[number] = _make_full(body, index, variable, facts)
            factors.append(body)
            variables += opened
    return product(factors), variables


def _make_full(body: Polynomial, index: Atom, outer: Atom, facts: Facts) -> tuple[Polynomial, Atom]:
    """Let an inner index run over the whole outer range, with an indicator as a factor.

    An inner range that begins at outer + 1 is the part [outer < index] of the range that begins
    where the outer one does; from outer on, also where they are equal; and likewise from above.
    """
    first, last = index.args[1:]
    here = Polynomial.of(outer)
    below, above = (first - here).constant, (here - last).constant
    if outer not in last.free and below in (0, 1):
        full = facts.new_variable(outer.args[1], last)
        gap, touches = Polynomial.of(full) - here, below == 0
    elif outer not in first.free and above in (0, 1):
        full = facts.new_variable(first, outer.args[2])
        gap, touches = here - Polynomial.of(full), above == 0
    else:
        raise NotProvable("an inner sum whose range depends on the outer index in another way")
    inside = less(gap, facts) + (delta(gap, facts) if touches else 0)
    with facts.cautiously():
        return replace(body, {index: Polynomial.of(full)}, facts) * inside, full


def _is_contractible(body: Polynomial, variables: list[Atom], facts: Facts) -> bool:
    for m in body.terms:
        for atom, _ in m:
            if atom.kind == "delta":
                for variable in variables:
                    t = solve_for(atom.args[0], variable)
                    if t is not None and is_in_range(t, variable, facts):
                        return True
    return False


def _sum_components(
    c: object, powers: dict[Atom, Exponent], variables: list[Atom], facts: Facts
) -> Polynomial:
    """Split into one sum for each group of indices that some factor couples."""
    result = monomial(c, {a: e for a, e in powers.items() if not a.free.intersection(variables)})
    for group in _coupled(powers, variables):
        own = {a: e for a, e in powers.items() if a.free.intersection(group)}
        summed = _with_known_total(own, group, facts) if len(group) > 1 else None
        if summed is not None:
            result = result * summed
        elif own:
            result = result * canonical_sum(own, group, facts)
        else:
            first, last = group[0].args[1:]
            result = result * (last - first + 1)
    return result


def _with_known_total(
    powers: dict[Atom, Exponent], group: list[Atom], facts: Facts
) -> Polynomial | None:
    """Sum first over an index whose sum alone is known, such as a row of probabilities."""
    for variable in group:
        others = [v for v in group if v is not variable]
        inner = {a: e for a, e in powers.items() if variable in a.free}
        if not _may_have_known_total(inner, variable, others, facts):
            continue
        known = sum_over(monomial(1, inner), variable, facts)
        if not any(a.kind == "sum" for a in known.atoms):
            outer = monomial(1, {a: e for a, e in powers.items() if a not in inner})
            return sum_over_all(outer * known, others, facts)
    return None


def _may_have_known_total(
    inner: dict[Atom, Exponent], variable: Atom, others: list[Atom], facts: Facts
) -> bool:
    """Whether one entry is summed, over a range of its own, of which something may be assumed."""
    (atom, *more) = inner
    if more or atom.kind != "entry":
        return False
    ends = variable.args[1].free | variable.args[2].free
    theirs = frozenset().union(*[v.args[1].free | v.args[2].free for v in others])
    if ends.intersection(others) or variable in theirs:
        return False
    return bool(facts.schemas) or "probabilities" in atom.args[0].properties


def _coupled(powers: dict[Atom, Exponent], variables: list[Atom]) -> list[list[Atom]]:
    groups: list[list[Atom]] = [[v] for v in variables]
    ends = [v.args[1].free | v.args[2].free | {v} for v in variables]
    for free in [*(a.free for a in powers), *ends]:
        touched = [g for g in groups if free.intersection(g)]
        if len(touched) > 1:
            joined = [v for g in touched for v in g]
            groups = [g for g in groups if g not in touched] + [joined]
    return [[v for v in variables if v in g] for g in groups]
