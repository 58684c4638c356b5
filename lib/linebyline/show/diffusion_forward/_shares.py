"""What is left of the signal after t of a thousand steps, for the two schedules."""

import math
from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.diffusion_forward import (
    cosine_schedule,
    linear_schedule,
    signal_shares,
)
from linebyline.show.marks import axes, points
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

STEPS = 1000
_SHOWN = range(0, STEPS + 1, 10)


def shares(t: float = 500.0) -> Scene:
    """Draw the signal share over the step, and mark one step.

    Args:
        t: the step, a whole number in [0, 1000].
    """
    step = round(t)
    marks: list[Mark] = [
        *axes((0.0, 0.0), (1040.0, 1.12), x="t", y="share of the variance left",
              x_ticks=(250, 500, 750, 1000), y_ticks=(0.5, 1)),
        Polyline(((step, 0.0), (step, 1.0)), "guide", "thin", dashed=True),
        Label((110.0, 0.3), "linear", "first", math=False),
        Label((740.0, 0.5), "cosine", "second", (0.0, 0.0), math=False),
    ]  # fmt: skip
    readouts = []
    for name, role in (("linear", "first"), ("cosine", "second")):
        left = _shares_of(name)
        at = float(left[step])
        marks.append(Polyline(points(_SHOWN, left[list(_SHOWN)]), role))
        marks.append(Dot((step, at), role))
        ratio = 10 * math.log10(at / (1 - at)) if step else math.inf
        readouts.append(Readout(f"{name}: share of the variance", at, role, digits=3))
        readouts.append(Readout(f"{name}: signal to noise", ratio, role, " dB", digits=1))
    alt = (
        "Two falling curves over the step t: the linear schedule has lost nearly all signal at "
        "two thirds of the way, the cosine schedule falls evenly."
    )
    return Scene((-115.0, 1075.0, -0.13, 1.2), tuple(marks), tuple(readouts), alt, aspect=1.6)


@cache
def _shares_of(name: str) -> Array:
    schedule = linear_schedule if name == "linear" else cosine_schedule
    return np.asarray(signal_shares(schedule(STEPS)))
