"""Collecting evidence from executed notebooks.

Evidence counts only where its chapter ran to the end and keeps the ledger's rules: every claim is
known, settled once, and settled in its own chapter. What breaks a rule is not counted, and named.
"""

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from linebyline.ledger.claims import claim
from linebyline.ledger.evidence import MIME, DerivationEvidence, Evidence
from linebyline.ledger.evidence_reader import read_derivation, read_evidence
from linebyline.ledger.standing import Standing
from linebyline.proof.derivation import MIME as DERIVATION
from linebyline.proof.verdict import Grade

_OBSERVATIONS = ("ran", "printed", "defined_by")


@dataclass(frozen=True, slots=True)
class Settlement:
    """One claim settled by one cell of a chapter (cells counted from 1)."""

    claim_id: str
    chapter: str
    cell: int
    evidence: Evidence

    @property
    def standing(self) -> Standing:
        """How surely the claim stands."""
        return self.evidence.standing


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A chapter with evidence that is not counted, and the reason."""

    chapter: str
    reason: str

    def __str__(self) -> str:
        return f"{self.chapter}: {self.reason}"


@dataclass(frozen=True)
class Ledger:
    """What the executed chapters have settled.

    Attributes:
        settlements: by claim id.
        not_counted: chapters whose evidence, or part of it, is not counted.
        shown: derivations that a chapter shows beside those that settle claims, with the chapter.
    """

    settlements: Mapping[str, Settlement]
    not_counted: tuple[NotCounted, ...] = ()
    shown: tuple[tuple[str, DerivationEvidence], ...] = ()

    @cached_property
    def derivations(self) -> tuple[tuple[str, DerivationEvidence], ...]:
        """Each right form with its chapter, once, whether or not it settles claims."""
        found: dict[object, tuple[str, DerivationEvidence]] = {}
        for settlement in self.settlements.values():
            for derivation in settlement.evidence.derivations:
                key = (settlement.chapter, derivation.key)
                found.setdefault(key, (settlement.chapter, derivation))
        for chapter, derivation in self.shown:
            found.setdefault((chapter, derivation.key), (chapter, derivation))
        return tuple(found.values())

    def of_chapter(self, chapter: str) -> tuple[Settlement, ...]:
        """The claims settled in a chapter, in the order of its cells."""
        return tuple(s for s in self.settlements.values() if s.chapter == chapter)


def collect(notebooks: Mapping[str, Path]) -> Ledger:
    """Return what executed notebooks have settled.

    Args:
        notebooks: executed notebook of each chapter, by its name ``part/chapter``.
    """
    settlements: dict[str, Settlement] = {}
    not_counted: list[NotCounted] = []
    shown: list[tuple[str, DerivationEvidence]] = []
    for chapter, path in notebooks.items():
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            not_counted.append(NotCounted(chapter, f"{path} is no notebook ({error})"))
            continue
        found, reasons = _read_chapter(chapter, cells)
        settlements |= found
        not_counted += [NotCounted(chapter, reason) for reason in reasons]
        shown += [(chapter, derivation) for derivation in _shown_in(cells)]
    return Ledger(settlements, tuple(not_counted), tuple(shown))


def _read_chapter(
    chapter: str, cells: list[dict[str, Any]]
) -> tuple[dict[str, Settlement], list[str]]:
    settlements: dict[str, Settlement] = {}
    reasons = []
    for number, cell in enumerate(cells, 1):
        error = _error_in(cell)
        if error:
            return {}, [f"cell {number} failed: {error}"]
        try:
            for settlement in _settlements_in(cell, chapter, number):
                _refuse_second(settlement, settlements)
                settlements[settlement.claim_id] = settlement
        except ValueError as problem:
            reasons.append(f"cell {number}: {problem}")
    return settlements, reasons


def _settlements_in(cell: dict[str, Any], chapter: str, number: int) -> Iterator[Settlement]:
    for output in cell.get("outputs", ()):
        data = output.get("data", {}).get(MIME)
        if data is None:
            continue
        _refuse_literal_truths("".join(cell["source"]))
        evidence = read_evidence(data)
        problems = evidence.problems()
        if problems:
            raise ValueError("; ".join(problems))
        for claim_id in evidence.claims:
            home = claim(claim_id).chapter
            if home != chapter:
                raise ValueError(
                    f"{claim_id} belongs to the chapter {home}; settle it there, or give it "
                    "this chapter in the ledger's data"
                )
            yield Settlement(claim_id, chapter, number, evidence)


def _shown_in(cells: list[dict[str, Any]]) -> Iterator[DerivationEvidence]:
    """The derivations shown by themselves, but for refuted ones; a failed chapter has none."""
    if any(_error_in(cell) for cell in cells):
        return
    for cell in cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {}).get(DERIVATION)
            if data is not None:
                derivation = read_derivation(data)
                if all(line.grade is not Grade.REFUTED for line in derivation.lines):
                    yield derivation


def _refuse_second(new: Settlement, settlements: Mapping[str, Settlement]) -> None:
    first = settlements.get(new.claim_id)
    if first is not None:
        raise ValueError(
            f"{new.claim_id} is settled already in cell {first.cell}; give all its derivations "
            "to one call of settle"
        )


def _refuse_literal_truths(code: str) -> None:
    """Refuse `ran={"it holds": True}`: a truth value that nothing computed."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        # A cell with a command of the notebook's own is not plain Python.
        return
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "settle":
            for keyword in call.keywords:
                if keyword.arg in _OBSERVATIONS and _holds_a_literal(keyword.value):
                    raise ValueError(
                        f"`{keyword.arg}` says True by itself; compute the truth value"
                    )


def _holds_a_literal(node: ast.expr) -> bool:
    values = node.values if isinstance(node, ast.Dict) else []
    firsts = [v.elts[0] if isinstance(v, ast.Tuple) and v.elts else v for v in values]
    return any(isinstance(value, ast.Constant) for value in firsts)


def _error_in(cell: dict[str, Any]) -> str:
    for output in cell.get("outputs", ()):
        if output.get("output_type") == "error":
            return f"{output.get('ename')}: {output.get('evalue')}"
    return ""
