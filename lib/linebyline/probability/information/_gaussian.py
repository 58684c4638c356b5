"""Entropy and divergence of Gaussian laws, in closed form and in nats."""

import math

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, number_of, same_size


def normal_entropy(variance: float) -> float:
    r"""Return :math:`\frac12 \log(2\pi e s)`, the differential entropy of a Gaussian number.

    Args:
        variance: s > 0.

    Returns:
        Any real number: an entropy of a density may be negative.

    Raises:
        ValueError: if s is not positive.

    Derivation: probability/information#maximum-entropy
    """
    return 0.5 * math.log(2 * math.pi * math.e * _variance("variance", variance))


def normal_kl(mean_p: float, var_p: float, mean_q: float, var_q: float) -> float:
    r"""Return the divergence :math:`D(N(m, s) \| N(c, r))` of two Gaussian numbers.

    .. math:: \frac12 \Big(\frac{s}{r} - 1 - \log\frac{s}{r}\Big) + \frac{(m - c)^2}{2r}

    Args:
        mean_p: m.
        var_p: s > 0.
        mean_q: c.
        var_q: r > 0.

    Returns:
        A number at least zero, and zero only for equal laws.

    Raises:
        ValueError: if a variance is not positive.

    Derivation: probability/information#gaussian-divergence
    """
    s, r = _variance("var_p", var_p), _variance("var_q", var_q)
    apart = number_of("mean_p", mean_p) - number_of("mean_q", mean_q)
    excess = (s - r) / r
    # Where the variances nearly agree, log1p keeps the digits.
    log_ratio = math.log1p(excess) if abs(excess) < 0.5 else math.log(s) - math.log(r)
    return 0.5 * (excess - log_ratio) + apart**2 / (2 * r)


def gaussian_entropy(cov: ArrayLike) -> float:
    r"""Return :math:`\frac12 (d \log(2\pi e) + \log\det S)` for a covariance S (D, D).

    The chapter derives it for one number; along the eigenvectors of S the entropies add up.

    Raises:
        ValueError: if S is not symmetric and positive definite.

    Derivation: probability/information#maximum-entropy
    """
    root = _root("cov", cov)
    return 0.5 * len(root) * math.log(2 * math.pi * math.e) + float(np.log(np.diag(root)).sum())


def gaussian_kl(mean_p: ArrayLike, cov_p: ArrayLike, mean_q: ArrayLike, cov_q: ArrayLike) -> float:
    r"""Return the divergence :math:`D(N(m, S) \| N(k, T))` of two Gaussian vectors.

    .. math:: \frac12 \Big(\operatorname{tr}(T^{-1} S) + (m-k)^\top T^{-1} (m-k) - d
        + \log\frac{\det T}{\det S}\Big)

    Args:
        mean_p: m (D,).
        cov_p: S (D, D), symmetric and positive definite.
        mean_q: k (D,).
        cov_q: T (D, D), symmetric and positive definite.

    Raises:
        ValueError: if shapes differ, or a covariance is not positive definite.

    Derivation: probability/information#multivariate-divergence
    """
    m, k = same_size("mean_p", mean_p, "mean_q", mean_q)
    root_p, root_q = _root("cov_p", cov_p, m.size), _root("cov_q", cov_q, m.size)
    # With S = A A^T and T = B B^T, tr(T^-1 S) is the squared norm of B^-1 A.
    spread, apart = np.linalg.solve(root_q, root_p), np.linalg.solve(root_q, m - k)
    log_dets = 2 * float(np.log(np.diag(root_q) / np.diag(root_p)).sum())
    return 0.5 * (float((spread**2).sum() + apart @ apart) - m.size + log_dets)


def _variance(name: str, value: float) -> float:
    number = number_of(name, value)
    if number <= 0:
        raise ValueError(f"{name} must be positive, got {number}")
    return number


def _root(name: str, cov: ArrayLike, size: int | None = None) -> Array:
    """The lower Cholesky factor of a covariance."""
    matrix = matrix_of(name, cov)
    wanted = size if size is not None else len(matrix)
    if matrix.shape != (wanted, wanted):
        raise ValueError(f"{name} must be ({wanted}, {wanted}), got {matrix.shape}")
    if np.abs(matrix - matrix.T).max() > 1e-10 * np.abs(matrix).max():
        raise ValueError(f"{name} must be symmetric: take the mean of it and its transpose")
    try:
        return np.asarray(np.linalg.cholesky(matrix), dtype=np.float64)
    except np.linalg.LinAlgError:
        raise ValueError(f"{name} must be positive definite, got an eigenvalue <= 0") from None
