"""Matrices written out: tables of formulas, added, multiplied and inverted entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from linebyline.proof.tree import Expr, add, call, div, mul, neg, number

Grid = list[list[Expr]]
ZERO, ONE = number(0), number(1)
MOST_ROWS = 4


class TooLargeToWrite(ArithmeticError):
    """Written out, the formula would be too long."""


def plus(*terms: Expr) -> Expr:
    """The sum, zeros left out."""
    kept = [term for term in terms if term != ZERO]
    return add(*kept) if kept else ZERO


def times(*factors: Expr) -> Expr:
    """The product; zero if a factor is zero, ones left out.

    Sound only for factors that have a value wherever the formula is claimed: entries and numbers.
    """
    if ZERO in factors:
        return ZERO
    kept = [factor for factor in factors if factor != ONE]
    return mul(*kept) if kept else ONE


def unit(size: int) -> Grid:
    """The identity."""
    return [[ONE if i == j else ZERO for j in range(size)] for i in range(size)]


def transposed(grid: Grid) -> Grid:
    """Rows and columns exchanged."""
    return [list(column) for column in zip(*grid, strict=True)]


def product_of(left: Grid, right: Grid) -> Grid:
    """The product of two matrices whose shapes fit."""
    columns = transposed(right)
    return [
        [plus(*(times(a, b) for a, b in zip(row, column, strict=True))) for column in columns]
        for row in left
    ]


def trace_of(grid: Grid) -> Expr:
    """The sum of the diagonal."""
    return plus(*(grid[i][i] for i in range(len(grid))))


def length_of(grid: Grid) -> Expr:
    """The Euclidean norm of a column."""
    return call("sqrt", plus(*(times(cell, cell) for row in grid for cell in row)))


def determinant(grid: Grid) -> Expr:
    """The determinant by Leibniz's formula.

    Raises:
        TooLargeToWrite: beyond four rows.
    """
    size = len(grid)
    if size > MOST_ROWS:
        raise TooLargeToWrite(f"a determinant of {size} rows")
    terms = []
    for order in permutations(range(size)):
        term = times(*(grid[i][j] for i, j in enumerate(order)))
        terms.append(term if _is_even(order) or term == ZERO else neg(term))
    return plus(*terms)


def inverse_of(grid: Grid) -> Grid:
    """The adjugate over the determinant, which is not zero where there is an inverse."""
    size, bottom = len(grid), determinant(grid)
    return [[div(_cofactor(grid, j, i), bottom) for j in range(size)] for i in range(size)]


def _cofactor(grid: Grid, i: int, j: int) -> Expr:
    rest = [[cell for c, cell in enumerate(row) if c != j] for r, row in enumerate(grid) if r != i]
    minor = determinant(rest) if rest else ONE
    return minor if (i + j) % 2 == 0 or minor == ZERO else neg(minor)


def _is_even(order: Sequence[int]) -> bool:
    pairs = [(a, b) for k, a in enumerate(order) for b in order[k + 1 :]]
    return sum(a > b for a, b in pairs) % 2 == 0
