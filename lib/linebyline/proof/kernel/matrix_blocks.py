r"""Matrices of blocks, by the unit columns that pick one block out of several.

For blocks of sizes n_1, ..., n_k let E_i be the columns of the identity that belong to block i. By
their definition E_i^T E_i = 1, E_i^T E_j = 0 for different i and j, and sum_i E_i E_i^T = 1. So a
matrix of blocks is the sum of words E_i A_{ij} E_j^T, the rules for words multiply and transpose
it, and two matrices are equal if all their blocks E_i^T M E_j are.

Elimination with an invertible diagonal block P as pivot leaves the Schur complement C - B P^{-1} D
of the others. If all pivots are invertible, so is the whole, and sweeping them one after the other
gives its inverse; the determinant is the product of the pivots' determinants. A pivot that is not
known to be invertible becomes a side condition: the whole may be invertible without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from linebyline.proof.blocks import rows_of, size, total_size
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_sums import Matrix, from_letter, zero
from linebyline.proof.kernel.polynomial import ONE, Polynomial
from linebyline.proof.kernel.words import Letter
from linebyline.proof.tree import Expr

Grid = list[list[Matrix]]
Sizes = tuple[Expr, ...]
Invert = Callable[[Matrix, Facts], Matrix]


def unit_columns(sizes: Sizes) -> list[Matrix]:
    """E_1, ..., E_k for blocks of these sizes."""
    return [from_letter(_unit(sizes, k)) for k in range(len(sizes))]


def _unit(sizes: Sizes, k: int) -> Letter:
    names = "|".join([repr(size) for size in sizes])
    return Letter(
        f"block {k + 1} of {names}", total_size(list(sizes)), sizes[k],
        frozenset({"orthonormal columns"}), place=(sizes, k),
    )  # fmt: skip


def read_blocks(expr: Expr, read: Callable[[Expr], Matrix]) -> Matrix:
    """Return a written matrix of blocks as a sum of words; ``read`` reads one block."""
    rows = rows_of(expr)
    grid = [[read(cell) for cell in row] for row in rows]
    heights = tuple([size(row[0], 0) for row in rows])
    return joined(grid, heights, tuple([size(cell, 1) for cell in rows[0]]))


def joined(grid: Grid, heights: Sizes, widths: Sizes) -> Matrix:
    """Return the matrix of these blocks."""
    lefts, rights = _edges(heights), _edges(widths)
    result = zero(total_size(list(heights)), total_size(list(widths)))
    for left, row in zip(lefts, grid, strict=True):
        for right, cell in zip(rights, row, strict=True):
            part = cell if left is None else left @ cell
            result = result + (part if right is None else part @ right.T)
    return result


def _edges(sizes: Sizes) -> list[Matrix | None]:
    """The unit columns; none are needed for a single block."""
    return [None] if len(sizes) == 1 else list(unit_columns(sizes))


def parted(matrix: Matrix) -> tuple[Sizes, Sizes]:
    """The sizes into which the rows and the columns fall, where words begin or end so."""
    rows: Sizes = (matrix.rows,)
    columns: Sizes = (matrix.columns,)
    for word in matrix.terms:
        first, last = (word[0], word[-1]) if word else (None, None)
        if first is not None and first.place is not None and not first.transposed:
            rows = first.place[0]
        if last is not None and last.place is not None and last.transposed:
            columns = last.place[0]
    return rows, columns


def blocks_of(matrix: Matrix, rows: Sizes, columns: Sizes) -> Grid:
    """The blocks E_i^T M E_j."""
    grid = []
    for left in _edges(rows):
        band = matrix if left is None else left.T @ matrix
        grid.append([band if right is None else band @ right for right in _edges(columns)])
    return grid


def cells(matrix: Matrix) -> Iterator[Matrix] | None:
    """All blocks, or ``None`` if the matrix has no parts."""
    rows, columns = parted(matrix)
    if len(rows) == len(columns) == 1:
        return None
    return (cell for row in blocks_of(matrix, rows, columns) for cell in row)


def square_blocks(matrix: Matrix) -> tuple[Sizes, Grid] | None:
    """The blocks of a matrix whose rows fall into the same parts as its columns."""
    rows, columns = parted(matrix)
    sizes = rows if len(rows) > 1 else columns
    if len(sizes) == 1 or not matrix.is_square or sizes not in (rows, columns):
        return None
    if len(rows) > 1 and len(columns) > 1 and rows != columns:
        return None
    return sizes, blocks_of(matrix, sizes, sizes)


def block_inverse(matrix: Matrix, invert: Invert, facts: Facts) -> Matrix | None:
    """Return the inverse of a matrix of blocks, ``None`` if it has no square parts."""
    found = square_blocks(matrix)
    if found is None:
        return None
    sizes, grid = found
    left = list(range(len(grid)))
    while left:
        k, inverse = _pivot(grid, left, invert, facts)
        _sweep(grid, k, inverse)
        left.remove(k)
    return joined(grid, sizes, sizes)


def _sweep(grid: Grid, k: int, inverse: Matrix) -> None:
    """Exchange the unknowns of block k for its right-hand sides, in place."""
    others = [i for i in range(len(grid)) if i != k]
    for i in others:
        for j in others:
            grid[i][j] = grid[i][j] - grid[i][k] @ inverse @ grid[k][j]
    for i in others:
        grid[i][k], grid[k][i] = -(grid[i][k] @ inverse), inverse @ grid[k][i]
    grid[k][k] = inverse


def _pivot(
    grid: Grid, candidates: Sequence[int], invert: Invert, facts: Facts
) -> tuple[int, Matrix]:
    """A diagonal block with its inverse, one that needs no side condition if there is one."""
    if facts.last_pivot_first:
        candidates = candidates[::-1]
    for k in candidates:
        inverse = _inverse_without_condition(grid[k][k], invert, facts)
        if inverse is not None:
            return k, inverse
    nonzero = [k for k in candidates if not grid[k][k].is_zero]
    if not nonzero:
        raise NotProvable("no diagonal block to begin an elimination with")
    with facts.cautiously():
        return nonzero[0], invert(grid[nonzero[0]][nonzero[0]], facts)


def _inverse_without_condition(block: Matrix, invert: Invert, facts: Facts) -> Matrix | None:
    before = set(facts.conditions)
    try:
        with facts.attempt():
            inverse = invert(block, facts)
            if set(facts.conditions) != before:
                raise NotProvable
            return inverse
    except NotProvable:
        return None


def block_determinant(
    matrix: Matrix, determinant: Callable[[Matrix, Facts], Polynomial], invert: Invert, facts: Facts
) -> Polynomial | None:
    """Return the determinant of a matrix of blocks, ``None`` if it has no square parts.

    A block whose row or column is zero but for itself is a factor without being a pivot.
    """
    found = square_blocks(matrix)
    if found is None:
        return None
    _, grid = found
    value, left = ONE, list(range(len(grid)))
    while left:
        k = next((k for k in left if _stands_alone(grid, k, left)), None)
        if k is None:
            k, inverse = _pivot(grid, left, invert, facts)
            value = value * determinant(grid[k][k], facts)
            _sweep(grid, k, inverse)
        else:
            value = value * determinant(grid[k][k], facts)
        left.remove(k)
    return value


def _stands_alone(grid: Grid, k: int, left: Iterable[int]) -> bool:
    others = [i for i in left if i != k]
    return all(grid[i][k].is_zero for i in others) or all(grid[k][i].is_zero for i in others)


def completeness(letters: Iterable[Letter]) -> Iterator[Matrix]:
    """sum_i E_i E_i^T - 1 = 0 for each way of parting that occurs among the letters."""
    for sizes in dict.fromkeys(letter.place[0] for letter in letters if letter.place is not None):
        total = total_size(list(sizes))
        result = -Matrix(total, total, {(): ONE})
        for part in unit_columns(sizes):
            result = result + part @ part.T
        yield result
