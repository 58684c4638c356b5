r"""Names written out at given sizes: a matrix as the table of its entries, an array likewise.

Each entry becomes a scalar name of its own, with the domain of the whole. What the properties of a
matrix say of its entries becomes relations between them: :math:`Q^\top Q = I` entry by entry for
an orthogonal one, positive leading minors for a positive definite one (Sylvester).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from linebyline.proof.relation import Relation
from linebyline.proof.rungs.grids import Grid, determinant, product_of, transposed
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, add, mul, number, symbol

ZERO, ONE = number(0), number(1)
SYMMETRIC = frozenset({"symmetric", "positive definite", "positive semidefinite"})


def entry_name(whole: Symbol, place: Sequence[int]) -> Symbol:
    """The scalar name of one entry."""
    at = ",".join(map(str, place))
    return Symbol(f"{{{whole.tex}}}_{{{at}}}", "scalar", whole.domain)


def written_matrix(whole: Symbol, rows: int, columns: int) -> Grid:
    """The entries of a named matrix; symmetric and diagonal ones share or lack some."""
    is_symmetric = bool(whole.properties & SYMMETRIC)

    def cell(i: int, j: int) -> Expr:
        if "diagonal" in whole.properties and i != j:
            return ZERO
        place = (min(i, j), max(i, j)) if is_symmetric else (i, j)
        return symbol(entry_name(whole, place))

    return [[cell(i, j) for j in range(1, columns + 1)] for i in range(1, rows + 1)]


def said_of_matrix(whole: Symbol, grid: Grid) -> Iterator[Relation]:
    """What the properties of a matrix say of its entries."""
    words = whole.properties
    if "orthogonal" in words:
        for side in (product_of(transposed(grid), grid), product_of(grid, transposed(grid))):
            for i, row in enumerate(side):
                for j, cell in enumerate(row):
                    yield Relation("=", cell, ONE if i == j else ZERO)
    if "invertible" in words:
        yield Relation("!=", determinant(grid), ZERO)
    if "full column rank" in words:
        yield Relation(">", determinant(product_of(transposed(grid), grid)), ZERO)
    if "nonzero" in words:
        squares = [mul(cell, cell) for row in grid for cell in row]
        yield Relation(">", add(*squares), ZERO)
    size = range(len(grid))
    if "positive definite" in words:
        for count in range(1, len(grid) + 1):
            yield Relation(">", _minor(grid, tuple(range(count))), ZERO)
    if words & {"positive definite", "positive semidefinite"}:
        for count in range(1, len(grid) + 1):
            for kept in combinations(size, count):
                yield Relation(">=", _minor(grid, kept), ZERO)


def said_of_array(whole: Symbol, sizes: Sequence[int]) -> Iterator[Relation]:
    """That probabilities sum to one over the last index."""
    if "probabilities" in whole.properties:
        *rows, last = sizes
        for row in product(*(range(1, size + 1) for size in rows)):
            entries = [symbol(entry_name(whole, (*row, k))) for k in range(1, last + 1)]
            yield Relation("=", add(*entries), ONE)


def _minor(grid: Grid, kept: Sequence[int]) -> Expr:
    return determinant([[grid[i][j] for j in kept] for i in kept])
