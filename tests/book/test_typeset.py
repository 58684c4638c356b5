"""Formulas are typeset when the book is built: all of them, and nothing else is touched."""

import pytest

from linebyline.site.book import Book, BookError
from linebyline.site.typeset import typeset_pages


@pytest.fixture
def typeset(book, tmp_path):
    """Writes a page, typesets it and returns it; the style sheet comes beside it."""
    (tmp_path / "node_modules").symlink_to(book.root / "node_modules")
    copy = Book(tmp_path)
    (copy.html / "_static").mkdir(parents=True)

    def written(html):
        page = copy.html / "page.html"
        page.write_text(html, encoding="utf-8")
        typeset_pages(copy)
        return page.read_text(encoding="utf-8")

    return written


def test_formula_in_prose_is_typeset_for_eyes_and_for_screen_readers(typeset, tmp_path):
    html = typeset(r"<p>so \(a &lt; b\).</p>")
    assert html.startswith("<p>so <mjx-container")
    assert html.endswith("</mjx-container>.</p>")
    assert "<mi>a</mi><mo>&lt;</mo><mi>b</mi></math>" in html
    sheet = (tmp_path / "_build/html/_static/formulas.css").read_text()
    assert "vendor/mathjax/output/chtml/fonts/woff-v2/MathJax_Math-Italic.woff" in sheet


def test_formula_of_its_own_line_may_break_into_rows(typeset):
    html = typeset(r"\[\begin{aligned} a &amp;= b \\[4pt] &amp;= c \end{aligned}\]")
    assert html.count("<mjx-container") == 1
    assert 'display="true"' in html
    assert html.count("<mtr>") == 2


@pytest.mark.parametrize(
    "html",
    [
        r"<pre>\(x\)</pre>",
        r'<code class="tex">\(x\)</code>',
        r'<script type="application/json">["<p>\(x\)</p>"]</script>',
        r"<title>\(x\)</title>",
        r'<a title="\(x\)">no formula</a>',
        r"<!-- \(x\) -->",
    ],
)
def test_code_data_and_attributes_are_left_alone(typeset, html):
    assert typeset(html) == html


def test_page_that_is_typeset_already_stays_as_it_is(typeset):
    once = typeset(r"<p>\(x\)</p>")
    assert typeset(once) == once


def test_formula_that_cannot_be_read_is_named(typeset):
    with pytest.raises(BookError, match=r"Missing argument for \\frac: \\frac\{1\}"):
        typeset(r"<p>\(\frac{1}\)</p>")


def test_unknown_command_is_an_error(typeset):
    with pytest.raises(BookError, match=r"Undefined control sequence \\nosuch"):
        typeset(r"<p>\(\nosuch\)</p>")


def test_missing_node_is_said(typeset, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda *_args, **_options: None)
    with pytest.raises(BookError, match=r"Node\.js typesets the formulas"):
        typeset(r"<p>\(x\)</p>")
