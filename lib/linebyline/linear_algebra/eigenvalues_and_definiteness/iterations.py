"""Two classical iterations: one finds the largest eigenvalue, one finds them all."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, vector_of
from linebyline.linear_algebra.eigenvalues_and_definiteness.spectra import (
    Eigenbasis,
    rayleigh_quotient,
    symmetric_of,
)


@dataclass(frozen=True, slots=True)
class PowerSteps:
    """The path of a power iteration of T steps.

    Attributes:
        vectors: (T + 1, N), each of length one, the start first.
        quotients: (T + 1,) their Rayleigh quotients.
    """

    vectors: Array
    quotients: Array


def power_iteration(matrix: ArrayLike, start: ArrayLike, steps: int) -> PowerSteps:
    r"""Multiply by A again and again, back to length one each time.

    The share of each eigenvector is multiplied by its eigenvalue in every step, so the one whose
    eigenvalue is largest in size wins, at the rate of the next size to the largest.

    Args:
        matrix: A (N, N), symmetric.
        start: (N,), not zero and not orthogonal to the wanted eigenvector.
        steps: T >= 0.

    Returns:
        All vectors of the path and their Rayleigh quotients.

    Raises:
        ValueError: if ``matrix`` is not symmetric, the sizes differ, ``start`` is zero, ``steps``
            is negative, or the path reaches the null space.

    Derivation: linear_algebra/eigenvalues_and_definiteness#power-iteration
    """
    a, v = symmetric_of("matrix", matrix), vector_of("start", start)
    if steps < 0:
        raise ValueError(f"steps must be >= 0, got {steps}")
    quotients = [rayleigh_quotient(a, v)]  # refuses the zero vector
    path = [v / np.linalg.norm(v)]
    for _ in range(steps):
        v = a @ path[-1]
        if not v.any():
            raise ValueError("A v = 0 has no direction: take another start")
        path.append(v / np.linalg.norm(v))
        quotients.append(rayleigh_quotient(a, path[-1]))
    return PowerSteps(np.array(path), np.array(quotients))


def jacobi(matrix: ArrayLike, *, sweeps: int = 30) -> Eigenbasis:
    r"""Return the eigenbasis of a symmetric matrix by plane rotations (Jacobi, 1846).

    Each rotation makes one entry beside the diagonal zero. Rotations keep the sum of all squares,
    so what leaves the entry goes to the diagonal: the rest shrinks until nothing is left.

    Args:
        matrix: A (N, N), symmetric.
        sweeps: most rounds over all entries beside the diagonal, > 0.

    Returns:
        Eigenvalues, ascending, and orthonormal eigenvectors.

    Raises:
        ValueError: if ``matrix`` is not symmetric.
        RuntimeError: if the sweeps do not suffice.

    Derivation: linear_algebra/eigenvalues_and_definiteness#jacobi-rotation
    """
    a = symmetric_of("matrix", matrix).copy()
    q, size = np.eye(len(a)), float(np.linalg.norm(a))
    for _ in range(sweeps):
        beside = a - np.diag(np.diag(a))
        if np.linalg.norm(beside) <= np.finfo(np.float64).eps * size:
            order = np.argsort(np.diag(a), kind="stable")
            return Eigenbasis(np.diag(a)[order], q[:, order])
        for i in range(len(a) - 1):
            for j in range(i + 1, len(a)):
                _rotate(a, q, i, j)
    raise RuntimeError(f"{sweeps} sweeps left entries beside the diagonal: allow more sweeps")


def _rotate(a: Array, q: Array, i: int, j: int) -> None:
    """Turn the plane of axes i and j, in place, so that entry (i, j) of A becomes zero."""
    if a[i, j] == 0:
        return
    # tan(2 theta) = 2 a_ij / (a_ii - a_jj), and of its solutions the smaller turn
    slope = (a[i, i] - a[j, j]) / 2
    theta = math.atan2(a[i, j] * math.copysign(1.0, slope), abs(slope)) / 2
    cos, sin = math.cos(theta), math.sin(theta)
    turn = np.array([[cos, -sin], [sin, cos]])
    a[:, [i, j]] = a[:, [i, j]] @ turn
    a[[i, j], :] = turn.T @ a[[i, j], :]
    a[i, j] = a[j, i] = 0.0
    q[:, [i, j]] = q[:, [i, j]] @ turn
