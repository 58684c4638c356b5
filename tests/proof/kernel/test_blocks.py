r"""Matrices of blocks: true lines and their false twins, broken rules, and what is refused."""

from typing import Any

import pytest
from tests.proof.kernel.matrix_names import NAMES, proof_of
from tests.proof.planted import plant

from linebyline.proof import LineError, refuter
from linebyline.proof.kernel import matrix_blocks
from linebyline.proof.kernel.words import Letter
from linebyline.proof.tex_writer import tex


def block(*rows: str) -> str:
    return r"\begin{bmatrix} " + r" \\ ".join(rows) + r" \end{bmatrix}"


WHOLE, COLUMN = block("M & L", r"L^\top & Z"), block("x", "g")
WIDE, UPPER = block("A & B", "C & M"), block("M & L", "0 & Z")
COMPLEMENT, STACKED = r"(Z - L^\top M^{-1} L)", block("A x", "B x")
# Each true line, and the slip in it that makes it false.
PAIRS = [
    (
        f"{WHOLE} {COLUMN} = " + block("M x + L g", r"L^\top x + Z g"),
        f"{WHOLE} {COLUMN} = " + block("M x", r"L^\top x + Z g"),
    ),
    (rf"{COLUMN}^\top {COLUMN} = x^\top x + g^\top g", rf"{COLUMN}^\top {COLUMN} = x^\top x"),
    (
        rf"{WIDE}^\top = " + block(r"A^\top & C^\top", r"B^\top & M^\top"),
        rf"{WIDE}^\top = " + block(r"A^\top & B^\top", r"C^\top & M^\top"),
    ),
    (
        UPPER + "^{-1} = " + block("M^{-1} & -M^{-1} L Z^{-1}", "0 & Z^{-1}"),
        UPPER + "^{-1} = " + block("M^{-1} & M^{-1} L Z^{-1}", "0 & Z^{-1}"),
    ),
    (
        r"\det(" + block("A & L", "0 & Z") + r") = \det(A) \det(Z)",
        r"\det(" + block("A & L", "0 & Z") + r") = \det(A) + \det(Z)",
    ),
    (
        rf"\det({WHOLE}) = \det(M) \det{COMPLEMENT}",
        rf"\det({WHOLE}) = \det(M) \det(Z)",
    ),
    (
        rf"\operatorname{{tr}}({WHOLE}) = \operatorname{{tr}}(M) + \operatorname{{tr}}(Z)",
        rf"\operatorname{{tr}}({WHOLE}) = \operatorname{{tr}}(M)",
    ),
    (block("I_n & 0", "0 & I_m") + " = I", block("I_n & 0", "0 & -I_m") + " = I"),
    (
        rf"\nabla_x \lVert {STACKED}\rVert^2 = 2 A^\top A x + 2 B^\top B x",
        rf"\nabla_x \lVert {STACKED}\rVert^2 = 2 A^\top A x",
    ),
    (
        f"{WHOLE} {COLUMN} = " + block("u", "0 g") + r" \Rightarrow Z g = -L^\top x",
        f"{WHOLE} {COLUMN} = " + block("u", "0 g") + r" \Rightarrow Z g = L^\top x",
    ),
]


@pytest.mark.parametrize(("true", "false"), PAIRS)
def test_a_true_line_is_proved_and_its_twin_is_refuted(true: str, false: str) -> None:
    proof = proof_of(true)
    assert proof is not None
    assert proof.conditions == ()
    assert refuter.search(NAMES.relation(true)).points > 0
    assert proof_of(false) is None
    assert refuter.search(NAMES.relation(false)).witness is not None


def test_an_inverse_needs_its_complement() -> None:
    proof = proof_of(rf"{WHOLE} {WHOLE}^{{-1}} = I")
    assert proof is not None
    assert [repr(c) for c in proof.conditions] == [r"\det(-L^\top M^{-1} L + Z) \ne 0"]


def test_a_pivot_that_may_be_singular_is_a_side_condition() -> None:
    proof = proof_of(rf"\det({block('A & B', 'C & S')}) = \det(A) \det(S - C A^{{-1}} B)")
    assert proof is not None
    assert [repr(c) for c in proof.conditions] == [r"\det(A) \ne 0"]


def test_zero_diagonal_blocks_are_no_pivots() -> None:
    assert proof_of(rf"\det({block('0 & A', 'B & 0')}) = \det(A) \det(B)") is None


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (block("A & x", "x & A"), "a matrix of shape n by n is needed"),
        (
            block("Z & L", "L & A"),
            "of shape n by m, but a matrix of shape m by m is needed",
        ),
        (block("A & 0"), "the width of this block is not clear"),
        (block("I & 0", "0 & I"), "the height of this block is not clear"),
    ],
)
def test_blocks_that_do_not_fit_are_refused(written: str, why: str) -> None:
    with pytest.raises(LineError, match=why):
        NAMES.formula(written)


@pytest.mark.parametrize("written", [WHOLE, COLUMN, block("I_n & L", "0 & Z"), block("x & 0 x")])
def test_blocks_are_written_as_they_were_read(written: str) -> None:
    formula = NAMES.formula(written)
    assert NAMES.formula(tex(formula)) == formula


def _never(left: Letter, right: Letter) -> bool:
    return False


def _unturned_sweep(grid: Any, k: int, inverse: Any) -> None:
    right_sweep(grid, k, inverse)
    for i in range(len(grid)):
        if i != k:
            grid[i][k] = -grid[i][k]


right_sweep = matrix_blocks._sweep
PLANTED = [
    (Letter, "annihilates", lambda left, right: left.place != right.place, PAIRS[0][1]),
    (matrix_blocks, "_sweep", _unturned_sweep, PAIRS[3][1]),
    (matrix_blocks, "_stands_alone", lambda grid, k, left: True, PAIRS[5][1]),
    (matrix_blocks, "cells", lambda matrix: iter(()), PAIRS[7][1]),
]


@pytest.mark.parametrize(("owner", "name", "wrong", "line"), PLANTED)
def test_a_broken_rule_lets_a_false_line_through(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, wrong: Any, line: str
) -> None:
    assert proof_of(line) is None
    plant(monkeypatch, owner, name, wrong)
    assert proof_of(line) is not None
