"""What a symmetric matrix makes of the unit circle, and which signs its form takes."""

import math

from linebyline.linear_algebra.eigenvalues_and_definiteness import plane_eigenbasis
from linebyline.show.marks import NEARLY_ZERO
from linebyline.show.scene import Arrow, Label, Mark, Point, Polyline, Readout, Scene

_SIDES = 40


def ellipse(a_x: float = 2.0, a_y: float = 1.0, c: float = 1.0) -> Scene:
    """Draw the image of the unit circle under [[a, b], [b, c]] and its eigenvectors.

    Args:
        a_x: entry a, in [-2, 2]; (a, b) is the first column of the matrix.
        a_y: entry b, in [-2, 2].
        c: entry c, in [-2, 2].
    """
    basis = plane_eigenbasis(a_x, a_y, c)
    low, high = (float(value) for value in basis.values)
    small, large = ((float(v[0]), float(v[1])) for v in basis.vectors.T)
    turns = [2 * math.pi * k / _SIDES for k in range(_SIDES + 1)]
    circle: list[Point] = [(math.cos(t), math.sin(t)) for t in turns]
    image = tuple((a_x * x + a_y * y, a_y * x + c * y) for x, y in circle)
    word, role = _definiteness(low, high)
    marks: list[Mark] = [
        Polyline(((-4.3, 0.0), (4.3, 0.0)), "guide", "thin"),
        Polyline(((0.0, -3.2), (0.0, 3.2)), "guide", "thin"),
        Polyline(tuple(circle), "guide", "normal", dashed=True),
        Polyline(image, role, "bold"),
        Arrow((0.0, 0.0), (a_x, a_y), "ink"),
        Label((a_x, a_y), "Ae₁", "ink", (0.9, -0.7)),
        Arrow((0.0, 0.0), (high * large[0], high * large[1]), "first"),
        Arrow((0.0, 0.0), (low * small[0], low * small[1]), "second"),
        Label((high * large[0], high * large[1]), "λ₁v₁", "first", (-0.4, 0.9)),
        Label((low * small[0], low * small[1]), "λ₂v₂", "second", (-0.4, 0.9)),
    ]
    readouts = (
        Readout("λ₁", high, "first"),
        Readout("λ₂", low, "second"),
        Readout("trace = λ₁ + λ₂", a_x + c),
        Readout("determinant = λ₁λ₂", a_x * c - a_y * a_y, role, note=word),
    )
    alt = (
        "The unit circle and its image under a symmetric matrix, an ellipse whose axes are the "
        "eigenvectors, as long as the eigenvalues."
    )
    return Scene((-4.3, 4.3, -3.2, 3.2), tuple(marks), readouts, alt)


def _definiteness(low: float, high: float) -> tuple[str, str]:
    if low > NEARLY_ZERO:
        return "positive definite", "accent"
    if high < -NEARLY_ZERO:
        return "negative definite", "accent"
    if low < -NEARLY_ZERO and high > NEARLY_ZERO:
        return "indefinite", "warning"
    if low >= -NEARLY_ZERO:
        return "positive semidefinite, not definite: singular", "warning"
    return "negative semidefinite, not definite: singular", "warning"
