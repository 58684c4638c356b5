"""Where the variance of x_t comes from: the start, and the noise of each step."""

import numpy as np

from linebyline.generative.diffusion_forward import noise_weights, signal_shares
from linebyline.show.diffusion_forward._short import short_schedule
from linebyline.show.marks import axes, bar
from linebyline.show.scene import Label, Mark, Readout, Scene

STEPS = 12


def weights(t: float = 6.0, cosine: bool = False) -> Scene:
    """Draw the variance that x_0 and each noise give to x_t, after t of 12 steps.

    Args:
        t: the step, a whole number in [0, 12].
        cosine: whether the noise follows the cosine schedule; else the linear one.
    """
    step = round(t)
    betas = short_schedule(STEPS, cosine)
    parts = np.zeros(STEPS)
    if step:
        parts[:step] = noise_weights(betas[:step])
    share = float(signal_shares(betas)[step])
    marks: list[Mark] = [
        *axes((-0.7, 0.0), (STEPS + 2.5, 1.15), x="step", y="share of the variance",
              x_ticks=range(2, STEPS + 1, 2), y_ticks=(0.5, 1)),
        Label((0.0, 0.0), "x₀", "first", (0.0, -0.9), math=False),
        *bar(0.0, 0.7, share, "first"),
    ]  # fmt: skip
    for k, part in enumerate(parts, start=1):
        marks += bar(float(k), 0.7, float(part), "accent" if k == step else "second")
    readouts = (
        Readout("from x₀", share, "first", digits=3),
        Readout("from all noises together", float(parts.sum()), "second", digits=3),
        Readout("sum", share + float(parts.sum()), "ink", digits=3),
    )
    alt = (
        "Bars: how much of the variance comes from the start and from the noise of each step. As "
        "t grows, the bars of the past shrink, the newest noise joins, and the sum stays one."
    )
    return Scene((-2.3, STEPS + 2.6, -0.13, 1.22), tuple(marks), readouts, alt, aspect=1.6)
