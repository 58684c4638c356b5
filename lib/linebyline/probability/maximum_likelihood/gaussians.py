"""Gaussians of largest likelihood, in any number of dimensions."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import cho_factor, cho_solve

from linebyline._arguments import Array, matrix_of, number_of, vector_of


class GaussianFit(NamedTuple):
    """A Gaussian fitted to samples.

    Attributes:
        mean: (D,).
        covariance: (D, D), symmetric, without negative eigenvalues.
    """

    mean: Array
    covariance: Array


def fit_gaussian(samples: ArrayLike) -> GaussianFit:
    r"""Return the Gaussian of largest likelihood.

    .. math:: \hat\mu = \frac1N \sum_i x_i, \quad
        \hat\Sigma = \frac1N \sum_i (x_i - \hat\mu)(x_i - \hat\mu)^\top

    Args:
        samples: x (N, D), one sample a row.

    Returns:
        The mean and the covariance, divided by N and not by N - 1.

    Raises:
        ValueError: if the samples are no nonempty (N, D) of finite numbers.

    Derivation: probability/maximum_likelihood#gradient-in-the-precision
    """
    x = matrix_of("samples", samples)
    mean = x.mean(axis=0)
    rest = x - mean
    return GaussianFit(mean, rest.T @ rest / len(x))


def gaussian_log_likelihood(samples: ArrayLike, mean: ArrayLike, covariance: ArrayLike) -> float:
    r"""Return :math:`\sum_i \log \mathcal N(x_i; \mu, \Sigma)`.

    Args:
        samples: x (N, D), one sample a row.
        mean: mu (D,).
        covariance: Sigma (D, D), symmetric and positive definite.

    Raises:
        ValueError: if the shapes do not fit, or the covariance is not symmetric and positive
            definite.

    Derivation: probability/maximum_likelihood#gaussian-log-likelihood
    """
    x, mu, sigma = (
        matrix_of("samples", samples),
        vector_of("mean", mean),
        matrix_of("covariance", covariance),
    )
    size = x.shape[1]
    if mu.shape != (size,) or sigma.shape != (size, size):
        raise ValueError(
            f"samples {x.shape} need mean ({size},) and covariance ({size}, {size}), "
            f"got {mu.shape} and {sigma.shape}"
        )
    if not np.allclose(sigma, sigma.T, rtol=1e-9, atol=0):
        raise ValueError("covariance must be symmetric: average it with its transpose")
    try:
        factor = cho_factor(sigma, lower=True)
    except np.linalg.LinAlgError:
        raise ValueError(
            "covariance must be positive definite: no Gaussian density has this one; drop "
            "directions in which the samples do not vary"
        ) from None
    rest = x - mu
    distances = np.sum(rest.T * cho_solve(factor, rest.T), axis=0)  # (N,), Mahalanobis, squared
    log_det = 2 * np.sum(np.log(np.diag(factor[0])))
    return float(-0.5 * np.sum(distances + log_det + size * np.log(2 * np.pi)))


def map_gaussian_mean(
    samples: ArrayLike, noise_variance: float, prior_mean: float, prior_variance: float
) -> float:
    r"""Return the most probable mean of Gaussian samples, under a Gaussian prior.

    .. math:: \hat\mu = \frac{n \tau^2 \bar x + \sigma^2 m}{n \tau^2 + \sigma^2}

    Args:
        samples: x (n,).
        noise_variance: sigma squared, positive.
        prior_mean: m.
        prior_variance: tau squared, positive.

    Returns:
        A number between the mean of the samples and the prior mean.

    Raises:
        ValueError: if a variance is not positive, or there is no sample.

    Derivation: probability/maximum_likelihood#mode-of-a-gaussian-mean
    """
    x, m = vector_of("samples", samples), number_of("prior_mean", prior_mean)
    noise = number_of("noise_variance", noise_variance)
    prior = number_of("prior_variance", prior_variance)
    if noise <= 0 or prior <= 0:
        raise ValueError(f"variances must be positive, got {noise} and {prior}")
    return float((x.sum() * prior + noise * m) / (x.size * prior + noise))
