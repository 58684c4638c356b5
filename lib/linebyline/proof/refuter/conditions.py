"""An assumption, as a test of a point and as a system of equations.

An index that an assumption uses as a subscript ranges over all its values: ``x_i > 0`` means every
entry. Other free indices, as in ``i < j``, belong to the point, and so do those that the premise
of an implication shares with its conclusion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from flint import fmpq

from linebyline.proof.refuter.compare import At, Outcome, certainly, compare
from linebyline.proof.refuter.entries import Key, placed
from linebyline.proof.refuter.environment import Env, renew_budget
from linebyline.proof.refuter.evaluate import compiled
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import Number, Undecided, Undefined
from linebyline.proof.refuter.space import free_in_relation, free_names, span_at
from linebyline.proof.relation import UP_TO, Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr


class Condition:
    """A relation that a point must satisfy.

    Attributes:
        relation: the relation.
        every: indices over all of whose values it must hold.
        names: names that it constrains.
    """

    def __init__(self, relation: Relation, kept: frozenset[Symbol] = frozenset()) -> None:
        self.relation = relation
        self.every = tuple(sorted(_subscripts(relation) - kept, key=lambda index: index.tex))
        self.names = free_in_relation(relation) - frozenset(self.every)

    @property
    def is_equation(self) -> bool:
        """Whether it is an equation, which no random point satisfies."""
        return self.relation.sign == "="

    def holds(self, at: At) -> bool:
        """Return whether it holds beyond doubt at a place."""
        try:
            return all(holds(self.relation, spread) for spread in self._places(at))
        except (Undefined, Undecided):
            return False

    def residuals(self, env: Env) -> list[Number]:
        """Return left minus right: all entries, for all values of the indices.

        Raises:
            Undefined: if a side has no value.
            Undecided: if more bits are needed.
        """
        return [x for values in self._spread(env) for x in self._differences(values)]

    def at_entry(self, env: Env, symbol: Symbol, key: Key) -> Callable[[Number], Number]:
        """Return left minus right as a function of one entry of one name.

        The function raises Undefined if the condition stands for several equations.
        """

        def function(number: Number) -> Number:
            residuals = self.residuals({**env, symbol.tex: placed(env, symbol, key, number)})
            if len(residuals) != 1:
                raise Undefined("several equations at once")
            return residuals[0]

        return function

    def side(self, env: Env, *, left: bool) -> Number:
        """Return the value of one side."""
        side = self.relation.left if left else self.relation.right
        assert isinstance(side, Expr)
        renew_budget()
        return compiled(side)(dict(env))

    def _differences(self, env: Env) -> Iterator[Number]:
        left, right = self.side(env, left=True), self.side(env, left=False)
        if isinstance(left, Matrix) != isinstance(right, Matrix):
            raise Undefined("a matrix beside a scalar")
        difference = left - right
        return difference.entries if isinstance(difference, Matrix) else iter((difference,))

    def _spread(self, env: Env) -> Iterator[Env]:
        for values in product(*(span_at(index, env) for index in self.every)):
            chosen = {index.tex: fmpq(k) for index, k in zip(self.every, values, strict=True)}
            yield {**env, **chosen}

    def _places(self, at: At) -> Iterator[At]:
        if not self.every:
            yield at
            return
        for values in product(*(span_at(index, at(128)) for index in self.every)):
            chosen = {index.tex: fmpq(k) for index, k in zip(self.every, values, strict=True)}
            yield lambda bits, chosen=chosen: {**at(bits), **chosen}  # type: ignore[misc]


def holds(relation: Relation, at: At) -> bool:
    """Return whether a relation is true beyond doubt at a place."""
    left, right = relation.left, relation.right
    if isinstance(left, Relation) and isinstance(right, Relation):
        forward = fails(left, at) or holds(right, at)
        if relation.sign == "implies":
            return forward
        return forward and (fails(right, at) or holds(left, at))
    return relation.sign in ("defined", *UP_TO) or certainly(relation, at)


def fails(relation: Relation, at: At) -> bool:
    """Return whether a relation between formulas is false beyond doubt at a place."""
    if isinstance(relation.left, Relation):
        return False
    return compare(relation, at, (128, 1024)).outcome is Outcome.FAILS


def _subscripts(relation: Relation) -> frozenset[Symbol]:
    """Indices with a range that occur freely inside a subscript."""
    found: set[Symbol] = set()
    for formula in relation.formulas:
        for _, node in walk(formula):
            if node.op in ("entry", "member", "unit"):
                for index in node.args if node.op == "unit" else node.args[1:]:
                    found |= {s for s in free_names(index) if s.kind == "index" and s.span}
    return frozenset(found) & free_in_relation(relation)
