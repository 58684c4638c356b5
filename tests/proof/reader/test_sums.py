"""Sums and products in TeX: how far they reach, and what their indices run over."""

import re

import pytest
from tests.proof.reader.names import NAMES

from linebyline.proof.reader import read_chain, read_formula, read_plain_formula
from linebyline.proof.tex_writer import tex
from linebyline.proof.verdict import LineError


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"\sum_{i=1}^n z_i^2 \sum_{i=1}^n z_i", r"(\sum_i z_i^2) (\sum_i z_i)"),
        (r"a \sum_i z_i \cdot \sum_i z_i^2", r"a (\sum_i z_i) (\sum_i z_i^2)"),
        (r"\sum_i z_i \prod_i z_i", r"(\sum_i z_i) (\prod_i z_i)"),
        (r"\sum_i \sum_j W_{ij} \sum_i z_i", r"(\sum_i \sum_j W_{ij}) (\sum_i z_i)"),
        (r"\sum_{i,j} W_{ij} \sum_{j,i} W_{ji}", r"(\sum_{i,j} W_{ij}) (\sum_{j,i} W_{ji})"),
        (r"\sum_i z_i \sum_i z_i \sum_i z_i", r"(\sum_i z_i) (\sum_i z_i) (\sum_i z_i)"),
        (r"\sum_j \sum_i W_{ij} \sum_i W_{ij}", r"\sum_j ((\sum_i W_{ij}) (\sum_i W_{ij}))"),
        (
            r"\sum_i (z_i + \sum_j W_{ij} \sum_j W_{ji})",
            r"\sum_i (z_i + (\sum_j W_{ij}) (\sum_j W_{ji}))",
        ),
    ],
)
def test_sum_ends_before_another_over_its_index(text: str, meant: str) -> None:
    formula = read_formula(text, NAMES)
    assert formula == read_formula(meant, NAMES)
    assert read_formula(tex(formula), NAMES) == formula


def test_sum_holds_another_over_another_index() -> None:
    nested = read_formula(r"\sum_i z_i \sum_j z_j", NAMES)
    assert nested.op == "sum"
    assert nested != read_formula(r"(\sum_i z_i) (\sum_j z_j)", NAMES)


def test_plain_sums_end_like_those_of_tex() -> None:
    assert read_plain_formula("sum_i z_i sum_i z_i^2", NAMES) == read_formula(
        r"\sum_i z_i \sum_i z_i^2", NAMES
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"\sum_{i<j} W_{ij}", r"\sum_{i=1}^n \sum_{j=i+1}^n W_{ij}"),
        (r"\sum_{j<i} W_{ij}", r"\sum_{j=1}^n \sum_{i=j+1}^n W_{ij}"),
        (r"\sum_{i \leq j} W_{ij}", r"\sum_{i=1}^n \sum_{j=i}^n W_{ij}"),
        (r"\prod_{i<j} (z_j - z_i)", r"\prod_{i=1}^n \prod_{j=i+1}^n (z_j - z_i)"),
    ],
)
def test_ordered_indices_are_a_double_sum(text: str, meant: str) -> None:
    assert read_formula(text, NAMES) == read_formula(meant, NAMES)


def test_sum_over_ordered_indices_is_written_as_a_double_sum() -> None:
    assert tex(read_formula(r"\sum_{i<j} W_{ij}", NAMES)) == (
        r"\sum_{i=1}^n \sum_{j=i + 1}^n W_{ij}"
    )


def test_order_of_indices_makes_no_relation_of_the_first_line() -> None:
    first, _ = read_chain("\\sum_{i<j} W_{ij}\n= a :: why", NAMES)
    assert first == read_formula(r"\sum_{i<j} W_{ij}", NAMES)


@pytest.mark.parametrize(
    "text",
    [
        r"\prod_i (z_i \prod_j z_j)",
        r"(\prod_i z_i) \prod_j z_j",
        r"\prod_i z_i \sum_j W_{ij}",
        r"\prod_i \sum_j W_{ij}",
    ],
)
def test_product_with_parentheses_keeps_them(text: str) -> None:
    formula = read_formula(text, NAMES)
    assert read_formula(tex(formula), NAMES) == formula


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (r"\sum_i z_i (\sum_i z_i)", "bound twice"),
        (r"\sum_i z_i / \sum_i z_i", "bound twice"),
        (r"\sum_i \frac{z_i}{\sum_i z_i}", "bound twice"),
        (r"\log\sum_i z_i \sum_i z_i", "Use parentheses"),
        (r"\log\sum_i z_i \cdot \sum_i z_i", "Use parentheses"),
        (r"\sum_{i<i} z_i", "the same declared range"),
        (r"\sum_{i<m} z_i", "the same declared range"),
        (r"\sum_{i<j}^n z_i", "write the range"),
        (r"\sum_{i<j<i} z_i", "expected '}'"),
        (r"\prod_i z_i \prod_j z_j", "end before this prod"),
        (r"\prod_i z_i \sum_j z_j", "end before this sum"),
    ],
)
def test_sum_that_is_not_clear_is_refused(text: str, why: str) -> None:
    with pytest.raises(LineError, match=re.escape(why)):
        read_formula(text, NAMES)
