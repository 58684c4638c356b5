"""One reverse chain with three scales of its noise, side by side."""

import math
from functools import cache
from typing import cast

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.diffusion_reverse import ancestral_path, exact_noise, mixture
from linebyline.generative.diffusion_reverse.sampling import Scale
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

BLOBS = mixture(
    [1 / 3] * 3,
    [[1.4 * math.cos(a), 1.4 * math.sin(a)] for a in (math.pi / 2, math.pi * 7 / 6, -math.pi / 6)],
    0.09,
)
_BETAS = np.linspace(0.0005, 0.1, 200)
_DRAWN, _COUNTED = 42, 600
_PANELS = {
    "forward": ("√β", "first"),
    "posterior": ("√β̃", "second"),
    "variance": ("β", "warning"),
}
_APART = 5.2


def three_noises(done: float = 200) -> Scene:
    """Draw the points of three reverse chains after some of their 200 steps.

    Args:
        done: how many steps are done, a whole number in [0, 200].
    """
    marks: list[Mark] = []
    readouts: list[Readout] = []
    for k, (scale, (label, role)) in enumerate(_PANELS.items()):
        shift = np.array([_APART * k, 0.0])
        points = _paths(scale)[round(done)]
        marks += [_ring(center + shift) for center in BLOBS.centers]
        marks += [Dot((float(x), float(y)), role) for x, y in np.round(_near(points) + shift, 2)]
        marks.append(Label((_APART * k, 2.9), label, role))
        readouts.append(Readout(f"width of a blob, {_WORDS[scale]}", blob_width(points), role))
    readouts.append(Readout("of the data", math.sqrt(BLOBS.variance), "guide"))
    alt = (
        "Three clouds of points on their way from one round cloud to three blobs. With the roots "
        "of the variances as scale they fill the blobs, with the variance itself they shrink to "
        "the middles."
    )
    window = (-2.6, 2 * _APART + 2.6, -2.6, 3.3)
    return Scene(window, tuple(marks), tuple(readouts), alt)


_WORDS = {"forward": "root of β", "posterior": "root of β̃", "variance": "β without the root"}


def blob_width(points: Array) -> float:
    """Return the standard deviation of the round Gaussian with the same median distance.

    Distances are to the nearest center; the median does not see the few points between blobs.
    """
    gaps = ((points[:, None, :] - BLOBS.centers) ** 2).sum(axis=2).min(axis=1)
    return float(np.sqrt(np.median(gaps) / (2 * math.log(2))))


@cache
def _paths(scale: str) -> Array:
    rng = np.random.default_rng(3)
    start = rng.standard_normal((_COUNTED, 2))
    return ancestral_path(
        lambda x, kept: exact_noise(BLOBS, x, kept), start, _BETAS, rng, cast(Scale, scale)
    )


def _near(points: Array) -> Array:
    """The points that are drawn, held inside their panel."""
    return np.clip(points[:_DRAWN], -2.5, 2.5)


def _ring(center: Array) -> Polyline:
    """Where two standard deviations of a blob end."""
    radius = 2 * math.sqrt(BLOBS.variance)
    angles = np.linspace(0, 2 * math.pi, 25)
    xs, ys = center[0] + radius * np.cos(angles), center[1] + radius * np.sin(angles)
    return Polyline(tuple(zip(xs.tolist(), ys.tolist(), strict=True)), "guide", "thin")
