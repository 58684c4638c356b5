"""The ledger takes the checker's own derivations as they are."""

import pytest

from linebyline.ledger import settle
from linebyline.ledger.evidence import MIME
from linebyline.ledger.evidence_reader import read_evidence
from linebyline.proof import Derivation, Notation, check, derive, refute


@pytest.fixture(scope="module")
def reals() -> Notation:
    given = Notation()
    given.real("a b")
    return given


@pytest.fixture(scope="module")
def square(reals: Notation) -> Derivation:
    return derive("A square", reals, "(a + b)^2\n= a^2 + 2ab + b^2 :: expand")


@pytest.fixture(scope="module")
def printed(reals: Notation) -> Derivation:
    return refute("As printed", reals, "(a + b)^2\n= a^2 + b^2 :: expand")


def test_a_derivation_settles_a_claim_as_proved(square: Derivation) -> None:
    settled = settle("karaca-2.2.18", square)
    assert settled.evidence.standing.name == "PROVED"
    (line,) = settled.evidence.derivations[0].lines
    assert line.mutants.refuted > 0
    assert line.mutants.survived == ()


def test_a_single_check_settles_a_definition(reals: Notation) -> None:
    settled = settle("karaca-2.1.2", defined_by=check("a + b = b + a", reals))
    assert settled.evidence.standing.name == "GIVEN"


def test_a_refuted_print_brings_its_counterexample(square: Derivation, printed: Derivation) -> None:
    evidence = settle("karaca-2.1.1", printed=printed, corrected=square).evidence
    assert evidence.printed is not None
    line = evidence.printed.refuted_line
    assert line is not None
    assert line.witness is not None
    assert line.witness.left != line.witness.right
    assert set(line.witness.values) == {"a", "b"}


def test_a_proof_offered_as_a_wrong_print_is_refused(square: Derivation) -> None:
    with pytest.raises(ValueError, match="was not refuted, it is PROVED"):
        settle("karaca-2.1.1", printed=square, corrected=square)


def test_a_refuted_line_settles_nothing(printed: Derivation) -> None:
    with pytest.raises(ValueError, match="line 1 of 'As printed' is REFUTED"):
        settle("karaca-2.2.18", printed)


def test_evidence_survives_its_journey_through_a_notebook(square: Derivation) -> None:
    settled = settle("karaca-2.2.18", square)
    assert read_evidence(settled._repr_mimebundle_()[MIME]) == settled.evidence


def test_the_text_of_a_settled_claim_is_the_same_in_every_run(reals: Notation) -> None:
    texts = {
        repr(settle("karaca-2.2.18", derive("A square", reals, "(a + b)^2\n= (b + a)^2 :: order")))
        for _ in range(2)
    }
    assert len(texts) == 1
