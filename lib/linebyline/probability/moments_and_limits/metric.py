"""Distances measured by the inverse of a local covariance, and the paths that are short in them."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize

from linebyline._arguments import Array, matrix_of, number_of, vector_of


def local_metric(samples: ArrayLike, places: ArrayLike, *, width: float, floor: float) -> Array:
    r"""Return the diagonals of the metric, the inverse of a local covariance, at some places.

    .. math:: M_{dd}(z) = \Big(\sum_n w_n (x_{nd} - z_d)^2 + \rho\Big)^{-1},
       \quad w_n = e^{-\|x_n - z\|^2 / (2 h^2)}

    Far from all samples the weights vanish, and a step costs the most.

    Args:
        samples: x (N, D), one sample a row.
        places: z (P, D), one place a row.
        width: h, the reach of a sample, positive.
        floor: rho, positive: what is left of the covariance far from all samples.

    Returns:
        The diagonals (P, D), positive.

    Raises:
        ValueError: if width or floor is not positive, or the places have another dimension.

    Derivation: probability/moments_and_limits#inverse-covariance
    """
    x, z = matrix_of("samples", samples), matrix_of("places", places)
    h, rho = number_of("width", width), number_of("floor", floor)
    if min(h, rho) <= 0:
        raise ValueError(f"width and floor must be positive, got {h} and {rho}")
    if x.shape[1] != z.shape[1]:
        raise ValueError(f"places must have {x.shape[1]} coordinates, got {z.shape[1]}")
    squares = (x[None] - z[:, None]) ** 2  # (P, N, D)
    weights = np.exp(-squares.sum(axis=2) / (2 * h**2))
    metric: Array = 1 / (np.einsum("pn,pnd->pd", weights, squares) + rho)
    return metric


def path_length(samples: ArrayLike, path: ArrayLike, *, width: float, floor: float) -> float:
    r"""Return the length :math:`\sum_k \sqrt{s_k^\top M(m_k)\, s_k}` of a path of short steps.

    Args:
        samples: x (N, D).
        path: (P, D), at least two places; s_k are its steps, m_k their middles.
        width: reach of a sample, positive.
        floor: what is left of the covariance far from all samples, positive.

    Raises:
        ValueError: if the path has one place only.
    """
    return float(np.sqrt(_squares(samples, path, width, floor)).sum())


def shortest_path(
    samples: ArrayLike,
    start: ArrayLike,
    end: ArrayLike,
    *,
    width: float,
    floor: float,
    steps: int = 20,
) -> Array:
    r"""Return a path of least energy, and so of least length, between two places.

    The energy :math:`\sum_k s_k^\top M(m_k)\, s_k` of the path's steps is lowered from the straight
    line on until nothing is gained; the result is a minimum near that line.

    Args:
        samples: x (N, D).
        start: (D,).
        end: (D,).
        width: reach of a sample, positive.
        floor: what is left of the covariance far from all samples, positive.
        steps: number of steps, at least two.

    Returns:
        The places (steps + 1, D), ends included.

    Raises:
        ValueError: if there are fewer than two steps.
    """
    first, last = vector_of("start", start), vector_of("end", end)
    if steps < 2:
        raise ValueError(f"a path that can bend has at least two steps, got {steps}")
    line = first + np.linspace(0, 1, steps + 1)[:, None] * (last - first)

    def whole(inner: Array) -> Array:
        return np.vstack([first, inner.reshape(steps - 1, -1), last])

    def energy(inner: Array) -> float:
        return float(_squares(samples, whole(inner), width, floor).sum())

    found = minimize(energy, line[1:-1].ravel(), method="L-BFGS-B")
    return whole(found.x)


def _squares(samples: ArrayLike, path: ArrayLike, width: float, floor: float) -> Array:
    places = matrix_of("path", path)
    if len(places) < 2:
        raise ValueError(f"a path has at least two places, got {len(places)}")
    middles = (places[1:] + places[:-1]) / 2
    metric = local_metric(samples, middles, width=width, floor=floor)
    squares: Array = (metric * np.diff(places, axis=0) ** 2).sum(axis=1)
    return squares
