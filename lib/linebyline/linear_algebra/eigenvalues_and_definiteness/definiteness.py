"""The sign of a quadratic form, read off the extreme eigenvalues of its matrix."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of
from linebyline.linear_algebra.eigenvalues_and_definiteness.spectra import symmetric_of


@dataclass(frozen=True, slots=True)
class Definiteness:
    """Which signs z^T A z takes for z other than zero.

    The claims do not exclude each other: a definite matrix is semidefinite, too.

    Attributes:
        lowest: smallest eigenvalue.
        highest: largest eigenvalue.
        tolerance: an eigenvalue of no larger size may be zero within rounding.
    """

    lowest: float
    highest: float
    tolerance: float

    @property
    def is_positive_definite(self) -> bool:
        """Whether the form is always > 0."""
        return self.lowest > self.tolerance

    @property
    def is_positive_semidefinite(self) -> bool:
        """Whether the form is always >= 0."""
        return self.lowest >= -self.tolerance

    @property
    def is_negative_definite(self) -> bool:
        """Whether the form is always < 0."""
        return self.highest < -self.tolerance

    @property
    def is_negative_semidefinite(self) -> bool:
        """Whether the form is always <= 0."""
        return self.highest <= self.tolerance

    @property
    def is_indefinite(self) -> bool:
        """Whether the form takes both signs."""
        return not (self.is_positive_semidefinite or self.is_negative_semidefinite)


def definiteness(matrix: ArrayLike) -> Definiteness:
    """Return which signs the quadratic form of a symmetric matrix takes.

    Args:
        matrix: A (N, N), symmetric.

    Returns:
        The extreme eigenvalues, and the claims that follow from their signs.

    Raises:
        ValueError: if ``matrix`` is not symmetric and finite.

    Derivation: linear_algebra/eigenvalues_and_definiteness#definiteness
    """
    a = symmetric_of("matrix", matrix)
    values = np.linalg.eigvalsh(a)
    tolerance = len(a) * np.finfo(np.float64).eps * np.abs(values).max()
    return Definiteness(float(values[0]), float(values[-1]), float(tolerance))


def gram_matrix(matrix: ArrayLike) -> Array:
    """Return X^T X (D, D), positive semidefinite, and definite for independent columns.

    Args:
        matrix: X (N, D).

    Raises:
        ValueError: if ``matrix`` is not a finite nonempty matrix.

    Derivation: linear_algebra/eigenvalues_and_definiteness#gram-matrix
    """
    x = matrix_of("matrix", matrix)
    return x.T @ x
