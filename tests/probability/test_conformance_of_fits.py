"""Fits and losses compute what the formulas of their derivations say, and all functions do."""

import numpy as np
from tests.formulas import assert_computes, formulas_of, named_in
from tests.probability import test_conformance as others

from linebyline.probability import maximum_likelihood as ml

CHAPTER = "probability/maximum_likelihood"
CLOUD = np.array([[1.0, 2], [3, 1], [0, 4], [2, 2]])
NUMBERS = [1.0, 2.5, 0.5, 4]
LABELS, BITS = [0, 1, 1, 0, 1], np.array([[1.0, 0], [1, 1], [0, 1], [0, 0], [1, 0]])
GUESS, TRUE = [1.0, 2, 4], [1.5, 2, 1]


def cases():
    fit = ml.fit_gaussian(CLOUD)
    cloud = {"n": 4, "d": 2, "x": CLOUD, r"\mu": fit.mean, r"\Sigma": fit.covariance}
    cloud["B"] = np.linalg.inv(fit.covariance)
    coin = {"a": 2, "b": 3, "h": 4, "t": 1}
    mean = {r"\mu": 0, "m": 0.3, "n": 4, "x": NUMBERS, r"\sigma": 2**0.5, r"\tau": 0.5**0.5}
    counts = np.bincount([0, 2, 2, 1, 2])
    shares = ml.fit_categorical([0, 2, 2, 1, 2], 3)
    middle = ml.best_constant(NUMBERS, "absolute")
    pairs = {"n": 2, "a": [0.5, 1], "b": [4, 2.5], "g": middle, "m": middle}
    slope = ml.coin_log_likelihood(0.3 + 1e-6, 4, 1) - ml.coin_log_likelihood(0.3 - 1e-6, 4, 1)
    return {
        ("coin_log_likelihood", "score-of-a-coin", 1): ({"p": 0.3, "h": 4, "t": 1}, slope / 2e-6),
        ("fit_coin", "mode-of-a-coin", 3): (coin, ml.fit_coin(4, 1, prior_heads=2, prior_tails=3)),
        ("fit_categorical", "relative-counts", 0): ({"C": 3, "c": counts, r"\theta": shares}, 0),
        ("fit_gaussian", "gradient-in-the-precision", 1): (cloud, np.zeros((2, 2))),
        ("gaussian_log_likelihood", "gaussian-log-likelihood", 1): (
            cloud,
            ml.gaussian_log_likelihood(CLOUD, fit.mean, fit.covariance),
        ),
        ("map_gaussian_mean", "mode-of-a-gaussian-mean", 3): (
            mean,
            ml.map_gaussian_mean(NUMBERS, 2, 0.3, 0.5),
        ),
        ("absolute_loss", "laplace-noise", 2): (
            {"n": 3, "b": 0.5, "y": TRUE, "f": GUESS},
            2 * ml.absolute_loss(GUESS, TRUE),  # log(2b) is zero for b = 1/2
        ),
        ("squared_loss", "squared-loss", 0): (
            {"n": 3, "v": GUESS, "t": TRUE},
            ml.squared_loss(GUESS, TRUE),
        ),
        ("best_constant", "median", 0): (pairs, 4 - 0.5 + 2.5 - 1),
    }


def test_function_computes_the_formula_of_its_derivation():
    for case, (numbers, computed) in cases().items():
        tolerance = 1e-8 if case[0] == "coin_log_likelihood" else 1e-12
        assert_computes(CHAPTER, case, numbers, computed, rtol=tolerance, atol=1e-12)


def test_fitted_share_lies_above_every_other():
    relative = formulas_of(CHAPTER)["relative-counts"]
    for other in ([0.3, 0.2, 0.5], [0.2, 0.25, 0.55], [0.1, 0.3, 0.6]):
        assert relative.at(0, {"C": 3, "c": [1, 1, 3], r"\theta": other}) < -1e-4


def test_mean_squared_error_chooses_as_the_sum_of_squares():
    guesses = [[1.0, 2, 4], [1.5, 2, 2], [0.0, 2, 1]]
    errors = [ml.mean_squared_error(guess, TRUE) for guess in guesses]
    sums = [ml.squared_loss(guess, TRUE) for guess in guesses]
    np.testing.assert_allclose(np.multiply(3, errors), sums, rtol=1e-15)
    assert np.argmin(errors) == np.argmin(sums)


def naive_bayes_numbers(fit):
    numbers = {"n": 5, "d": 2, "y": LABELS, "x": BITS, r"\pi": fit.class_one}
    return numbers | {"a": fit.features[1], "b": fit.features[0]}


def test_naive_bayes_fit_reaches_the_top_of_the_formula():
    separate = formulas_of(CHAPTER)["separate-coins"]
    bits = np.vstack([BITS, 1 - BITS])  # no share is zero or one
    fit = ml.fit_naive_bayes(bits, LABELS * 2)
    numbers = naive_bayes_numbers(fit) | {"n": 10, "y": LABELS * 2, "x": bits}
    top = separate.at(0, numbers)
    np.testing.assert_allclose(separate.at(1, numbers), top, rtol=1e-12)
    for name in (r"\pi", "a", "b"):
        for moved in (0.97, 1.03):
            assert separate.at(0, numbers | {name: moved * np.asarray(numbers[name])}) < top


def test_parts_of_the_divergence_sum_to_the_formula():
    law = np.arange(1.0, 9).reshape(2, 2, 2) / 36  # q(y, x, z)
    model = ml.NaiveBayesFit(0.6, np.array([[0.3, 0.5], [0.8, 0.4]]))
    prior, shares = law.sum(axis=(1, 2)), law.sum(axis=2)
    numbers = {"n": 2, "m": 2, "q(y)": prior, "p(y)": [0.4, 0.6]}
    numbers[r"q(x \mid y)"] = shares / prior[:, None]
    numbers[r"q(z \mid y, x)"] = law / shares[:, :, None]
    for k, name in enumerate("xz"):
        ones = model.features[:, k]
        numbers[rf"p({name} \mid y)"] = np.stack([1 - ones, ones], axis=1)
    parts = ml.split_divergence(law, model)
    whole = formulas_of(CHAPTER)["four-parts"].at(0, numbers)
    total = parts.of_class + parts.of_features.sum() + parts.coupling
    np.testing.assert_allclose(total, whole, rtol=1e-12)


BY_OTHER_TESTS = {  # a property, or several numbers at once
    "mean_squared_error", "fit_naive_bayes", "split_divergence", "jensen_gap", "departure",
    "conditional_departure", "correlation", "chebyshev_bound", "standardised_moment",
}  # fmt: skip


def test_every_function_with_a_derivation_is_compared():
    named = {name for name, _, _ in named_in("probability")}
    compared = {name for name, _, _ in cases()}
    for chapter in others.CHAPTERS.values():
        compared |= {name for name, _, _ in chapter()}
    assert named == compared | BY_OTHER_TESTS
    assert not compared & BY_OTHER_TESTS
