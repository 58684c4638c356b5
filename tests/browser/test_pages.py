"""Every page, as a reader meets it: quiet, typeset, readable, and no wider than the screen.

What leaves the site, complains on the console or is not found fails each of these tests: see the
guard in conftest.py.
"""

from tests.browser.axe_rules import serious
from tests.browser.chapter_figures import wrong_figures

LARGEST_PAGE = 1_500_000  # bytes of all that a page loads, text packed
LONGEST_WAIT = 1000  # ms until something is painted
LEAST_CONTRAST = 4.5  # of text with what is behind it: WCAG 2.2, level AA
WIDTHS = (320, 768, 1280)  # pixels: a small phone, a tablet, a laptop


def test_page_is_in_order(open_page, path, guard, book):
    """One load for all that is asked of a page, since loading it takes longest."""
    page = open_page(path)
    notebook = (book.root / path).with_suffix(".ipynb")
    wrong: dict[str, object] = {
        "bytes": guard.bytes_loaded if guard.bytes_loaded > LARGEST_PAGE else 0,
        "formulas": page.evaluate("pageChecks.untypeset()"),
        "icons": page.evaluate("pageChecks.undrawn()"),
        "pictures": page.evaluate("pageChecks.silent()"),
    }
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.locator(f"html[data-theme={theme}]").wait_for()
        wrong[theme] = page.evaluate("least => pageChecks.pale(least)", LEAST_CONTRAST)
    page.evaluate("pageChecks.freeze()")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = "[...pageChecks.sticksOut(), ...pageChecks.cut()]"
        wrong[f"{width} pixels"] = page.evaluate(found)
    wrong["figures"] = wrong_figures(page, notebook) if notebook.exists() else []
    wrong["axe"] = serious(page)
    assert {name: what for name, what in wrong.items() if what} == {}


def test_page_is_painted_soon(open_page):
    """The best of three, since other programs run on the machine too."""
    painted = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    path = "chapters/linear_algebra/vectors_and_angles.html"
    assert min(open_page(path).evaluate(painted) for _ in range(3)) <= LONGEST_WAIT


def test_reader_can_switch_between_light_and_dark(open_page):
    page = open_page("chapters/index.html")
    backgrounds = set()
    for _ in range(3):
        backgrounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.locator(".theme-switch-button:visible").first.click()
    assert len(backgrounds) == 2


def test_search_finds_a_chapter(open_page):
    page = open_page("search.html?q=angles")
    page.locator("#search-results li a").first.wait_for()
    assert "Vectors and angles" in page.locator("#search-results").inner_text()


def test_pages_open_from_a_folder_without_a_server(page, built_site, guard):
    guard.inside = built_site.as_uri()
    page.goto(f"{guard.inside}/chapters/linear_algebra/vectors_and_angles.html")
    page.locator("mjx-container").first.wait_for()
    page.wait_for_function("() => document.fonts.size > 0 && document.fonts.status === 'loaded'")
    assert page.locator("html").get_attribute("data-theme") == "light"
