"""Eight measured lengths under a bell curve: move it until they are as likely as they can be."""

import math

import numpy as np

from linebyline.probability.maximum_likelihood import fit_gaussian, gaussian_log_likelihood
from linebyline.show.marks import axes, curve
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

SEPALS = (5.1, 4.9, 4.7, 4.6, 5.0, 5.4, 4.6, 5.0)  # cm, the first eight irises of the data set


def bell(mean: float = 5.3, width: float = 0.4) -> Scene:
    """Draw the density of a Gaussian over eight samples, and its height at each of them.

    Args:
        mean: in centimetres, in [4.4, 5.6].
        width: the standard deviation in centimetres, in [0.15, 0.75].
    """
    samples = np.array(SEPALS)[:, None]
    best = fit_gaussian(samples)

    def log_likelihood(center: float, variance: float) -> float:
        return gaussian_log_likelihood(samples, [center], [[variance]])

    def density(x: float) -> float:
        return math.exp(-0.5 * ((x - mean) / width) ** 2) / (width * math.sqrt(2 * math.pi))

    here = log_likelihood(mean, width**2)
    most = log_likelihood(float(best.mean[0]), float(best.covariance[0, 0]))
    marks: list[Mark] = [
        *axes((4.0, 0.0), (6.12, 2.9), x="cm", x_ticks=(4.5, 5, 5.5), y_ticks=(1, 2)),
        curve(density, 4.0, 6.0, "first", steps=80),
        *(Polyline(((x, 0.0), (x, density(x))), "second", "thin") for x in sorted(set(SEPALS))),
        *(Dot((x, 0.05 + 0.11 * k), "second") for x, k in _stacked()),
        Label((5.06, 2.8), "density at each sample", "second", math=False),
    ]
    readouts = (
        Readout("log-likelihood", here, "accent"),
        Readout("largest there is", most, "guide"),
        Readout("lost", most - here, "warning" if most - here > 3 else "ink"),
    )
    alt = (
        "A bell curve over eight lengths in centimetres; a vertical line at each length reaches "
        "up to the curve."
    )
    return Scene((3.84, 6.2, -0.3, 3.05), tuple(marks), readouts, alt, aspect=1.6)


def _stacked() -> list[tuple[float, int]]:
    """Each sample with the number of equal ones before it."""
    return [(x, SEPALS[:k].count(x)) for k, x in enumerate(SEPALS)]
