"""Proof by cases: every row, full cover, agreement; and the same rules where they do not hold."""

import pytest

from linebyline.proof import kernel
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.verdict import Proof


def proved(names: str, line: str, *assume: str) -> Proof | None:
    notation = notation_of(names.split("; "), assume)
    return kernel.prove(notation.relation(line), notation.setting.assumptions)


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ("real x", r"\max(x, 0) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}"),
        ("real x", r"|x| = \begin{cases} x & x \ge 0 \\ -x & x \le 0 \end{cases}"),
        ("nonnegative x", r"\begin{cases} x & x > 0 \\ 0 & x = 0 \end{cases} = x"),
        ("real x", r"\mathbb{1}[0 < x < 1] = \mathbb{1}[x > 0] - \mathbb{1}[x \ge 1]"),
        ("real x y", r"\begin{cases} x & x < y \\ y & \text{otherwise} \end{cases} = \min(x, y)"),
        ("size n; index i 1 n; array x n", r"\sum_i \mathbb{1}[x_i \ne 0] x_i = \sum_i x_i"),
    ],
)
def test_each_case_is_proved(names: str, line: str) -> None:
    assert proved(names, line)


@pytest.mark.parametrize(
    ("names", "line"),
    [
        # a gap at 0, a gap above 1, and rows that disagree where both apply
        ("real x", r"|x| = \begin{cases} x & x > 0 \\ -x & x < 0 \end{cases}"),
        ("real x", r"\begin{cases} x & x < 0 \\ x & 0 \le x \le 1 \end{cases} = x"),
        ("real x", r"\begin{cases} 1 & x \ge 0 \\ 2 & x \le 0 \end{cases} \ge 1"),
        ("real x", r"\mathbb{1}[x > 0] = \mathbb{1}[x \ge 0]"),
        # both sides become the same in one case, where the strict order fails
        ("real x", r"\begin{cases} x & x > 0 \\ x - 1 & \text{otherwise} \end{cases} < x"),
        ("real x", r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases} = x"),
        ("size n; index i 1 n; array x n", r"\sum_i \mathbb{1}[x_i > 0] x_i = \sum_i x_i"),
        ("size n; index i 1 n; array x n", r"\sum_i \mathbb{1}[x_i > 0] = n"),
    ],
)
def test_a_missing_or_wrong_case_is_not_proved(names: str, line: str) -> None:
    assert proved(names, line) is None


def test_equal_sides_do_not_excuse_rows_that_disagree() -> None:
    rows = r"\begin{cases} \mathbb{1}[x > 2] & x > 0 \\ 1 & x < 1 \\ 0 & x = 1 \end{cases}"
    assert proved("real x; real y", rf"y = 0 \Rightarrow {rows} = {rows}") is None


def test_a_condition_that_may_have_no_value_is_not_taken_back() -> None:
    line = r"\begin{cases} 1 & \log x > 0 \\ 1 & \log x \le 0 \end{cases} = 1"
    assert proved("positive x", line)
    assert proved("real x", line) is None
    assert proved("complex x", r"\begin{cases} 1 & x > 0 \\ 1 & x \le 0 \end{cases} = 1") is None


def test_the_slope_at_the_edge_of_a_case_is_left_open() -> None:
    smooth = r"\begin{cases} x^2 & x > 0 \\ 0 & \text{otherwise} \end{cases}"
    found = proved("real x", rf"\frac{{\partial}}{{\partial x}} {smooth} = 2 x \mathbb{{1}}[x > 0]")
    assert found is not None
    assert [repr(condition) for condition in found.conditions] == [r"x \ne 0"]


def test_a_single_point_of_a_row_has_no_slope_of_its_own() -> None:
    # the function is x, so its slope at 0 is 1, though the row there is constant
    body = r"\frac{\partial}{\partial x} \begin{cases} x & x \ne 0 \\ 0 & x = 0 \end{cases}"
    found = proved("real x", rf"{body} = 0", "x = 0")
    assert found is None or [repr(c) for c in found.conditions] == [r"x \ne 0"]


def test_cases_of_the_variable_do_not_split_what_is_claimed_of_all_its_values() -> None:
    jump = r"\begin{cases} 1 & x > 0 \\ 2 & x \le 0 \end{cases}"
    assert proved("real x", rf"{jump} \propto_x 1") is None
    assert proved("real x", rf"{jump} \overset{{+}}{{=}}_x 0") is None
    assert proved("real x a", rf"\arg\max_x {jump} x = \arg\max_x x") is None


def test_a_bound_index_is_no_case_of_the_whole() -> None:
    line = r"\sum_i \mathbb{1}[x_i > t] = n \mathbb{1}[x_j > t]"
    assert proved("size n; index i j 1 n; array x n; real t", line) is None
