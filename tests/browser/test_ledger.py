"""The ledger page, as a reader uses it: find, filter, open, follow."""

import pytest

LEDGER = "chapters/ledger.html"
OPENED = LEDGER
SHOWN = (
    """[...document.querySelectorAll("table.ledger tbody tr:not([hidden])")].map(row => row.id)"""
)


@pytest.fixture
def ledger(opened):
    """The ledger, opened once for all tests, with all its claims shown."""
    opened.get_by_role("button", name="Clear").click()
    opened.wait_for_function(f"{SHOWN}.length === 1282")
    return opened


def find(page, text):
    page.locator(".ledger-filter [name=find]").fill(text)
    return page.evaluate(SHOWN)


def test_all_claims_are_shown_at_first(ledger):
    assert len(ledger.evaluate(SHOWN)) == 1282


def test_an_equation_number_or_words_find_the_claim(ledger):
    cases = {
        "2.2.15": "karaca-2.2.18",  # one of the equations that the claim covers
        "(2.2.15)": "karaca-2.2.18",
        "2.2.1": "karaca-2.2.10",  # which covers 2.2.1; 2.2.10 to 2.2.18 are others
        "KARACA-2.2.18": "karaca-2.2.18",
        "law of cosines": "karaca-2.2.18",
        "no such words": None,
    }
    for text, claim in cases.items():
        found = [i for i in find(ledger, text) if i.startswith("karaca")]
        assert found == ([claim] if claim else []), text


def test_the_number_of_a_section_finds_all_of_it(ledger):
    found = find(ledger, "karaca 2.2")
    assert "karaca-2.2.18" in found
    assert not [i for i in found if not i.startswith("karaca-2.2")]


def test_each_filter_keeps_its_claims(ledger):
    cases = [
        ("source", "hw3", 52),
        ("fault", "ocr", 51),
        ("fault", "wrong", 531),
        ("kind", "code", 21),
    ]
    for name, value, count in cases:
        field = ledger.locator(f".ledger-filter [name={name}]")
        field.select_option(value)
        assert len(ledger.evaluate(SHOWN)) == count, value
        field.select_option("")


def test_settled_and_not_reached_share_the_claims(ledger):
    chosen = ledger.locator(".ledger-filter [name=standing]")
    counts = []
    for value in ("settled", "open"):
        chosen.select_option(value)
        counts.append(len(ledger.evaluate(SHOWN)))
    assert sum(counts) == 1282
    assert counts[0] >= 21


def test_the_number_shown_is_announced(ledger):
    find(ledger, "2.2.15")
    ledger.get_by_role("status").get_by_text("1 of 1,282 claims shown").wait_for()


def test_clear_shows_everything_again(ledger):
    find(ledger, "2.2.15")
    ledger.get_by_role("button", name="Clear").click()
    ledger.wait_for_function(f"{SHOWN}.length === 1282")


def test_a_filter_is_kept_in_the_address(open_page):
    ledger = open_page(LEDGER)
    find(ledger, "2.2.15")
    ledger.wait_for_url("**/ledger.html?find=2.2.15")
    ledger.reload()
    assert ledger.evaluate(SHOWN) == ["karaca-2.2.18"]


def test_opening_a_claim_typesets_its_formula_and_no_other(ledger):
    assert ledger.locator("table.ledger mjx-container").count() == 0
    row = ledger.locator('[id="karaca-2.2.13"]')
    row.locator("summary").focus()
    ledger.keyboard.press("Enter")
    row.locator("mjx-container").first.wait_for()
    assert ledger.locator("tr:has(mjx-container)").count() == 1


def test_the_address_of_a_claim_opens_it_even_where_a_filter_hides_it(open_page):
    page = open_page(f"{LEDGER}?source=dai#karaca-2.2.18")
    page.wait_for_function("document.getElementById('karaca-2.2.18').querySelector('details').open")
    assert page.locator('[id="karaca-2.2.18"]').is_visible()


def test_the_ledger_leads_to_the_line_and_the_line_back(open_page):
    page = open_page(LEDGER)
    page.locator('[id="karaca-2.2.18"] > td > a').click()
    page.wait_for_url("**/vectors_and_angles.html#karaca-2.2.18")
    top = page.evaluate("document.getElementById('karaca-2.2.18').getBoundingClientRect().top")
    assert 0 <= top < 900
    page.locator("a[data-ledger-claim='karaca-2.2.18']").first.click()
    page.wait_for_url("**/ledger.html#karaca-2.2.18")


def test_every_settled_claim_has_its_place_in_a_chapter(ledger, built_site):
    """The link of each settled claim leads to a place that is there."""
    leads = ledger.evaluate(
        "[...document.querySelectorAll('table.ledger tr[data-standing]')]"
        ".map(row => [row.id, row.querySelector('td > a').getAttribute('href')])"
    )
    places = {}
    for claim, address in leads:
        chapter, _, place = address.partition("#")
        assert place == claim
        places.setdefault(chapter, []).append(place)
    assert len(leads) >= 21
    for chapter, claims in places.items():
        text = (built_site / "chapters" / chapter).read_text(encoding="utf-8")
        assert [claim for claim in claims if f' id="{claim}"' not in text] == []


def test_search_for_a_number_offers_the_ledger(open_page):
    page = open_page("search.html?q=2.2.15")
    page.get_by_role("link", name="Look up “2.2.15”").click()
    page.wait_for_url("**/ledger.html?find=2.2.15")
    assert page.evaluate(SHOWN) == ["karaca-2.2.18"]


def test_search_for_words_does_not(open_page):
    page = open_page("search.html?q=cosines")
    assert page.get_by_role("link", name="Look up").count() == 0


def test_on_a_phone_the_table_is_still_a_table_for_a_screen_reader(open_page):
    page = open_page(LEDGER, width=320)
    assert page.locator("tr:not([role=row])").count() == 0
    row = page.locator("[id='karaca-2.2.18']")
    assert row.get_by_role("rowheader", name="karaca-2.2.18").count() == 1


def test_without_scripts_the_whole_table_is_readable(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + LEDGER)
    row = page.locator('[id="karaca-2.2.18"]')
    row.locator("summary").click()
    assert row.locator("code.tex").first.is_visible()
    assert not page.locator(".ledger-filter").is_visible()
    context.close()
