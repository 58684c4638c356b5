"""Scenes and the look: refusals, number texts, palette and style sheet."""

from html.parser import HTMLParser
from importlib.resources import files

import matplotlib as mpl
import numpy as np
import pytest
from tests.show.conftest import EXPLORATIONS

from linebyline.show.scene import Arrow, Dot, Label, Readout, Scene, number_text, readout_text
from linebyline.show.style import BACKGROUNDS, TONES, css_variables, matplotlib_style
from linebyline.show.svg import draw, figure_html

WINDOW = (0.0, 2.0, 0.0, 1.0)


def contrast(one, other):
    """Contrast of two colours #rrggbb, as the accessibility guidelines define it."""

    def luminance(colour):
        parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", TONES)
def test_every_role_can_be_seen_and_read(mode):
    for background in BACKGROUNDS[mode]:
        for role, tone in TONES[mode].items():
            assert contrast(tone.line, background) >= 3, (role, background)
            assert contrast(tone.text, background) >= 4.5, (role, background)


def test_contrast_of_black_and_white_is_21():
    np.testing.assert_allclose(contrast("#000000", "#ffffff"), 21, rtol=1e-12)


@pytest.mark.parametrize("mode", TONES)
def test_the_style_sheet_has_the_palette(mode):
    sheet = (files("linebyline") / "site" / "static" / "explore.css").read_text(encoding="utf-8")
    assert css_variables(mode) in sheet


@pytest.mark.parametrize("mode", TONES)
def test_matplotlib_accepts_the_style(mode):
    with mpl.rc_context(matplotlib_style(mode)):
        colours = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
        assert colours[0] == TONES[mode]["first"].line


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.125, 2, "0.13"),
        (-0.125, 2, "−0.13"),
        (-0.001, 2, "0.00"),
        (3, 0, "3"),
        (np.inf, 2, "∞"),
        (-np.inf, 2, "−∞"),
        (np.nan, 2, "undefined"),
    ],
)
def test_number_texts(value, digits, text):
    assert number_text(value, digits) == text


def test_readouts_say_value_unit_and_note():
    assert readout_text(Readout("α", 12.34, unit="°", note="negative", digits=1)) == (
        "α = 12.3° (negative)"
    )
    assert readout_text(Readout("α", np.nan, unit="°")) == "α = undefined"


def test_the_drawing_turns_the_vertical_axis_around():
    scene = Scene(WINDOW, (Dot((0.5, 1.0), "ink"),), (), "a dot")
    assert 'cx="120.00" cy="0.00"' in draw(scene)


def test_an_arrow_of_length_zero_draws_nothing():
    assert draw(Scene(WINDOW, (Arrow((1, 1), (1, 1), "ink"),), (), "nothing")) == ""


def test_texts_are_escaped():
    scene = Scene(WINDOW, (Label((1, 1), "<b>&", "ink"),), (Readout("<i>", 1.0),), 'a "<" b')
    html = figure_html(scene)
    assert "<b>" not in html
    assert "<i>" not in html
    assert 'aria-label="a &quot;&lt;&quot; b"' in html


@pytest.mark.parametrize("name", EXPLORATIONS)
def test_the_markup_is_balanced(name):
    open_tags = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag not in {"input"}:
                open_tags.append(tag)

        def handle_endtag(self, tag):
            assert open_tags.pop() == tag

    Reader().feed(EXPLORATIONS[name].page_html())
    assert open_tags == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (((1.0, 1.0, 0.0, 1.0), (), (), "x"), "window must be"),
        ((WINDOW, (), (), ""), "alt must say"),
        ((WINDOW, (Dot((0, 0), "red"),), (), "x"), "role must be one of"),
        ((WINDOW, (Dot((0, np.nan), "ink"),), (), "x"), "finite coordinates"),
        ((WINDOW, (Arrow((0, 0), (np.inf, 0), "ink"),), (), "x"), "finite coordinates"),
        ((WINDOW, (), (Readout("a", 1.0, "blue"),), "x"), "role must be one of"),
    ],
)
def test_scenes_that_cannot_be_drawn_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        Scene(*arguments)
