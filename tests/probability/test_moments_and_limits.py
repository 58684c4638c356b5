"""Moments and means: laws, NumPy and SciPy as oracles, special cases, refusals, planted errors."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from linebyline.probability.moments_and_limits import (
    chebyshev_bound,
    correlation,
    running_mean,
    sample_covariance,
    sample_mean,
    standard_error,
    standardised_moment,
)

numbers = st.floats(-50, 50, allow_subnormal=False)
tables = st.tuples(st.integers(2, 8), st.integers(1, 4)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=numbers)
)


@given(tables)
def test_mean_and_covariance_are_those_of_numpy(samples):
    np.testing.assert_allclose(sample_mean(samples), samples.mean(axis=0), rtol=0, atol=1e-10)
    for divisor, ddof in (("N-1", 1), ("N", 0)):
        expected = np.atleast_2d(np.cov(samples.T, ddof=ddof))
        found = sample_covariance(samples, divisor=divisor)
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-8)


@given(tables)
def test_a_covariance_is_symmetric_and_has_no_negative_eigenvalue(samples):
    covariance = sample_covariance(samples)
    np.testing.assert_array_equal(covariance, covariance.T)
    assert np.linalg.eigvalsh(covariance).min() >= -1e-8


@given(tables, arrays(np.float64, (4, 2), elements=st.floats(-3, 3, allow_subnormal=False)))
def test_covariance_is_bilinear(samples, weights):
    a = weights[: samples.shape[1]]
    found = sample_covariance(samples @ a)
    np.testing.assert_allclose(found, a.T @ sample_covariance(samples) @ a, rtol=0, atol=1e-6)


def test_correlations_are_those_of_numpy_and_know_no_units():
    samples = np.random.default_rng(0).standard_normal((30, 3)) @ np.triu(np.ones((3, 3)))
    found = correlation(samples)
    np.testing.assert_allclose(found, np.corrcoef(samples.T), rtol=0, atol=1e-12)
    np.testing.assert_allclose(correlation(samples * [60, 0.01, 7] + 5), found, rtol=0, atol=1e-12)
    assert np.abs(found).max() <= 1 + 1e-12


@pytest.mark.parametrize("scale", [1.0, 3.0, 1e-3])
def test_skewness_and_kurtosis_are_those_of_scipy_in_every_unit(scale):
    values = scale * np.random.default_rng(1).exponential(size=500)
    np.testing.assert_allclose(standardised_moment(values, 3), stats.skew(values), rtol=1e-10)
    expected = stats.kurtosis(values, fisher=False)
    np.testing.assert_allclose(standardised_moment(values, 4), expected, rtol=1e-10)
    np.testing.assert_allclose(standardised_moment(values, 2), 1, rtol=1e-12)


def test_a_third_moment_with_its_units_left_in_is_no_skewness():
    """The planted error: the print leaves out the cube of the standard deviation."""
    waits = 3 * np.random.default_rng(2).exponential(size=200_000)
    unscaled = np.mean((waits - waits.mean()) ** 3)
    assert abs(unscaled - 54) < 4
    assert abs(standardised_moment(waits, 3) - 2) < 0.1


def test_the_running_mean_ends_at_the_mean_and_starts_at_the_first_value():
    values = np.random.default_rng(3).standard_normal(100)
    path = running_mean(values)
    assert path[0] == values[0]
    for n in (2, 17, 100):
        np.testing.assert_allclose(path[n - 1], values[:n].mean(), rtol=0, atol=1e-14)


def test_the_spread_of_simulated_means_is_the_standard_error():
    draws = np.random.default_rng(4).exponential(2.0, (100_000, 16))
    error = standard_error(2.0, 16)
    assert error == 0.5
    means = draws.mean(axis=1)
    width = 4 * error * np.sqrt((stats.kurtosis(means) + 2) / (4 * len(means)))
    assert abs(means.std() - error) < width


@pytest.mark.parametrize("size", [4, 16, 64])
def test_chebyshevs_bound_is_never_exceeded(size):
    means = np.random.default_rng(5).exponential(1.0, (20_000, size)).mean(axis=1)
    for distance in (0.1, 0.3, 0.6):
        share = np.mean(np.abs(means - 1) >= distance)
        assert share <= chebyshev_bound(1.0, size, distance)


def test_chebyshevs_bound_is_reached_by_two_far_points():
    """With mass 1/(2k²) at each of -k and k and the rest at zero, the bound is an equation."""
    k = 3.0
    assert chebyshev_bound(1.0, 1, k) == pytest.approx(2 * 1 / (2 * k**2), rel=1e-15)
    assert chebyshev_bound(1.0, 1, 0.5) == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: sample_covariance([[1.0, 2.0]]), "one sample has no spread"),
        (lambda: sample_covariance([[1.0], [2.0]], divisor="n"), "divisor must be"),
        (lambda: correlation([[1.0, 2.0], [1.0, 3.0]]), r"constant column .* columns \[0\]"),
        (lambda: standardised_moment([2.0, 2.0], 3), "no spread"),
        (lambda: standardised_moment([1.0, 2.0], 0), "order must be at least 1"),
        (lambda: standard_error(-1, 3), "scale must be at least 0"),
        (lambda: standard_error(1, 0), "size must be at least 1"),
        (lambda: chebyshev_bound(1, 3, 0), "distance must be positive"),
        (lambda: sample_mean([[np.nan]]), "finite"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
