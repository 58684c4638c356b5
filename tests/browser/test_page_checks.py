"""The tests of the pages can fail: each check, and the guard, finds an error planted in a page."""

import pytest

OPENED = "chapters/notation.html"


@pytest.fixture(scope="module")
def opened(opened):
    opened.evaluate("document.querySelector('article').append(document.createElement('div'))")
    opened.evaluate("document.querySelector('article').lastChild.id = 'bed'")
    return opened


@pytest.fixture
def bed(opened):
    """A page opened once for all, with an empty place to plant an error in."""
    yield opened
    opened.evaluate("document.getElementById('bed').replaceChildren()")
    opened.set_viewport_size({"width": 1280, "height": 900})


def plant(page, html):
    page.evaluate("html => { document.getElementById('bed').innerHTML = html }", html)


def found(page, check):
    return page.evaluate(f"pageChecks.{check}")


def test_formula_left_raw_is_found(bed):
    plant(bed, r'<span class="math">\(x^2\)</span>')
    assert found(bed, "untypeset()") == [r"\(x^2\)"]


def test_raw_formula_in_the_output_of_a_cell_is_found(bed):
    plant(bed, r'<div class="output text_html">so \(x^2\)</div>')
    assert found(bed, "untypeset()") == [r"so \(x^2\)"]


def test_unknown_command_in_a_formula_is_found(bed):
    plant(bed, r'<span class="math">\(\frac{1}\)</span>')
    bed.evaluate("linebylineFormulas.typesetIn(document.getElementById('bed'))")
    assert found(bed, "untypeset()")[0].startswith("error: ")


def test_what_is_too_wide_is_found(bed):
    bed.set_viewport_size({"width": 320, "height": 900})
    plant(bed, '<div class="wide" style="width: 400px">.</div>')
    assert any("wide" in line for line in found(bed, "sticksOut()"))


def test_word_that_the_edge_of_a_figure_cuts_is_found(bed):
    svg = '<svg width="100" height="20"><text x="90" y="15">much too long</text></svg>'
    style = 'style="width: 100px; overflow: hidden"'
    plant(bed, f'<figure class="explore" data-explore="f" {style}>{svg}</figure>')
    assert found(bed, "cut()") == ["f: much too long"]


def test_pale_text_is_found(bed):
    plant(bed, '<p style="color: #999; background: #fff">pale</p>')
    assert [line for line in found(bed, "pale(4.5)") if "pale" in line]


def test_picture_without_words_is_found(bed):
    plant(bed, "<svg class='silent'></svg>")
    assert len(found(bed, "silent()")) == 1


def test_icon_without_a_drawing_is_found(bed):
    plant(bed, "<i class='fas fa-hippo'></i>")
    assert found(bed, "undrawn()") == ["fas fa-hippo"]


def test_guard_stops_requests_to_the_outside(open_page, guard):
    page = open_page(OPENED)
    outcome = page.evaluate("fetch('http://example.org/x').then(() => 'sent', () => 'stopped')")
    assert outcome == "stopped"
    assert any("request to the outside: http://example.org/x" in p for p in guard.problems)
    guard.problems.clear()


def test_guard_hears_errors_of_scripts_and_missing_files(open_page, page, guard, site_url):
    open_page(OPENED)
    page.evaluate("setTimeout(() => { throw new Error('planted') })")
    page.evaluate("fetch('missing.js')")
    page.evaluate("console.error('also planted')")
    page.wait_for_timeout(50)
    heard = "\n".join(guard.problems)
    assert "planted" in heard
    assert "also planted" in heard
    assert "status 404" in heard
    guard.problems.clear()
