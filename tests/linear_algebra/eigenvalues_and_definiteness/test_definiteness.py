"""Definiteness: Cholesky as the oracle, the claims' relations, Gram matrices, refusals."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linebyline.linear_algebra.eigenvalues_and_definiteness import definiteness, gram_matrix


def has_cholesky(matrix):
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return True


@given(st.integers(1, 6), st.integers(0, 1000), st.floats(-2, 4))
def test_definite_exactly_where_cholesky_succeeds(size, seed, shift):
    a = np.random.default_rng(seed).standard_normal((size, size))
    a = (a + a.T) / 2 + shift * np.eye(size)
    assert definiteness(a).is_positive_definite == has_cholesky(a)
    assert definiteness(-a).is_negative_definite == has_cholesky(a)


@pytest.mark.parametrize(
    ("matrix", "claims"),
    [
        (np.eye(2), {"positive_definite", "positive_semidefinite"}),
        (np.ones((2, 2)), {"positive_semidefinite"}),
        (-np.ones((3, 3)), {"negative_semidefinite"}),
        (-np.eye(3), {"negative_definite", "negative_semidefinite"}),
        (np.diag([1.0, -1.0, 0.0]), {"indefinite"}),
        (np.zeros((2, 2)), {"positive_semidefinite", "negative_semidefinite"}),
    ],
)
def test_the_claims_of_known_matrices(matrix, claims):
    found = definiteness(matrix)
    names = ["positive_definite", "positive_semidefinite", "negative_definite",
             "negative_semidefinite", "indefinite"]  # fmt: skip
    assert {name for name in names if getattr(found, f"is_{name}")} == claims


def test_semidefinite_matrices_may_be_invertible():
    assert definiteness(np.eye(3)).is_positive_semidefinite
    assert np.linalg.det(np.eye(3)) == 1


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 1000))
def test_gram_matrices_are_semidefinite_and_definite_for_full_column_rank(rows, columns, seed):
    x = np.random.default_rng(seed).standard_normal((rows, columns))
    found = definiteness(gram_matrix(x))
    assert found.is_positive_semidefinite
    assert found.is_positive_definite == (rows >= columns)


def test_every_principal_submatrix_of_a_definite_matrix_is_definite():
    x = np.random.default_rng(3).standard_normal((7, 4))
    a = gram_matrix(x)
    for count in (1, 2, 3):
        for kept in combinations(range(4), count):
            assert definiteness(a[np.ix_(kept, kept)]).is_positive_definite


def test_definiteness_refuses_what_is_not_symmetric():
    with pytest.raises(ValueError, match="matrix must be symmetric, but entries differ by 2"):
        definiteness([[1, 2], [0, 1]])
    with pytest.raises(ValueError, match="matrix must be a nonempty array"):
        gram_matrix([1, 2])
