"""Projections and hyperplanes: laws, least squares as the oracle, special cases, refusals."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from linebyline.linear_algebra.vectors_and_angles import (
    angle_between,
    hyperplane_offset,
    p_norm,
    project_onto_line,
    rejection,
    signed_distance,
    signed_length,
)

entries = st.floats(-100, 100, allow_subnormal=False)
pairs = st.integers(1, 6).flatmap(lambda size: arrays(np.float64, (2, size), elements=entries))
triples = st.integers(1, 6).flatmap(lambda size: arrays(np.float64, (3, size), elements=entries))


def printed_projection(vector, direction):
    """The projection with an unsigned length, as a source derives it."""
    unit = np.asarray(direction) / np.linalg.norm(direction)
    return np.linalg.norm(project_onto_line(vector, direction)) * unit


@given(pairs)
def test_projection_is_the_least_squares_point_of_the_line(pair):
    vector, direction = pair
    assume(np.abs(direction).max() > 1e-2)
    factor = np.linalg.lstsq(direction[:, None], vector, rcond=None)[0][0]
    actual = project_onto_line(vector, direction)
    np.testing.assert_allclose(actual, factor * direction, rtol=1e-10, atol=1e-10, strict=True)


@given(pairs)
def test_projection_is_idempotent(pair):
    vector, direction = pair
    assume(np.abs(direction).max() > 1e-2)
    once = project_onto_line(vector, direction)
    twice = project_onto_line(once, direction)
    np.testing.assert_allclose(twice, once, rtol=1e-12, atol=1e-11, strict=True)


@given(pairs)
def test_rejection_is_orthogonal_and_completes_the_vector(pair):
    vector, direction = pair
    assume(np.abs(direction).max() > 1e-2)
    part, rest = project_onto_line(vector, direction), rejection(vector, direction)
    np.testing.assert_allclose(rest @ direction, 0, rtol=0, atol=1e-9)
    np.testing.assert_allclose(part + rest, vector, rtol=0, atol=1e-13, strict=True)
    squares = p_norm(part, 2) ** 2 + p_norm(rest, 2) ** 2
    np.testing.assert_allclose(squares, p_norm(vector, 2) ** 2, rtol=1e-11, atol=1e-11)


@given(pairs)
def test_signed_length_is_length_times_cosine(pair):
    vector, direction = pair
    assume(np.abs(direction).max() > 1e-2)
    assume(np.abs(vector).max() > 1e-2)
    expected = p_norm(vector, 2) * np.cos(angle_between(vector, direction))
    np.testing.assert_allclose(signed_length(vector, direction), expected, rtol=0, atol=1e-11)


def test_at_an_obtuse_angle_the_unsigned_length_points_the_wrong_way():
    vector, direction = np.array([-3.0, 1.0]), np.array([2.0, 0.0])
    assert signed_length(vector, direction) == -3
    np.testing.assert_array_equal(project_onto_line(vector, direction), [-3.0, 0.0], strict=True)
    np.testing.assert_array_equal(printed_projection(vector, direction), [3.0, 0.0], strict=True)


@given(triples)
def test_hyperplane_passes_through_its_point_and_holds_what_is_orthogonal(triple):
    normal, point, step = triple
    assume(np.abs(normal).max() > 1e-2)
    offset = hyperplane_offset(normal, point)
    within = point + rejection(step, normal)
    np.testing.assert_allclose(signed_distance(point, normal, offset), 0, rtol=0, atol=1e-10)
    np.testing.assert_allclose(signed_distance(within, normal, offset), 0, rtol=0, atol=1e-10)


@given(triples)
def test_distance_to_a_hyperplane_is_the_length_to_its_nearest_point(triple):
    normal, point, other = triple
    assume(np.abs(normal).max() > 1e-2)
    distance = signed_distance(other, normal, hyperplane_offset(normal, point))
    nearest = other - project_onto_line(other - point, normal)
    np.testing.assert_allclose(abs(distance), p_norm(other - nearest, 2), rtol=1e-10, atol=1e-9)
    np.testing.assert_allclose(distance, signed_length(other - point, normal), rtol=0, atol=1e-9)


def test_distance_is_positive_on_the_side_of_the_normal():
    assert hyperplane_offset([3, 4], [1, 1]) == -7
    assert signed_distance([4, 5], [3, 4], -7) == 5
    assert signed_distance([-2, -3], [3, 4], -7) == -5
    assert signed_distance([1, 1], [3, 4], -7) == 0


def test_forgetting_to_divide_by_the_normal_gives_another_distance():
    normal, point = np.array([3.0, 4.0]), np.array([4.0, 5.0])
    assert normal @ point - 7 != signed_distance(point, normal, -7)


@pytest.mark.parametrize("function", [project_onto_line, rejection, signed_length])
def test_projections_refuse_bad_input_by_name(function):
    with pytest.raises(ValueError, match="direction must not be zero"):
        function([1, 2], [0, 0])
    with pytest.raises(ValueError, match="vector and direction must have the same size"):
        function([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="vector must be finite"):
        function([1, np.nan], [1, 2])
    with pytest.raises(ValueError, match="direction must be a nonempty array"):
        function([1, 2], [])


def test_hyperplanes_refuse_bad_input_by_name():
    with pytest.raises(ValueError, match="normal must not be zero"):
        hyperplane_offset([0, 0], [1, 2])
    with pytest.raises(ValueError, match="normal must not be zero"):
        signed_distance([1, 2], [0, 0], 1)
    with pytest.raises(ValueError, match="offset must be finite"):
        signed_distance([1, 2], [1, 0], np.inf)
    with pytest.raises(ValueError, match="normal and point must have the same size"):
        hyperplane_offset([1, 2, 3], [1, 2])
