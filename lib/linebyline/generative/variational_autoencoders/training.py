"""How the autoencoders that come with the book were trained, and what is measured of them."""

import numpy as np
import torch
from sklearn.cluster import KMeans
from torch import Tensor

from linebyline.generative.shipped import Trained
from linebyline.generative.variational_autoencoders import digits
from linebyline.generative.variational_autoencoders._mixture_prior import MixturePrior
from linebyline.generative.variational_autoencoders.clustering import (
    ClusteringAutoencoder,
    names_of_clusters,
)
from linebyline.generative.variational_autoencoders.networks import (
    Bounded,
    VariationalAutoencoder,
    fit,
)

MANY = 200  # draws, where the bound is to lie close below the evidence


def held_out_bound(model: Bounded, draws: int = 1) -> float:
    """Return the mean bound of the held-out digits in nats.

    Args:
        model: of bits.
        draws: of the code for each digit; above one, the importance-weighted bound.
    """
    x, y = digits.held_out()
    labels = y if isinstance(model, VariationalAutoencoder) and model.labels else None
    noise = _noise(draws, len(x), model.latent_size)
    with torch.no_grad():
        return float(model.bound(x, noise if draws > 1 else noise[0], labels).mean())


def likeliest_labels(model: VariationalAutoencoder, x: Tensor, draws: int = 20) -> Tensor:
    """Return for each picture (N,) the label whose bound of log p(x | y) is largest.

    Args:
        model: with labels, all equally likely beforehand.
        x: (N, D).
        draws: of the code for each picture and label.
    """
    noise = _noise(draws, len(x), model.latent_size)
    with torch.no_grad():
        bounds = [
            model.importance_bound(x, noise, torch.full((len(x),), label))
            for label in range(model.labels)
        ]
    return torch.stack(bounds).argmax(0)


def cluster_accuracy(model: ClusteringAutoencoder) -> float:
    """Return the share of held-out digits in a cluster named after their digit.

    The clusters get their names from the digits that the model was trained on, each another one.
    """
    (x, y), (others, truth) = digits.seen(), digits.held_out()
    with torch.no_grad():
        clusters, found = (model.assignment(part).argmax(-1).numpy() for part in (x, others))
    names = names_of_clusters(clusters, y.numpy(), 10)
    return float(np.mean(names[found] == truth.numpy()))


def plane() -> Trained:
    """Train the model whose code is a place in the plane."""
    return _trained(digits.build(), draws=1)


def importance() -> Trained:
    """Train the same model on the importance-weighted bound of 20 draws."""
    return _trained(digits.build(), draws=20)


def convolutional() -> Trained:
    """Train the model with convolutions and a code of eight numbers."""
    return _trained(digits.build_convolutional(), draws=1)


def labelled() -> Trained:
    """Train the model that is told the digit."""
    model = digits.build(labels=10)
    fit(model, *digits.seen(), epochs=100)
    x, y = digits.held_out()
    right = float((likeliest_labels(model, x) == y).float().mean())
    return Trained(model, {"bound": held_out_bound(model), "labels found": right})


def clusters() -> Trained:
    """Train the model with ten clusters: first alone with N(0, I), then with a learned mixture.

    The mixture starts from the codes of ten groups that k-means finds among the pixels. Of three
    starts the one with the highest bound on the training digits is kept; no label is looked at.
    """
    x, _ = digits.seen()
    noise = _noise(1, len(x), digits.build_clustering().latent_size)[0]
    runs = [_clustered(seed, x) for seed in range(3)]
    with torch.no_grad():
        best = max(runs, key=lambda model: float(model.bound(x, noise).mean()))
    return Trained(
        best, {"bound": held_out_bound(best), "digits in their cluster": cluster_accuracy(best)}
    )


def _clustered(seed: int, x: Tensor) -> ClusteringAutoencoder:
    model = digits.build_clustering(seed=seed)
    fit(VariationalAutoencoder(model.encoder, model.decoder), x, epochs=40, seed=seed)
    groups = KMeans(10, n_init=20, random_state=seed).fit_predict(x.numpy())
    with torch.no_grad():
        codes = model.encoder(x)[0].double().numpy()
    parts = [codes[groups == group] for group in range(10)]
    means = np.array([part.mean(axis=0) for part in parts])
    variances = [part.var(axis=0).mean() for part in parts]
    model.set_prior(MixturePrior(np.bincount(groups) / len(x), means, variances))
    fit(model, x, epochs=60, seed=seed)
    return model


def _trained(model: VariationalAutoencoder, draws: int) -> Trained:
    fit(model, digits.seen()[0], epochs=60, draws=draws)
    many = held_out_bound(model, MANY)
    return Trained(model, {"bound": held_out_bound(model), f"with {MANY} draws": many})


def _noise(draws: int, count: int, size: int) -> Tensor:
    return torch.randn(draws, count, size, generator=torch.Generator().manual_seed(1))
