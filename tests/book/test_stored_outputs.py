"""Cleaning stored outputs: text and LaTeX stay, all else goes, errors are refused."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from linebyline.site.stored_outputs import clean, clean_file, main


def notebook_with(*outputs, **metadata):
    cell = new_code_cell("x", execution_count=3, outputs=list(outputs), metadata=metadata)
    return new_notebook(cells=[new_markdown_cell("prose"), cell])


def result(**data):
    forms = {name.replace("_", "/"): value for name, value in data.items()}
    return new_output("execute_result", forms, execution_count=3)


def test_text_and_latex_and_the_count_stay():
    cleaned = clean(notebook_with(result(text_plain="1", text_latex="$1$")))
    assert cleaned.cells[1].execution_count == 3
    assert cleaned.cells[1].outputs[0].data == {"text/plain": "1", "text/latex": "$1$"}


def test_every_other_form_goes():
    cleaned = clean(notebook_with(result(text_plain="1", text_html="<p>", image_png="aGk=")))
    assert cleaned.cells[1].outputs[0].data == {"text/plain": "1"}


def test_output_without_a_comparable_form_goes_whole():
    assert clean(notebook_with(result(image_png="aGk="))).cells[1].outputs == []


def test_printed_text_stays():
    printed = new_output("stream", name="stdout", text="hi\n")
    assert clean(notebook_with(printed)).cells[1].outputs == [printed]


def test_metadata_keep_kernel_and_tags_only():
    notebook = notebook_with(tags=["hide-input"], collapsed=True)
    notebook.metadata.update(kernelspec={"name": "python3"}, widgets={"state": {}})
    cleaned = clean(notebook)
    assert cleaned.metadata == {"kernelspec": {"name": "python3"}}
    assert cleaned.cells[1].metadata == {"tags": ["hide-input"]}


def test_cleaning_changes_nothing_the_second_time_and_not_its_argument():
    notebook = notebook_with(result(text_plain="1", text_html="<p>"), collapsed=True)
    before = nbformat.writes(notebook)
    once = clean(notebook)
    assert clean(once) == once
    assert nbformat.writes(notebook) == before


def test_error_and_warning_are_refused():
    error = new_output("error", ename="ValueError", evalue="no", traceback=[])
    warning = new_output("stream", name="stderr", text="Deprecated\n")
    with pytest.raises(ValueError, match=r"cell 2 ended in ValueError: no"):
        clean(notebook_with(error))
    with pytest.raises(ValueError, match=r"cell 2 wrote to the standard error: Deprecated"):
        clean(notebook_with(warning))


def test_file_is_cleaned_in_place(tmp_path, capsys):
    path = tmp_path / "chapter.ipynb"
    path.write_text(json.dumps(notebook_with(result(text_plain="1", text_html="<p>"))))
    assert main([str(path)]) == 1
    assert "cleaned" in capsys.readouterr().out
    assert main([str(path)]) == 0
    assert not clean_file(path)


def test_book_s_own_notebooks_are_clean(book):
    for path in book.notebooks():
        notebook = nbformat.read(path, as_version=4)
        assert clean(notebook) == notebook, f"{path}: run 'linebyline clean'"
