"""The triangle: the law of cosines, and the altitude that proves it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of, same_size
from linebyline.linear_algebra.vectors_and_angles.lengths import p_norm
from linebyline.linear_algebra.vectors_and_angles.projections import (
    project_onto_line,
    rejection,
    signed_length,
)


def opposite_side(first_side: float, second_side: float, angle: float) -> float:
    r"""Return the third side of a triangle by the law of cosines.

    .. math:: c^2 = a^2 + b^2 - 2ab\cos\theta = (a-b)^2 + 4ab\sin^2(\theta/2)

    The second form is evaluated: it does not cancel for thin triangles.

    Args:
        first_side: a > 0.
        second_side: b > 0, in the unit of a.
        angle: theta in [0, pi], the angle between the two sides, in radians.

    Returns:
        c >= 0, in the unit of a.

    Raises:
        ValueError: if a side is not positive, or ``angle`` lies outside [0, pi].

    Derivation: linear_algebra/vectors_and_angles#law-of-cosines
    """
    a, b = number_of("first_side", first_side), number_of("second_side", second_side)
    theta = number_of("angle", angle)
    if a <= 0 or b <= 0:
        raise ValueError(f"both sides must be positive, got {a} and {b}")
    if not 0 <= theta <= np.pi:
        raise ValueError(f"angle must lie in [0, pi] radians, got {theta}")
    return float(np.hypot(a - b, 2 * np.sqrt(a) * np.sqrt(b) * np.sin(theta / 2)))


@dataclass(frozen=True, slots=True)
class AltitudeSplit:
    r"""A triangle ABC cut by the altitude from C, with signed angles.

    D, the foot of the altitude, is anywhere on the line AB. An angle is negative where D
    lies beyond its corner, so that at every triangle

    .. math:: c = a\sin\alpha + b\sin\beta, \quad \theta = \alpha + \beta, \quad
              h = a\cos\alpha = b\cos\beta

    Attributes:
        a: length of BC.
        b: length of AC.
        c: length of AB.
        height: h > 0, length of CD.
        alpha: angle BCD in (-pi/2, pi/2), negative where D lies beyond B.
        beta: angle DCA in (-pi/2, pi/2), negative where D lies beyond A.
        foot: D (N,).
    """

    a: float
    b: float
    c: float
    height: float
    alpha: float
    beta: float
    foot: Array

    @property
    def theta(self) -> float:
        """The angle at C in (0, pi), in radians: alpha + beta."""
        return self.alpha + self.beta

    @property
    def signed_bd(self) -> float:
        """From B to D, measured towards A: a sin(alpha)."""
        return float(self.a * np.sin(self.alpha))

    @property
    def signed_da(self) -> float:
        """From D to A, measured away from B: b sin(beta)."""
        return float(self.b * np.sin(self.beta))


def altitude_split(corner_a: ArrayLike, corner_b: ArrayLike, corner_c: ArrayLike) -> AltitudeSplit:
    """Split the triangle ABC, and its angle at C, by the altitude from C.

    Args:
        corner_a: A (N,), N >= 2.
        corner_b: B (N,).
        corner_c: C (N,), not on the line AB.

    Returns:
        Sides, height, foot and the two signed parts of the angle at C.

    Raises:
        ValueError: if the corners differ in size or lie on one line.

    Derivation: linear_algebra/vectors_and_angles#law-of-cosines
    """
    corner_a, corner_b = same_size("corner_a", corner_a, "corner_b", corner_b)
    corner_c, _ = same_size("corner_c", corner_c, "corner_a", corner_a)
    base = corner_a - corner_b
    c = p_norm(base, 2)
    if c == 0:
        raise ValueError("corner_a and corner_b must differ: both are the same point")
    to_foot = project_onto_line(corner_c - corner_b, base)
    a, b = p_norm(corner_c - corner_b, 2), p_norm(corner_c - corner_a, 2)
    height = p_norm(rejection(corner_c - corner_b, base), 2)
    if height <= 8 * np.finfo(float).eps * max(a, b, c):
        raise ValueError("the three corners lie on one line: a triangle needs a positive height")
    foot_to_a = signed_length(corner_a - corner_b - to_foot, base)
    alpha = np.arctan2(signed_length(to_foot, base), height)
    beta = np.arctan2(foot_to_a, height)
    return AltitudeSplit(a, b, c, height, float(alpha), float(beta), corner_b + to_foot)
