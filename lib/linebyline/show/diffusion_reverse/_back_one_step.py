"""Two bells and their product: where x_{t-1} lies when x_t and x_0 are known."""

import math

import numpy as np

from linebyline.generative.diffusion_reverse import posterior, step_of
from linebyline.show.marks import area_under, axes, curve
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

BETAS = np.linspace(0.05, 0.5, 10)


def back_one_step(x_t: float = 1.2, x_0: float = -1.0, t: float = 5) -> Scene:
    """Draw what x_0 says of x_{t-1}, what x_t says of it, and what both say.

    Args:
        x_t: the point after t steps, in [-2, 2].
        x_0: its start, in [-2, 2].
        t: the step, a whole number in [2, 10].
    """
    step = step_of(BETAS, round(t))
    both = posterior(x_t, x_0, BETAS, round(t))
    mean = float(both.mean)
    start = (math.sqrt(step.kept_before) * x_0, 1 - step.kept_before)
    end = (x_t / math.sqrt(step.alpha), step.beta / step.alpha)
    line = _bell(mean, both.variance, "accent")
    marks: list[Mark] = [
        *axes((-3.0, 0.0), (3.1, 2.3), y="density", x_ticks=(-2, -1, 0, 1, 2), y_ticks=(1, 2)),
        Label((2.9, 0.0), "xₜ₋₁", "guide", (0.0, -0.9)),
        area_under(line),
        _bell(*start, "second"),
        _bell(*end, "first"),
        line,
        Polyline(((mean, 0.0), (mean, 2.2)), "accent", "thin", dashed=True),
        Dot((x_0, 0.0), "second"),
        Dot((x_t, 0.0), "first"),
        Label((x_0, 0.0), "start", "second", (0.0, -1.9), math=False),
        Label((x_t, 0.0), "end", "first", (0.0, -2.8), math=False),
    ]
    readouts = (
        Readout("mean of both", mean, "accent"),
        Readout("variance of both", both.variance, "accent", digits=3),
        Readout("variance of what the start says", start[1], "second", digits=3),
        Readout("variance of what the end says", end[1], "first", digits=3),
    )
    alt = (
        "Three bells over x at step t - 1: one around the faded start, one around the end scaled "
        "back, and a narrower one between them, their product."
    )
    return Scene((-3.25, 3.35, -0.5, 2.45), tuple(marks), readouts, alt, aspect=1.6)


def _bell(mean: float, variance: float, role: str) -> Polyline:
    top = 1 / math.sqrt(2 * math.pi * variance)
    return curve(
        lambda x: top * math.exp(-((x - mean) ** 2) / (2 * variance)), -3.0, 3.0, role, steps=46
    )
