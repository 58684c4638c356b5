"""Mixtures of points, and how far a convex function of a mixture stays below the mixture."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, vector_of

_SUM_TO_ONE = 1e-9  # how far from one the sum of weights may be


def mixture(points: ArrayLike, weights: ArrayLike) -> Array:
    r"""Return the convex combination :math:`Xc = \sum_i c_i x_i` of points.

    Args:
        points: (M, D), one point a row; the transpose of the sources' X, whose columns are points.
        weights: c (M,), at least zero, with sum one.

    Returns:
        The mixture (D,), inside the bounding box of the points.

    Raises:
        ValueError: if a weight is negative, or the weights do not sum to one.

    Derivation: probability/convexity_and_jensen#inside-the-box
    """
    x, c = matrix_of("points", points), _weights(weights, len(np.atleast_2d(points)))
    return c @ x


def jensen_gap(
    function: Callable[[Array], ArrayLike], points: ArrayLike, weights: ArrayLike
) -> float:
    r"""Return :math:`\sum_i c_i f(x_i) - f(\sum_i c_i x_i)`.

    It is at least zero for a convex function, at most zero for a concave one, and zero for
    :math:`f(x) = ax + b`.

    Args:
        function: f, from an array of numbers to an array of the same shape.
        points: x (M,).
        weights: c (M,), at least zero, with sum one.

    Raises:
        ValueError: if a weight is negative, the weights do not sum to one, or f has no finite
            value at a point.

    Derivation: probability/convexity_and_jensen#jensen
    """
    x = vector_of("points", points)
    c = _weights(weights, x.size)
    heights = vector_of("the values of function", function(x))
    at_mean = vector_of("the value of function at the mean", function(np.array([c @ x])))
    return float(c @ heights - at_mean[0])


def _weights(weights: ArrayLike, count: int) -> Array:
    c = vector_of("weights", weights)
    if c.size != count:
        raise ValueError(f"weights must have one entry for each of {count} points, got {c.size}")
    if (c < 0).any():
        raise ValueError(
            f"weights must not be negative, got {c.min()}: mixing adds, it never takes"
        )
    if abs(c.sum() - 1) > _SUM_TO_ONE:
        raise ValueError(f"weights must sum to one, got {c.sum()}: divide them by their sum")
    return c
