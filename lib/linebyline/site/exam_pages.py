r"""The checker's own account in the book: its exam, what it got wrong, and lines put to it.

Directives: ``exam-table`` (right answers by kind), ``exam-failures`` (every answer that is not the
best one, without exception), ``checked-lines`` and ``written-lines``. ``checked-lines`` takes
lines such as ``proved | real x | x^0 = 1 | a remark``; the checker answers them when the page is
made, and an answer other than the one named is an error. ``written-lines`` takes lines such as
``real x :: \frac{x}{2} \le |x| :: x/2 <= abs(x)``, the same line in TeX and in plain notation; an
error if the two are read differently or not proved.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from linebyline.ledger.freshness import find_book
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.exam.runner import ALL, Answer, Case, count_by_kind, read_cases, report
from linebyline.proof.ladder import decide
from linebyline.proof.notation import Notation
from linebyline.proof.reader import read_plain_relation
from linebyline.proof.substitution import unfold_relation
from linebyline.proof.tree import ShapeError
from linebyline.proof.verdict import Grade, LineError, Verdict
from linebyline.site.exam_answers import KEPT, exam_answers
from linebyline.site.exam_tables import declared, line_of, maths, paragraph, table
from linebyline.site.ledger_html import count_of, number

REFUSED = "refused"
_HEADS = ["Line", "Remark", "Answer"]
_Row = list[list[nodes.Node]]
_SAYS = {grade.name: f"{grade.mark} {grade.word}" for grade in Grade} | {
    "REFUSED": "refused",
    "CRASHED": "an error inside the checker",
    "NOT_EXPRESSIBLE": "not asked",
}
_TRUTHS = {True: "true", False: "false", "refuse": "improper"}


def _was_read(answer: Answer) -> bool:
    return answer.grade not in ("REFUSED", "CRASHED", "NOT_EXPRESSIBLE")


# An answer belongs to the first group that fits.
GROUPS: Mapping[str, Callable[[Answer], bool]] = {
    "False verdicts": lambda a: a.is_false_verdict,
    "Errors inside the checker": lambda a: a.grade == "CRASHED",
    "True lines not proved": lambda a: a.truth is True and _was_read(a),
    "False lines not refuted": lambda a: a.truth is False and _was_read(a),
    "Improper lines not refused": lambda a: a.truth == "refuse" and _was_read(a),
    "Proper lines that the reader refused": lambda a: a.grade == "REFUSED",
    "Not asked, for the notation has no words for it yet": lambda a: a.grade == "NOT_EXPRESSIBLE",
}


class _ExamDirective(SphinxDirective):
    """A part of a page that is made from the exam's answers."""

    has_content = False

    def answers(self) -> list[Answer]:
        """The answers, on which the page depends from now on."""
        book = find_book(Path(self.env.app.srcdir))
        answers = exam_answers(book)
        self.env.note_dependency(str(book / KEPT))
        self.env.note_dependency(str(book / "requirements.txt"))
        return answers


class ExamTable(_ExamDirective):
    """How many lines of each kind were answered right."""

    def run(self) -> list[nodes.Node]:
        """Return a sentence and a table."""
        answers = self.answers()
        heads = ["Kind", "True lines proved", "False lines refuted", "Improper lines refused"]
        rows = [
            [
                paragraph("all kinds" if count.kind == ALL else count.kind),
                paragraph(_share(count.proved, count.true)),
                paragraph(_share(count.refuted, count.false)),
                paragraph(_share(count.refused, count.improper)),
            ]
            for count in count_by_kind(answers)
        ]
        return [paragraph(exam_sentence(answers)), table("", heads, rows, "exam-counts")]


class ExamFailures(_ExamDirective):
    """Every answer that is not the best one."""

    def run(self) -> list[nodes.Node]:
        """Return a table for each group, or a sentence where it is empty."""
        cases = {case["id"]: case for case in read_cases()}
        made: list[nodes.Node] = []
        for title, group in failures(self.answers()).items():
            if not group:
                made.append(paragraph(f"{title}: none."))
                continue
            rows = [_row(cases[a.id], _remark(a, cases[a.id]), _said(a)) for a in group]
            made.append(table(f"{title}: {number(len(group))}", _HEADS, rows, "checked"))
        return made


class CheckedLines(SphinxDirective):
    """Lines that the checker answers while the page is made."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a table of the lines with their answers."""
        rows = [self._row(text) for text in self.content if text.strip()]
        return [table("", _HEADS, rows, "checked")]

    def _row(self, text: str) -> list[list[nodes.Node]]:
        parts = [part.strip() for part in text.split(" | ")]
        if len(parts) != 4:
            raise self.error(f"'answer | names | line | remark' is needed, got {text!r}")
        wanted, names, line, remark = parts
        case: Case = {"names": [name.strip() for name in names.split(";")], "line": line}
        verdict = answer_to(case)
        got = REFUSED if isinstance(verdict, str) else verdict.grade.word
        if got != wanted:
            raise self.error(f"{line} is {got}, and this page says that it is {wanted}")
        return _row(case, remark, _said_now(verdict))


class WrittenLines(SphinxDirective):
    """True lines as they are typed, in TeX and in plain notation, and as they are read."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a table of the lines."""
        rows = [self._row(text) for text in self.content if text.strip()]
        return [table("", ["In TeX", "In plain notation", "Read as"], rows, "checked")]

    def _row(self, text: str) -> list[list[nodes.Node]]:
        parts = [part.strip() for part in text.split(" :: ")]
        if len(parts) != 3:
            raise self.error(f"'names :: TeX :: plain notation' is needed, got {text!r}")
        names, line, plain = parts
        case: Case = {"names": [name.strip() for name in names.split(";")], "line": line}
        verdict = answer_to(case)
        if isinstance(verdict, str) or verdict.grade is not Grade.PROVED:
            raise self.error(f"{line} is not proved: {verdict}")
        notation = notation_of(case["names"])
        if read_plain_relation(plain, notation.names) != notation.relation(line):
            raise self.error(f"{plain} is not read as {line}")
        read = [line_of(case, notation), *declared(case, notation)]
        return [[nodes.literal("", line)], [nodes.literal("", plain)], read]


def exam_sentence(answers: Sequence[Answer]) -> str:
    """Return the exam's result in words."""
    counts = report(answers)
    lines = len(answers) - counts["not_expressible"]
    false_verdicts = len(counts["false_verdicts"])
    return (
        f"The exam put {number(lines)} lines to the checker. "
        f"Of {number(counts['true_total'])} true ones it proved {number(counts['true_proved'])}, "
        f"{number(counts['true_proved_under_conditions'])} of them under side conditions that it "
        f"names; of {number(counts['false_total'])} false ones it refuted "
        f"{number(counts['false_refuted'])}. It gave {count_of(false_verdicts, 'false verdict')}."
    )


def failures(answers: Sequence[Answer]) -> dict[str, list[Answer]]:
    """Sort every answer that is not the best one into its group; no group is left out."""
    groups: dict[str, list[Answer]] = {title: [] for title in GROUPS}
    for answer in answers:
        if not answer.is_right:
            groups[next(title for title, fits in GROUPS.items() if fits(answer))].append(answer)
    return groups


def answer_to(case: Case) -> Verdict | str:
    """Return the verdict on a line, or why it was refused."""
    try:
        notation = notation_of(case["names"])
        setting = notation.setting
        relation = unfold_relation(notation.relation(case["line"]), setting.definitions)
        return decide(relation, setting.assumptions)
    except (LineError, ShapeError) as error:
        return str(error)


def _share(right: int, total: int) -> str:
    return f"{number(right)} of {number(total)}" if total else "–"


def _row(case: Case, remark: str, said: list[nodes.Node]) -> _Row:
    notation: Notation | None = None
    if "needs" not in case:
        # Even names that crash the checker are listed.
        with suppress(Exception):
            notation = notation_of(case.get("names", ()), case.get("assume", ()))
    line = [line_of(case, notation), *declared(case, notation)]
    return [line, [nodes.Text(remark)], said]


def _remark(answer: Answer, case: Case) -> str:
    return f"{_TRUTHS[answer.truth]}: {case['why']}"


def _said(answer: Answer) -> list[nodes.Node]:
    """What the checker said, in full."""
    reason = answer.witness or answer.method.partition("\n")[0]
    return [nodes.Text(f"{_SAYS[answer.grade]}: {reason}")]


def _said_now(verdict: Verdict | str) -> list[nodes.Node]:
    if isinstance(verdict, str):
        reason = verdict.partition("\n")[0]
        return [nodes.Text(f"{REFUSED}: {reason}")]
    said: list[nodes.Node] = [nodes.Text(f"{verdict.grade.mark} {verdict.grade.word}")]
    if verdict.witness is not None:
        return [*said, nodes.Text(f" {verdict.witness}")]
    if verdict.conditions:
        conditions = [repr(condition) for condition in verdict.conditions]
        return [*said, nodes.Text(", provided that "), *maths(conditions)]
    return [*said, nodes.Text(f": {verdict.method}")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("exam-table", ExamTable)
    app.add_directive("exam-failures", ExamFailures)
    app.add_directive("checked-lines", CheckedLines)
    app.add_directive("written-lines", WrittenLines)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
