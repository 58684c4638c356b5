"""Fits of largest likelihood: laws, SciPy and scikit-learn as oracles, edges, refusals."""

import numpy as np
import pytest
import scipy.optimize
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import softmax
from sklearn.naive_bayes import BernoulliNB

from linebyline.probability.information import kl_divergence
from linebyline.probability.maximum_likelihood import (
    NaiveBayesFit,
    absolute_loss,
    best_constant,
    coin_log_likelihood,
    fit_categorical,
    fit_coin,
    fit_gaussian,
    fit_naive_bayes,
    gaussian_log_likelihood,
    map_gaussian_mean,
    mean_squared_error,
    split_divergence,
    squared_loss,
)

counts = st.integers(1, 50)
RNG = np.random.default_rng(0)
MODEL = NaiveBayesFit(0.5, np.full((2, 1), 0.5))


def draw_table(seed: int, features: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    lit = (rng.random((40, features)) < rng.random(features)).astype(float)
    return lit, np.arange(40) % 2


@given(counts, counts, st.floats(0, 1))
def test_no_coin_is_more_likely_than_the_share_of_heads(heads, tails, p):
    best = coin_log_likelihood(fit_coin(heads, tails), heads, tails)
    assert coin_log_likelihood(p, heads, tails) <= best + 1e-9


@given(counts, counts, st.floats(0.01, 0.99))
def test_the_coin_differs_from_the_binomial_law_by_a_constant(heads, tails, p):
    ours = coin_log_likelihood(p, heads, tails) - coin_log_likelihood(0.5, heads, tails)
    theirs = scipy.stats.binom.logpmf(heads, heads + tails, [p, 0.5])
    np.testing.assert_allclose(ours, theirs[0] - theirs[1], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("heads", "tails"), [(5, 0), (0, 4), (3, 9)])
def test_a_prior_is_imagined_flips(heads, tails):
    with_prior = fit_coin(heads, tails, prior_heads=3, prior_tails=2)
    assert with_prior == fit_coin(heads + 2, tails + 1)
    found = scipy.optimize.minimize_scalar(
        lambda p: -coin_log_likelihood(p, heads, tails) - scipy.stats.beta.logpdf(p, 3, 2),
        bounds=(1e-9, 1 - 1e-9),
    )
    np.testing.assert_allclose(with_prior, found.x, rtol=0, atol=1e-5)


def test_only_heads_puts_the_coin_at_the_edge():
    assert fit_coin(5, 0) == 1
    assert coin_log_likelihood(1, 5, 0) == 0
    assert coin_log_likelihood(1, 5, 1) == -np.inf


def test_odds_in_place_of_the_share_are_caught():
    """The planted error: heads against tails."""
    odds = 31 / 49
    assert coin_log_likelihood(odds, 31, 49) < coin_log_likelihood(fit_coin(31, 49), 31, 49) - 1


def test_no_law_is_more_likely_than_the_shares():
    labels = RNG.integers(0, 4, size=50)
    shares = fit_categorical(labels, 4)
    best = np.log(shares[labels]).sum()
    for law in softmax(RNG.standard_normal((200, 4)), axis=1):
        assert np.log(law[labels]).sum() <= best + 1e-12
    assert shares.sum() == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_gaussian_agrees_with_scipy_and_no_neighbour_is_better(size):
    samples = RNG.standard_normal((30, size)) @ RNG.standard_normal((size, size))
    fit = fit_gaussian(samples)
    law = scipy.stats.multivariate_normal(fit.mean, fit.covariance)
    best = gaussian_log_likelihood(samples, *fit)
    np.testing.assert_allclose(best, law.logpdf(samples).sum(), rtol=1e-10)
    np.testing.assert_allclose(fit.covariance, np.atleast_2d(np.cov(samples.T, ddof=0)), rtol=1e-10)
    for _ in range(50):
        push = np.eye(size) + 0.1 * RNG.standard_normal((size, size))
        other = push @ fit.covariance @ push.T
        shifted = fit.mean + 0.1 * RNG.standard_normal(size)
        assert gaussian_log_likelihood(samples, fit.mean, other) <= best
        assert gaussian_log_likelihood(samples, shifted, fit.covariance) < best


def test_dividing_by_one_less_is_less_likely():
    """The planted error: the unbiased variance is not the one of largest likelihood."""
    samples = RNG.standard_normal((12, 2))
    fit = fit_gaussian(samples)
    unbiased = fit.covariance * 12 / 11
    best = gaussian_log_likelihood(samples, *fit)
    assert gaussian_log_likelihood(samples, fit.mean, unbiased) < best - 1e-3


def test_the_posterior_mean_lies_between_prior_and_data():
    samples = RNG.standard_normal(7) + 3
    found = scipy.optimize.minimize_scalar(
        lambda m: np.sum((samples - m) ** 2) / (2 * 0.5) + (m - 1) ** 2 / (2 * 0.2)
    )
    ours = map_gaussian_mean(samples, 0.5, prior_mean=1, prior_variance=0.2)
    np.testing.assert_allclose(ours, found.x, rtol=1e-7)
    assert 1 < ours < samples.mean()


def test_naive_bayes_is_scikit_learns_without_smoothing():
    lit, labels = draw_table(1, 6)
    fit = fit_naive_bayes(lit, labels)
    theirs = BernoulliNB(alpha=1e-10, force_alpha=True).fit(lit, labels)
    np.testing.assert_allclose(fit.features, np.exp(theirs.feature_log_prob_), rtol=0, atol=1e-9)
    assert fit.class_one == 0.5
    assert fit.num_problems == 13


@pytest.mark.parametrize("features", [1, 2, 4])
def test_the_parts_of_the_divergence_add_up(features):
    rng = np.random.default_rng(features)
    law = rng.dirichlet(np.ones(2 ** (features + 1))).reshape((2,) * (features + 1))
    model = fit_naive_bayes(*draw_table(features, features))
    parts = split_divergence(law, model)
    whole = kl_divergence(law.ravel(), model.joint().ravel())
    total = parts.of_class + parts.of_features.sum() + parts.coupling
    np.testing.assert_allclose(whole, total, rtol=1e-10)
    assert (parts.coupling > 1e-3) == (features > 1)
    assert model.joint().sum() == pytest.approx(1, abs=1e-12)


def test_the_losses_are_norms():
    v, t = RNG.standard_normal((2, 9))
    np.testing.assert_allclose(absolute_loss(v, t), np.linalg.norm(v - t, ord=1), rtol=1e-12)
    np.testing.assert_allclose(squared_loss(v, t), np.linalg.norm(v - t) ** 2, rtol=1e-12)
    np.testing.assert_allclose(mean_squared_error(v, t), squared_loss(v, t) / 9, rtol=1e-12)


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=9), st.floats(-9, 9))
def test_no_constant_beats_mean_and_median(values, other):
    mean, median = (best_constant(values, loss) for loss in ("squared", "absolute"))
    size = np.ones(len(values))
    assert squared_loss(mean * size, values) <= squared_loss(other * size, values) + 1e-9
    assert absolute_loss(median * size, values) <= absolute_loss(other * size, values) + 1e-9


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: coin_log_likelihood(1.2, 1, 1), r"p must lie in \[0, 1\], got 1.2"),
        (lambda: fit_coin(-1, 2), "must not be negative"),
        (lambda: fit_coin(0, 0), "no flip was seen or imagined"),
        (lambda: fit_coin(1, 1, prior_heads=0.5), "must be at least 1, got 0.5"),
        (lambda: fit_categorical([0, 3], 3), r"must lie in 0\.\.2, got 0\.\.3"),
        (lambda: fit_categorical([], 3), "nonempty"),
        (lambda: split_divergence(np.full(4, 0.25), MODEL), r"law must have shape \(2, 2\)"),
        (lambda: split_divergence([[0.5, 0.5], [0, 0]], MODEL), "both classes must be possible"),
        (lambda: split_divergence([[0.5, 0.5], [0.5, 0]], MODEL), "must sum to one, got 1.5"),
        (lambda: gaussian_log_likelihood([[0.0]], [0.0], [[0.0]]), "positive definite"),
        (lambda: gaussian_log_likelihood([[0.0, 1.0]], [0.0], [[1.0]]), "need mean"),
        (
            lambda: gaussian_log_likelihood([[0.0, 1.0]], [0.0, 0.0], [[1.0, 0.5], [0.0, 1.0]]),
            "symmetric",
        ),
        (lambda: map_gaussian_mean([1.0], 0, 0, 1), "variances must be positive"),
        (lambda: fit_naive_bayes([[0.5]], [0]), "features must be zero or one"),
        (lambda: fit_naive_bayes([[1.0]], [0]), "both classes need a sample"),
        (lambda: fit_naive_bayes([[1.0]], [0, 1]), "one length, got 1 and 2"),
        (lambda: best_constant([1.0], "cubed"), 'must be "absolute" or "squared"'),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_labels_that_are_no_whole_numbers_are_refused():
    with pytest.raises(TypeError, match="labels must be whole numbers, got dtype float64"):
        fit_categorical([0.0, 1.0], 2)
