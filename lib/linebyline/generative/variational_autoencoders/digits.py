"""The small model of the chapter: black-and-white digits through a plane of two numbers."""

from functools import cache

import torch
from sklearn.datasets import load_digits
from torch import Tensor

from linebyline.generative.variational_autoencoders.networks import (
    BernoulliNetwork,
    GaussianNetwork,
    VariationalAutoencoder,
    fit,
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


@cache
def trained() -> tuple[VariationalAutoencoder, tuple[float, ...]]:
    """Return the model with two latent numbers after 40 epochs, and its bound by epoch."""
    model = build()
    history = fit(model, bits()[0][:TRAINED_ON], epochs=40)
    return model, tuple(history)
