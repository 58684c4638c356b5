r"""Probabilities of declared tables in normal form: quotients of products of marginals.

For a table with the factors :math:`p(x_v \mid x_{\mathrm{pa}(v)})`, S a set of its names:

- :math:`p(x_A \mid x_B) = p(x_{A \cup B}) / p(x_B)`, the definition;
- for S closed under what its names are given,
  :math:`p(x_S) = \prod_{v \in S} p(x_v, x_{\mathrm{pa}(v)}) / p(x_{\mathrm{pa}(v)})`, the factors;
- :math:`p(x_S) = p(x_T) p(x_U)` where S splits into T and U without a common ancestor;
- else, unless S lies within one name and its given ones, p(x_S) is the sum of the closed marginal
  over the names that are not in S;
- :math:`\sum_{x_v} p(x_S) = p(x_{S \setminus v})` over all values of a name.

Marginals that are left are positive, at most one, and sum to one.
"""

from __future__ import annotations

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import ONE, Atom, Exponent, Polynomial, product
from linebyline.proof.kernel.powers import power
from linebyline.proof.kernel.replace import entry_atom
from linebyline.proof.tables import Places, Table

Values = dict[int, Polynomial]


def probability(
    table: Table, left: Places, given: Places, values: Values, facts: Facts
) -> Polynomial:
    """Return p(left | given) at these values."""
    whole = marginal(table, {p: values[p] for p in (*left, *given)}, facts)
    below = marginal(table, {p: values[p] for p in given}, facts)
    return whole * power(below, -1, facts)


def marginal(table: Table, values: Values, facts: Facts) -> Polynomial:
    """Return the probability of these values of some names, in its normal form."""
    return product([_connected(table, part, facts) for part in _parts(table, values)])


def _parts(table: Table, values: Values) -> list[Values]:
    """Part names so that no two parts have a common ancestor."""
    groups: list[tuple[set[int], Values]] = []
    for place, value in sorted(values.items()):
        above, group = set(table.closed((place,))), {place: value}
        for other in [g for g in groups if g[0] & above]:
            groups.remove(other)
            above, group = above | other[0], {**other[1], **group}
        groups.append((above, group))
    return [group for _, group in groups]


def _connected(table: Table, values: Values, facts: Facts) -> Polynomial:
    places = set(values)
    closed = table.closed(tuple(places))
    if len(closed) == len(places):
        return product([_factor(table, place, values, facts) for place in closed])
    if any(places <= {p, *table.parents[p]} for p in range(len(table.axes))):
        return _atom(table, values)
    return _summed(table, values, [p for p in closed if p not in places], facts)


def _factor(table: Table, place: int, values: Values, facts: Facts) -> Polynomial:
    """p(x_v, what it is given) over p(what it is given)."""
    given = {p: values[p] for p in table.parents[place]}
    own = _atom(table, {**given, place: values[place]})
    return own * power(marginal(table, given, facts), -1, facts)


def _summed(table: Table, values: Values, hidden: list[int], facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.read import read
    from linebyline.proof.kernel.sums import sum_over_all

    variables = [facts.new_variable(ONE, read(table.size(p), facts)) for p in hidden]
    every = {**values, **dict(zip(hidden, map(Polynomial.of, variables), strict=True))}
    return sum_over_all(marginal(table, every, facts), variables, facts)


def _atom(table: Table, values: Values) -> Polynomial:
    kept = tuple(sorted(values))
    return Polynomial.of(entry_atom(table.marginal(kept), [values[p] for p in kept]))


def summed_out(inner: dict[Atom, Exponent], variable: Atom, facts: Facts) -> Polynomial | None:
    """Return the sum of a marginal over all values of one of its names, if it is such a sum."""
    if not is_summed_out(inner, variable, facts):
        return None
    ((atom, _),) = inner.items()
    table: Table = atom.args[0].table
    values = dict(zip(table.kept, atom.args[1:], strict=True))
    here = Polynomial.of(variable)
    return marginal(table, {p: value for p, value in values.items() if value != here}, facts)


def is_summed_out(inner: dict[Atom, Exponent], variable: Atom, facts: Facts) -> bool:
    """Whether a product over a variable is one marginal, summed over all values of one name."""
    from linebyline.proof.kernel.read import read

    if len(inner) != 1:
        return False
    ((atom, e),) = inner.items()
    if e != 1 or atom.kind != "entry" or atom.args[0].table is None:
        return False
    table, *indices = atom.args[0].table, *atom.args[1:]
    places = [p for p, i in zip(table.kept, indices, strict=True) if variable in i.free]
    if len(places) != 1 or Polynomial.of(variable) not in indices:
        return False
    return bool(variable.args[1:] == (ONE, read(table.size(places[0]), facts)))
