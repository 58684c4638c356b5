"""A set of optima is refuted by an optimum that the other has not, never by another order."""

import pytest

from linebyline.proof import refuter
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.refuter.search import Search

NAMES = (
    "real x a; positive b; unit p; size n k; index i 1 n; array y n; matrix A n n positive definite"
    "; vector v w n"
)


def searched(line: str) -> Search:
    notation = notation_of(NAMES.split("; "))
    return refuter.search(notation.relation(line))


@pytest.mark.parametrize(
    "line",
    [
        r"\arg\max_x -x^2 = \arg\max_x -(x - 1)^2",
        r"\arg\min_x |x - a| = \arg\min_x |x + a|",
        r"\arg\max_x e^{-x^2} = \arg\max_x e^{x^2}",
        r"\arg\max_p p (1 - p) = \arg\max_p p^2 (1 - p)",
        r"\arg\max_b \log b - b = \arg\max_b \log b - 2 b",
        r"\arg\max_i y_i = \arg\max_i |y_i|",
        r"\arg\min_x x^2 = \arg\min_x 1",
        r"\arg\min_v (v - w)^\top (v - w) = \arg\min_v v^\top v",
        r"\arg\min_v \|v - w\| = \arg\min_v (v + w)^\top (v + w)",
    ],
)
def test_other_optima_are_found(line: str) -> None:
    assert searched(line).witness is not None


@pytest.mark.parametrize(
    "line",
    [
        # other orders of the values, but the same optima
        r"\arg\min_x x^2 = \arg\min_x x^2 + |x|",
        r"\arg\min_x x^2 = \arg\min_x \begin{cases} x^2 & x > 0 \\ 3 x^2 & x \le 0 \end{cases}",
        r"\arg\max_p p (1 - p) = \arg\max_p -(p - \frac12)^4",
        r"\arg\min_v v^\top A v = \arg\min_v v^\top v",
        # no optimum on either side
        r"\arg\max_x x = \arg\max_x x^3",
        r"\arg\max_p p = \arg\max_p p^2",
    ],
)
def test_another_order_alone_refutes_nothing(line: str) -> None:
    found = searched(line)
    assert found.witness is None
    assert found.points > 0


def test_a_product_of_two_negative_factors_is_not_taken_for_log_concave() -> None:
    # (x - 1)(x - 2) e^{-x^2} has its largest value left of 1, where both factors are negative
    bump = r"(x - 1) (x - 2) e^{-x^2}"
    assert searched(rf"\arg\max_x {bump} = \arg\max_x {bump} + 1 - 1").witness is None


def test_rows_that_leave_a_gap_are_reported_with_the_point() -> None:
    found = searched(r"\begin{cases} 1 & x > 0 \\ 1 & x < 0 \end{cases} = 1")
    assert found.witness is None
    assert found.fault.endswith("(x = 0)")


def test_an_unused_row_needs_no_value() -> None:
    line = r"\begin{cases} \frac{1}{x} & x \ne 0 \\ 0 & x = 0 \end{cases} x^2 = x"
    found = searched(line)
    assert (found.witness, found.fault, found.undefined) == (None, "", 0)
