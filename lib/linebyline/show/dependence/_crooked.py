"""Points along a bent curve: what the correlation sees of it, and what it does not."""

from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.probability.dependence import correlation, covariance
from linebyline.show.marks import axes
from linebyline.show.scene import Dot, Mark, Polyline, Readout, Scene

_POINTS = 41


def crooked(tilt: float = 0.0, bend: float = 1.0) -> Scene:
    """Draw y = tilt x + bend (x² - 4/3) + noise with its line of least squares.

    Args:
        tilt: slope of the straight part, in [-1, 1].
        bend: size of the bent part, in [-1, 1].
    """
    x, noise = _start()
    y = tilt * x + bend * (x**2 - np.mean(x**2)) + noise
    cloud = correlation(covariance(np.column_stack([x, x**2, y])))
    slope = float(x @ y / (x @ x))
    marks: list[Mark] = [
        *axes((-2.4, -4.8), (2.6, 5.0), x="x", y="y", x_ticks=(-2, -1, 0, 1, 2),
              y_ticks=(-4, -2, 0, 2, 4)),
        *(Dot((float(a), float(b)), "first") for a, b in zip(x, y, strict=True)),
        Polyline(((-2.2, -2.2 * slope), (2.2, 2.2 * slope)), "second", "bold"),
    ]  # fmt: skip
    readouts = (
        Readout("correlation of x and y", float(cloud[0, 2]), "second"),
        Readout("correlation of x² and y", float(cloud[1, 2]), "first"),
    )
    alt = "Points along a curve that may be bent, and the straight line that fits them best."
    return Scene((-2.9, 2.8, -6.2, 5.3), tuple(marks), readouts, alt, aspect=1.5)


@cache
def _start() -> tuple[Array, Array]:
    """Places in balance about zero, and noise that is uncorrelated with x and with x²."""
    x = np.linspace(-2, 2, _POINTS)
    raw = 0.35 * np.random.default_rng(4).standard_normal(_POINTS)
    powers = np.column_stack([np.ones(_POINTS), x, x**2])
    return x, raw - powers @ np.linalg.lstsq(powers, raw, rcond=None)[0]
