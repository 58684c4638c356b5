"""Random formulas, rewritten by SymPy, are never refuted; with a slip in them, they are."""

from fractions import Fraction
from random import Random

import pytest
import sympy

from linebyline.proof.notation import Notation
from linebyline.proof.refuter import search
from linebyline.proof.relation import Relation
from linebyline.proof.sympy_reader import from_sympy
from linebyline.proof.sympy_writer import to_sympy
from linebyline.proof.tree import Expr, call, constant, number, power

REWRITES = {
    "expand": sympy.expand,
    "together": sympy.together,
    "cancel": sympy.cancel,
    "powsimp": sympy.powsimp,
    "expand_log": sympy.expand_log,
    "expand_trig": lambda e: sympy.expand(e, trig=True),
}
CALLS = ["sin", "cos", "exp", "log", "sqrt", "abs", "tanh", "arctan", "cosh", "arcsin"]
EXPONENTS = [2, 3, -1, Fraction(1, 2), Fraction(1, 3)]


@pytest.fixture(scope="module")
def board() -> Notation:
    notation = Notation()
    notation.real("x y")
    notation.positive("a b")
    notation.integer("m")
    notation.unit("p")
    return notation


def grow(rng: Random, depth: int, leaves: list[Expr]) -> Expr:
    if depth == 0 or rng.random() < 0.15:
        return rng.choice([*leaves, number(rng.randint(-3, 3)), constant("pi")])
    left, right = (grow(rng, depth - 1, leaves) for _ in range(2))
    pick = rng.randrange(7)
    if pick == 4:
        return power(left, number(rng.choice(EXPONENTS)))
    if pick == 5:
        return call(rng.choice(CALLS), left)
    if pick == 6:
        return power(left, right)
    return [left + right, left - right, left * right, left / right][pick]


@pytest.mark.parametrize("rewrite", REWRITES)
def test_a_rewritten_formula_is_not_refuted(board: Notation, rewrite: str) -> None:
    rng = Random(rewrite)
    leaves = [board.formula(name) for name in "xyabmp"]
    compared = 0
    for _ in range(60):
        formula = grow(rng, 3, leaves)
        try:
            other = from_sympy(REWRITES[rewrite](to_sympy(formula)), board.names)
        except (ValueError, TypeError, AttributeError):
            continue  # SymPy found a pole, or a function that the notation lacks
        if other != formula:
            found = search(Relation("=", formula, other))
            assert found.witness is None, f"{formula!r} = {other!r} {found.witness}"
            compared += found.points > 0
    assert compared > 20


def test_a_slip_in_a_rewritten_formula_is_refuted(board: Notation) -> None:
    rng = Random(3)
    leaves = [board.formula(name) for name in "xyab"]
    for _ in range(40):
        formula = sum((grow(rng, 1, leaves) for _ in range(2)), rng.choice(leaves))
        if search(Relation("=", formula, formula)).points:
            assert search(Relation("=", formula, formula + Fraction(1, 10**12))).witness is not None
