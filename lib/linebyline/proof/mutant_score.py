"""The fate of a line's mutants: refuted, proved to hold as well, or survived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from linebyline.proof import kernel, refuter
from linebyline.proof.mutants import relation_mutants, representative
from linebyline.proof.relation import ORDER, Relation, Sign
from linebyline.proof.rungs import AtSizes, OnBox, for_kernel
from linebyline.proof.rungs.at_sizes import exact_at_sizes
from linebyline.proof.rungs.on_box import certify_on_box
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr
from linebyline.proof.verdict import MutantScore, Proof, Witness

MOST_TRIED = 300
STEPS_OF_PROOFS = 1_000_000  # of the kernel, for all mutants of a line together
_POINTS = 24
_COSTLY_POINTS = 4  # where a point costs more than a proof
_SECOND_LOOK = 240  # points, before a mutant counts as survived


def score_mutants(
    relation: Relation,
    assumptions: tuple[Relation, ...],
    *,
    both_sides: bool,
    hint: object = None,
    conditions: tuple[Relation, ...] = (),
    most: int = MOST_TRIED,
) -> MutantScore:
    """Return how many small wrong versions of a relation fall, and which survive.

    A mutant is refuted at a point, or proved to hold as well (under the line's own conditions at
    most); what is neither has survived, also where the steps for proofs were used up before. Of
    very many mutants, representative ones are tried, and both numbers are told.
    """
    made = list(relation_mutants(relation, both_sides=both_sides))
    trial = _Trial(relation, assumptions, hint, conditions)
    chosen = representative(made, most)
    for _kind, mutant in chosen:
        trial.put(mutant)
    survived = tuple(map(repr, trial.survived))
    return MutantScore(
        trial.refuted, trial.equivalent, survived, trial.example, len(made), len(chosen)
    )


@dataclass(slots=True)
class _Trial:
    """A relation with what may be used for its mutants, and what became of them so far."""

    relation: Relation
    assumptions: tuple[Relation, ...]
    hint: object
    conditions: tuple[Relation, ...]
    refuted: int = 0
    equivalent: int = 0
    survived: list[Relation] = field(default_factory=list)
    example: tuple[str, Witness] | None = None
    steps: int = 0

    def put(self, mutant: Relation) -> None:
        """Decide one mutant and count it."""
        if mutant.left == mutant.right:
            self.equivalent += 1
            return
        points = _COSTLY_POINTS if refuter.is_costly(mutant) else _POINTS
        # Most mutants that hold at all points are proved in less time than a walk takes.
        found = self._search(mutant, points, directed=False)
        if found.fails:
            self._refute(mutant, points, found.witness)
        elif found.points == 0 and found.undefined:
            pass  # no value anywhere, so nobody could mistake it for the line
        elif self._is_proved(mutant):
            self.equivalent += 1
        elif (found := self._search(mutant, _SECOND_LOOK)).fails:
            self._refute(mutant, _SECOND_LOOK, found.witness)
        else:
            self.survived.append(mutant)

    def _refute(self, mutant: Relation, points: int, witness: Witness | None) -> None:
        self.refuted += 1
        if self.example is None and witness is not None:
            simple = self._search(mutant, points, minimise=True).witness
            self.example = (repr(mutant), simple or witness)

    def _search(
        self, mutant: Relation, points: int, *, minimise: bool = False, directed: bool = True
    ) -> refuter.Search:
        given = (*self.assumptions, *self.conditions)
        return refuter.search(mutant, given, points=points, minimise=minimise, directed=directed)

    def _is_proved(self, mutant: Relation) -> bool:
        """Whether it holds under the line's conditions, by itself or as weaker than the line."""
        hint = for_kernel(self.hint)
        weaker = _weaker(self.relation, mutant)
        attempts: list[tuple[Relation, object]] = [] if weaker is None else [(weaker, None)]
        attempts.append((mutant, hint))
        if hint is not None:
            attempts.append((mutant, None))
        if weaker is not None and is_leaf(self.relation.right):
            attempts.append(attempts.pop(0))  # a sign is decided sooner than a difference
        return any(self._proves(*attempt) for attempt in attempts) or self._holds_as_well(mutant)

    def _holds_as_well(self, mutant: Relation) -> bool:
        """Whether it reaches the grade that the line itself is satisfied with."""
        if self.steps > STEPS_OF_PROOFS:
            return False
        match self.hint:
            case AtSizes():
                found = exact_at_sizes(mutant, self.assumptions, self.hint)
                return bool(found.method) and set(found.conditions) <= set(self.conditions)
            case OnBox() if _names(mutant) == _names(self.relation):
                return bool(certify_on_box(mutant, self.assumptions, self.hint).method)
            case _:
                return False

    def _proves(self, relation: Relation, hint: object) -> bool:
        if self.steps > STEPS_OF_PROOFS:
            return False
        proof = kernel.prove(relation, self.assumptions, hint)
        self.steps += kernel.steps_used()
        return _holds_under(proof, self.conditions)


def is_leaf(side: Expr | Relation) -> bool:
    """Whether a side has no parts, as 0 has none."""
    return isinstance(side, Expr) and not side.args


def _names(relation: Relation) -> frozenset[Symbol]:
    return frozenset(relation.symbols)


def _holds_under(proof: Proof | None, conditions: Sequence[Relation]) -> bool:
    return proof is not None and set(proof.conditions) <= set(conditions)


def _weaker(relation: Relation, mutant: Relation) -> Relation | None:
    """What remains to be shown if the mutant is to follow from the relation itself."""
    if relation.sign not in ORDER or mutant.sign != relation.sign:
        return None
    weak: Sign = "<=" if relation.sign in ("<", "<=") else ">="
    if mutant.left == relation.left:
        return Relation(weak, relation.right, mutant.right)
    if mutant.right == relation.right:
        return Relation(weak, mutant.left, relation.left)
    return None
