"""Four points and the tangent at their mean: why the proof works, and where it needs convexity."""

import numpy as np

from linebyline._arguments import Array
from linebyline.probability.convexity_and_jensen import jensen_gap
from linebyline.show.marks import axes, curve
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

_FIXED = (-1.5, -0.6, 0.5)
_WEIGHTS = (0.25, 0.25, 0.25, 0.25)


def support(x: float = 1.6, wavy: bool = False) -> Scene:
    """Draw a function with the tangent at the mean of four points, three of them fixed.

    Args:
        x: the fourth point, in [-2, 2].
        wavy: whether the function has waves, and so is not convex.
    """
    points = (*_FIXED, x)
    mean = float(np.mean(points))

    def height(at: Array) -> Array:
        return 0.5 * at**2 + (0.5 * np.cos(4 * at) if wavy else 0.0)

    def slope(at: float) -> float:
        return at - (2 * np.sin(4 * at) if wavy else 0.0)

    def one(at: float) -> float:
        return float(height(np.array(at)))

    at_mean = one(mean)
    gap = jensen_gap(height, points, _WEIGHTS)
    ends = tuple((at, at_mean + slope(mean) * (at - mean)) for at in (-2.0, 2.0))
    below = [p for p in points if one(p) < at_mean + slope(mean) * (p - mean) - 1e-9]
    marks: list[Mark] = [
        *axes((-2.1, -0.8), (2.3, 2.6), x="x", x_ticks=(-2, -1, 0, 1, 2)),
        curve(one, -2.0, 2.0, "first"),
        Polyline(ends, "second"),
        *(Dot((p, one(p)), "warning" if p in below else "first") for p in points),
        Dot((mean, at_mean), "second"),
        Label((mean, at_mean), "mean", "second", (0.0, -1.0), math=False),
    ]
    readouts = (
        Readout("mean of f", gap + at_mean, "first"),
        Readout("f of the mean", at_mean, "second"),
        Readout("gap", gap, "warning" if gap < -1e-9 else "accent",
                note="negative: f is not convex" if gap < -1e-9 else ""),
        Readout("points below the tangent", len(below), "warning" if below else "accent", digits=0),
    )  # fmt: skip
    alt = (
        "A function with waves; its tangent at the mean of four points cuts through it."
        if wavy
        else "A bowl that lies above its tangent at the mean of four points."
    )
    return Scene((-2.4, 2.4, -1.3, 2.8), tuple(marks), readouts, alt, aspect=1.6)
