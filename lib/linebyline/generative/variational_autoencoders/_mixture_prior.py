"""A mixture of Gaussians as the prior of the latent variable: variational deep embedding."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import softmax

from linebyline._arguments import Array, matrix_of, vector_of

_SUM_TO_ONE = 1e-9


class MixturePrior:
    """Clusters c with probabilities, and z | c ~ N(mean of c, variance of c times I)."""

    def __init__(self, probs: ArrayLike, means: ArrayLike, variances: ArrayLike) -> None:
        """Hold the prior.

        Args:
            probs: of the clusters (C,), positive, with sum one.
            means: (C, d).
            variances: (C,), positive.

        Raises:
            ValueError: if the shapes do not fit, or probs or variances are not as said.
        """
        self.probs, self.means = vector_of("probs", probs), matrix_of("means", means)
        self.variances = vector_of("variances", variances)
        count = self.probs.size
        if self.means.shape[0] != count or self.variances.size != count:
            raise ValueError(
                f"means and variances must have one entry for each of {count} clusters, "
                f"got {self.means.shape[0]} and {self.variances.size}"
            )
        if (self.probs <= 0).any() or abs(self.probs.sum() - 1) > _SUM_TO_ONE:
            raise ValueError(f"probs must be positive with sum one, got {self.probs.tolist()}")
        if (self.variances <= 0).any():
            raise ValueError(f"variances must be positive, got {self.variances.tolist()}")

    def draw(self, count: int, rng: np.random.Generator) -> tuple[NDArray[np.int64], Array]:
        """Return clusters (count,) and latents (count, d): first the cluster, then the latent."""
        clusters = rng.choice(self.probs.size, size=count, p=self.probs)
        noise = rng.standard_normal((count, self.means.shape[1]))
        latents = self.means[clusters] + np.sqrt(self.variances[clusters])[:, None] * noise
        return clusters, latents

    def expected_log_joint(self, mean: ArrayLike, variances: ArrayLike) -> Array:
        """Return E[log p(z, c)] for z ~ N(mean, diag(variances)), one number (C,) a cluster.

        Raises:
            ValueError: if mean or variances have not d entries.
        """
        m, v = vector_of("mean", mean), vector_of("variances", variances)
        size = self.means.shape[1]
        if m.size != size or v.size != size:
            raise ValueError(f"mean and variances must have {size} entries each")
        squares = ((m - self.means) ** 2).sum(axis=1) + v.sum()
        volume = size * np.log(2 * math.pi * self.variances)
        return np.asarray(np.log(self.probs) - 0.5 * (volume + squares / self.variances))

    def assignment(self, mean: ArrayLike, variances: ArrayLike) -> Array:
        r"""Return the law q(c | x) (C,) that makes the bound largest, given q(z | x).

        It is proportional to :math:`\exp E_{q(z \mid x)}[\log p(z, c)]`.

        Raises:
            ValueError: if mean or variances have not d entries.

        Derivation: generative/variational_autoencoders#best-assignment
        """
        return np.asarray(softmax(self.expected_log_joint(mean, variances)))
