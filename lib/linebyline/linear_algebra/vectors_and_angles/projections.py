"""The part of a vector along a line, the part that is left, and the distance to a hyperplane."""

from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of, same_size
from linebyline.linear_algebra.vectors_and_angles.lengths import p_norm, unit_vector


def signed_length(vector: ArrayLike, direction: ArrayLike) -> float:
    r"""Return u . x, the signed length of the projection of x on the line of y (u = y / ||y||).

    It is negative where the angle is obtuse; the length of the projection is its absolute
    value. Also called the scalar projection.

    Args:
        vector: x (D,).
        direction: y (D,), nonzero.

    Returns:
        ||x|| cos(theta), in the unit of x.

    Raises:
        ValueError: if ``direction`` is zero, or the sizes differ.

    Derivation: linear_algebra/vectors_and_angles#orthogonal-projection
    """
    x, y = same_size("vector", vector, "direction", direction)
    return float(unit_vector(y, name="direction") @ x)


def project_onto_line(vector: ArrayLike, direction: ArrayLike) -> Array:
    r"""Return the orthogonal projection of x on the line spanned by y.

    .. math:: z = (u^\top x)\, u = \frac{y^\top x}{\|y\|^2}\, y, \quad u = y / \|y\|

    Args:
        vector: x (D,).
        direction: y (D,), nonzero.

    Returns:
        z (D,), the point of the line nearest to x.

    Raises:
        ValueError: if ``direction`` is zero, or the sizes differ.

    Derivation: linear_algebra/vectors_and_angles#orthogonal-projection
    """
    x, y = same_size("vector", vector, "direction", direction)
    u = unit_vector(y, name="direction")
    return (u @ x) * u


def rejection(vector: ArrayLike, direction: ArrayLike) -> Array:
    """Return x - z, what the projection z of x on the line of y leaves: orthogonal to y.

    Args:
        vector: x (D,).
        direction: y (D,), nonzero.

    Returns:
        x - z (D,).

    Raises:
        ValueError: if ``direction`` is zero, or the sizes differ.

    Derivation: linear_algebra/vectors_and_angles#orthogonal-projection
    """
    x, y = same_size("vector", vector, "direction", direction)
    return x - project_onto_line(x, y)


def hyperplane_offset(normal: ArrayLike, point: ArrayLike) -> float:
    r"""Return b such that the hyperplane {x : a . x + b = 0} passes through the point.

    Args:
        normal: a (D,), nonzero.
        point: p (D,).

    Returns:
        b = -a . p.

    Raises:
        ValueError: if ``normal`` is zero, or the sizes differ.

    Derivation: linear_algebra/vectors_and_angles#hyperplane
    """
    a, p = same_size("normal", normal, "point", point)
    unit_vector(a, name="normal")  # refuses a zero normal
    return float(-(a @ p)) + 0.0


def signed_distance(point: ArrayLike, normal: ArrayLike, offset: float) -> float:
    r"""Return the signed distance from the hyperplane {x : a . x + b = 0} to a point.

    .. math:: (a^\top x + b) / \|a\|

    Args:
        point: x (D,).
        normal: a (D,), nonzero.
        offset: b.

    Returns:
        The distance in the unit of x, positive on the side that the normal points to.

    Raises:
        ValueError: if ``normal`` is zero, or the sizes differ.

    Derivation: linear_algebra/vectors_and_angles#hyperplane
    """
    x, a = same_size("point", point, "normal", normal)
    b = number_of("offset", offset)
    unit_vector(a, name="normal")  # refuses a zero normal
    return float(a @ x + b) / p_norm(a, 2)
