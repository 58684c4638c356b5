"""The forward diffusion: exact coefficients, laws of the samples, and the exact way back."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from linebyline.generative import diffusion_forward as diffusion

variances = st.lists(st.floats(1e-4, 0.98), min_size=1, max_size=12)


def coefficients(betas):
    """The factor of x_0, then of each noise, by multiplying step by step."""
    factors = np.array([1.0])
    for beta in betas:
        factors = np.append(math.sqrt(1 - beta) * factors, math.sqrt(beta))
    return factors


@given(variances)
def test_unrolled_coefficients_are_those_of_the_steps(betas):
    factors = coefficients(betas)
    np.testing.assert_allclose(diffusion.signal_shares(betas)[-1], factors[0] ** 2, rtol=1e-12)
    np.testing.assert_allclose(
        diffusion.noise_weights(betas), factors[1:] ** 2, rtol=1e-9, atol=1e-15
    )


@given(variances)
def test_signal_and_noise_add_to_one_and_the_ratio_falls(betas):
    shares, ratios = diffusion.signal_shares(betas), diffusion.signal_to_noise(betas)
    np.testing.assert_allclose(shares[-1] + diffusion.noise_weights(betas).sum(), 1, rtol=1e-12)
    assert (np.diff(shares) < 0).all()
    assert (np.diff(ratios) < 0).all()


def test_the_usual_schedules_have_their_known_ends():
    linear = diffusion.signal_shares(diffusion.linear_schedule(1000))
    cosine = diffusion.signal_shares(diffusion.cosine_schedule(1000))
    np.testing.assert_allclose(linear[-1], 4.0358e-5, rtol=1e-4)
    np.testing.assert_allclose([linear[500], cosine[500]], [0.0786, 0.4938], rtol=0, atol=5e-4)
    exact = math.prod(
        1 - Fraction(1, 10000) - (Fraction(2, 100) - Fraction(1, 10000)) * k / 999
        for k in range(1000)
    )
    np.testing.assert_allclose(linear[-1], float(exact), rtol=1e-11)


def test_the_cosine_schedule_is_the_formula_up_to_its_cap():
    times = np.arange(101) / 100
    squares = np.cos((times + 0.008) / 1.008 * np.pi / 2) ** 2
    betas = diffusion.cosine_schedule(100)
    np.testing.assert_allclose(
        diffusion.signal_shares(betas)[:-1], squares[:-1] / squares[0], rtol=1e-10
    )
    assert betas[-1] == 0.999


def test_walk_and_jump_have_the_moments_of_the_closed_form():
    betas = np.array([0.1, 0.3, 0.2, 0.5])
    share = 0.9 * 0.7 * 0.8 * 0.5
    start = np.broadcast_to([2.0, -1.0], (40_000, 2))
    walked = diffusion.walk(start, betas, rng=np.random.default_rng(0))[-1]
    jumped = diffusion.jump(start, betas, 4, rng=np.random.default_rng(1))
    error = 4 / math.sqrt(len(start))
    for x in (walked, jumped):
        np.testing.assert_allclose(x.mean(axis=0), math.sqrt(share) * start[0], rtol=0, atol=error)
        np.testing.assert_allclose(np.cov(x.T), (1 - share) * np.eye(2), rtol=0, atol=2 * error)
    assert stats.ks_2samp(walked[:, 0], jumped[:, 0]).pvalue > 0.01


def test_one_noise_for_all_steps_is_the_planted_error():
    """With beta 0.1, 0.2, 0.3, 0.5 the variance would be 2.33, not 0.748."""
    betas = [0.1, 0.2, 0.3, 0.5]
    assert diffusion.noise_weights(betas).sum() == pytest.approx(0.748, abs=1e-12)
    assert coefficients(betas)[1:].sum() ** 2 == pytest.approx(2.33, abs=0.005)


def test_step_zero_is_the_start():
    start = np.array([[1.0, 2.0], [3.0, 4.0]])
    rng = np.random.default_rng(0)
    np.testing.assert_array_equal(diffusion.jump(start, [0.5], 0, rng=rng), start)
    np.testing.assert_array_equal(diffusion.walk(start, [0.5], rng=rng)[0], start)


@given(variances.filter(lambda betas: len(betas) > 1), st.data())
def test_backward_moments_agree_with_gaussian_conditioning(betas, data):
    step = data.draw(st.integers(1, len(betas)))
    before, beta = diffusion.signal_shares(betas)[step - 1], betas[step - 1]
    # The joint law of x_{t-1} and x_t given x_0 = 0.7, at x_t = -0.4.
    mean = math.sqrt(before) * 0.7
    cross = math.sqrt(1 - beta) * (1 - before)
    total = (1 - beta) * (1 - before) + beta
    wanted = mean + cross / total * (-0.4 - math.sqrt(1 - beta) * mean)
    moments = diffusion.backward_moments([[-0.4]], [[0.7]], betas, step)
    np.testing.assert_allclose(moments[0], [[wanted]], rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(moments[1], 1 - before - cross**2 / total, rtol=1e-6, atol=1e-9)


def test_the_exact_reverse_returns_the_gaussian_it_came_from():
    betas = diffusion.linear_schedule(1000)
    share = diffusion.signal_shares(betas)[-1]
    mean, variance = diffusion.gaussian_reverse(1.5, 0.25, betas).marginal()
    # The start N(0, 1) differs from the law of x_T by about the signal share.
    np.testing.assert_allclose([mean, variance], [1.5, 0.25], rtol=0, atol=2 * math.sqrt(share))
    no_gap = diffusion.gaussian_reverse(0.0, 1.0, betas).marginal()
    np.testing.assert_allclose(no_gap, [0, 1], rtol=0, atol=1e-12)


def test_reverse_samples_follow_the_marginal():
    reverse = diffusion.gaussian_reverse(-1.0, 0.5, diffusion.cosine_schedule(40))
    mean, variance = reverse.marginal()
    drawn = reverse.sample(20_000, rng=np.random.default_rng(2))
    assert stats.kstest(drawn, stats.norm(mean, math.sqrt(variance)).cdf).pvalue > 0.01


def test_the_empirical_denoiser_is_the_mean_over_the_samples():
    betas, data = [0.2, 0.4], np.array([[0.0], [1.0], [4.0]])
    guess = diffusion.empirical_denoiser(data, betas)(np.array([[0.5], [9.0]]), 2)
    share = 0.8 * 0.6
    for x, found in zip((0.5, 9.0), guess[:, 0], strict=True):
        densities = stats.norm(math.sqrt(share) * data[:, 0], math.sqrt(1 - share)).pdf(x)
        np.testing.assert_allclose(found, densities @ data[:, 0] / densities.sum(), rtol=1e-10)


def test_walking_back_ends_on_the_samples():
    data = np.array([[-1.0, 0.0], [1.0, 0.5]])
    betas = diffusion.cosine_schedule(60)
    rng = np.random.default_rng(5)
    guess = diffusion.empirical_denoiser(data, betas)
    ends = diffusion.reverse_walk(rng.standard_normal((200, 2)), betas, guess, rng=rng)
    nearest = np.linalg.norm(ends[:, None] - data, axis=2)
    assert nearest.min(axis=1).max() < 0.02
    assert 60 < (nearest.argmin(axis=1) == 0).sum() < 140


def test_bad_input_is_refused_by_name():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="betas must lie in"):
        diffusion.signal_shares([0.1, 1.0])
    with pytest.raises(ValueError, match="num_steps must be"):
        diffusion.linear_schedule(0)
    with pytest.raises(ValueError, match="last must lie in"):
        diffusion.linear_schedule(10, last=1.5)
    with pytest.raises(ValueError, match="offset must be positive"):
        diffusion.cosine_schedule(10, offset=0)
    with pytest.raises(ValueError, match=r"step must lie in 0\.\.1"):
        diffusion.jump([[0.0]], [0.5], 2, rng=rng)
    with pytest.raises(ValueError, match="beta must lie in"):
        diffusion.noise_step([[0.0]], 0.0, rng=rng)
    with pytest.raises(ValueError, match=r"step must lie in 1\.\.1"):
        diffusion.backward_moments([[0.0]], [[0.0]], [0.5], 0)
    with pytest.raises(ValueError, match="one shape"):
        diffusion.backward_moments([[0.0]], [[0.0, 1.0]], [0.5], 1)
    with pytest.raises(ValueError, match="variance must be positive"):
        diffusion.gaussian_reverse(0.0, 0.0, [0.5])
