"""Sit the exam: put every case to the checker and count what came out."""

import argparse
import json
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from importlib.resources import files
from typing import Any

from linebyline.proof.exam.declare import notation_of
from linebyline.proof.ladder import decide
from linebyline.proof.substitution import unfold_relation
from linebyline.proof.tree import ShapeError
from linebyline.proof.verdict import Grade, LineError, Verdict

Case = dict[str, Any]
Decide = Callable[..., Verdict]
_WIDTHS = (38, 7, 8, 7, 9, 10, 7)
ALL = "all"
_HOLDING = {grade.name for grade in Grade if grade.holds}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the checker said to one case.

    Attributes:
        id: the case.
        kind: its kind of mathematics.
        truth: whether the line is true; ``refuse`` where it must get no verdict.
        grade: a grade's name, or ``REFUSED`` (the line cannot be read or says nothing),
            ``CRASHED`` (an error that no reader should see), ``NOT_EXPRESSIBLE`` (the notation has
            no words for it yet).
        method: how it was decided, or the error.
        conditions: number of side conditions of a proof.
        milliseconds: processor time of the whole answer, reading included.
        witness: the counterexample in words, where there is one.
    """

    id: str
    kind: str
    truth: bool | str
    grade: str
    method: str
    conditions: int
    milliseconds: float
    witness: str = ""

    @property
    def is_false_verdict(self) -> bool:
        """Whether the checker claims what is not so: the one unforgivable outcome.

        An improper line may not hold; that it is refuted instead of refused is merely unhelpful.
        """
        if self.truth is True:
            return self.grade == Grade.REFUTED.name
        return self.grade in _HOLDING

    @property
    def is_right(self) -> bool:
        """Whether a true line was proved, a false one refuted, an improper one refused."""
        wanted = {True: Grade.PROVED.name, False: Grade.REFUTED.name, "refuse": "REFUSED"}
        return self.grade == wanted[self.truth]


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases of one kind there are, and how many got the best answer.

    Attributes:
        kind: the kind of mathematics, or ``ALL``.
        true: number of true lines.
        proved: how many of them were proved.
        false: number of false lines.
        refuted: how many of them were refuted.
        improper: number of lines that should get no verdict.
        refused: how many of them were refused.
    """

    kind: str
    true: int
    proved: int
    false: int
    refuted: int
    improper: int
    refused: int


def read_cases() -> list[Case]:
    """Return all cases, each with its kind, in the order of the files' names."""
    found: list[Case] = []
    for file in sorted(files(__package__).joinpath("cases").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            content = tomllib.loads(file.read_text(encoding="utf-8"))
            found += [{"kind": content["kind"], **case} for case in content["case"]]
    return found


def sit(case: Case, judge: Decide = decide) -> Answer:
    """Put one case to the checker, read and unfolded as a line of a derivation is.

    Args:
        case: one of ``read_cases``.
        judge: what decides a relation under assumptions.
    """
    start = time.process_time()
    conditions, witness = 0, ""
    if "needs" in case:
        grade, method = "NOT_EXPRESSIBLE", f"needs {case['needs']}"
    else:
        try:
            verdict = _judged(case, judge)
            grade, method = verdict.grade.name, verdict.method
            conditions, witness = len(verdict.conditions), str(verdict.witness or "")
        except (LineError, ShapeError) as error:
            grade, method = "REFUSED", str(error)
        except Exception as error:  # a crash is an outcome to be counted, not the end of the exam
            grade, method = "CRASHED", f"{type(error).__name__}: {error}"
    spent = 1000 * (time.process_time() - start)
    return Answer(
        case["id"], case["kind"], case["truth"], grade, method, conditions, spent, witness
    )


def _judged(case: Case, judge: Decide) -> Verdict:
    notation = notation_of(case.get("names", ()), case.get("assume", ()))
    setting = notation.setting
    relation = unfold_relation(notation.relation(case["line"]), setting.definitions)
    return judge(relation, setting.assumptions)


def report(answers: Sequence[Answer]) -> dict[str, Any]:
    """Count the answers; lines that the notation cannot express count nowhere else."""
    asked = [a for a in answers if a.grade != "NOT_EXPRESSIBLE"]
    true, false, improper = ([a for a in asked if a.truth == t] for t in (True, False, "refuse"))
    return {
        "true_total": len(true),
        "false_total": len(false),
        "improper_total": len(improper),
        "not_expressible": len(answers) - len(asked),
        "true_proved": sum(a.is_right for a in true),
        "true_proved_under_conditions": sum(a.is_right and a.conditions > 0 for a in true),
        "false_refuted": sum(a.is_right for a in false),
        "improper_refused": sum(a.is_right for a in improper),
        "false_verdicts": [a.id for a in asked if a.is_false_verdict],
        "crashes": [a.id for a in asked if a.grade == "CRASHED"],
        "seconds": sum(a.milliseconds for a in answers) / 1000,
        "cases": [asdict(a) for a in answers],
    }


def count_by_kind(answers: Sequence[Answer]) -> list[Count]:
    """Count the answers of each kind, and last of all; what cannot be written yet is left out."""
    asked = [a for a in answers if a.grade != "NOT_EXPRESSIBLE"]
    kinds = dict.fromkeys(a.kind for a in asked)
    counts = [_count(kind, [a for a in asked if a.kind == kind]) for kind in kinds]
    return [*counts, _count(ALL, asked)]


def _count(kind: str, answers: Sequence[Answer]) -> Count:
    true, false, improper = (
        [a.is_right for a in answers if a.truth == truth] for truth in (True, False, "refuse")
    )
    pairs = (n for right in (true, false, improper) for n in (len(right), sum(right)))
    return Count(kind, *pairs)


def table(answers: Sequence[Answer]) -> str:
    """The report for a reader: one row per kind, then every answer that is not the best one."""
    asked = [a for a in answers if a.grade != "NOT_EXPRESSIBLE"]
    rows = [_row([field.name for field in fields(Count)])]
    rows += [_row([str(cell) for cell in astuple(count)]) for count in count_by_kind(answers)]
    rows += [f"not expressible yet: {len(answers) - len(asked)}", ""]
    for answer in asked:
        if not answer.is_right:
            mark = "FALSE VERDICT " if answer.is_false_verdict else ""
            rows.append(f"{mark}{answer.truth} {answer.grade} {answer.id}: {answer.method}")
    return "\n".join(rows)


def _row(cells: Sequence[str]) -> str:
    return "".join(f"{c:<{width}}" for c, width in zip(cells, _WIDTHS, strict=True)).rstrip()


def main(argv: Sequence[str] | None = None) -> int:
    """Sit the exam and print its table, or JSON.

    Returns:
        1 if there is a false verdict or a crash, else 0.
    """
    parser = argparse.ArgumentParser(prog="linebyline exam", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--kind", help="only the cases whose kind contains this word")
    chosen = parser.parse_args(argv)
    cases = [case for case in read_cases() if (chosen.kind or "") in case["kind"]]
    answers = [sit(case) for case in cases]
    counts = report(answers)
    print(json.dumps(counts, indent=1) if chosen.json else table(answers))
    return 1 if counts["false_verdicts"] or counts["crashes"] else 0
