r"""Matrices of fixed size, entry by entry.

A written-out matrix, or a declared one whose sizes are numbers, is a table of scalars: sums,
products, transposes are taken entrywise, determinants by expansion along the first row, the
inverse as adj(A) / det A with the side condition that det A is not zero.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from linebyline.proof.blocks import rows_of
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import ONE, ZERO, Polynomial, total
from linebyline.proof.kernel.powers import reciprocal, square_root
from linebyline.proof.kernel.read import Names
from linebyline.proof.kernel.read import read as read_scalar
from linebyline.proof.kernel.signs import is_real
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr, det, entry, number

Grid: TypeAlias = list[list[Polynomial]]
LARGEST_SIZE, LARGEST_EXPONENT = 4, 16


def is_written_out(*formulas: Expr) -> bool:
    """Whether some matrix in the formulas is written out entry by entry."""
    return any(node.op == "matrix" for formula in formulas for _, node in walk(formula))


def has_fixed_size(*formulas: Expr) -> bool:
    """Whether all sizes in the formulas are small numbers."""
    return all(
        size.op == "number" and size.data <= LARGEST_SIZE
        for formula in formulas
        for _, node in walk(formula)
        if node.shape is not None
        for size in node.shape
    )


def read_grid(expr: Expr, facts: Facts, names: Names | None = None) -> Grid:
    """Return a formula of a matrix of fixed size as its table of entries.

    Raises:
        NotProvable: if a size is a symbol or a large number.
    """
    if expr.shape is None:
        return [[read_scalar(expr, facts, names)]]
    reader = _READERS.get(expr.op)
    if reader is None:
        raise NotProvable(f"{expr.op} of a matrix of fixed size")
    return reader(expr, facts, names or {})


def scalar_from_grid(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    """Return a scalar formula whose parts are matrices of fixed size."""
    match expr.op:
        case "mul":
            return _read_product(expr, facts, names)[0][0]
        case "trace":
            grid = read_grid(expr.args[0], facts, names)
            return total([grid[k][k] for k in range(len(grid))])
        case "det":
            return grid_determinant(read_grid(expr.args[0], facts, names))
        case "norm":
            column = [row[0] for row in read_grid(expr.args[0], facts, names)]
            if not all(is_real(cell, facts) for cell in column):
                raise NotProvable("the length of a vector that is not known to be real")
            return square_root(total([cell * cell for cell in column]), facts)
        case "entry":
            return _read_entry(expr, facts, names)
        case _:
            raise NotProvable(f"{expr.op} is no number made of matrices")


def whole_exponent(exponent: Expr, facts: Facts) -> int:
    """The exponent of a matrix, a small whole number."""
    value = read_scalar(exponent, facts).constant
    if value is None or value.q != 1 or abs(value) > LARGEST_EXPONENT:
        raise NotProvable("a matrix power needs a small whole number as its exponent")
    return int(value)


def grid_determinant(grid: Grid) -> Polynomial:
    """The determinant, expanded along the first row; that of no rows is 1."""
    if not grid:
        return ONE
    parts = []
    for k, cell in enumerate(grid[0]):
        if cell.terms:
            parts.append(cell * grid_determinant(_minor(grid, 0, k)) * (-1) ** k)
    return total(parts)


def grid_inverse(grid: Grid, facts: Facts, written: Expr) -> Grid:
    """The inverse, adj(A) / det A; the determinant must not be zero."""
    size = range(len(grid))
    scale = reciprocal(grid_determinant(grid), facts, det(written))
    return [
        [grid_determinant(_minor(grid, j, i)) * (-1) ** (i + j) * scale for j in size] for i in size
    ]


def grid_product(left: Grid, right: Grid) -> Grid:
    """The product of two tables; a single entry multiplies all entries of the other."""
    if len(left) == len(left[0]) == 1 != len(right):
        return [[left[0][0] * cell for cell in row] for row in right]
    if len(right) == len(right[0]) == 1 != len(left[0]):
        return [[cell * right[0][0] for cell in row] for row in left]
    columns = list(zip(*right, strict=True))
    return [
        [total([a * b for a, b in zip(row, column, strict=True)]) for column in columns]
        for row in left
    ]


def _minor(grid: Grid, i: int, j: int) -> Grid:
    return [row[:j] + row[j + 1 :] for k, row in enumerate(grid) if k != i]


def _size(formula: Expr) -> int:
    if formula.op != "number" or not 1 <= formula.data <= LARGEST_SIZE:
        raise NotProvable(f"the size {formula!r} is no small number")
    return int(formula.data)


def _read_written(expr: Expr, facts: Facts, names: Names) -> Grid:
    rows, columns = expr.data
    cells = [read_scalar(cell, facts, names) for cell in expr.args]
    return [cells[k * columns : (k + 1) * columns] for k in range(rows)]


def _read_blocks(expr: Expr, facts: Facts, names: Names) -> Grid:
    bands = [[read_grid(cell, facts, names) for cell in row] for row in rows_of(expr)]
    lines = [line for band in bands for line in zip(*band, strict=True)]
    return [[x for part in line for x in part] for line in lines]


def _read_symbol(expr: Expr, facts: Facts, _: Names) -> Grid:
    assert expr.shape is not None
    rows, columns = (range(1, _size(size) + 1) for size in expr.shape)
    return [[_entry_of_symbol(expr, i, j, facts) for j in columns] for i in rows]


def _entry_of_symbol(expr: Expr, i: int, j: int, facts: Facts) -> Polynomial:
    properties = expr.data.properties
    if "diagonal" in properties and i != j:
        return ZERO
    if expr.shape == (number(_size(expr.shape[0])), number(1)):  # type: ignore[index]
        return read_scalar(entry(expr, number(i)), facts)
    known = {"symmetric", "positive definite", "positive semidefinite"}
    if not known.isdisjoint(properties):
        i, j = min(i, j), max(i, j)
    return read_scalar(entry(expr, number(i), number(j)), facts)


def _read_entry(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    grid = read_grid(expr.args[0], facts, names)
    places = [index.data if index.op == "number" else None for index in expr.args[1:]]
    i, j = (*places, 1)[:2]
    if i is None or j is None or not (1 <= i <= len(grid) and 1 <= j <= len(grid[0])):
        raise NotProvable("an entry at an index that is no number within the size")
    return grid[int(i) - 1][int(j) - 1]


def _read_sum(expr: Expr, facts: Facts, names: Names) -> Grid:
    grids = [read_grid(term, facts, names) for term in expr.args]
    return [
        [total(cells) for cells in zip(*rows, strict=True)] for rows in zip(*grids, strict=True)
    ]


def _read_product(expr: Expr, facts: Facts, names: Names) -> Grid:
    result = read_grid(expr.args[0], facts, names)
    for factor in expr.args[1:]:
        result = grid_product(result, read_grid(factor, facts, names))
    return result


def _read_quotient(expr: Expr, facts: Facts, names: Names) -> Grid:
    scale = reciprocal(read_scalar(expr.args[1], facts, names), facts, expr.args[1])
    return _scaled(read_grid(expr.args[0], facts, names), scale)


def _read_power(expr: Expr, facts: Facts, names: Names) -> Grid:
    base, exponent = expr.args
    times = whole_exponent(exponent, facts)
    grid = read_grid(base, facts, names)
    if times < 0:
        grid = grid_inverse(grid, facts, base)
    result = _unit(len(grid))
    for _ in range(abs(times)):
        result = grid_product(result, grid)
    return result


def _read_inverse(expr: Expr, facts: Facts, names: Names) -> Grid:
    inner = expr.args[0]
    return grid_inverse(read_grid(inner, facts, names), facts, inner)


def _scaled(grid: Grid, factor: Polynomial) -> Grid:
    return [[cell * factor for cell in row] for row in grid]


def _unit(size: int) -> Grid:
    return [[ONE if i == j else ZERO for j in range(size)] for i in range(size)]


def _transposed(grid: Grid) -> Grid:
    return [list(column) for column in zip(*grid, strict=True)]


_READERS: dict[str, Callable[[Expr, Facts, Names], Grid]] = {
    "matrix": _read_written,
    "blocks": _read_blocks,
    "symbol": _read_symbol,
    "add": _read_sum,
    "neg": lambda expr, facts, names: _scaled(read_grid(expr.args[0], facts, names), -ONE),
    "mul": _read_product,
    "div": _read_quotient,
    "pow": _read_power,
    "transpose": lambda expr, facts, names: _transposed(read_grid(expr.args[0], facts, names)),
    "inverse": _read_inverse,
    "identity": lambda expr, _, __: _unit(_size(expr.data)),
    "zeros": lambda expr, _, __: [[ZERO] * _size(expr.data[1])] * _size(expr.data[0]),
}
