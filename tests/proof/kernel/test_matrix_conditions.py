"""Side conditions: an inverse that need not exist is shown, one that exists is not."""

import pytest
from tests.proof.kernel.matrix_names import NAMES, proof_of


def conditions_of(line: str, *given: str) -> set[str]:
    proof = proof_of(line, *given)
    assert proof is not None
    return {repr(condition) for condition in proof.conditions}


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("A^{-1} A = I_n", r"\det(A) \ne 0"),
        (r"(A^\top)^{-1} = (A^{-1})^\top", r"\det(A) \ne 0"),
        (r"\det(A^{-1}) = \frac{1}{\det(A)}", r"\det(A) \ne 0"),
        ("(A + B) (A + B)^{-1} = I_n", r"\det(A + B) \ne 0"),
        (r"(S + \lambda I_n)^{-1} (S + \lambda I_n) = I_n", r"\det(S + \lambda I_n) \ne 0"),
        (r"(Y^\top Y)^{-1} Y^\top Y = I_d", r"\det(Y^\top Y) \ne 0"),
        ("W^{-1} W = I_n", r"\det(W) \ne 0"),
        (r"\frac{x}{\lVert x \rVert} \lVert x \rVert = x", r"x^\top x \ne 0"),
    ],
)
def test_an_inverse_that_need_not_exist_is_a_condition(line: str, condition: str) -> None:
    assert condition in conditions_of(line)


@pytest.mark.parametrize(
    "line",
    [
        "M^{-1} M = I_n",
        "K^{-1} K = I_n",
        "Q^{-1} Q = I_n",
        r"(K + W)^{-1} (K + W) = I_n",
        r"(W + \lambda I_n)^{-1} (W + \lambda I_n) = I_n",
        r"(X^\top X)^{-1} X^\top X = I_d",
        r"(X^\top K X)^{-1} X^\top K X = I_d",
        r"(Y^\top Y + \lambda I_d)^{-1} (Y^\top Y + \lambda I_d) = I_d",
        r"\frac{z}{\lVert z \rVert} \lVert z \rVert = z",
        r"\frac{z^\top K z}{z^\top K z} t = t",
    ],
)
def test_an_inverse_that_exists_is_no_condition(line: str) -> None:
    assert conditions_of(line) == set()


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("A^{-1} A = I_n", r"\det(A) \ne 0"),
        ("A^{-1} A = I_n", r"A^\top A = I_n"),
        ("A^{-1} A = I_n", "A B = I_n"),
        ("A^{-1} A = I_n", "A^{-1} x = y"),
        (r"\frac{x}{\lVert x \rVert} \lVert x \rVert = x", r"x \ne 0"),
        (r"\frac{x}{\lVert x \rVert} \lVert x \rVert = x", r"x^\top x > 0"),
        (r"\frac{x}{\lVert x \rVert} \lVert x \rVert = x", r"\lVert x \rVert > 0"),
        (r"\frac{x}{\lVert x \rVert} = x", r"\lVert x \rVert = 1"),
        (r"x^\top x = 1", r"\lVert x \rVert^2 = 1"),
    ],
)
def test_an_assumption_discharges_a_condition(line: str, given: str) -> None:
    assert conditions_of(line, given) == set()


@pytest.mark.parametrize(
    ("line", "given"),
    [
        (r"A^\top = A", r"a A^\top = a A"),
        ("A B = B A", r"A^\top = A"),
        (r"A A^\top = I_n", r"(\det(A))^2 = 1"),
        (r"U U^\top = I_n", r"U^\top U = I_d"),
        (r"x^\top y = 1", r"x^\top x = 1"),
        (r"x \ne 0", r"y^\top y > 0"),
        (r"\lVert A x \rVert = \lVert x \rVert", r"\lVert A y \rVert = \lVert y \rVert"),
        (r"K W = W K", r"(K + W)^{-1} = I_n"),
        (r"A^\top A = I_n", r"(A + B)^{-1} x = x"),
    ],
)
def test_an_assumption_gives_no_more_than_it_says(line: str, given: str) -> None:
    assert proof_of(line, given) is None


def test_polarisation_uses_three_lengths() -> None:
    """If A keeps the lengths of x, y and x + y, it keeps their inner product."""
    lengths = [rf"\lVert A {v} \rVert = \lVert {v} \rVert" for v in ("x", "y", "(x + y)")]
    assert conditions_of(r"(A x)^\top (A y) = x^\top y", *lengths) == set()
    assert proof_of(r"(A x)^\top (A y) = x^\top y", *lengths[:2]) is None


def test_a_proof_does_not_depend_on_the_lines_before_it() -> None:
    """Letters carry what is assumed of them, so one line cannot lend its premise to the next."""
    line = r"\lVert A x \rVert = \lVert x \rVert"
    assert proof_of(line, r"A^\top A = I_n") is not None
    assert proof_of(line) is None
    assert proof_of(rf"A^\top A = I_n \Rightarrow {line}") is not None
    assert proof_of(line) is None
    assert NAMES.relation(line) == NAMES.relation(line)
