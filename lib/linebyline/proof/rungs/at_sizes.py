"""Decides a line exactly at a few sizes, all entries being symbols.

At each combination of the sizes, and of the values of free indices, the line is written out and
put to the kernel; every relation between entries must be proved. That shows the line at these
sizes, for all values of the entries, and says nothing of any other size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from linebyline.proof import kernel
from linebyline.proof.refuter.compare import Outcome, compare
from linebyline.proof.relation import Relation
from linebyline.proof.rungs.grids import TooLargeToWrite
from linebyline.proof.rungs.hints import AtSizes
from linebyline.proof.rungs.write_out import NotWritable, NoValue, Writer
from linebyline.proof.rungs.written_names import said_of_array, said_of_matrix
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import BINDERS, symbols_in, walk
from linebyline.proof.tree import Expr, symbol

MOST_COMBINATIONS = 64
MOST_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class AtTheseSizes:
    """What was decided.

    Attributes:
        method: the sizes, and how the line was decided there; empty where it was not.
        conditions: side conditions, in the names of entries.
        why_not: what stood in the way.
    """

    method: str = ""
    conditions: tuple[Relation, ...] = ()
    why_not: str = ""


def exact_at_sizes(
    relation: Relation, assumptions: tuple[Relation, ...], hint: AtSizes
) -> AtTheseSizes:
    """Prove a relation at each of the sizes, or say what stands in the way."""
    parts = [*relation.formulas, *(f for a in assumptions for f in a.formulas)]
    names = _all_names(parts)
    sizes = sorted(_sizes(parts, names), key=lambda name: name.tex)
    if not sizes:
        return AtTheseSizes(why_not="the line has no size")
    if len(hint.sizes) ** len(sizes) > MOST_COMBINATIONS:
        return AtTheseSizes(why_not=f"more than {MOST_COMBINATIONS} combinations of sizes")
    trial = _Trial(relation, assumptions, names)
    decided = []
    try:
        for chosen in product(hint.sizes, repeat=len(sizes)):
            values = dict(zip(sizes, chosen, strict=True))
            if trial.holds_at(values):
                decided.append(values)
    except _Fails as failure:
        return AtTheseSizes(why_not=str(failure))
    if not decided:
        return AtTheseSizes(why_not="no value of the line at any of these sizes")
    said = f"written out and decided exactly at {_shown(decided)}; no other size was looked at"
    return AtTheseSizes(said, tuple(trial.conditions))


class _Fails(Exception):
    """The line is not proved at some sizes."""


class _Trial:
    """A relation with its assumptions, put to the kernel at one size after the other."""

    def __init__(
        self, relation: Relation, assumptions: tuple[Relation, ...], names: set[Symbol]
    ) -> None:
        self.relation = relation
        self.assumptions = assumptions
        self.names = names
        self.conditions: dict[Relation, None] = {}
        self.steps = 0

    def holds_at(self, sizes: Mapping[Symbol, int]) -> bool:
        """Whether there is something to prove at these sizes; all of it is then proved.

        Raises:
            _Fails: if something is not proved.
        """
        where = ", ".join(f"{name.tex} = {value}" for name, value in sizes.items())
        try:
            instances = list(self._instances(sizes))
        except NotWritable as error:
            raise _Fails(f"cannot write out {error}") from None
        except TooLargeToWrite as error:
            raise _Fails(f"{error}, at {where}") from None
        found = False
        for claims, given in instances:
            for claim in claims:
                found = True
                if claim.left != claim.right:
                    self._prove(claim, given, where)
        return found

    def _prove(self, claim: Relation, given: tuple[Relation, ...], where: str) -> None:
        if self.steps > MOST_STEPS:
            raise _Fails(f"too many steps, before {where}")
        proof = kernel.prove(claim, given)
        self.steps += kernel.steps_used()
        if proof is None:
            raise _Fails(f"not decided at {where}")
        self.conditions.update(dict.fromkeys(proof.conditions))

    def _instances(
        self, sizes: Mapping[Symbol, int]
    ) -> Iterator[tuple[list[Relation], tuple[Relation, ...]]]:
        """The line at these sizes, for each value of the free indices, with what is given."""
        given_of_names = self._said_of_names(sizes)
        indices = sorted((s for s in self._free_indices()), key=lambda name: name.tex)
        outer = Writer(sizes)
        for place in product(*(_range(outer, index) for index in indices)):
            writer = Writer({**sizes, **dict(zip(indices, place, strict=True))})
            try:
                claims = writer.relations(self.relation)
            except NoValue:
                continue
            given = _written(writer, self.assumptions)
            if given is not None:
                yield claims, (*given_of_names, *given, *writer.exists)

    def _free_indices(self) -> set[Symbol]:
        """Indices that the line or an assumption leaves free."""
        free = set()
        for part in (self.relation, *self.assumptions):
            for formula in part.formulas:
                free |= _free_indices(formula)
        return free

    def _said_of_names(self, sizes: Mapping[Symbol, int]) -> list[Relation]:
        writer = Writer(sizes)
        said: list[Relation] = []
        for name in sorted(self.names, key=lambda name: name.tex):
            if name.law is not None or not name.properties:
                continue
            shape = [writer.whole(size) for size in name.dims]
            if name.kind == "array":
                said += said_of_array(name, shape)
            elif name.kind == "matrix":
                grid = Writer(sizes).value(symbol(name))
                assert isinstance(grid, list)
                said += said_of_matrix(name, grid)
        return said


def _written(writer: Writer, assumptions: Iterable[Relation]) -> list[Relation] | None:
    """The assumptions at these sizes; None if one of them fails there.

    One that cannot be written out is left out, which claims more and not less.
    """
    given: list[Relation] = []
    for assumption in assumptions:
        try:
            parts = writer.relations(assumption)
        except (NotWritable, NoValue, TooLargeToWrite):
            continue
        for part in parts:
            if part.symbols:
                given.append(part)
            elif compare(part, lambda _: {}).outcome is Outcome.FAILS:
                return None
    return given


def _range(writer: Writer, index: Symbol) -> range:
    if index.span is None:
        raise NotWritable(f"the index {index.tex}, which has no range")
    first, last = (writer.whole(end) for end in index.span)
    return range(first, last + 1)


def _all_names(parts: Iterable[Expr]) -> set[Symbol]:
    """All names, those in sizes, ranges and laws of other names included."""
    found: set[Symbol] = set()
    waiting = list(parts)
    while waiting:
        for name in symbols_in(waiting.pop()) - found:
            found.add(name)
            waiting += [*name.dims, *(name.span or ()), *(name.law.formulas if name.law else ())]
    return found


def _sizes(parts: Iterable[Expr], names: set[Symbol]) -> set[Symbol]:
    """Whole numbers that count entries, terms, or rows."""
    counts: list[Expr] = [size for name in names for size in (*name.dims, *(name.span or ()))]
    for part in parts:
        for _, node in walk(part):
            if node.op in BINDERS:
                counts += node.args[1:]
            elif node.op in ("identity", "zeros") and node.shape is not None:
                counts += node.shape
    found = set().union(*(symbols_in(count) for count in counts), set())
    return {name for name in found if name.kind == "scalar" and name.domain.is_integer}


def _free_indices(expr: Expr, bound: frozenset[Symbol] = frozenset()) -> set[Symbol]:
    if expr.op in BINDERS:
        body, *ends = expr.args
        inner = _free_indices(body, bound | {expr.data})
        return inner.union(*(_free_indices(end, bound) for end in ends))
    own = {expr.data} if isinstance(expr.data, Symbol) and expr.data.kind == "index" else set()
    return (own - bound).union(*(_free_indices(child, bound) for child in expr.args))


def _shown(decided: list[dict[Symbol, int]]) -> str:
    """The sizes, in short where all combinations occur."""
    columns = {name: sorted({values[name] for values in decided}) for name in decided[0]}
    complete = 1
    for column in columns.values():
        complete *= len(column)
    if complete == len(decided):
        return ", ".join(
            f"{name.tex} = {', '.join(map(str, column))}" for name, column in columns.items()
        )
    places = [", ".join(f"{n.tex} = {k}" for n, k in values.items()) for values in decided]
    return "; ".join(places)
