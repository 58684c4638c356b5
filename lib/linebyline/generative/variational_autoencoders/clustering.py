"""Variational deep embedding in torch: an autoencoder whose prior is a mixture that is learned."""

import math

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from torch import Tensor, nn

from linebyline.generative.variational_autoencoders._mixture_prior import MixturePrior
from linebyline.generative.variational_autoencoders.networks import (
    Conditional,
    GaussianNetwork,
    sample_latent,
)

Labels = NDArray[np.int64]


class ClusteringAutoencoder(nn.Module):
    """Clusters c with probabilities, codes z | c ~ N(mean of c, variance of c times I), pictures.

    The encoder is q(z | x) q(c | x), with the law of clusters that makes the bound largest.
    """

    def __init__(self, encoder: GaussianNetwork, decoder: Conditional, clusters: int) -> None:
        """Hold the networks, and a prior of equal clusters at zero until it is learned.

        Args:
            encoder: from D numbers to mean and log-variance (d,).
            decoder: from d numbers to the law of x (D,).
            clusters: their number C.
        """
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
        self.scores = nn.Parameter(torch.zeros(clusters))
        self.means = nn.Parameter(torch.zeros(clusters, self.latent_size))
        self.log_variances = nn.Parameter(torch.zeros(clusters))

    @property
    def latent_size(self) -> int:
        """The size d of the latent variable."""
        return self.encoder.mean.out_features

    def prior(self) -> MixturePrior:
        """Return the law of cluster and code as it is now."""
        with torch.no_grad():
            probs = self.scores.double().softmax(0)
            return MixturePrior(
                probs.cpu().numpy(),
                self.means.double().cpu().numpy(),
                self.log_variances.double().exp().cpu().numpy(),
            )

    def set_prior(self, prior: MixturePrior) -> None:
        """Set the law of cluster and code, of the sizes of this model."""
        with torch.no_grad():
            self.scores.copy_(torch.as_tensor(np.log(prior.probs)))
            self.means.copy_(torch.as_tensor(prior.means))
            self.log_variances.copy_(torch.as_tensor(np.log(prior.variances)))

    def expected_log_joint(self, mean: Tensor, log_variance: Tensor) -> Tensor:
        """Return E[log p(z, c)] (N, C) for z ~ N(mean, diag variance), both (N, d)."""
        size = self.latent_size
        apart = ((mean[:, None] - self.means) ** 2).sum(-1)
        squares = apart + log_variance.exp().sum(-1, keepdim=True)
        volume = size * (math.log(2 * math.pi) + self.log_variances)
        densities = -0.5 * (volume + squares * torch.exp(-self.log_variances))
        return self.scores.log_softmax(0) + densities

    def bound(self, x: Tensor, noise: Tensor, y: Tensor | None = None) -> Tensor:
        """Return the bound (N,) by one draw of z, with the best law of clusters.

        Args:
            x: (N, D).
            noise: draws (N, d) of N(0, 1).
            y: None; the model finds its clusters without labels.

        Raises:
            ValueError: if labels are given.

        Derivation: generative/variational_autoencoders#best-assignment
        """
        if y is not None:
            raise ValueError("the clusters are found without labels: y must be None")
        mean, log_variance = self.encoder(x)
        z = sample_latent(mean, log_variance, noise)
        entropy: Tensor = 0.5 * (log_variance + math.log(2 * math.pi) + 1).sum(-1)
        joint = torch.logsumexp(self.expected_log_joint(mean, log_variance), dim=-1)
        reconstruction = self.decoder.log_density(z, x)
        return reconstruction + joint + entropy

    def assignment(self, x: Tensor) -> Tensor:
        """Return q(c | x) (N, C) of x (N, D)."""
        mean, log_variance = self.encoder(x)
        scores = self.expected_log_joint(mean, log_variance)
        return torch.softmax(scores, dim=-1)


def names_of_clusters(clusters: Labels, labels: Labels, count: int) -> Labels:
    """Return for each cluster (count,) a label of its own, so that most samples are named rightly.

    Args:
        clusters: (N,), each from 0 to count - 1.
        labels: (N,), in the same range.
        count: of clusters, and of labels.
    """
    table = np.zeros((count, count), dtype=np.int64)
    np.add.at(table, (clusters, labels), 1)
    return np.asarray(linear_sum_assignment(table, maximize=True)[1])
