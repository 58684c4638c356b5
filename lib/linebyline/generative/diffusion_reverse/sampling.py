"""The reverse chain, with three ways to scale its noise."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of
from linebyline.generative.diffusion_reverse.posterior import mean_by_noise
from linebyline.generative.diffusion_reverse.schedules import Step, steps

Scale = Literal["forward", "posterior", "variance"]
Predictor = Callable[[Array, float], Array]
"""From points (N, D) and the share of signal left in them to the noise (N, D) in them."""


def noise_scale(step: Step, scale: Scale) -> float:
    """Return the factor of the standard normal noise in a reverse step.

    Args:
        step: the step that is reversed.
        scale: "forward" for the root of beta, "posterior" for the root of the posterior variance;
            "variance" is a slip, beta without the root, kept to see what it does.

    Raises:
        ValueError: if the scale is none of these.
    """
    factors = {
        "forward": np.sqrt(step.beta),
        "posterior": np.sqrt(step.posterior_variance),
        "variance": step.beta,
    }
    if scale not in factors:
        raise ValueError(f"scale must be one of {', '.join(factors)}, got {scale!r}")
    return float(factors[scale])


def ancestral_path(
    noise_in: Predictor,
    x_T: ArrayLike,
    betas: ArrayLike,
    rng: np.random.Generator,
    scale: Scale = "forward",
) -> Array:
    """Run the reverse chain and return all its points, x_T first.

    The last step, to x_0, adds no noise.

    Args:
        noise_in: predicts the noise in points.
        x_T: where the chain starts (N, D), drawn from a standard normal law.
        betas: the schedule (T,).
        rng: the source of the noise.
        scale: how the noise is scaled, see ``noise_scale``.

    Returns:
        The points (T + 1, N, D) at x_T, x_{T-1}, ..., x_0.

    Derivation: generative/diffusion_reverse#mean-by-noise
    Source: Ho, Jain and Abbeel (2020), algorithm 2.
    """
    every = steps(betas)
    path = [matrix_of("x_T", x_T)]
    for t in range(len(every), 0, -1):
        x = path[-1]
        mean = mean_by_noise(x, noise_in(x, every[t - 1].kept), betas, t)
        size = noise_scale(every[t - 1], scale) if t > 1 else 0.0
        path.append(mean + size * rng.standard_normal(x.shape))
    return np.stack(path)


def chain_moments(
    mean: float, variance: float, betas: ArrayLike, scale: Scale = "forward"
) -> tuple[Array, Array]:
    """Return means and variances (T + 1,) along the reverse chain for Gaussian data.

    Exact: the best noise prediction for data N(mean, variance) is linear in x_t, so the chain
    stays Gaussian.

    Args:
        mean: of the data.
        variance: of the data, at least zero.
        betas: the schedule (T,).
        scale: how the noise is scaled, see ``noise_scale``.

    Returns:
        The moments of x_T, x_{T-1}, ..., x_0.
    """
    means, variances = [0.0], [1.0]
    every = steps(betas)
    for t, step in reversed(list(enumerate(every, start=1))):
        total = step.kept * variance + 1 - step.kept
        slope = (1 - step.beta / total) / np.sqrt(step.alpha)
        offset = step.beta / total * np.sqrt(step.kept) * mean / np.sqrt(step.alpha)
        size = noise_scale(step, scale) if t > 1 else 0.0
        means.append(float(slope * means[-1] + offset))
        variances.append(float(slope**2 * variances[-1] + size**2))
    return np.array(means), np.array(variances)
