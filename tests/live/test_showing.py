"""A cell's `settle` in a page shows its checks; what did not hold is still an error."""

from inspect import signature

import pytest

from linebyline.ledger import settle as settle_in_the_book
from linebyline.live.showing import settle
from linebyline.proof import Notation, derive


@pytest.fixture
def square():
    given = Notation()
    given.real("a")
    return derive("A square", given, r"""
        (a + 1)^2
      = a^2 + 2a + 1 :: expand
    """)  # fmt: skip


def test_checks_and_words_are_shown(square):
    shown = settle("id", square, prose="because <it> is so")._repr_html_()
    assert "A square" in shown
    assert "because &lt;it&gt; is so" in shown


def test_behaviour_that_did_not_hold_is_an_error(square):
    settle("id", ran={"it runs": (True, "3 times")})
    with pytest.raises(ValueError, match="it did not hold that it runs"):
        settle("id", ran={"it runs": False})


def test_settle_takes_in_a_page_what_it_takes_in_the_book(square):
    assert list(signature(settle).parameters) == list(signature(settle_in_the_book).parameters)
    assert "told in words" in settle("id", square, argued="A step told in words.")._repr_html_()


def test_a_definition_shows_all_checks_of_its_use(square):
    shown = settle("id", defined_by=[square, square])._repr_html_()
    assert shown.count("<section class=\"derivation\"") == 2


def test_checks_from_above_are_named_and_not_shown_again(square):
    for known in (square, [square]):
        assert settle("id", above=known)._repr_html_() == "<p>Shown above: A square.</p>"
