"""Guidance without a classifier, and data for which all it uses is known exactly."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from linebyline._arguments import Array, matrix_of, number_of
from linebyline.generative.diffusion_reverse import Mixture, exact_noise

if TYPE_CHECKING:
    from torch import Tensor

Values = TypeVar("Values", Array, "Tensor")


def guided(unconditional: Values, conditional: Values, scale: float) -> Values:
    r"""Return the guided prediction :math:`e + w (e_c - e)`, of noises or of scores.

    Args:
        unconditional: e, any shape, an array or a tensor: the prediction without a label.
        conditional: e_c, the same shape: the prediction for the label.
        scale: w; 0 ignores the label, 1 is the model of the label, more exaggerates it.

    Raises:
        ValueError: if the shapes differ.

    Source: Ho and Salimans (2022), who write w + 1 for this w.
    Derivation: generative/guidance_and_evaluation#guidance
    """
    if unconditional.shape != conditional.shape:
        raise ValueError(
            "both predictions must have one shape, "
            f"got {tuple(unconditional.shape)} and {tuple(conditional.shape)}"
        )
    return unconditional + number_of("scale", scale) * (conditional - unconditional)


class LabelledMixture(NamedTuple):
    """A mixture whose components belong to classes.

    Attributes:
        law: the mixture of all components (K of them).
        labels: the class of each component (K,), 0, 1, ...
    """

    law: Mixture
    labels: NDArray[np.int64]

    def given(self, label: int) -> Mixture:
        """Return the law of one class.

        Raises:
            ValueError: if no component has the label.
        """
        chosen = self.labels == label
        if not chosen.any():
            raise ValueError(f"label must be one of {np.unique(self.labels).tolist()}, got {label}")
        weights = self.law.weights[chosen]
        return Mixture(weights / weights.sum(), self.law.centers[chosen], self.law.variance)

    def diffused(self, kept: float) -> "LabelledMixture":
        """Return the law after noise, with a share ``kept`` of the signal's variance left."""
        return LabelledMixture(self.law.diffused(kept), self.labels)

    def log_posterior(self, x: ArrayLike, label: int) -> Array:
        """Return log p(label | x) (N,) at points (N, D)."""
        prior = self.law.weights[self.labels == label].sum()
        given = self.given(label).log_density(x)
        return np.asarray(np.log(prior) + given - self.law.log_density(x))

    def guided_score(self, x: ArrayLike, label: int, scale: float) -> Array:
        """Return the gradients (N, D) of log p(x) + scale * log p(label | x).

        Derivation: generative/guidance_and_evaluation#guidance
        """
        return guided(self.law.score(x), self.given(label).score(x), scale)

    def guided_noise(self, x_t: ArrayLike, kept: float, label: int, scale: float) -> Array:
        """Return the guided prediction of the noise (N, D) in points of the diffusion.

        Derivation: generative/guidance_and_evaluation#guided-noise
        """
        free = exact_noise(self.law, x_t, kept)
        return guided(free, exact_noise(self.given(label), x_t, kept), scale)


def langevin(
    score: Callable[[Array], Array],
    start: ArrayLike,
    step: float,
    num: int,
    rng: np.random.Generator,
) -> Array:
    r"""Walk uphill with noise, :math:`x + h s(x) + \sqrt{2h} z`, and return where it ends.

    For small h the points end up distributed as the density whose score is s.

    Args:
        score: from points (N, D) to gradients (N, D) of a log-density.
        start: points (N, D).
        step: h > 0.
        num: how many steps.
        rng: the source of the noise.

    Raises:
        ValueError: if the step is not positive.
    """
    x = matrix_of("start", start)
    if number_of("step", step) <= 0:
        raise ValueError(f"step must be positive, got {step}")
    for _ in range(num):
        x = x + step * score(x) + np.sqrt(2 * step) * rng.standard_normal(x.shape)
    return x
