"""Where a quadratic is equally high, and where it is equally steep: two families of ellipsoids."""

from dataclasses import dataclass

import numpy as np

from linebyline._arguments import Array, number_of
from linebyline.linear_algebra.curvature.quadratics import Quadratic


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """All points center + sum_i d_i v_i with sum_i (d_i / r_i)^2 = 1.

    Attributes:
        center: (N,).
        directions: (N, N) the orthonormal v_i as columns.
        semi_axes: (N,) the r_i, positive.
    """

    center: Array
    directions: Array
    semi_axes: Array

    def tips(self) -> Array:
        """Return the ends (N, N) of the semi-axes center + r_i v_i, one a row."""
        return self.center + (self.directions * self.semi_axes).T


def gradient_ellipsoid(quadratic: Quadratic, size: float) -> Ellipsoid:
    r"""Return where the gradient of a quadratic has a given length.

    The semi-axes are :math:`|c| / (2 |\lambda_i|)` along the eigenvectors, whatever the signs of
    the eigenvalues: around a saddle, too, equal steepness is an ellipsoid.

    Args:
        quadratic: of N numbers, its matrix invertible.
        size: c, the length of the gradient; a negative one counts as its modulus.

    Raises:
        ValueError: if the matrix is singular, or ``size`` is zero.

    Derivation: linear_algebra/curvature#gradient-ellipsoid
    """
    c = abs(number_of("size", size))
    if c == 0:
        raise ValueError("size must not be zero: there the ellipsoid is a point")
    basis = quadratic.eigenbasis()
    return Ellipsoid(_center(quadratic), basis.vectors, c / (2 * np.abs(basis.values)))


def level_ellipsoid(quadratic: Quadratic, rise: float) -> Ellipsoid:
    r"""Return where a definite quadratic lies by ``rise`` above (below) its lowest (highest) point.

    The semi-axes are :math:`\sqrt{k / \lambda_i}` for a rise k.

    Args:
        quadratic: of N numbers, its matrix definite.
        rise: k, positive for a positive definite matrix, negative for a negative definite one.

    Raises:
        ValueError: if not all of k / lambda_i are positive.

    Derivation: linear_algebra/curvature#level-ellipsoid
    """
    k, basis = number_of("rise", rise), quadratic.eigenbasis()
    center = _center(quadratic)
    squares = k / basis.values
    if not (squares > 0).all():
        raise ValueError(
            f"rise must be positive above a lowest point, negative below a highest, got {k} with "
            f"eigenvalues from {basis.values[0]:.3g} to {basis.values[-1]:.3g}"
        )
    return Ellipsoid(center, basis.vectors, np.sqrt(squares))


def _center(quadratic: Quadratic) -> Array:
    critical = quadratic.critical_set()
    if critical is None or critical.directions.size:
        raise ValueError("the matrix must be invertible, got a singular one")
    return critical.point
