"""What checking costs: time per line and per mutant, growth, memory, start.

``python -m benchmarks.proof`` prints tables, and with ``--json`` one JSON object. Times are those
of this machine, as busy as it is; the chapters' are from when they were last executed.
"""

import argparse
import json
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.families import FAMILIES
from benchmarks.fresh import peak_mib, start
from benchmarks.gallery import build, exhibits
from linebyline.ledger.freshness import find_book
from linebyline.ledger.status import read_ledger
from linebyline.proof import Derivation

_KIB_IN_MIB = 1024
_RESIDENT_UNIT = _KIB_IN_MIB if sys.platform != "darwin" else _KIB_IN_MIB**2


@dataclass(frozen=True, slots=True)
class Line:
    """What one line took.

    Attributes:
        check: milliseconds of its check.
        whole: milliseconds, its mutants included.
        mutants: how many of its mutants were tried.
        made: how many it has.
    """

    check: float
    whole: float
    mutants: int
    made: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What many lines took, in milliseconds.

    Attributes:
        lines: how many they are.
        check: of a line without mutants, the median.
        slowest: of a line without mutants, the most.
        whole: of a line with its mutants, the median.
        slowest_whole: of a line with its mutants, the most.
        mutants: how many mutants were tried.
        made: how many there are.
        per_mutant: the mean of one mutant.
    """

    lines: int
    check: float
    slowest: float
    whole: float
    slowest_whole: float
    mutants: int
    made: int
    per_mutant: float


@dataclass(frozen=True, slots=True)
class Growth:
    """What one member of a family took, in milliseconds.

    Attributes:
        family: the kind of derivation.
        grows: what there is more of from member to member.
        size: how many there are in this one.
        check: of all its lines, without mutants.
        mutants: how many mutants were tried.
        made: how many there are.
        per_mutant: the mean of one mutant.
        peak_mib: memory of Python's own objects at the peak; only for the largest member.
    """

    family: str
    grows: str
    size: int
    check: float
    mutants: int
    made: int
    per_mutant: float
    peak_mib: float | None = None


def lines_of(derivation: Derivation) -> Iterator[Line]:
    """Yield the lines that have mutants, for these were checked in full."""
    for verdict in (line.verdict for line in derivation.lines):
        score = verdict.mutants
        if score.tried:
            yield Line(
                verdict.milliseconds, verdict.milliseconds_with_mutants, score.tried, score.made
            )


def summary(lines: Iterable[Line]) -> Summary | None:
    """Return medians and means over some lines; nothing where there are none."""
    all_lines = list(lines)
    if not all_lines:
        return None
    return Summary(
        lines=len(all_lines),
        check=median(line.check for line in all_lines),
        slowest=max(line.check for line in all_lines),
        whole=median(line.whole for line in all_lines),
        slowest_whole=max(line.whole for line in all_lines),
        made=sum(line.made for line in all_lines),
        mutants=sum(line.mutants for line in all_lines),
        per_mutant=_per_mutant(all_lines),
    )


def chapter_lines(book: Path) -> Iterator[Line]:
    """Yield what the lines of the chapters took when they were executed."""
    for _, derivation in read_ledger(book).derivations:
        for line in derivation.lines:
            count = line.mutants.refuted + line.mutants.equivalent + len(line.mutants.survived)
            if count:
                yield Line(line.milliseconds, line.milliseconds_with_mutants, count, count)


def growth(members: int) -> Iterator[Growth]:
    """Yield what each family's first members took."""
    for name, family in FAMILIES.items():
        sizes = family.sizes[:members]
        for size in sizes:
            lines = list(lines_of(family.build(size)))
            peak = peak_mib(name, size) if size == sizes[-1] else None
            yield Growth(
                name, family.grows, size, sum(line.check for line in lines),
                sum(line.mutants for line in lines), sum(line.made for line in lines),
                _per_mutant(lines), peak,
            )  # fmt: skip


def measure(every: int, members: int) -> dict[str, Any]:
    """Return all measurements as plain data.

    Args:
        every: take one of so many derivations of the gallery.
        members: of each family, take so many.
    """
    chosen = exhibits()[::every]
    built, broken = build(chosen)
    summaries = {
        "gallery": summary(line for derivation in built.values() for line in lines_of(derivation)),
        "chapters": summary(chapter_lines(find_book(Path.cwd()))),
    }
    return {
        "lines": {name: asdict(found) if found else None for name, found in summaries.items()},
        "gallery_taken": len(built),
        "gallery_broken": broken,
        "growth": [asdict(member) for member in growth(members)],
        "start_seconds": start().seconds,
        "resident_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _RESIDENT_UNIT,
    }


def tables(found: dict[str, Any]) -> str:
    """Return the measurements for a reader."""
    heads = (
        "where", "lines", "ms, median", "ms, most", "with mutants", "most", "mutants", "of",
        "ms a mutant",
    )  # fmt: skip
    rows = [_row(heads)]
    rows += [_row((name, *values.values())) for name, values in found["lines"].items() if values]
    rows += [f"{name}: none is up to date" for name, values in found["lines"].items() if not values]
    rows += [f"gallery: {found['gallery_taken']} derivations taken"]
    rows += [f"  broken: {name}: {why}" for name, why in found["gallery_broken"].items()]
    grown = ("family", "grows", "size", "ms", "mutants", "of", "ms a mutant", "peak MiB")
    rows += ["", _row(grown)]
    rows += [_row(tuple(member.values())) for member in found["growth"]]
    rows += ["", f"import in a fresh process: {found['start_seconds']:.2f} s"]
    rows += [f"this process at its peak: {found['resident_mib']:.0f} MiB"]
    return "\n".join(rows)


def _row(cells: Sequence[object]) -> str:
    first, *others = ("" if cell is None else _shown(cell) for cell in cells)
    return (f"{first:<18}" + "".join(f"{cell:>13}" for cell in others)).rstrip()


def _shown(cell: object) -> str:
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)


def _per_mutant(lines: Sequence[Line]) -> float:
    mutants = sum(line.mutants for line in lines)
    return sum(line.whole - line.check for line in lines) / mutants if mutants else 0.0


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proof", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--every", type=int, default=6, help="one of so many of the gallery")
    parser.add_argument("--members", type=int, default=5, help="so many of each family")
    chosen = parser.parse_args(argv)
    if chosen.every < 1 or chosen.members < 1:
        parser.error("--every and --members are whole numbers from 1 on")
    found = measure(chosen.every, chosen.members)
    print(json.dumps(found, indent=1) if chosen.json else tables(found))


if __name__ == "__main__":
    main()
