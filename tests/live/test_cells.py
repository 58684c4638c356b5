"""A live cell behaves as in a notebook; what breaks is shown with its counterexample."""

import pytest

from linebyline.live.cells import run_cell

SETUP = "from linebyline.proof import Notation, derive\nn = Notation()\nn.real('a b')"
DERIVATION = '''
square = derive("A square", n, r"""
    (a + b)^2
  = a^2 + 2ab + b^2 :: expand
  = a (a + 2b) + b^2 :: factor
""")
square
'''


@pytest.fixture(autouse=True)
def in_a_page(monkeypatch):
    monkeypatch.setenv("LINEBYLINE_PAGE", "1")
    monkeypatch.setenv("LINEBYLINE_LIVE", "1")


def only(outputs, kind):
    assert [output["kind"] for output in outputs] == [kind]
    return outputs[0]["content"]


def test_last_expression_is_shown():
    assert only(run_cell("x = 2\nx + 2"), "text") == "4"
    assert run_cell("x = 2") == []
    assert run_cell("2;") == []
    assert run_cell("") == []


def test_derivation_is_shown_as_in_the_page():
    shown = only(run_cell(DERIVATION, SETUP), "html")
    assert shown.count('data-grade="PROVED"') == 3
    assert "<style" not in shown
    assert '<script type="application/json">' in shown


def test_formula_is_typeset():
    shown = only(run_cell("n.formula('a^2')", SETUP), "html")
    assert shown == r'<div class="math">\[a^2\]</div>'


def test_broken_line_is_shown_with_its_counterexample_and_those_before_it():
    shown = only(run_cell(DERIVATION.replace("+ b^2 :: expand", "- b^2 :: expand"), SETUP), "html")
    assert shown.count('class="derivation-line"') == 1
    assert 'data-grade="REFUTED"' in shown
    assert "Counterexample" in shown
    assert "factor" not in shown


def test_what_is_printed_comes_first():
    outputs = run_cell("print('before')\n1 / 0")
    assert [output["kind"] for output in outputs] == ["text", "error"]
    assert outputs[0]["content"] == "before\n"


def test_error_names_its_line_and_nothing_of_the_machinery():
    said = only(run_cell("x = 1\nx / 0"), "error")
    assert said == "line 2:  x / 0\nZeroDivisionError: division by zero"
    assert "line 1" in only(run_cell("x = ("), "error")
    assert "SystemExit" in only(run_cell("raise SystemExit(1)"), "error")


def test_cells_share_nothing():
    run_cell("x = 1")
    assert "NameError" in only(run_cell("x"), "error")


def test_line_that_stays_is_not_checked_again(monkeypatch):
    from linebyline.proof import derivation

    derivation._known.cache_clear()
    for text in (DERIVATION, DERIVATION.replace("a (a + 2b)", "a (2b + a)")):
        run_cell(text, SETUP)
    assert derivation._known.cache_info().misses == 3


def test_live_line_says_that_sympy_was_not_asked():
    assert "SymPy was not asked here" in only(run_cell(DERIVATION, SETUP), "html")
