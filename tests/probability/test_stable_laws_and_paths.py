"""Stable draws against SciPy's laws, the rule of their scales, and paths in a local metric."""

import numpy as np
import pytest
from scipy import stats

from linebyline.probability.moments_and_limits import (
    draw_stable,
    local_metric,
    path_length,
    shortest_path,
    stable_scale,
)

REACH = {"width": 0.5, "floor": 0.1}


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


def test_the_local_metric_is_the_inverse_of_the_weighted_squares():
    rng = np.random.default_rng(5)
    samples, place = rng.standard_normal((6, 2)), np.array([0.3, -0.2])
    weights = [np.exp(-np.sum((x - place) ** 2) / (2 * 0.5**2)) for x in samples]
    by_hand = [
        1 / (sum(w * (x[d] - place[d]) ** 2 for w, x in zip(weights, samples, strict=True)) + 0.1)
        for d in (0, 1)
    ]
    found = local_metric(samples, place[None], **REACH)
    np.testing.assert_allclose(found, [by_hand], rtol=1e-12)


def test_far_from_all_samples_a_step_costs_the_most():
    found = local_metric([[0.0, 0.0], [1.0, 1.0]], [[100.0, 0.0], [0.5, 0.5]], **REACH)
    np.testing.assert_allclose(found[0], 10, rtol=1e-12)
    assert (found[1] < 10).all()


def test_without_samples_near_the_shortest_path_is_straight():
    path = shortest_path([[50.0, 50.0]], [0.0, 0.0], [2.0, 1.0], steps=8, **REACH)
    np.testing.assert_allclose(path, np.linspace([0, 0], [2, 1], 9), rtol=0, atol=1e-6)
    length = path_length([[50.0, 50.0]], path, **REACH)
    np.testing.assert_allclose(length, np.sqrt(5 * 10), rtol=1e-6)


def test_the_shortest_path_keeps_its_ends_and_is_no_longer_than_the_line():
    rng = np.random.default_rng(6)
    samples = rng.normal([0.0, 1.5], 1.0, (40, 2))
    line = np.linspace([-2, 0], [2, 0], 13)
    path = shortest_path(samples, [-2, 0], [2, 0], steps=12, **REACH)
    np.testing.assert_array_equal(path[[0, -1]], line[[0, -1]])
    assert path_length(samples, path, **REACH) < path_length(samples, line, **REACH)
    assert path[6, 1] > 0.1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: draw_stable(0, 0, 3, rng=np.random.default_rng(0)), r"alpha must lie in \(0, 2\]"),
        (lambda: draw_stable(1, 2, 3, rng=np.random.default_rng(0)), "beta must lie in"),
        (lambda: stable_scale(1, -1, 1), "both factors must be positive"),
        (lambda: local_metric([[0.0]], [[0.0]], width=0, floor=1), "must be positive"),
        (lambda: local_metric([[0.0]], [[0.0, 1.0]], **REACH), "must have 1 coordinates"),
        (lambda: path_length([[0.0]], [[0.0]], **REACH), "at least two places"),
        (lambda: shortest_path([[0.0]], [0.0], [1.0], steps=1, **REACH), "at least two steps"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
