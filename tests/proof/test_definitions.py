"""Definitions: their left sides, their indices, and what they refuse."""

import pytest

from linebyline.proof import Grade, LineError, Notation, check


@pytest.fixture
def table():
    notation = Notation()
    notation.size("N D")
    notation.index("n i", 1, "N")
    notation.index(r"d \ell", 1, "D")
    notation.matrix("X", "N", "D")
    return notation


@pytest.mark.parametrize("left", ["y_{nd}", "y_{n,d}", "y_{n d}"])
def test_a_subscript_of_indices_makes_them_parameters(table, left):
    table.define(left, "2 X_{nd}")
    held = check(r"y_{i \ell} = X_{i \ell} + X_{i \ell}", given=table)
    assert held.grade is Grade.PROVED


def test_a_derivative_of_a_sum_sees_through_a_definition_with_two_indices(table):
    table.define("y_{nd}", "X_{nd}^2")
    table.define("L", r"\sum_n \sum_d y_{nd}")
    slope = check(r"\frac{\partial L}{\partial X_{id}} = 2 X_{id}", given=table)
    assert slope.grade is Grade.PROVED


def test_a_word_of_index_letters_stays_a_name_where_the_body_has_none_of_them(table):
    table.define("x_{nd}", "3")
    assert "x_{nd}" in table.names


def test_an_index_that_the_name_does_not_carry_is_refused(table):
    with pytest.raises(LineError, match=r"y depends on d, n: write it as y_\{d, n\}"):
        table.define("y", "X_{nd}")
    assert "y" not in table.names
