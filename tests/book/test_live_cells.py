"""What a live cell takes from the cells above it: all that it rests on, and no more."""

import nbformat
import pytest

from linebyline.site.book import BookError
from linebyline.site.extension import take_out_records
from linebyline.site.live_cells import live_setups


def notebook(*cells):
    """A notebook of code cells; a cell that begins with a star is live."""
    made = nbformat.v4.new_notebook()
    for text in cells:
        cell = nbformat.v4.new_code_cell(text.removeprefix("*"))
        cell.metadata.tags = ["live"] if text.startswith("*") else []
        made.cells.append(cell)
    return made


def setups(*cells):
    return live_setups(notebook(*cells), "chapter")


def test_cell_takes_what_its_names_rest_on_and_no_more():
    above = "import math\nimport numpy as np\nx = 1\ny = x + 1", "z = np.pi"
    assert setups(*above, "*y + math.pi") == ["import math\nx = 1\ny = x + 1"]


def test_names_that_the_cell_makes_itself_are_not_taken():
    assert setups("x = 1", "*x = 2\nx") == [""]
    assert setups("x = 1", "*x = x + 1") == ["x = 1"]


def test_last_binding_before_the_cell_counts():
    assert setups("x = 1", "x = 2", "*x", "x = 3") == ["x = 2"]


def test_statements_that_change_an_object_are_taken():
    above = ["n = {}", "n.update(a=1)", "n['b'] = 2", "n |= {}", "m = n\nprint(n)"]
    assert setups(*above, "*n") == ["n = {}\nn.update(a=1)\nn['b'] = 2\nn |= {}"]


def test_branch_or_loop_may_leave_the_earlier_binding():
    above = ["x = 1", "for k in []:\n    x = 2"]
    assert setups(*above, "*x") == ["x = 1\nfor k in []:\n    x = 2"]


def test_functions_bring_what_they_use():
    above = ["k = 2", "def double(x):\n    return k * x"]
    assert setups(*above, "*double(3)") == ["k = 2\ndef double(x):\n    return k * x"]


def test_each_live_cell_has_its_own_and_magics_are_passed_over():
    assert setups("%matplotlib inline\nx = 1", "*x", "y = 2", "*y") == ["x = 1", "y = 2"]


def test_setup_runs_to_the_same_value():
    cells = ["a = [1]", "a.append(2)", "b = a + [3]", "*sum(b)"]
    namespace = {}
    exec(setups(*cells)[0], namespace)
    assert eval("sum(b)", namespace) == 6


@pytest.mark.parametrize(
    "cells",
    [
        ("*import numpy",),
        ("from linebyline.show import explore", "*explore"),
        ("import torch as t", "x = t.ones(2)", "*x"),
    ],
)
def test_module_that_a_page_lacks_is_refused(cells):
    with pytest.raises(BookError, match=r"chapter, cell \d is tagged live"):
        setups(*cells)


def test_modules_that_a_page_has_pass():
    setups("import sympy as sp", "*import json, flint\nfrom linebyline.proof import laws\nsp.pi")


def test_every_live_cell_of_the_book_can_run_in_a_page(book):
    for path in book.notebooks():
        live_setups(nbformat.read(path, as_version=4), path.name)


def test_records_leave_their_numbers_in_the_page():
    record = '<script type="application/json">{}</script>'
    page, records = take_out_records(f"a{record.format('[1]')}b{record.format('[2]')}c")
    assert records == ["[1]", "[2]"]
    assert [f'data-record="{k}"' in page for k in range(3)] == [True, True, False]
    assert "[1]" not in page
    assert take_out_records("no derivation") == ("no derivation", [])
