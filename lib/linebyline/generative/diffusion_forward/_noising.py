"""The forward process: one step, all steps, and the jump that has the same law."""

import math

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, number_of
from linebyline.generative.diffusion_forward._schedules import signal_shares


def noise_step(x: ArrayLike, beta: float, *, rng: np.random.Generator) -> Array:
    r"""Return one step of the chain, :math:`\sqrt{1 - \beta}\, x + \sqrt{\beta}\, \epsilon`.

    Args:
        x: samples (N, D) of the step before.
        beta: the variance of the new noise, in (0, 1).
        rng: draws the noise, standard normal and fresh for each sample and coordinate.

    Returns:
        Samples (N, D) of this step.

    Raises:
        ValueError: if beta lies outside of (0, 1).

    Derivation: generative/diffusion_forward#one-step
    """
    before, size = matrix_of("x", x), number_of("beta", beta)
    if not 0 < size < 1:
        raise ValueError(f"beta must lie in (0, 1), got {size}")
    noise = rng.standard_normal(before.shape)
    return np.asarray(math.sqrt(1 - size) * before + math.sqrt(size) * noise)


def walk(start: ArrayLike, betas: ArrayLike, *, rng: np.random.Generator) -> Array:
    """Return x_0, ..., x_T, each made from the one before.

    Args:
        start: x_0 (N, D).
        betas: the noise variances (T,), each in (0, 1).
        rng: draws the noise.

    Returns:
        All steps (T + 1, N, D).

    Raises:
        ValueError: if a variance lies outside of (0, 1).
    """
    steps = [matrix_of("start", start)]
    for beta in np.asarray(betas):
        steps.append(noise_step(steps[-1], float(beta), rng=rng))
    return np.stack(steps)


def jump(
    start: ArrayLike,
    betas: ArrayLike,
    step: int,
    *,
    rng: np.random.Generator,
) -> Array:
    r"""Return a sample of x_t given x_0 at once, :math:`\sqrt{\bar\alpha_t}\, x_0 +
    \sqrt{1 - \bar\alpha_t}\, \epsilon`.

    Args:
        start: x_0 (N, D).
        betas: the noise variances (T,), each in (0, 1).
        step: t in 0..T.
        rng: draws the noise.

    Returns:
        Samples (N, D), of the same law as ``walk(start, betas)[t]``.

    Raises:
        ValueError: if t lies outside of 0..T, or a variance outside of (0, 1).

    Derivation: generative/diffusion_forward#one-jump
    """  # noqa: D205
    x_0, shares = matrix_of("start", start), signal_shares(betas)
    if not 0 <= step < shares.size:
        raise ValueError(f"step must lie in 0..{shares.size - 1}, got {step}")
    share = float(shares[step])
    noise = rng.standard_normal(x_0.shape)
    return np.asarray(math.sqrt(share) * x_0 + math.sqrt(1 - share) * noise)
