"""Nothing that the kernel proves, without the refuter's gate, is refuted."""

import os
from collections import Counter

import pytest
from tests.proof.soundness import laws
from tests.proof.soundness.relations import Claim, claim

from linebyline.proof import kernel, refuter
from linebyline.proof.kernel import entropies
from linebyline.proof.kernel.sign_sets import Signs

WANTED = int(os.environ.get("LINEBYLINE_SOUNDNESS", "1000"))
BATCHES = 12


def fate(case: Claim) -> str:
    """Whether a claim is proved, and if so whether it also falls under its own conditions."""
    relation, assumptions = case
    proof = kernel.prove(relation, assumptions)
    if proof is None:
        return "not proved"
    found = refuter.search(relation, (*assumptions, *proof.conditions), points=12)
    if found.witness is None:
        return "proved"
    return f"{relation!r} given {assumptions!r}: {proof!r}; {found.witness}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_proved_is_refuted(batch: int) -> None:
    fates = Counter(fate(claim(seed)) for seed in range(batch, WANTED, BATCHES))
    assert set(fates) <= {"proved", "not proved"}
    assert fates["proved"] >= 0.05 * fates.total()


@pytest.mark.parametrize("batch", range(4))
def test_nothing_proved_of_laws_is_refuted(batch: int) -> None:
    fates = Counter(fate(laws.claim(seed)) for seed in range(batch, WANTED // 10, 4))
    assert set(fates) <= {"proved", "not proved"}
    assert fates["proved"] >= 0.25 * fates.total()


def test_many_claims_of_laws_are_false() -> None:
    verdicts = [refuter.search(*laws.claim(seed), points=6).witness for seed in range(60)]
    assert sum(witness is not None for witness in verdicts) >= 15


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("expectation_tower.border", lambda *_: frozenset()),
        ("expectation.has_descendant", lambda *_: False),
        ("tables._parts", lambda table, values: [{p: v} for p, v in values.items()]),
        ("entropies._of_one", lambda table, facts: iter([entropies._h(table, (0,), facts)])),
    ],
)
def test_a_planted_fault_in_laws_is_found(
    place: str, fault: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"linebyline.proof.kernel.{place}", fault)
    fates = (fate(laws.claim(seed)) for seed in range(400))
    assert any(found not in ("proved", "not proved") for found in fates)


def test_many_claims_are_false() -> None:
    verdicts = [refuter.search(*claim(seed), points=6).witness for seed in range(60)]
    assert sum(witness is not None for witness in verdicts) >= 15


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("powers.absolute", lambda p, facts: p),
        ("sums.is_nonnegative", lambda p, facts: True),
        ("powers.require_nonzero", lambda p, facts, written=None: None),
        ("signs.multiply", lambda a, b: Signs.NONNEGATIVE),
    ],
)
def test_a_planted_fault_is_found(
    place: str, fault: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"linebyline.proof.kernel.{place}", fault)
    assert any(fate(claim(seed)) not in ("proved", "not proved") for seed in range(800))
