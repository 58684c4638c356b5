"""The formulas of a derivation as plain data, to answer lines elsewhere without its checks.

A record is JSON: a table of formulas, names and relations, each written once, and where in it the
names, definitions, assumptions and lines stand. Reading one back gives equal formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, TypeAlias

from linebyline.proof import laws
from linebyline.proof.notation import Notation
from linebyline.proof.relation import Relation
from linebyline.proof.substitution import Definition
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tables import Table
from linebyline.proof.tree import Expr

Record: TypeAlias = Mapping[str, Any]
_LAWS = tuple(
    kind for kind in vars(laws).values() if isinstance(kind, type) and issubclass(kind, laws.Law)
)
_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (Symbol, Domain, Relation, Definition, Table, *_LAWS)
}


@dataclass(frozen=True, slots=True)
class Lines:
    """What a reader's line needs of a derivation.

    Attributes:
        given: its notation.
        formulas: what stands after each line, first of all the first formula.
    """

    given: Notation
    formulas: tuple[Expr | Relation, ...]


def write_record(given: Notation, formulas: Iterable[Expr | Relation]) -> Record:
    """Return what a reader's line needs of a derivation, as JSON.

    Args:
        given: its notation.
        formulas: what stands after each line, first of all the first formula.

    Raises:
        TypeError: if a formula holds something that has no written form.
    """
    table = _Table()
    return {
        "names": {tex: table.write(name) for tex, name in given.names.items()},
        "definitions": [table.write(definition) for definition in given.definitions.values()],
        "assumptions": [table.write(assumption) for assumption in given.assumptions],
        "lines": [table.write(formula) for formula in formulas],
        "table": table.rows,
    }


def read_record(record: Record) -> Lines:
    """Return what ``write_record`` wrote.

    Raises:
        ValueError: if the record names a kind of thing that there is not.
    """
    made: list[Any] = []
    for row in record["table"]:
        made.append(_made(row, made))
    given = Notation()
    given.names = {tex: made[at[0]] for tex, at in record["names"].items()}
    definitions = [made[at[0]] for at in record["definitions"]]
    given.definitions = {definition.name: definition for definition in definitions}
    given.assumptions = [made[at[0]] for at in record["assumptions"]]
    return Lines(given, tuple(made[at[0]] for at in record["lines"]))


class _Table:
    """Rows of written values; a written value is a plain one, or ``[row]``."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._known: dict[tuple[type, object], list[int]] = {}

    def write(self, value: object) -> Any:
        if value is None or isinstance(value, bool | int | str):
            return value
        # Equal values of different types, such as 1 and Fraction(1), are told apart.
        key = (type(value), value)
        if key not in self._known:
            row = self._row(value)
            self._known[key] = [len(self.rows)]
            self.rows.append(row)
        return self._known[key]

    def _row(self, value: object) -> list[Any]:
        if isinstance(value, Fraction):
            return ["Fraction", str(value)]
        if isinstance(value, Expr):
            return ["Expr", value.op, *map(self.write, (value.args, value.data, value.shape))]
        if isinstance(value, tuple):
            return ["tuple", *map(self.write, value)]
        if isinstance(value, frozenset):
            return ["frozenset", *map(self.write, sorted(value))]
        if type(value) in _KINDS.values():
            parts = [self.write(getattr(value, f.name)) for f in fields(value)]  # type: ignore[arg-type]
            return [type(value).__name__, *parts]
        raise TypeError(f"a record holds formulas and names, got {type(value).__name__}: {value!r}")


def _made(row: Sequence[Any], made: Sequence[Any]) -> Any:
    kind, *written = row
    parts = [made[part[0]] if isinstance(part, list) else part for part in written]
    if kind == "Fraction":
        return Fraction(parts[0])
    if kind == "Expr":
        return Expr(*parts)
    if kind in ("tuple", "frozenset"):
        return tuple(parts) if kind == "tuple" else frozenset(parts)
    if kind not in _KINDS:
        raise ValueError(f"a record holds {', '.join(_KINDS)} and formulas, got {kind!r}")
    names = [f.name for f in fields(_KINDS[kind])]
    return _KINDS[kind](**dict(zip(names, parts, strict=True)))
