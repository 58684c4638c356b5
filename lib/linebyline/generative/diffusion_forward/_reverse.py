"""The way back: the law of a step given the start, and a chain that guesses the start."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of
from linebyline.generative.diffusion_forward._schedules import betas_of, signal_shares

Denoiser = Callable[[Array, int], Array]


def backward_factors(beta: float, before: float, after: float) -> tuple[float, float, float]:
    """Return the factors of x_t and x_0 in the mean of x_{t-1} given both, and its variance.

    Args:
        beta: variance of the noise that step t adds.
        before: share of the signal's variance before the step.
        after: the same after the step, (1 - beta) times as much.

    Derivation: generative/diffusion_forward#backward-step
    """
    of_end = math.sqrt(1 - beta) * (1 - before)
    of_start = math.sqrt(before) * beta
    return of_end / (1 - after), of_start / (1 - after), beta * (1 - before) / (1 - after)


def backward_moments(
    x_t: ArrayLike, x_0: ArrayLike, betas: ArrayLike, step: int
) -> tuple[Array, float]:
    r"""Return mean and variance of x_{t-1} given x_t and x_0.

    .. math:: \frac{\sqrt{\alpha_t} (1 - \bar\alpha_{t-1}) x_t
        + \sqrt{\bar\alpha_{t-1}} (1 - \alpha_t) x_0}{1 - \bar\alpha_t}, \qquad
        \frac{(1 - \alpha_t)(1 - \bar\alpha_{t-1})}{1 - \bar\alpha_t}

    Args:
        x_t: samples (N, D) after t steps.
        x_0: their starts (N, D).
        betas: the noise variances (T,), each in (0, 1).
        step: t in 1..T.

    Returns:
        The means (N, D), and the variance of each coordinate; zero for t = 1.

    Raises:
        ValueError: if t lies outside of 1..T, or the shapes differ.

    Derivation: generative/diffusion_forward#backward-step
    """
    now, start, shares = matrix_of("x_t", x_t), matrix_of("x_0", x_0), signal_shares(betas)
    if now.shape != start.shape:
        raise ValueError(f"x_t and x_0 must have one shape, got {now.shape} and {start.shape}")
    if not 1 <= step < shares.size:
        raise ValueError(f"step must lie in 1..{shares.size - 1}, got {step}")
    beta, before, after = betas_of(betas)[step - 1], shares[step - 1], shares[step]
    of_end, of_start, variance = backward_factors(float(beta), float(before), float(after))
    return of_end * now + of_start * start, variance


def reverse_walk(
    end: ArrayLike,
    betas: ArrayLike,
    denoise: Denoiser,
    *,
    rng: np.random.Generator,
) -> Array:
    """Walk back from x_T: guess x_0, then draw x_{t-1} as if the guess were true.

    Args:
        end: x_T (N, D).
        betas: the noise variances (T,), each in (0, 1).
        denoise: returns a guess of x_0 (N, D) from x_t (N, D) and t.
        rng: draws the noise; the last step adds none.

    Returns:
        The samples (N, D) at t = 0.

    Raises:
        ValueError: if a variance lies outside of (0, 1).
    """
    x = matrix_of("end", end)
    for step in range(np.asarray(betas).size, 0, -1):
        mean, variance = backward_moments(x, denoise(x, step), betas, step)
        x = mean + np.sqrt(variance) * rng.standard_normal(x.shape)
    return x


def empirical_denoiser(data: ArrayLike, betas: ArrayLike) -> Denoiser:
    """Return the best guess of x_0 there is, if x_0 is one of these samples.

    Args:
        data: samples (N, D), all with the same chance to be x_0.
        betas: the noise variances (T,), each in (0, 1).

    Returns:
        A function of x_t (M, D) and t: the mean (M, D) of x_0 given x_t.
    """
    samples, shares = matrix_of("data", data), signal_shares(betas)

    def denoise(x: Array, step: int) -> Array:
        share = shares[step]
        gaps = x[:, None, :] - np.sqrt(share) * samples
        scores = -np.square(gaps).sum(axis=2) / (2 * (1 - share))  # (M, N)
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(weights @ samples / weights.sum(axis=1, keepdims=True))

    return denoise
