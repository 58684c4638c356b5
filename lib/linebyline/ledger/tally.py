"""The counts of the book: how much is settled, how surely, and what the mutants say."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from linebyline.ledger.claims import SOURCES, Claim, chapter_names, load_claims
from linebyline.ledger.collect import Ledger
from linebyline.ledger.evidence import DerivationEvidence, LineEvidence
from linebyline.ledger.standing import STANDINGS
from linebyline.proof.verdict import Grade


@dataclass(frozen=True, slots=True)
class Share:
    """How many claims of some set are settled."""

    settled: int
    total: int


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant neither refuted nor proved equivalent.

    Attributes:
        chapter: where its derivation stands.
        label: of the derivation.
        number: of the line, from 1.
        line: TeX of the line.
        mutant: TeX of the line with the error planted.
    """

    chapter: str
    label: str
    number: int
    line: str
    mutant: str

    def __str__(self) -> str:
        return f"{self.chapter}/{self.label} line {self.number}: {self.mutant}"


@dataclass(frozen=True, slots=True)
class Mutants:
    """The fate of all mutants."""

    refuted: int
    equivalent: int
    survived: tuple[Survivor, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts. A line of a derivation counts once, however many claims rest on it.

    Attributes:
        settled: ids of the settled claims, in the ledger's order.
        by_source: share settled, by source.
        by_chapter: share settled, by chapter.
        claims_by_grade: number of settled claims, by how surely they stand.
        lines_by_grade: number of lines of the right forms, by grade.
        mutants: the fate of the lines' mutants.
        median_line_ms: median time to check a line, in milliseconds; None without lines.
        median_line_with_mutants_ms: the same with its mutants.
        not_counted: chapters, or cells of them, whose evidence is not counted, with the reason.
    """

    settled: tuple[str, ...]
    by_source: dict[str, Share]
    by_chapter: dict[str, Share]
    claims_by_grade: dict[str, int]
    lines_by_grade: dict[str, int]
    mutants: Mutants
    median_line_ms: float | None
    median_line_with_mutants_ms: float | None
    not_counted: tuple[str, ...] = ()


def tally(ledger: Ledger, chapter: str | None = None) -> Tally:
    """Count what the ledger holds, of the whole book or of one chapter."""
    claims = [c for c in load_claims() if chapter in (None, c.chapter)]
    derivations = [(at, d) for at, d in ledger.derivations if chapter in (None, at)]
    lines = [line for _, derivation in derivations for line in derivation.lines]
    standings = Counter(
        ledger.settlements[c.id].standing.name for c in claims if c.id in ledger.settlements
    )
    grades = Counter(line.grade.name for line in lines)
    return Tally(
        settled=tuple(c.id for c in claims if c.id in ledger.settlements),
        by_source={
            s.name: _share(ledger, (c for c in claims if c.source == s.name)) for s in SOURCES
        },
        by_chapter={
            name: _share(ledger, (c for c in claims if c.chapter == name))
            for name in ([chapter] if chapter else chapter_names())
        },
        claims_by_grade={s.name: standings[s.name] for s in STANDINGS},
        lines_by_grade={grade.name: grades[grade.name] for grade in Grade},
        mutants=_mutants(derivations),
        median_line_ms=_median(line.milliseconds for line in lines if line.was_checked),
        median_line_with_mutants_ms=_median(_full_time(line) for line in lines if line.was_checked),
        not_counted=tuple(str(n) for n in ledger.not_counted if chapter in (None, n.chapter)),
    )


def _share(ledger: Ledger, claims: Iterable[Claim]) -> Share:
    known = [c.id in ledger.settlements for c in claims]
    return Share(sum(known), len(known))


def _mutants(derivations: Iterable[tuple[str, DerivationEvidence]]) -> Mutants:
    refuted = equivalent = 0
    survived: list[Survivor] = []
    for chapter, derivation in derivations:
        for number, line in enumerate(derivation.lines, 1):
            refuted += line.mutants.refuted
            equivalent += line.mutants.equivalent
            survived += [
                Survivor(chapter, derivation.label, number, line.tex, mutant)
                for mutant in line.mutants.survived
            ]
    return Mutants(refuted, equivalent, tuple(survived))


def _full_time(line: LineEvidence) -> float:
    # A line without mutants has no second time.
    return max(line.milliseconds, line.milliseconds_with_mutants)


def _median(times: Iterable[float]) -> float | None:
    known = list(times)
    return round(median(known), 3) if known else None


def as_json(counts: Tally) -> dict[str, Any]:
    """Return the counts as plain data."""
    return {
        "settled": list(counts.settled),
        "by_source": _shares(counts.by_source),
        "by_chapter": _shares(counts.by_chapter),
        "claims_by_grade": counts.claims_by_grade,
        "lines_by_grade": counts.lines_by_grade,
        "mutants": {
            "refuted": counts.mutants.refuted,
            "equivalent": counts.mutants.equivalent,
            "survived": list(map(str, counts.mutants.survived)),
        },
        "median_line_ms": counts.median_line_ms,
        "median_line_with_mutants_ms": counts.median_line_with_mutants_ms,
        "not_counted": list(counts.not_counted),
    }


def _shares(shares: dict[str, Share]) -> dict[str, dict[str, int]]:
    return {name: {"settled": s.settled, "total": s.total} for name, s in shares.items()}
