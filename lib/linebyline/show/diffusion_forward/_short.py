"""The two schedules in few steps, so that each step can be seen."""

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.diffusion_forward import (
    cosine_schedule,
    linear_schedule,
    signal_shares,
)

_USUAL = 1000


def short_schedule(num_steps: int, cosine: bool) -> Array:
    """Return noise variances (T,) whose chain visits T of the usual thousand steps."""
    shares = signal_shares(cosine_schedule(_USUAL) if cosine else linear_schedule(_USUAL))
    kept = shares[np.linspace(0, _USUAL, num_steps + 1).round().astype(int)]
    return np.asarray(1 - kept[1:] / kept[:-1])
