"""The checker's account of itself: nothing that it got wrong is left out, nothing is made up."""

import importlib.util
import re

import pytest
from docutils import nodes
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.util.docutils import additional_nodes, unregister_node

from linebyline.proof.exam.runner import Answer, read_cases
from linebyline.site import exam_pages
from linebyline.site.exam_answers import KEPT, exam_answers
from linebyline.site.exam_pages import GROUPS, exam_sentence, failures

PAGE = "how_the_checker_works.md"
# One case of each truth, in the order in which the exam has them.
CASES = {
    truth: [c for c in read_cases() if c["truth"] == truth] for truth in (True, False, "refuse")
}


def answer(truth, grade, number=0, **changes):
    case = CASES[truth][number]
    said = {"method": "said so", "conditions": 0, "milliseconds": 1.0} | changes
    return Answer(case["id"], case["kind"], truth, grade, **said)


RIGHT = [answer(True, "PROVED"), answer(False, "REFUTED"), answer("refuse", "REFUSED")]
WRONG = [
    (answer(True, "REFUTED", 1), "False verdicts"),
    (answer(False, "PROVED", 1), "False verdicts"),
    (answer(False, "NUMERIC", 2), "False verdicts"),
    (answer("refuse", "PROVED", 1), "False verdicts"),
    (answer(True, "CRASHED", 2), "Errors inside the checker"),
    (answer(True, "NOT_EXPRESSIBLE", 3), "Not asked, for the notation has no words for it yet"),
    (answer(True, "REFUSED", 4), "Proper lines that the reader refused"),
    (answer(False, "REFUSED", 4), "Proper lines that the reader refused"),
    (answer(True, "UNDECIDED", 5), "True lines not proved"),
    (answer(True, "NUMERIC", 6), "True lines not proved"),
    (answer(False, "UNDECIDED", 5), "False lines not refuted"),
    (answer("refuse", "REFUTED", 2), "Improper lines not refused"),
    (answer("refuse", "UNDECIDED", 3), "Improper lines not refused"),
]
ALL_WRONG = [wrong for wrong, _ in WRONG]


@pytest.fixture
def render(small_book, monkeypatch):
    """Builds a page of reStructuredText; returns its text or HTML and the warnings."""
    monkeypatch.setattr(directives, "_directives", dict(directives._directives))
    monkeypatch.setattr(roles, "_roles", dict(roles._roles))

    def build(text, builder="html"):
        (small_book.chapters / "page.rst").write_text(f":orphan:\n\nPage\n====\n\n{text}\n")
        warnings = small_book.root / "warnings.txt"
        settings = {
            "extensions": ["linebyline.site.exam_pages"],
            "root_doc": "chapters/page",
            "exclude_patterns": ["_build", "out"],
        }
        out = small_book.root / "out" / builder
        with warnings.open("w") as stream:
            app = Sphinx(
                small_book.root, None, out, small_book.root / "doctrees", builder,
                confoverrides=settings, status=None, warning=stream, freshenv=True,
            )  # fmt: skip
            app.build()
        suffix = {"html": "html", "text": "txt"}[builder]
        return (out / f"chapters/page.{suffix}").read_text(), warnings.read_text()

    yield build
    for node in list(additional_nodes):
        unregister_node(node)
        additional_nodes.discard(node)


@pytest.fixture
def exam_with(monkeypatch):
    """Lets the pages see these answers in place of the exam's."""
    return lambda answers: monkeypatch.setattr(exam_pages, "exam_answers", lambda book: answers)


@pytest.mark.parametrize(("wrong", "title"), WRONG)
def test_answer_that_is_not_the_best_stands_in_its_group(wrong, title):
    assert failures([*RIGHT, wrong]) == {name: [] for name in GROUPS} | {title: [wrong]}


def test_no_failure_is_left_out():
    listed = [answer for group in failures(RIGHT + ALL_WRONG).values() for answer in group]
    assert sorted(a.id for a in listed) == sorted(a.id for a in ALL_WRONG)


def test_every_failure_is_on_the_page_with_its_answer(render, exam_with):
    marked = [answer(True, "UNDECIDED", n, method=f"answer {n}") for n in range(40)]
    exam_with(RIGHT + marked)
    page, warnings = render(".. exam-failures::")
    assert warnings == ""
    assert "True lines not proved: 40" in page
    assert [n for n in range(40) if f"? undecided: answer {n}<" not in page] == []
    assert "False verdicts: none." in page


def test_false_verdict_is_told_first_and_in_the_sentence(render, exam_with):
    exam_with(RIGHT + ALL_WRONG)
    page, _ = render(".. exam-table::\n\n.. exam-failures::")
    assert "It gave 4 false verdicts." in page
    titles = re.findall(r'caption-text">([^:<]+): \d', page)
    assert titles == list(GROUPS)


def test_table_counts_right_answers_by_kind(render, exam_with):
    exam_with([*RIGHT, answer(True, "UNDECIDED", 1), answer(True, "NOT_EXPRESSIBLE", 2)])
    text, _ = render(".. exam-table::", "text")
    assert "all kinds" in text
    assert re.search(r"all kinds\s+\|?\s*1 of 2\s+\|?\s*1 of 1\s+\|?\s*1 of 1", text)


def test_sentence_counts_proofs_under_conditions():
    said = exam_sentence([answer(True, "PROVED"), answer(True, "PROVED", 1, conditions=2)])
    assert "it proved 2, 1 of them under side conditions" in said
    assert "It gave no false verdicts." in said


def test_exam_is_sat_once_for_each_state_of_the_package(small_book):
    sittings = []
    sit = lambda: sittings.append(1) or list(RIGHT)  # noqa: E731
    assert exam_answers(small_book.root, sit) == exam_answers(small_book.root, sit) == RIGHT
    assert len(sittings) == 1
    module = small_book.package / "proof" / "kernel.py"
    module.parent.mkdir(parents=True)
    module.write_text("changed = True\n")
    exam_answers(small_book.root, sit)
    assert len(sittings) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": 1}'])
def test_answers_that_cannot_be_read_are_not_used(small_book, text):
    kept = small_book.root / KEPT
    kept.parent.mkdir()
    kept.write_text(text)
    assert exam_answers(small_book.root, lambda: list(RIGHT)) == RIGHT


def test_lines_are_answered_when_the_page_is_made(render):
    page, warnings = render(
        ".. checked-lines::\n\n"
        "   proved | real x | \\frac{x}{x} = 1 | a quotient\n"
        "   refuted | real x; real y | x + y = x | not so\n"
        "   refused | real x | x = x | says nothing\n"
    )
    assert warnings == ""
    assert re.search(r"∎ proved, provided that <span class=\"math[^>]*>\\\(\\displaystyle x", page)
    assert "✗ refuted at x =" in page
    assert "both sides are the same formula" in page


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("proved | real x | x^2 = x | wrong", "is refuted, and this page says that it is proved"),
        ("refuted | real x | x + 1 = 1 + x | wrong", "is proved, and this page says"),
        ("proved | real x | y + 0 = y | unreadable", "is refused, and this page says"),
        ("proved | x^2 = x", "'answer | names | line | remark' is needed"),
    ],
)
def test_page_that_says_otherwise_than_the_checker_is_not_built(render, line, complaint):
    _, warnings = render(f".. checked-lines::\n\n   {line}\n")
    assert complaint in warnings


def test_lines_are_shown_as_typed_and_as_read(render):
    page, warnings = render(
        ".. written-lines::\n\n   positive x :: \\frac{x}{2} < x :: x/2 < x\n", "text"
    )
    assert warnings == ""
    assert r"\frac{x}{2} < x" in page
    assert "x/2 < x" in page


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("real x :: x^2 = x :: x^2 = x", "is not proved"),
        ("real x :: x + 0 = x :: 0 + x = x", "is not read as"),
        ("real x :: x + 0 = x", "'names :: TeX :: plain notation' is needed"),
    ],
)
def test_spellings_of_different_or_unproved_lines_are_not_shown(render, line, complaint):
    _, warnings = render(f".. written-lines::\n\n   {line}\n")
    assert complaint in warnings


def test_parts_named_as_trusted_exist(book):
    named = set(re.findall(r"`(linebyline\.[\w.]+)`", (book.chapters / PAGE).read_text()))
    assert {"linebyline.proof.kernel", "linebyline.proof.reader"} <= named
    assert [name for name in named if importlib.util.find_spec(name) is None] == []


def test_page_holds_the_whole_account(book):
    text = (book.chapters / PAGE).read_text()
    assert text.count("```{exam-table}") == text.count("```{exam-failures}") == 1


def test_no_number_of_the_exam_is_typed_by_hand(book):
    prose = re.sub(
        r"```.*?```|`[^`]*`|\$[^$]*\$", "", (book.chapters / PAGE).read_text(), flags=re.S
    )
    assert re.findall(r"\d", prose.replace("z3", "")) == []


def shown(tex):
    return rf"\displaystyle {tex}"


def test_text_that_is_no_formula_is_shown_letter_by_letter():
    case = {"line": r"\import{os}", "truth": "refuse", "names": ["real x"]}
    line = exam_pages._row(case, "", [])[0][0]
    assert isinstance(line, nodes.literal)
    assert line.astext() == case["line"]


@pytest.mark.parametrize("names", [["gaussian x"], ["real"], ["no such kind x"], []])
def test_case_whose_names_are_not_understood_is_listed(names):
    case = {"line": r"\mathbb{E}[x] = 0", "truth": True, "names": names, "needs": "expectation"}
    line = nodes.paragraph("", "", *exam_pages._row(case, "", [])[0])
    assert [node.astext() for node in line.findall(nodes.math)] == [shown(case["line"])]
    assert [node.astext() for node in line.findall(nodes.literal)] == names


def test_line_that_crashes_the_checker_is_listed(monkeypatch):
    monkeypatch.setattr(exam_pages, "notation_of", lambda names, assume: 1 / 0)
    case = {"line": "x = 1", "truth": True, "names": ["real x"]}
    assert exam_pages._row(case, "", [])[0][0].astext() == shown("x = 1")
