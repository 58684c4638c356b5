"""The exam's data are sound, its counting cannot be fooled, and the checker passes it."""

import json
from collections import Counter
from typing import Any

import pytest

from linebyline.proof import Grade, LineError, Verdict
from linebyline.proof.exam import runner
from linebyline.proof.exam.runner import Answer, read_cases, report, sit, table

CASES = read_cases()
FIELDS = {"id", "kind", "truth", "names", "assume", "line", "why", "at", "solve", "needs"}


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    return [sit(case) for case in CASES]


def case_of(name: str) -> dict[str, Any]:
    return next(case for case in CASES if case["id"] == name)


def constant(grade: Grade) -> Any:
    return lambda relation, assumptions: Verdict(grade, "said without looking")


def test_cases_are_well_formed() -> None:
    assert [case["id"] for case in CASES if not case.keys() <= FIELDS] == []
    assert [case["id"] for case in CASES if not (case["line"] and case["why"])] == []
    assert {case["truth"] for case in CASES} == {True, False, "refuse"}


def test_every_case_has_its_own_name_and_its_own_claim() -> None:
    claims = [(c["line"], tuple(c.get("names", ())), tuple(c.get("assume", ()))) for c in CASES]
    for counted in (Counter(case["id"] for case in CASES), Counter(claims)):
        assert [key for key, count in counted.items() if count > 1] == []


def test_a_false_case_names_its_counterexample() -> None:
    false = [c for c in CASES if c["truth"] is False and "needs" not in c and c.get("names")]
    assert [case["id"] for case in false if "at" not in case] == []


def test_there_are_enough_cases_of_both_truths_in_every_kind() -> None:
    counted = Counter((case["kind"], case["truth"]) for case in CASES if "needs" not in case)
    proper = {kind for kind, truth in counted if truth != "refuse"}
    assert sum(n for (_, truth), n in counted.items() if truth != "refuse") >= 300
    assert min(counted[kind, truth] for kind in proper for truth in (True, False)) >= 5


def test_every_line_that_is_no_refusal_can_be_read(answers: list[Answer]) -> None:
    refused = [a for a in answers if a.grade == "REFUSED" and a.truth != "refuse"]
    assert len(refused) <= 0.02 * len(answers), [f"{a.id}: {a.method}" for a in refused]


def test_no_false_verdict(answers: list[Answer]) -> None:
    assert report(answers)["false_verdicts"] == []


def test_no_crash(answers: list[Answer]) -> None:
    assert [f"{a.id}: {a.method}" for a in answers if a.grade == "CRASHED"] == []


def test_false_lines_are_refuted(answers: list[Answer]) -> None:
    counts = report(answers)
    left = [a.id for a in answers if a.truth is False and not a.is_right]
    assert counts["false_refuted"] >= 0.98 * counts["false_total"], left


def test_true_lines_are_proved(answers: list[Answer]) -> None:
    counts = report(answers)
    left = [a.id for a in answers if a.truth is True and not a.is_right]
    assert counts["true_proved"] >= 0.85 * counts["true_total"], left


def test_improper_lines_are_refused(answers: list[Answer]) -> None:
    counts = report(answers)
    left = [a.id for a in answers if a.truth == "refuse" and not a.is_right]
    assert counts["improper_refused"] >= 0.9 * counts["improper_total"], left


@pytest.mark.parametrize("grade", [g for g in Grade if g.holds])
def test_a_checker_that_always_agrees_is_caught(grade: Grade) -> None:
    counts = report([sit(case, constant(grade)) for case in CASES])
    read = [a for a in counts["cases"] if a["truth"] is False and a["grade"] == grade.name]
    assert len(read) > 0.9 * counts["false_total"]
    assert set(counts["false_verdicts"]) >= {a["id"] for a in read}
    assert counts["false_refuted"] == 0


def test_a_checker_that_always_disagrees_is_caught() -> None:
    counts = report([sit(case, constant(Grade.REFUTED)) for case in CASES])
    read = [a for a in counts["cases"] if a["truth"] is True and a["grade"] == "REFUTED"]
    assert len(read) > 0.9 * counts["true_total"]
    assert set(counts["false_verdicts"]) == {a["id"] for a in read}
    assert counts["true_proved"] == 0


def test_a_checker_that_never_decides_earns_nothing() -> None:
    counts = report([sit(case, constant(Grade.UNDECIDED)) for case in CASES])
    assert (counts["true_proved"], counts["false_refuted"]) == (0, 0)
    assert counts["false_verdicts"] == []


def test_a_refusal_counts_neither_as_proof_nor_as_refutation() -> None:
    def refuse(relation: object, assumptions: object) -> Verdict:
        raise LineError("not today")

    counts = report([sit(case_of(name), refuse) for name in ("pythagoras", "pythagoras-minus")])
    assert (counts["true_proved"], counts["false_refuted"]) == (0, 0)
    assert [a["grade"] for a in counts["cases"]] == ["REFUSED", "REFUSED"]


def test_a_crash_is_counted_and_does_not_stop_the_exam() -> None:
    def crash(relation: object, assumptions: object) -> Verdict:
        raise ZeroDivisionError("inside the checker")

    counts = report([sit(case_of("pythagoras"), crash)])
    assert counts["crashes"] == ["pythagoras"]
    assert counts["true_proved"] == 0


def test_what_cannot_be_written_yet_is_counted_apart(answers: list[Answer]) -> None:
    later = [case["id"] for case in CASES if "needs" in case]
    assert [a.id for a in answers if a.grade == "NOT_EXPRESSIBLE"] == later
    counts = report(answers)
    asked = counts["true_total"] + counts["false_total"] + counts["improper_total"]
    assert asked + counts["not_expressible"] == len(CASES)


def test_the_table_marks_a_false_verdict() -> None:
    said = [sit(case_of("pythagoras-minus"), constant(Grade.PROVED))]
    assert "FALSE VERDICT False PROVED pythagoras-minus" in table(said)


def test_the_command_prints_the_report_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["--json", "--kind", "branch"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["true_total"] + counts["false_total"] == len(counts["cases"]) == 26
    wanted = {"id", "kind", "truth", "grade", "method", "milliseconds"}
    assert all(wanted <= answer.keys() for answer in counts["cases"])
