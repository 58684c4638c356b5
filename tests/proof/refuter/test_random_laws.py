"""The laws that play declared ones have exactly the declared moments, and values of their own."""

from fractions import Fraction
from random import Random

import pytest
from flint import fmpq
from tests.proof.expectation_names import columns, numbers, tex

from linebyline.proof import Notation, refuter
from linebyline.proof.laws import AnyLaw, Categorical, Uniform
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.families import root_factor, standard_law
from linebyline.proof.refuter.numbers import Undefined
from linebyline.proof.refuter.space import Space, free_names

BOARD = numbers()


def values(line: str, board: Notation = BOARD, points: int = 12) -> list[object]:
    formula = board.formula(tex(line))
    space, rng = Space(free_names(formula)), Random(5)
    return [evaluate(formula, space.draw(rng)) for _ in range(points)]


def test_standard_laws_have_mean_zero_and_variance_one() -> None:
    for seed in range(60):
        law = standard_law(Random(seed))
        assert [sum(p * z**k for p, z in law) for k in range(3)] == [1, 0, 1]


def test_standard_laws_differ_in_higher_moments() -> None:
    laws = [standard_law(Random(seed)) for seed in range(60)]
    assert len({sum(p * z**4 for p, z in law) for law in laws}) >= 4
    assert len({sum(p * z**3 for p, z in law) for law in laws}) >= 4


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (r"E[\epsilon^6]", 15), (r"E[\epsilon^8]", 105), (r"E[\epsilon^4 \xi^2]", 3),
        (r"E[q_1^2]", 1), ("E[x - m]", 0), ("E[(x - m)^2 / v]", 1), ("E[B^5] / p", 1),
        ("E[(u - a)^3 / s^3]", Fraction(1, 4)), (r"E[\sum_k O_k]", 1),
    ],
)  # fmt: skip
def test_moments_are_exact(line: str, wanted: Fraction) -> None:
    assert set(values(line)) == {fmpq(Fraction(wanted).numerator, Fraction(wanted).denominator)}


def test_one_law_plays_a_name_throughout_a_line() -> None:
    relation = BOARD.relation(tex("E[x^3] + E[X_1^5] = E[X_1^5] + E[x^3]"))
    assert refuter.search(relation).witness is None


def test_copies_have_one_law_and_other_names_another() -> None:
    assert refuter.search(BOARD.relation(tex("E[X_1^4] = E[X_i^4]"))).witness is None
    assert refuter.search(BOARD.relation(tex("E[x^4] = E[y^4]"))).witness is not None


def test_functions_of_finite_laws_are_exact() -> None:
    assert set(values(r"E[\lvert B - 1 \rvert] + p")) == {1}


def test_a_covariance_is_factored_exactly() -> None:
    lower, diagonal = root_factor([[fmpq(4), fmpq(2)], [fmpq(2), fmpq(1)]])
    assert (lower, diagonal) == ([[1, 0], [fmpq(1, 2), 1]], [4, 0])
    with pytest.raises(Undefined, match="semidefinite"):
        root_factor([[fmpq(1), fmpq(2)], [fmpq(2), fmpq(1)]])
    with pytest.raises(Undefined, match="symmetric"):
        root_factor([[fmpq(1), fmpq(2)], [fmpq(0), fmpq(9)]])


def test_a_singular_covariance_keeps_its_column_in_the_span() -> None:
    board = Notation()
    board.size("n")
    board.vector("c", "n")
    board.random("x", law=AnyLaw(0, r"c c^\top"))
    relation = board.relation(tex(r"E[\lVert x \rVert^2] = c^\top c"))
    found = refuter.search(relation)
    assert found.witness is None
    assert found.points >= 8


def test_a_value_lies_in_the_support_of_its_law() -> None:
    assert set(values("B", points=30)) == {0, 1}
    assert set(values("O_1 (1 - O_1)")) == {0}
    assert all(0 <= x <= 1 for x in values(r"\frac{u - a}{s}"))


def test_a_value_without_variance_is_the_mean() -> None:
    board = Notation()
    board.real("m")
    board.random("x", law=AnyLaw("m", 0))
    assert set(values("x - E[x]", board)) == {0}


def test_invalid_laws_give_no_point() -> None:
    board = Notation()
    board.real("b")
    board.size("n")
    board.random("u", law=Uniform("b", "b"))
    board.random("o", "n", law=Categorical("1"))
    for line in ("E[u] = b + 1", "E[o_1] = 1"):
        found = refuter.search(board.relation(tex(line)))
        assert found.witness is None or found.witness.values.get("n") == "1"


def test_a_derivative_does_not_move_the_value_of_a_name() -> None:
    line = r"\frac{\partial}{\partial m} (g - m)^2 + 2 (g - m)"
    assert set(values(line)) == {0}
    assert set(values(r"\frac{\partial}{\partial m} E[(g - m)^2]")) == {0}


def test_columns_have_the_declared_covariance() -> None:
    line = r"\lVert (E[y y^\top] - \nu \nu^\top - \Lambda) c \rVert"
    assert set(values(line, columns())) == {0}


def test_what_cannot_be_evaluated_is_said() -> None:
    found = refuter.search(BOARD.relation(tex(r"E[\log \epsilon] = 0")))
    assert (found.witness, found.points) == (None, 0)
    assert "log of a random number" in found.reason
