"""How the autoencoders that come with the book were trained, and what is measured of them."""

import torch

from linebyline.generative.shipped import Trained
from linebyline.generative.variational_autoencoders import digits
from linebyline.generative.variational_autoencoders.networks import VariationalAutoencoder, fit


def held_out_bound(model: VariationalAutoencoder, draws: int = 1) -> float:
    """Return the mean bound of the held-out digits in nats.

    Args:
        model: of bits.
        draws: of the code for each digit; above one, the importance-weighted bound.
    """
    x, y = digits.held_out()
    noise = torch.randn(
        draws, len(x), model.latent_size, generator=torch.Generator().manual_seed(1)
    )
    labels = y if model.labels else None
    with torch.no_grad():
        if draws > 1:
            return float(model.importance_bound(x, noise, labels).mean())
        reconstruction, divergence = model.terms(x, noise[0], labels)
        return float((reconstruction - divergence).mean())


def plane() -> Trained:
    """Train the model whose code is a place in the plane."""
    model = digits.build()
    fit(model, digits.seen()[0], epochs=40)
    return Trained(model, {"bound": held_out_bound(model)})
