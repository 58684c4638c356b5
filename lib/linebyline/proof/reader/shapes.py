"""Shapes while a formula is built: I and 0 wait for the shape that their neighbours demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linebyline.proof import tree
from linebyline.proof.tree import Expr, type_shape

Shape = type_shape | None


@dataclass(frozen=True, slots=True)
class Pending:
    """A formula that waits for its shape, because all it consists of is I and 0."""

    fill: Callable[[Shape], Expr]


Part = Expr | Pending


def show(shape: Shape) -> str:
    """A shape in words."""
    if shape is None:
        return "a number"
    rows, columns = shape
    one = tree.number(1)
    if columns == one:
        return f"a column of size {rows!r}"
    return (
        f"a row of size {columns!r}"
        if rows == one
        else f"a matrix of shape {rows!r} by {columns!r}"
    )


def is_bare_zero(part: Part) -> bool:
    """Whether this is the digit 0, which may stand for a matrix of zeros."""
    return isinstance(part, Expr) and part.op == "number" and part.data == 0


def square_beside(parts: list[Part], position: int) -> Shape:
    """The shape that its neighbours in a product give to an identity."""
    running: Shape = None
    for part in parts[:position]:
        shape = part.shape if isinstance(part, Expr) else None
        if shape is not None:
            running = shape if running is None else (running[0], shape[1])
            running = None if running == (tree.number(1), tree.number(1)) else running
    if running is not None:
        return running[1], running[1]
    for part in parts[position + 1 :]:
        if isinstance(part, Expr) and part.shape is not None:
            return part.shape[0], part.shape[0]
    return None


def formulas(parts: list[Part]) -> list[Expr]:
    """The parts that wait for nothing."""
    return [part for part in parts if isinstance(part, Expr)]
