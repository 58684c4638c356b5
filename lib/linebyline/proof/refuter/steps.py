"""Ways to make an equation true by moving some of its names, exactly or to any precision.

A step is prepared at a drawn point and returns a solver, which sets the moved names from all the
others. It returns None where it does not apply at that point.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Protocol

from flint import fmpq

from linebyline.proof.refuter.conditions import Condition
from linebyline.proof.refuter.draw_matrices import orthogonal
from linebyline.proof.refuter.draw_scalars import ends
from linebyline.proof.refuter.entries import each, free_entries, moved, placed
from linebyline.proof.refuter.environment import Env
from linebyline.proof.refuter.functions import evaluate_function, power
from linebyline.proof.refuter.matrices import Matrix, inverse, solve_exactly
from linebyline.proof.refuter.numbers import (
    ZERO,
    Number,
    Undefined,
    reciprocal,
    sign_of,
    to_ball,
    zero_test,
)  # fmt: skip
from linebyline.proof.refuter.point import Solver
from linebyline.proof.refuter.roots import Root, find_root
from linebyline.proof.refuter.space import shape_at
from linebyline.proof.symbols import Symbol

_MOST_UNKNOWNS = 30


class Step(Protocol):
    """One way to satisfy equations by moving names."""

    targets: tuple[Symbol, ...]

    def prepare(self, env: Env, rng: Random) -> Solver | None:
        """Return a solver for the point, or None."""


class Affine:
    """Solve equations that are jointly affine in the targets, as a linear system.

    Starting from the drawn values, so that an underdetermined system gives a random solution.
    """

    def __init__(self, equations: tuple[Condition, ...], targets: tuple[Symbol, ...]) -> None:
        self.equations = equations
        self.targets = targets

    def prepare(self, env: Env, rng: Random) -> Solver | None:
        """Return the solver; the unknowns are all entries of the targets."""
        unknowns = [(t, key) for t in self.targets for key in free_entries(t, env)]
        rng.shuffle(unknowns)
        if not 0 < len(unknowns) <= _MOST_UNKNOWNS:
            return None

        def solve(values: Env) -> None:
            start = self._residuals(values)
            columns = [
                [
                    x - y
                    for x, y in zip(self._residuals(moved(values, t, key, 1)), start, strict=True)
                ]
                for t, key in unknowns
            ]
            rows = [[column[r] for column in columns] + [-start[r]] for r in range(len(start))]
            changes = solve_exactly(rows, len(unknowns))
            if changes is None:
                raise Undefined("the equations have no solution here")
            for (target, key), change in zip(unknowns, changes, strict=True):
                values[target.tex] = moved(values, target, key, change)[target.tex]

        return solve

    def _residuals(self, env: Env) -> list[Number]:
        return [x for equation in self.equations for x in equation.residuals(env)]


class Scale:
    """Solve g(T) = c, with g homogeneous of degree k and c free of T, by stretching T."""

    def __init__(
        self, equation: Condition, target: Symbol, degree: Fraction, *, left: bool
    ) -> None:
        self.targets: tuple[Symbol, ...] = (target,)
        self._equation = equation
        self._exponent = fmpq(degree.denominator, degree.numerator)
        self._left = left

    def prepare(self, env: Env, rng: Random) -> Solver | None:
        """Return the solver that multiplies the target by (c/g)^(1/k)."""
        name = self.targets[0].tex
        start = env[name]

        def solve(values: Env) -> None:
            at_start = {**values, name: start}
            wanted = self._equation.side(at_start, left=not self._left)
            ratio = wanted * reciprocal(self._equation.side(at_start, left=self._left))
            if sign_of(ratio) < 0:
                raise Undefined("stretching cannot reach a value of the other sign")
            factor = ZERO if zero_test(ratio) else power(ratio, self._exponent)
            values[name] = each(start, lambda x: x * factor)

        return solve


class Quadratic:
    """Solve one equation that is a quadratic polynomial in one number."""

    def __init__(self, equation: Condition, target: Symbol) -> None:
        self.targets: tuple[Symbol, ...] = (target,)
        self._equation = equation

    def prepare(self, env: Env, rng: Random) -> Solver | None:
        """Return the solver for one of the two roots."""
        target = self.targets[0]
        key = rng.choice(free_entries(target, env))
        branch = rng.choice((1, -1))

        def solve(values: Env) -> None:
            f = self._equation.at_entry(values, target, key)
            low, middle, high = f(fmpq(-1)), f(ZERO), f(fmpq(1))
            a, b = (high + low) / 2 - middle, (high - low) / 2
            square = b * b - 4 * a * middle
            if sign_of(square) < 0:
                raise Undefined("no real root")
            root = branch * evaluate_function("sqrt", [square])
            values[target.tex] = placed(values, target, key, (root - b) * reciprocal(2 * a))

        return solve


class Bracketed:
    """Solve one equation in one number by a certified sign change."""

    def __init__(self, equation: Condition, target: Symbol) -> None:
        self.targets: tuple[Symbol, ...] = (target,)
        self._equation = equation

    def prepare(self, env: Env, rng: Random) -> Solver | None:
        """Return the solver that closes in on the root."""
        target = self.targets[0]
        key = rng.choice(free_entries(target, env))
        root = find_root(self._equation.at_entry(env, target, key), ends(target.domain), rng)
        if root is None:
            return None
        exact = _rational_root(self._equation.at_entry(env, target, key), root)

        def solve(values: Env) -> None:
            ball = (
                exact
                if exact is not None
                else root.ball(self._equation.at_entry(values, target, key))
            )
            values[target.tex] = placed(values, target, key, ball)

        return solve


class Orthonormal:
    """Solve X'X = I by the first columns of an orthogonal matrix (XX' = I by its first rows)."""

    def __init__(self, target: Symbol, *, columns: bool) -> None:
        self.targets: tuple[Symbol, ...] = (target,)
        self._columns = columns

    def prepare(self, env: Env, rng: Random) -> Solver | None:
        """Return the solver, unless the shape is too wide or too tall."""
        rows, columns = shape_at(self.targets[0], env)
        if (rows < columns) if self._columns else (columns < rows):
            return None
        turn = orthogonal(max(rows, columns), rng)
        chosen = Matrix([row[:columns] for row in turn.rows[:rows]])

        def solve(values: Env) -> None:
            values[self.targets[0].tex] = chosen

        return solve


class Diagonalized:
    """Solve P P = P or P P = I by a diagonalizable matrix with the two eigenvalues that solve it.

    The eigenvalues are 0 and 1, or -1 and 1; the matrix is symmetric where that is declared.
    """

    def __init__(self, target: Symbol, eigenvalues: tuple[int, int]) -> None:
        self.targets: tuple[Symbol, ...] = (target,)
        self._eigenvalues = eigenvalues

    def prepare(self, env: Env, rng: Random) -> Solver | None:
        """Return the solver."""
        (target,) = self.targets
        size = shape_at(target, env)[0]
        kept = [fmpq(rng.choice(self._eigenvalues)) for _ in range(size)]
        middle = Matrix([[kept[i] if i == j else ZERO for j in range(size)] for i in range(size)])
        turn = orthogonal(size, rng)
        if "symmetric" not in target.properties:
            turn = turn + Matrix(
                [[fmpq(rng.randint(-1, 1)) for _ in range(size)] for _ in range(size)]
            )
        root = turn * middle * inverse(turn)

        def solve(values: Env) -> None:
            values[target.tex] = root

        return solve


def _rational_root(function: Callable[[Number], Number], root: Root) -> Number | None:
    """Return a short fraction that is exactly the root, if there is one in the bracket."""
    middle = to_ball(root.ball(function)).mid()
    short = Fraction(str(middle.str(30, radius=False))).limit_denominator(1000)
    candidate = fmpq(short.numerator, short.denominator)
    return candidate if zero_test(function(candidate)) is True else None
