"""SymPy is asked what it can express, and its answer is reported as it is."""

import pytest
import sympy

from linebyline.proof.notation import Notation
from linebyline.proof.second_opinion import second_opinion
from linebyline.proof.sympy_reader import from_sympy
from linebyline.proof.sympy_writer import to_sympy
from linebyline.proof.tree import call, div, number


@pytest.fixture
def board() -> Notation:
    notation = Notation()
    notation.real(r"x y \theta")
    notation.positive("a")
    notation.size("n")
    notation.matrix("A B", "n", "n")
    return notation


@pytest.mark.parametrize(
    ("line", "opinion"),
    [
        (r"(x + y)^2 = x^2 + 2 x y + y^2", "agrees"),
        (r"\sin^2\theta + \cos^2\theta = 1", "agrees"),
        (r"\sqrt{a^2} = a", "agrees"),
        (r"x^2 + 1 > 0", "agrees"),
        (r"x + 1 = x + 2", "contradicts"),
        (r"x^2 + 1 \le 0", "contradicts"),
        (r"x = y", "cannot tell"),
        (r"A B = B A", "not expressible"),
    ],
)
def test_opinions(board: Notation, line: str, opinion: str) -> None:
    assert second_opinion(board.relation(line)) == opinion


def test_assumptions_reach_sympy(board: Notation) -> None:
    assert to_sympy(board.formula("a")).is_positive
    assert to_sympy(board.formula("x")).is_positive is None
    assert to_sympy(board.formula("n")).is_integer


def test_the_bridge_goes_both_ways(board: Notation) -> None:
    for text in (r"x^2 + 3 x y", r"\sqrt{a} \log(a)", r"\cos(\theta) + \pi"):
        expr = to_sympy(board.formula(text))
        assert to_sympy(from_sympy(expr, board.names)) == expr


def test_numbers_come_back_as_fractions(board: Notation) -> None:
    assert from_sympy(sympy.Rational(1, 3), board.names) == div(number(1), number(3))
    assert from_sympy(sympy.sqrt(2), board.names) == call("sqrt", number(2))


def test_undeclared_sympy_symbols_are_refused(board: Notation) -> None:
    with pytest.raises(ValueError, match="not declared"):
        from_sympy(sympy.Symbol("q"), board.names)
