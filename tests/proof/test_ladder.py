"""The ladder refutes first, and neither a lying prover nor an idle one can raise a grade."""

import pytest

from linebyline.proof import Cited, ContradictionError, Given, Grade, LineError, Notation, decide
from linebyline.proof.mutant_score import score_mutants
from linebyline.proof.relation import Relation
from linebyline.proof.verdict import Proof


@pytest.fixture
def board() -> Notation:
    notation = Notation()
    notation.real("x y")
    notation.positive("a")
    return notation


def test_a_prover_that_proves_a_false_line_is_found_out(
    board: Notation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linebyline.proof.kernel.prove", lambda *_: Proof("trust me"))
    with pytest.raises(ContradictionError, match="trust me"):
        decide(board.relation("x + y = x"))


def test_without_a_proof_nothing_is_proved(
    board: Notation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linebyline.proof.kernel.prove", lambda *_: None)
    assert decide(board.relation("x + y = y + x")).grade is Grade.UNDECIDED


def test_a_false_line_carries_a_witness_that_breaks_it(board: Notation) -> None:
    verdict = decide(board.relation("x^2 = x"))
    assert verdict.grade is Grade.REFUTED
    assert verdict.witness is not None
    assert verdict.witness.left != verdict.witness.right


def test_assumptions_are_used(board: Notation) -> None:
    line = board.relation("x > y")
    assert decide(line).grade is Grade.REFUTED
    assert decide(line, (board.relation("x > y + a"),)).grade is Grade.PROVED


def test_a_line_that_says_nothing_is_refused(board: Notation) -> None:
    with pytest.raises(LineError, match="same formula"):
        decide(board.relation("x = x"))


def test_a_vacuous_line_is_refused(board: Notation) -> None:
    with pytest.raises(LineError, match="no point"):
        decide(board.relation("x = y"), (board.relation("a < 0"),))


def test_cited_and_given_lines_claim_no_check(board: Notation) -> None:
    line = board.relation("x = y")
    assert decide(line, hint=Cited("Euclid I.47")).grade is Grade.CITED
    assert decide(line, hint=Given()).grade is Grade.GIVEN


def test_side_conditions_stand_in_the_verdict(board: Notation) -> None:
    verdict = decide(board.relation(r"\frac{x y}{y} = x"))
    assert verdict.grade is Grade.PROVED
    assert [repr(condition) for condition in verdict.conditions] == [r"y \ne 0"]


def test_a_mutant_that_nobody_can_judge_is_listed(
    board: Notation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linebyline.proof.kernel.prove", lambda *_: None)
    line = board.relation(r"x^2 + a \ge 0")
    score = score_mutants(line, (), both_sides=True)
    assert score.refuted > 0
    assert any("x^3" not in mutant for mutant in score.survived)


def test_signs_of_relations_are_those_of_formulas(board: Notation) -> None:
    left, right = board.formula("x"), board.formula("y")
    with pytest.raises(TypeError, match="variables"):
        Relation("propto", left, right)
    with pytest.raises(TypeError, match="relations"):
        Relation("implies", left, right)
