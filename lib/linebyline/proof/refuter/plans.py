"""In which order, and by moving which names, a set of equations can be made true."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from linebyline.proof.refuter.conditions import Condition
from linebyline.proof.refuter.degree import degree, homogeneity
from linebyline.proof.refuter.eigen import Eigenpair, eigen_symbols
from linebyline.proof.refuter.matrix_roots import MatrixRoot, root_symbol
from linebyline.proof.refuter.space import Space
from linebyline.proof.refuter.steps import (
    Affine,
    Bracketed,
    Diagonalized,
    Orthonormal,
    Quadratic,
    Scale,
    Step,
)  # fmt: skip
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, number

Plan = tuple[Step, ...]
_MOST_PLANS = 12
_MOST_TRIES = 3000
_HIGH = 99
_FIXED_PROPERTIES = frozenset({"orthogonal", "probabilities"})


def make_plans(equations: tuple[Condition, ...], space: Space) -> list[Plan]:
    """Return ways to satisfy all equations, the most natural first; empty if none is known.

    The steps of a plan run in order. A later step moves no name that an earlier equation mentions,
    so that what was made true stays true.
    """
    if not equations:
        return [()]
    candidates = {id(equation): list(_steps_for(equation, space)) for equation in equations}
    budget = iter(range(_MOST_TRIES))
    plans = list(islice(_ordered(equations, candidates, frozenset(), budget), _MOST_PLANS))
    plans.sort(key=lambda plan: sum(_rank(step) for step in plan))
    joint = _joint(equations, space) if len(equations) > 1 else None
    return [*plans, (joint,)] if joint is not None else plans


def _ordered(
    left: tuple[Condition, ...],
    candidates: dict[int, list[Step]],
    fixed: frozenset[Symbol],
    budget: Iterator[int],
) -> Iterator[Plan]:
    """Yield sequences of steps, one per equation, that do not undo each other."""
    if not left:
        yield ()
        return
    for position, equation in enumerate(left):
        others = left[:position] + left[position + 1 :]
        for step in candidates[id(equation)]:
            if next(budget, None) is None:
                return
            if fixed.isdisjoint(step.targets):
                for rest in _ordered(others, candidates, fixed | equation.names, budget):
                    yield (step, *rest)


def _steps_for(equation: Condition, space: Space) -> Iterator[Step]:
    """Yield the ways to make one equation true."""
    left, right = equation.relation.left, equation.relation.right
    assert isinstance(left, Expr)
    assert isinstance(right, Expr)
    movable = [name for name in _movable(space) if name in equation.names]
    yield from _special(left, right, frozenset(movable))
    yield from _special(right, left, frozenset(movable))
    if "blocks" in (left.op, right.op):
        joint = _joint((equation,), space)
        if joint is not None:  # no single block makes the others agree
            yield joint
            return
    root = root_symbol(left, right, frozenset(movable)) if not equation.every else None
    if root is not None:
        yield MatrixRoot(equation, root)
    single = left.shape is None and right.shape is None and not equation.every
    for target in movable:
        names = frozenset({target.tex})
        degrees = (degree(left, names), degree(right, names))
        if single and target.kind != "scalar":
            yield from _stretches(equation, target, left, right)
        highest = max(d if d is not None else _HIGH for d in degrees)
        if highest == 1:
            yield Affine((equation,), (target,))
        elif highest == 2 and single:
            yield Quadratic(equation, target)
        elif single:
            yield Bracketed(equation, target)


def _special(left: Expr, right: Expr, movable: frozenset[Symbol]) -> Iterator[Step]:
    pair = eigen_symbols(left, right, movable)
    if pair is not None:
        yield Eigenpair(left, right, *pair)
    if left.op == "transpose" and right.op == "inverse" and left.args == right.args:
        matrix = left.args[0]
        if matrix.op == "symbol" and matrix.data in movable:
            yield Orthonormal(matrix.data, columns=True)
    root = _squared(left)
    if root is not None and root.data in movable:
        if right == root:
            yield Diagonalized(root.data, (0, 1))
        elif right.op == "identity":
            yield Diagonalized(root.data, (-1, 1))
    if left.op == "mul" and len(left.args) == 2 and right.op == "identity":
        first, second = left.args
        for matrix, other, columns in ((second, first, True), (first, second, False)):
            if other.op == "transpose" and other.args[0] == matrix and matrix.data in movable:
                yield Orthonormal(matrix.data, columns=columns)


def _squared(formula: Expr) -> Expr | None:
    """Return the matrix symbol P of a formula P P or P^2."""
    if formula.shape is None or not formula.args or formula.args[0].op != "symbol":
        return None
    matrix = formula.args[0]
    squares = (("mul", (matrix, matrix)), ("pow", (matrix, number(2))))
    return matrix if (formula.op, formula.args) in squares else None


def _stretches(equation: Condition, target: Symbol, left: Expr, right: Expr) -> Iterator[Step]:
    names = frozenset({target.tex})
    degrees = homogeneity(left, names), homogeneity(right, names)
    for side, other, is_left in ((degrees[0], degrees[1], True), (degrees[1], degrees[0], False)):
        if side is not None and side > 0 and other == 0:
            yield Scale(equation, target, side, left=is_left)


def _movable(space: Space) -> list[Symbol]:
    """Names whose values may be solved for, scalars first; not sizes, indices or functions."""
    kinds = ("scalar", "array", "matrix", "family")
    names = [
        s for s in space.symbols
        if s.kind in kinds and s not in space.sizes and s.law is None
        and not s.properties & _FIXED_PROPERTIES
    ]  # fmt: skip
    return sorted(names, key=lambda s: (kinds.index(s.kind), s.domain.is_integer, s.tex))


def _joint(equations: tuple[Condition, ...], space: Space) -> Step | None:
    """Return one linear system for all equations, in as many names as are jointly affine."""
    chosen: frozenset[str] = frozenset()
    targets: list[Symbol] = []
    for name in _movable(space):
        wider = chosen | {name.tex}
        sides = [side for e in equations for side in e.relation.formulas]
        if all(degree(side, wider) in (0, 1) for side in sides) and any(
            name in equation.names for equation in equations
        ):
            chosen = wider
            targets.append(name)
    return Affine(equations, tuple(targets)) if targets else None


_RANKS: dict[type, int] = {
    Orthonormal: 0,
    Diagonalized: 0,
    MatrixRoot: 1,
    Eigenpair: 0,
    Scale: 1,
    Affine: 2,
    Quadratic: 3,
    Bracketed: 9,
}


def _rank(step: Step) -> int:
    return _RANKS[type(step)]
