"""Executing chapters: what is executed, what is kept, what is said when one fails."""

import nbformat
import pytest

from linebyline.ledger.freshness import find_chapters
from linebyline.site.book import BookError
from linebyline.site.run_chapters import run_chapters


def outputs(book, source):
    notebook = nbformat.read(book.executed_copy(source), as_version=4)
    return [out.text for cell in notebook.cells for out in cell.get("outputs", [])]


def test_executed_copy_has_the_outputs_and_the_source_does_not(small_book, write_chapter):
    source = write_chapter("print(6 * 7)")
    before = source.read_bytes()
    assert run_chapters(small_book) == [source]
    assert outputs(small_book, source) == ["42\n"]
    assert source.read_bytes() == before
    assert find_chapters(small_book.root).stale == {}


def test_nothing_is_executed_twice(small_book, write_chapter):
    source = write_chapter("print(1)")
    run_chapters(small_book)
    date = small_book.executed_copy(source).stat().st_mtime_ns
    assert run_chapters(small_book) == []
    assert small_book.executed_copy(source).stat().st_mtime_ns == date


def test_changed_code_is_executed_and_changed_prose_is_carried_over(small_book, write_chapter):
    source = write_chapter("print(1)")
    run_chapters(small_book)
    write_chapter("print(1)", prose="# Another title")
    assert run_chapters(small_book) == []
    assert "Another title" in small_book.executed_copy(source).read_text()
    assert outputs(small_book, source) == ["1\n"]
    write_chapter("print(2)")
    assert run_chapters(small_book) == [source]
    assert outputs(small_book, source) == ["2\n"]


def test_changed_pins_have_everything_executed_again(small_book, write_chapter):
    source = write_chapter("print(1)")
    run_chapters(small_book)
    with (small_book.root / "requirements.txt").open("a") as pins:
        pins.write("# another\n")
    assert run_chapters(small_book) == [source]


def test_failure_names_chapter_cell_and_error_and_leaves_no_copy(small_book, write_chapter):
    good = write_chapter("print(1)", name="part/good")
    bad = write_chapter("x = 1", "assert x == 2, 'x is 1'", name="part/bad")
    with pytest.raises(BookError, match=r"part/bad\.ipynb, cell 3:\n.*\nAssertionError: x is 1"):
        run_chapters(small_book)
    assert not small_book.executed_copy(bad).exists()
    assert outputs(small_book, good) == ["1\n"]


def test_copy_of_a_removed_chapter_goes(small_book, write_chapter):
    source = write_chapter("print(1)")
    run_chapters(small_book)
    source.unlink()
    run_chapters(small_book)
    assert not small_book.executed_copy(source).exists()


def test_progress_says_how_many_and_how_long(small_book, write_chapter):
    write_chapter("print(1)", name="part/first")
    write_chapter("print(1)", name="part/second")
    said = []
    run_chapters(small_book, said.append)
    assert said[0] == "Executing 2 of 2 chapters, about 10 s left"
    assert [line.split()[0] for line in said[1:]] == ["[1/2]", "[2/2]"]


def test_widget_without_a_form_for_pages_is_refused(small_book, write_chapter):
    setup = "import ipywidgets\nslider = ipywidgets.IntSlider()"
    form = (
        "class Figure:\n"
        "    def _repr_mimebundle_(self, include=None, exclude=None):\n"
        "        return {**slider._repr_mimebundle_(), 'text/html': '<p>page</p>'}\n"
        "Figure()"
    )
    alive = write_chapter(setup, form, name="part/alive")
    write_chapter(setup, "slider", name="part/dead")
    with pytest.raises(BookError, match=r"part/dead\.ipynb: cell 3 shows a widget that would be"):
        run_chapters(small_book)
    assert small_book.executed_copy(alive).exists()
