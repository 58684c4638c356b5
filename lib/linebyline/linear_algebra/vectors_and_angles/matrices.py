"""What a matrix does to the basis vectors, and the matrices that keep every length."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, number_of


def rotation_matrix(angle: float) -> Array:
    r"""Return the matrix that turns the plane counterclockwise.

    Args:
        angle: theta, in radians.

    Returns:
        R (2, 2) = [[cos(theta), -sin(theta)], [sin(theta), cos(theta)]].

    Raises:
        ValueError: if ``angle`` is not finite.

    Derivation: linear_algebra/vectors_and_angles#rotation-matrix
    """
    theta = number_of("angle", angle)
    return np.array([[np.cos(theta), -np.sin(theta)], [np.sin(theta), np.cos(theta)]])


def is_orthogonal(matrix: ArrayLike, atol: float = 1e-12) -> bool:
    r"""Return whether A^T A = I, entry by entry within ``atol``.

    A determinant of 1 or -1 is not enough: the shear [[1, 1], [0, 1]] has determinant 1.

    Args:
        matrix: A (N, N).
        atol: largest absolute deviation allowed from the entries of I, >= 0.

    Raises:
        ValueError: if ``matrix`` is not square and finite, or ``atol`` is negative.

    Derivation: linear_algebra/vectors_and_angles#orthogonal-matrix
    """
    a = matrix_of("matrix", matrix)
    if a.shape[0] != a.shape[1]:
        raise ValueError(f"matrix must be square (orthogonality asks A^T = A^-1), got {a.shape}")
    if number_of("atol", atol) < 0:
        raise ValueError(f"atol must not be negative, got {atol}")
    return bool(np.all(np.abs(a.T @ a - np.eye(len(a))) <= atol))


@dataclass(frozen=True, slots=True)
class BasisImages:
    """What a matrix of the plane does to e_1 and e_2.

    Attributes:
        images: (2, 2), row j is the image A e_j, the j-th column of A.
        turns: (2,) angles in (-pi, pi] from e_j to its image, counterclockwise, in radians;
            NaN where the image is zero and points nowhere.
        stretches: (2,) lengths of the images.
    """

    images: Array
    turns: Array
    stretches: Array


def basis_images(matrix: ArrayLike) -> BasisImages:
    """Read a matrix of the plane by its columns: the images of e_1 and e_2.

    Args:
        matrix: A (2, 2).

    Returns:
        The images, and by how much each basis vector is turned and stretched.

    Raises:
        ValueError: if ``matrix`` is not (2, 2) and finite.
    """
    a = matrix_of("matrix", matrix)
    if a.shape != (2, 2):
        raise ValueError(f"matrix must be (2, 2): the turn is an angle of the plane, got {a.shape}")
    basis = np.eye(2)
    images = (a @ basis).T
    across = basis[:, 0] * images[:, 1] - basis[:, 1] * images[:, 0]
    along = np.sum(basis * images, axis=1)
    stretches = np.hypot(images[:, 0], images[:, 1])
    turns = np.where(stretches > 0, np.arctan2(across, along), np.nan)
    return BasisImages(images, turns, stretches)
