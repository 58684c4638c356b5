"""The figures of probability/information: they fit a page, and their numbers are right."""

import math

import numpy as np
import pytest
from scipy import integrate, stats
from tests.show.conftest import assert_steady

from linebyline.show import Slider, Toggle, explore, frames
from linebyline.show.information import apart, die, directions, segments, surprise
from linebyline.show.information._apart import js_of_normals
from linebyline.show.information._directions import best, divergences
from linebyline.show.scene import Dot, Polyline

FRAMED = {
    "die": explore(die, a=Slider(0, 1, 30), b=Slider(0, 1, 20)),
    "surprise": explore(surprise, q=Slider(0.02, 0.98, 96), happened=Toggle("it happened")),
    "directions": explore(directions, m=Slider(-3, 3, 24), sigma=Slider(0.4, 2.6, 22)),
    "apart": explore(apart, d=Slider(0, 8, 80)),
    "segments": explore(segments, theta=Slider(-1, 1, 40)),
}


@pytest.mark.parametrize("name", FRAMED)
def test_the_picture_does_not_jump_and_says_what_it_shows(name):
    assert_steady(FRAMED[name], most=200)


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FRAMED[name].packed_frames()) <= min(100_000, frames.MOST_BYTES)


def test_the_die_shows_the_entropy_of_scipy_and_its_extremes():
    for a, b in ((0.5, 0.7), (0.0, 0.5), (0.2, 0.1)):
        law = [a, (1 - a) * b, (1 - a) * (1 - b)]
        shown = die(a, b).readouts
        np.testing.assert_allclose(shown[0].value, stats.entropy(law, base=2), atol=1e-12)
        np.testing.assert_allclose(shown[1].value, stats.entropy(law), atol=1e-12)
    assert "alike" in die(1 / 3, 0.5).readouts[0].note
    assert "certain" in die(1.0, 0.5).readouts[0].note


def test_every_ring_of_the_triangle_has_one_entropy():
    scene = die()
    corners = np.array([m.points for m in scene.marks if isinstance(m, Polyline)][4][:3])
    rings = [m.points for m in scene.marks if isinstance(m, Polyline) and len(m.points) > 50]
    assert len(rings) == 3
    for ring, level in zip(rings, (1.0, 1.3, 1.5), strict=True):
        places = np.column_stack([ring, np.ones(len(ring))])
        laws = np.linalg.solve(np.column_stack([corners, np.ones(3)]).T, places.T)
        bits = stats.entropy(np.clip(laws, 0, 1), base=2)
        np.testing.assert_allclose(bits, level, rtol=0, atol=1e-6)


def test_the_tangent_of_the_loss_has_the_slope_that_is_shown():
    for q, happened in ((0.7, True), (0.1, False)):
        width = 1e-6
        above, below = (surprise(q + h, happened).readouts[0].value for h in (width, -width))
        slope = surprise(q, happened).readouts[3].value
        np.testing.assert_allclose(slope, (above - below) / (2 * width), rtol=1e-6)
    losses = [surprise(0.7).readouts[k].value for k in range(3)]
    np.testing.assert_allclose(losses, [0.3567, 0.5146, 0.1549], atol=5e-5)


def test_both_directions_agree_with_quadrature():
    target = lambda x: (stats.norm.pdf(x, -2, 0.6) + stats.norm.pdf(x, 2, 0.6)) / 2  # noqa: E731
    for m, sigma in ((0.0, 1.0), (1.5, 0.5)):
        model = stats.norm(m, sigma).pdf
        wanted = [
            integrate.quad(lambda x, p=p, q=q: p(x) * np.log(p(x) / q(x)), -9, 9, points=[-2, 2])[0]
            for p, q in ((target, model), (model, target))
        ]
        np.testing.assert_allclose(divergences(m, sigma), wanted, rtol=1e-6)


def test_no_model_of_the_figure_beats_the_least_divergences():
    reached = [divergences(m, s) for m in np.linspace(-3, 3, 25) for s in np.linspace(0.4, 2.6, 23)]
    least = np.min(reached, axis=0)
    assert (least >= np.array(best()) - 1e-9).all()
    assert "both bumps" in directions(0.0, 2.1).readouts[0].note
    assert "one bump" in directions(2.0, 0.6).readouts[1].note
    assert directions(0.0, 1.0).readouts[0].note == ""


def test_the_distance_of_two_bells_raises_kl_without_bound_and_js_to_its_ceiling():
    for d in (0.0, 1.0, 3.0):
        p, q = stats.norm(0, 1).pdf, stats.norm(d, 1).pdf
        wanted = integrate.quad(
            lambda x, p=p, q=q: p(x) * np.log(2 * p(x) / (p(x) + q(x))), -12, 15
        )[0]
        np.testing.assert_allclose(js_of_normals(d), wanted, atol=1e-9)
        assert apart(d).readouts[0].value == pytest.approx(d**2 / 2)
    assert apart(8.0).readouts[3].note != ""
    assert apart(0.0).readouts[3].value == pytest.approx(0, abs=1e-4)
    assert sum(isinstance(m, Dot) for m in apart(8.0).marks) == 1


def test_segments_see_only_whether_they_are_one():
    kl, js, distance = (readout.value for readout in segments(0.0).readouts)
    assert (kl, js, distance) == (0, 0, 0)
    for theta in (-1.0, 0.05):
        kl, js, distance = (readout.value for readout in segments(theta).readouts)
        assert (kl, distance) == (math.inf, abs(theta))
        assert js == pytest.approx(math.log(2), abs=1e-15)
