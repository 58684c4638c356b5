"""A variational autoencoder whose evidence, posterior and bound have closed forms."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

from linebyline._arguments import Array, matrix_of, number_of, vector_of
from linebyline.generative.variational_autoencoders._gradients import divergence_from_prior


@dataclass(frozen=True, slots=True)
class BoundTerms:
    """The parts of the evidence lower bound, in nats.

    Attributes:
        reconstruction: E_q[log p(x | z)].
        divergence: of q from the prior, at least zero.
        gap: divergence of q from the posterior, at least zero.
    """

    reconstruction: float
    divergence: float
    gap: float

    @property
    def bound(self) -> float:
        """The lower bound: reconstruction minus divergence."""
        return self.reconstruction - self.divergence

    @property
    def evidence(self) -> float:
        """The log-evidence: bound plus gap."""
        return self.bound + self.gap


class LinearGaussian:
    """Probabilistic principal components: z ~ N(0, I), x | z ~ N(W z + b, noise I)."""

    def __init__(self, weights: ArrayLike, offset: ArrayLike, noise: float) -> None:
        """Hold the model.

        Args:
            weights: W (D, d).
            offset: b (D,).
            noise: variance of each coordinate of x given z, positive.

        Raises:
            ValueError: if the shapes do not fit or the variance is not positive.
        """
        self.weights = matrix_of("weights", weights)
        self.offset = vector_of("offset", offset)
        self.noise = number_of("noise", noise)
        if self.weights.shape[0] != self.offset.size:
            raise ValueError(
                f"offset must have one entry for each of {self.weights.shape[0]} rows of weights, "
                f"got {self.offset.size}"
            )
        if self.noise <= 0:
            raise ValueError(f"noise is a variance and must be positive, got {self.noise}")

    def log_evidence(self, sample: ArrayLike) -> float:
        r"""Return log N(x; b, W W^T + noise I).

        Derivation: generative/variational_autoencoders#evidence
        """
        spread = self.weights @ self.weights.T + self.noise * np.eye(self.offset.size)
        return float(multivariate_normal.logpdf(self._sample(sample), self.offset, spread))

    def posterior(self, sample: ArrayLike) -> tuple[Array, Array]:
        """Return mean (d,) and covariance (d, d) of z given x.

        Derivation: generative/variational_autoencoders#posterior
        """
        w = self.weights
        precision = np.eye(w.shape[1]) + w.T @ w / self.noise
        covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
        return covariance @ w.T @ (self._sample(sample) - self.offset) / self.noise, covariance

    def terms(self, sample: ArrayLike, mean: ArrayLike, variances: ArrayLike) -> BoundTerms:
        """Return the exact parts of the bound for q = N(mean, diag(variances)).

        Args:
            sample: x (D,).
            mean: (d,).
            variances: (d,), positive.

        Raises:
            ValueError: if the shapes do not fit or a variance is not positive.

        Derivation: generative/variational_autoencoders#exact-bound
        Derivation: generative/variational_autoencoders#exact-gap
        """
        m, v = self._code(mean, variances)
        w, s = self.weights, self.noise
        missed = self._sample(sample) - self.offset - w @ m
        squares = missed @ missed + v @ (w**2).sum(axis=0)
        reconstruction = -squares / (2 * s) - self.offset.size / 2 * math.log(2 * math.pi * s)
        centre, covariance = self.posterior(sample)
        precision = np.linalg.inv(covariance)
        quadratic = v @ np.diag(precision) + (m - centre) @ precision @ (m - centre)
        logs = np.log(v).sum() + np.linalg.slogdet(precision)[1]
        return BoundTerms(
            float(reconstruction),
            divergence_from_prior(m, np.log(v)),
            float(0.5 * (quadratic - m.size - logs)),
        )

    def log_weights(
        self, sample: ArrayLike, mean: ArrayLike, variances: ArrayLike, noise: ArrayLike
    ) -> Array:
        """Return log p(x, z) / q(z) at z = mean + sqrt(variances) * noise.

        Args:
            sample: x (D,).
            mean: (d,).
            variances: (d,), positive.
            noise: (..., d), draws of N(0, 1).

        Returns:
            One log weight (...) for each draw; the weights have the evidence as their mean.

        Derivation: generative/variational_autoencoders#weights
        """
        m, v = self._code(mean, variances)
        u = np.asarray(noise, dtype=float)
        z = m + np.sqrt(v) * u
        missed = self._sample(sample) - self.offset - z @ self.weights.T
        size = self.offset.size
        given_z = -(missed**2).sum(-1) / (2 * self.noise)
        given_z -= size / 2 * math.log(2 * math.pi * self.noise)
        # The factors (2 pi)^(-d/2) of prior and q cancel.
        ratio = 0.5 * (u**2).sum(-1) + 0.5 * np.log(v).sum() - 0.5 * (z**2).sum(-1)
        return np.asarray(given_z + ratio)

    def importance_bounds(
        self, sample: ArrayLike, mean: ArrayLike, variances: ArrayLike, noise: ArrayLike
    ) -> Array:
        """Return log of the mean of k weights, for each of N groups of draws.

        Args:
            sample: x (D,).
            mean: (d,).
            variances: (d,), positive.
            noise: (N, k, d), draws of N(0, 1).

        Returns:
            (N,); their expectation is the importance-weighted bound L_k.

        Derivation: generative/variational_autoencoders#importance-bound
        """
        logs = self.log_weights(sample, mean, variances, noise)
        return np.asarray(logsumexp(logs, axis=1) - math.log(logs.shape[1]))

    def _sample(self, sample: ArrayLike) -> Array:
        x = vector_of("sample", sample)
        if x.size != self.offset.size:
            raise ValueError(f"sample must have {self.offset.size} entries, got {x.size}")
        return x

    def _code(self, mean: ArrayLike, variances: ArrayLike) -> tuple[Array, Array]:
        m, v = vector_of("mean", mean), vector_of("variances", variances)
        size = self.weights.shape[1]
        if m.size != size or v.size != size:
            raise ValueError(
                f"mean and variances must have {size} entries each, got {m.size} and {v.size}"
            )
        if (v <= 0).any():
            raise ValueError(f"variances must be positive, got {v.tolist()}")
        return m, v
