"""How long a vector is, and the angle between two."""

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of, same_size, vector_of


def p_norm(vector: ArrayLike, order: float) -> float:
    r"""Return the p-norm of a vector.

    .. math:: \|a\|_p = \Big(\sum_i |a_i|^p\Big)^{1/p}, \quad \|a\|_\infty = \max_i |a_i|

    For 0 < p < 1 the same formula is evaluated, but it is **not a norm**: the triangle
    inequality fails (at p = 1/2, e_1 + e_2 has length 4, e_1 and e_2 have length 1 each).

    Args:
        vector: a (D,), finite, D >= 1.
        order: p > 0; ``numpy.inf`` for the largest absolute entry.

    Returns:
        The p-norm, >= 0. It overflows to infinity only where its own value does.

    Raises:
        ValueError: if ``vector`` is not (D,) and finite, or ``order`` is not positive.

    Derivation: linear_algebra/vectors_and_angles#p-norm
    """
    a = np.abs(vector_of("vector", vector))
    p = number_of("order", order, finite=False)
    if not p > 0:
        raise ValueError(f"order must be positive (numpy.inf is allowed), got {p}")
    largest = float(a.max())
    if largest == 0 or np.isinf(p):
        return largest
    with np.errstate(over="ignore", under="ignore"):  # entries <= 1: only the result can overflow
        return float(largest * np.sum((a / largest) ** p) ** (1 / p))


def unit_vector(vector: ArrayLike, *, name: str = "vector") -> Array:
    """Return x / ||x||, the vector of length 1 with the direction of x.

    Args:
        vector: x (D,), nonzero.
        name: what an error calls the vector.

    Returns:
        u (D,) with ||u|| = 1.

    Raises:
        ValueError: if ``vector`` is zero.
    """
    x = vector_of(name, vector)
    largest = float(np.abs(x).max())
    if largest == 0:
        raise ValueError(f"{name} must not be zero: a zero vector has no direction")
    scaled: Array = x / largest  # entries <= 1: the squares neither overflow nor all underflow
    return scaled / p_norm(scaled, 2)


def angle_between(first: ArrayLike, second: ArrayLike) -> float:
    r"""Return the angle between two nonzero vectors.

    It is the angle theta of a . b = ||a|| ||b|| cos(theta), evaluated from the unit vectors
    u, v as 2 atan2(||u - v||, ||u + v||) (Kahan): accurate where arccos loses half the digits.

    Args:
        first: a (D,), nonzero.
        second: b (D,), nonzero.

    Returns:
        theta in [0, pi], in radians.

    Raises:
        ValueError: if a vector is zero, or the sizes differ.

    Derivation: linear_algebra/vectors_and_angles#dot-product-and-cosine
    """
    a, b = same_size("first", first, "second", second)
    u, v = unit_vector(a, name="first"), unit_vector(b, name="second")
    return float(2 * np.arctan2(p_norm(u - v, 2), p_norm(u + v, 2)))
