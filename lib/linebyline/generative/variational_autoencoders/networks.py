"""Variational autoencoders of small networks, in torch; they run where their parameters are."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol, cast

import torch
from torch import Tensor, nn

Bits = nn.functional.binary_cross_entropy_with_logits


def layers(sizes: Sequence[int]) -> nn.Sequential:
    """Return fully connected layers with a ReLU behind each, of the sizes in order."""
    modules: list[nn.Module] = []
    for inputs, outputs in pairwise(sizes):
        modules += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*modules)


class Conditional(Protocol):
    """A law of values given inputs."""

    def log_density(self, inputs: Tensor, values: Tensor) -> Tensor:
        """Return log p(values | inputs) (...), of inputs (..., M) and values (..., N)."""

    def __call__(self, inputs: Tensor) -> object:
        """Return the parameters of the law."""


class GaussianNetwork(nn.Module):
    """N(mean, diag variance), with two heads for mean and log-variance: encoder or decoder."""

    def __init__(self, *sizes: int) -> None:
        """Build layers of the sizes but the last, then two heads of the last size."""
        super().__init__()
        self.body = layers(sizes[:-1])
        self.mean = nn.Linear(sizes[-2], sizes[-1])
        self.log_variance = nn.Linear(sizes[-2], sizes[-1])

    def forward(self, inputs: Tensor) -> tuple[Tensor, Tensor]:
        """Return mean and log-variance, both (..., N), of inputs (..., M)."""
        hidden = self.body(inputs)
        return self.mean(hidden), self.log_variance(hidden)

    def log_density(self, inputs: Tensor, values: Tensor) -> Tensor:
        """Return log N(values; mean, diag variance) (...).

        Derivation: generative/variational_autoencoders#gaussian-decoder
        """
        mean, log_variance = self(inputs)
        squares = (values - mean) ** 2 * torch.exp(-log_variance)
        return cast(Tensor, -0.5 * (squares + log_variance + math.log(2 * math.pi)).sum(-1))


class BernoulliNetwork(nn.Module):
    """Independent bits with probabilities sigmoid(logits): a decoder for black and white."""

    def __init__(self, *sizes: int) -> None:
        """Build layers of the sizes but the last, then one linear layer."""
        super().__init__()
        self.body = layers(sizes[:-1])
        self.logits: nn.Module = nn.Linear(sizes[-2], sizes[-1])

    def forward(self, inputs: Tensor) -> Tensor:
        """Return logits (..., N) of inputs (..., M)."""
        return cast(Tensor, self.logits(self.body(inputs)))

    def log_density(self, inputs: Tensor, values: Tensor) -> Tensor:
        """Return the log-probability (...) of bits `values` (..., N), each 0 or 1."""
        logits = self(inputs)
        return -Bits(logits, values.expand_as(logits), reduction="none").sum(-1)


def sample_latent(mean: Tensor, log_variance: Tensor, noise: Tensor) -> Tensor:
    """Return z = mean + deviation * noise, through which gradients pass.

    Derivation: generative/variational_autoencoders#path
    """
    return mean + torch.exp(0.5 * log_variance) * noise


def divergence_from_prior(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Return the divergence (...) of N(mean, diag variance) from N(0, I), both (..., d).

    Derivation: generative/variational_autoencoders#divergence-from-prior
    """
    return 0.5 * (mean**2 + torch.expm1(log_variance) - log_variance).sum(-1)


class VariationalAutoencoder(nn.Module):
    """An encoder q(z | x), a decoder p(x | z) and the prior N(0, I).

    With labels, both networks also get the label, one-hot, behind their inputs: then all laws are
    given the label, and the prior is the same for all labels.
    """

    def __init__(self, encoder: GaussianNetwork, decoder: Conditional, labels: int = 0) -> None:
        """Hold the networks.

        Args:
            encoder: from D (+ labels) numbers to mean and log-variance (d,).
            decoder: from d (+ labels) numbers to the law of x (D,).
            labels: number of labels; 0 for a model without.
        """
        super().__init__()
        self.encoder, self.decoder, self.labels = encoder, decoder, labels

    @property
    def latent_size(self) -> int:
        """The size d of the latent variable."""
        return self.encoder.mean.out_features

    def beside(self, inputs: Tensor, y: Tensor | None) -> Tensor:
        """Return inputs (..., M) with the one-hot labels y (N,) behind them, where there are any.

        Raises:
            ValueError: if labels are missing, or given to a model without.
        """
        if (y is None) == bool(self.labels):
            raise ValueError(f"a model with {self.labels} labels got labels: {y is not None}")
        if y is None:
            return inputs
        one_hot = nn.functional.one_hot(y, self.labels).to(inputs)
        return torch.cat([inputs, one_hot.expand(*inputs.shape[:-1], self.labels)], dim=-1)

    def encode(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return mean and log-variance (N, d) of q(z | x), given x (N, D)."""
        return cast(tuple[Tensor, Tensor], self.encoder(self.beside(x, y)))

    def decode(self, z: Tensor, y: Tensor | None = None) -> object:
        """Return the parameters of p(x | z), given z (..., d)."""
        return self.decoder(self.beside(z, y))

    def terms(self, x: Tensor, noise: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return log p(x | z) at one draw of z, and the divergence from the prior, both (N,).

        Args:
            x: (N, D).
            noise: draws (N, d) of N(0, 1).
            y: labels (N,), for a model with labels.

        Derivation: generative/variational_autoencoders#reconstruction-and-divergence
        """
        mean, log_variance = self.encode(x, y)
        z = sample_latent(mean, log_variance, noise)
        reconstruction = self.decoder.log_density(self.beside(z, y), x)
        return reconstruction, divergence_from_prior(mean, log_variance)

    def bound(self, x: Tensor, noise: Tensor, y: Tensor | None = None) -> Tensor:
        """Return the bound (N,) by one draw, or the importance-weighted bound by k of them.

        Args:
            x: (N, D).
            noise: draws (N, d) or (k, N, d) of N(0, 1).
            y: labels (N,), for a model with labels.
        """
        if noise.ndim > x.ndim:
            return self.importance_bound(x, noise, y)
        reconstruction, divergence = self.terms(x, noise, y)
        return reconstruction - divergence

    def importance_bound(self, x: Tensor, noise: Tensor, y: Tensor | None = None) -> Tensor:
        """Return log of the mean of k weights p(x, z) / q(z | x), one number (N,) a sample.

        Args:
            x: (N, D).
            noise: draws (k, N, d) of N(0, 1).
            y: labels (N,), for a model with labels.

        Derivation: generative/variational_autoencoders#importance-bound
        """
        mean, log_variance = self.encode(x, y)
        z = sample_latent(mean, log_variance, noise)
        # The factors (2 pi)^(-d/2) of prior and q cancel.
        ratio = 0.5 * (noise**2 + log_variance - z**2).sum(-1)
        weights = self.decoder.log_density(self.beside(z, y), x) + ratio
        return torch.logsumexp(weights, dim=0) - math.log(noise.shape[0])


class Bounded(Protocol):
    """A model with a bound of its evidence."""

    @property
    def latent_size(self) -> int:
        """The size d of the latent variable."""

    def parameters(self) -> Iterable[nn.Parameter]:
        """Return what is trained."""

    def bound(self, x: Tensor, noise: Tensor, y: Tensor | None = None) -> Tensor:
        """Return the bound (N,) of x (N, D) by draws (N, d) or (k, N, d) of N(0, 1)."""


def fit(
    model: Bounded,
    x: Tensor,
    y: Tensor | None = None,
    *,
    epochs: int,
    draws: int = 1,
    batch: int = 64,
    rate: float = 2e-3,
    seed: int = 0,
) -> list[float]:
    """Climb the bound by Adam, both networks at once.

    Args:
        model: is changed in place.
        x: samples (N, D), where the model's parameters are.
        y: labels (N,), for a model with labels.
        epochs: how often each sample is used.
        draws: of z for each sample and step; above one, the importance-weighted bound is climbed.
        batch: samples in one step.
        rate: of Adam.
        seed: of the order of the samples and of the draws.

    Returns:
        For each epoch the mean bound of its steps, in nats for one sample.
    """
    chance = torch.Generator().manual_seed(seed)
    steps = torch.optim.Adam(model.parameters(), lr=rate)
    several = (draws,) if draws > 1 else ()
    history = []
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x), generator=chance)
        for chosen in torch.split(order, batch):
            # Drawn on the CPU, so that every device sees the same numbers.
            shape = (*several, len(chosen), model.latent_size)
            noise = torch.randn(shape, generator=chance).to(x)
            rows = chosen.to(x.device)
            labels = None if y is None else y[rows]
            loss = -model.bound(x[rows], noise, labels).mean()
            steps.zero_grad()
            torch.autograd.backward(loss)
            steps.step()
            total -= float(loss.detach()) * len(chosen)
        history.append(total / len(x))
    return history
