"""Fits of largest likelihood: coins, dice, Gaussians, naive Bayes, and constants for two losses."""

from linebyline.probability.maximum_likelihood.coins_and_dice import (
    coin_log_likelihood,
    fit_categorical,
    fit_coin,
)
from linebyline.probability.maximum_likelihood.gaussians import (
    GaussianFit,
    fit_gaussian,
    gaussian_log_likelihood,
    map_gaussian_mean,
)
from linebyline.probability.maximum_likelihood.losses import (
    absolute_loss,
    best_constant,
    mean_squared_error,
    squared_loss,
)
from linebyline.probability.maximum_likelihood.naive_bayes import (
    DivergenceParts,
    NaiveBayesFit,
    fit_naive_bayes,
    split_divergence,
)

__all__ = [
    "DivergenceParts",
    "GaussianFit",
    "NaiveBayesFit",
    "absolute_loss",
    "best_constant",
    "coin_log_likelihood",
    "fit_categorical",
    "fit_coin",
    "fit_gaussian",
    "fit_naive_bayes",
    "gaussian_log_likelihood",
    "map_gaussian_mean",
    "mean_squared_error",
    "split_divergence",
    "squared_loss",
]
