"""A derivation: lines over one notation, each decided as it is written down."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from linebyline._page import is_built_page, is_live
from linebyline.proof import render
from linebyline.proof.ladder import ContradictionError, decide
from linebyline.proof.mutant_score import is_leaf, score_mutants
from linebyline.proof.record import Record, write_record
from linebyline.proof.relation import Relation, Sign
from linebyline.proof.second_opinion import CONTRADICTS, second_opinion
from linebyline.proof.substitution import unfold_relation
from linebyline.proof.sympy_writer import to_sympy
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr
from linebyline.proof.verdict import Grade, Verdict

if TYPE_CHECKING:
    from linebyline.proof.audit import Audit
    from linebyline.proof.notation import Notation

MIME = "application/vnd.linebyline.derivation+json"
CONVERGENCE = r"\text{every integral that is written converges absolutely}"
_WEAKEST_LAST = list(Grade)
_WITH_MUTANTS = (Grade.PROVED, Grade.EXACT_AT_SIZES, Grade.CERTIFIED_ON_BOX, Grade.NUMERIC)


class _LineStopped(ValueError):
    """A line that may not stand.

    Attributes:
        derivation: the lines up to this one, to be shown; ``None`` where there is none to show.
    """

    derivation: Derivation | None = None


class LineRefuted(_LineStopped):
    """A line is false; the message holds the line, the counterexample and both values."""


class LineUndecided(_LineStopped):
    """A line is neither proved nor refuted, and no reason to leave it open was registered."""


@dataclass(frozen=True, slots=True)
class Line:
    """One checked line.

    Attributes:
        relation: what the line claims: the formula before it, the sign, its own formula.
        reason: why, in the author's words.
        verdict: the outcome.
        unfolded: the relation with all definitions written out, as it was checked.
        hint: what the author gave along.
    """

    relation: Relation
    reason: str
    verdict: Verdict
    unfolded: Relation
    hint: object = None

    @property
    def shown_sign(self) -> Sign:
        """The sign at the head of the line."""
        return self.relation.sign

    @property
    def sympy(self) -> Any:
        """The line's formula in SymPy, definitions written out."""
        right = self.unfolded.right
        if isinstance(right, Relation):
            raise TypeError("a line that is itself a relation has no single SymPy formula")
        return to_sympy(right)


class Derivation:
    """Checked lines with their notation; shows itself in notebook, page, PDF and terminal.

    Attributes:
        name: title, in words.
        label: address of the derivation, unique in its chapter.
        first: the formula or relation that the lines start from.
        lines: the checked lines.
        audited: what each assumption is good for, once ``audit`` was asked.
    """

    def __init__(
        self,
        name: str,
        notation: Notation,
        first: Expr | Relation | None,
        lines: Sequence[Line],
        label: str = "",
    ) -> None:
        self.name = name
        self.label = label or re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        self.first = first
        self.lines = tuple(lines)
        self.given = notation
        self.audited: Audit | None = None
        self._assumptions = tuple(notation.assumptions)

    @property
    def grade(self) -> Grade:
        """The weakest grade among the lines."""
        return max((line.verdict.grade for line in self.lines), key=_WEAKEST_LAST.index)

    @cached_property
    def notation(self) -> list[str]:
        """The domains of the names used, in TeX."""
        used = set().union(*(line.unfolded.symbols | line.relation.symbols for line in self.lines))
        used |= set().union(*(assumption.symbols for assumption in self._assumptions), set())
        formulas = [f for line in self.lines for f in line.unfolded.formulas]
        described = self.given.describe(used)
        if any(node.op == "integral" for formula in formulas for _, node in walk(formula)):
            described.append(CONVERGENCE)
        return described

    @cached_property
    def definitions(self) -> list[str]:
        """The abbreviations used, in TeX."""
        used = set().union(*(line.relation.symbols for line in self.lines))
        return self.given.describe_definitions(used)

    @cached_property
    def assumptions(self) -> list[str]:
        """The assumptions, in TeX."""
        return [repr(assumption) for assumption in self._assumptions]

    def formula_after(self, number: int | None = None) -> Expr | Relation:
        """What stands after a line: 0 is the first formula, the last line when left out.

        Raises:
            ValueError: if there is no such line.
        """
        last = len(self.lines)
        at = last if number is None else number
        if not 0 <= at <= last:
            raise ValueError(f"{self.name!r} has lines 0 to {last}, got {at}")
        if at:
            return self.lines[at - 1].relation.right
        return self.lines[0].relation.left if self.first is None else self.first

    def evidence(self) -> dict[str, Any]:
        """What was checked and how it came out, as plain data for the ledger."""
        return {
            "name": self.name,
            "label": self.label,
            "grade": self.grade.name,
            "notation": self.notation,
            "assumptions": self.assumptions,
            "audit": [f.as_data() for f in self.audited.findings] if self.audited else [],
            "lines": [_line_evidence(line) for line in self.lines],
        }

    def record(self) -> Record:
        """The formulas after each line, with their notation, as plain data."""
        numbers = range(len(self.lines) + 1)
        return write_record(self.given, [self.formula_after(number) for number in numbers])

    def _repr_html_(self) -> str:
        return render.to_html(self, self.record() if is_built_page() else None)

    def _repr_latex_(self) -> str:
        return render.to_latex(self)

    def _repr_mimebundle_(
        self, include: Iterable[str] = (), exclude: Iterable[str] = ()
    ) -> dict[str, Any]:
        return {MIME: self.evidence()}  # Jupyter adds the forms above

    def __repr__(self) -> str:
        return render.to_text(self)


def check_line(
    notation: Notation, relation: Relation, reason: str, hint: object, *, is_first: bool
) -> Line:
    """Decide one line, score its mutants, and ask for the second opinion.

    Where a reader waits for it, in the page, the line is decided and no more.
    """
    setting = notation.setting
    unfolded = unfold_relation(relation, setting.definitions)
    if relation.left != relation.right and unfolded.left == unfolded.right:
        verdict = Verdict(Grade.GIVEN, "the definition written out")
        return Line(relation, reason, verdict, unfolded, hint)
    verdict = _decided(unfolded, setting.assumptions, hint)
    if is_live():
        return Line(relation, reason, verdict.with_(second_opinion="not asked"), unfolded, hint)
    if verdict.grade is Grade.PROVED:
        opinion = second_opinion(unfolded)
        if opinion == CONTRADICTS:
            raise ContradictionError(f"SymPy contradicts a proved line: {relation!r}")
        verdict = verdict.with_(second_opinion=opinion)
    if verdict.grade in _WITH_MUTANTS:
        verdict = _with_mutants(verdict, unfolded, setting.assumptions, hint, is_first)
    return Line(relation, reason, verdict, unfolded, hint)


_known = lru_cache(maxsize=2000)(decide)


def _decided(relation: Relation, assumptions: tuple[Relation, ...], hint: object) -> Verdict:
    """The verdict; where a reader waits, a line that stayed as it was is not checked again."""
    if is_live() and hint is None:
        return _known(relation, assumptions)
    return decide(relation, assumptions, hint)


def _with_mutants(
    verdict: Verdict,
    unfolded: Relation,
    assumptions: tuple[Relation, ...],
    hint: object,
    is_first: bool,
) -> Verdict:
    start = time.process_time()
    both = is_first or is_leaf(unfolded.right)  # a leaf has few mutants of its own
    score = score_mutants(
        unfolded, assumptions, both_sides=both, hint=hint, conditions=verdict.conditions
    )
    spent = verdict.milliseconds + 1000 * (time.process_time() - start)
    return verdict.with_(mutants=score, milliseconds_with_mutants=spent)


def insist(line: Line, number: int) -> None:
    """Raise if the line may not stand in a chapter.

    Raises:
        LineRefuted: with the line and its counterexample.
        LineUndecided: if no reason to leave it open is registered.
    """
    verdict = line.verdict
    if verdict.grade is Grade.REFUTED:
        raise LineRefuted(f"line {number} is false: {line.relation!r}\n  {verdict.witness}")
    if verdict.grade is Grade.UNDECIDED:
        raise LineUndecided(
            f"line {number} is undecided ({verdict.method}): {line.relation!r}\n"
            "  split it into smaller lines, add the missing assumption, or register it with a hint "
            "Open('why')"
        )


def _line_evidence(line: Line) -> dict[str, Any]:
    verdict, witness = line.verdict, line.verdict.witness
    return {
        "relation": line.shown_sign,
        "tex": repr(line.relation),
        "reason": line.reason,
        "grade": verdict.grade.name,
        "method": verdict.method,
        "conditions": [repr(condition) for condition in verdict.conditions],
        "points": verdict.points,
        "witness": None
        if witness is None
        else {
            "values": dict(witness.values),
            "left": witness.left,
            "right": witness.right,
            "certified": witness.certified,
        },
        "second_opinion": verdict.second_opinion,
        "mutants": {
            "refuted": verdict.mutants.refuted,
            "equivalent": verdict.mutants.equivalent,
            "survived": list(verdict.mutants.survived),
            "made": verdict.mutants.made,
            "tried": verdict.mutants.tried,
        },
        "milliseconds": verdict.milliseconds,
        "milliseconds_with_mutants": verdict.milliseconds_with_mutants,
    }
