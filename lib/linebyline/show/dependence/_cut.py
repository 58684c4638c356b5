"""A bell over the plane: summed along one axis, and cut at one value of the other."""

import math

import numpy as np

from linebyline.probability.dependence import given_first
from linebyline.show.marks import points
from linebyline.show.scene import Label, Mark, Polygon, Polyline, Readout, Scene

_WALL = 3.3  # where the two laws of y are drawn, to the right of the plane
_HEIGHT = 2.4  # drawn length of a density of one
_TURNS = np.linspace(0, 2 * math.pi, 49)
_LEVELS = np.linspace(-3, 3, 61)


def cut(rho: float = 0.8, x: float = 1.2) -> Scene:
    """Draw two rings of a standard normal pair, the cut at x, and two laws of y on the wall.

    Args:
        rho: the correlation, in [-0.9, 0.9].
        x: where the first number is known to be, in [-2, 2].
    """
    middle, variance = given_first([0.0, 0.0], [[1.0, rho], [rho, 1.0]], x)
    width = math.sqrt(variance)
    known = [_bell((y - middle) / width) / width for y in _LEVELS]
    unknown = [_bell(float(y)) for y in _LEVELS]
    marks: list[Mark] = [
        Polyline(((-3.1, 0.0), (3.1, 0.0)), "guide", "thin"),
        Polyline(((0.0, -3.0), (0.0, 3.0)), "guide", "thin"),
        Label((3.1, 0.0), "x", "guide", (-0.4, 0.9)),
        Label((0.0, 3.0), "y", "guide", (0.8, -0.4)),
        _ring(rho, 1.0),
        _ring(rho, 2.0),
        Polyline(((x, -3.0), (x, 3.0)), "second", "normal", dashed=True),
        Polyline(((x, middle - width), (x, middle + width)), "second", "bold"),
        Polyline(((_WALL, -3.0), (_WALL, 3.0)), "guide", "thin"),
        _on_wall(unknown, "first"),
        Polygon(_on_wall(known, "second").points, "second"),
        _on_wall(known, "second"),
    ]
    readouts = (
        Readout("mean of y given x", middle, "second"),
        Readout("standard deviation of y given x", width, "second"),
        Readout("standard deviation of y", 1.0, "first"),
    )
    alt = (
        "Rings of a bell over the plane with a cut at one x; beside it the law of y in all, "
        "and the law of y on the cut, which is narrower."
    )
    return Scene((-3.3, 6.0, -3.2, 3.2), tuple(marks), readouts, alt)


def _ring(rho: float, radius: float) -> Polyline:
    """Where the density is that of a point at this many standard deviations."""
    root = math.sqrt(1 - rho**2)
    xs = radius * np.cos(_TURNS)
    return Polyline(points(xs, rho * xs + root * radius * np.sin(_TURNS)), "first")


def _on_wall(density: list[float], role: str) -> Polyline:
    return Polyline(points((_WALL + _HEIGHT * d for d in density), _LEVELS), role)


def _bell(z: float) -> float:
    return math.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
