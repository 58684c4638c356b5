"""The book on paper: formulas, derivations and figures are there, controls are not."""

import re

import pytest

from linebyline.site.book import find_book
from linebyline.site.pdf import SHEET_WIDTH, bind, css_string, lay_out_for_paper, print_pages

NAME = "chapters/linear_algebra/vectors_and_angles"

FITTED = "document.querySelectorAll('mjx-container[style*=font-size]').length"
CUT = """() => [...document.querySelectorAll("article :is(mjx-math, table)")]
  .filter((box) => box.checkVisibility({ contentVisibilityAuto: true }))
  .filter((box) => box.getBoundingClientRect().right > innerWidth + 1)
  .map((box) => box.closest("[id]").id)"""


@pytest.fixture(scope="module")
def printed(built_site, browser):
    """A chapter, a page of evidence and a page of text, printed one after the other."""
    names = {NAME: "Linear algebra", "chapters/not_proved": "", "chapters/references": ""}
    return list(print_pages(find_book(built_site), names, browser))


def sheets(printed):
    return bind(printed, title="T", author="A").pages


def test_chapter_is_printed_with_its_derivations(printed):
    text = "".join(sheet.extract_text() for sheet in sheets(printed[:1]))
    assert "Law of cosines" in text
    assert "Counterexample" in text
    for control in ("Line by line", "Click to", "Show code cell", "Your line"):
        assert control not in text


def test_formulas_that_wait_for_a_reader_are_typeset_on_paper(printed):
    text = "".join(sheet.extract_text() for sheet in sheets(printed[1:2]))
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


@pytest.mark.parametrize("name", ["errata", "not_proved", "probability/maximum_likelihood"])
def test_no_formula_or_table_is_cut_on_paper(open_page, name):
    page = open_page(f"chapters/{name}.html", width=SHEET_WIDTH)
    lay_out_for_paper(page)
    assert page.evaluate(FITTED) > 0
    assert page.evaluate(CUT) == []


def test_numbers_of_sheets_count_on_from_chapter_to_chapter(printed):
    bound = sheets(printed)
    feet = [re.match(r"(\d+)(.+)", sheet.extract_text()).groups() for sheet in bound]
    assert [int(number) for number, _ in feet] == list(range(1, len(bound) + 1))
    assert list(dict.fromkeys(title for _, title in feet)) == [each.title for each in printed]
    assert len(bound) > len(printed)


def test_title_at_the_foot_may_hold_quotes_and_backslashes(browser):
    page = browser.new_page()
    title = r'a "b" \c'
    page.set_content(f"<style>p::before {{ content: {css_string(title)} }}</style><p>")
    shown = page.evaluate("getComputedStyle(document.querySelector('p'), '::before').content")
    page.close()
    assert shown == r'"a \"b\" \\c"'
