"""What becomes of a mean as more and more numbers enter it."""

import math

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of, vector_of


def running_mean(values: ArrayLike) -> Array:
    """Return the means of the first 1, 2, ..., N values (N,)."""
    x = vector_of("values", values)
    return np.cumsum(x) / np.arange(1, x.size + 1)


def standard_error(scale: float, size: int) -> float:
    r"""Return :math:`\sigma / \sqrt n`, the standard deviation of a mean.

    Args:
        scale: sigma, the standard deviation of one number, at least zero.
        size: n, how many uncorrelated numbers are averaged, at least one.

    Raises:
        ValueError: if the scale is negative or the size less than one.

    Derivation: probability/moments_and_limits#standard-error
    """
    sigma = _at_least("scale", scale, 0)
    return sigma / math.sqrt(_at_least("size", size, 1))


def chebyshev_bound(scale: float, size: int, distance: float) -> float:
    r"""Return :math:`\min(1, \sigma^2 / (n t^2))`, a bound on :math:`P[|\bar X - \mu| \ge t]`.

    Args:
        scale: sigma, the standard deviation of one number, at least zero.
        size: n, how many uncorrelated numbers are averaged, at least one.
        distance: t, positive.

    Raises:
        ValueError: if an argument is out of its range.

    Derivation: probability/moments_and_limits#chebyshev
    """
    t = number_of("distance", distance)
    if t <= 0:
        raise ValueError(f"distance must be positive, got {t}")
    return min(1.0, (standard_error(scale, size) / t) ** 2)


def _at_least(name: str, value: float, least: float) -> float:
    number = number_of(name, value)
    if number < least:
        raise ValueError(f"{name} must be at least {least}, got {number}")
    return number
