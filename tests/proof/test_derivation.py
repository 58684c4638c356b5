"""A derivation shows what was checked; a wrong line stops it with numbers."""

import json

import pytest

from linebyline.proof import (
    Cited,
    Grade,
    LineError,
    LineRefuted,
    LineUndecided,
    Notation,
    Numeric,
    Open,
    answer,
    check,
    derive,
    refute,
)  # fmt: skip


@pytest.fixture
def board() -> Notation:
    notation = Notation()
    notation.real("a b")
    notation.positive("p q")
    return notation


SQUARE = r"""
    (a + b)^2
  = a^2 + 2ab + b^2   :: expand
  \ge a^2 + 2ab       :: a square is not negative
"""


def test_every_line_carries_its_own_grade(board: Notation) -> None:
    square = derive("A square", board, SQUARE)
    assert [line.verdict.grade for line in square.lines] == [Grade.PROVED, Grade.PROVED]
    assert square.grade is Grade.PROVED
    assert square.label == "a-square"


def test_a_wrong_line_raises_with_line_witness_and_both_values(board: Notation) -> None:
    with pytest.raises(LineRefuted, match=r"line 1 is false.*") as caught:
        derive("Freshman", board, "(a + b)^2\n = a^2 + b^2 :: each for itself")
    message = str(caught.value)
    for part in ("a = ", "b = ", "left side", "right side"):
        assert part in message


def test_a_later_line_is_checked_against_the_line_before(board: Notation) -> None:
    with pytest.raises(LineRefuted, match="line 2"):
        derive("Two", board, "(a + b)^2\n = a^2 + 2ab + b^2 :: expand\n = a^2 + 2ab :: lost")


def test_refute_returns_the_counterexample_and_refuses_true_lines(board: Notation) -> None:
    broken = refute("Freshman", board, "(a + b)^2\n = a^2 + b^2 :: each for itself")
    assert broken.grade is Grade.REFUTED
    with pytest.raises(ValueError, match="counterexample was promised"):
        refute("Square", board, "(a + b)^2\n = a^2 + 2ab + b^2 :: expand")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(a + b)^2\n = a^2 + z :: typo", "z"),
        ("(a + b)^2\n = (a + b)^2 :: nothing", "same formula"),
        ("(a + b)^2", "needs a line"),
        ("(a + b)^2\n = a^2 + 2ab + b^2 :: by [magic]", "magic"),
        ("a\n = 0.5 a :: a float", "fraction"),
    ],
)
def test_lines_that_cannot_be_checked_are_errors_of_their_own(
    board: Notation, text: str, message: str
) -> None:
    with pytest.raises(LineError, match=message):
        derive("Bad", board, text)


def test_contradictory_assumptions_are_refused(board: Notation) -> None:
    board.assume("a > b", "b > a")
    with pytest.raises(LineError, match="no point"):
        derive("Anything", board, "a\n = b :: from nothing")


def test_an_empty_domain_is_refused() -> None:
    notation = Notation()
    notation.positive("a")
    notation.assume("a < 0")
    with pytest.raises(LineError, match="no point"):
        check("a + 1 > a", notation)


def test_one_name_has_one_meaning(board: Notation) -> None:
    with pytest.raises(LineError, match="declared already"):
        board.positive("a")


def test_hints_grade_honestly(board: Notation) -> None:
    cited = check("p + q = q + 1", board, hint=Cited("someone, 1900"))
    assert cited.grade is Grade.CITED
    numeric = check(r"(a + b)^2 = a^2 + 2ab + b^2", board, hint=Numeric(50))
    assert numeric.grade is Grade.PROVED
    assert numeric.lines[0].verdict.points >= 50


HARD = r"\Gamma"


def test_undecided_stops_unless_registered() -> None:
    notation = Notation()
    notation.size("n")
    line = r"\sum_{i=1}^{n} \frac{1}{i^2} < 2"
    notation.index("i", 1, "n")
    with pytest.raises((LineUndecided, LineRefuted)):
        check(line + "- \\frac{1}{n + 1}", notation)
    kept = check(line, notation, hint=Open("needs a telescoping bound"))
    assert kept.grade in (Grade.UNDECIDED, Grade.PROVED)


def test_mutants_are_scored_and_none_survives_here(board: Notation) -> None:
    score = derive("A square", board, SQUARE).lines[0].verdict.mutants
    assert score.refuted > 5
    assert score.survived == ()
    assert score.example is not None


def test_definitions_are_unfolded_and_shown(board: Notation) -> None:
    board.define("c", "a + b")
    square = derive("Defined", board, "c^2\n = a^2 + 2ab + b^2 :: definition of c")
    assert square.definitions == ["c := a + b"]
    assert square.lines[0].verdict.grade is Grade.PROVED


def test_evidence_is_plain_data(board: Notation) -> None:
    evidence = derive("A square", board, SQUARE).evidence()
    assert json.loads(json.dumps(evidence)) == evidence
    assert evidence["lines"][0]["grade"] == "PROVED"
    assert evidence["lines"][0]["second_opinion"] == "agrees"


def test_sympy_lines_become_the_same_tree(board: Notation) -> None:
    import sympy

    a, b = sympy.symbols("a b")
    square = derive("By SymPy", board, ((a + b) ** 2, [("=", a**2 + 2 * a * b + b**2, "expand")]))
    assert square.grade is Grade.PROVED
    assert sympy.expand(square.lines[0].sympy - (square.lines[0].sympy)) == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("= a^2 + 2ab + b^2 - b^2", "follows"),
        ("a^2 + 2 a b", "follows"),
        ("= a^2 - 2ab", "wrong"),
        ("= a^2 + 2 a w", "cannot read"),
        ("= __import__('os')", "cannot read"),
    ],
)
def test_a_readers_line_is_answered(board: Notation, text: str, says: str) -> None:
    square = derive("A square", board, "(a + b)^2 - b^2\n = a^2 + 2ab :: expand")
    reply = answer(square, text)
    assert reply.says == says, reply
