"""A round cloud squeezed along one direction: which eigenvalues grow, and which shrink."""

import math
from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.probability.dependence import covariance, precision, squeeze
from linebyline.show.scene import Arrow, Dot, Label, Mark, Polyline, Readout, Scene

_POINTS = 60


def squeezed(t: float = 0.3, angle: float = 60.0) -> Scene:
    """Draw the cloud, its nearest line through the mean, and the normal of that line.

    Args:
        t: what is left of the extent along the squeezed direction, in [0.1, 1].
        angle: the squeezed direction in degrees, in [0, 180].
    """
    turn = math.radians(angle)
    v = (math.cos(turn), math.sin(turn))
    data = squeeze(_start(), v, t)
    spread = covariance(data)
    along, across = (float(np.array(d) @ spread @ np.array(d)) for d in (v, (-v[1], v[0])))
    grown = float(np.linalg.eigvalsh(precision(spread))[-1])
    is_round = t > 0.99
    marks: list[Mark] = [
        *(Dot((float(x), float(y)), "first") for x, y in data),
        Polyline(((2.7 * v[1], -2.7 * v[0]), (-2.7 * v[1], 2.7 * v[0])), "second", "bold"),
        Arrow((0.0, 0.0), (1.5 * v[0], 1.5 * v[1]), "accent"),
        Label((1.5 * v[0], 1.5 * v[1]), "v", "accent", (0.7 * v[0], 0.7 * v[1])),
    ]
    note = "round: every line is as near" if is_round else ""
    readouts = (
        Readout("variance along v", along, "accent", note=note),
        Readout("variance along the line", across, "second"),
        Readout("largest eigenvalue of the precision", grown, "accent"),
    )
    alt = "A cloud of points squeezed along v, and the line through its mean with normal v."
    return Scene((-3.4, 3.4, -2.8, 2.8), tuple(marks), readouts, alt)


@cache
def _start() -> Array:
    """A cloud with mean zero whose covariance is the identity."""
    raw = np.random.default_rng(6).standard_normal((_POINTS, 2))
    centred = raw - raw.mean(axis=0)
    root = np.linalg.cholesky(covariance(centred))
    return np.asarray(np.linalg.solve(root, centred.T).T, dtype=np.float64)
