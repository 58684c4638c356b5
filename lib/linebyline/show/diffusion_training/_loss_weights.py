"""How much each loss cares about each step: the bound, and three losses without weights."""

import math
from functools import cache

import torch

from linebyline.generative.diffusion_forward import cosine_schedule, linear_schedule
from linebyline.generative.diffusion_training import Process, bound_weights, simple_weights
from linebyline.show.marks import axes, points
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

STEPS = 100
_LOW, _HIGH = -6.0, 2.2
_ROLES = {"bound": "accent", "noise": "first", "velocity": "second", "start": "ink"}
_WORDS = {
    "bound": "the bound",
    "noise": "noise, no weights",
    "velocity": "velocity, no weights",
    "start": "start, no weights",
}
# Each curve is named at a step of its own, above or below it.
_NAMED = {"bound": (24, -1.0), "noise": (64, 1.0), "velocity": (88, -1.0), "start": (40, 1.0)}


def loss_weights(t: float = 10, cosine: bool = False, of_noise: bool = False) -> Scene:
    """Draw the factor of the squared error at each step, in four losses, on a log scale.

    Args:
        t: the step whose factors are read off, a whole number in [2, 100].
        cosine: whether the noise follows the cosine schedule; else the linear one.
        of_noise: whether the error is that of the noise; else that of the start.
    """
    now = round(t)
    marks: list[Mark] = [
        *axes((0.0, _LOW), (104.0, _HIGH), x="t", x_ticks=(20, 40, 60, 80, 100)),
        *_powers(),
        Polyline(((now, _LOW), (now, _HIGH)), "guide", "thin", dashed=True),
    ]
    readouts = []
    for name, role in _ROLES.items():
        weights = factors(name, cosine, of_noise)
        heights = [_height(weight) for weight in weights]
        # From t = 2 on: at t = 1 the weight of the bound is infinite.
        shown = [(t, y) for t, y in enumerate(heights, start=2) if y > _LOW]
        marks.append(Polyline(points(*zip(*shown, strict=True)), role))
        marks.append(Dot((float(now), heights[now - 2]), role))
        named, side = _NAMED[name]
        marks.append(Label((named, heights[named - 2]), name, role, (0.0, side), math=False))
        readouts.append(Readout(_WORDS[name], weights[now - 2], role, digits=3))
    alt = (
        "Four curves over the steps t: the factor of the squared error in the bound and in three "
        "losses without weights, each with mean one, on a log scale. They disagree by powers of "
        "ten."
    )
    return Scene((-22.0, 106.0, -7.2, 2.6), tuple(marks), tuple(readouts), alt, aspect=1.6)


@cache
def factors(name: str, cosine: bool, of_noise: bool) -> list[float]:
    """Return the factors for t = 2..100, with mean one."""
    betas = cosine_schedule(STEPS) if cosine else linear_schedule(STEPS, 1e-3, 0.2)
    process = Process(betas)
    kept = process.kept[1:]
    of_start = {
        "bound": bound_weights(process, "start"),
        "noise": simple_weights(process, "start"),
        "velocity": 1 / (1 - kept),
        "start": torch.ones_like(kept),
    }[name]
    weights = (of_start * ((1 - kept) / kept if of_noise else 1))[1:]
    return [float(weight) for weight in weights / weights.mean()]


def _height(weight: float) -> float:
    return min(max(math.log10(weight), _LOW), _HIGH)


def _powers() -> list[Mark]:
    return [
        Label((0.0, float(power)), text, "guide", (-0.5, 0.0), math=False)
        for power, text in ((-6, "10⁻⁶"), (-4, "10⁻⁴"), (-2, "0.01"), (0, "1"), (2, "100"))
    ]
