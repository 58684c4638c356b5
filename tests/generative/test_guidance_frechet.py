"""The Fréchet distance of Gaussians, its map, and its sampling error."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import sqrtm

from linebyline.generative import guidance_and_evaluation as ge


def gaussian(dim, seed):
    rng = np.random.default_rng(seed)
    root = rng.standard_normal((dim, dim))
    return ge.moments(rng.standard_normal(dim), root @ root.T + 0.05 * np.eye(dim))


pairs = given(dim=st.integers(1, 6), seed=st.integers(0, 10_000))


@pairs
@settings(max_examples=40, deadline=None)
def test_the_closed_form_agrees_with_scipys_root(dim, seed):
    first, second = gaussian(dim, seed), gaussian(dim, seed + 1)
    root = sqrtm(first.cov)
    overlap = np.trace(sqrtm(root @ second.cov @ root)).real
    gap = ((first.mean - second.mean) ** 2).sum()
    expected = gap + np.trace(first.cov + second.cov) - 2 * overlap
    assert ge.squared_frechet(first, second) == pytest.approx(expected, rel=1e-7, abs=1e-7)
    assert np.trace(sqrtm(first.cov @ second.cov)).real == pytest.approx(overlap, rel=1e-6)


@pairs
@settings(max_examples=40, deadline=None)
def test_the_map_carries_one_gaussian_to_the_other_at_this_cost(dim, seed):
    first, second = gaussian(dim, seed), gaussian(dim, seed + 1)
    moving = ge.transport_map(first, second)
    scale = np.abs(second.cov).max()
    np.testing.assert_allclose(moving, moving.T, atol=1e-6 * np.abs(moving).max())
    np.testing.assert_allclose(moving @ first.cov @ moving.T, second.cov, atol=1e-6 * scale)
    rest = np.eye(dim) - moving
    cost = ((first.mean - second.mean) ** 2).sum() + np.trace(rest @ first.cov @ rest.T)
    assert ge.squared_frechet(first, second) == pytest.approx(cost, rel=1e-6, abs=1e-7)


@pairs
@settings(max_examples=30, deadline=None)
def test_no_linear_map_between_them_is_cheaper(dim, seed):
    first, second = gaussian(dim, seed), gaussian(dim, seed + 1)
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.standard_normal((dim, dim)))[0]
    inverse = np.linalg.inv(ge.symmetric_root(first.cov))
    other = ge.symmetric_root(second.cov) @ turn @ inverse  # carries it over as well
    rest = np.eye(dim) - other
    cost = ((first.mean - second.mean) ** 2).sum() + np.trace(rest @ first.cov @ rest.T)
    assert cost >= ge.squared_frechet(first, second) * (1 - 1e-9)


def test_on_a_line_it_is_the_distance_of_mean_and_deviation():
    first, second = ge.moments([1.0], [[4.0]]), ge.moments([-2.0], [[0.25]])
    assert ge.squared_frechet(first, second) == pytest.approx(9 + 1.5**2, abs=1e-12)


def test_it_is_zero_between_a_flat_gaussian_and_itself():
    flat = ge.moments([0.0, 1.0], [[1.0, 1.0], [1.0, 1.0]])
    assert ge.squared_frechet(flat, flat) == pytest.approx(0.0, abs=1e-7)


def test_it_equals_the_exact_optimal_transport_of_points_on_a_line():
    # On a line the best coupling pairs equal ranks, whatever the laws.
    levels = (np.arange(20_000) + 0.5) / 20_000
    from scipy.stats import norm

    x, y = norm.ppf(levels, 0.5, 1.0), norm.ppf(levels, -1.0, 2.0)
    exact = ge.squared_frechet(ge.moments([0.5], [[1.0]]), ge.moments([-1.0], [[4.0]]))
    assert ((x - y) ** 2).mean() == pytest.approx(exact, rel=2e-3)


@pytest.mark.parametrize("variances", [[1.0], [1.0] * 4, [4.0, 1.0, 0.2]])
def test_the_first_order_bias_is_what_samples_show(variances):
    rng, deviations, seen = np.random.default_rng(0), np.sqrt(variances), []
    for _ in range(300):
        x = rng.standard_normal((300, len(variances))) * deviations
        y = rng.standard_normal((600, len(variances))) * deviations
        seen.append(ge.squared_frechet(ge.moments_of(x), ge.moments_of(y)))
    expected = ge.expected_squared_frechet(variances, 300, 600)
    assert abs(np.mean(seen) - expected) < 4 * np.std(seen) / np.sqrt(300)
    assert np.mean(seen) > 0.5 * expected  # the naive answer, no bias, is far outside


def test_the_moments_of_samples_are_numpys():
    x = np.random.default_rng(0).standard_normal((50, 3))
    found = ge.moments_of(x)
    np.testing.assert_allclose(found.mean, x.mean(axis=0))
    np.testing.assert_allclose(found.cov, np.cov(x.T))
    assert ge.moments_of(x[:, :1]).cov.shape == (1, 1)


@pytest.mark.parametrize(
    ("mean", "cov", "message"),
    [
        ([0.0], [[1.0, 0.0], [0.0, 1.0]], r"cov must be \(1, 1\)"),
        ([0.0, 0.0], [[1.0, 0.5], [0.0, 1.0]], "must be symmetric"),
        ([0.0, 0.0], [[1.0, 2.0], [2.0, 1.0]], "no negative eigenvalue"),
    ],
)
def test_what_is_no_gaussian_is_refused(mean, cov, message):
    with pytest.raises(ValueError, match=message):
        ge.moments(mean, cov)


def test_misfits_are_refused():
    with pytest.raises(ValueError, match="one dimension, got 1 and 2"):
        ge.squared_frechet(ge.moments([0.0], [[1.0]]), ge.moments([0.0, 0.0], np.eye(2)))
    with pytest.raises(ValueError, match="must be invertible"):
        ge.transport_map(ge.moments([0.0, 0.0], np.diag([1.0, 0.0])), gaussian(2, 0))
    with pytest.raises(ValueError, match="at least two samples"):
        ge.moments_of([[1.0, 2.0]])
    with pytest.raises(ValueError, match="variances must be positive"):
        ge.expected_squared_frechet([1.0, 0.0], 10)
    with pytest.raises(ValueError, match="at least two points, got 1"):
        ge.expected_squared_frechet([1.0], 10, 1)
