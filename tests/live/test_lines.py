"""A reader's line beside a derivation of the page is answered from the derivation's record."""

import json

import pytest

from linebyline.live.lines import answer_line
from linebyline.proof import Notation, derive


@pytest.fixture(scope="module")
def record():
    given = Notation()
    given.real("a b")
    square = derive("A square", given, r"""
        (a + b)^2
      = a^2 + 2ab + b^2 :: expand
    """)  # fmt: skip
    return json.dumps(square.record())


def test_line_is_checked_after_the_line_chosen(record):
    assert answer_line(record, "= (b + a)^2", 0).says == "follows"
    assert answer_line(record, ">= 4 a b", 1).says == "follows"
    assert answer_line(record, "= a^2", 1).says == "wrong"


def test_line_that_is_not_there_is_refused(record):
    with pytest.raises(ValueError, match="lines 0 to 1, got 2"):
        answer_line(record, "= a", 2)


def test_answer_is_safe_to_show(record):
    shown = answer_line(record, "= <img src=x onerror=alert(1)>", 0)._repr_html_()
    assert "<img" not in shown
