"""Each derivation and each of its lines has one address in its page."""

import re

from linebyline.site.addresses import with_addresses

LINES = (
    '<ol><li class="derivation-first"></li>' + '<li class="derivation-line">=</li>' * 2 + "</ol>"
)


def derivation(label):
    return f'<section class="derivation" data-label="{label}">{LINES}</section>'


def test_derivation_and_its_lines_have_addresses():
    ids = re.findall(r'id="([^"]+)"', with_addresses(derivation("law")))
    assert ids == ["law", "law-1", "law-2"]


def test_no_address_is_given_twice():
    page = '<h2 id="angle">' + derivation("law") * 2 + derivation("angle")
    ids = re.findall(r'id="([^"]+)"', with_addresses(page))
    assert ids == ["angle", "law", "law-1", "law-2"]


def test_page_without_derivations_stays_as_it_is():
    assert with_addresses("<p id='a'>a</p>") == "<p id='a'>a</p>"
