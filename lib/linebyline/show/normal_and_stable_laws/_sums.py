"""Waiting times added up, standardised, and laid over the normal density."""

import math

import numpy as np
from scipy.stats import gamma, norm

from linebyline._arguments import Array
from linebyline.show.marks import area_under, axes, points
from linebyline.show.scene import Label, Mark, Polyline, Readout, Scene

_GRID = np.linspace(-3.2, 3.9, 143)
_TOP = 1.05


def sums(n: float = 5.0) -> Scene:
    """Draw the density of a standardised sum of n waiting times, and the standard normal density.

    Args:
        n: number of independent exponential waiting times, 1 to 60; a whole number.
    """
    size = round(n)
    heights = math.sqrt(size) * gamma.pdf(size + math.sqrt(size) * _GRID, size)
    gap = float(np.abs(_below(size, _GRID) - norm.cdf(_GRID)).max())
    line = Polyline(points(_GRID, np.minimum(heights, _TOP)), "first")
    bell = Polyline(points(_GRID, norm.pdf(_GRID)), "second", dashed=True)
    marks: list[Mark] = [
        area_under(line),
        line,
        bell,
        *axes((-3.2, 0.0), (4.0, 1.0), x_ticks=(-3, -2, -1, 0, 1, 2, 3), y_ticks=(0.5, 1.0)),
        Label((2.3, 0.62), "standardised sum", "first", math=False),
        Label((2.3, 0.52), "normal density", "second", math=False),
    ]
    readouts = (
        Readout("skewness 2/√n", 2 / math.sqrt(size), "first"),
        Readout("largest gap in probability", gap, "accent", digits=3),
        Readout("beyond 2", 100 * float(1 - _below(size, np.array([2.0]))[0]), "first", "%"),
        Readout("normal, beyond 2", 100 * float(norm.sf(2)), "second", "%"),
    )
    alt = (
        "The density of a standardised sum of waiting times: a cliff with a long tail for one, "
        "close to the dashed bell of the normal law for many."
    )
    return Scene((-3.7, 4.2, -0.11, 1.1), tuple(marks), readouts, alt, aspect=1.6)


def _below(size: int, z: Array) -> Array:
    """The probability that the standardised sum is at most z."""
    return np.asarray(gamma.cdf(size + math.sqrt(size) * z, size))
