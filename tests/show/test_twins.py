"""The page shows Python's numbers: each JavaScript twin over the whole range of its controls."""

import math
import re

import numpy as np
import pytest
from tests.show.conftest import EXPLORATIONS, sweep

from linebyline.show.controls import Slider
from linebyline.show.svg import draw, readouts_html

_NUMBER = re.compile(r"-?\d+\.\d+")


def assert_same(ours, theirs, path="scene"):
    """Same structure and texts, numbers within 1e-9."""
    if isinstance(ours, dict):
        assert isinstance(theirs, dict), path
        assert ours.keys() == theirs.keys(), path
        for key, value in ours.items():
            assert_same(value, theirs[key], f"{path}.{key}")
    elif isinstance(ours, list):
        assert isinstance(theirs, list), path
        assert len(ours) == len(theirs), path
        for index, value in enumerate(ours):
            assert_same(value, theirs[index], f"{path}[{index}]")
    elif isinstance(ours, bool | str):
        assert ours == theirs, path
    elif not math.isfinite(ours):
        assert {"nan": "NaN", "inf": "Infinity"}[str(ours)] == theirs, path
    else:
        assert not isinstance(theirs, bool | str), path
        assert abs(ours - theirs) <= 1e-9, f"{path}: {ours} and {theirs}"


def assert_same_drawing(ours, theirs, atol=0.0101):
    """The same markup, its numbers equal up to the rounding of their last decimal."""
    assert _NUMBER.sub("#", ours) == _NUMBER.sub("#", theirs)
    numbers = [np.array(_NUMBER.findall(text), dtype=float) for text in (ours, theirs)]
    np.testing.assert_allclose(*numbers, rtol=0, atol=atol, strict=True)


@pytest.mark.parametrize("name", EXPLORATIONS)
def test_twin_gives_the_same_scene_over_the_whole_range(name, run_twins):
    exploration = EXPLORATIONS[name]
    settings = sweep(exploration)
    assert len(settings) >= 200
    answers = run_twins([{"figure": name, "parameters": setting} for setting in settings])
    for setting, answer in zip(settings, answers, strict=True):
        scene = exploration.draw(**setting)
        assert_same(scene.as_data(), answer["scene"], f"{name}{setting}")


@pytest.mark.parametrize("name", EXPLORATIONS)
def test_page_and_python_draw_a_scene_alike(name, run_twins):
    exploration = EXPLORATIONS[name]
    settings = sweep(exploration)[::7]
    answers = run_twins([{"figure": name, "parameters": setting} for setting in settings])
    for setting, answer in zip(settings, answers, strict=True):
        scene = exploration.draw(**setting)
        assert_same_drawing(draw(scene), answer["svg"])
        assert_same_drawing(readouts_html(scene), answer["readouts"])


@pytest.mark.parametrize(
    "slider",
    [Slider(0.5, np.inf, 120), Slider(0, np.inf, 10), Slider(-1.5, 4.5, 120), Slider(1, 50, 49)],
)
def test_page_and_python_agree_on_every_position_of_a_slider(slider, run_twins):
    spec = {field: getattr(slider, field) for field in ("scale", "low", "high", "steps", "digits")}
    (answers,) = run_twins([{"slider": spec}])
    for position, answer in enumerate(answers):
        value = slider.value(position)
        assert_same({"value": value, "text": slider.text(value), "position": position}, answer)


@pytest.mark.parametrize(
    "planted",
    [
        {"a": [1.0, 2.0 + 2e-9]},
        {"a": [1.0]},
        {"a": [1.0, "NaN"]},
        {"b": [1.0, 2.0]},
        {"a": [1.0, None]},
    ],
)
def test_the_comparison_catches_a_planted_difference(planted):
    with pytest.raises((AssertionError, TypeError)):
        assert_same({"a": [1.0, 2.0]}, planted)


def test_the_comparison_of_drawings_catches_a_planted_difference():
    with pytest.raises(AssertionError):
        assert_same_drawing('<circle cx="1.00"/>', '<circle cx="1.02"/>')
    with pytest.raises(AssertionError):
        assert_same_drawing('<circle class="first"/>', '<circle class="second"/>')
