"""Previews in Chromium: shown to a mouse and to the keyboard, put away again, never in the way."""

import pytest
from playwright.sync_api import expect

CHAPTER = "chapters/linear_algebra/vectors_and_angles.html"
FIRST_FORMULA = 30_000  # ms, while the page loads MathJax, on a machine that does other things too
LEDGER = "chapters/ledger.html"
OPENED = CHAPTER
LINK = "a[data-planted]"
PLACES = {
    "#thm-law-of-cosines": "Law of cosines",
    "#law-of-cosines": "the signed pieces of the base",
    "#karaca-2.2.13": "the cosine of a sum",
    "../references.html": None,
    "#exercises": None,
    "#nowhere": None,
}


def plant(page, address):
    """A link at the top of the page; a preview of what it leads to, if any, is in `.preview`."""
    page.evaluate(
        """(address) => {
          const place = document.querySelector("article a.claim-badge");
          place.setAttribute("href", address);
          place.dataset.planted = "";
        }""",
        address,
    )
    return page.locator(LINK)


def preview(page):
    return page.locator(".preview[data-shown]")


@pytest.fixture
def chapter(opened):
    """The chapter, opened once for all tests, with the pointer away from its links."""
    opened.keyboard.press("Escape")
    opened.mouse.move(2, 2)
    return opened


@pytest.mark.parametrize("address", PLACES)
def test_what_a_link_leads_to_is_shown_if_it_is_a_statement(chapter, address):
    plant(chapter, address).hover()
    if PLACES[address] is None:
        chapter.wait_for_timeout(600)
        expect(preview(chapter)).to_have_count(0)
    else:
        expect(preview(chapter)).to_contain_text(PLACES[address])
        assert preview(chapter).locator("mjx-container").count() > 0
        assert preview(chapter).locator("[id], button, script, .your-line").count() == 0
        assert chapter.evaluate("pageChecks.untypeset()") == []


def test_a_claim_is_shown_from_the_ledger_and_typeset(chapter):
    badge = chapter.locator("a[data-ledger-claim='karaca-2.2.13']").first
    assert "Angle-sum identity" in badge.get_attribute("title")
    badge.hover()
    expect(preview(chapter)).to_contain_text("Angle-sum identity", timeout=FIRST_FORMULA)
    expect(preview(chapter).locator("mjx-container")).to_have_count(1)
    assert badge.get_attribute("title") is None, "the browser's own box would cover the preview"


def test_the_ledger_shows_the_lines_that_settle_a_claim(open_page):
    page = open_page(f"{LEDGER}?find=karaca-2.2.13")
    page.locator("[id='karaca-2.2.13'] > td > a").hover()
    expect(preview(page)).to_contain_text("the cosine of a sum")
    assert preview(page).locator("mjx-container").count() > 0
    assert page.evaluate("pageChecks.pale(4.5)") == []


def test_the_keyboard_opens_a_preview_and_escape_closes_it(chapter):
    link = plant(chapter, "#thm-law-of-cosines")
    link.focus()
    chapter.keyboard.press("Shift+Tab")
    chapter.keyboard.press("Tab")
    expect(preview(chapter)).to_have_count(1)
    assert link.get_attribute("aria-describedby") == preview(chapter).get_attribute("id")
    chapter.keyboard.press("Escape")
    expect(preview(chapter)).to_have_count(0)
    assert link.get_attribute("aria-describedby") is None
    assert chapter.evaluate("document.activeElement.dataset.planted") == ""


def test_leaving_the_link_by_key_puts_the_preview_away(chapter):
    plant(chapter, "#thm-law-of-cosines").focus()
    chapter.keyboard.press("Shift+Tab")
    chapter.keyboard.press("Tab")
    expect(preview(chapter)).to_have_count(1)
    chapter.keyboard.press("Tab")
    expect(preview(chapter)).to_have_count(0)


def test_the_pointer_may_rest_on_a_preview_and_leaving_closes_it(chapter):
    plant(chapter, "#thm-law-of-cosines").hover()
    expect(preview(chapter)).to_have_count(1)
    preview(chapter).hover()
    chapter.wait_for_timeout(500)
    expect(preview(chapter)).to_have_count(1)
    chapter.mouse.move(2, 2)
    expect(preview(chapter)).to_have_count(0)


def test_a_preview_stays_on_the_screen(chapter):
    plant(chapter, "#law-of-cosines").hover()
    expect(preview(chapter)).to_have_count(1)
    box = preview(chapter).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    assert chapter.evaluate("pageChecks.sticksOut()") == []


def test_a_finger_follows_the_link_and_sees_no_preview(browser, site_url):
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(site_url + CHAPTER)
    plant(page, "#thm-law-of-cosines").tap()
    page.wait_for_url("**#thm-law-of-cosines")
    page.wait_for_timeout(600)
    expect(preview(page)).to_have_count(0)
    context.close()


def test_in_a_folder_other_pages_are_left_alone_and_nothing_is_complained_of(
    page, built_site, guard
):
    guard.inside = built_site.as_uri()
    page.goto(f"{guard.inside}/{CHAPTER}")
    page.locator("a.claim-badge").first.hover()
    page.wait_for_timeout(600)
    expect(preview(page)).to_have_count(0)
    page.mouse.move(2, 2)
    plant(page, "#thm-law-of-cosines").hover()
    expect(preview(page)).to_have_count(1)
