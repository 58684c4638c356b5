"""Serious violations of the rules of axe-core: names, roles, landmarks, focus, headings.

Formulas are MathJax's own, so each is one word here, and code has no colours; contrast is measured
in test_pages. Of what is made alike many times, such as rows and derivations, axe sees the first.
"""

from axe_playwright_python.sync_playwright import Axe

_SHORTEN = """() => {
  for (const formula of document.querySelectorAll("mjx-container")) formula.replaceWith("formula");
  for (const code of document.querySelectorAll("pre")) code.textContent = code.textContent;
  for (const row of document.querySelectorAll("tbody tr:nth-child(n + 60)")) row.remove();
  [...document.querySelectorAll("section.derivation")].slice(15).forEach((one) => one.remove());
}"""
_OPTIONS = {
    "preload": False,
    "resultTypes": ["violations"],
    "rules": {"color-contrast": {"enabled": False}},
}


def serious(page):
    """Violations that keep a reader out, each with the first element that has it.

    The page is shortened for it, so let this be the last look at it.
    """
    page.evaluate(_SHORTEN)
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return {
        violation["id"]: violation["nodes"][0]["html"][:200]
        for violation in found
        if violation["impact"] in ("serious", "critical")
    }
