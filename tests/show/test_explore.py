"""Explorations: their controls, their three homes, their refusals."""

import ipywidgets
import numpy as np
import pytest
from tests.show.conftest import EXPLORATIONS, sweep

from linebyline.show import Handle, Slider, Toggle, explore
from linebyline.show.scene import Readout, Scene
from linebyline.show.svg import readouts_html
from linebyline.show.vectors_and_angles import norm_ball, projection, triangle
from linebyline.show.widgets import build_widget


def gauge(level: float = 2.0, is_on: bool = True) -> Scene:
    """A figure that shows its parameters."""
    return Scene((0, 1, 0, 1), (), (Readout("level", level if is_on else 0.0),), "a gauge")


def test_a_slider_that_ends_in_infinity_reaches_the_named_orders():
    values = Slider(0.5, np.inf, 120).values()
    assert values[0] == 0.5
    assert values[-1] == np.inf
    assert {1.0, 2.0, 3.0, 4.0} <= set(values)
    assert values == sorted(values)


@pytest.mark.parametrize(
    "slider", [Slider(0.5, np.inf, 120), Slider(-1.5, 4.5, 120), Slider(1, 50, 49)]
)
def test_position_and_value_are_inverse(slider):
    positions = range(slider.steps + 1)
    assert [slider.position(slider.value(position)) for position in positions] == list(positions)


def test_whole_numbers_make_a_slider_of_whole_numbers():
    exploration = explore(gauge, level=(1, 50))
    assert exploration.controls[0].control.values() == list(range(1, 51))


def test_the_first_picture_shows_the_defaults():
    for name, exploration in EXPLORATIONS.items():
        assert exploration.draw() == exploration.figure(), name


@pytest.mark.parametrize("name", EXPLORATIONS)
def test_the_widget_shows_the_figure_at_every_setting(name):
    exploration = EXPLORATIONS[name]
    box = build_widget(exploration)
    picture, *inputs = box.children
    for setting in sweep(exploration, most=200)[::3]:
        for bound, widget in zip(exploration.controls, inputs, strict=True):
            widget.value = setting[bound.name]
        assert exploration.html(**setting) in picture.value


def test_a_widget_slider_names_infinity():
    _, slider, box = build_widget(EXPLORATIONS["norm_ball"]).children
    assert isinstance(box, ipywidgets.Checkbox)
    slider.value = np.inf
    assert slider.label == "∞"


def test_a_notebook_gets_the_widget_and_the_built_page_the_html(monkeypatch):
    exploration = EXPLORATIONS["norm_ball"]
    view = "application/vnd.jupyter.widget-view+json"
    monkeypatch.delenv("LINEBYLINE_PAGE", raising=False)
    notebook = exploration._repr_mimebundle_()
    assert view in notebook
    assert "<style>" in notebook["text/html"]
    monkeypatch.setenv("LINEBYLINE_PAGE", "1")
    page = exploration._repr_mimebundle_()
    assert set(page) == {"text/plain", "text/html"}
    assert "<style>" not in page["text/html"]
    assert page["text/plain"] == notebook["text/plain"]


def test_the_text_of_an_exploration_is_its_ranges():
    assert (
        str(EXPLORATIONS["norm_ball"]) == "explore norm_ball: p from 0.50 to ∞, absolute on or off"
    )


def test_the_page_has_the_picture_before_any_script_runs_and_hides_dead_controls():
    page = EXPLORATIONS["norm_ball"].page_html()
    assert 'data-explore="norm_ball"' in page
    assert 'role="img" aria-label="The unit ball' in page
    assert '<div class="explore-controls" hidden>' in page
    assert readouts_html(norm_ball()) in page


def test_parameters_without_a_control_reach_the_page():
    page = explore(norm_ball, p=(0.5, np.inf)).page_html()
    assert 'data-fixed="{&quot;absolute&quot;: true}"' in page


@pytest.mark.parametrize(
    ("controls", "error", "message"),
    [
        ({"q": (1, 2)}, TypeError, "norm_ball has no parameter 'q'; its parameters are p, absol"),
        ({"p": (3.0, 3.0)}, ValueError, "the range is empty"),
        ({"p": (5.0, 3.0)}, ValueError, "the range is empty"),
        ({"p": (np.nan, 3.0)}, ValueError, "low must be finite"),
        ({"p": (0.5, np.nan)}, ValueError, "high must be a number"),
        ({"p": (-1.0, np.inf)}, ValueError, "must start at 0 or above"),
        ({"p": (3.0, 4.0)}, ValueError, "the default of p in norm_ball: value must lie in"),
        ({"p": True}, TypeError, "p of norm_ball is a number"),
        ({"absolute": (0, 1)}, TypeError, "absolute of norm_ball is true or false"),
        ({"p": "0.5 to 3"}, TypeError, "p needs"),
        ({"p": (1, 2, 3)}, TypeError, "p needs"),
        ({"p": Handle(x=(0, 1), y=(0, 1))}, TypeError, "norm_ball has no parameter 'p_x'"),
        ({}, TypeError, "explore needs a control"),
    ],
)
def test_wrong_controls_are_refused(controls, error, message):
    with pytest.raises(error, match=message):
        explore(norm_ball, **controls)


@pytest.mark.parametrize("steps", [0, -1, 2.5, True])
def test_a_slider_needs_a_whole_number_of_steps(steps):
    with pytest.raises(ValueError, match="steps must be a whole number"):
        Slider(0, 1, steps=steps)


def test_a_position_outside_the_slider_is_refused():
    with pytest.raises(ValueError, match=r"position must lie in 0\.\.10"):
        Slider(0, 1, steps=10).value(11)


def test_drawing_with_an_unknown_parameter_is_refused():
    with pytest.raises(TypeError, match="triangle has no control 'd'"):
        EXPLORATIONS["triangle"].draw(d=1)


def test_a_figure_without_defaults_is_refused():
    def bare(level: float) -> Scene:
        return gauge(level)

    with pytest.raises(TypeError, match="parameter 'level' of bare needs a default"):
        explore(bare, level=(0, 1))


@pytest.mark.parametrize(
    ("figure", "arguments"),
    [
        (triangle, (np.nan, 1)),
        (triangle, (1, 0)),
        (norm_ball, (0,)),
        (norm_ball, (np.nan,)),
        (projection, (np.inf, 1)),
        (projection, (0, 0)),
    ],
)
def test_figures_refuse_what_has_no_picture(figure, arguments):
    with pytest.raises(ValueError, match=r"must|lie on one line"):
        figure(*arguments)


def test_a_toggle_starts_where_it_is_told_or_at_the_default():
    assert explore(gauge, is_on=False).initial == {"is_on": False}
    assert explore(gauge, is_on=Toggle()).initial == {"is_on": True}
