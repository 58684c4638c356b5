"""The figures of curvature: they fit a page, and their numbers are right."""

import math

import numpy as np
import pytest
from tests.show.conftest import assert_steady, values

from linebyline.linear_algebra.curvature import Quadratic, gradient_descent
from linebyline.show import Slider, explore, frames
from linebyline.show.curvature import section, steepness, two_curves, zigzag
from linebyline.show.scene import Dot, Polyline

FRAMED = {
    "section": explore(section, second=Slider(-1, 1, 8), angle=Slider(0, 180, 36)),
    "two_curves": explore(two_curves, second=Slider(-2, 2, 20), size=Slider(1, 3, 10)),
    "zigzag": explore(zigzag, condition=Slider(1, 20, 19), share=Slider(0.05, 1.1, 21)),
    "steepness": explore(steepness, width=Slider(1, 2, 10), share=Slider(0.1, 0.98, 22)),
}


def bold(scene):
    return [
        np.array(m.points) for m in scene.marks if isinstance(m, Polyline) and m.weight == "bold"
    ]


@pytest.mark.parametrize("name", FRAMED)
def test_the_picture_does_not_jump_and_says_what_it_shows(name):
    assert_steady(FRAMED[name], most=300)


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FRAMED[name].packed_frames()) <= frames.MOST_BYTES / 3


@pytest.mark.parametrize("second", [-1.0, -0.25, 0.0, 0.5])
def test_the_walks_bend_between_the_two_eigenvalues(second):
    bends = [section(second, angle).readouts[2].value for angle in range(0, 181, 5)]
    assert min(bends) == pytest.approx(second, abs=1e-12)
    assert max(bends) == pytest.approx(1, abs=1e-12)


def test_the_map_names_what_the_critical_point_is():
    notes = [section(second).readouts[1].note.split(":")[0] for second in (0.5, -0.5, 0.0)]
    assert notes == ["definite", "indefinite", "singular"]


def test_level_curves_lie_on_levels_and_inside_the_map():
    scene = section(-0.5)
    q = Quadratic(np.diag([1.0, -0.5]), [0, 0])
    tilt = math.radians(25)
    back = np.array([[math.cos(tilt), math.sin(tilt)], [-math.sin(tilt), math.cos(tilt)]])
    lines = [m for m in scene.marks if isinstance(m, Polyline) and m.role in ("first", "second")]
    assert {line.role for line in lines} == {"first", "second"}
    for line in lines:
        heights = [q(back @ np.array(p)) for p in line.points]
        assert np.ptp(heights) < 1e-12
        assert (heights[0] > 0) == (line.role == "first")
        assert np.abs(line.points).max() <= 1.25


@pytest.mark.parametrize("second", [-1.4, 0.8, 2.0])
def test_the_gradient_has_its_length_on_the_bold_curve(second):
    scene = two_curves(second, 1.6)
    q = Quadratic(np.diag([1.0, second]), [0, 0])
    sizes = [np.linalg.norm(q.gradient(p)) for p in bold(scene)[0]]
    np.testing.assert_allclose(sizes, 1.6, rtol=1e-12)
    dashed = [m for m in scene.marks if isinstance(m, Polyline) and m.dashed]
    heights = [q(p) for line in dashed for p in line.points]
    np.testing.assert_allclose(heights, values(scene)["q − q(x*) on the dashed curve"], rtol=1e-12)


def test_without_curvature_the_axis_is_endless():
    scene = two_curves(0.0)
    assert scene.readouts[2].value == math.inf
    assert "two lines" in scene.readouts[3].note


def test_the_path_is_that_of_gradient_descent():
    scene = zigzag(condition=5.0, share=0.6)
    path = gradient_descent(Quadratic(np.diag([0.1, 0.5]), [0, 0]), [3.6, 1.5], 1.2, 24)
    dots = [m.at for m in scene.marks if isinstance(m, Dot) and not m.hollow]
    np.testing.assert_allclose(dots, path, rtol=0, atol=1e-12)
    shown = values(scene)
    assert shown["worst factor"] == pytest.approx(0.76, abs=1e-12)
    count = shown["steps to one thousandth"]
    assert 0.76**count <= 1e-3 < 0.76 ** (count - 1)


def test_above_the_bound_the_path_never_arrives():
    scene = zigzag(condition=5.0, share=1.1)
    assert scene.readouts[3].note == "never arrives"
    assert scene.readouts[4].value == math.inf
    assert zigzag(condition=1.0, share=0.5).readouts[4].value == 1


@pytest.mark.parametrize(("share", "width", "torn"), [(0.5, 1.5, False), (0.9, 1.5, True)])
def test_the_bell_is_equally_steep_on_both_bold_curves(share, width, torn):
    scene = steepness(share, width)
    assert ("islands" in scene.readouts[4].note) == torn
    for line in bold(scene):
        x, y = line.T
        slope = np.exp(-(x**2) / (2 * width**2) - y**2 / 2) * np.hypot(x / width**2, y)
        np.testing.assert_allclose(slope, scene.readouts[0].value, rtol=1e-6)
    (dashed,) = [m for m in scene.marks if isinstance(m, Polyline) and m.dashed]
    x, y = np.array(dashed.points).T
    height = np.exp(-(x**2) / (2 * width**2) - y**2 / 2)
    np.testing.assert_allclose(height, scene.readouts[3].value, rtol=1e-12)
