"""Matrices of numbers: products, and exact elimination for inverse and determinant."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Dual,
    Number,
    Undecided,
    Undefined,
    capped,
    is_zero,
    reciprocal,
    zero_test,
)  # fmt: skip

_HIGHEST_POWER = 16
_LARGEST_EXPANDED = 5


class Matrix:
    """A matrix of numbers; rows and columns count from 0 here, from 1 in formulas."""

    __slots__ = ("rows",)

    def __init__(self, rows: list[list[Number]]) -> None:
        self.rows = rows

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and of columns."""
        return len(self.rows), len(self.rows[0])

    @property
    def entries(self) -> Iterator[Number]:
        """All entries, row by row."""
        return (x for row in self.rows for x in row)

    @property
    def transposed(self) -> Matrix:
        """The transpose."""
        return Matrix([list(column) for column in zip(*self.rows, strict=True)])

    def map(self, function: Callable[[Number], Number]) -> Matrix:
        """The matrix of the function's values at the entries."""
        return Matrix([[function(x) for x in row] for row in self.rows])

    def __add__(self, other: Matrix) -> Matrix:
        if self.shape != other.shape:
            raise Undefined("shapes that do not add")
        pairs = zip(self.rows, other.rows, strict=True)
        return Matrix([[x + y for x, y in zip(a, b, strict=True)] for a, b in pairs])

    def __neg__(self) -> Matrix:
        return self.map(lambda x: -x)

    def __sub__(self, other: Matrix) -> Matrix:
        return self + (-other)

    def __mul__(self, other: Matrix | Number) -> Matrix:
        if not isinstance(other, Matrix):
            return self.map(lambda x: capped(x * other))
        if self.shape[1] != other.shape[0]:
            raise Undefined("shapes that do not multiply")
        columns = other.transposed.rows
        return Matrix([[_dot(row, column) for column in columns] for row in self.rows])

    def __rmul__(self, other: Number) -> Matrix:
        return self.map(lambda x: capped(other * x))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matrix) and self.rows == other.rows

    __hash__ = None  # type: ignore[assignment]


def identity(size: int) -> Matrix:
    """The identity matrix."""
    return Matrix([[ONE if i == j else ZERO for j in range(size)] for i in range(size)])


def zeros(rows: int, columns: int) -> Matrix:
    """The zero matrix."""
    return Matrix([[ZERO] * columns for _ in range(rows)])


def joined(tables: list[list[list[Number]]], columns: int) -> list[list[Number]]:
    """Put tables beside and below each other, so many in a row.

    Raises:
        Undefined: if their heights or widths do not fit.
    """
    rows: list[list[Number]] = []
    for k in range(0, len(tables), columns):
        beside = tables[k : k + columns]
        if len({len(table) for table in beside}) != 1:
            raise Undefined("blocks of unequal height")
        rows += [[x for part in line for x in part] for line in zip(*beside, strict=True)]
    if len({len(row) for row in rows}) != 1:
        raise Undefined("blocks of unequal width")
    return rows


def inverse(matrix: Matrix) -> Matrix:
    """The inverse.

    Raises:
        Undefined: if the matrix is singular or not square.
        Undecided: if no pivot is certain.
    """
    size = _size(matrix)
    work = [row + unit for row, unit in zip(matrix.rows, identity(size).rows, strict=True)]
    if _eliminate(work, size) is None:
        raise Undefined("a singular matrix has no inverse")
    return Matrix([row[size:] for row in work])


def determinant(matrix: Matrix) -> Number:
    """The determinant; by expansion where a derivative passes through a singular matrix.

    Raises:
        Undefined: if such a matrix is too large to expand.
    """
    size = _size(matrix)
    found = _eliminate([list(row) for row in matrix.rows], size)
    if found is not None:
        return found
    if not any(isinstance(x, Dual) for x in matrix.entries):
        return ZERO
    if size > _LARGEST_EXPANDED:
        raise Undefined("the derivative of a large determinant at a singular matrix")
    return _expand(matrix.rows)


def matrix_power(matrix: Matrix, exponent: int) -> Matrix:
    """The matrix multiplied by itself; negative powers are powers of the inverse.

    Raises:
        Undefined: if the power is too high to be evaluated exactly.
    """
    if abs(exponent) > _HIGHEST_POWER:
        raise Undefined("a power too high to evaluate")
    base = inverse(matrix) if exponent < 0 else matrix
    result, left = identity(_size(matrix)), abs(exponent)
    while left:
        if left & 1:
            result = result * base
        left >>= 1
        if left:
            base = base * base
    return result


def trace(matrix: Matrix) -> Number:
    """The sum of the diagonal."""
    result: Number = ZERO
    for i in range(_size(matrix)):
        result = result + matrix.rows[i][i]
    return result


def solve_exactly(equations: list[list[Number]], width: int) -> list[Number] | None:
    """Solve ``A d = b``, given as rows ``[A | b]``; free unknowns are zero.

    Args:
        equations: rows of ``width`` coefficients and one right-hand side; changed in place.
        width: number of unknowns.

    Returns:
        One solution, or None if there is none.

    Raises:
        Undecided: if a ball leaves open whether a coefficient is zero.
    """
    pivots: list[int] = []
    for column in range(width):
        row = len(pivots)
        chosen = next(
            (r for r in range(row, len(equations)) if _nonzero(equations[r][column])), None
        )
        if chosen is None:
            if any(zero_test(equations[r][column]) is None for r in range(row, len(equations))):
                raise Undecided
            continue
        equations[row], equations[chosen] = equations[chosen], equations[row]
        _clear(equations, row, column)
        pivots.append(column)
    if any(not is_zero(line[width]) for line in equations[len(pivots) :]):
        return None
    solution = [ZERO] * width
    for row, column in enumerate(pivots):
        solution[column] = equations[row][width]
    return solution


def _dot(row: list[Number], column: list[Number]) -> Number:
    total: Number = ZERO
    for x, y in zip(row, column, strict=True):
        total = total + x * y
    return capped(total)


def _size(matrix: Matrix) -> int:
    rows, columns = matrix.shape
    if rows != columns:
        raise Undefined("a square matrix is needed")
    return rows


def _nonzero(number: Number) -> bool:
    return zero_test(number) is False


def _eliminate(work: list[list[Number]], size: int) -> Number | None:
    """Reduce the first columns to the identity; return the determinant, None if it is 0."""
    product: Number = ONE
    for column in range(size):
        below = range(column, size)
        chosen = next((r for r in below if _nonzero(work[r][column])), None)
        if chosen is None:
            if any(zero_test(work[r][column]) is None for r in below):
                raise Undecided
            return None
        if chosen != column:
            work[column], work[chosen] = work[chosen], work[column]
            product = -product
        product = capped(product * work[column][column])
        _clear(work, column, column)
    return product


def _clear(work: list[list[Number]], row: int, column: int) -> None:
    """Scale the pivot to one and clear its column."""
    scale = reciprocal(work[row][column])
    work[row] = [capped(x * scale) for x in work[row]]
    for other, line in enumerate(work):
        if other != row and not (type(line[column]) is type(ZERO) and not line[column]):
            factor = line[column]
            work[other] = [capped(x - factor * y) for x, y in zip(line, work[row], strict=True)]


def _expand(rows: list[list[Number]]) -> Number:
    """Laplace expansion along the first row: no division, so a singular matrix is no obstacle."""
    if len(rows) == 1:
        return rows[0][0]
    total: Number = ZERO
    for j, x in enumerate(rows[0]):
        minor = [row[:j] + row[j + 1 :] for row in rows[1:]]
        term = x * _expand(minor)
        total = total + (term if j % 2 == 0 else -term)
    return total
