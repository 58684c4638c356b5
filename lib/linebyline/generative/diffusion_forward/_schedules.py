"""How much noise each step adds, and what that leaves of the start after t steps."""

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of, vector_of


def linear_schedule(num_steps: int, first: float = 1e-4, last: float = 0.02) -> Array:
    r"""Return noise variances :math:`\beta_1, \dots, \beta_T` in equal steps.

    Args:
        num_steps: T >= 1. The usual ends belong to T = 1000.
        first: :math:`\beta_1` in (0, 1).
        last: :math:`\beta_T` in (0, 1).

    Returns:
        The variances (T,).

    Raises:
        ValueError: if T < 1, or an end lies outside of (0, 1).

    Source: Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models, 2020.
    """
    return betas_of(np.linspace(_share("first", first), _share("last", last), _count(num_steps)))


def cosine_schedule(num_steps: int, offset: float = 0.008, most: float = 0.999) -> Array:
    r"""Return noise variances whose signal share falls like a squared cosine.

    .. math:: \bar\alpha_t = \frac{f(t)}{f(0)}, \quad
        f(t) = \cos^2\Big(\frac{t/T + s}{1 + s} \frac{\pi}{2}\Big), \quad
        \beta_t = \min\Big(1 - \frac{\bar\alpha_t}{\bar\alpha_{t-1}}, b\Big)

    Args:
        num_steps: T >= 1.
        offset: s > 0, which keeps the first steps from being too small.
        most: b in (0, 1); without it the last variance would be one.

    Returns:
        The variances (T,).

    Raises:
        ValueError: if T < 1, s <= 0, or b lies outside of (0, 1).

    Source: Nichol and Dhariwal, Improved Denoising Diffusion Probabilistic Models, 2021.
    """
    s = number_of("offset", offset)
    if s <= 0:
        raise ValueError(f"offset must be positive, got {s}")
    times = np.arange(_count(num_steps) + 1) / num_steps
    squares = np.cos((times + s) / (1 + s) * np.pi / 2) ** 2
    return betas_of(np.minimum(1 - squares[1:] / squares[:-1], _share("most", most)))


def signal_shares(betas: ArrayLike) -> Array:
    r"""Return :math:`\bar\alpha_t = \prod_{i \le t} (1 - \beta_i)` for t = 0..T.

    Args:
        betas: the noise variances (T,), each in (0, 1).

    Returns:
        The shares (T + 1,), falling from :math:`\bar\alpha_0 = 1`: what part of the variance of
        x_t stems from x_0, if x_0 has unit variance.

    Raises:
        ValueError: if a variance lies outside of (0, 1).

    Derivation: generative/diffusion_forward#signal-share
    """
    return np.concatenate([[1.0], np.cumprod(1 - betas_of(betas))])


def noise_weights(betas: ArrayLike) -> Array:
    r"""Return what is left of the noise of each step after all T steps.

    .. math:: w_\tau = \prod_{i > \tau} \alpha_i - \prod_{i \ge \tau} \alpha_i, \quad
        \alpha_i = 1 - \beta_i

    Args:
        betas: the noise variances (T,), each in (0, 1).

    Returns:
        The variances (T,) with which the steps' noises enter x_T; they sum to one minus the
        signal share.

    Raises:
        ValueError: if a variance lies outside of (0, 1).

    Derivation: generative/diffusion_forward#noise-weights
    """
    kept = np.concatenate([np.cumprod(1 - betas_of(betas)[::-1])[::-1], [1.0]])
    return np.diff(kept)


def signal_to_noise(betas: ArrayLike) -> Array:
    r"""Return :math:`\bar\alpha_t / (1 - \bar\alpha_t)` for t = 1..T, as (T,).

    Raises:
        ValueError: if a variance lies outside of (0, 1).

    Derivation: generative/diffusion_forward#signal-to-noise
    """
    shares = signal_shares(betas)[1:]
    return shares / (1 - shares)


def betas_of(values: ArrayLike) -> Array:
    """Return the noise variances (T,) of a schedule.

    Raises:
        ValueError: if one is not strictly between 0 and 1.
    """
    betas = vector_of("betas", values)
    outside = betas[(betas <= 0) | (betas >= 1)]
    if outside.size:
        raise ValueError(f"betas must lie in (0, 1), strictly between 0 and 1, got {outside[0]}")
    return betas


def _share(name: str, value: float) -> float:
    share = number_of(name, value)
    if not 0 < share < 1:
        raise ValueError(f"{name} must lie in (0, 1), got {share}")
    return share


def _count(num_steps: int) -> int:
    if isinstance(num_steps, bool) or not isinstance(num_steps, int) or num_steps < 1:
        raise ValueError(f"num_steps must be a whole number >= 1, got {num_steps!r}")
    return num_steps
