"""Decide one relation: refute first, then prove, and never claim more than was shown."""

from __future__ import annotations

import time
from dataclasses import dataclass

from linebyline.proof import kernel, refuter
from linebyline.proof.relation import Relation
from linebyline.proof.verdict import Grade, LineError, Verdict

POINTS = 24


class ContradictionError(AssertionError):
    """Prover and refuter disagree: a fault of the checker, never of the reader."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Hint: the line is taken from elsewhere and is not checked here."""

    reference: str


@dataclass(frozen=True, slots=True)
class Given:
    """Hint: the line is an assumption or a definition."""

    why: str = "definition"


@dataclass(frozen=True, slots=True)
class Numeric:
    """Hint: agreement at this many points is all that is claimed."""

    points: int = 200


@dataclass(frozen=True, slots=True)
class Open:
    """Hint: the line may stay undecided, for the reason given."""

    reason: str


def decide(
    relation: Relation,
    assumptions: tuple[Relation, ...] = (),
    hint: object = None,
    *,
    seed: int = 0,
) -> Verdict:
    """Return the verdict on one relation under the assumptions.

    The refuter looks at exact points of the domain first; then the kernel tries to prove the
    general case. A line that both refute and prove raises, as does one whose domain is empty.

    Args:
        relation: the claim, with definitions unfolded.
        assumptions: what may be used, with definitions unfolded.
        hint: a kernel hint, or one of Cited, Given, Numeric, Open.
        seed: of the random points.

    Raises:
        LineError: if both sides are the same formula, or no point satisfies the assumptions.
        ContradictionError: if the relation is both proved and refuted.
    """
    if isinstance(hint, Cited):
        return Verdict(Grade.CITED, hint.reference)
    if isinstance(hint, Given) or relation.sign == "defined":
        return Verdict(Grade.GIVEN, hint.why if isinstance(hint, Given) else "definition")
    if relation.left == relation.right:
        raise LineError(f"both sides are the same formula, so the line says nothing: {relation!r}")
    start = time.perf_counter()
    points = hint.points if isinstance(hint, Numeric) else POINTS
    found = refuter.search(relation, assumptions, points=points, seed=seed)
    if found.witness is None and found.points == 0:
        raise LineError(f"no point of the domain to check at: {found.reason}")
    proof = kernel.prove(relation, assumptions, None if isinstance(hint, Numeric | Open) else hint)
    spent = 1000 * (time.perf_counter() - start)
    if found.witness is not None:
        if proof is not None and not proof.conditions:
            raise ContradictionError(
                f"proved by {proof.method}, yet it fails {found.witness}: {relation!r}"
            )
        return Verdict(Grade.REFUTED, "counterexample", witness=found.witness, milliseconds=spent)
    if proof is not None:
        return Verdict(
            Grade.PROVED, proof.method, proof.conditions, found.points, milliseconds=spent
        )
    if isinstance(hint, Numeric):
        how = f"agrees at {found.points} points of the domain"
        return Verdict(Grade.NUMERIC, how, points=found.points, milliseconds=spent)
    why = hint.reason if isinstance(hint, Open) else f"no counterexample at {found.points} points"
    return Verdict(Grade.UNDECIDED, why, points=found.points, milliseconds=spent)
