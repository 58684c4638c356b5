"""Matrices read by their columns; orthogonal matrices; SciPy's rotations as the oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from linebyline.linear_algebra.vectors_and_angles import (
    angle_between,
    basis_images,
    is_orthogonal,
    p_norm,
    rotation_matrix,
)

angles = st.floats(-100, 100)


@given(angles)
def test_rotation_agrees_with_scipy(angle):
    expected = Rotation.from_euler("z", angle).as_matrix()[:2, :2]
    np.testing.assert_allclose(rotation_matrix(angle), expected, rtol=0, atol=1e-13, strict=True)


@given(angles, angles)
def test_rotations_compose_by_adding_angles(first, second):
    product = rotation_matrix(first) @ rotation_matrix(second)
    np.testing.assert_allclose(product, rotation_matrix(first + second), rtol=0, atol=1e-13)


@given(angles)
def test_rotations_are_orthogonal_with_determinant_one(angle):
    rotation = rotation_matrix(angle)
    assert is_orthogonal(rotation)
    np.testing.assert_allclose(np.linalg.det(rotation), 1, rtol=1e-14)
    np.testing.assert_allclose(rotation.T, np.linalg.inv(rotation), rtol=0, atol=1e-14)


@given(st.integers(1, 6), st.integers(0, 1000))
def test_orthogonal_matrices_keep_every_length_and_angle(size, seed):
    rng = np.random.default_rng(seed)
    matrix, _ = np.linalg.qr(rng.standard_normal((size, size)))
    assert is_orthogonal(matrix)
    assert is_orthogonal(matrix.T)
    first, second = rng.standard_normal((2, size))
    np.testing.assert_allclose(p_norm(matrix @ first, 2), p_norm(first, 2), rtol=1e-12)
    turned = angle_between(matrix @ first, matrix @ second)
    np.testing.assert_allclose(turned, angle_between(first, second), rtol=0, atol=1e-12)
    np.testing.assert_allclose(abs(np.linalg.det(matrix)), 1, rtol=1e-12)


def test_a_shear_has_determinant_one_and_is_not_orthogonal():
    shear = np.array([[1.0, 1.0], [0.0, 1.0]])
    np.testing.assert_allclose(np.linalg.det(shear), 1, rtol=1e-15)
    assert not is_orthogonal(shear)


def test_a_reflection_is_orthogonal_with_determinant_minus_one():
    reflection = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert is_orthogonal(reflection)
    np.testing.assert_allclose(np.linalg.det(reflection), -1, rtol=1e-15)


def test_tolerance_is_absolute_and_per_entry():
    nearly = np.eye(3)
    nearly[0, 1] = 1e-8
    assert not is_orthogonal(nearly)
    assert is_orthogonal(nearly, atol=1.1e-8)


def test_columns_are_the_images_of_the_basis_vectors():
    read = basis_images([[3, 1], [1, 2]])
    np.testing.assert_array_equal(read.images, [[3.0, 1.0], [1.0, 2.0]], strict=True)
    turns = np.array([np.arctan(1 / 3), -np.arctan(1 / 2)])
    np.testing.assert_allclose(read.turns, turns, rtol=1e-14, strict=True)
    np.testing.assert_allclose(read.stretches, np.sqrt([10, 5]), rtol=1e-14, strict=True)


@given(st.floats(-3.1, 3.1), st.floats(0.1, 10))
def test_a_scaled_rotation_turns_and_stretches_both_alike(angle, scale):
    read = basis_images(scale * rotation_matrix(angle))
    np.testing.assert_allclose(read.turns, [angle, angle], rtol=0, atol=1e-14)
    np.testing.assert_allclose(read.stretches, [scale, scale], rtol=1e-14)


@given(st.integers(0, 1000))
def test_the_size_of_a_turn_is_the_angle_to_the_basis_vector(seed):
    matrix = np.random.default_rng(seed).standard_normal((2, 2))
    expected = [angle_between(e, matrix @ e) for e in np.eye(2)]
    np.testing.assert_allclose(np.abs(basis_images(matrix).turns), expected, rtol=0, atol=1e-14)


def test_rows_instead_of_columns_are_caught():
    matrix = np.array([[1.0, 2.0], [0.0, 1.0]])
    assert not np.array_equal(basis_images(matrix).images, matrix)
    np.testing.assert_array_equal(basis_images(matrix).images, matrix.T, strict=True)


def test_a_zero_column_has_no_direction():
    read = basis_images([[0, 1], [0, 1]])
    assert np.isnan(read.turns[0])
    assert read.stretches[0] == 0


def test_matrices_of_the_wrong_shape_are_refused():
    with pytest.raises(ValueError, match="matrix must be square"):
        is_orthogonal([[1, 0, 0], [0, 1, 0]])
    with pytest.raises(ValueError, match=r"matrix must be \(2, 2\)"):
        basis_images(np.eye(3))
    with pytest.raises(ValueError, match=r"matrix must be a nonempty array \(M, N\)"):
        is_orthogonal([1, 2])
    with pytest.raises(ValueError, match="matrix must be finite"):
        basis_images([[1, np.nan], [0, 1]])
    with pytest.raises(ValueError, match="atol must not be negative"):
        is_orthogonal(np.eye(2), atol=-1)
    with pytest.raises(ValueError, match="angle must be finite"):
        rotation_matrix(np.nan)
