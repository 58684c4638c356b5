"""Every page by the rules of axe-core: names, roles, landmarks, focus, headings.

Formulas are MathJax's own, so each is one word here, and code has no colours; contrast is measured
in test_pages. Of a long table axe sees the first rows, since the others are made alike.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

_SHORTEN = """() => {
  for (const formula of document.querySelectorAll("mjx-container")) formula.replaceWith("formula");
  for (const code of document.querySelectorAll("pre")) code.textContent = code.textContent;
  for (const row of document.querySelectorAll("tbody tr:nth-child(n + 60)")) row.remove();
}"""
_OPTIONS = {"preload": False, "rules": {"color-contrast": {"enabled": False}}}


def serious(page):
    """Violations that keep a reader out, each with the first element that has it."""
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return {
        violation["id"]: violation["nodes"][0]["html"][:200]
        for violation in found
        if violation["impact"] in ("serious", "critical")
    }


def test_page_keeps_nobody_out(open_page, path):
    page = open_page(path)
    page.evaluate(_SHORTEN)
    assert serious(page) == {}


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        ('<img src="data:,">', "image-alt"),
        ("<button></button>", "button-name"),
        ('<div role="list"><p>no item</p></div>', "aria-required-children"),
        ("<input type='text'>", "label"),
    ],
)
def test_a_spoiled_page_is_caught(open_page, spoiled, rule):
    page = open_page("chapters/index.html")
    page.evaluate("html => document.querySelector('article').innerHTML += html", spoiled)
    assert rule in serious(page)
