"""The tests of the pages can fail: each check, and the guard, finds an error planted in a page."""

PAGE = "chapters/notation.html"


def plant(page, html):
    page.evaluate(
        "html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", html
    )


def found(page, check):
    return page.evaluate(f"pageChecks.{check}")


def test_formula_left_raw_is_found(open_page):
    page = open_page(PAGE)
    plant(page, r'<span class="math">\(x^2\)</span>')
    assert found(page, "untypeset()") == [r"\(x^2\)"]


def test_raw_formula_in_the_output_of_a_cell_is_found(open_page):
    page = open_page(PAGE)
    plant(page, r'<div class="output text_html">so \(x^2\)</div>')
    assert found(page, "untypeset()") == [r"so \(x^2\)"]


def test_unknown_command_in_a_formula_is_found(open_page):
    page = open_page(PAGE)
    plant(page, r'<span class="math">\(\frac{1}\)</span>')
    page.evaluate("MathJax.typesetPromise()")
    assert found(page, "untypeset()")[0].startswith("error: ")


def test_what_is_too_wide_is_found(open_page):
    page = open_page(PAGE, width=320)
    plant(page, '<div class="wide" style="width: 400px">.</div>')
    assert any("wide" in line for line in found(page, "sticksOut()"))


def test_pale_text_is_found(open_page):
    page = open_page(PAGE)
    plant(page, '<p style="color: #999; background: #fff">pale</p>')
    assert [line for line in found(page, "pale(4.5)") if "pale" in line]


def test_picture_without_words_is_found(open_page):
    page = open_page(PAGE)
    plant(page, "<svg class='silent'></svg>")
    assert len(found(page, "silent()")) == 1


def test_icon_without_a_drawing_is_found(open_page):
    page = open_page(PAGE)
    plant(page, "<i class='fas fa-hippo'></i>")
    assert found(page, "undrawn()") == ["fas fa-hippo"]


def test_guard_stops_requests_to_the_outside(open_page, guard):
    page = open_page(PAGE)
    outcome = page.evaluate("fetch('http://example.org/x').then(() => 'sent', () => 'stopped')")
    assert outcome == "stopped"
    assert any("request to the outside: http://example.org/x" in p for p in guard.problems)
    guard.problems.clear()


def test_guard_hears_errors_of_scripts_and_missing_files(open_page, page, guard, site_url):
    open_page(PAGE)
    page.evaluate("setTimeout(() => { throw new Error('planted') })")
    page.evaluate("fetch('missing.js')")
    page.evaluate("console.error('also planted')")
    page.wait_for_timeout(50)
    heard = "\n".join(guard.problems)
    assert "planted" in heard
    assert "also planted" in heard
    assert "status 404" in heard
    guard.problems.clear()
