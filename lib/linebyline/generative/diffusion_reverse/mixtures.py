"""Data whose best noise prediction is known exactly: mixtures of round Gaussians."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import logsumexp, softmax

from linebyline._arguments import Array, matrix_of, number_of, vector_of


class Mixture(NamedTuple):
    """A mixture of Gaussians with one variance in all directions.

    Attributes:
        weights: of the components (K,), summing to one.
        centers: of the components (K, D).
        variance: of every component in every direction.
    """

    weights: Array
    centers: Array
    variance: float

    def diffused(self, kept: float) -> "Mixture":
        """Return the law after noise, with a share ``kept`` of the signal's variance left."""
        share = number_of("kept", kept)
        if not 0 <= share <= 1:
            raise ValueError(f"kept must be a share in [0, 1], got {share}")
        return Mixture(
            self.weights, np.sqrt(share) * self.centers, share * self.variance + 1 - share
        )

    def log_density(self, x: ArrayLike) -> Array:
        """Return the log-densities (N,) at points (N, D)."""
        dim = self.centers.shape[1]
        exponents = self._exponents(x) - dim / 2 * np.log(2 * np.pi * self.variance)
        return np.asarray(logsumexp(exponents, axis=1))

    def score(self, x: ArrayLike) -> Array:
        """Return the gradients (N, D) of the log-density at points (N, D)."""
        points = matrix_of("x", x)
        shares = softmax(self._exponents(points), axis=1)
        return np.asarray((shares @ self.centers - points) / self.variance)

    def sample(self, num: int, rng: np.random.Generator) -> Array:
        """Draw points (num, D)."""
        chosen = rng.choice(len(self.weights), size=num, p=self.weights)
        noise = rng.standard_normal((num, self.centers.shape[1]))
        return np.asarray(self.centers[chosen] + np.sqrt(self.variance) * noise)

    def _exponents(self, x: ArrayLike) -> Array:
        gaps = matrix_of("x", x)[:, None, :] - self.centers
        return np.asarray(np.log(self.weights) - (gaps**2).sum(axis=2) / (2 * self.variance))


def mixture(weights: ArrayLike, centers: ArrayLike, variance: float) -> Mixture:
    """Return a mixture of Gaussians.

    Args:
        weights: of the components (K,), positive, summing to one.
        centers: of the components (K, D).
        variance: of every component, positive.

    Raises:
        ValueError: if the weights are no law, their number is not that of the centers, or the
            variance is not positive.
    """
    shares, places = vector_of("weights", weights), matrix_of("centers", centers)
    spread = number_of("variance", variance)
    if (shares <= 0).any() or not np.isclose(shares.sum(), 1, rtol=0, atol=1e-12):
        raise ValueError(f"weights must be positive and sum to one, got {weights!r}")
    if len(shares) != len(places):
        raise ValueError(f"got {len(shares)} weights for {len(places)} centers: give one each")
    if spread <= 0:
        raise ValueError(f"variance must be positive, got {spread}")
    return Mixture(shares, places, spread)


def exact_noise(data: Mixture, x_t: ArrayLike, kept: float) -> Array:
    """Return the mean of the noise in x_t given x_t, which no prediction can beat.

    Args:
        data: the law of x_0.
        x_t: points (N, D).
        kept: share of the signal's variance in them, in [0, 1).

    Derivation: generative/diffusion_reverse#score-and-noise
    """
    if not 0 <= number_of("kept", kept) < 1:
        raise ValueError(f"kept must be in [0, 1), got {kept}: without noise")
    score = data.diffused(kept).score(x_t)
    return np.asarray(-np.sqrt(1 - kept) * score)


def exact_start(data: Mixture, x_t: ArrayLike, kept: float) -> Array:
    """Return the mean of x_0 given x_t, by Tweedie's formula.

    Args:
        data: the law of x_0.
        x_t: points (N, D).
        kept: share of the signal's variance in them, in (0, 1].

    Derivation: generative/diffusion_reverse#tweedie
    Source: Efron (2011), equation 1.4.
    """
    if not 0 < number_of("kept", kept) <= 1:
        raise ValueError(f"kept must be in (0, 1], got {kept}: without signal there is no start")
    points = matrix_of("x_t", x_t)
    return np.asarray((points + (1 - kept) * data.diffused(kept).score(points)) / np.sqrt(kept))


def reverse_step(data: Mixture, x_t: float, beta: float, kept_before: float = 1.0) -> Mixture:
    """Return the law of x_{t-1} given x_t alone, for data on a line: a mixture again.

    Args:
        data: the law of x_0, with D = 1.
        x_t: where the step ended.
        beta: variance of its noise.
        kept_before: share of the signal's variance in x_{t-1}.
    """
    before = data.diffused(kept_before)
    total = (1 - beta) * before.variance + beta
    gain = np.sqrt(1 - beta) * before.variance / total
    gaps = x_t - np.sqrt(1 - beta) * before.centers
    logits = np.log(before.weights) - gaps[:, 0] ** 2 / (2 * total)
    return Mixture(softmax(logits), before.centers + gain * gaps, before.variance * beta / total)
