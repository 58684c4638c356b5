"""The triangle: the law of cosines, the signed altitude split, their slips and refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linebyline.linear_algebra.vectors_and_angles import (
    altitude_split,
    angle_between,
    opposite_side,
)

sides = st.floats(0.1, 100)
along = st.floats(-20, 20)  # far past both corners of the base
above = st.floats(0.01, 20)


def unsigned_base(split):
    """|BD| + |AD|, which a source takes for |AB|."""
    return abs(split.signed_bd) + abs(split.signed_da)


@given(sides, sides, st.floats(0, np.pi))
def test_opposite_side_is_the_distance_of_the_two_tips(first, second, angle):
    tip = second * np.array([np.cos(angle), np.sin(angle)])
    expected = np.linalg.norm(tip - [first, 0])
    np.testing.assert_allclose(opposite_side(first, second, angle), expected, rtol=0, atol=1e-12)


@given(sides, sides, st.floats(0, np.pi))
def test_both_forms_of_the_law_of_cosines_agree(first, second, angle):
    printed = first**2 + second**2 - 2 * first * second * np.cos(angle)
    square = opposite_side(first, second, angle) ** 2
    np.testing.assert_allclose(square, printed, rtol=0, atol=1e-13 * (first + second) ** 2)


def test_a_right_angle_gives_pythagoras():
    np.testing.assert_allclose(opposite_side(3, 4, np.pi / 2), 5, rtol=1e-15)
    assert opposite_side(3, 4, 0) == 1
    np.testing.assert_allclose(opposite_side(3, 4, np.pi), 7, rtol=1e-15)


def test_a_thin_triangle_keeps_its_digits():
    np.testing.assert_allclose(opposite_side(1, 1, 1e-10), 1e-10, rtol=1e-14)
    assert np.sqrt(2 - 2 * np.cos(1e-10)) == 0


def test_a_plus_in_the_law_of_cosines_is_caught():
    planted = np.sqrt(3**2 + 4**2 + 2 * 3 * 4 * np.cos(1.0))
    assert abs(planted - opposite_side(3, 4, 1.0)) > 1


@given(along, above)
def test_the_signed_split_holds_wherever_the_foot_falls(x, y):
    split = altitude_split([3, 0], [0, 0], [x, y])
    scale = 1e-12 * (split.a + split.b)
    signed_base = split.a * np.sin(split.alpha) + split.b * np.sin(split.beta)
    np.testing.assert_allclose(signed_base, split.c, rtol=0, atol=scale)
    np.testing.assert_allclose(split.a * np.cos(split.alpha), split.height, rtol=0, atol=scale)
    np.testing.assert_allclose(split.b * np.cos(split.beta), split.height, rtol=0, atol=scale)
    np.testing.assert_allclose(split.foot, [x, 0], rtol=0, atol=scale, strict=True)


@given(along, above)
def test_theta_is_the_angle_at_c_and_obeys_the_law_of_cosines(x, y):
    split = altitude_split([3, 0], [0, 0], [x, y])
    expected = angle_between([-x, -y], [3 - x, -y])
    np.testing.assert_allclose(split.theta, expected, rtol=0, atol=1e-13)
    side = opposite_side(split.a, split.b, split.theta)
    np.testing.assert_allclose(side, split.c, rtol=0, atol=1e-12 * (split.a + split.b))


@given(along, above)
def test_an_angle_is_negative_exactly_where_the_foot_is_beyond_its_corner(x, y):
    split = altitude_split([3, 0], [0, 0], [x, y])
    assert (split.alpha < 0) == (x < 0)
    assert (split.beta < 0) == (split.foot[0] > 3)


@given(st.integers(0, 1000))
def test_the_split_does_not_depend_on_the_position_in_space(seed):
    rng = np.random.default_rng(seed)
    turn, _ = np.linalg.qr(rng.standard_normal((4, 4)))
    shift = rng.standard_normal(4)
    flat = altitude_split([1, 0], [0, 0], [3, 2])
    a, b, c = (turn[:, :2] @ np.array(corner) + shift for corner in ([1, 0], [0, 0], [3, 2]))
    turned = altitude_split(a, b, c)
    for name in ("a", "b", "c", "height", "alpha", "beta", "theta"):
        np.testing.assert_allclose(getattr(turned, name), getattr(flat, name), rtol=1e-12)
    np.testing.assert_allclose(turned.foot, turn[:, 0] * 3 + shift, rtol=0, atol=1e-12)


def test_the_unsigned_lengths_do_not_add_up_when_the_foot_leaves_the_base():
    split = altitude_split([1, 0], [0, 0], [3, 2])
    np.testing.assert_allclose(unsigned_base(split), 5, rtol=1e-14)
    np.testing.assert_allclose(split.signed_bd + split.signed_da, 1, rtol=1e-14)
    np.testing.assert_allclose(split.beta, -np.pi / 4, rtol=1e-14)


def test_degenerate_triangles_are_refused():
    with pytest.raises(ValueError, match="corner_a and corner_b must differ"):
        altitude_split([1, 1], [1, 1], [2, 3])
    with pytest.raises(ValueError, match="lie on one line"):
        altitude_split([1, 0], [0, 0], [0.3, 0])
    with pytest.raises(ValueError, match="lie on one line"):
        altitude_split([0.1, 0.3], [0.2, 0.6], [0.3, 0.9])
    with pytest.raises(ValueError, match="corner_c and corner_a must have the same size"):
        altitude_split([1, 0], [0, 0], [1, 2, 3])


@pytest.mark.parametrize(
    ("first", "second", "angle", "message"),
    [
        (0, 1, 1, "both sides must be positive"),
        (1, -1, 1, "both sides must be positive"),
        (1, 1, 4, r"angle must lie in \[0, pi\]"),
        (1, 1, -0.1, r"angle must lie in \[0, pi\]"),
        (1, 1, np.nan, "angle must be finite"),
        (np.inf, 1, 1, "first_side must be finite"),
    ],
)
def test_opposite_side_refuses_bad_input(first, second, angle, message):
    with pytest.raises(ValueError, match=message):
        opposite_side(first, second, angle)
