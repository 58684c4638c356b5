"""Two samples compared by a kernel: the maximum mean discrepancy, and what chance does to it."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial.distance import cdist, pdist

from linebyline._arguments import Array, matrix_of, number_of


def kernel_matrix(x: ArrayLike, y: ArrayLike, width: float) -> Array:
    """Return exp(-|x_i - y_j|^2 / (2 width^2)) (N, M) for points (N, D) and (M, D).

    Raises:
        ValueError: if the width is not positive, or the points differ in dimension.
    """
    first, second = matrix_of("x", x), matrix_of("y", y)
    if number_of("width", width) <= 0:
        raise ValueError(f"width must be positive, got {width}")
    if first.shape[1] != second.shape[1]:
        raise ValueError(f"points must have one dimension, got {first.shape} and {second.shape}")
    return np.asarray(np.exp(cdist(first, second, "sqeuclidean") / (-2 * width**2)))


def median_width(x: ArrayLike) -> float:
    """Return the median distance of two different points among (N, D), a usual kernel width.

    Raises:
        ValueError: if more than half of the pairs coincide.
    """
    width = float(np.median(pdist(matrix_of("x", x))))
    if width == 0:
        raise ValueError("most points coincide: choose a width by hand")
    return width


def squared_mmd(x: ArrayLike, y: ArrayLike, width: float) -> float:
    r"""Return the unbiased estimate of the squared maximum mean discrepancy.

    .. math:: \frac{1}{N (N - 1)} \sum_{i \ne j} k(x_i, x_j)
        + \frac{1}{M (M - 1)} \sum_{i \ne j} k(y_i, y_j) - \frac{2}{N M} \sum_{i, j} k(x_i, y_j)

    It can be negative: for samples of one law its mean is zero.

    Args:
        x: (N, D), N at least 2.
        y: (M, D), M at least 2.
        width: of the Gaussian kernel, positive.

    Raises:
        ValueError: if a sample has fewer than two points.

    Source: Gretton et al. (2012), equation 3.
    Derivation: generative/guidance_and_evaluation#unbiased
    """
    n, pooled = len(matrix_of("x", x)), np.concatenate([matrix_of("x", x), matrix_of("y", y)])
    if min(n, len(pooled) - n) < 2:
        raise ValueError("each sample needs at least two points")
    return _between(kernel_matrix(pooled, pooled, width), np.arange(len(pooled)) < n)


def permuted_mmd(
    x: ArrayLike, y: ArrayLike, width: float, num: int, rng: np.random.Generator
) -> Array:
    """Return the estimate (num,) after dealing all points anew into two samples of their sizes.

    If both samples come from one law, the estimate itself is one more such number.

    Raises:
        ValueError: if a sample has fewer than two points.
    """
    n, pooled = len(matrix_of("x", x)), np.concatenate([matrix_of("x", x), matrix_of("y", y)])
    if min(n, len(pooled) - n) < 2:
        raise ValueError("each sample needs at least two points")
    kernel, first = kernel_matrix(pooled, pooled, width), np.arange(len(pooled)) < n
    return np.array([_between(kernel, rng.permutation(first)) for _ in range(num)])


def _between(kernel: Array, first: NDArray[np.bool_]) -> float:
    """The estimate from the pooled kernel matrix and the mask of the first sample."""
    x, y = first.astype(np.float64), 1.0 - first
    n, m = x.sum(), y.sum()
    of_x, of_y = kernel @ x, kernel @ y
    diagonal = np.diag(kernel)
    within_x = (x @ of_x - diagonal @ x) / (n * (n - 1))
    within_y = (y @ of_y - diagonal @ y) / (m * (m - 1))
    return float(within_x + within_y - 2 * (x @ of_y) / (n * m))


def standard_error(
    statistic: Callable[[Array, Array], float],
    x: ArrayLike,
    y: ArrayLike,
    num: int,
    rng: np.random.Generator,
) -> float:
    """Return the standard error of a statistic of two samples, by random halves of both.

    To first order a half drawn without replacement varies around the whole as much as the whole
    varies around the law.

    Args:
        statistic: of two samples.
        x: (N, D), N at least 4.
        y: (M, D), M at least 4.
        num: how many pairs of halves, at least 2.
        rng: the source of chance.

    Raises:
        ValueError: if a sample has fewer than four points, or there are fewer than two pairs.
    """
    first, second = matrix_of("x", x), matrix_of("y", y)
    if min(len(first), len(second)) < 4 or num < 2:
        raise ValueError("halves need at least four points in each sample, and two pairs of them")
    values = [statistic(_half(first, rng), _half(second, rng)) for _ in range(num)]
    return float(np.std(values, ddof=1))


def _half(x: Array, rng: np.random.Generator) -> Array:
    return np.asarray(x[rng.permutation(len(x))[: len(x) // 2]])
