r"""Which random names depend on each other, by what they are given.

The declarations make a directed graph: an arrow from z to x where x has its law given z. Two names
are independent, once others are known, if these separate them in the moral graph of all their
ancestors, in which arrows have no direction and the parents of a common child are joined
(Lauritzen, Dawid, Larsen and Leimer, 1990). Names that are not separated may depend on each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from linebyline.proof.symbols import Symbol

Names = frozenset[Symbol]


def parents(name: Symbol) -> tuple[Symbol, ...]:
    """The random names that a name has its law given."""
    return name.law.parents if name.law is not None else ()


@lru_cache(maxsize=4096)
def ancestors(names: Names) -> Names:
    """The names and all that their laws are given, directly or not."""
    found, new = set(names), list(names)
    while new:
        new = [p for name in new for p in parents(name) if p not in found]
        found.update(new)
    return frozenset(found)


def has_descendant(name: Symbol, among: Iterable[Symbol]) -> bool:
    """Whether the law of one of the others depends on a name."""
    return any(other != name and name in ancestors(frozenset({other})) for other in among)


@lru_cache(maxsize=4096)
def component(name: Symbol, given: Names, others: Names) -> tuple[Names, Names]:
    """The names that may depend on a name once others are known, and those known that matter.

    Args:
        name: where to start; not one of the known.
        given: the known names.
        others: further names whose dependence is asked for.

    Returns:
        The names that the known ones do not separate from it, itself among them, and the known
        ones at their border.
    """
    graph = _moral_graph(ancestors(others | given | {name}))
    reached, new = {name}, [name]
    border: set[Symbol] = set()
    while new:
        for neighbour in graph[new.pop()]:
            if neighbour in given:
                border.add(neighbour)
            elif neighbour not in reached:
                reached.add(neighbour)
                new.append(neighbour)
    return frozenset(reached), frozenset(border)


@lru_cache(maxsize=4096)
def border(names: Names, given: Names) -> Names:
    """The known names that tell something about the names: given these, the others tell nothing."""
    names = names - given
    while True:
        near = frozenset[Symbol]().union(*(component(x, given, names)[1] for x in names))
        if near == given:
            return near
        given = near


def _moral_graph(names: Names) -> dict[Symbol, set[Symbol]]:
    graph: dict[Symbol, set[Symbol]] = {name: set() for name in names}
    for name in names:
        family = {name, *parents(name)}
        for member in family:
            graph[member] |= family - {member}
    return graph
