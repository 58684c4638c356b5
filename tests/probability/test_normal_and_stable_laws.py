"""Standardised sums and stable draws: SciPy's laws as oracles, the rule of scales, refusals."""

import numpy as np
import pytest
from scipy import stats

from linebyline.probability.normal_and_stable_laws import (
    draw_stable,
    stable_scale,
    standardised_sum,
)


def test_a_standardised_sum_of_normal_draws_is_normal_and_of_signs_has_their_moments():
    rng = np.random.default_rng(6)
    sums = standardised_sum(rng.normal(5, 2, (20_000, 7)), mean=5, scale=2)
    assert stats.kstest(sums, "norm").pvalue > 0.01
    signs = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])
    exact = standardised_sum(signs, mean=0, scale=1)
    np.testing.assert_allclose(np.mean(exact**2), 1, rtol=1e-14)
    np.testing.assert_allclose(np.mean(exact**4), 3 - 2 / 3, rtol=1e-14)


@pytest.mark.parametrize(
    ("alpha", "beta", "law"),
    [
        (2.0, 0.0, stats.norm(scale=np.sqrt(2))),
        (1.0, 0.0, stats.cauchy),
        (0.5, 1.0, stats.levy),
        (0.5, -1.0, stats.levy_l),
    ],
)
def test_the_named_laws_are_members(alpha, beta, law):
    draws = draw_stable(alpha, beta, 20_000, rng=np.random.default_rng(0))
    assert stats.kstest(draws, law.cdf).pvalue > 0.01


@pytest.mark.parametrize(("alpha", "beta"), [(1.5, 0.7), (1.0, 0.5), (0.8, -0.4)])
def test_draws_have_the_stated_characteristic_function(alpha, beta):
    draws = draw_stable(alpha, beta, 200_000, rng=np.random.default_rng(1))
    for t in (0.3, 1.0, 2.0):
        skew = np.tan(np.pi * alpha / 2) if alpha != 1 else -2 / np.pi * np.log(t)
        expected = np.exp(-(t**alpha) * (1 - 1j * beta * skew))
        found = np.exp(1j * t * draws).mean()
        assert abs(found - expected) < 4 / np.sqrt(len(draws))


def test_a_skewed_member_is_that_of_scipy():
    draws = draw_stable(1.5, 0.7, 2_000, rng=np.random.default_rng(2))
    places = np.array([-2.0, 0.0, 1.0, 4.0])
    expected = stats.levy_stable.cdf(places, 1.5, 0.7)
    found = (draws[:, None] <= places).mean(axis=0)
    assert (np.abs(found - expected) < 4 * np.sqrt(0.25 / len(draws))).all()


@pytest.mark.parametrize("alpha", [2.0, 1.0, 0.5, 1.3])
def test_a_sum_of_two_is_one_of_the_scale_of_both(alpha):
    rng = np.random.default_rng(3)
    first, second, other = draw_stable(alpha, 0.0, (3, 20_000), rng=rng)
    sums = (3 * first + 4 * second) / stable_scale(3, 4, alpha)
    assert stats.ks_2samp(sums, other).pvalue > 0.01


def test_scales_add_as_squares_as_sizes_and_as_roots():
    assert stable_scale(3, 4, 2) == pytest.approx(5, rel=1e-14)
    assert stable_scale(3, 4, 1) == pytest.approx(7, rel=1e-14)
    assert stable_scale(4, 9, 0.5) == pytest.approx(25, rel=1e-14)
    assert stable_scale(1e300, 1e300, 2) == pytest.approx(np.sqrt(2) * 1e300, rel=1e-14)


def test_a_normal_scale_for_cauchy_numbers_is_caught():
    """The planted error: squares added where sizes add."""
    rng = np.random.default_rng(4)
    first, second, other = draw_stable(1.0, 0.0, (3, 20_000), rng=rng)
    wrong = (3 * first + 4 * second) / stable_scale(3, 4, 2)
    assert stats.ks_2samp(wrong, other).pvalue < 1e-6


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: draw_stable(0, 0, 3, rng=np.random.default_rng(0)), r"alpha must lie in \(0, 2\]"),
        (lambda: draw_stable(1, 2, 3, rng=np.random.default_rng(0)), "beta must lie in"),
        (lambda: stable_scale(1, -1, 1), "both factors must be positive"),
        (lambda: standardised_sum([[1.0]], 0, 0), "scale must be positive"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
