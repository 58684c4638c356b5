r"""Joint laws of discrete names, and what follows from them: p(x, z), p(x), p(x \mid z).

A table is declared by its factors, such as :math:`p(z) \, p(x \mid z) \, p(y \mid z)`: each name
once, given some of those before it. A name that is missing among the given ones is one on which
the other does not depend. All probabilities are positive. What is written is kept as it is;
``as_sums`` says what it means in terms of the factors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import Expr, div, entry, mul, number, sum_over, symbol
from linebyline.proof.verdict import LineError

SHARE = Domain(low=number(0), high=number(1), high_closed=True)
Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A joint law of names that take whole numbers from one on, or a marginal of it.

    Attributes:
        name: how it is called.
        axes: its names, each behind those that it is given.
        parents: for each name, the places of those that it is given in its factor.
        kept: the places of the names that a marginal is of.
    """

    name: str
    axes: tuple[Symbol, ...]
    parents: tuple[Places, ...]
    kept: Places

    @property
    def everything(self) -> Places:
        """The places of all names."""
        return tuple(range(len(self.axes)))

    def size(self, place: int) -> Expr:
        """The number of values of a name."""
        span = self.axes[place].span
        assert span is not None
        return span[1]

    def marginal(self, kept: Places) -> Symbol:
        """The name of a marginal, an array over the values of its names."""
        names = ", ".join(self.axes[place].tex for place in kept)
        sizes = tuple(self.size(place) for place in kept)
        whole = replace(self, kept=kept)
        return Symbol(f"{self.name}({names})", "array", SHARE, sizes, table=whole)

    @property
    def declared(self) -> Symbol:
        """The name of the table itself."""
        sizes = tuple(self.size(place) for place in self.everything)
        return Symbol(self.name, "array", SHARE, sizes, table=replace(self, kept=self.everything))

    def factor(self, place: int) -> Symbol:
        """The name of a factor, an array over what is given and then the name itself."""
        given = ", ".join(self.axes[p].tex for p in self.parents[place])
        name = f"{self.name}({self.axes[place].tex}" + (rf" \mid {given})" if given else ")")
        sizes = tuple(self.size(p) for p in (*self.parents[place], place))
        positive = Domain(low=number(0))
        return Symbol(name, "array", positive, sizes, frozenset({"probabilities"}))

    @property
    def tex(self) -> str:
        """The factors, in TeX."""
        return " ".join(self.factor(place).tex for place in range(len(self.axes)))

    def closed(self, places: Sequence[int]) -> Places:
        """The places and those of all that they are given, directly or not, in order."""
        found = set(places)
        for place in range(len(self.axes) - 1, -1, -1):
            if place in found:
                found.update(self.parents[place])
        return tuple(sorted(found))


def probability(table: Symbol, left: Places, given: Places, *values: Expr) -> Expr:
    """The probability of some names' values, given those of others."""
    assert len(values) == len(left) + len(given)
    return Expr("probability", values, (table, left, given))


def average(law: Expr, body: Expr) -> Expr:
    """The expectation over a probability's names before the bar, which is a sum."""
    return Expr("average", (_over_law(law, body),))


def law_and_body(expr: Expr) -> tuple[Expr, Expr] | None:
    """What an expectation is over and of; ``None`` if its sum was changed into another."""
    inner = expr.args[0]
    while inner.op == "sum":
        inner = inner.args[0]
    if inner.op != "mul" or len(inner.args) != 2 or inner.args[0].op != "probability":
        return None
    law, body = inner.args
    return (law, body) if _over_law(law, body) == expr.args[0] else None


def _over_law(law: Expr, body: Expr) -> Expr:
    name, left, _ = law.data
    result = mul(law, body)
    for place in reversed(left):
        result = sum_over(result, name.table.axes[place], number(1), name.table.size(place))
    return result


@lru_cache(maxsize=4096)
def as_sums(expr: Expr) -> Expr:
    """Return a probability as sums of products of the table's factors, over one such sum."""
    name, left, given = expr.data
    values = dict(zip((*left, *given), expr.args, strict=True))
    whole = _summed(name.table, values)
    if not given:
        return whole
    return div(whole, _summed(name.table, {place: values[place] for place in given}))


def _summed(table: Table, values: dict[int, Expr]) -> Expr:
    every = table.closed(tuple(values))
    hidden = {p: Symbol(f"{table.axes[p].tex}''", "index") for p in every if p not in values}
    at = {**values, **{place: symbol(index) for place, index in hidden.items()}}
    factors = [
        entry(symbol(table.factor(p)), *(at[q] for q in (*table.parents[p], p))) for p in every
    ]
    result = mul(*factors)
    for place, index in reversed(hidden.items()):
        result = sum_over(result, index, number(1), table.size(place))
    return result


def read_factors(name: str, axes: dict[str, Symbol], text: str) -> Table:
    r"""Read ``p(z) p(x \mid z)``; without a text, each name is given all before it.

    Raises:
        LineError: if a name is missing, twice, or given before it is introduced.
    """
    if not text:
        order = list(axes)
        return _table(name, axes, order, [order[:k] for k in range(len(order))])
    order, parents = [], []
    for left, given in _factors(name, text):
        for one in left:
            known = [*given, *left[: left.index(one)]]
            if one not in axes or one in order or not set(known) <= set(order):
                raise LineError(
                    f"in '{text}', {one} is to be one of {', '.join(axes)}, to stand once before a "
                    "bar, and only behind names that were introduced before it"
                )
            order.append(one)
            parents.append(known)
    if missing := [axis for axis in axes if axis not in order]:
        raise LineError(f"'{text}' has no factor for {missing[0]}")
    return _table(name, axes, order, parents)


def _factors(name: str, text: str) -> list[tuple[list[str], list[str]]]:
    found = re.findall(r"\(([^()]*)\)", text)
    rest = re.sub(r"\(([^()]*)\)|\\,|\s", "", text).replace(name, "")
    if rest or not found:
        raise LineError(f"factors are written {name}(z) {name}(x \\mid z), got '{text}'")
    split = [re.split(r"\\mid|\|", inner) for inner in found]
    return [(_names(parts[0]), _names(parts[1]) if len(parts) > 1 else []) for parts in split]


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def _table(name: str, axes: dict[str, Symbol], order: list[str], parents: list[list[str]]) -> Table:
    places = tuple(tuple(sorted(order.index(p) for p in names)) for names in parents)
    return Table(name, tuple(axes[a] for a in order), places, tuple(range(len(order))))
