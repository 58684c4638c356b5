r"""The Loewner order: true lines and their false twins, broken rules, witnesses, and refusals."""

from itertools import combinations, combinations_with_replacement
from random import Random
from typing import Any

import pytest
from flint import fmpq, fmpq_mat
from tests.proof.kernel.matrix_names import NAMES, proof_of
from tests.proof.planted import plant

from linebyline.proof import LineError, kernel, refuter
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.kernel import (
    matrix_monotone,
    matrix_order,
    matrix_order_known,
    matrix_ordered,
)
from linebyline.proof.refuter.loewner import direction_against, form
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.relation import Relation
from linebyline.proof.tex_writer import tex_relation
from linebyline.proof.tree import symbol

BLOCK = r"\begin{bmatrix} K & L \\ L^\top & Z \end{bmatrix}"
# Each true line, and the slip in it that makes it false.
PAIRS = [
    (r"Y^\top Y \succeq 0", r"Y^\top Y \succ 0"),
    (r"X^\top X \succ 0", r"X X^\top \succ 0"),
    (r"K + W \succ 0", r"K - W \succ 0"),
    (r"A^\top W A \succeq 0", r"A W A \succeq 0"),
    (r"K^{-1} \succeq (K + W)^{-1}", r"K^{-1} \preceq (K + W)^{-1}"),
    (
        r"(K + \lambda I_n)^{-1} \prec \frac{1}{\lambda} I",
        r"(K + \lambda I_n)^{-1} \prec \lambda I",
    ),
    (r"x x^\top \preceq x^\top x I_n", r"x x^\top \prec x^\top x I_n"),
    (r"X (X^\top X)^{-1} X^\top \preceq I", r"X X^\top \preceq I"),
    (
        r"(A + B)^\top (A + B) \preceq 2 A^\top A + 2 B^\top B",
        r"(A + B)^\top (A + B) \preceq A^\top A + 2 B^\top B",
    ),
    (
        r"\begin{bmatrix} K & L \\ L^\top & Z + L^\top K^{-1} L \end{bmatrix} \succ 0",
        r"\begin{bmatrix} K & L \\ L^\top & Z \end{bmatrix} \succ 0",
    ),
    (
        r"\begin{bmatrix} W & 0 \\ 0 & Z \end{bmatrix} \succeq 0",
        r"\begin{bmatrix} W & 0 \\ 0 & Z \end{bmatrix} \succ 0",
    ),
    (r"A \succeq B \Rightarrow A + C \succeq B + C", r"A \succeq B \Rightarrow A \succeq B + C"),
    (
        r"A \succeq B \Rightarrow C^\top A C \succeq C^\top B C",
        r"A \succeq B \Rightarrow C A C \succeq C B C",
    ),
    (r"K \succ W \Rightarrow K \succeq W", r"K \succeq W \Rightarrow K \succ W"),
    (r"S \succ 0 \Rightarrow S^{-1} \succ 0", r"S \preceq K \Rightarrow S^{-1} \succeq K^{-1}"),
    (r"A \succ 0 \Rightarrow \det(A) \ne 0", r"A \succeq 0 \Rightarrow \det(A) \ne 0"),
    (rf"{BLOCK} \succ 0 \Rightarrow L^\top K^{{-1}} L \prec Z", r"L^\top K^{-1} L \preceq Z"),
    (
        r"A \succeq B \Rightarrow x^\top A x \ge x^\top B x",
        r"A \succeq B \Rightarrow x^\top A y \ge x^\top B y",
    ),
    (
        r"A \succeq B \Rightarrow \operatorname{tr}(W A) \ge \operatorname{tr}(W B)",
        r"A \succeq B \Rightarrow \operatorname{tr}(S A) \ge \operatorname{tr}(S B)",
    ),
    (
        r"K \succeq W \Rightarrow \det(K) \ge \det(W)",
        r"S \succeq D \Rightarrow \det(S) \ge \det(D)",
    ),
    (
        r"S \succeq \lambda I_n \Rightarrow S^{-1} \preceq \frac{1}{\lambda} I_n",
        r"S \preceq \lambda I_n \Rightarrow S^{-1} \succeq \frac{1}{\lambda} I_n",
    ),
]


@pytest.mark.parametrize(("true", "false"), PAIRS)
def test_a_true_line_is_proved_and_its_twin_is_refuted(true: str, false: str) -> None:
    proof = proof_of(true)
    assert proof is not None
    assert proof.conditions == ()
    found = refuter.search(NAMES.relation(true))
    assert found.witness is None
    assert found.points > 0
    assert proof_of(false) is None
    assert refuter.search(NAMES.relation(false)).witness is not None


def test_orders_are_added_up() -> None:
    assert proof_of(r"A \succeq C", r"A \succeq B", r"B \succeq C") is not None
    assert proof_of(r"A \succ C", r"A \succeq B", r"B \succ C") is not None
    assert proof_of(r"A \succ C", r"A \succeq B", r"B \succeq C") is None
    assert proof_of(r"B \succeq C", r"A \succeq B", r"A \succeq C") is None


def test_a_form_that_is_positive_need_not_be_symmetric() -> None:
    """A > 0 makes A invertible, but gives it no symmetric inverse."""
    assert proof_of(r"A A^{-1} = I", r"A \succ 0") is not None
    assert proof_of(r"A^\top = A", r"A \succ 0") is None
    assert proof_of(r"A^{-1} \succeq B^{-1}", r"B \succeq A", r"A \succ 0") is None


def test_a_witness_shows_a_direction() -> None:
    found = refuter.search(NAMES.relation(r"S \succeq 0")).witness
    assert found is not None
    assert "(its form at x)" in found.left
    assert "x" in found.values


def test_matrices_of_different_shapes_are_never_ordered() -> None:
    a, y = symbol(NAMES.names["A"]), symbol(NAMES.names["Y"])
    assert kernel.prove(Relation(">=", a, y)) is None
    assert kernel.prove(Relation(">=", y, y)) is None


@pytest.mark.parametrize(
    "line", [r"A \succeq B", r"A \prec B", r"A \succeq B \Rightarrow B \preceq A"]
)
def test_an_order_is_written_as_it_was_read(line: str) -> None:
    relation = NAMES.relation(line)
    assert NAMES.relation(tex_relation(relation)) == relation


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (r"A \ge B", "matrices have no such order"),
        (r"x \succeq 0", "compare square matrices"),
        (r"a \succ 0", "for numbers write"),
        (r"Y \succeq 0", "compare square matrices"),
    ],
)
def test_orders_that_do_not_fit_are_refused(line: str, why: str) -> None:
    with pytest.raises(LineError, match=why):
        NAMES.relation(line)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_direction_is_found_exactly_where_the_form_fails(size: int) -> None:
    """Against the signs of all principal minors, for symmetric tables of small numbers."""
    rng = Random(size)
    for _ in range(150):
        rows = [[fmpq(0)] * size for _ in range(size)]
        for i, j in combinations_with_replacement(range(size), 2):
            rows[i][j] = rows[j][i] = fmpq(
                rng.choice((-1, 0, 0, 1, 1, 2)) if i != j else rng.randint(0, 3)
            )
        table = Matrix(rows)
        for is_strict in (False, True):
            found = direction_against(table, is_strict=is_strict)
            assert (found is None) == _is_above(rows, is_strict)
            if found is not None:
                value = form(table, found)
                assert value <= 0 if is_strict else value < 0
                assert any(found.entries)


def _is_above(rows: list[list[Any]], is_strict: bool) -> bool:
    size = len(rows)
    minors = [
        fmpq_mat([[rows[i][j] for j in kept] for i in kept]).det()
        for k in range(1, size + 1)
        for kept in combinations(range(size), k)
    ]
    return all(minor > 0 if is_strict else minor >= 0 for minor in minors)


def _turned_round(relation: Any, facts: Any) -> Any:
    return [(-matrix, is_strict) for matrix, is_strict in right_noted(relation, facts)]


right_noted = matrix_order_known._noted


def _all_full(letter: Any) -> bool:
    return True


PLANTED = [
    (
        matrix_order,
        "is_nonnegative",
        lambda p, facts: True,
        r"W \succeq 0 \Rightarrow a A \succeq 0",
    ),
    (matrix_order_known, "_noted", _turned_round, r"A \succeq B \Rightarrow B \succeq A"),
    (
        matrix_order,
        "has_full_column_rank",
        _all_full,
        r"K \succeq W \Rightarrow L^\top K L \succ 0",
    ),
    (matrix_ordered, "settled", lambda x: x | {"symmetric"}, r"A \succ 0 \Rightarrow A^\top = A"),
    (matrix_monotone, "is_semidefinite_word", lambda word: True, PAIRS[18][1]),
    (matrix_monotone, "is_above_zero", lambda *_, is_strict=False: True, PAIRS[19][1]),
]


@pytest.mark.parametrize(("owner", "name", "wrong", "line"), PLANTED)
def test_a_broken_rule_lets_a_false_line_through(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, wrong: Any, line: str
) -> None:
    assert proof_of(line) is None
    plant(monkeypatch, owner, name, wrong)
    assert proof_of(line) is not None


def test_names_of_other_sizes_make_other_vectors() -> None:
    """One proof may ask for the form of two matrices of different sizes."""
    names = notation_of(
        ["size n m", "matrix P n n positive definite", "matrix Q m m positive definite"]
    )
    line = names.relation(r"\begin{bmatrix} P & 0 \\ 0 & Q \end{bmatrix} \succ 0")
    assert kernel.prove(line) is not None
