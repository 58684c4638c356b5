"""Two half moons that dissolve: the same points after t steps, walked or in one jump."""

from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.diffusion_forward import jump, signal_shares, walk
from linebyline.show.diffusion_forward._short import short_schedule
from linebyline.show.marks import axes
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

STEPS = 20
_FOLLOWED = (16, 52)  # one point of each moon
_REACH = (-3.6, 3.6, -2.7, 2.7)  # no point is drawn beyond
_WINDOW = (-4.5, 3.8, -3.4, 2.8)


def cloud(t: float = 0.0, cosine: bool = False, leap: bool = False) -> Scene:
    """Draw the moons after t steps of noise.

    Args:
        t: the step, a whole number in [0, 20].
        cosine: whether the noise follows the cosine schedule; else the linear one.
        leap: whether the points come from one jump instead of t steps.
    """
    step = round(t)
    path = _path(cosine)
    now = _leap(step, cosine) if leap else path[step]
    share = float(signal_shares(short_schedule(STEPS, cosine))[step])
    left, right, bottom, top = _REACH
    marks: list[Mark] = [
        *axes((left - 0.1, bottom - 0.1), (right, top)),
        Label((right, bottom - 0.1), "x₁", "guide", (-0.5, -0.9)),
        Label((left - 0.1, top), "x₂", "guide", (-0.5, -0.4)),
        *(Dot(_inside(point), "first") for point in now),
    ]
    for k, role in zip(_FOLLOWED, ("second", "accent"), strict=True):
        ends = [path[0, k], now[k]] if leap else path[: step + 1, k]
        if step:
            marks.append(Polyline(tuple(map(_inside, ends)), role, "thin"))
        marks.append(Dot(_inside(now[k]), role))
    readouts = (
        Readout("signal: x₀ is shrunk to", float(np.sqrt(share)), "first"),
        Readout("noise: standard deviation", float(np.sqrt(1 - share)), "second"),
        Readout("share of the variance left", share, "accent", digits=3),
    )
    alt = (
        "A cloud of points: two half moons that melt into one round cloud as t grows. Two of the "
        "points are followed by lines."
    )
    return Scene(_WINDOW, tuple(marks), readouts, alt)


def moons(count: int = 72) -> Array:
    """Return points (N, 2) on two half moons, with mean zero and variance one."""
    angles = np.linspace(0, np.pi, count // 2)
    upper = np.column_stack([np.cos(angles), np.sin(angles)])
    lower = np.column_stack([1 - np.cos(angles), 0.5 - np.sin(angles)])
    both = np.concatenate([upper, lower])
    return np.asarray((both - both.mean(axis=0)) / both.std(axis=0))


@cache
def _path(cosine: bool) -> Array:
    return walk(moons(), short_schedule(STEPS, cosine), rng=np.random.default_rng(3))


@cache
def _leap(step: int, cosine: bool) -> Array:
    # The same draw for every t: the points glide instead of flickering.
    return jump(moons(), short_schedule(STEPS, cosine), step, rng=np.random.default_rng(4))


def _inside(point: Array) -> tuple[float, float]:
    """A point of the cloud, the few far ones moved to the edge of the picture."""
    left, right, bottom, top = _REACH
    x, y = point
    return (float(np.clip(x, left, right)), float(np.clip(y, bottom, top)))
