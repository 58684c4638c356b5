r"""Formulas by cases, and indicators: what their rows are.

``\begin{cases} v_1 & c_1 \\ v_2 & c_2 \end{cases}`` has the value v_k where c_k
holds. Its rows must cover the domain, and agree where two of them apply: a line with a point at
which they do not is refused. A condition is one comparison or several, all of which must hold; the
last row may say ``\text{otherwise}``. An indicator is 1 where its condition holds, else 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TypeAlias

from linebyline.proof.relation import Relation, Sign
from linebyline.proof.tree import Expr, ShapeError, number

Condition: TypeAlias = tuple[Relation, ...]
Row: TypeAlias = tuple[Expr, Condition]  # an empty condition is "otherwise"
COMPARISONS: tuple[Sign, ...] = ("=", "!=", "<=", ">=", "<", ">")
NEGATED: dict[str, Sign] = {
    "=": "!=", "!=": "=", "<=": ">", ">=": "<", "<": ">=", ">": "<=",
}  # fmt: skip


def cases(rows: Sequence[Row]) -> Expr:
    """Return the formula with these rows; only the last may have no condition."""
    if not rows or any(not condition for _, condition in rows[:-1]):
        raise ValueError("every row but the last needs a condition")
    args: list[Expr] = []
    for value, condition in rows:
        if value.shape is not None:
            raise ShapeError("the rows of a formula by cases are numbers")
        args += [value, *_sides(condition)]
    return Expr("cases", tuple(args), tuple(_signs(condition) for _, condition in rows))


def indicator(condition: Condition) -> Expr:
    """Return the formula that is 1 where all comparisons hold, else 0."""
    if not condition:
        raise ValueError("an indicator needs a condition")
    return Expr("indicator", tuple(_sides(condition)), _signs(condition))


def rows_of(expr: Expr) -> list[Row]:
    """The rows of a formula by cases, or of an indicator."""
    if expr.op == "indicator":
        return [(number(1), _condition(expr.args, expr.data)), (number(0), ())]
    rows: list[Row] = []
    at = 0
    for signs in expr.data:
        behind = at + 1 + 2 * len(signs)
        rows.append((expr.args[at], _condition(expr.args[at + 1 : behind], signs)))
        at = behind
    return rows


def negated(comparison: Relation) -> Relation:
    """The comparison that holds of two real numbers where this one does not."""
    return Relation(NEGATED[comparison.sign], comparison.left, comparison.right)


def _sides(condition: Condition) -> list[Expr]:
    for comparison in condition:
        if comparison.sign not in COMPARISONS:
            raise ValueError(f"a case compares two numbers, got {comparison!r}")
    sides = chain.from_iterable((c.left, c.right) for c in condition)
    return [side for side in sides if isinstance(side, Expr)]


def _signs(condition: Condition) -> tuple[Sign, ...]:
    return tuple(comparison.sign for comparison in condition)


def _condition(sides: Sequence[Expr], signs: Sequence[Sign]) -> Condition:
    pairs = zip(signs, sides[::2], sides[1::2], strict=True)
    return tuple(Relation(sign, left, right) for sign, left, right in pairs)
