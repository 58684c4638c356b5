"""A chapter for a lecture: statements in boxes, exercises without their solutions."""

import nbformat
import pytest

from linebyline.site import lecture
from linebyline.site.book import BookError, find_book

CHAPTERS = [path for path in find_book().notebooks() if path.parent.name != "chapters"]
THEOREM = """Before.

```{prf:theorem} Law of cosines
:label: thm

Then $c^2 = d$.
```

After."""


def notebook(*cells):
    """A notebook; a cell that begins with `code:` is code."""
    make = nbformat.v4.new_notebook()
    make.cells = [
        nbformat.v4.new_code_cell(text.removeprefix("code:"))
        if text.startswith("code:")
        else nbformat.v4.new_markdown_cell(text)
        for text in cells
    ]
    return make


def sources(*cells):
    return [cell.source for cell in lecture.lecture_notebook(notebook(*cells)).cells]


def test_theorem_becomes_a_box_with_its_name():
    box = '<div class="statement">\n\n**Theorem (Law of cosines).**\nThen $c^2 = d$.\n\n</div>'
    assert sources(THEOREM) == [f"Before.\n\n{box}\n\nAfter."]


def test_solutions_are_not_seen_from_their_start_to_their_end():
    start = "```{solution-start} ex\n:class: dropdown\n```"
    kept = sources(
        f"Ask.\n\n{start}\n\nHidden.", "code:hidden = 1", "```{solution-end}\n```\n\nOn.", "code:1"
    )
    assert kept == ["Ask.", "%%capture\nhidden = 1", "On.", "1"]


def test_other_code_and_prose_stay_as_they_are():
    cells = ["# T\n\n```python\nx = 1\n```", "code:1 + 1"]
    assert sources(*cells) == [text.removeprefix("code:") for text in cells]


def test_the_chapter_itself_is_not_changed():
    chapter = notebook(THEOREM)
    lecture.lecture_notebook(chapter)
    assert chapter.cells[0].source == THEOREM


def test_unknown_chapter_is_refused_with_those_there_are(small_book, write_chapter):
    write_chapter("1", name="part/chapter")
    with pytest.raises(BookError, match=r"no chapter 'part/other'\. There are part/chapter\."):
        lecture.prepare_lecture(small_book, "part/other")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_nothing_of_a_chapter_is_left_raw_and_all_its_code_runs(path):
    chapter = nbformat.read(path, as_version=4)
    shown = lecture.lecture_notebook(chapter)
    code = [cell.source for cell in chapter.cells if cell.cell_type == "code"]
    runs = [cell.source for cell in shown.cells if cell.cell_type == "code"]
    assert [text.removeprefix("%%capture\n") for text in runs] == code
    prose = [cell.source for cell in shown.cells if cell.cell_type == "markdown"]
    assert [text for text in prose if "```{" in text or ":::" in text] == []
