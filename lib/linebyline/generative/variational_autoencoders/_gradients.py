"""The divergence of a Gaussian from the prior, and two estimators of a gradient."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of, same_size, vector_of


def divergence_from_prior(mean: ArrayLike, log_variance: ArrayLike) -> float:
    r"""Return the divergence of N(m, diag s) from N(0, I) in nats.

    .. math:: \tfrac12 \sum_i (m_i^2 + s_i - 1 - \log s_i)

    Args:
        mean: m (d,).
        log_variance: log s (d,), any real numbers, so that every variance is positive.

    Returns:
        A number of at least zero; zero only at m = 0, log s = 0.

    Raises:
        ValueError: if the sizes differ or a number is not finite.

    Derivation: generative/variational_autoencoders#divergence-from-prior
    """
    m, log_s = same_size("mean", mean, "log_variance", log_variance)
    return float(0.5 * np.sum(m**2 + np.expm1(log_s) - log_s))


def pathwise_gradients(
    slope: Callable[[Array], Array], mean: float, deviation: float, noise: ArrayLike
) -> Array:
    r"""Return one estimate of :math:`\partial_m E[f(z)]` for each draw, by the path z = m + s u.

    Args:
        slope: the derivative f', applied to an array.
        mean: m.
        deviation: s > 0.
        noise: draws u (N,) of N(0, 1).

    Returns:
        f'(m + s u) (N,); their expectation is the gradient.

    Raises:
        ValueError: if the deviation is not positive.

    Derivation: generative/variational_autoencoders#pathwise-gradient
    """
    m, s, u = _path(mean, deviation, noise)
    return np.asarray(slope(m + s * u))


def score_gradients(
    value: Callable[[Array], Array], mean: float, deviation: float, noise: ArrayLike
) -> Array:
    r"""Return one estimate of :math:`\partial_m E[f(z)]` for each draw, by the score of N(m, s^2).

    Args:
        value: f, applied to an array; its slope is not used.
        mean: m.
        deviation: s > 0.
        noise: draws u (N,) of N(0, 1).

    Returns:
        f(m + s u) u / s (N,); their expectation is the same gradient.

    Raises:
        ValueError: if the deviation is not positive.

    Derivation: generative/variational_autoencoders#score-gradient
    """
    m, s, u = _path(mean, deviation, noise)
    return np.asarray(value(m + s * u) * u / s)


def _path(mean: float, deviation: float, noise: ArrayLike) -> tuple[float, float, Array]:
    m, s = number_of("mean", mean), number_of("deviation", deviation)
    if s <= 0:
        raise ValueError(f"deviation must be positive, got {s}")
    return m, s, vector_of("noise", noise)
