"""Two Gaussians in the plane, and the best map from one to the other."""

import math

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.guidance_and_evaluation import (
    Moments,
    moments,
    squared_frechet,
    symmetric_root,
    transport_map,
)
from linebyline.show.scene import Arrow, Label, Mark, Polyline, Readout, Scene

FIRST = moments([0.0, 0.0], [[1.44, 0.0], [0.0, 0.16]])


def transport(shift: float = 2.0, turn: float = 60.0) -> Scene:
    """Draw where the best map sends the points of an ellipse.

    Args:
        shift: of the second mean, in [0, 3].
        turn: of the second Gaussian, in degrees in [0, 90].
    """
    second = turned(shift, turn)
    ring = _ring()
    start = ring @ symmetric_root(FIRST.cov)
    end = second.mean + start @ transport_map(FIRST, second).T
    outline = second.mean + ring @ symmetric_root(second.cov)
    marks: list[Mark] = [_closed(start, "first"), _closed(outline, "second")]
    marks += [
        Arrow(_point(a), _point(b), "guide") for a, b in zip(start[::4], end[::4], strict=True)
    ]
    marks.append(Label((-0.95, 0.6), "from", "first", math=False))
    marks.append(Label((shift, 1.42), "to", "second", math=False))
    total = squared_frechet(FIRST, second)
    roots = symmetric_root(FIRST.cov) - symmetric_root(second.cov)
    readouts = (
        Readout("squared distance", total, "accent"),
        Readout("of it the means", shift**2, "ink"),
        Readout("of it the covariances", total - shift**2, "ink"),
        Readout("squared distance of the roots", float((roots**2).sum()), "guide"),
    )
    alt = (
        "A flat ellipse and a turned one to its right, with arrows from points of the first to "
        "points of the second. The arrows do not turn with the ellipse."
    )
    return Scene((-1.6, 4.6, -1.75, 1.95), tuple(marks), readouts, alt)


def turned(shift: float, turn: float) -> Moments:
    """Return the first Gaussian, turned by degrees and moved to the right."""
    angle = math.radians(turn)
    rotation = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return moments([shift, 0.0], rotation @ FIRST.cov @ rotation.T)


def _ring() -> Array:
    angles = np.linspace(0, 2 * math.pi, 48, endpoint=False)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _point(at: Array) -> tuple[float, float]:
    return float(at[0]), float(at[1])


def _closed(ring: Array, role: str) -> Polyline:
    return Polyline(tuple(_point(at) for at in [*ring, ring[0]]), role)
