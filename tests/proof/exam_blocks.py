"""Matrices of blocks for the exam's second reader: a zero fills the place that it has."""

from typing import Any

from mpmath import mp
from tests.proof.exam_values import plain


def stacked(rows: list[list[Any]]) -> Any:
    """The matrix of these blocks, numbers being blocks of one row and one column."""
    heights = [max(_size(cell, 0) for cell in row) for row in rows]
    widths = [max(_size(row[k], 1) for row in rows) for k in range(len(rows[0]))]
    whole = mp.zeros(sum(heights), sum(widths))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            _put(whole, cell, (sum(heights[:i]), sum(widths[:j])), (heights[i], widths[j]))
    return plain(whole)


def _size(cell: Any, axis: int) -> int:
    return (cell.rows, cell.cols)[axis] if isinstance(cell, mp.matrix) else 1


def _put(whole: Any, cell: Any, start: tuple[int, int], sizes: tuple[int, int]) -> None:
    is_table = isinstance(cell, mp.matrix)
    if is_table or sizes == (1, 1):
        assert (_size(cell, 0), _size(cell, 1)) == sizes, "blocks that do not fit"
        for i in range(sizes[0]):
            for j in range(sizes[1]):
                whole[start[0] + i, start[1] + j] = cell[i, j] if is_table else cell
    else:
        assert cell == 0, "a number fills no larger place, except zero"
