"""Roots and logarithms of negative numbers: prover and refuter mean the same by them."""

import os

import pytest
from tests.proof.soundness.principal_values import line

from linebyline.proof import Grade, kernel, refuter
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.ladder import decide

WANTED = int(os.environ.get("LINEBYLINE_SOUNDNESS", "1000"))
BATCHES = 8


def fate(relation):
    """Whether a line is proved, and if so whether it falls under its own conditions."""
    proof = kernel.prove(relation)
    if proof is None:
        return "not proved"
    found = refuter.search(relation, proof.conditions, points=24, seed=1, minimise=False)
    return "proved" if found.witness is None else f"{relation!r}: {proof!r}; {found.witness}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_proof_fails_at_a_principal_value(batch):
    fates = [fate(line(seed)) for seed in range(batch, WANTED, BATCHES)]
    assert set(fates) <= {"proved", "not proved"}
    assert fates.count("proved") >= 0.05 * len(fates)


def test_a_careless_rule_is_found(monkeypatch):
    """Whoever takes every atom for positive draws roots of negative numbers as real."""
    monkeypatch.setattr(
        "linebyline.proof.kernel.powers.atom_signs", lambda atom, facts: Signs.POSITIVE
    )
    assert any(fate(line(seed)) not in ("proved", "not proved") for seed in range(150))


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        (r"\sqrt{x}^2 = x", Grade.PROVED),
        (r"e^{\log x} = x", Grade.PROVED),
        (r"\sqrt{x}^2 \ge 0", Grade.REFUTED),
        (r"\sqrt{x} \sqrt{y} = \sqrt{x y}", Grade.REFUTED),
        (r"\log(x y) = \log x + \log y", Grade.REFUTED),
        (r"\log(x^2) = 2 \log x", Grade.REFUTED),
        (r"|\sqrt{x}|^2 = x", Grade.REFUTED),
        (r"(x^2)^{\frac{1}{2}} = |x|", Grade.PROVED),
        (r"(x^3)^{\frac{1}{3}} = x", Grade.REFUTED),
        (r"\log(a b) = \log a + \log b", Grade.PROVED),
    ],
)
def test_the_convention_by_example(text, grade):
    assert decide(notation_of(["real x y", "positive a b"]).relation(text)).grade is grade


def test_an_order_of_values_that_are_not_real_is_not_claimed():
    board = notation_of(["interval x -2 -1"])
    with pytest.raises(ValueError, match="no point"):
        decide(board.relation(r"\sqrt{x} \ge 0"))
