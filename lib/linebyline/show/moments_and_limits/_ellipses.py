"""A covariance and its inverse as ellipses, and a path that bends towards the samples."""

import math
from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.probability.moments_and_limits import path_length, shortest_path
from linebyline.show.marks import points
from linebyline.show.scene import Arrow, Dot, Label, Mark, Polyline, Readout, Scene

_TURN = np.linspace(0, 2 * math.pi, 49)
_WIDTH, _FLOOR = 0.3, 0.05


def ellipses(angle: float = 30.0, stretch: float = 2.0) -> Scene:
    """Draw the ellipse of a covariance, and that of its inverse.

    Args:
        angle: of the long axis, in degrees, in [0, 90].
        stretch: standard deviation along the long axis, in [1, 3]; across it is one half.
    """
    turn = math.radians(angle)
    long, short = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
    scales = (stretch, 0.5)
    marks: list[Mark] = [
        _ellipse(long, short, scales, "first"),
        _ellipse(long, short, (1 / stretch, 2.0), "second"),
        Arrow((0.0, 0.0), (stretch * long[0], stretch * long[1]), "first"),
        Arrow((0.0, 0.0), (long[0] / stretch, long[1] / stretch), "second"),
        Arrow((0.0, 0.0), (0.5 * short[0], 0.5 * short[1]), "first"),
        Arrow((0.0, 0.0), (2 * short[0], 2 * short[1]), "second"),
        Label((-3.1, 2.8), "covariance", "first", (2.6, 0.0), math=False),
        Label((-3.1, 2.35), "its inverse, the metric", "second", (5.6, 0.0), math=False),
    ]
    readouts = (
        Readout("largest eigenvalue of the covariance", stretch**2, "first"),
        Readout("smallest eigenvalue of the metric", 1 / stretch**2, "second"),
        Readout("cost of a unit step along the long axis", 1 / stretch, "second"),
        Readout("cost of a unit step across it", 2.0, "second"),
    )
    alt = (
        "Two ellipses with the same axes: where that of the covariance is long, that of its "
        "inverse is short."
    )
    return Scene((-3.3, 3.3, -3.1, 3.1), tuple(marks), readouts, alt)


def pulled() -> Scene:
    """Draw samples along an arc, the straight line between its ends, and the shortest path."""
    samples = arc()
    start, end = np.array([-1.0, 0.0]), np.array([1.0, 0.0])
    line = start + np.linspace(0, 1, 21)[:, None] * (end - start)
    path = _shortest()
    marks: list[Mark] = [
        *(Dot((float(x), float(y)), "guide", hollow=True) for x, y in samples),
        Polyline(points(line[:, 0], line[:, 1]), "second", dashed=True),
        Polyline(points(path[:, 0], path[:, 1]), "first", "bold"),
        Dot((-1.0, 0.0), "ink"),
        Dot((1.0, 0.0), "ink"),
    ]
    readouts = (
        Readout(
            "length of the straight line",
            path_length(samples, line, width=_WIDTH, floor=_FLOOR),
            "second",
        ),
        Readout(
            "length of the shortest path found",
            path_length(samples, path, width=_WIDTH, floor=_FLOOR),
            "first",
        ),
    )
    alt = (
        "Samples along a half circle. The straight line between its ends crosses empty space; the "
        "path that is short in the metric follows the samples."
    )
    return Scene((-1.5, 1.5, -0.35, 1.4), tuple(marks), readouts, alt)


def arc() -> Array:
    """Return 100 noisy samples (100, 2) of the upper half of the unit circle."""
    rng = np.random.default_rng(5)
    angles = rng.uniform(0, math.pi, 100)
    circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.asarray(circle + 0.08 * rng.standard_normal((100, 2)))


@cache
def _shortest() -> Array:
    return shortest_path(arc(), [-1.0, 0.0], [1.0, 0.0], width=_WIDTH, floor=_FLOOR)


def _ellipse(
    long: tuple[float, float], short: tuple[float, float], scales: tuple[float, float], role: str
) -> Polyline:
    xs, ys = (
        scales[0] * np.cos(_TURN) * long[k] + scales[1] * np.sin(_TURN) * short[k] for k in (0, 1)
    )
    return Polyline(points(xs, ys), role)
