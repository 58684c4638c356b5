"""Decide one relation: refute first, then prove, and never claim more than was shown.

What is neither refuted nor proved in general stays undecided, unless a hint names a lower rung.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from linebyline.proof import kernel, refuter
from linebyline.proof.relation import Relation
from linebyline.proof.rungs import AtSizes, MonteCarlo, Numeric, OnBox, Open, for_kernel
from linebyline.proof.rungs.at_sizes import exact_at_sizes
from linebyline.proof.rungs.monte_carlo import compare_by_sampling
from linebyline.proof.rungs.on_box import box_conditions, certify_on_box
from linebyline.proof.verdict import Grade, LineError, Proof, Verdict

POINTS = 24
SECOND_LOOK = 240  # points, before a line counts as undecided


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
        hint: a kernel hint, or one of Cited, Given, Open, or of AtSizes, OnBox, Numeric and
            MonteCarlo, which name the weaker grade that the line is satisfied with.
        seed: of the random points.

    Raises:
        LineError: if both sides are the same formula, no point satisfies the assumptions, or the
            rows of a formula by cases do not cover a point or disagree at it.
        ContradictionError: if the relation is both proved and refuted.
    """
    if isinstance(hint, Cited):
        return Verdict(Grade.CITED, hint.reference)
    if isinstance(hint, Given) or relation.sign == "defined":
        return Verdict(Grade.GIVEN, hint.why if isinstance(hint, Given) else "definition")
    if relation.left == relation.right:
        raise LineError(f"both sides are the same formula, so the line says nothing: {relation!r}")
    start = time.process_time()
    verdict = _decide(relation, assumptions, hint, seed)
    return verdict.with_(milliseconds=1000 * (time.process_time() - start))


def _decide(
    relation: Relation, assumptions: tuple[Relation, ...], hint: object, seed: int
) -> Verdict:
    if isinstance(hint, OnBox):
        box_conditions(relation, hint)  # refuses a box that does not fit the line
    points = hint.points if isinstance(hint, Numeric) else POINTS
    found = refuter.search(relation, assumptions, points=points, seed=seed)
    if found.fault:
        raise LineError(found.fault)
    can_do_without_points = isinstance(hint, OnBox | MonteCarlo)
    if found.witness is None and found.points == 0 and not can_do_without_points:
        raise LineError(f"no point of the domain to check at: {found.reason}")
    proof = kernel.prove(relation, assumptions, for_kernel(hint))
    if found.witness is not None:
        _refuse_contradiction(relation, proof, found)
        if isinstance(hint, OnBox):
            return _on_box(relation, assumptions, hint, seed)
        return Verdict(Grade.REFUTED, "counterexample", witness=found.witness)
    if proof is not None and found.points:
        return Verdict(Grade.PROVED, proof.method, proof.conditions, found.points)
    if not isinstance(hint, MonteCarlo | OnBox):
        longer = refuter.search(relation, assumptions, points=SECOND_LOOK, seed=seed + 1)
        if longer.witness is not None:
            return Verdict(Grade.REFUTED, "counterexample", witness=longer.witness)
    return _on_lower_rung(relation, assumptions, hint, found.points, seed)


def _refuse_contradiction(relation: Relation, proof: Proof | None, found: refuter.Search) -> None:
    if proof is not None and not proof.conditions:
        raise ContradictionError(
            f"proved by {proof.method}, yet it fails {found.witness}: {relation!r}"
        )


def _on_lower_rung(
    relation: Relation, assumptions: tuple[Relation, ...], hint: object, points: int, seed: int
) -> Verdict:
    """What the hint is satisfied with, where there is neither a proof nor a counterexample."""
    why = f"no counterexample at {points} points"
    if kernel.ran_out():
        why += ", and the steps allowed for a proof are used up"
    match hint:
        case Numeric():
            how = f"agrees at {points} points of the domain"
            return Verdict(Grade.NUMERIC, how, points=points)
        case Open():
            why = hint.reason
        case AtSizes():
            at = exact_at_sizes(relation, assumptions, hint)
            if at.method:
                return Verdict(Grade.EXACT_AT_SIZES, at.method, at.conditions, points)
            why = at.why_not
        case OnBox():
            return _on_box(relation, assumptions, hint, seed)
        case MonteCarlo():
            sampled = compare_by_sampling(relation, assumptions, hint)
            if sampled.method:
                return Verdict(Grade.MONTE_CARLO, sampled.method, points=points)
            why = sampled.why_not
    return Verdict(Grade.UNDECIDED, why, points=points)


def _on_box(
    relation: Relation, assumptions: tuple[Relation, ...], hint: OnBox, seed: int
) -> Verdict:
    """The line for a box only: the box is a side condition, and what lies outside is not claimed.

    A counterexample outside of the box therefore refutes nothing, one inside refutes the line.
    """
    box = box_conditions(relation, hint)
    found = refuter.search(relation, (*assumptions, *box), points=POINTS, seed=seed)
    if found.witness is None and found.points == 0:
        raise LineError(f"no point of the box to check at: {found.reason}")
    proof = kernel.prove(relation, (*assumptions, *box))
    if found.witness is not None:
        _refuse_contradiction(relation, proof, found)
        return Verdict(Grade.REFUTED, "counterexample in the box", witness=found.witness)
    if proof is not None:
        return Verdict(Grade.PROVED, proof.method, (*box, *proof.conditions), found.points)
    certified = certify_on_box(relation, assumptions, hint)
    if certified.method:
        return Verdict(Grade.CERTIFIED_ON_BOX, certified.method, box, found.points)
    return Verdict(Grade.UNDECIDED, certified.why_not, points=found.points)
