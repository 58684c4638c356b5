"""Python in the page, in every chapter: its live cells run, and readers' lines are answered.

The pages are tested one by one in test_pages and the controls of cells in test_live; here one page
with Python at work is given what the others hold.
"""

import json
import re

import nbformat
import pytest
from tests.browser.test_your_line import HOSTILE

from linebyline.live.lines import answer_line
from linebyline.proof.record import read_record
from linebyline.proof.tree import Expr
from linebyline.site.book import find_book
from linebyline.site.live_cells import TAG

BOOK = find_book()
CHAPTERS = [name for name in map(BOOK.chapter_name, BOOK.notebooks()) if "/" in name]
DERIVATIONS = 4  # of a chapter, evenly chosen: each answer takes a while in a page
RUN = "([source, setup]) => linebylineRuntime.ask({ do: 'run', source, setup })"
ANSWER = """([record, text, after]) =>
  linebylineRuntime.ask({ do: "answer", record, text, after }).then((answer) => answer.says)"""


@pytest.fixture(params=CHAPTERS)
def chapter(request):
    return request.param


def live_data(site, chapter):
    page = (site / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
    return json.loads(re.search(r'id="live-data">(.*?)</script>', page)[1])


def records(site, chapter):
    """Some derivations of a chapter that have a line, as the page gives them to Python."""
    lines = live_data(site, chapter)["lines"].partition("?")[0]
    found = json.loads((site / "_static" / "live" / lines).read_text(encoding="utf-8"))
    found = [record for record in found if len(record["lines"]) > 1]
    return [json.dumps(record) for record in found[:: max(1, len(found) // DERIVATIONS)]]


def test_live_cells_run_as_the_book_has_them(python_page, built_site, chapter):
    notebook = nbformat.read(BOOK.chapters / f"{chapter}.ipynb", as_version=4)
    sources = [c.source for c in notebook.cells if TAG in c.metadata.get("tags", [])]
    setups = live_data(built_site, chapter)["setups"]
    assert len(setups) == len(sources)
    for source, setup in zip(sources, setups, strict=True):
        outputs = python_page.evaluate(RUN, [source, setup])
        assert [output["kind"] for output in outputs if output["kind"] == "error"] == [], source
        shown = "".join(output["content"] for output in outputs)
        assert "math" in shown
        assert "UNDECIDED" not in shown


def test_most_chapters_have_live_cells(built_site):
    alive = [chapter for chapter in CHAPTERS if live_data(built_site, chapter)["setups"]]
    assert len(alive) > 0.5 * len(CHAPTERS)


def test_lines_are_answered_as_by_python_and_no_wrong_one_follows(python_page, built_site, chapter):
    asked = []
    for record in records(built_site, chapter):
        first, second = read_record(json.loads(record)).formulas[:2]
        if isinstance(first, Expr) and isinstance(second, Expr):
            asked += [(record, f"= {second!r}", False), (record, f"= 1 + {first!r}", True)]
    answers = [python_page.evaluate(ANSWER, [record, text, 0]) for record, text, _ in asked]
    assert "follows" in answers
    for (record, text, is_wrong), says in zip(asked, answers, strict=True):
        assert says in (answer_line(record, text, 0).says, "cannot tell"), text
        assert not (is_wrong and says.startswith("follows")), text


def test_hostile_lines_are_refused(python_page, built_site, chapter):
    record = records(built_site, chapter)[0]
    said = [python_page.evaluate(ANSWER, [record, text, 0]) for text in HOSTILE]
    assert set(said) == {"cannot read"}
