"""Eigenbases and the Rayleigh quotient: laws, LAPACK as the oracle, special cases, refusals."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from linebyline.linear_algebra.eigenvalues_and_definiteness import (
    orthonormal_eigenvectors,
    plane_eigenbasis,
    rayleigh_quotient,
)

entry = st.floats(-100, 100, allow_subnormal=False)


def symmetric(size, seed):
    a = np.random.default_rng(seed).standard_normal((size, size))
    return (a + a.T) / 2


@given(entry, entry, entry)
def test_the_closed_form_gives_the_eigenvalues_of_lapack(a, b, c):
    basis = plane_eigenbasis(a, b, c)
    matrix = np.array([[a, b], [b, c]])
    expected = np.linalg.eigvalsh(matrix)
    np.testing.assert_allclose(basis.values, expected, rtol=0, atol=1e-12, strict=True)
    np.testing.assert_allclose(basis.rebuilt(), matrix, rtol=0, atol=1e-12, strict=True)
    product = basis.vectors.T @ basis.vectors
    np.testing.assert_allclose(product, np.eye(2), rtol=0, atol=1e-14)


def test_a_multiple_of_the_identity_keeps_the_axes():
    basis = plane_eigenbasis(3, 0, 3)
    np.testing.assert_array_equal(basis.values, [3.0, 3.0], strict=True)
    np.testing.assert_array_equal(np.abs(basis.vectors), [[0.0, 1.0], [1.0, 0.0]], strict=True)


@given(st.integers(2, 6), st.integers(0, 1000))
def test_the_quotient_lies_between_the_extreme_eigenvalues(size, seed):
    a = symmetric(size, seed)
    x = np.random.default_rng(seed + 1).standard_normal(size)
    low, *_, high = np.linalg.eigvalsh(a)
    assert low - 1e-12 <= rayleigh_quotient(a, x) <= high + 1e-12


@given(st.integers(2, 6), st.integers(0, 1000))
def test_at_an_eigenvector_the_quotient_is_its_eigenvalue(size, seed):
    a = symmetric(size, seed)
    values, vectors = np.linalg.eigh(a)
    found = [rayleigh_quotient(a, 3 * v) for v in vectors.T]
    np.testing.assert_allclose(found, values, rtol=0, atol=1e-12)


def test_the_gradient_of_the_quotient_is_the_proved_one():
    a, x = symmetric(4, 0), np.array([1.0, -2.0, 0.5, 3.0])
    rho, width = rayleigh_quotient(a, x), 1e-6
    steps = width * np.eye(4)
    slopes = [
        (rayleigh_quotient(a, x + h) - rayleigh_quotient(a, x - h)) / (2 * width) for h in steps
    ]
    np.testing.assert_allclose(slopes, 2 * (a @ x - rho * x) / (x @ x), rtol=0, atol=1e-6)


def test_the_quotient_of_huge_and_tiny_vectors_is_finite():
    a, x = symmetric(3, 2), np.array([1.0, 2.0, -1.0])
    quotients = [rayleigh_quotient(a, size * x) for size in (1e-200, 1.0, 1e200)]
    np.testing.assert_allclose(quotients, quotients[1], rtol=1e-13)


@given(st.integers(0, 1000))
def test_skew_eigenvectors_of_a_repeated_eigenvalue_become_orthonormal(seed):
    rng = np.random.default_rng(seed)
    q, _ = np.linalg.qr(rng.standard_normal((5, 5)))
    values = np.array([2.0, -1.0, 2.0, 4.0, 2.0])
    matrix = (q * values) @ q.T
    mixed = q.copy()
    change = rng.standard_normal((3, 3))
    assume(np.linalg.cond(change) < 1e4)
    mixed[:, [0, 2, 4]] = q[:, [0, 2, 4]] @ change
    basis = orthonormal_eigenvectors(values, mixed)
    np.testing.assert_array_equal(basis.values, np.sort(values), strict=True)
    np.testing.assert_allclose(basis.vectors.T @ basis.vectors, np.eye(5), rtol=0, atol=1e-12)
    np.testing.assert_allclose(basis.rebuilt(), matrix, rtol=0, atol=1e-10)


def test_normalising_alone_does_not_rebuild_the_matrix():
    skew = np.array([[1.0, 1.0], [0.0, 1.0]])  # eigenvectors of 3 I
    unit = skew / np.linalg.norm(skew, axis=0)
    assert not np.allclose((unit * 3) @ unit.T, 3 * np.eye(2), rtol=0, atol=1e-3)
    rebuilt = orthonormal_eigenvectors([3, 3], skew).rebuilt()
    np.testing.assert_allclose(rebuilt, 3 * np.eye(2), rtol=0, atol=1e-14)


def test_rescaled_eigenvectors_do_not_rescale_the_eigenvalues():
    p = np.array([[1.0, -2.0], [1.0, 2.0]])
    basis = orthonormal_eigenvectors([3, 5], p)
    matrix = p @ np.diag([3.0, 5.0]) @ np.linalg.inv(p)
    np.testing.assert_allclose(basis.rebuilt(), matrix, rtol=0, atol=1e-14)
    printed = (basis.vectors * [3 * 2, 5 * 8]) @ basis.vectors.T
    assert np.abs(printed - matrix).max() > 1


def test_spectra_refuse_bad_input_by_name():
    with pytest.raises(ValueError, match="matrix must be symmetric"):
        rayleigh_quotient([[1, 2], [0, 1]], [1, 1])
    with pytest.raises(ValueError, match="matrix must be square"):
        rayleigh_quotient([[1, 2]], [1, 1])
    with pytest.raises(ValueError, match="vector must have 2 entries"):
        rayleigh_quotient(np.eye(2), [1, 1, 1])
    with pytest.raises(ValueError, match="vector must not be zero"):
        rayleigh_quotient(np.eye(2), [0, 0])
    with pytest.raises(ValueError, match="b must be finite"):
        plane_eigenbasis(1, np.inf, 1)
    with pytest.raises(ValueError, match="one column of 2 entries per value"):
        orthonormal_eigenvectors([1, 2], np.eye(3))
    with pytest.raises(ValueError, match="must be independent"):
        orthonormal_eigenvectors([1, 1], [[1, 2], [1, 2]])
