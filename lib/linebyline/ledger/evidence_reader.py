"""Reading evidence from the JSON in which it travels inside an executed notebook.

It is read strictly: a missing field, an unknown grade, a grade better than its own lines or a
counterexample beside a line that holds is an error, for the pages say only what stands here.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from linebyline.ledger.evidence import (
    HOWS,
    Behaviour,
    DerivationEvidence,
    Evidence,
    LineEvidence,
    MutantEvidence,
    WitnessEvidence,
)
from linebyline.proof.verdict import Grade

_OPINIONS = ("agrees", "cannot tell", "not expressible")
_RANK = {grade: rank for rank, grade in enumerate(Grade)}
_Name = TypeVar("_Name", bound=str)


def read_evidence(data: Mapping[str, Any]) -> Evidence:
    """Return evidence from its JSON form.

    Raises:
        ValueError: if a field is missing, unknown or contradicts another.
    """
    try:
        printed = data["printed"]
        evidence = Evidence(
            claims=_texts(data["claims"]),
            how=_one_of(data["how"], HOWS),
            derivations=tuple(read_derivation(item) for item in data["derivations"]),
            printed=None if printed is None else read_derivation(printed),
            printed_behaviours=_behaviours(data.get("printed_behaviours", ())),
            behaviours=_behaviours(data["behaviours"]),
            argued=data["argued"],
            reason=data["reason"],
        )
    except KeyError as missing:
        raise ValueError(f"evidence lacks the field {missing}") from None
    return evidence


def read_derivation(data: Mapping[str, Any]) -> DerivationEvidence:
    """Return a derivation's evidence from its JSON form.

    Raises:
        ValueError: if a field is missing, unknown or contradicts another.
    """
    try:
        derivation = DerivationEvidence(
            name=data["name"],
            label=data["label"],
            grade=_grade(data["grade"]),
            notation=_texts(data["notation"]),
            assumptions=_texts(data["assumptions"]),
            lines=tuple(_read_line(line) for line in data["lines"]),
        )
    except KeyError as missing:
        raise ValueError(f"evidence of a derivation lacks the field {missing}") from None
    checked = [_RANK[line.grade] for line in derivation.lines if line.was_checked]
    if checked and _RANK[derivation.grade] < min(max(checked), _RANK[Grade.REFUTED]):
        raise ValueError(f"{derivation.name!r} claims {derivation.grade.name}, its lines show less")
    return derivation


def _read_line(data: Mapping[str, Any]) -> LineEvidence:
    witness, mutants = data["witness"], data["mutants"]
    line = LineEvidence(
        relation=data["relation"],
        tex=data["tex"],
        reason=data["reason"],
        grade=_grade(data["grade"]),
        method=data["method"],
        conditions=_texts(data["conditions"]),
        points=int(data["points"]),
        witness=None if witness is None else WitnessEvidence(**witness),
        second_opinion=_one_of(data["second_opinion"], _OPINIONS),
        mutants=MutantEvidence(
            int(mutants["refuted"]), int(mutants["equivalent"]), _texts(mutants["survived"])
        ),
        milliseconds=float(data["milliseconds"]),
        milliseconds_with_mutants=float(data["milliseconds_with_mutants"]),
    )
    if line.was_checked and line.grade is not Grade.UNDECIDED and not line.method:
        raise ValueError(f"the line {line.tex} is {line.grade.name} by no method")
    if line.witness is not None and line.grade is not Grade.REFUTED:
        raise ValueError(f"the line {line.tex} has a counterexample, yet is {line.grade.name}")
    return line


def _behaviours(items: Sequence[Mapping[str, str]]) -> tuple[Behaviour, ...]:
    return tuple(Behaviour(says=item["says"], detail=item["detail"]) for item in items)


def _grade(name: str) -> Grade:
    return Grade[_one_of(name, tuple(Grade.__members__))]


def _texts(items: Sequence[str]) -> tuple[str, ...]:
    if isinstance(items, str):
        raise ValueError(f"expected a list of strings, got the string {items!r}")
    return tuple(items)


def _one_of(value: str, allowed: tuple[_Name, ...]) -> _Name:
    for known in allowed:
        if known == value:
            return known
    raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
