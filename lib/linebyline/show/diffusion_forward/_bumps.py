"""A density with three bumps on its way to the bell curve."""

import math

import numpy as np

from linebyline.generative.diffusion_forward import signal_shares
from linebyline.show.diffusion_forward._short import short_schedule
from linebyline.show.marks import area_under, axes, curve
from linebyline.show.scene import Label, Mark, Readout, Scene

STEPS = 24
_CENTERS = np.array([-1.5, 0.3, 1.25])
_SHARES = np.array([0.35, 0.25, 0.4])
_VARIANCE = 0.02


def bumps(t: float = 3.0, cosine: bool = False) -> Scene:
    """Draw the exact density of x_t, where x_0 has three narrow bumps.

    Args:
        t: the step, a whole number in [0, 24].
        cosine: whether the noise follows the cosine schedule; else the linear one.
    """
    share = float(signal_shares(short_schedule(STEPS, cosine))[round(t)])
    line = curve(lambda x: density(x, share), -3.6, 3.6, "first", steps=96)
    marks: list[Mark] = [
        *axes((-3.6, 0.0), (3.7, 1.25), x="x", y="density",
              x_ticks=(-2, 0, 2), y_ticks=(0.5, 1)),
        area_under(line),
        line,
        curve(_bell, -3.6, 3.6, "guide", steps=40),
        Label((2.0, _bell(2.0)), "N(0, 1)", "guide", (0.5, 1.8), math=False),
    ]  # fmt: skip
    grid = np.linspace(-6, 6, 2401)
    gaps = np.abs([density(x, share) - _bell(x) for x in grid])
    readouts = (
        Readout("share of the variance left", share, "accent", digits=3),
        Readout("area between the curves, halved", float(gaps.sum()) * 0.005 / 2, "warning",
                digits=3),
    )  # fmt: skip
    alt = (
        "A density with three bumps over x, and a bell curve behind it. As t grows, the bumps "
        "move inward, widen and merge into the bell."
    )
    return Scene((-4.4, 3.9, -0.15, 1.32), tuple(marks), readouts, alt, aspect=1.6)


def density(x: float, share: float) -> float:
    """Return the density of x_t at x: three bells, each moved and widened by the noise."""
    variance = share * _VARIANCE + 1 - share
    gaps = (x - math.sqrt(share) * _CENTERS) ** 2 / (2 * variance)
    return float(_SHARES @ np.exp(-gaps)) / math.sqrt(2 * math.pi * variance)


def _bell(x: float) -> float:
    return math.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
