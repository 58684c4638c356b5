"""Clouds of points: covariance, precision, correlation with and without the others."""

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, number_of, vector_of


def covariance(data: ArrayLike) -> Array:
    r"""Return :math:`S = \frac1N \sum_n (x_n - \bar x)(x_n - \bar x)^\top`.

    Args:
        data: (N, D), one point a row; divided by N, not by N - 1.

    Returns:
        The covariance (D, D).

    Derivation: probability/dependence#plane-distance
    """
    x = matrix_of("data", data)
    centred = x - x.mean(axis=0)
    return np.asarray(centred.T @ centred / len(x), dtype=np.float64)


def precision(spread: ArrayLike) -> Array:
    """Return the inverse of a covariance, by its Cholesky factor.

    Args:
        spread: (D, D), symmetric and positive definite.

    Raises:
        ValueError: if it is not; a column of the data is then a combination of the others.
    """
    matrix = _symmetric(spread)
    try:
        factor = np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        raise ValueError("a precision needs a positive definite covariance, got another") from None
    half = np.linalg.solve(factor, np.eye(len(matrix)))
    return np.asarray(half.T @ half, dtype=np.float64)


def correlation(spread: ArrayLike) -> Array:
    """Return a covariance (D, D) in units of the standard deviations: ones on the diagonal.

    Raises:
        ValueError: if it is not symmetric, or a variance is not positive.

    Derivation: probability/dependence#correlation
    """
    matrix = _symmetric(spread)
    return _scaled(matrix)


def partial_correlation(spread: ArrayLike) -> Array:
    r"""Return the correlations of what is left of two names after a linear fit on all others.

    They are :math:`-P_{ij} / \sqrt{P_{ii} P_{jj}}` with the precision P, and one on the diagonal.

    Args:
        spread: covariance (D, D), symmetric and positive definite, with D at least 2.

    Raises:
        ValueError: if it is not.

    Derivation: probability/dependence#partial-correlation
    """
    scaled = -_scaled(precision(spread))
    np.fill_diagonal(scaled, 1.0)
    return scaled


def squeeze(data: ArrayLike, direction: ArrayLike, factor: float) -> Array:
    r"""Return the points with their part along a direction shrunk, :math:`P = I - (1-t) v v^\top`.

    Args:
        data: (N, D), one point a row.
        direction: a vector (D,), not zero; its length does not matter.
        factor: t, from 0 for flat to 1 for unchanged.

    Raises:
        ValueError: if the sizes differ, the direction is zero, or the factor lies outside.

    Derivation: probability/dependence#squeeze
    """
    x, t = matrix_of("data", data), number_of("factor", factor)
    unit = _unit("direction", direction, x.shape[1])
    if not 0 <= t <= 1:
        raise ValueError(f"factor must lie in [0, 1], got {t}: squeezing does not stretch")
    return np.asarray(x - (1 - t) * np.outer(x @ unit, unit), dtype=np.float64)


def mean_square_distance(data: ArrayLike, normal: ArrayLike) -> float:
    r"""Return the mean squared distance to the plane through the mean with this normal.

    It is :math:`w^\top S w` for the unit normal w.

    Args:
        data: (N, D), one point a row.
        normal: a vector (D,), not zero; its length does not matter.

    Raises:
        ValueError: if the sizes differ, or the normal is zero.

    Derivation: probability/dependence#plane-distance
    """
    x = matrix_of("data", data)
    unit = _unit("normal", normal, x.shape[1])
    return float(np.square((x - x.mean(axis=0)) @ unit).mean())


def given_first(mean: ArrayLike, spread: ArrayLike, at: float) -> tuple[float, float]:
    r"""Return mean and variance of the second of two normal numbers, given the first.

    They are :math:`\mu_Y + \rho \frac{\sigma_Y}{\sigma_X} (x - \mu_X)` and
    :math:`(1 - \rho^2) \sigma_Y^2`.

    Args:
        mean: (2,).
        spread: covariance (2, 2), positive definite.
        at: x, the value of the first.

    Raises:
        ValueError: if the shapes differ, or the covariance is not positive definite.

    Derivation: probability/dependence#cut
    """
    centre, matrix = vector_of("mean", mean), _symmetric(spread)
    if centre.size != 2 or matrix.shape != (2, 2):
        raise ValueError(f"two numbers are needed, got {centre.shape} and {matrix.shape}")
    precision(matrix)  # refuses one that is not positive definite
    slope = matrix[0, 1] / matrix[0, 0]
    middle = centre[1] + slope * (number_of("at", at) - centre[0])
    return float(middle), float(matrix[1, 1] - slope * matrix[0, 1])


def _scaled(matrix: Array) -> Array:
    variances = np.diag(matrix)
    if (variances <= 0).any():
        raise ValueError(f"a correlation needs positive variances, got {variances}")
    roots = np.sqrt(variances)
    scaled = matrix / np.outer(roots, roots)
    np.fill_diagonal(scaled, 1.0)
    return np.asarray(scaled, dtype=np.float64)


def _symmetric(spread: ArrayLike) -> Array:
    matrix = matrix_of("a covariance", spread)
    size = np.abs(matrix).max()
    if matrix.shape[0] != matrix.shape[1] or np.abs(matrix - matrix.T).max() > 1e-9 * size:
        raise ValueError(f"a covariance must be symmetric (D, D), got shape {matrix.shape}")
    return (matrix + matrix.T) / 2


def _unit(name: str, direction: ArrayLike, size: int) -> Array:
    vector = vector_of(name, direction)
    length = float(np.linalg.norm(vector))
    if vector.size != size or length == 0:
        raise ValueError(f"{name} must be a nonzero vector ({size},), got {vector}")
    return vector / length
