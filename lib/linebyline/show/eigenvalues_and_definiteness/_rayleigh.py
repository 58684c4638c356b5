"""The Rayleigh quotient over all directions of the plane."""

import math
from functools import cache

from linebyline.linear_algebra.eigenvalues_and_definiteness import (
    plane_eigenbasis,
    rayleigh_quotient,
)
from linebyline.show.marks import axes, curve
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene


def rayleigh(angle: float = 76.0, b: float = 0.5) -> Scene:
    """Draw x^T A x over the angle of the unit vector x, for A = [[2, b], [b, 0.5]].

    Args:
        angle: of x against the first axis, in degrees, in [0, 180].
        b: entry beside the diagonal, in [-1.5, 1.5].
    """
    matrix = [[2.0, b], [b, 0.5]]
    low, high = (float(value) for value in plane_eigenbasis(2.0, b, 0.5).values)

    x = (math.cos(math.radians(angle)), math.sin(math.radians(angle)))
    at = rayleigh_quotient(matrix, x)
    image = (2 * x[0] + b * x[1], b * x[0] + 0.5 * x[1])
    rest = math.hypot(image[0] - at * x[0], image[1] - at * x[1])
    marks: list[Mark] = [
        *axes((0.0, 0.0), (180.0, 3.4), x="angle of x", y="x·Ax",
              x_ticks=(45, 90, 135, 180), y_ticks=(1, 2, 3)),
        Polyline(((0.0, 0.0), (0.0, -0.7)), "guide", "thin"),
        Polyline(((0.0, high), (180.0, high)), "first", "thin", dashed=True),
        Polyline(((0.0, low), (180.0, low)), "second", "thin", dashed=True),
        _wave(b),
        Label((180.0, high), "λ₁", "first", (0.9, 0.0)),
        Label((180.0, low), "λ₂", "second", (0.9, 0.0)),
        Dot((angle, at), "accent"),
    ]  # fmt: skip
    readouts = (
        Readout("x·Ax", at, "accent"),
        Readout("λ₁", high, "first"),
        Readout("λ₂", low, "second"),
        Readout("‖Ax − (x·Ax) x‖", rest, note="slope zero, an eigenvector" if rest < 0.02 else ""),
    )
    alt = (
        "The Rayleigh quotient over the direction of x: a wave between the two eigenvalues, which "
        "it touches at the eigenvectors."
    )
    return Scene((-14.0, 196.0, -0.9, 3.6), tuple(marks), readouts, alt, aspect=1.6)


@cache
def _wave(b: float) -> Polyline:
    """The quotient over the angle in degrees; one curve serves all positions of x."""

    def quotient(degrees: float) -> float:
        x = (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
        return rayleigh_quotient([[2.0, b], [b, 0.5]], x)

    return curve(quotient, 0.0, 180.0, "ink", steps=60)
