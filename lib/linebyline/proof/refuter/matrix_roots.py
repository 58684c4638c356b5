"""Matrices that solve a polynomial equation such as A^2 = 0 or A^2 = 3 A - 2 I.

With the numbers t I in place of A, the equation is one between polynomials in t. A matrix whose
Jordan blocks belong to roots of their difference, none larger than the root's multiplicity, solves
it; so does one made of companion blocks of a factor without rational roots.
"""

from __future__ import annotations

from random import Random

from flint import fmpq, fmpq_mat, fmpq_poly

from linebyline.proof.refuter.conditions import Condition
from linebyline.proof.refuter.degree import degree
from linebyline.proof.refuter.draw_matrices import orthogonal
from linebyline.proof.refuter.environment import Env
from linebyline.proof.refuter.matrices import Matrix, identity, inverse, zeros
from linebyline.proof.refuter.numbers import ONE, Number, Undecided, Undefined
from linebyline.proof.refuter.point import Solver
from linebyline.proof.refuter.space import shape_at
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr

_HIGHEST = 6
_MIRRORED = frozenset({"symmetric", "diagonal", "positive definite", "positive semidefinite"})
Block = list[list[Number]]


def root_symbol(left: Expr, right: Expr, movable: frozenset[Symbol]) -> Symbol | None:
    """Return A if the equation is one between polynomials in A with numbers as coefficients."""
    nodes = [node for side in (left, right) for _, node in walk(side)]
    matrices = {node.data for node in nodes if node.op == "symbol" and node.shape is not None}
    allowed = {"symbol", "number", "add", "mul", "neg", "div", "pow", "identity", "zeros"}
    if left.shape is None or len(matrices) != 1 or not all(n.op in allowed for n in nodes):
        return None
    (found,) = matrices
    is_square = left.shape[0] == left.shape[1] and found.dims == left.shape
    return found if is_square and found in movable else None


class MatrixRoot:
    """Solve a polynomial equation for one square matrix."""

    def __init__(self, equation: Condition, target: Symbol) -> None:
        self.targets: tuple[Symbol, ...] = (target,)
        self._equation = equation

    def prepare(self, env: Env, rng: Random) -> Solver | None:
        """Return a solver that sets a random solution, or None if none is known."""
        (target,) = self.targets
        size = shape_at(target, env)[0]
        polynomial = self._polynomial(env, size)
        if polynomial is None or polynomial.degree() < 1:
            return None
        blocks = _blocks(polynomial, size, rng, bool(target.properties & _MIRRORED))
        if blocks is None:
            return None
        middle = _joined(blocks, size)
        try:
            turn = _turn(size, target.properties, rng)
            root = turn * middle * inverse(turn)
        except Undefined:
            return None

        def solve(values: Env) -> None:
            values[target.tex] = root

        return solve

    def _polynomial(self, env: Env, size: int) -> fmpq_poly | None:
        """The difference of the sides at t I, from its values at as many t as are needed."""
        (target,) = self.targets
        sides = self._equation.relation.formulas
        degrees = [degree(side, frozenset({target.tex})) for side in sides]
        known = [d for d in degrees if d is not None]
        if len(known) < len(degrees) or max(known) > _HIGHEST:
            return None
        points = range(max(known) + 1)
        try:
            values = [
                self._equation.residuals({**env, target.tex: identity(size) * fmpq(t)})[0]
                for t in points
            ]
        except (Undefined, Undecided):
            return None
        if any(type(value) is not fmpq for value in values):
            return None
        table = fmpq_mat([[fmpq(t) ** k for k in points] for t in points])
        solution = table.solve(fmpq_mat([[value] for value in values]))
        return fmpq_poly([solution[k, 0] for k in points])


def _blocks(polynomial: fmpq_poly, size: int, rng: Random, is_mirrored: bool) -> list[Block] | None:
    _, factors = polynomial.factor()
    roots = [(-f[0] / f[1], m) for f, m in factors if f.degree() == 1]
    others = [f for f, _ in factors if f.degree() > 1]
    found: list[Block] = []
    left = size
    while left:
        fitting = [] if is_mirrored else [f for f in others if f.degree() <= left]
        if fitting and (not roots or rng.random() < 0.5):
            block = _companion(rng.choice(fitting))
        elif roots:
            root, most = rng.choice(roots)
            block = _jordan(root, 1 if is_mirrored else rng.randint(1, min(most, left)))
        else:
            return None
        found.append(block)
        left -= len(block)
    return found


def _jordan(root: Number, size: int) -> Block:
    return [[root if i == j else fmpq(j == i + 1) for j in range(size)] for i in range(size)]


def _companion(factor: fmpq_poly) -> Block:
    size = factor.degree()
    last = [-factor[k] / factor[size] for k in range(size)]
    return [[fmpq(i == j + 1) for j in range(size - 1)] + [last[i]] for i in range(size)]


def _joined(blocks: list[Block], size: int) -> Matrix:
    whole = zeros(size, size)
    start = 0
    for block in blocks:
        for i, row in enumerate(block):
            whole.rows[start + i][start : start + len(block)] = row
        start += len(block)
    return whole


def _turn(size: int, properties: frozenset[str], rng: Random) -> Matrix:
    if "diagonal" in properties:
        return identity(size)
    turn = orthogonal(size, rng)
    if properties & _MIRRORED:
        return turn
    shift = [[fmpq(rng.randint(-1, 1)) for _ in range(size)] for _ in range(size)]
    return Matrix(shift) + identity(size) * (2 * ONE) if rng.random() < 0.6 else turn
