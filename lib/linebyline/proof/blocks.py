"""Matrices of matrices: ``[A B; C D]`` and columns stacked upon each other."""

from __future__ import annotations

from linebyline.proof.tree import Expr, ShapeError, add, number


def blocks(rows: list[list[Expr]]) -> Expr:
    """A matrix written out block by block; a number is a block of one row and one column."""
    columns = len(rows[0]) if rows else 0
    if columns == 0 or any(len(row) != columns for row in rows):
        raise ShapeError(f"rows of equal, positive length are needed, got {[len(r) for r in rows]}")
    heights, widths = [size(row[0], 0) for row in rows], [size(cell, 1) for cell in rows[0]]
    for row, height in zip(rows, heights, strict=True):
        for cell, width in zip(row, widths, strict=True):
            if (size(cell, 0), size(cell, 1)) != (height, width):
                raise ShapeError(
                    f"blocks in one row need as many rows, blocks in one column as many columns: "
                    f"({height!r}, {width!r}) is needed, got ({size(cell, 0)!r}, {size(cell, 1)!r})"
                )
    cells = tuple(cell for row in rows for cell in row)
    return Expr("blocks", cells, (len(rows), columns), (total_size(heights), total_size(widths)))


def size(cell: Expr, axis: int) -> Expr:
    """The number of rows (axis 0) or columns (axis 1) of a block."""
    return number(1) if cell.shape is None else cell.shape[axis]


def total_size(sizes: list[Expr]) -> Expr:
    """The sum of sizes, worked out where all of them are numbers."""
    if all(part.op == "number" for part in sizes):
        return number(sum(part.data for part in sizes))
    return add(*sizes)


def rows_of(expr: Expr) -> list[list[Expr]]:
    """The blocks, row by row."""
    _, columns = expr.data
    return [list(expr.args[k : k + columns]) for k in range(0, len(expr.args), columns)]
