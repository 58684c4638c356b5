"""The book on paper: formulas, derivations and figures are there, controls are not."""

import pytest

from linebyline.site.book import find_book
from linebyline.site.pdf import bind, print_pages

NAME = "chapters/linear_algebra/vectors_and_angles"


@pytest.fixture(scope="module")
def sheets(built_site, browser):
    pages = print_pages(find_book(built_site), {NAME: "Linear algebra"}, browser)
    return bind(pages, title="T", author="A")


def test_chapter_is_printed_with_its_derivations(sheets):
    text = "".join(page.extract_text() for page in sheets.pages)
    assert "Law of cosines" in text
    assert "Counterexample" in text
    for control in ("Line by line", "Click to", "Show code cell", "Your line"):
        assert control not in text


def test_formulas_that_wait_for_a_reader_are_typeset_on_paper(built_site, browser):
    pages = print_pages(find_book(built_site), {"chapters/not_proved": "The evidence"}, browser)
    text = "".join(page.extract_text() for page in bind(pages, title="T", author="A").pages)
    assert "Statements settled below a proof" in text
    assert "\\(" not in text
    assert "\\frac" not in text


def test_no_line_of_code_is_cut_on_paper(open_page):
    page = open_page(f"{NAME}.html", width=700)
    cut = """() => [...document.querySelectorAll("pre")]
      .filter((pre) => pre.scrollWidth > pre.clientWidth + 1).map((pre) => pre.textContent)"""
    assert page.evaluate(cut) != []
    page.emulate_media(media="print")
    assert page.evaluate(cut) == []


def test_nothing_is_wider_than_the_paper(open_page):
    page = open_page(f"{NAME}.html", width=700)
    page.emulate_media(media="print")
    assert page.evaluate("pageChecks.sticksOut()") == []
