"""Eigenvalue equations: a rational eigenvalue, and a vector of its eigenspace."""

from __future__ import annotations

from random import Random

from flint import fmpq, fmpq_mat

from linebyline.proof.refuter.degree import degree, homogeneity
from linebyline.proof.refuter.environment import Env
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.matrices import Matrix, solve_exactly
from linebyline.proof.refuter.numbers import ONE, ZERO, Number, Undefined
from linebyline.proof.refuter.point import Solver
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, number


def eigen_symbols(
    left: Expr, right: Expr, movable: frozenset[Symbol]
) -> tuple[Symbol, Symbol] | None:
    """Return (v, lambda) if ``left = right`` reads M v = lambda v, for a column, M free of both."""
    is_column = right.shape is not None and right.shape[1] == number(1)
    if left.shape is None or right.op != "mul" or not is_column:
        return None
    vectors = [a.data for a in right.args if a.op == "symbol" and a.data.kind == "matrix"]
    scalars = [a.data for a in right.args if a.op == "symbol" and a.data.kind == "scalar"]
    if len(right.args) != 2 or len(vectors) != 1 or len(scalars) != 1:
        return None
    vector, scalar = vectors[0], scalars[0]
    if not {vector, scalar} <= movable:
        return None
    names = frozenset({vector.tex})
    linear = degree(left, names) == 1 and homogeneity(left, names) == 1
    return (vector, scalar) if linear and degree(left, frozenset({scalar.tex})) == 0 else None


class Eigenpair:
    """Solve M v = lambda v for both, where M has a rational eigenvalue."""

    def __init__(self, left: Expr, right: Expr, vector: Symbol, scalar: Symbol) -> None:
        self.targets: tuple[Symbol, ...] = (vector, scalar)
        self._left = left
        self._right = right

    def prepare(self, env: Env, rng: Random) -> Solver | None:
        """Return a solver that sets an eigenvalue and a random vector of its eigenspace."""
        vector, scalar = self.targets
        matrix = _matrix_of(self._left, {**env, scalar.tex: ONE}, vector.tex)
        values = _rational_eigenvalues(matrix)
        if not values:
            return None
        chosen = rng.choice(values)
        found = _eigenvector(matrix, chosen, [x for (x,) in env[vector.tex].rows], rng)
        if found is None:
            return None

        def solve(env: Env) -> None:
            env[vector.tex], env[scalar.tex] = found, chosen

        return solve


def _matrix_of(expr: Expr, env: Env, name: str) -> Matrix:
    """Return the matrix of a linear map, given as a formula of a column."""
    size = env[name].shape[0]
    columns = []
    for k in range(size):
        unit = Matrix([[ONE if i == k else ZERO] for i in range(size)])
        columns.append([x for (x,) in evaluate(expr, {**env, name: unit}).rows])
    matrix = Matrix(columns).transposed
    if matrix.shape != (size, size) or any(type(x) is not fmpq for x in matrix.entries):
        raise Undefined("only square rational matrices are searched for eigenvalues")
    return matrix


def _rational_eigenvalues(matrix: Matrix) -> list[Number]:
    _, factors = fmpq_mat(matrix.rows).charpoly().factor()
    linear = [factor for factor, _ in factors if factor.degree() == 1]
    return sorted(-factor[0] / factor[1] for factor in linear)


def _eigenvector(matrix: Matrix, value: Number, start: list[Number], rng: Random) -> Matrix | None:
    """Return a vector of the eigenspace: the drawn one, corrected in as few entries as needed."""
    size = matrix.shape[0]
    order = list(range(size))
    rng.shuffle(order)
    start = [x or ONE for x in start]
    shifted = [[x - (value if i == j else ZERO) for j, x in enumerate(row)]
               for i, row in enumerate(matrix.rows)]  # fmt: skip
    residual = [sum((x * y for x, y in zip(row, start, strict=True)), ZERO) for row in shifted]
    rows = [[row[k] for k in order] + [-r] for row, r in zip(shifted, residual, strict=True)]
    change = solve_exactly(rows, size)
    if change is None:
        return None
    for k, d in zip(order, change, strict=True):
        start[k] = start[k] + d
    return Matrix([[x] for x in start])
