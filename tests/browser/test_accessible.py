"""The rules of axe-core find a spoiled page; test_pages puts every page to them."""

import pytest
from tests.browser.axe_rules import serious


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
