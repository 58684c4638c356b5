"""What nbval compares: a changed text or formula fails, a form that is not stored does not."""

import shutil
import subprocess
import sys

import nbformat
import pytest

from linebyline.site.run_chapters import run_chapters
from linebyline.site.stored_outputs import clean

CODE = """class Shown:
    def _repr_mimebundle_(self, include=None, exclude=None):
        evidence = {"claims": []}
        return {
            "text/plain": "a = b",
            "text/latex": "$a = b$",
            "text/html": "<p>a = b</p>",
            "application/vnd.linebyline.evidence+json": evidence,
        }
Shown()"""


@pytest.fixture
def validate(book, small_book, write_chapter):
    """Changes the stored output of a notebook, validates it, and returns what pytest said."""
    source = write_chapter(CODE)
    run_chapters(small_book)
    stored = clean(nbformat.read(small_book.executed_copy(source), as_version=4))
    shutil.copy(book.root / "conftest.py", small_book.root)
    shutil.copy(book.root / "pyproject.toml", small_book.root)

    def run(change):
        change(stored.cells[1].outputs[0])
        nbformat.write(stored, source)
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(source)]
        result = subprocess.run(command, cwd=small_book.root, capture_output=True, text=True)
        return result.returncode, result.stdout

    return run


def test_clean_notebook_passes_though_html_and_evidence_are_not_stored(validate):
    code, said = validate(lambda output: None)
    assert code == 0, said
    assert "1 passed" in said


@pytest.mark.parametrize("form", ["text/plain", "text/latex"])
def test_changed_text_or_formula_fails(validate, form):
    def change(output):
        output.data[form] = output.data[form].replace("b", "c")

    code, said = validate(change)
    assert code == 1
    assert f"mismatch '{form}'" in said


def test_output_that_was_not_stored_fails(validate):
    code, said = validate(lambda output: output.data.pop("text/latex"))
    assert code == 1
    assert "Unexpected output fields from running code: {'text/latex'}" in said
