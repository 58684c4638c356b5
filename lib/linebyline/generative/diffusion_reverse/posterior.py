"""One step back when the start is known: the posterior q(x_{t-1} | x_t, x_0)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array
from linebyline.generative.diffusion_reverse.schedules import step_of


class Posterior(NamedTuple):
    """A Gaussian with the same variance in every direction.

    Attributes:
        mean: its mean, of the shape of the points.
        variance: its variance in every direction.
    """

    mean: Array
    variance: float


def posterior(x_t: ArrayLike, x_0: ArrayLike, betas: ArrayLike, t: int) -> Posterior:
    """Return the law of x_{t-1} given x_t and x_0.

    Args:
        x_t: points after t steps, any shape.
        x_0: their starts, the same shape.
        betas: the schedule (T,).
        t: the step, counted from 1.

    Raises:
        ValueError: if there is no step t.

    Derivation: generative/diffusion_reverse#posterior
    Source: Ho, Jain and Abbeel (2020), equation 7.
    """
    step = step_of(betas, t)
    end, start = np.asarray(x_t, np.float64), np.asarray(x_0, np.float64)
    of_end, of_start = step.posterior_weights
    return Posterior(of_end * end + of_start * start, step.posterior_variance)


def mean_by_noise(x_t: ArrayLike, noise: ArrayLike, betas: ArrayLike, t: int) -> Array:
    """Return the posterior's mean from the noise in x_t, or from a prediction of it.

    Args:
        x_t: points after t steps, any shape.
        noise: the noise in them, the same shape.
        betas: the schedule (T,).
        t: the step, counted from 1.

    Raises:
        ValueError: if there is no step t.

    Derivation: generative/diffusion_reverse#mean-by-noise
    Source: Ho, Jain and Abbeel (2020), equation 11.
    """
    step = step_of(betas, t)
    share = step.beta / np.sqrt(1 - step.kept)
    moved = np.asarray(x_t, dtype=np.float64) - share * np.asarray(noise, dtype=np.float64)
    return np.asarray(moved / np.sqrt(step.alpha))
