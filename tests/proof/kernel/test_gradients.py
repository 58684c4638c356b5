r"""Gradients, Hessians and Jacobians of general size: true lines, false twins, broken rules."""

from contextlib import nullcontext
from typing import Any

import pytest
from tests.proof.kernel.matrix_names import NAMES, proof_of
from tests.proof.planted import plant

from linebyline.proof import kernel, refuter
from linebyline.proof.kernel import matrix_derivative
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.matrix_sums import Matrix
from linebyline.proof.relation import Relation
from linebyline.proof.tree import diff, symbol, trace

SIGMOID = r"\operatorname{sigmoid}"
# Each true line, and the slip in it that makes it false.
PAIRS = [
    (r"\nabla_x (u^\top x) = u", r"\nabla_x (u^\top x) = x"),
    (r"\nabla_x (x^\top A x) = (A + A^\top) x", r"\nabla_x (x^\top A x) = 2 A x"),
    (r"\nabla_x (x^\top S x) = 2 S x", r"\nabla_x (x^\top S x) = S x"),
    (r"\nabla_x^2 (x^\top A x) = A + A^\top", r"\nabla_x^2 (x^\top A x) = 2 A"),
    (r"\nabla_A (u^\top A v) = u v^\top", r"\nabla_A (u^\top A v) = v u^\top"),
    (r"\nabla_A \operatorname{tr}(A B) = B^\top", r"\nabla_A \operatorname{tr}(A B) = B"),
    (
        r"\nabla_A \operatorname{tr}(A^\top A B) = A (B + B^\top)",
        r"\nabla_A \operatorname{tr}(A^\top A B) = 2 A B",
    ),
    (r"\nabla_A \operatorname{tr}(A A) = 2 A^\top", r"\nabla_A \operatorname{tr}(A A) = 2 A"),
    (r"\nabla_M \log|\det(M)| = M^{-\top}", r"\nabla_M \log|\det(M)| = M^{-1}"),
    (r"\nabla_M \det(M) = \det(M) M^{-\top}", r"\nabla_M \det(M) = M^{-\top}"),
    (
        r"\nabla_M (u^\top M^{-1} v) = -M^{-\top} u v^\top M^{-\top}",
        r"\nabla_M (u^\top M^{-1} v) = M^{-\top} u v^\top M^{-\top}",
    ),
    (
        r"\nabla_Y \operatorname{tr}((Y^\top Y + \lambda I_d)^{-1})"
        r" = -2 Y (Y^\top Y + \lambda I_d)^{-2}",
        r"\nabla_Y \operatorname{tr}((Y^\top Y + \lambda I_d)^{-1})"
        r" = -2 Y (Y^\top Y + \lambda I_d)^{-1}",
    ),
    (
        r"\frac{\partial}{\partial \lambda} (K + \lambda I_n)^{-1} = -(K + \lambda I_n)^{-2}",
        r"\frac{\partial}{\partial \lambda} (K + \lambda I_n)^{-1} = (K + \lambda I_n)^{-2}",
    ),
    (
        r"\frac{\partial (A x)}{\partial x^\top} = A",
        r"\frac{\partial (A x)}{\partial x^\top} = A^\top",
    ),
    (
        r"\frac{\partial}{\partial x} (x^\top A) = A",
        r"\frac{\partial}{\partial x} (x^\top A) = A^\top",
    ),
    (
        r"\frac{\partial}{\partial x^\top} (x x^\top u) = x^\top u I_n + x u^\top",
        r"\frac{\partial}{\partial x^\top} (x x^\top u) = x^\top u I_n + u x^\top",
    ),
    (r"\nabla_z \lVert z\rVert = \frac{z}{\lVert z\rVert}", r"\nabla_z \lVert z\rVert = z"),
    (
        rf"\nabla_x \log(1 + e^{{u^\top x}}) = {SIGMOID}(u^\top x) u",
        rf"\nabla_x \log(1 + e^{{u^\top x}}) = {SIGMOID}(u^\top x) x",
    ),
    (r"\nabla_x \sum_{i=1}^n x_i^3 = 3 \nabla_x \sum_{i=1}^n \frac{x_i^3}{3}",
     r"\nabla_x \sum_{i=1}^n x_i^3 = 2 \nabla_x \sum_{i=1}^n \frac{x_i^3}{3}"),
    (r"\nabla_\beta \sum_{i=1}^n (Y \beta)_i^2 = 2 Y^\top Y \beta",
     r"\nabla_\beta \sum_{i=1}^n (Y \beta)_i^2 = Y^\top Y \beta"),
    (r"(\nabla_x \sum_{j=1}^n e^{x_j})_i = e^{x_i}", r"(\nabla_x \sum_{j=1}^n e^{x_j})_i = x_i"),
    (r"x^\top x = 1 \Rightarrow \nabla_x (x^\top x) = 2 x",
     r"x^\top x = 1 \Rightarrow \nabla_x (x^\top x) = 0"),
    (r"A^\top = A \Rightarrow \nabla_A (u^\top A v) = u v^\top",
     r"A^\top = A \Rightarrow \nabla_A (u^\top A v) = v u^\top"),
    (r"A^\top = A \Rightarrow \nabla_x (x^\top A x) = 2 A x",
     r"A^\top = A \Rightarrow \nabla_x (x^\top A x) = A x"),
    (r"x^\top x = 1 \Rightarrow \frac{\partial}{\partial x_i} (x^\top x) = 2 x_i",
     r"x^\top x = 1 \Rightarrow \frac{\partial}{\partial x_i} (x^\top x) = 0"),
]  # fmt: skip


@pytest.mark.parametrize(("true", "false"), PAIRS)
def test_a_true_line_is_proved_and_its_twin_is_refuted(true: str, false: str) -> None:
    assert proof_of(true) is not None
    assert refuter.search(NAMES.relation(true)).points > 0
    assert refuter.search(NAMES.relation(true)).witness is None
    assert proof_of(false) is None
    assert refuter.search(NAMES.relation(false)).witness is not None


def test_a_logarithm_of_a_determinant_needs_it_to_be_positive() -> None:
    proof = proof_of(r"\nabla_A \log\det(A) = A^{-\top}")
    assert proof is not None
    assert [repr(c) for c in proof.conditions] == [r"\det(A) > 0"]


def test_a_structured_matrix_has_no_gradient() -> None:
    """By Python's operators as well, which the reader does not see."""
    s = symbol(NAMES.names["S"])
    for right in (s, s + s.T, symbol(NAMES.names["A"])):
        assert kernel.prove(Relation("=", diff(trace(s * s), s), right)) is None


def _not_turned(word: Any, k: int) -> Matrix:
    return right_around(word, k).T


def _with_a_lost_sign(letter: Any, variable: Any, facts: Any) -> Matrix:
    found = right_letter(letter, variable, facts)
    return -found if letter.inverted else found


def _nothing_moves(facts: Any, name: Any) -> Any:
    return nullcontext()


right_around, right_letter = matrix_derivative._around, matrix_derivative._of_letter
PLANTED = [
    (matrix_derivative, "_around", _not_turned, r"\nabla_A \operatorname{tr}(A B) = B"),
    (matrix_derivative, "_of_letter", _with_a_lost_sign, PAIRS[10][1]),
    (Facts, "while_moving", _nothing_moves, PAIRS[-1][1]),
]


@pytest.mark.parametrize(("owner", "name", "wrong", "line"), PLANTED)
def test_a_broken_rule_lets_a_false_gradient_through(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, wrong: Any, line: str
) -> None:
    assert proof_of(line) is None
    plant(monkeypatch, owner, name, wrong)
    assert proof_of(line) is not None
