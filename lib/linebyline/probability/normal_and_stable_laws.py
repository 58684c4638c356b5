"""Standardised sums, and stable laws: those that sums of independent copies do not leave."""

import math

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, number_of


def standardised_sum(draws: ArrayLike, mean: float, scale: float) -> Array:
    r"""Return :math:`(\sum_i X_i - n \mu) / (\sigma \sqrt n)` for each row of draws.

    Args:
        draws: X (M, n), one row for each sum.
        mean: mu, of one number.
        scale: sigma, of one number, positive.

    Returns:
        The standardised sums (M,), with mean zero and variance one.

    Raises:
        ValueError: if the scale is not positive.

    Derivation: probability/normal_and_stable_laws#standardised-sum
    """
    x = matrix_of("draws", draws)
    mu, sigma = number_of("mean", mean), number_of("scale", scale)
    if sigma <= 0:
        raise ValueError(f"scale must be positive, got {sigma}")
    n = x.shape[1]
    sums: Array = (x.sum(axis=1) - n * mu) / (sigma * math.sqrt(n))
    return sums


def stable_scale(first: float, second: float, alpha: float) -> float:
    r"""Return c with :math:`c^\alpha = a^\alpha + b^\alpha`.

    For independent copies of a stable law with index alpha, a X + b Y is distributed as c X, up to
    a shift.

    Args:
        first: a, positive.
        second: b, positive.
        alpha: the stability index, in (0, 2].

    Raises:
        ValueError: if a number is out of its range.

    Derivation: probability/normal_and_stable_laws#stable-scale
    """
    alpha = _index(alpha)
    a, b = number_of("first", first), number_of("second", second)
    if min(a, b) <= 0:
        raise ValueError(f"both factors must be positive, got {a} and {b}")
    largest = max(a, b)  # taken out, so that no power overflows
    shares = (a / largest) ** alpha + (b / largest) ** alpha
    return float(largest * shares ** (1 / alpha))


def draw_stable(
    alpha: float, beta: float, size: int | tuple[int, ...], *, rng: np.random.Generator
) -> Array:
    r"""Draw from the stable law with scale one and location zero.

    By the formula of Chambers, Mallows and Stuck: one angle V, uniform on
    :math:`(-\frac{\pi}{2}, \frac{\pi}{2})`, and one waiting time W, exponential with mean one, make
    one draw. The characteristic function is
    :math:`\exp(-|t|^\alpha (1 - i \beta \operatorname{sign}(t) \tan\frac{\pi\alpha}{2}))` for
    :math:`\alpha \ne 1`, with :math:`-\frac{2}{\pi} \log|t|` in place of the tangent for
    :math:`\alpha = 1`.

    Args:
        alpha: the stability index, in (0, 2]; 2 is the normal law with variance 2, 1 with beta = 0
            the Cauchy law.
        beta: the skewness, in [-1, 1]; alpha = 1/2 with beta = 1 is the Lévy law.
        size: how many draws, or the shape of their array.
        rng: source of randomness.

    Raises:
        ValueError: if alpha or beta is out of its range.
    """
    alpha, beta = _index(alpha), number_of("beta", beta)
    if abs(beta) > 1:
        raise ValueError(f"beta must lie in [-1, 1], got {beta}")
    v = rng.uniform(-math.pi / 2, math.pi / 2, size)
    w = rng.standard_exponential(size)
    if alpha == 1:
        turned = math.pi / 2 + beta * v
        logs = np.log(math.pi / 2 * w * np.cos(v) / turned)
        draws: Array = 2 / math.pi * (turned * np.tan(v) - beta * logs)
        return draws
    skew = beta * math.tan(math.pi * alpha / 2)
    shift = math.atan(skew) / alpha
    stretch = (1 + skew**2) ** (1 / (2 * alpha))
    wave = np.sin(alpha * (v + shift)) / np.cos(v) ** (1 / alpha)
    draws = stretch * wave * (np.cos(v - alpha * (v + shift)) / w) ** ((1 - alpha) / alpha)
    return draws


def _index(alpha: float) -> float:
    number = number_of("alpha", alpha)
    if not 0 < number <= 2:
        raise ValueError(f"alpha must lie in (0, 2], got {number}")
    return number
