"""Naive Bayes for two classes and features that are zero or one, and where its divergence goes."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, vector_of
from linebyline.probability.information import kl_divergence
from linebyline.probability.maximum_likelihood.coins_and_dice import fit_coin


@dataclass(frozen=True, slots=True)
class NaiveBayesFit:
    """Naive Bayes with features that are zero or one.

    Attributes:
        class_one: probability of class one.
        features: (2, D), probability that feature j is one in class c.
    """

    class_one: float
    features: Array

    @property
    def num_problems(self) -> int:
        """How many coins were fitted, each by itself: 2 D + 1."""
        return 1 + self.features.size

    def joint(self) -> Array:
        """Return the law of class and features, (2, 2, ..., 2) with 1 + D axes."""
        law = np.array([1 - self.class_one, self.class_one])
        for j in range(self.features.shape[1]):
            ones = self.features[:, j]
            faces = np.stack([1 - ones, ones], axis=1)  # (2, 2): class, value of the feature
            law = law[..., None] * faces.reshape(2, *[1] * j, 2)
        return law


def fit_naive_bayes(features: ArrayLike, labels: ArrayLike) -> NaiveBayesFit:
    """Return naive Bayes of largest likelihood: a coin for the class, one per class and feature.

    Args:
        features: x (N, D), each entry zero or one.
        labels: y (N,), each zero or one, both of them among the labels.

    Raises:
        ValueError: if an entry is neither zero nor one, or a class has no sample.

    Derivation: probability/maximum_likelihood#separate-coins
    """
    x, y = matrix_of("features", features), vector_of("labels", labels)
    if len(x) != len(y):
        raise ValueError(f"features and labels must have one length, got {len(x)} and {len(y)}")
    for name, values in (("features", x), ("labels", y)):
        if not np.isin(values, (0.0, 1.0)).all():
            raise ValueError(f"{name} must be zero or one: compare them with a threshold first")
    sizes = [int((y == c).sum()) for c in (0, 1)]
    if 0 in sizes:
        raise ValueError(
            "both classes need a sample: nothing is known of the features of the other"
        )
    shares = np.stack([x[y == c].mean(axis=0) for c in (0, 1)])
    return NaiveBayesFit(fit_coin(sizes[1], sizes[0]), shares)


class DivergenceParts(NamedTuple):
    """The parts of the divergence of a law from a naive Bayes model; their sum is the whole.

    Attributes:
        of_class: divergence of the class.
        of_features: (D,), that of each feature given the class.
        coupling: what the features tell of each other within a class; no model is in it.
    """

    of_class: float
    of_features: Array
    coupling: float


def split_divergence(law: ArrayLike, model: NaiveBayesFit) -> DivergenceParts:
    r"""Split the divergence of a joint law from naive Bayes into its parts.

    Args:
        law: q (2, 2, ..., 2) with 1 + D axes, the class first, every class possible.
        model: naive Bayes with D features.

    Raises:
        ValueError: if the law is none, has other axes, or a class has no probability.

    Derivation: probability/maximum_likelihood#four-parts
    """
    q, count = np.asarray(law, dtype=np.float64), model.features.shape[1]
    if q.shape != (2,) * (1 + count):
        raise ValueError(f"law must have shape {(2,) * (1 + count)}, got {q.shape}")
    prior = q.reshape(2, -1).sum(axis=1)  # (2,)
    if (prior == 0).any():
        raise ValueError("both classes must be possible: a conditional law needs its condition")
    pairs = [
        q.sum(axis=tuple(k for k in range(1, q.ndim) if k != j + 1)) for j in range(count)
    ]  # each (2, 2): class, value of feature j
    shares = np.stack([pair[:, 1] / prior for pair in pairs], axis=1)  # (2, D)
    own = NaiveBayesFit(float(prior[1]), shares)
    model_prior = np.array([1 - model.class_one, model.class_one])
    of_features = []
    for j, pair in enumerate(pairs):
        ones = model.features[:, j]
        faces = np.stack([1 - ones, ones], axis=1)
        of_features.append(_apart(pair, prior[:, None] * faces))
    return DivergenceParts(
        _apart(prior, model_prior), np.array(of_features), _apart(q, own.joint())
    )


def _apart(law: Array, model: Array) -> float:
    return kl_divergence(law.ravel(), model.ravel())
