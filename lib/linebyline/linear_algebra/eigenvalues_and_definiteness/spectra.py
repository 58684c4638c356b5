"""Eigenvalues and orthonormal eigenvectors, and the quotient that finds one from the other."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, number_of, vector_of

_ROUNDING = 8 * np.finfo(np.float64).eps


@dataclass(frozen=True, slots=True)
class Eigenbasis:
    """Orthonormal eigenvectors of a symmetric matrix A = Q diag(values) Q^T.

    Attributes:
        values: (N,) eigenvalues, ascending, repeated ones repeated.
        vectors: Q (N, N), column i an eigenvector of length one for values[i].
    """

    values: Array
    vectors: Array

    def rebuilt(self) -> Array:
        """Return Q diag(values) Q^T (N, N).

        Derivation: linear_algebra/eigenvalues_and_definiteness#spectral-theorem
        """
        return (self.vectors * self.values) @ self.vectors.T


def symmetric_of(name: str, values: ArrayLike) -> Array:
    """Return a symmetric matrix (N, N), or refuse it by name."""
    a = matrix_of(name, values)
    if a.shape[0] != a.shape[1]:
        raise ValueError(f"{name} must be square, got {a.shape}")
    gap = np.abs(a - a.T).max()
    if gap > _ROUNDING * np.abs(a).max():
        raise ValueError(
            f"{name} must be symmetric, but entries differ by {gap:.3g}: give (A + A.T) / 2 for "
            "the matrix of a quadratic form"
        )
    return a


def plane_eigenbasis(a: float, b: float, c: float) -> Eigenbasis:
    r"""Return the eigenbasis of [[a, b], [b, c]] in closed form.

    .. math:: \lambda = \frac{a + c}{2} \pm \sqrt{\Big(\frac{a - c}{2}\Big)^2 + b^2}

    The eigenvector of the larger value points at half the angle of the arrow (a - c, 2 b).
    Where a = c and b = 0 every direction is an eigenvector, and the axes are returned.

    Args:
        a: entry (1, 1).
        b: entries (1, 2) and (2, 1).
        c: entry (2, 2).

    Returns:
        Both eigenvalues and eigenvectors.

    Raises:
        ValueError: if an entry is not finite.

    Derivation: linear_algebra/eigenvalues_and_definiteness#plane-eigenvalues
    """
    p, q, r = number_of("a", a), number_of("b", b), number_of("c", c)
    middle, half, radius = (p + r) / 2, (p - r) / 2, math.hypot((p - r) / 2, q)
    theta = math.atan2(q, half) / 2
    large = (math.cos(theta), math.sin(theta))
    vectors = np.array([[-large[1], large[0]], [large[0], large[1]]])
    return Eigenbasis(np.array([middle - radius, middle + radius]), vectors)


def rayleigh_quotient(matrix: ArrayLike, vector: ArrayLike) -> float:
    r"""Return x^T A x / x^T x: at an eigenvector its eigenvalue, elsewhere a mean of them.

    Args:
        matrix: A (N, N), symmetric.
        vector: x (N,), not zero.

    Raises:
        ValueError: if ``matrix`` is not symmetric, the sizes differ, or ``vector`` is zero.

    Derivation: linear_algebra/eigenvalues_and_definiteness#rayleigh-quotient
    """
    a, x = symmetric_of("matrix", matrix), vector_of("vector", vector)
    if len(x) != len(a):
        raise ValueError(f"vector must have {len(a)} entries, as matrix has rows, got {len(x)}")
    if not x.any():
        raise ValueError("vector must not be zero: the quotient divides by its squared length")
    u = x / np.abs(x).max()  # squares neither overflow nor vanish
    return float(u @ a @ u / (u @ u))


def orthonormal_eigenvectors(
    values: ArrayLike, vectors: ArrayLike, *, atol: float = 1e-9
) -> Eigenbasis:
    r"""Make any independent eigenvectors of a symmetric matrix orthonormal.

    Eigenvectors of different values are orthogonal already. Those of one value are made so by
    Gram and Schmidt: w = v - (u^T v / u^T u) u is again an eigenvector of that value.

    Args:
        values: (N,) eigenvalues.
        vectors: (N, N), column i an eigenvector for values[i]; the columns independent.
        atol: eigenvalues no further apart than this count as one, >= 0.

    Returns:
        The same eigenvalues, ascending, with orthonormal eigenvectors.

    Raises:
        ValueError: if the sizes differ, or the vectors of one eigenvalue are dependent.

    Derivation: linear_algebra/eigenvalues_and_definiteness#gram-schmidt
    """
    lambdas, columns = vector_of("values", values), matrix_of("vectors", vectors)
    if columns.shape != (len(lambdas), len(lambdas)):
        raise ValueError(
            f"vectors must hold one column of {len(lambdas)} entries per value, got {columns.shape}"
        )
    order = np.argsort(lambdas, kind="stable")
    lambdas, columns = lambdas[order], columns[:, order]
    ends = np.flatnonzero(np.diff(lambdas) > number_of("atol", atol)) + 1
    spaces = [_gram_schmidt(space) for space in np.split(columns, ends, axis=1)]
    return Eigenbasis(lambdas, np.hstack(spaces))


def _gram_schmidt(columns: Array) -> Array:
    done: list[Array] = []
    for column in columns.T:
        w = column / np.linalg.norm(column) if column.any() else column
        for u in done * 2:  # twice is enough for orthogonality to rounding
            w = w - (u @ w) * u
        if np.linalg.norm(w) < 1e-10:
            raise ValueError("the eigenvectors of one eigenvalue must be independent, got a "
                             "combination of earlier ones")  # fmt: skip
        done.append(w / np.linalg.norm(w))
    return np.column_stack(done)
