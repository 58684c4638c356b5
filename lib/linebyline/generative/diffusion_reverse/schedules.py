"""The numbers of a schedule that the reverse chain needs at one step."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, vector_of


class Step(NamedTuple):
    """A step t of a diffusion.

    Attributes:
        beta: variance of the noise that the step adds.
        alpha: 1 - beta.
        kept: share of the signal's variance after the step, the product of all alphas so far.
        kept_before: the same before the step; 1 before the first.
    """

    beta: float
    alpha: float
    kept: float
    kept_before: float

    @property
    def posterior_variance(self) -> float:
        """Variance of x_{t-1} given x_t and x_0; zero at the first step.

        Derivation: generative/diffusion_reverse#posterior
        """
        return self.beta * (1 - self.kept_before) / (1 - self.kept)


def betas_of(betas: ArrayLike) -> Array:
    """Return the noise variances (T,) of a schedule.

    Raises:
        ValueError: if one is not strictly between 0 and 1.
    """
    values = vector_of("betas", betas)
    if not ((values > 0) & (values < 1)).all():
        raise ValueError(
            f"betas must lie strictly between 0 and 1, got {values.min()} to {values.max()}"
        )
    return values


def steps(betas: ArrayLike) -> list[Step]:
    """Return all steps of a schedule (T,), from t = 1 to t = T."""
    values = betas_of(betas)
    kept = np.concatenate(([1.0], np.cumprod(1 - values)))
    return [
        Step(float(beta), float(1 - beta), float(kept[t + 1]), float(kept[t]))
        for t, beta in enumerate(values)
    ]


def step_of(betas: ArrayLike, t: int) -> Step:
    """Return step t, counted from 1.

    Raises:
        ValueError: if there is no step t.
    """
    every = steps(betas)
    if not 1 <= t <= len(every):
        raise ValueError(f"t must be one of the steps 1, ..., {len(every)}, got {t}")
    return every[t - 1]
