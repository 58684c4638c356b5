"""Powers with symbolic exponents, Kronecker products, vec, and determinants in the kernel."""

import pytest

from linebyline.proof import Notation, kernel
from linebyline.proof.kernel import matrix_determinant, matrix_kronecker, matrix_powers
from linebyline.proof.refuter import search

GIVEN = Notation()
GIVEN.size("n m k p")
GIVEN.index("i", 1, "n")
GIVEN.index("j", 0, "k")
GIVEN.matrix("A B", "n", "n")
GIVEN.matrix("N", "n", "n", "invertible")
GIVEN.matrix("Q", "n", "n", "orthogonal")
GIVEN.matrix("D E", "n", "n", "diagonal")
GIVEN.matrix("X Y", "m", "m")
GIVEN.matrix("U", "m", "m", "invertible")
GIVEN.matrix("V", "n", "m")
GIVEN.vector("u v", "n")
GIVEN.vector("w", "m")
GIVEN.real("c")

TRUE = [
    "A^{k+m} = A^m A^k", "A^{k+1} = A A^k", r"(A^k)^\top = (A^\top)^k", "(A^m)^k = A^{k m}",
    r"(Q D Q^\top)^k = Q D^k Q^\top", "(N B N^{-1})^k = N B^k N^{-1}", "(D E)^k = D^k E^k",
    r"\det(A^k) = \det(A)^k", r"\operatorname{tr}(D^k) = \sum_i D_{ii}^k", "(c A)^k = c^k A^k",
    r"(\sum_{j=0}^k A^j) (I_n - A) = I_n - A^{k+1}", "N^{-k} N^k = I_n",
    "(I_n + A)^{k+1} = (I_n + A)^k (I_n + A)",
    r"A v = c v \Rightarrow A^k v = c^k v", r"A B = B A \Rightarrow A^k B = B A^k",
    r"v^\top A = v^\top \Rightarrow v^\top A^k = v^\top", r"A^2 = A \Rightarrow A^k = A",
    r"A^2 = 0 \Rightarrow A^{k+1} = 0", r"A = N D N^{-1} \Rightarrow A^k = N D^k N^{-1}",
    r"A^2 = 3 A - 2 I \Rightarrow A^3 = 7 A - 6 I",
    r"(A \otimes X)(B \otimes Y) = (A B) \otimes (X Y)",
    r"(N \otimes U)^{-1} = N^{-1} \otimes U^{-1}",
    r"\operatorname{vec}(A V X) = (X^\top \otimes A) \operatorname{vec}(V)",
    r"\operatorname{vec}(u w^\top) = w \otimes u", r"I_n \otimes I_m = I_{n m}",
    r"\operatorname{vec}(A)^\top \operatorname{vec}(B) = \operatorname{tr}(A^\top B)",
    r"\det(A \otimes X) = \det(A)^m \det(X)^n", r"\det(Q A Q) = \det(A)",
    r"\det(D) = \prod_i D_{ii}", r"\det(\operatorname{diag}(u)) = \prod_i u_i",
]  # fmt: skip
FALSE = [
    "A^{k+m} = A^m + A^k", "A^k A = A^k", "(A B)^k = A^k B^k", "(A + B)^k = A^k + B^k",
    r"(Q D Q^\top)^k = Q^\top D^k Q", r"\det(A^k) = k \det(A)", "(A^m)^k = A^{k + m}",
    r"(\sum_{j=0}^k A^j) (I_n - A) = I_n - A^k", r"A^2 = 0 \Rightarrow A^k = 0",
    r"A v = c v \Rightarrow A^k v = c v", r"A^2 = A \Rightarrow A^k = I",
    r"v^\top A = v^\top \Rightarrow A^k v = v", r"A B = B A \Rightarrow A^k B = B^k A",
    r"A^2 = 3 A - 2 I \Rightarrow A^3 = 7 A - 5 I", r"A^2 + I = 0 \Rightarrow A^3 = A",
    r"(A \otimes X)(B \otimes Y) = (B A) \otimes (X Y)",
    r"\operatorname{vec}(u w^\top) = u \otimes w",
    r"\operatorname{vec}(A V X) = (X \otimes A) \operatorname{vec}(V)",
    r"\det(A \otimes X) = \det(A)^n \det(X)^m", r"\det(Q A) = \det(A)",
    r"\det(D) = \sum_i D_{ii}", r"\det(A) = \prod_i A_{ii}",
]  # fmt: skip


def proved(line: str) -> bool:
    return kernel.prove(GIVEN.relation(line)) is not None


@pytest.mark.parametrize("line", TRUE)
def test_true_lines_are_proved_and_not_refuted(line: str) -> None:
    found = search(GIVEN.relation(line))
    assert found.witness is None
    assert found.points > 0
    assert proved(line)


@pytest.mark.parametrize("line", FALSE)
def test_false_lines_are_refuted_and_not_proved(line: str) -> None:
    assert search(GIVEN.relation(line)).witness is not None
    assert not proved(line)


def test_a_power_that_may_be_negative_needs_an_inverse() -> None:
    integers = Notation()
    integers.size("n")
    integers.integer("q")
    integers.matrix("A", "n", "n")
    integers.matrix("N", "n", "n", "invertible")
    assert kernel.prove(integers.relation("N^{q+1} = N^q N")) is not None
    assert kernel.prove(integers.relation("A^{q+1} = A^q A")) is None


@pytest.mark.parametrize(
    ("module", "name", "wrong", "line"),
    [
        (matrix_powers, "is_positive", lambda p, facts: True, r"A^2 = A \Rightarrow A^{k-1} = A"),
        (matrix_powers, "is_nonnegative", lambda p, facts: True, r"A^2 = 0 \Rightarrow A^k = 0"),
        (matrix_determinant, "symbolic_power", lambda c, n, facts: c,
         r"\det(A \otimes X) = \det(A) \det(X)"),
    ],
)  # fmt: skip
def test_a_wrong_rule_proves_a_false_line(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, wrong: object, line: str
) -> None:
    assert not proved(line)
    monkeypatch.setattr(module, name, wrong)
    assert proved(line)


def test_factors_in_the_wrong_order_prove_a_false_line(monkeypatch: pytest.MonkeyPatch) -> None:
    line = r"\operatorname{vec}(u w^\top) = u \otimes w"
    right = matrix_kronecker.kronecker
    assert not proved(line)
    monkeypatch.setattr(matrix_kronecker, "kronecker", lambda a, b: right(b, a))
    assert proved(line)
