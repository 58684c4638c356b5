"""The models of the chapter: autoencoders of black-and-white digits."""

from collections.abc import Callable
from functools import cache

import torch
from sklearn.datasets import load_digits
from torch import Tensor

from linebyline.generative.shipped import with_shipped_weights
from linebyline.generative.variational_autoencoders.clustering import ClusteringAutoencoder
from linebyline.generative.variational_autoencoders.convolutions import (
    ConvolutionalDecoder,
    ConvolutionalEncoder,
)
from linebyline.generative.variational_autoencoders.networks import (
    BernoulliNetwork,
    GaussianNetwork,
    VariationalAutoencoder,
)

TRAINED_ON = 1500  # the first digits; the other 297 are held out


def bits() -> tuple[Tensor, Tensor]:
    """Return scikit-learn's digits as bits (1797, 64), black where ink is 8 or more, and labels."""
    digits = load_digits()
    return torch.tensor(digits.data >= 8).float(), torch.tensor(digits.target)


def seen() -> tuple[Tensor, Tensor]:
    """Return the digits that models are trained on, bits (1500, 64) and labels."""
    x, y = bits()
    return x[:TRAINED_ON], y[:TRAINED_ON]


def held_out() -> tuple[Tensor, Tensor]:
    """Return the digits that no model is trained on, bits (297, 64) and labels."""
    x, y = bits()
    return x[TRAINED_ON:], y[TRAINED_ON:]


def build(latent: int = 2, hidden: int = 96, labels: int = 0, seed: int = 0) -> (
    VariationalAutoencoder
):  # fmt: skip
    """Return an untrained model of 64 bits with one hidden layer on each side."""
    torch.manual_seed(seed)
    return VariationalAutoencoder(
        GaussianNetwork(64 + labels, hidden, latent),
        BernoulliNetwork(latent + labels, hidden, 64),
        labels,
    )


def build_convolutional(latent: int = 8, seed: int = 0) -> VariationalAutoencoder:
    """Return an untrained model of 64 bits with two convolutions on each side."""
    torch.manual_seed(seed)
    return VariationalAutoencoder(ConvolutionalEncoder(latent), ConvolutionalDecoder(latent))


def build_clustering(latent: int = 10, hidden: int = 128, seed: int = 0) -> ClusteringAutoencoder:
    """Return an untrained model of 64 bits with ten clusters of codes."""
    torch.manual_seed(seed)
    return ClusteringAutoencoder(
        GaussianNetwork(64, hidden, latent), BernoulliNetwork(latent, hidden, 64), clusters=10
    )


BUILDERS: dict[str, Callable[[], VariationalAutoencoder]] = {
    "vae_plane": build,
    "vae_importance": build,
    "vae_labels": lambda: build(labels=10),
    "vae_convolutional": build_convolutional,
}


@cache
def shipped(name: str) -> VariationalAutoencoder:
    """Return one of the models that were trained in advance.

    Args:
        name: "vae_plane", "vae_importance", "vae_labels" or "vae_convolutional".

    Raises:
        ValueError: if there is no such model.
    """
    if name not in BUILDERS:
        raise ValueError(f"no autoencoder is called {name!r}: choose from {', '.join(BUILDERS)}")
    return with_shipped_weights(BUILDERS[name](), name)


@cache
def shipped_clustering() -> ClusteringAutoencoder:
    """Return the model with clusters that was trained in advance."""
    return with_shipped_weights(build_clustering(), "vae_clusters")
