"""Matrix relations of known truth: the true are proved without conditions, the false never."""

from pathlib import Path

import pytest
from tests.proof.kernel.matrix_names import NAMES, proof_of

from linebyline.proof import kernel
from linebyline.proof.relation import Relation
from linebyline.proof.tree import symbol

TRUE, FALSE = (
    (Path(__file__).parent / f"matrix_{truth}.txt").read_text("utf-8").splitlines()
    for truth in ("true", "false")
)


@pytest.mark.parametrize("line", TRUE)
def test_true_relation_is_proved_without_conditions(line: str) -> None:
    proof = proof_of(line)
    assert proof is not None
    assert proof.conditions == ()


@pytest.mark.parametrize("line", FALSE)
def test_false_relation_is_never_proved(line: str) -> None:
    assert proof_of(line) is None


def test_no_line_stands_on_both_lists() -> None:
    assert len(TRUE) >= 150
    assert len(FALSE) >= 150
    assert not set(TRUE) & set(FALSE)
    assert len(set(TRUE)) == len(TRUE)


def test_a_number_is_never_proved_equal_to_a_matrix() -> None:
    """u^T u = u u^T holds for one entry only, and is refused for its shapes."""
    u = symbol(NAMES.names["u"])
    assert kernel.prove(Relation("=", u.T * u, u * u.T)) is None
