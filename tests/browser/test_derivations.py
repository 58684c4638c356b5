"""Derivations in Chromium: opened by key and by pointer, readable on a phone, styled once."""

import pytest

OPENED = "chapters/linear_algebra/vectors_and_angles.html"
FIRST = ".derivation-line >> nth=0"


@pytest.fixture
def chapter(opened):
    """A chapter, opened once for all tests; each of them leaves it as it found it."""
    yield opened
    opened.evaluate("document.querySelectorAll('.derivation-switch').forEach(e => e.open = false)")
    opened.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_line_opens_and_closes_by_key(chapter, key):
    line = chapter.locator(FIRST)
    details = line.locator(".derivation-details")
    line.locator("summary").focus()
    for is_open in (True, False):
        chapter.keyboard.press(key)
        assert details.is_visible() is is_open


def test_line_opens_beside_its_formula(chapter):
    line = chapter.locator(FIRST)
    line.locator(".derivation-reason").click(force=True)
    assert line.locator(".derivation-details").is_visible()


def test_switch_of_a_line_has_a_ring_where_the_keyboard_is(chapter):
    chapter.locator(f"{FIRST} >> summary").focus()
    chapter.keyboard.press("Shift+Tab")
    chapter.keyboard.press("Tab")
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    assert chapter.evaluate("document.activeElement.className") == "derivation-grade"
    assert chapter.evaluate(ring) == "solid"


def test_long_lines_scroll_within_the_derivation(chapter):
    chapter.set_viewport_size({"width": 320, "height": 900})
    wider = """(all) => all.filter((one) => {
      const inner = one.getBoundingClientRect();
      const outer = one.closest(".derivation").getBoundingClientRect();
      return inner.left < outer.left || inner.right > outer.right;
    }).length"""
    rows = chapter.locator(".derivation-formula, .derivation-reason, .derivation-grade")
    assert rows.count() > 0
    assert rows.evaluate_all(wider) == 0


def test_style_of_derivations_comes_once(chapter):
    assert chapter.locator("link[rel=stylesheet]").count() == 1
    assert "derivation" not in "".join(chapter.locator("body style").all_inner_texts())


def test_derivation_folds_to_its_name(chapter):
    derivation = chapter.locator("section.derivation").first
    name = derivation.locator("button.derivation-fold")
    for is_open in (False, True):
        name.click()
        assert name.get_attribute("aria-expanded") == str(is_open).lower()
        assert derivation.locator(".derivation-lines").is_visible() is is_open
        assert name.is_visible()


def test_lines_are_shown_one_by_one(chapter):
    derivation = chapter.locator("section.derivation:has(li:nth-child(4))").first
    button = derivation.locator("button.derivation-step")
    lines = derivation.locator(".derivation-lines > li")
    seen = "all => all.filter(one => one.checkVisibility()).length"
    total = lines.count()
    for shown in [*range(1, total + 1), 1]:  # the last line leads back to the first
        button.click()
        assert lines.evaluate_all(seen) == shown
    assert button.text_content() == f"Next line (1 of {total - 1})"


def test_address_of_a_line_opens_its_derivation(chapter):
    derivation = chapter.locator("section.derivation[id]").first
    derivation.locator("button.derivation-fold").click()
    address = derivation.locator("li[id]").first.get_attribute("id")
    chapter.evaluate("id => { location.hash = id }", address)
    chapter.wait_for_function("id => document.getElementById(id).checkVisibility()", arg=address)
    assert address == f"{derivation.get_attribute('id')}-1"


def test_formulas_cut_beside_their_reasons_get_rows_of_their_own(opened):
    cut = """() => [...document.querySelectorAll(".derivation-line:not([data-long])")]
      .filter((line) => line.querySelector(".derivation-reason").textContent)
      .map((line) => line.querySelector(".derivation-formula"))
      .filter((formula) => formula.scrollWidth > formula.clientWidth + 1).length"""
    rows = "document.querySelectorAll('[data-long=measured]').length"
    counts = []
    for width in (1280, 1100, 1000, 1280):
        opened.set_viewport_size({"width": width, "height": 900})
        opened.wait_for_function(f"({cut})() === 0")
        counts.append(opened.evaluate(rows))
    assert counts[0] == counts[-1]
    assert len(set(counts)) > 1
