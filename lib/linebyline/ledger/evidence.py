"""Evidence: what a settled claim rests on, and whether that settles it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from linebyline.ledger.standing import ARGUED, GIVEN, PROSE, RAN, Standing, standing, weakest
from linebyline.proof.verdict import Grade

MIME = "application/vnd.linebyline.evidence+json"
How = Literal["derived", "refuted_and_corrected", "ran", "defined", "prose"]
HOWS: tuple[How, ...] = ("derived", "refuted_and_corrected", "ran", "defined", "prose")

_UNCHECKED = (Grade.GIVEN, Grade.CITED)


@dataclass(frozen=True, slots=True)
class WitnessEvidence:
    """A point at which a line fails: the values there, both sides, and whether it is certain."""

    values: Mapping[str, str]
    left: str
    right: str
    certified: bool


@dataclass(frozen=True, slots=True)
class MutantEvidence:
    """How many mutants of a line were refuted or are equivalent, and which survived."""

    refuted: int
    equivalent: int
    survived: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineEvidence:
    """One line of a derivation, with its grade and how it was checked (times in ms)."""

    relation: str
    tex: str
    reason: str
    grade: Grade
    method: str
    conditions: tuple[str, ...]
    points: int
    witness: WitnessEvidence | None
    second_opinion: str
    mutants: MutantEvidence
    milliseconds: float
    milliseconds_with_mutants: float

    @property
    def was_checked(self) -> bool:
        """Whether a check decided it; definitions, assumptions and citations have none."""
        return self.grade not in _UNCHECKED


@dataclass(frozen=True, slots=True)
class DerivationEvidence:
    """A chain of lines and the grade of the whole."""

    name: str
    label: str
    grade: Grade
    notation: tuple[str, ...]
    assumptions: tuple[str, ...]
    lines: tuple[LineEvidence, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for the same derivation shown twice."""
        return (self.label, self.name, tuple((line.relation, line.tex) for line in self.lines))

    @property
    def refuted_line(self) -> LineEvidence | None:
        """The first line with a counterexample, if any."""
        return next((line for line in self.lines if line.grade is Grade.REFUTED), None)

    @property
    def standing(self) -> Standing:
        """The weakest of its lines; what is given by definition or assumption weakens nothing."""
        lines = [line.grade for line in self.lines if line.grade is not Grade.GIVEN]
        return weakest(standing(grade.name) for grade in lines)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A behaviour that the chapter stated and saw hold, with a detail of the run."""

    says: str
    detail: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one call of `settle` rests on.

    Attributes:
        claims: ids of the claims it settles.
        how: the way they are settled.
        derivations: the right forms.
        printed: the wrong form in print, refuted.
        printed_behaviours: what the printed form was seen to do wrong, where it is code.
        behaviours: what was seen to hold.
        argued: the step from the derivations to the claims, where it is told in words.
        reason: why there is no check.
    """

    claims: tuple[str, ...]
    how: How
    derivations: tuple[DerivationEvidence, ...] = ()
    printed: DerivationEvidence | None = None
    printed_behaviours: tuple[Behaviour, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()
    argued: str = ""
    reason: str = ""

    @property
    def standing(self) -> Standing:
        """How surely the claims stand: the weakest of the pieces, the refuted print aside."""
        pieces = [derivation.standing for derivation in self.derivations]
        if self.how == "defined":
            pieces.append(GIVEN)
        elif self.behaviours:
            pieces.append(RAN)
        if self.argued:
            pieces.append(ARGUED)
        if not pieces:
            pieces.append(PROSE)
        return weakest(pieces)

    def problems(self) -> list[str]:
        """Why this settles nothing, in sentences; empty if it does."""
        found = [problem for d in self.derivations for problem in _why_not_upheld(d)]
        if not self.claims:
            found.append("it names no claim")
        if self.how == "refuted_and_corrected":
            found += self._why_not_refuted()
        if self.how == "derived" and not self.derivations:
            found.append("a derived claim needs a derivation")
        if self.how == "ran" and not self.behaviours:
            found.append("a claim that was run needs a stated behaviour")
        if self.how == "defined" and not (self.derivations or self.behaviours):
            found.append("a definition needs a check of its use; for a mere convention give prose")
        if self.argued and not self.derivations:
            found.append("a step told in words needs derivations from which it leads to the claim")
        if not (self.derivations or self.behaviours or self.reason.strip()):
            found.append("there is neither a check nor a reason for its absence")
        return found

    def _why_not_refuted(self) -> list[str]:
        if self.printed is not None:
            return _why_not_refuted(self.printed)
        return [] if self.printed_behaviours else ["the printed form was not refuted"]


def _why_not_upheld(derivation: DerivationEvidence) -> list[str]:
    name = derivation.name
    if not derivation.lines:
        return [f"{name!r} has no line"]
    bad = [(n, line) for n, line in enumerate(derivation.lines, 1) if not line.grade.holds]
    if bad:
        return [f"line {n} of {name!r} is {line.grade.name}: {line.tex}" for n, line in bad]
    if not derivation.grade.holds:
        return [f"{name!r} is {derivation.grade.name}"]
    if not any(line.was_checked for line in derivation.lines):
        return [f"no line of {name!r} was checked: all are given or cited"]
    return []


def _why_not_refuted(printed: DerivationEvidence) -> list[str]:
    if printed.grade is not Grade.REFUTED or printed.refuted_line is None:
        return [
            f"the printed form {printed.name!r} was not refuted, it is {printed.grade.name}; "
            "write it as the source prints it, under the source's own assumptions"
        ]
    if printed.refuted_line.witness is None:
        return [f"the printed form {printed.name!r} is refuted without a witness"]
    return []
