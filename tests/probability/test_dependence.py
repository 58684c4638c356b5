"""Tables, chains and clouds: laws, NumPy, SciPy and scikit-learn as oracles, refusals."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.covariance import empirical_covariance
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression

from linebyline.probability import dependence as dep

shapes = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3))
seeds = st.integers(0, 2**16)


def draw_table(shape, seed):
    return np.random.default_rng(seed).dirichlet(np.ones(np.prod(shape))).reshape(shape)


def draw_cloud(seed=0, count=80, size=4):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((count, size)) @ rng.standard_normal((size, size))


@given(shapes, seeds)
def test_the_joint_is_the_marginal_times_the_conditional(shape, seed):
    joint = draw_table(shape, seed)
    given_z = dep.conditional(joint, given=[2])
    np.testing.assert_allclose(given_z * dep.marginal(joint, keep=[2]), joint, atol=1e-12)
    np.testing.assert_allclose(given_z.sum(axis=(0, 1)), 1.0, rtol=1e-12)


@given(shapes, seeds)
def test_bayes_turns_one_conditional_into_the_other(shape, seed):
    joint = draw_table(shape[:2], seed)
    prior, likelihood = dep.marginal(joint, keep=[0]), dep.conditional(joint, given=[0])
    turned = dep.conditional(joint, given=[1])
    for x in range(joint.shape[1]):
        np.testing.assert_allclose(dep.posterior(prior, likelihood[:, x]), turned[:, x], atol=1e-12)


@given(shapes, seeds)
def test_products_have_no_departure_and_mixtures_of_products_none_given_the_class(shape, seed):
    rng = np.random.default_rng(seed)
    n, m, k = shape
    p, q = rng.dirichlet(np.ones(n), size=k), rng.dirichlet(np.ones(m), size=k)
    prior = rng.dirichlet(np.ones(k))
    mixed = np.einsum("k,kx,ky->xyk", prior, p, q)
    assert dep.departure(np.outer(p[0], q[0])) < 1e-12
    assert dep.conditional_departure(mixed) < 1e-9


def test_exclusive_or_is_independent_in_pairs_only():
    bits = np.zeros((2, 2, 2))
    for a, b in product(range(2), repeat=2):
        bits[a, b, a ^ b] = 0.25
    for pair in ([0, 1], [0, 2], [1, 2]):
        assert dep.departure(dep.marginal(bits, keep=pair)) == 0
    assert dep.conditional_departure(bits) == 0.25


@given(shapes, seeds)
def test_the_covariance_of_a_table_is_that_of_moments(shape, seed):
    joint = draw_table(shape[:2], seed)
    rng = np.random.default_rng(seed + 1)
    f, g = rng.standard_normal(shape[0]), rng.standard_normal(shape[1])
    moments = f @ joint @ g - (joint.sum(axis=1) @ f) * (joint.sum(axis=0) @ g)
    np.testing.assert_allclose(dep.table_covariance(joint, f, g), moments, atol=1e-12)


@given(st.integers(1, 3), st.integers(0, 3), seeds)
def test_a_chain_gives_every_path_the_product_of_its_steps(states, steps, seed):
    rng = np.random.default_rng(seed)
    initial = rng.dirichlet(np.ones(states))
    rows = rng.dirichlet(np.ones(states), size=states)
    joint = dep.chain_joint(initial, rows, steps)
    for path in product(range(states), repeat=steps + 1):
        by_hand = initial[path[0]] * np.prod([rows[a, b] for a, b in pairwise(path)])
        np.testing.assert_allclose(joint[path], by_hand, rtol=1e-12)
    last = initial @ np.linalg.matrix_power(rows, steps)
    np.testing.assert_allclose(dep.chain_marginal(initial, rows, steps), last, rtol=1e-10)
    np.testing.assert_allclose(dep.marginal(joint, keep=[steps]), last, rtol=1e-10)


def test_covariance_and_correlation_are_those_of_numpy_and_scikit_learn():
    data = draw_cloud()
    spread = dep.covariance(data)
    np.testing.assert_allclose(spread, np.cov(data.T, bias=True), rtol=1e-10)
    np.testing.assert_allclose(spread, empirical_covariance(data), rtol=1e-10)
    np.testing.assert_allclose(dep.correlation(spread), np.corrcoef(data.T), atol=1e-12)
    np.testing.assert_allclose(dep.precision(spread) @ spread, np.eye(4), atol=1e-9)


def test_partial_correlation_is_the_correlation_of_residuals():
    data = draw_cloud(1)
    partial = dep.partial_correlation(dep.covariance(data))
    rest = data[:, 2:]
    left = [data[:, j] - LinearRegression().fit(rest, data[:, j]).predict(rest) for j in (0, 1)]
    np.testing.assert_allclose(partial[0, 1], np.corrcoef(left)[0, 1], rtol=1e-9)
    planted = dep.precision(dep.covariance(data))[0, 1]  # neither sign nor scale mended
    assert abs(partial[0, 1] - planted) > 1e-3


def test_with_two_names_only_the_partial_correlation_is_the_correlation():
    spread = dep.covariance(draw_cloud(2, size=2))
    np.testing.assert_allclose(dep.partial_correlation(spread), dep.correlation(spread), rtol=1e-10)


def test_squeezing_along_an_eigenvector_scales_that_eigenvalue_alone():
    data = draw_cloud(3)
    values, vectors = np.linalg.eigh(dep.covariance(data))
    after = dep.covariance(dep.squeeze(data, 5 * vectors[:, 2], 0.3))
    expected = np.sort(values * [1, 1, 0.09, 1])
    np.testing.assert_allclose(np.linalg.eigvalsh(after), expected, rtol=1e-9)
    np.testing.assert_array_equal(dep.squeeze(data, vectors[:, 0], 1.0), data)


def test_the_nearest_plane_has_the_last_principal_axis_as_normal():
    data = draw_cloud(4)
    found = PCA().fit(data)
    distances = [dep.mean_square_distance(data, axis) for axis in found.components_]
    np.testing.assert_allclose(distances, found.explained_variance_ * 79 / 80, rtol=1e-9)
    assert np.argmin(distances) == 3
    for normal in np.random.default_rng(5).standard_normal((50, 4)):
        assert distances[3] <= dep.mean_square_distance(data, normal) <= distances[0]


def test_cutting_a_normal_pair_is_what_many_draws_near_the_cut_show():
    mean, spread = [1.0, -2.0], np.array([[4.0, 1.8], [1.8, 1.0]])
    draws = np.random.default_rng(6).multivariate_normal(mean, spread, size=400_000)
    near = draws[np.abs(draws[:, 0] - 2.2) < 0.02, 1]
    middle, variance = dep.given_first(mean, spread, 2.2)
    assert abs(near.mean() - middle) < 4 * np.sqrt(variance / near.size) + 0.45 * 0.02
    assert abs(near.var() / variance - 1) < 4 * np.sqrt(2 / near.size) + 0.01
    assert dep.given_first(mean, np.diag([4.0, 1.0]), 9.0) == (-2.0, 1.0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: dep.marginal([0.5, 0.4], keep=[0]), "sum to one"),
        (lambda: dep.marginal([1.5, -0.5], keep=[0]), "at least zero"),
        (lambda: dep.marginal([[1.0]], keep=[2]), r"different axes in 0\.\.1"),
        (lambda: dep.conditional([[0.5, 0.0], [0.5, 0.0]], given=[1]), "positive probability"),
        (lambda: dep.posterior([0.5, 0.5], [0.5, 1.5]), r"in \[0, 1\]"),
        (lambda: dep.posterior([1.0, 0.0], [0.0, 1.0]), "has probability zero"),
        (lambda: dep.departure([0.5, 0.5]), "2 axes"),
        (lambda: dep.table_covariance([[0.5, 0.5]], [1.0], [1.0]), r"must be \(1, 1\)"),
        (lambda: dep.chain_joint([1.0], [[0.5, 0.5]], 1), r"must be \(1, 1\)"),
        (lambda: dep.chain_joint([1.0], [[0.5]], 1), "row 0 of transition must sum to one"),
        (lambda: dep.chain_joint([0.5, 0.5], np.eye(2), 40), "too many to list"),
        (lambda: dep.chain_marginal([1.0], [[1.0]], -1), "whole number"),
        (lambda: dep.precision([[1.0, 1.0], [1.0, 1.0]]), "positive definite"),
        (lambda: dep.precision([[1.0, 2.0], [0.0, 1.0]]), "symmetric"),
        (lambda: dep.correlation([[0.0]]), "positive variances"),
        (lambda: dep.squeeze([[1.0, 2.0]], [0.0, 0.0], 0.5), "nonzero vector"),
        (lambda: dep.squeeze([[1.0, 2.0]], [1.0, 0.0], 2.0), "does not stretch"),
        (lambda: dep.given_first([0.0], [[1.0]], 0.0), "two numbers"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
