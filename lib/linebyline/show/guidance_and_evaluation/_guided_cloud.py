"""Three classes that overlap, and how a guidance scale pulls them apart."""

import math
from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.diffusion_reverse import mixture
from linebyline.generative.guidance_and_evaluation import LabelledMixture, langevin
from linebyline.show.scene import Dot, Mark, Polyline, Readout, Scene

CLASSES = LabelledMixture(
    mixture(
        [1 / 3] * 3,
        [[math.cos(a), math.sin(a)] for a in (math.pi / 2, math.pi * 7 / 6, -math.pi / 6)],
        0.5,
    ),
    np.arange(3),
)
_ROLES = ("first", "second", "accent")
_DRAWN, _COUNTED, _REACH = 60, 300, 3.6


def guided_cloud(w: float = 1.0) -> Scene:
    """Draw points of p(x) p(c | x)^w for three classes c, found by Langevin steps.

    Args:
        w: the guidance scale, in [0, 8].
    """
    marks: list[Mark] = [_ring(center) for center in CLASSES.law.centers]
    sure, width = [], []
    for label, role in enumerate(_ROLES):
        points = _points(label, round(float(w), 3))
        held = np.clip(points[:_DRAWN], -_REACH, _REACH)
        marks += [Dot((float(x), float(y)), role) for x, y in np.round(held, 2)]
        sure.append(np.exp(CLASSES.log_posterior(points, label)).mean())
        width.append(points.var(axis=0).mean())
    readouts = (
        Readout("mean of p(c | x)", float(np.mean(sure)), "accent"),
        Readout("width of a class", math.sqrt(np.mean(width)), "ink"),
        Readout("width in the data", math.sqrt(CLASSES.law.variance), "guide"),
    )
    alt = (
        "Points of three classes. Without guidance all three clouds are the same; with more of it "
        "each cloud moves away from the others and grows narrower."
    )
    return Scene((-3.7, 3.7, -3.4, 3.7), tuple(marks), readouts, alt)


@cache
def _points(label: int, w: float) -> Array:
    rng = np.random.default_rng(label)
    start = CLASSES.given(label).sample(_COUNTED, rng)
    return langevin(lambda x: CLASSES.guided_score(x, label, w), start, 0.04, 100, rng)


def _ring(center: Array) -> Polyline:
    """Where one standard deviation of a class ends."""
    radius = math.sqrt(CLASSES.law.variance)
    angles = np.linspace(0, 2 * math.pi, 33)
    xs, ys = center[0] + radius * np.cos(angles), center[1] + radius * np.sin(angles)
    return Polyline(tuple(zip(xs.tolist(), ys.tolist(), strict=True)), "guide", "thin")
