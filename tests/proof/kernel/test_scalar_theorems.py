"""Lists of true and of false lines: the true ones are proved, the false ones never are."""

import pytest
from tests.proof.kernel.scalar_names import NAMES, lines_of, proof_of, proves

from linebyline.proof import refuter

TRUE = list(lines_of("scalar_true.txt"))
FALSE = list(lines_of("scalar_false.txt"))


def test_the_lists_are_long_enough() -> None:
    assert len(set(TRUE)) == len(TRUE) >= 120
    assert len(set(FALSE)) == len(FALSE) >= 120
    assert not set(TRUE) & set(FALSE)


@pytest.mark.parametrize("line", TRUE, ids=lambda line: line[0])
def test_a_true_line_is_proved_without_side_conditions(line: tuple[str, ...]) -> None:
    assert proves(*line)


@pytest.mark.parametrize("line", FALSE, ids=lambda line: line[0])
def test_a_false_line_is_not_proved(line: tuple[str, ...]) -> None:
    proof = proof_of(*line)
    assert proof is None or proof.conditions


def test_a_false_line_proved_under_conditions_holds_where_they_do() -> None:
    conditional = [(line, p) for line in FALSE if (p := proof_of(*line)) is not None]
    for line, proof in conditional:
        given = tuple(NAMES.relation(text) for text in line[1:])
        found = refuter.search(NAMES.relation(line[0]), (*given, *proof.conditions))
        assert found.witness is None, line
        assert found.points > 0, line
