"""Matrices with declared properties, exactly: every entry is a rational number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from flint import fmpq

from linebyline.proof.refuter.matrices import Matrix, determinant, identity, inverse, zeros
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Number,
    Undecided,
    is_zero,
    sign_of,
    zero_test,
)

Draw = Callable[[], Number]
_TRIES = 40


def draw_matrix(
    shape: tuple[int, int],
    properties: frozenset[str],
    draw_entry: Draw,
    rng: Random,
    *,
    special: bool,
) -> Matrix | None:
    """Return a matrix with all the properties, or None if none was found."""
    for _ in range(_TRIES):
        matrix = _candidate(shape, properties, draw_entry, rng, special)
        if matrix is None:
            return None
        if has_properties(matrix, properties):
            return matrix
        special = False
    return None


def has_properties(matrix: Matrix, properties: frozenset[str]) -> bool:
    """Return whether the matrix has the properties without doubt."""
    try:
        return all(_CHECKS[name](matrix) for name in sorted(properties) if name in _CHECKS)
    except Undecided:
        return False


def _candidate(
    shape: tuple[int, int], properties: frozenset[str], draw_entry: Draw, rng: Random, special: bool
) -> Matrix | None:
    rows, columns = shape
    if "probabilities" in properties:
        return Matrix([_shares(columns, rng) for _ in range(rows)])
    if rows != columns:
        return _rectangular(shape, draw_entry, rng, special)
    if "orthogonal" in properties:
        return _orthogonal_with(rows, properties, rng, special)
    if "diagonal" in properties:
        return _diagonal([_signed(properties, draw_entry, rng, special) for _ in range(rows)])
    if "positive definite" in properties or "positive semidefinite" in properties:
        return _gram(rows, properties, rng, special)
    matrix = _square(rows, draw_entry, rng, special)
    if "symmetric" in properties:
        if rng.random() < 0.4:
            turn = orthogonal(rows, rng)
            return turn * _diagonal([draw_entry() for _ in range(rows)]) * turn.transposed
        lower = [[matrix.rows[max(i, j)][min(i, j)] for j in range(rows)] for i in range(rows)]
        return Matrix(lower)
    return matrix


def _rectangular(shape: tuple[int, int], draw_entry: Draw, rng: Random, special: bool) -> Matrix:
    rows, columns = shape
    if special and rng.random() < 0.4:
        return zeros(rows, columns) if rng.random() < 0.5 else _unit_entries(rows, columns, rng)
    if columns == 1 and rng.random() < 0.5:
        return _column_of_rational_length(rows, draw_entry, rng)
    if min(shape) > 1 and rng.random() < 0.3:
        return _by_singular_values(rows, columns, rng)
    return Matrix([[draw_entry() for _ in range(columns)] for _ in range(rows)])


def _square(size: int, draw_entry: Draw, rng: Random, special: bool) -> Matrix:
    if special and rng.random() < 0.5:
        choice = rng.randrange(3)
        return (zeros(size, size), identity(size), _unit_entries(size, size, rng))[choice]
    if special and size > 1:
        rows = [[draw_entry() for _ in range(size)] for _ in range(size - 1)]
        return Matrix([*rows, [2 * x for x in rows[0]]])
    return Matrix([[draw_entry() for _ in range(size)] for _ in range(size)])


def _unit_entries(rows: int, columns: int, rng: Random) -> Matrix:
    return Matrix([[fmpq(rng.choice((0, 0, 1, -1))) for _ in range(columns)] for _ in range(rows)])


def _column_of_rational_length(size: int, draw_entry: Draw, rng: Random) -> Matrix:
    """Reflect a multiple of the first unit vector, so that the length is a rational number."""
    mirror = [fmpq(rng.randint(-3, 3)) for _ in range(size)]
    square = sum((x * x for x in mirror), ZERO)
    length = draw_entry()
    start = [length] + [ZERO] * (size - 1)
    if not square:
        return Matrix([[x] for x in start])
    factor = 2 * mirror[0] * length / square
    return Matrix([[x - factor * y] for x, y in zip(start, mirror, strict=True)])


def orthogonal(size: int, rng: Random) -> Matrix:
    """An orthogonal matrix of either determinant: a Cayley transform with rows flipped."""
    skew = [[ZERO] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            skew[i][j] = fmpq(rng.randint(-2, 2), rng.choice((1, 1, 2)))
            skew[j][i] = -skew[i][j]
    unit = identity(size)
    turn = (unit - Matrix(skew)) * inverse(unit + Matrix(skew))
    return Matrix([_flip(row, rng) for row in turn.rows])


def _flip(row: list[Number], rng: Random) -> list[Number]:
    return row if rng.random() < 0.5 else [-x for x in row]


def _orthogonal_with(size: int, properties: frozenset[str], rng: Random, special: bool) -> Matrix:
    signs = _diagonal([fmpq(rng.choice((1, -1))) for _ in range(size)])
    if "diagonal" in properties or (special and rng.random() < 0.5):
        return signs
    turn = orthogonal(size, rng)
    return turn * signs * turn.transposed if "symmetric" in properties else turn


def _by_singular_values(rows: int, columns: int, rng: Random) -> Matrix:
    """U S V' with rational orthogonal U, V: its Gram matrices have rational eigenvalues."""
    middle = zeros(rows, columns)
    for k in range(min(rows, columns)):
        middle.rows[k][k] = fmpq(rng.randint(0, 4))
    return orthogonal(rows, rng) * middle * orthogonal(columns, rng)


def _diagonal(values: list[Number]) -> Matrix:
    size = len(values)
    return Matrix([[values[i] if i == j else ZERO for j in range(size)] for i in range(size)])


def _signed(properties: frozenset[str], draw_entry: Draw, rng: Random, special: bool) -> Number:
    value = draw_entry()
    if "positive definite" in properties:
        return abs(value) or ONE
    if "positive semidefinite" in properties:
        return ZERO if special and rng.random() < 0.5 else abs(value)
    return value


def _gram(size: int, properties: frozenset[str], rng: Random, special: bool) -> Matrix:
    """Q D Q' with D >= 0, or a small Gram matrix; singular at times where that is allowed."""
    may_be_singular = "positive definite" not in properties and "invertible" not in properties
    lowest = 0 if may_be_singular and (special or rng.random() < 0.4) else 1
    if rng.random() < 0.5:
        turn = orthogonal(size, rng)
        values = [_eigenvalue(lowest, rng, special) for _ in range(size)]
        return turn * _diagonal(values) * turn.transposed
    factor = Matrix([[fmpq(rng.randint(-2, 2)) for _ in range(size)] for _ in range(size)])
    shift = fmpq(lowest, rng.choice((1, 2, 3)))
    return factor * factor.transposed + identity(size) * shift


def _eigenvalue(lowest: int, rng: Random, special: bool) -> Number:
    """A number from ``lowest`` on; far from one at times, so that directions differ much."""
    if special and rng.random() < 0.6:
        return rng.choice((fmpq(lowest), fmpq(1, 100), fmpq(1, 4), fmpq(50), fmpq(1000)))
    return fmpq(rng.randint(lowest, 5))


def _shares(count: int, rng: Random) -> list[Number]:
    weights = [rng.randint(1, 9) for _ in range(count)]
    return [fmpq(weight, sum(weights)) for weight in weights]


def is_positive_definite(matrix: Matrix) -> bool:
    """Return whether a matrix is symmetric with positive leading minors."""
    return _is_symmetric(matrix) and all(sign_of(minor) > 0 for minor in _leading_minors(matrix))


def is_positive_semidefinite(matrix: Matrix) -> bool:
    """Return whether a matrix is symmetric and all its principal minors are at least zero."""
    size = matrix.shape[0]
    return _is_symmetric(matrix) and all(
        sign_of(determinant(_minor(matrix, [i for i in range(size) if mask >> i & 1]))) >= 0
        for mask in range(1, 1 << size)
    )


def _leading_minors(matrix: Matrix) -> Iterator[Number]:
    for k in range(1, matrix.shape[0] + 1):
        yield determinant(_minor(matrix, list(range(k))))


def _minor(matrix: Matrix, kept: list[int]) -> Matrix:
    return Matrix([[matrix.rows[i][j] for j in kept] for i in kept])


def _is_symmetric(matrix: Matrix) -> bool:
    return _is_exactly_zero(matrix - matrix.transposed)


def _is_exactly_zero(matrix: Matrix) -> bool:
    return all(zero_test(x) is True for x in matrix.entries)


def _is_diagonal(matrix: Matrix) -> bool:
    return all(
        i == j or zero_test(x) is True
        for i, row in enumerate(matrix.rows) for j, x in enumerate(row)
    )  # fmt: skip


def _is_orthogonal(matrix: Matrix) -> bool:
    return _is_exactly_zero(matrix * matrix.transposed - identity(matrix.shape[0]))


def _has_full_column_rank(matrix: Matrix) -> bool:
    return not is_zero(determinant(matrix.transposed * matrix))


_CHECKS: dict[str, Callable[[Matrix], bool]] = {
    "symmetric": _is_symmetric,
    "diagonal": _is_diagonal,
    "orthogonal": _is_orthogonal,
    "invertible": lambda matrix: not is_zero(determinant(matrix)),
    "positive definite": is_positive_definite,
    "positive semidefinite": is_positive_semidefinite,
    "full column rank": _has_full_column_rank,
    "nonzero": lambda matrix: any(zero_test(x) is False for x in matrix.entries),
}
