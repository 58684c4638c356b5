"""The exponential of a quadratic: bells, ramps, and the normal density among them."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import lambertw

from linebyline._arguments import Array, number_of, vector_of
from linebyline.linear_algebra.curvature.quadratics import Quadratic
from linebyline.linear_algebra.eigenvalues_and_definiteness import definiteness
from linebyline.linear_algebra.eigenvalues_and_definiteness.spectra import symmetric_of


class Bell:
    """The function g(x) = h e^q(x) of a quadratic q; a bell if its matrix is negative definite.

    Attributes:
        quadratic: q, of N numbers.
        height: h, not zero.

    Raises:
        ValueError: if ``height`` is zero.
    """

    def __init__(self, quadratic: Quadratic, height: float = 1.0) -> None:
        self.quadratic = quadratic
        self.height = number_of("height", height)
        if self.height == 0:
            raise ValueError("height must not be zero: the function would vanish everywhere")

    def __call__(self, x: ArrayLike) -> float:
        """Return the value at x (N,)."""
        return self.height * math.exp(self.quadratic(x))

    def gradient(self, x: ArrayLike) -> Array:
        """Return (2 A x + b) g(x), the gradient (N,) at x (N,).

        Derivation: linear_algebra/curvature#bell-gradient
        """
        return self.quadratic.gradient(x) * self(x)


def normal_bell(mean: ArrayLike, covariance: ArrayLike) -> Bell:
    r"""Return the density of the normal law as the exponential of a quadratic.

    .. math:: A = -\tfrac{1}{2} \Sigma^{-1}, \quad b = -2 A \mu, \quad c = \mu^\top A \mu, \quad
        h = \sqrt{\det(-A) / \pi^N}

    Args:
        mean: (N,).
        covariance: (N, N), positive definite.

    Raises:
        ValueError: if ``covariance`` is not positive definite, or the sizes differ.

    Derivation: linear_algebra/curvature#normal-density
    """
    mu, sigma = vector_of("mean", mean), symmetric_of("covariance", covariance)
    if not definiteness(sigma).is_positive_definite:
        raise ValueError("covariance must be positive definite: a flat law has no density")
    precision = np.linalg.solve(sigma, np.eye(len(sigma)))
    a = -(precision + precision.T) / 4
    quadratic = Quadratic(a, np.zeros(len(a)))
    center = quadratic.point_of("mean", mu)
    shifted = Quadratic(a, -2 * a @ center, float(center @ a @ center))
    height = math.sqrt(np.linalg.det(-a) / math.pi ** len(a))
    return Bell(shifted, height)


def steepness_radii(eigenvalues: ArrayLike, direction: ArrayLike, size: float) -> Array:
    r"""Return at which distances from the peak a bell of height one has a given steepness.

    Along a direction with shares u_i in the eigenbasis the squared gradient is
    :math:`4 a \rho e^{-2 m \rho}` at the squared distance :math:`\rho`, with
    :math:`a = \sum_i u_i^2 \lambda_i^2` and :math:`m = \sum_i u_i^2 |\lambda_i|`. It rises to a
    crest and falls again, so most values are taken twice.

    Args:
        eigenvalues: lambda (N,), all negative.
        direction: u (N,), of length one.
        size: c > 0, the length of the gradient.

    Returns:
        (2,) the inner and the outer distance, or (0,) where the bell is nowhere so steep.

    Raises:
        ValueError: if an eigenvalue is not negative, ``size`` is not positive, or u has not
            length one.

    Derivation: linear_algebra/curvature#steepness-radii
    """
    values, u = vector_of("eigenvalues", eigenvalues), vector_of("direction", direction)
    c = number_of("size", size)
    if values.shape != u.shape or (values >= 0).any():
        raise ValueError("eigenvalues must be negative, one for each entry of the direction")
    if c <= 0 or abs(np.linalg.norm(u) - 1) > 1e-9:
        raise ValueError("size must be > 0 and the direction of length one")
    a, m = float(u**2 @ values**2), float(u**2 @ -values)
    gap = 1 - math.e * c**2 * m / (2 * a)  # zero on the crest
    if gap < -8 * np.finfo(np.float64).eps:
        return np.empty(0)
    branches = _lambert_branches(max(gap, 0.0))
    radii: Array = np.sqrt(-branches / (2 * m))
    return radii


def _lambert_branches(gap: float) -> Array:
    """Return both solutions w <= 0 of w e^w = (gap - 1) / e, the one nearer to zero first."""
    if gap < 1e-10:  # where both meet SciPy loses its digits: the series in the root of the gap
        root = math.sqrt(2 * gap)
        return np.array([-1 + root - root**2 / 3, -1 - root - root**2 / 3])
    argument = (gap - 1) / math.e
    return np.array([lambertw(argument, 0).real, lambertw(argument, -1).real])
