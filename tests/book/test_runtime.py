"""The pages' Python is gathered once, and its absence is said and harms nothing else."""

import json
import shutil

import pytest

from linebyline.site.build import main
from linebyline.site.runtime import FOLDER, gather_runtime, runtime_version


@pytest.fixture
def lively_book(small_book, book):
    """A small book with the list of the browser's packages."""
    shutil.copy(book.root / "requirements-browser.txt", small_book.root)
    return small_book


def test_all_files_are_there_with_their_sizes(lively_book):
    assert gather_runtime(lively_book) is None
    folder = lively_book.offline / FOLDER
    manifest = json.loads((folder / "runtime.json").read_text())
    for name, size in manifest["files"].items():
        assert (folder / name).stat().st_size == size > 0
    assert {"flint", "linebyline", "mpmath", "sympy"} == {
        name.removeprefix("python_") for name in manifest["wheels"]
    }
    assert manifest["version"] == runtime_version(lively_book)


def test_nothing_is_gathered_twice(lively_book):
    gather_runtime(lively_book)
    editor = lively_book.offline / FOLDER / "editor.js"
    date = editor.stat().st_mtime_ns
    gather_runtime(lively_book)
    assert editor.stat().st_mtime_ns == date


def test_other_pins_make_another_version(lively_book):
    gather_runtime(lively_book)
    before = runtime_version(lively_book)
    with (lively_book.root / "requirements-browser.txt").open("a") as pins:
        pins.write("# renewed\n")
    gather_runtime(lively_book)
    assert runtime_version(lively_book) != before


def test_book_without_the_packages_is_built_and_says_so(small_book, monkeypatch, capsys):
    monkeypatch.chdir(small_book.root)
    assert main([]) == 0
    said = capsys.readouterr().err
    assert "built without live cells" in said
    assert "requirements-browser.txt is missing" in said
    assert runtime_version(small_book) == ""
    page = (small_book.html / "chapters" / "index.html").read_text()
    assert "live-data" not in page
