"""Declarations of random variables, and how they are read, written and described."""

import pytest
from tests.proof.expectation_names import columns, numbers, tex

from linebyline.proof import Grade, LineError, Notation, derive
from linebyline.proof.laws import AnyLaw, Bernoulli, Categorical, Gaussian, random_outside
from linebyline.proof.substitution import substitute
from linebyline.proof.tree import ShapeError, number


@pytest.fixture
def board() -> Notation:
    notation = Notation()
    notation.real("m")
    notation.positive("v")
    notation.size("n")
    notation.index("i", 1, "n")
    notation.array("a", "n")
    notation.random("x", law=Gaussian("m", "v"))
    return notation


@pytest.mark.parametrize(
    "line",
    ["E[x]", "Var[x + y]", "Cov[x, y + a x]", "(E[x])^2", "E[x]^2 + a E[x y]", "-Var[2 x]",
     r"\sum_i Var[X_i]"],
)  # fmt: skip
def test_expectations_are_read_back_as_written(line: str) -> None:
    formula = numbers().formula(tex(line))
    assert numbers().formula(repr(formula)) == formula


def test_a_covariance_of_columns_is_a_matrix() -> None:
    formula = columns().formula(tex("Cov[M x, y]"))
    assert [repr(size) for size in formula.shape or ()] == ["k", "n"]
    with pytest.raises((LineError, ShapeError), match="two numbers or two columns"):
        columns().formula(tex("Cov[x, t]"))


def test_the_law_is_described() -> None:
    x = numbers().formula("g").data
    (shown,) = numbers().describe({x})
    assert shown == r"g \sim \mathcal{N}(m, s^2)"


def test_expectations_bind_their_random_names() -> None:
    assert {s.tex for s in random_outside(numbers().formula(tex("x E[y]")))} == {"x"}


def test_a_random_parameter_is_refused(board: Notation) -> None:
    with pytest.raises(LineError, match="x is random"):
        board.random("y", law=Gaussian("x", 1))


def test_an_index_without_a_place_is_refused(board: Notation) -> None:
    with pytest.raises(LineError, match="indices='i'"):
        board.random("Y", "n", law=Gaussian("a_i", 1))
    with pytest.raises(LineError, match="no room"):
        board.random("y", law=Gaussian("a_i", 1), indices="i")


def test_an_assumption_on_a_random_value_is_refused(board: Notation) -> None:
    with pytest.raises(LineError, match="x is random"):
        board.assume("x > 0")
    board.assume(tex("E[x] > 0"))


def test_a_categorical_law_needs_its_categories(board: Notation) -> None:
    with pytest.raises(LineError, match="number of its categories"):
        board.random("y", law=Categorical("1/2"))


def test_a_column_has_the_size_of_its_covariance(board: Notation) -> None:
    board.matrix("S", "n", "n", "positive definite")
    with pytest.raises(LineError, match="give no other"):
        board.random("y", "n", law=AnyLaw(0, "S"))
    with pytest.raises(LineError, match="column of its size"):
        board.random("z", law=AnyLaw("m", "S"))


def test_a_name_in_a_law_is_not_put_in_for(board: Notation) -> None:
    formula, m = board.formula(tex("E[x]")), board.formula("m").data
    with pytest.raises(LineError, match="law of x"):
        substitute(formula, {m: number(1)})


def test_declaring_twice_with_another_law_is_refused(board: Notation) -> None:
    with pytest.raises(LineError, match="declared already"):
        board.random("x", law=Bernoulli("1/2"))


def test_a_derivation_with_mutants_is_proved_and_all_mutants_fall() -> None:
    made = derive(
        "Variance of the mean", numbers(), tex(r"""
        Var[\frac{1}{n} \sum_i X_i]
      = \frac{1}{n^2} Var[\sum_i X_i]     :: a factor comes out squared
      = \frac{1}{n^2} \sum_i Var[X_i]     :: independent
      = \frac{v}{n}                       :: n equal terms
        """),
    )  # fmt: skip
    assert made.grade is Grade.PROVED
    assert [line.verdict.mutants.survived for line in made.lines] == [(), (), ()]
    assert any(r"\sim \text{any law" in shown for shown in made.notation)
