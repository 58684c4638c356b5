"""Quadratic functions of many numbers: values, gradients, and where they are flat."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of, vector_of
from linebyline.linear_algebra.eigenvalues_and_definiteness import Eigenbasis, definiteness
from linebyline.linear_algebra.eigenvalues_and_definiteness.spectra import symmetric_of


class Kind(StrEnum):
    """What a quadratic function has where its gradient vanishes."""

    MINIMUM = "one lowest point"
    MAXIMUM = "one highest point"
    SADDLE = "a saddle"
    VALLEY = "a flat set of lowest points"
    RIDGE = "a flat set of highest points"
    NONE = "no critical point"


@dataclass(frozen=True, slots=True)
class CriticalSet:
    """All points with gradient zero: one point plus any combination of K directions.

    Attributes:
        point: (N,) the one nearest to the origin.
        directions: (N, K) orthonormal columns that A sends to zero; K = 0 for one point only.
    """

    point: Array
    directions: Array


class Quadratic:
    r"""The function q(x) = x^T A x + x^T b + c.

    Attributes:
        matrix: A (N, N), symmetric.
        slope: b (N,), the gradient at the origin.
        constant: c, the value at the origin.

    Raises:
        ValueError: if ``matrix`` is not symmetric and finite, or the sizes differ.

    Derivation: linear_algebra/curvature#symmetric-part
    """

    def __init__(self, matrix: ArrayLike, slope: ArrayLike, constant: float = 0.0) -> None:
        self.matrix = symmetric_of("matrix", matrix)
        self.slope = self.point_of("slope", slope)
        self.constant = number_of("constant", constant)

    def __call__(self, x: ArrayLike) -> float:
        """Return the value at x (N,)."""
        point = self.point_of("x", x)
        return float(point @ self.matrix @ point + point @ self.slope + self.constant)

    def gradient(self, x: ArrayLike) -> Array:
        """Return 2 A x + b (N,), the gradient at x (N,).

        Derivation: linear_algebra/curvature#gradient
        """
        return 2 * self.matrix @ self.point_of("x", x) + self.slope

    @property
    def hessian(self) -> Array:
        """The second derivatives 2 A (N, N), the same everywhere.

        Derivation: linear_algebra/curvature#hessian
        """
        return 2 * self.matrix

    def eigenbasis(self) -> Eigenbasis:
        """Return eigenvalues of A, ascending, and orthonormal eigenvectors as columns."""
        return Eigenbasis(*np.linalg.eigh(self.matrix))

    def critical_set(self) -> CriticalSet | None:
        """Return where the gradient vanishes, or None where it vanishes nowhere.

        It does exactly if b has no part along the directions that A sends to zero.

        Derivation: linear_algebra/curvature#critical-set
        """
        values, vectors = np.linalg.eigh(self.matrix)
        rounding = len(values) * np.finfo(np.float64).eps
        zero = np.abs(values) <= rounding * max(np.abs(values).max(), 1e-300)
        shares = vectors.T @ self.slope
        if (np.abs(shares[zero]) > 10 * rounding * np.linalg.norm(self.slope)).any():
            return None
        point = vectors[:, ~zero] @ (shares[~zero] / (-2 * values[~zero]))
        return CriticalSet(point, vectors[:, zero])

    def kind(self) -> Kind:
        """Return what the function has where its gradient vanishes.

        Derivation: linear_algebra/curvature#critical-point
        """
        critical = self.critical_set()
        if critical is None:
            return Kind.NONE
        signs = definiteness(self.matrix)
        if signs.is_indefinite:
            return Kind.SADDLE
        if critical.directions.size == 0:
            return Kind.MINIMUM if signs.is_positive_definite else Kind.MAXIMUM
        return Kind.VALLEY if signs.is_positive_semidefinite else Kind.RIDGE

    def point_of(self, name: str, values: ArrayLike) -> Array:
        """Return a point (N,), or refuse it by name."""
        point = vector_of(name, values)
        if point.shape != self.matrix.shape[:1]:
            size = len(self.matrix)
            raise ValueError(f"{name} must have {size} entries, as the matrix, got {point.size}")
        return point


def taylor_model(
    point: ArrayLike, value: float, gradient: ArrayLike, hessian: ArrayLike
) -> Quadratic:
    r"""Return the quadratic with this value, gradient and Hessian at a point.

    .. math:: q(x) = f(p) + (x - p)^\top \nabla f(p) + \tfrac{1}{2} (x - p)^\top H(p) (x - p)

    Args:
        point: p (N,), where f was measured.
        value: f(p).
        gradient: (N,) of f at p.
        hessian: H (N, N), symmetric, of f at p.

    Returns:
        The model as a function of x, not of the step x - p.

    Raises:
        ValueError: if ``hessian`` is not symmetric, or the sizes differ.

    Derivation: linear_algebra/curvature#taylor-model
    """
    p, h = vector_of("point", point), symmetric_of("hessian", hessian)
    rest = Quadratic(h / 2, gradient, value)
    rest.point_of("point", p)
    slope = rest.slope - h @ p
    constant = rest.constant - p @ rest.slope + p @ h @ p / 2
    return Quadratic(h / 2, slope, float(constant))
