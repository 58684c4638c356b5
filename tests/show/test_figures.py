"""What the figures of vectors_and_angles must show, wherever their controls stand."""

import math

import numpy as np
import pytest
from tests.show.conftest import EXPLORATIONS, sweep

from linebyline.linear_algebra.vectors_and_angles import p_norm
from linebyline.show.scene import Arrow, Dot, Label, Polygon, Polyline
from linebyline.show.vectors_and_angles import columns, norm_ball, projection, triangle

TRIANGLES = [(x, y) for x in np.linspace(-1.5, 4.5, 25) for y in (0.3, 1.0, 3.2)]


def value(scene, label):
    (readout,) = [entry for entry in scene.readouts if entry.label == label]
    return readout.value


def note(scene, label):
    (readout,) = [entry for entry in scene.readouts if entry.label == label]
    return readout.note


def outlines(scene):
    """The points of the closed or open curve drawn first."""
    return np.array(next(mark.points for mark in scene.marks if isinstance(mark, Polyline)))


@pytest.mark.parametrize("name", EXPLORATIONS)
def test_every_position_of_the_controls_draws_a_scene(name):
    exploration = EXPLORATIONS[name]
    window = None
    for setting in sweep(exploration, most=1500):
        scene = exploration.draw(**setting)
        window = window or scene.window
        assert scene.window == window, "the picture must not jump while a control moves"


def test_both_identities_stay_where_the_foot_leaves_the_base():
    beyond = {"A": 0, "B": 0, "": 0}
    for x, y in TRIANGLES:
        scene = triangle(x, y)
        np.testing.assert_allclose(value(scene, "a sin α + b sin β"), 3, rtol=1e-12)
        np.testing.assert_allclose(value(scene, "a² + b² − 2ab cos θ"), 9, rtol=1e-12)
        assert note(scene, "a sin α + b sin β") == "= c"
        assert note(scene, "a² + b² − 2ab cos θ") == "= c²"
        beyond["A" if x > 3 else "B" if x < 0 else ""] += 1
    assert min(beyond.values()) >= 9, "the grid must reach beyond both corners"


def test_unsigned_lengths_are_shown_wrong_exactly_where_they_are():
    for x, y in TRIANGLES:
        scene = triangle(x, y)
        expected = abs(x) + abs(3 - x)
        np.testing.assert_allclose(value(scene, "|BD| + |DA|"), expected, rtol=1e-12)
        assert (note(scene, "|BD| + |DA|") == "≠ c") == (expected > 3 + 1e-9)
        assert ("negative" in scene.alt) == (expected > 3 + 1e-9)


def test_the_signed_arrows_lead_from_b_to_a():
    for x, y in TRIANGLES:
        first, second = [mark for mark in triangle(x, y).marks if isinstance(mark, Arrow)]
        np.testing.assert_allclose(first.tail[0], 0, rtol=0, atol=1e-12)
        np.testing.assert_allclose(first.tip[0], second.tail[0], rtol=0, atol=1e-12)
        np.testing.assert_allclose(second.tip[0], 3, rtol=1e-12)


@pytest.mark.parametrize("p", [0.5, 0.8, 1, 1.5, 2, 3, 8, 60, np.inf])
def test_the_drawn_ball_has_radius_one(p):
    lengths = [p_norm(point, p) for point in outlines(norm_ball(p))]
    np.testing.assert_allclose(lengths, 1, rtol=1e-12)
    assert len(lengths) > 150


@pytest.mark.parametrize("p", [1, 3, 5, 11])
def test_without_absolute_value_odd_orders_leave_an_unbounded_curve(p):
    scene = norm_ball(p, absolute=False)
    points = outlines(scene)
    inner = points[np.abs(points).max(axis=1) < 1.5]
    np.testing.assert_allclose(np.sum(inner**p, axis=1), 1, rtol=0, atol=1e-10)
    assert np.abs(points).max() >= 1.9, "the curve must leave the window"
    assert value(scene, "(Σ xᵢᵖ)^(1/p) at (1, −1)") == 0


@pytest.mark.parametrize("p", [2, 4, 8])
def test_even_orders_need_no_absolute_value(p):
    np.testing.assert_array_equal(outlines(norm_ball(p, absolute=False)), outlines(norm_ball(p)))
    np.testing.assert_allclose(
        value(norm_ball(p, absolute=False), "(Σ xᵢᵖ)^(1/p) at (1, −1)"), 2 ** (1 / p), rtol=1e-14
    )


@pytest.mark.parametrize("p", [0.5, 1.7, np.inf])
def test_without_absolute_value_other_orders_have_the_first_quadrant_only(p):
    scene = norm_ball(p, absolute=False)
    assert outlines(scene).min() >= 0
    assert math.isnan(value(scene, "(Σ xᵢᵖ)^(1/p) at (1, −1)"))
    assert "no real number" in [mark.text for mark in scene.marks if isinstance(mark, Label)]


@pytest.mark.parametrize("p", [0.5, 0.9, 1, 2, np.inf])
def test_the_triangle_inequality_is_shown_broken_below_order_one_only(p):
    scene = norm_ball(p)
    broken = value(scene, "‖e₁ + e₂‖ₚ") > value(scene, "‖e₁‖ₚ + ‖e₂‖ₚ")
    assert broken == (p < 1)
    assert (note(scene, "‖e₁‖ₚ + ‖e₂‖ₚ") == "smaller: not a norm") == (p < 1)


@pytest.mark.parametrize(("x", "obtuse"), [(-3, True), (-0.1, True), (0, False), (2, False)])
def test_the_wrong_point_is_shown_exactly_at_obtuse_angles(x, obtuse):
    scene = projection(x, 1.0)
    dots = [mark for mark in scene.marks if isinstance(mark, Dot)]
    assert len(dots) == int(obtuse)
    np.testing.assert_allclose(value(scene, "u·x"), x, rtol=0, atol=1e-15)
    np.testing.assert_allclose(value(scene, "(x − z)·y"), 0, rtol=0, atol=1e-15)
    assert (value(scene, "θ") > 90) == obtuse


def test_columns_draws_the_example_of_the_chapter():
    scene = columns(3, 1, 1, 2)
    tips = [mark.tip for mark in scene.marks if isinstance(mark, Arrow)]
    assert tips == [(1, 0), (3, 1), (0, 1), (1, 2)]
    np.testing.assert_allclose(value(scene, "stretch of e₁"), np.sqrt(10), rtol=1e-14)
    np.testing.assert_allclose(value(scene, "turn of e₂"), -np.degrees(np.arctan(0.5)), rtol=1e-14)


def test_a_zero_column_has_no_turn():
    scene = columns(0, 0, 1, 2)
    assert math.isnan(value(scene, "turn of e₁"))
    assert "turn of e₁ = undefined°" not in str(scene)


def test_the_unit_square_becomes_the_parallelogram_of_the_columns():
    areas = [mark.points for mark in columns(3, 1, 1, 2).marks if isinstance(mark, Polygon)]
    assert areas[0] == ((0, 0), (3, 1), (4, 3), (1, 2))
