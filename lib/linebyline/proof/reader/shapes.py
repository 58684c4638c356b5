"""Shapes while a formula is built: I and 0 wait for the shape that their neighbours demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linebyline.proof import tree
from linebyline.proof.tree import Expr, type_shape

Shape = type_shape | None


@dataclass(frozen=True, slots=True)
class Pending:
    """A formula that waits for its shape, because all it consists of is I, 0 and ones.

    Attributes:
        fill: returns the formula for a shape.
        axis: ``column`` or ``row`` where it must be one.
    """

    fill: Callable[[Shape], Expr]
    axis: str = ""

    def turned(self) -> str:
        """The axis of the transpose."""
        return {"column": "row", "row": "column"}.get(self.axis, "")

    def within(self, shape: Shape) -> Expr:
        """The formula as a factor of a product of this shape."""
        if shape is not None and self.axis:
            one = tree.number(1)
            shape = (shape[0], one) if self.axis == "column" else (one, shape[1])
        return self.fill(shape)


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


def shape_beside(parts: list[Part], position: int) -> Shape:
    """The shape that its neighbours in a product give to an identity, or to a column of ones."""
    part = parts[position]
    assert isinstance(part, Pending)
    one = tree.number(1)
    if part.axis == "column":
        before = _running(parts[:position])
        return None if before is None else (before[1], one)
    if part.axis == "row":
        behind = [p for p in parts[position + 1 :] if isinstance(p, Expr) and p.shape is not None]
        return (one, behind[0].shape[0]) if behind and behind[0].shape else None
    return _square_beside(parts, position)


def _running(parts: list[Part]) -> Shape:
    """The shape of a product of the parts that have one."""
    running: Shape = None
    for part in parts:
        shape = part.shape if isinstance(part, Expr) else None
        if shape is not None:
            running = shape if running is None else (running[0], shape[1])
            running = None if running == (tree.number(1), tree.number(1)) else running
    return running


def _square_beside(parts: list[Part], position: int) -> Shape:
    running = _running(parts[:position])
    if running is not None:
        return running[1], running[1]
    for part in parts[position + 1 :]:
        if isinstance(part, Expr) and part.shape is not None:
            return part.shape[0], part.shape[0]
    return None


def formulas(parts: list[Part]) -> list[Expr]:
    """The parts that wait for nothing."""
    return [part for part in parts if isinstance(part, Expr)]


def block_shapes(parts: list[Part], width: int) -> list[tuple[Expr | None, Expr | None]]:
    """The height and width of each block's place, from the blocks in its row and its column.

    I and 0 have no size of their own; an I in a row of known height is as wide, and so on.
    """
    rows = [parts[k : k + width] for k in range(0, len(parts), width)]
    heights = [_common(row, 0) for row in rows]
    widths = [_common([row[k] for row in rows], 1) for k in range(width)]
    for _ in range(len(rows) + width):
        for place, part in enumerate(parts):
            i, j = divmod(place, width)
            if isinstance(part, Pending):
                heights[i] = widths[j] if heights[i] is None else heights[i]
                widths[j] = heights[i] if widths[j] is None else widths[j]
    return [(height, w) for height in heights for w in widths]


def _common(parts: list[Part], axis: int) -> Expr | None:
    known = [part for part in parts if isinstance(part, Expr) and not is_bare_zero(part)]
    if not known:
        return None
    shape = known[0].shape
    return tree.number(1) if shape is None else shape[axis]
