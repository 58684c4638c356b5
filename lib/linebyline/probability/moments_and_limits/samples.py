"""Mean, covariance, correlation and higher moments of a table of samples."""

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, vector_of


def sample_mean(samples: ArrayLike) -> Array:
    r"""Return :math:`\bar x = \frac{1}{N} \sum_i x_i`.

    Args:
        samples: (N, D), one sample a row.

    Returns:
        The mean (D,).

    Raises:
        ValueError: if the samples are empty or not finite.

    Derivation: probability/moments_and_limits#variance-of-the-mean
    """
    x = matrix_of("samples", samples)
    mean: Array = x.sum(axis=0) / len(x)
    return mean


def sample_covariance(samples: ArrayLike, *, divisor: str = "N-1") -> Array:
    r"""Return the covariance :math:`\frac{1}{N-1} \sum_i (x_i - \bar x)(x_i - \bar x)^\top`.

    Divided by N - 1 it is unbiased; divided by N it is the covariance of the samples themselves,
    taken as the whole population.

    Args:
        samples: (N, D), one sample a row.
        divisor: "N-1", or "N".

    Returns:
        The covariance (D, D), symmetric and positive semidefinite.

    Raises:
        ValueError: if the divisor is neither, or is zero.

    Derivation: probability/moments_and_limits#covariance-of-a-sample
    """
    x = matrix_of("samples", samples)
    if divisor not in ("N-1", "N"):
        raise ValueError(f'divisor must be "N-1" or "N", got {divisor!r}')
    count = len(x) - (divisor == "N-1")
    if count == 0:
        raise ValueError("one sample has no spread to estimate: take two, or the divisor N")
    deviations = x - sample_mean(x)
    covariance: Array = deviations.T @ deviations / count
    return covariance


def correlation(samples: ArrayLike) -> Array:
    r"""Return the correlations :math:`\rho_{jk} = C_{jk} / (\sigma_j \sigma_k)`.

    Args:
        samples: (N, D), one sample a row, no column constant.

    Returns:
        The correlations (D, D), in [-1, 1].

    Raises:
        ValueError: if a column is constant.

    Derivation: probability/moments_and_limits#correlation
    """
    c = sample_covariance(samples, divisor="N")
    scale = np.sqrt(np.diag(c))
    if not scale.all():
        raise ValueError(
            f"a constant column has no correlation, got columns {np.flatnonzero(scale == 0)}"
        )
    correlations: Array = c / np.outer(scale, scale)
    return correlations


def standardised_moment(values: ArrayLike, order: int) -> float:
    r"""Return :math:`\frac{1}{N} \sum_i \big(\frac{x_i - \bar x}{\sigma}\big)^k`, k the order.

    Order 3 is the skewness, order 4 the kurtosis (3 for a normal law). Neither depends on the units
    of the values.

    Args:
        values: x (N,), not all equal.
        order: k, at least 1.

    Raises:
        ValueError: if all values are equal, or the order is less than 1.

    Derivation: probability/moments_and_limits#skewness
    """
    x = vector_of("values", values)
    if order < 1:
        raise ValueError(f"order must be at least 1, got {order}")
    deviations = x - x.mean()
    variance = np.mean(deviations**2)
    if variance == 0:
        raise ValueError("equal values have no spread to measure by")
    return float(np.mean(deviations**order) / variance ** (order / 2))
