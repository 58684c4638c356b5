"""The Fréchet distance of two Gaussians: the least mean square cost of moving one to the other."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, vector_of

_SYMMETRIC = 1e-9  # relative; what rounding leaves of a product that is symmetric


class Moments(NamedTuple):
    """A Gaussian by its moments.

    Attributes:
        mean: (D,).
        cov: (D, D), symmetric, no eigenvalue negative.
    """

    mean: Array
    cov: Array


def moments(mean: ArrayLike, cov: ArrayLike) -> Moments:
    """Return a Gaussian, with its moments checked.

    Raises:
        ValueError: if the covariance has another size, is not symmetric, or has a negative
            eigenvalue.
    """
    m, c = vector_of("mean", mean), matrix_of("cov", cov)
    if c.shape != (m.size, m.size):
        raise ValueError(f"cov must be ({m.size}, {m.size}) as mean has it, got {c.shape}")
    size = np.abs(c).max()
    if np.abs(c - c.T).max() > _SYMMETRIC * size:
        raise ValueError("cov must be symmetric: average it with its transpose")
    low = float(np.linalg.eigvalsh(c)[0])
    if low < -_SYMMETRIC * size:
        raise ValueError(f"cov must have no negative eigenvalue, got {low}")
    return Moments(m, (c + c.T) / 2)


def moments_of(samples: ArrayLike) -> Moments:
    """Return mean and unbiased covariance of samples (N, D).

    Raises:
        ValueError: if there are fewer than two samples.
    """
    x = matrix_of("samples", samples)
    if len(x) < 2:
        raise ValueError("a covariance needs at least two samples, got one")
    return Moments(x.mean(axis=0), np.cov(x, rowvar=False).reshape(x.shape[1], x.shape[1]))


def squared_frechet(first: Moments, second: Moments) -> float:
    r"""Return the squared Fréchet distance of two Gaussians.

    .. math:: \|\mu - \mu'\|^2
        + \mathrm{tr}\big(\Sigma + \Sigma' - 2 (\Sigma^{1/2} \Sigma' \Sigma^{1/2})^{1/2}\big)

    Raises:
        ValueError: if they have different dimensions.

    Source: Dowson and Landau (1982). With features of a network as coordinates it is the "FID" of
        Heusel et al. (2017).
    Derivation: generative/guidance_and_evaluation#frechet-cost
    """
    _same_dimension(first, second)
    middle = _middle(first, second)
    overlap = np.sqrt(np.clip(np.linalg.eigvalsh(middle), 0, None)).sum()
    spread = np.trace(first.cov) + np.trace(second.cov) - 2 * overlap
    return float(((first.mean - second.mean) ** 2).sum() + max(spread, 0.0))


def transport_map(first: Moments, second: Moments) -> Array:
    r"""Return the matrix T (D, D) of the best transport, x to mean' + T (x - mean).

    .. math:: T = \Sigma^{-1/2} (\Sigma^{1/2} \Sigma' \Sigma^{1/2})^{1/2} \Sigma^{-1/2}

    Raises:
        ValueError: if the dimensions differ, or the first covariance is singular.

    Derivation: generative/guidance_and_evaluation#transport-map
    """
    _same_dimension(first, second)
    root = symmetric_root(first.cov)
    if np.linalg.eigvalsh(root)[0] <= 1e-8 * np.abs(root).max():
        raise ValueError("the first covariance must be invertible: there is no map out of a plane")
    half = np.linalg.solve(root, symmetric_root(_middle(first, second)))
    return np.asarray(np.linalg.solve(root, half.T))


def symmetric_root(cov: ArrayLike) -> Array:
    """Return the symmetric root (D, D) of a symmetric matrix; negative eigenvalues count as 0."""
    values, vectors = np.linalg.eigh(matrix_of("cov", cov))
    return np.asarray((vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.T)


def expected_squared_frechet(variances: ArrayLike, num: int, other: int | None = None) -> float:
    r"""Return what two samples of one Gaussian are expected to show, to first order in 1/N.

    The true distance is zero. With eigenvalues :math:`v_i` of the covariance,

    .. math:: \Big(\frac{1}{N} + \frac{1}{M}\Big) \Big(\sum_i v_i
        + \frac12 \sum_{i,j} \frac{v_i v_j (1 + \delta_{ij})}{v_i + v_j}\Big) .

    Args:
        variances: eigenvalues of the covariance (D,), positive.
        num: N, at least 2.
        other: M, at least 2; N again if left out.

    Raises:
        ValueError: if a variance is not positive, or a sample has fewer than two points.

    Derivation: generative/guidance_and_evaluation#bias-of-means
    """
    v, sizes = vector_of("variances", variances), (num, num if other is None else other)
    if (v <= 0).any():
        raise ValueError(f"variances must be positive, got {v.min()}")
    if min(sizes) < 2:
        raise ValueError(f"each sample needs at least two points, got {min(sizes)}")
    pairs = np.outer(v, v) / np.add.outer(v, v)
    of_covs = 0.5 * (pairs.sum() + np.trace(pairs))
    return float((1 / sizes[0] + 1 / sizes[1]) * (v.sum() + of_covs))


def _middle(first: Moments, second: Moments) -> Array:
    root = symmetric_root(first.cov)
    return np.asarray(root @ second.cov @ root)


def _same_dimension(first: Moments, second: Moments) -> None:
    if first.mean.shape != second.mean.shape:
        raise ValueError(
            f"both Gaussians must have one dimension, got {first.mean.size} and {second.mean.size}"
        )
