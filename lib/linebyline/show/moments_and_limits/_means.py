"""The means of many throws of a die, and how they draw together."""

import math
from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.probability.moments_and_limits import chebyshev_bound, standard_error
from linebyline.show.marks import axes
from linebyline.show.scene import Dot, Label, Mark, Polygon, Polyline, Readout, Scene

_MOST, _ROWS = 100, 120
_MEAN, _SCALE = 3.5, math.sqrt(35 / 12)


def means(n: float = 10.0) -> Scene:
    """Draw the means of the first n throws of 120 rows of throws, one dot a row.

    Args:
        n: throws in a mean, 1 to 100; a whole number.
    """
    size = round(n)
    seen = _means()[:, size - 1]
    error = standard_error(_SCALE, size)
    far = 100 * float(np.mean(np.abs(seen - _MEAN) >= 0.5))
    band = ((_MEAN - error, 0.0), (_MEAN + error, 0.0), (_MEAN + error, 1.0), (_MEAN - error, 1.0))
    marks: list[Mark] = [
        Polygon(band, "accent"),
        Polyline(((_MEAN, 0.0), (_MEAN, 1.0)), "accent"),
        *(Dot((float(x), 0.04 + 0.92 * k / _ROWS), "first") for k, x in enumerate(seen)),
        *axes((0.8, 0.0), (6.3, 1.0), x_ticks=(1, 2, 3, 4, 5, 6)),
        Label((_MEAN, 0.0), "mean of the throws", "guide", (0.0, -2.1), math=False),
    ]
    readouts = (
        Readout("σ / √n", error, "accent"),
        Readout("standard deviation of the 120 means", float(seen.std()), "first"),
        Readout("means at least 0.5 off", far, "first", "%", digits=0),
        Readout("Chebyshev allows", 100 * chebyshev_bound(_SCALE, size, 0.5), unit="%", digits=0),
    )
    alt = (
        "120 dots, each the mean of some throws of a die, around 3.5; the more throws in a mean, "
        "the narrower the cloud. A band one standard error to both sides holds about two thirds."
    )
    return Scene((0.4, 6.6, -0.24, 1.05), tuple(marks), readouts, alt, aspect=1.8)


@cache
def _means() -> Array:
    throws = np.random.default_rng(3).integers(1, 7, (_ROWS, _MOST))
    return np.asarray(np.cumsum(throws, axis=1) / np.arange(1, _MOST + 1))
