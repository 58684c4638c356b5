r"""Inequalities of information for declared tables: Shannon's, and Gibbs' for two laws.

With :math:`h(S) = \sum_S p(S) \log p(S)`, which is minus the entropy of the names in S:

- :math:`h(S) \ge h(S \cup a)`: p(a | S) is at most one, and so its logarithm at most zero;
- :math:`h(S a b) + h(S) \ge h(S a) + h(S b)`: a conditional mutual information, which is a mean of
  divergences;
- :math:`0 \ge \sum_L p(L, K) \log p(L \mid K) \ge \sum_L p(L, K) \log q(L \mid M)` at fixed values
  of K and M: the difference is p(K) times a divergence, because log t <= t - 1; and summed over K
  where M is K.

All are inequalities between polynomials in marginals and in such sums; a goal is looked for among
their nonnegative combinations.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, permutations

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import ONE, Atom, Polynomial
from linebyline.proof.kernel.tables import Values, marginal
from linebyline.proof.symbols import Symbol
from linebyline.proof.tables import Table

MOST_NAMES = 4
MOST_TRIED = 80
MOST_NEWS = 2
MOST_TOGETHER = 2


def information_facts(p: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    """Yield polynomials that are at least zero, in the marginals of the tables that p mentions."""
    tables = _tables(p)
    if not tables or not _has_logarithm(p):
        return
    fixed = {name: list(_fixed(p, table)) for name, table in tables.items()}
    every = list(islice(_of_two(tables, fixed, facts), MOST_TRIED))
    every += islice(_of_two_on_average(list(tables.values()), facts), MOST_TRIED)
    for table in tables.values():
        if len(table.axes) <= MOST_NAMES:
            every += _of_one(table, facts)
    yield from sorted((f for f in every if _news(f, p) <= MOST_NEWS), key=lambda f: _news(f, p))


def _news(fact: Polynomial, p: Polynomial) -> int:
    """How many terms of a fact the goal does not have."""
    return sum(m not in p.terms for m in fact.terms)


def _tables(p: Polynomial) -> dict[str, Table]:
    """The tables that p mentions, by name, in the order of their names on every run."""
    names = sorted((name for name in p.free if isinstance(name, Symbol)), key=lambda name: name.tex)
    found = {name.table.name: name.table for name in names if name.table is not None}
    return dict(sorted(found.items()))


def _has_logarithm(p: Polynomial) -> bool:
    return any(
        atom.kind == "log" or (atom.kind == "sum" and _has_logarithm(atom.args[0]))
        for m in p.terms
        for atom, _ in m
    )


def _fixed(p: Polynomial, table: Table) -> Iterator[Values]:
    """Yield values that p fixes for some names of the table; first none."""
    yield {}
    seen = []
    for atom in _entries(p):
        found: Table | None = atom.args[0].table
        if found is None or found.name != table.name:
            continue
        values = {
            place: index
            for place, index in zip(found.kept, atom.args[1:], strict=True)
            if not any(isinstance(name, Atom) for name in index.free)
        }
        if 0 < len(values) < len(table.axes) and values not in seen:
            seen.append(values)
            yield values


def _entries(p: Polynomial) -> Iterator[Atom]:
    for atom in p.atoms:
        if atom.kind == "entry":
            yield atom
        elif atom.kind in ("log", "sum", "base"):
            yield from _entries(atom.args[0])


def _of_one(table: Table, facts: Facts) -> Iterator[Polynomial]:
    """Shannon's inequalities between the entropies of one table."""
    places = range(len(table.axes))
    for count in range(len(table.axes)):
        for known in combinations(places, count):
            rest = [place for place in places if place not in known]
            for a in rest:
                yield _h(table, known, facts) - _h(table, (*known, a), facts)
            for a, b in combinations(rest, 2):
                both = _h(table, (*known, a, b), facts) + _h(table, known, facts)
                yield both - _h(table, (*known, a), facts) - _h(table, (*known, b), facts)


def _h(table: Table, places: tuple[int, ...], facts: Facts) -> Polynomial:
    key = ("negative entropy", (table.name, tuple(sorted(places))))
    if key not in facts.cache:
        facts.cache[key] = _mean_log(table, places, {}, table, {}, facts)
    return facts.cache[key]  # type: ignore[no-any-return]


def _of_two(
    tables: dict[str, Table], fixed: dict[str, list[Values]], facts: Facts
) -> Iterator[Polynomial]:
    """Gibbs' inequality for each two laws of the same names, at the values that are fixed."""
    for first in tables.values():
        for second in tables.values():
            for here in fixed[first.name]:
                for there in fixed[second.name]:
                    yield from _gibbs(first, here, second, there, facts)


def _of_two_on_average(tables: list[Table], facts: Facts) -> Iterator[Polynomial]:
    """The mean of a conditional divergence, over all values of what is given."""
    for first, second in permutations(tables, 2):
        common = [p for p, axis in enumerate(first.axes) if axis in second.axes]
        for count in range(1, len(common)):
            for known in combinations(common, count):
                rest = tuple(p for p in common if p not in known)
                own = _mean_log(first, (*known, *rest), {}, first, {}, facts, known)
                yield own - _mean_log(first, (*known, *rest), {}, second, {}, facts, known)


def _gibbs(
    first: Table, here: Values, second: Table, there: Values, facts: Facts
) -> Iterator[Polynomial]:
    free = [p for p, axis in enumerate(first.axes) if p not in here and axis in second.axes]
    common = [p for p in free if second.axes.index(first.axes[p]) not in there]
    for count in range(1, MOST_TOGETHER + 1):
        for places in combinations(common, count):
            own = _mean_log(first, places, here, first, here, facts)
            if first.name == second.name and here == there:
                yield -own
            else:
                yield own - _mean_log(first, places, here, second, there, facts)


def _mean_log(
    first: Table,
    places: tuple[int, ...],
    here: Values,
    second: Table,
    there: Values,
    facts: Facts,
    known: tuple[int, ...] = (),
) -> Polynomial:
    """The sum over some names of p(those, here) log q(those | there, the known among them)."""
    from linebyline.proof.kernel.exponentials import logarithm
    from linebyline.proof.kernel.read import read
    from linebyline.proof.kernel.sums import sum_over_all

    variables = [facts.new_variable(ONE, read(first.size(p), facts)) for p in places]
    at = {first.axes[p]: Polynomial.of(v) for p, v in zip(places, variables, strict=True)}
    weight = marginal(first, {**here, **_placed(first, at)}, facts)
    whole = marginal(second, {**there, **_placed(second, at)}, facts)
    given = {axis: value for axis, value in at.items() if first.axes.index(axis) in known}
    below = marginal(second, {**there, **_placed(second, given)}, facts)
    gap = logarithm(whole, facts) - logarithm(below, facts)
    return sum_over_all(weight * gap, variables, facts)


def _placed(table: Table, at: dict[Symbol, Polynomial]) -> Values:
    return {table.axes.index(axis): value for axis, value in at.items()}
