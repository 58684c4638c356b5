"""Two equal Gaussians that move apart: which divergence still notices?"""

import math
from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.probability.information import normal_kl
from linebyline.show.marks import area_under, axes, curve, points
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

_GRID = np.linspace(-12, 22, 6801)
_SHOWN = np.linspace(-3, 11, 97)
_STEP = float(_GRID[1] - _GRID[0])
_FARTHEST, _TOP = 8.0, 3.0


def apart(d: float = 2.0) -> Scene:
    """Draw N(0, 1) and N(d, 1), and below them their divergences as functions of d.

    Args:
        d: distance of the two means, in [0, 8].
    """
    js, kl = js_of_normals(d), normal_kl(0, 1, d, 1)
    slope = (js_of_normals(d + 1e-4) - js_of_normals(max(d - 1e-4, 0))) / (1e-4 + min(d, 1e-4))
    densities = [
        Polyline(points(_SHOWN, 4.3 + 2.6 * _normal(_SHOWN - at)), role)
        for at, role in ((0.0, "first"), (d, "second"))
    ]
    end = math.sqrt(2 * _TOP)
    marks: list[Mark] = [
        *(area_under(line, 4.3) for line in densities),
        *densities,
        *axes((0.0, 0.0), (9.6, 3.3), x="d", x_ticks=(0, 2, 4, 6, 8), y_ticks=(1, 2, 3)),
        curve(lambda at: at**2 / 2, 0.0, end, "warning", steps=48),
        Polyline(_js_curve(), "accent"),
        Label((end, _TOP), "KL", "warning", (1.0, 0.0), math=False),
        Label((_FARTHEST, math.log(2)), "JS", "accent", (0.0, 0.9), math=False),
        Dot((d, js), "accent"),
        *([Dot((d, kl), "warning")] if kl <= _TOP else []),
    ]
    readouts = (
        Readout("KL = d²/2", kl, "warning"),
        Readout("slope of KL = d", d, "warning"),
        Readout("JS", js, "accent", note="log 2 = 0.693 is the ceiling", digits=3),
        Readout("slope of JS", slope, "accent", digits=4,
                note="nothing left to follow" if slope < 1e-3 and d > 1 else ""),
    )  # fmt: skip
    alt = (
        "Two bells side by side. Below, two curves over their distance: KL climbs like a parabola, "
        "JS rises to log 2 and stays there."
    )
    return Scene((-3.2, 11.2, -0.95, 5.6), tuple(marks), readouts, alt, aspect=1.7)


@cache
def js_of_normals(d: float) -> float:
    """Return the Jensen-Shannon divergence of N(0, 1) and N(d, 1) in nats, for d in [0, 10]."""
    p, q = _normal(_GRID), _normal(_GRID - d)
    # log(2p / (p + q)) with the ratio q / p in logarithms, which never overflows.
    log_ratio = d * _GRID - d**2 / 2
    halves = p @ np.logaddexp(0, log_ratio) + q @ np.logaddexp(0, -log_ratio)
    return math.log(2) - float(halves) * _STEP / 2


@cache
def _js_curve() -> tuple[tuple[float, float], ...]:
    return tuple((float(d), js_of_normals(float(d))) for d in np.linspace(0, _FARTHEST, 65))


def _normal(x: Array) -> Array:
    return np.asarray(np.exp(-0.5 * x**2) / math.sqrt(2 * math.pi))
