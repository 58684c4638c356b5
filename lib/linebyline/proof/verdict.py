"""What a check has shown, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from linebyline.proof.relation import Relation


class Grade(Enum):
    """How surely a line is known, strongest first."""

    PROVED = ("∎", "proved", "decided in general: all sizes, all values of the domain")
    EXACT_AT_SIZES = ("▦", "exact at sizes", "decided exactly for the sizes listed, not in general")
    CERTIFIED_ON_BOX = ("▢", "certified on a box", "interval arithmetic on the stated box")
    NUMERIC = ("≈", "numeric", "agrees at points drawn from the domain; not a proof")
    MONTE_CARLO = ("∿", "Monte Carlo", "agrees within four standard errors")
    GIVEN = ("▸", "given", "a definition or an assumption")
    CITED = ("❞", "cited", "taken from the reference named")
    REFUTED = ("✗", "refuted", "a counterexample is shown")
    UNDECIDED = ("?", "undecided", "neither proved nor refuted")

    def __init__(self, mark: str, word: str, meaning: str) -> None:
        self.mark = mark
        self.word = word
        self.meaning = meaning

    @property
    def holds(self) -> bool:
        """Whether a line with this grade may stand in a chapter."""
        return self not in (Grade.REFUTED, Grade.UNDECIDED)


class LineError(ValueError):
    """A line that cannot be checked: unreadable, undeclared, contradictory or vacuous."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A point of the declared domain at which a relation fails.

    Attributes:
        values: the value of each symbol, printed exactly where it is rational.
        left: value of the left side there.
        right: value of the right side there.
        certified: whether exact or ball arithmetic excludes that the relation holds.
    """

    values: Mapping[str, str]
    left: str
    right: str
    certified: bool = True

    def __str__(self) -> str:
        where = ", ".join(f"{name} = {value}" for name, value in self.values.items())
        place = f"at {where}: " if where else "as it stands: "
        surely = "" if self.certified else " (in rounded arithmetic)"
        return f"{place}left side {self.left}, right side {self.right}{surely}"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a prover returns: how, and under which side conditions.

    Attributes:
        method: the argument, in a few words.
        conditions: what must also hold, for instance that a divisor is not zero.
    """

    method: str
    conditions: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class MutantScore:
    """What became of a line's mutants.

    Attributes:
        refuted: number refuted with a witness.
        equivalent: number proved to hold as well.
        survived: TeX of those neither refuted nor proved.
        example: one refuted mutant and its witness, for the reader.
        made: number of distinct mutants that the slips make of the line.
        tried: number of them that were put to the checker.
    """

    refuted: int = 0
    equivalent: int = 0
    survived: tuple[str, ...] = ()
    example: tuple[str, Witness] | None = None
    made: int = 0
    tried: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of checking one relation.

    Attributes:
        grade: how surely it is known.
        method: how it was decided.
        conditions: side conditions that the assumptions do not already give.
        points: number of points of the domain at which it was evaluated and held.
        witness: the counterexample, for REFUTED.
        second_opinion: what SymPy said: ``agrees``, ``cannot tell``, ``not expressible`` or
            ``not asked``.
        mutants: the fate of the line's mutants.
        milliseconds: processor time of the check without mutants.
        milliseconds_with_mutants: time with them.
    """

    grade: Grade
    method: str
    conditions: tuple[Relation, ...] = ()
    points: int = 0
    witness: Witness | None = None
    second_opinion: str = "not expressible"
    mutants: MutantScore = field(default_factory=MutantScore)
    milliseconds: float = 0.0
    milliseconds_with_mutants: float = 0.0

    def __bool__(self) -> bool:
        raise TypeError("a verdict is no yes or no; look at its grade")

    def with_(self, **changes: object) -> Verdict:
        """Return a copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
