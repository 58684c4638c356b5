"""Families of matrices, sums of matrices, and products entry by entry in the kernel."""

import pytest

from linebyline.proof import Notation, kernel
from linebyline.proof.kernel import matrix_entrywise, matrix_families, sum_forms
from linebyline.proof.refuter import search
from linebyline.proof.substitution import substitute, unfold_relation
from linebyline.proof.tree import identity, zeros

GIVEN = Notation()
GIVEN.size("n d K m")
GIVEN.index("i j", 1, "n")
GIVEN.index("k l", 1, "K")
GIVEN.index("a b", 1, "d")
GIVEN.vectors("x y", "d", "n")
GIVEN.matrices("S", "d", "d", "K", "positive definite")
GIVEN.matrices("M", "d", "d", "n")
GIVEN.matrices("T", "d", "d", "n", "symmetric")
GIVEN.array("r", "n", "K")
GIVEN.array("c", "n", "n")
GIVEN.vector("u v w", "n")
GIVEN.vector("z", "d")
GIVEN.matrix("A B C", "n", "n")
GIVEN.define(r"\bar x", r"\frac{1}{n} \sum_i x_i")

TRUE = [
    r"\sum_i (x_i - \bar x) = 0",
    r"(\sum_i x_i y_i^\top)^\top = \sum_i y_i x_i^\top",
    r"\sum_i x_{i,a} = (\sum_j x_j)_a",
    r"(S_k)_{ab} = (S_k)_{ba}",
    r"(\sum_i M_i)(\sum_j M_j) = \sum_{i=1}^n \sum_{j=1}^n M_i M_j",
    r"\sum_{k=1}^K S_k^{-1} S_k = K I_d",
    r"(\sum_i x_i x_i^\top + I_d)^{-1} (\sum_i x_i x_i^\top + I_d) = I_d",
    r"z^\top (\sum_k S_k) z \ge 0",
    r"\sum_{i=1}^n x_i = x_1 + \sum_{i=2}^n x_i",
    r"\sum_{j=1}^n \delta_{ij} x_j = x_i",
    r"\sum_{i=1}^n z^\top (\sum_{j=1}^n c_{ij}^2 x_j x_j^\top + I_d)^{-1} z "
    r"= \sum_{j=1}^n z^\top (\sum_{i=1}^n c_{ji}^2 x_i x_i^\top + I_d)^{-1} z",
    r"A \odot B = B \odot A",
    r"(A \odot B)^\top = A^\top \odot B^\top",
    r"A \odot B \odot C = (C \odot A) \odot B",
    r"A \odot (2 B - C) = 2 (A \odot B) - A \odot C",
    r"\operatorname{diag}(u) v = u \odot v",
    r"\operatorname{diag}(u) A \operatorname{diag}(v) = A \odot (u v^\top)",
    r"\operatorname{diag}(\mathbf{1}_n) = I_n",
    r"u^\top (A \odot B) v "
    r"= \operatorname{tr}(\operatorname{diag}(u) A \operatorname{diag}(v) B^\top)",
    r"\operatorname{tr}(A^\top B) = \mathbf{1}^\top (A \odot B) \mathbf{1}",
    r"\sum_i u_i e_i = u",
    r"\sum_i e_i e_i^\top = I_n",
    r"e_i^\top A e_j = A_{ij}",
    r"\mathbf{1}_n^\top \mathbf{1}_n = n",
]
FALSE = [
    r"\sum_i x_i y_i^\top = \sum_i y_i x_i^\top",
    r"\sum_i M_i M_i = (\sum_i M_i)(\sum_j M_j)",
    r"\sum_{i=1}^n \sum_{j=1}^n c_{ij} M_i M_j = \sum_{i=1}^n \sum_{j=1}^n c_{ij} M_j M_i",
    r"(M_i)_{ab} = (M_i)_{ba}",
    r"\sum_{j=1}^n \delta_{ij} x_j = x_j",
    r"\sum_{i=1}^n z^\top ((\sum_{j=1}^n c_{ij}^2) S_k + (1 + u_i^2) S_l)^{-1} z "
    r"= \sum_{i=1}^n z^\top ((\sum_{j=1}^n c_{jj}^2) S_k + (1 + u_i^2) S_l)^{-1} z",
    r"\sum_{i=1}^n z^\top (\sum_{j=1}^n c_{ij}^2 x_j x_j^\top + (1 + u_i^2) S_k)^{-1} z "
    r"= \sum_{i=1}^n z^\top (\sum_{j=1}^n c_{jj}^2 x_j x_j^\top + (1 + u_i^2) S_k)^{-1} z",
    r"A \odot B = A B",
    r"(A \odot B)^\top = B^\top \odot A",
    r"A (B \odot C) = (A B) \odot C",
    r"\operatorname{diag}(u) A = A \operatorname{diag}(u)",
    r"\operatorname{diag}(u) A \operatorname{diag}(v) = A \odot (v u^\top)",
    r"u^\top (A \odot B) v = \operatorname{tr}(\operatorname{diag}(u) A \operatorname{diag}(v) B)",
    r"e_i^\top A e_j = A_{ji}",
    r"\mathbf{1}_n^\top \mathbf{1}_n = n^2",
    r"z^\top (\sum_i x_i x_i^\top) z > 0",
]


def proved(line: str) -> bool:
    setting = GIVEN.setting
    relation = unfold_relation(GIVEN.relation(line), setting.definitions)
    return kernel.prove(relation, setting.assumptions) is not None


@pytest.mark.parametrize("line", TRUE)
def test_true_lines_are_proved_and_not_refuted(line: str) -> None:
    setting = GIVEN.setting
    relation = unfold_relation(GIVEN.relation(line), setting.definitions)
    found = search(relation, setting.assumptions)
    assert found.witness is None
    assert found.points > 0
    assert proved(line)


@pytest.mark.parametrize("line", FALSE)
def test_false_lines_are_refuted_and_not_proved(line: str) -> None:
    assert search(GIVEN.relation(line)).witness is not None
    assert not proved(line)


def test_bound_names_that_do_not_differ_by_depth_prove_a_false_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not proved(FALSE[5])
    monkeypatch.setattr(sum_forms, "depth_of", lambda p: 0)
    assert proved(FALSE[5])


def test_a_delta_that_need_not_be_in_range_proves_a_false_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = r"\sum_{j=2}^n \delta_{ij} x_j = x_i"
    assert not proved(line)
    monkeypatch.setattr(matrix_families, "is_in_range", lambda t, variable, facts: True)
    assert proved(line)


def test_a_sum_is_definite_only_if_its_terms_are(monkeypatch: pytest.MonkeyPatch) -> None:
    line = GIVEN.relation(r"(\sum_i T_i + I_d)^{-1} (\sum_i T_i + I_d) = I_d")
    honest = kernel.prove(line)
    assert honest is not None
    assert len(honest.conditions) == 1
    monkeypatch.setattr(matrix_families, "is_semidefinite_word", lambda word: True)
    planted = kernel.prove(line)
    assert planted is not None
    assert planted.conditions == ()


@pytest.mark.parametrize(
    ("name", "wrong", "line"),
    [
        ("diagonal", lambda column: column @ column.T, r"\operatorname{diag}(u) = u u^\top"),
        (
            "hadamard",
            lambda factors: factors[0] @ factors[1],
            r"A \odot B = A B",
        ),
    ],
)
def test_a_wrong_entrywise_rule_proves_a_false_line(
    monkeypatch: pytest.MonkeyPatch, name: str, wrong: object, line: str
) -> None:
    assert not proved(line)
    monkeypatch.setattr(matrix_entrywise, name, wrong)
    assert proved(line)


def test_substitution_reaches_the_size_of_an_identity() -> None:
    size, other = GIVEN.formula("n"), GIVEN.formula("m + 1")
    values = {GIVEN.names["n"]: other}
    assert substitute(identity(size), values) == identity(other)
    assert substitute(zeros(size, size), values) == zeros(other, other)
    changed = substitute(GIVEN.formula(r"\operatorname{tr}(I_n)"), values)
    assert changed == GIVEN.formula(r"\operatorname{tr}(I_{m + 1})")
