"""Power iteration and Jacobi's rotations: laws, LAPACK as the oracle, rates, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linebyline.linear_algebra.eigenvalues_and_definiteness import jacobi, power_iteration


def symmetric(size, seed):
    a = np.random.default_rng(seed).standard_normal((size, size))
    return (a + a.T) / 2


@given(st.integers(1, 8), st.integers(0, 1000))
def test_jacobi_finds_the_eigenbasis_of_lapack(size, seed):
    a = symmetric(size, seed)
    basis = jacobi(a)
    np.testing.assert_allclose(basis.values, np.linalg.eigvalsh(a), rtol=0, atol=1e-12, strict=True)
    np.testing.assert_allclose(basis.rebuilt(), a, rtol=0, atol=1e-12, strict=True)
    np.testing.assert_allclose(basis.vectors.T @ basis.vectors, np.eye(size), rtol=0, atol=1e-12)


def test_jacobi_keeps_an_orthonormal_basis_at_repeated_eigenvalues():
    basis = jacobi(np.eye(4) + np.ones((4, 4)))
    np.testing.assert_allclose(basis.values, [1, 1, 1, 5], rtol=0, atol=1e-13)
    np.testing.assert_allclose(basis.vectors.T @ basis.vectors, np.eye(4), rtol=0, atol=1e-13)


@pytest.mark.parametrize("matrix", [np.zeros((3, 3)), np.diag([3.0, 1.0, 2.0])])
def test_a_diagonal_matrix_needs_no_rotation(matrix):
    basis = jacobi(matrix, sweeps=1)
    np.testing.assert_array_equal(basis.values, np.sort(np.diag(matrix)), strict=True)


def test_a_power_step_multiplies_each_share_by_its_eigenvalue():
    path = power_iteration(np.diag([4.0, 2.0]), [1, 1], steps=5)
    shares = path.vectors[:, 1] / path.vectors[:, 0]
    np.testing.assert_allclose(shares, 0.5 ** np.arange(6), rtol=1e-14)
    np.testing.assert_allclose(np.linalg.norm(path.vectors, axis=1), 1, rtol=1e-14)


@given(st.integers(0, 1000))
def test_the_quotients_of_a_semidefinite_matrix_never_fall(seed):
    x = np.random.default_rng(seed).standard_normal((6, 4))
    path = power_iteration(x.T @ x, np.ones(4), steps=12)
    assert (np.diff(path.quotients) >= -1e-12 * path.quotients[-1]).all()
    assert path.quotients[-1] <= np.linalg.eigvalsh(x.T @ x)[-1] * (1 + 1e-12)


def test_the_largest_size_wins_even_if_it_is_negative():
    path = power_iteration(np.diag([1.0, -3.0]), [1, 0.1], steps=60)
    np.testing.assert_allclose(path.quotients[-1], -3, rtol=1e-12)


def test_a_start_orthogonal_to_the_winner_never_meets_it():
    path = power_iteration(np.diag([4.0, 2.0]), [0, 1], steps=50)
    assert path.quotients[-1] == 2


def test_iterations_refuse_bad_input_by_name():
    with pytest.raises(ValueError, match="matrix must be symmetric"):
        jacobi([[1, 2], [0, 1]])
    with pytest.raises(RuntimeError, match="1 sweeps left entries"):
        jacobi(symmetric(6, 0), sweeps=1)
    with pytest.raises(ValueError, match="steps must be >= 0"):
        power_iteration(np.eye(2), [1, 0], steps=-1)
    with pytest.raises(ValueError, match="A v = 0 has no direction"):
        power_iteration(np.diag([0.0, 1.0]), [1, 0], steps=1)
    with pytest.raises(ValueError, match="vector must have 2 entries"):
        power_iteration(np.eye(2), [1, 0, 0], steps=1)
