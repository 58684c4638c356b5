"""The figures of dependence: they fit a page, and their numbers are right."""

import numpy as np
import pytest
from tests.show.conftest import assert_steady, values

from linebyline.show import Slider, explore, frames
from linebyline.show.dependence import crooked, cut, squeezed
from linebyline.show.scene import Dot, Polyline

FRAMED = {
    "crooked": explore(crooked, tilt=Slider(-1, 1, 20), bend=Slider(-1, 1, 20)),
    "squeezed": explore(squeezed, t=Slider(0.1, 1, 18), angle=Slider(0, 180, 12, digits=0)),
    "cut": explore(cut, rho=Slider(-0.9, 0.9, 18), x=Slider(-2, 2, 20)),
}


def dots(scene):
    return np.array([mark.at for mark in scene.marks if isinstance(mark, Dot)])


@pytest.mark.parametrize("name", FRAMED)
def test_the_picture_does_not_jump_and_stays_inside(name):
    scenes = assert_steady(FRAMED[name], most=300)
    window = scenes[0].window
    left, right, bottom, top = window
    for scene in scenes:
        ends = [p for m in scene.marks if isinstance(m, Polyline) for p in m.points]
        places = np.vstack([*([dots(scene)] if len(dots(scene)) else []), ends])
        assert (places >= [left, bottom]).all()
        assert (places <= [right, top]).all()


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FRAMED[name].packed_frames()) <= min(100_000, frames.MOST_BYTES)


@pytest.mark.parametrize(("tilt", "bend"), [(0, 1), (0, -0.4), (0.7, 0.5), (-1, 0)])
def test_the_correlations_are_those_of_numpy(tilt, bend):
    scene = crooked(tilt, bend)
    x, y = dots(scene).T
    shown = values(scene)
    expected = [np.corrcoef(x, y)[0, 1], np.corrcoef(x**2, y)[0, 1]]
    np.testing.assert_allclose(list(shown.values()), expected, rtol=0, atol=1e-12)


def test_without_tilt_the_correlation_is_zero_however_bent_the_curve():
    for bend in (-1.0, 0.3, 1.0):
        plain, squared = values(crooked(0.0, bend)).values()
        assert abs(plain) < 1e-12
        assert abs(squared) > 0.5


@pytest.mark.parametrize(("t", "angle"), [(0.1, 0), (0.3, 60), (0.75, 135)])
def test_squeezing_shrinks_the_covariance_and_grows_the_precision(t, angle):
    scene = squeezed(t, angle)
    low, high = np.linalg.eigvalsh(np.cov(dots(scene).T, bias=True))
    shown = list(values(scene).values())
    np.testing.assert_allclose(shown, [low, high, 1 / low], rtol=1e-9)
    np.testing.assert_allclose([low, high], [t**2, 1.0], rtol=1e-9)


def test_a_round_cloud_has_no_nearest_line_and_says_so():
    assert "round" in squeezed(1.0, 0.0).readouts[0].note
    assert squeezed(0.5, 0.0).readouts[0].note == ""


@pytest.mark.parametrize("rho", [-0.9, 0.0, 0.6])
def test_the_cut_shows_a_law_that_sums_to_one_and_keeps_its_width(rho):
    widths = set()
    for x in (-2.0, 0.0, 1.2):
        scene = cut(rho, x)
        middle, width, _ = values(scene).values()
        assert middle == pytest.approx(rho * x, abs=1e-12)
        widths.add(round(width, 12))
        wall = np.array(scene.marks[-1].points)
        mass = np.trapezoid((wall[:, 0] - 3.3) / 2.4, wall[:, 1])
        assert mass == pytest.approx(1.0, abs=0.02 if rho else 0.003)
    assert widths == {round(float(np.sqrt(1 - rho**2)), 12)}
