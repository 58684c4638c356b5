"""Derivations in Chromium: opened by key and by pointer, readable on a phone, styled once."""

import pytest

CHAPTER = "chapters/linear_algebra/vectors_and_angles.html"
FIRST = ".derivation-line >> nth=0"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_line_opens_and_closes_by_key(open_page, key):
    line = open_page(CHAPTER).locator(FIRST)
    details = line.locator(".derivation-details")
    line.locator("summary").focus()
    for is_open in (True, False):
        line.page.keyboard.press(key)
        assert details.is_visible() is is_open


def test_line_opens_beside_its_formula(open_page):
    line = open_page(CHAPTER).locator(FIRST)
    line.locator(".derivation-reason").click(force=True)
    assert line.locator(".derivation-details").is_visible()


def test_switch_of_a_line_has_a_ring_where_the_keyboard_is(open_page):
    page = open_page(CHAPTER)
    page.locator(f"{FIRST} >> summary").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate("document.activeElement.className") == "derivation-grade"
    assert page.evaluate(ring) == "solid"


def test_long_lines_scroll_within_the_derivation(open_page):
    page = open_page(CHAPTER, width=320)
    wider = """(all) => all.filter((one) => {
      const inner = one.getBoundingClientRect();
      const outer = one.closest(".derivation").getBoundingClientRect();
      return inner.left < outer.left || inner.right > outer.right;
    }).length"""
    rows = page.locator(".derivation-formula, .derivation-reason, .derivation-grade")
    assert rows.count() > 0
    assert rows.evaluate_all(wider) == 0


def test_style_of_derivations_comes_once(open_page):
    page = open_page(CHAPTER)
    sheets = page.locator("link[rel=stylesheet][href*='derivation.css']")
    assert sheets.count() == 1
    assert "derivation" not in "".join(page.locator("body style").all_inner_texts())
