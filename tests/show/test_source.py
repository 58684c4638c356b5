"""The code shown in a chapter is the library's own."""

from functools import cache

import pytest

from linebyline.linear_algebra.vectors_and_angles import angle_between
from linebyline.show import source


def test_the_code_is_shown_without_its_docstring() -> None:
    shown = repr(source(angle_between))
    assert shown.startswith("def angle_between(")
    assert "np.arctan2" in shown
    assert "Args:" not in shown


def test_what_is_shown_still_runs() -> None:
    names: dict[str, object] = dict(angle_between.__globals__)
    exec(repr(source(angle_between)), names)
    again = names["angle_between"]
    assert callable(again)
    assert again([1.0, 0.0], [0.0, 1.0]) == angle_between([1.0, 0.0], [0.0, 1.0])


def test_a_function_that_keeps_its_results_shows_its_own_code() -> None:
    assert repr(source(cache(angle_between))) == repr(source(angle_between))


def test_what_has_no_code_is_refused() -> None:
    with pytest.raises(TypeError, match="Python function"):
        source(len)
