"""The bars that the checker has to clear, each with what was measured.

``python -m benchmarks.bars`` sits the exam, checks the gallery and draws random relations. The exit
status is 1 if a bar is missed.
"""

import argparse
import os
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from statistics import median

from tests.proof.gallery.catalog import Exhibit
from tests.proof.soundness.relations import claim
from tests.proof.test_soundness import fate

from benchmarks.fresh import start
from benchmarks.gallery import build, exhibits
from linebyline.proof import Derivation, Grade
from linebyline.proof.exam.runner import read_cases, report, sit

SOUNDNESS = 20_000
_MARKS = {True: "met", False: "MISSED", None: "too few to say"}
_UNWANTED = {"numpy", "scipy", "torch", "matplotlib"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        what: is measured.
        wanted: the bar, in words.
        measured: what came out, in words.
        met: whether it is cleared; None where too little was measured to say.
        notes: what belongs to it, one line each.
    """

    what: str
    wanted: str
    measured: str
    met: bool | None
    notes: Sequence[str] = ()


def exam_bars() -> Iterator[Bar]:
    """Sit the exam."""
    counts = report([sit(case) for case in read_cases()])
    asked = counts["true_total"] + counts["false_total"]
    wrong = counts["false_verdicts"] + counts["crashes"]
    yield Bar("exam: lines of known truth", "at least 300", str(asked), asked >= 300)
    yield Bar("exam: false verdicts and crashes", "0", str(len(wrong)), not wrong, wrong)
    yield _share("exam: false lines refuted", counts["false_refuted"], counts["false_total"], 98)
    yield _share("exam: true lines proved", counts["true_proved"], counts["true_total"], 85)


def gallery_bars() -> Iterator[Bar]:
    """Check every derivation of the gallery."""
    chosen = exhibits()
    built, broken = build(chosen)
    notes = [f"{name}: {why}" for name, why in broken.items()]
    whole = f"{len(built)}, {len(broken)} broken"
    yield Bar(
        "gallery: derivations", "at least 100", whole, len(built) >= 100 and not broken, notes
    )
    verdicts = [line.verdict for derivation in built.values() for line in derivation.lines]
    grades = Counter(verdict.grade for verdict in verdicts)
    # Lines that are refuted on purpose, and definitions, are not there to be proved.
    decided = grades.total() - grades[Grade.GIVEN] - grades[Grade.REFUTED]
    yield _share("gallery: lines proved in general", grades[Grade.PROVED], decided, 90)
    yield _mutant_bar(chosen, built)
    proved = [verdict for verdict in verdicts if verdict.grade is Grade.PROVED]
    yield _median("a line", [v.milliseconds for v in proved], 20)
    slowest = max(v.milliseconds_with_mutants for v in verdicts) / 1000
    yield replace(
        _median("a line with mutants", [v.milliseconds_with_mutants for v in proved], 150),
        notes=[f"the slowest line: {slowest:.1f} s"],
    )


def start_bars() -> Iterator[Bar]:
    """Start the checker in fresh processes."""
    found = start()
    yield Bar("import, processor time", "at most 1 s", f"{found.seconds:.2f} s", found.seconds <= 1)
    unwanted = sorted(found.packages & _UNWANTED)
    yield Bar("numerical packages loaded", "none", ", ".join(unwanted) or "none", not unwanted)


def soundness_bars(count: int) -> Iterator[Bar]:
    """Draw random relations; what the kernel proves, the refuter must not refute."""
    fates = Counter(fate(claim(seed)) for seed in range(count))
    wrong = [said for said in fates if said not in ("proved", "not proved")]
    measured = f"{len(wrong)} of {count}, {fates['proved']} of them proved"
    met = False if wrong else True if count >= SOUNDNESS else None
    yield Bar("random relations proved and refuted", f"0 of {SOUNDNESS}", measured, met, wrong)


def _mutant_bar(chosen: Sequence[Exhibit], built: dict[str, Derivation]) -> Bar:
    """Mutants that are neither refuted nor proved, nor known to hold by the gallery's own word."""
    verdicts = [line.verdict for derivation in built.values() for line in derivation.lines]
    refuted = sum(verdict.mutants.refuted for verdict in verdicts)
    escaped, reasons = 0, Counter[str]()
    for exhibit in chosen:
        for number, line in enumerate(
            built[exhibit.name].lines if exhibit.name in built else (), 1
        ):
            for mutant in line.verdict.mutants.survived:
                known = [s for s in exhibit.survivors.get(number, ()) if s.piece in mutant]
                escaped += not (known and known[0].is_true)
                why = known[0].why if known else f"no reason known: {mutant}"
                reasons[f"{exhibit.name}, line {number}: {why}"] += 1
    tried, made = (sum(getattr(v.mutants, what) for v in verdicts) for what in ("tried", "made"))
    known = reasons.total() - escaped
    measured = f"{escaped}, {refuted} refuted, {known} known to hold; {tried} of {made} tried"
    notes = [f"{count} x {said}" for said, count in reasons.items()]
    return Bar("gallery: mutants that escape", "0, survivors named", measured, not escaped, notes)


def _share(what: str, right: int, total: int, percent: int) -> Bar:
    share = 100 * right / total if total else 0.0
    return Bar(what, f"at least {percent}%", f"{right} of {total}, {share:.1f}%", share >= percent)


def _median(what: str, milliseconds: Sequence[float], most: int) -> Bar:
    found = median(milliseconds)
    return Bar(f"gallery: {what}, median", f"at most {most} ms", f"{found:.1f} ms", found <= most)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print each bar, and return 1 if one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bars", description=__doc__)
    parser.add_argument("--soundness", type=int, default=600, help="so many random relations")
    chosen = parser.parse_args(argv)
    parts = (exam_bars(), gallery_bars(), start_bars(), soundness_bars(chosen.soundness))
    return show(chain.from_iterable(parts))


def show(bars: Iterable[Bar], to: Path | None = None) -> int:
    """Print each bar as it is measured; return 1 if one is missed, else 0.

    Args:
        bars: measures them.
        to: a Markdown file for a table of them, with the day and the machine.
    """
    shown = []
    for bar in bars:
        shown.append(bar)
        print(f"{bar.what:<38}{bar.wanted:<24}{bar.measured:<64}{_MARKS[bar.met]}", flush=True)
        for note in bar.notes:
            print(f"    {note}")
    if to is not None:
        to.write_text(table(shown), encoding="utf-8")
    return 1 if any(bar.met is False for bar in shown) else 0


def table(bars: Sequence[Bar]) -> str:
    """The bars as a table in Markdown, with the day and the machine they were measured on."""
    module = Path(sys.argv[0]).stem
    where = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}"
    rows = "\n".join(
        f"| {bar.what} | {bar.wanted} | {bar.measured} | {_MARKS[bar.met]} |" for bar in bars
    )
    return (
        f"Written by `python -m benchmarks.{module}` on {date.today()} ({where}).\n\n"
        f"| what | bar | measured | |\n|---|---|---|---|\n{rows}\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
