"""The bound of a diffusion, part by part, while the model's mean of one step is off."""

import numpy as np

from linebyline.generative.diffusion_reverse import (
    gaussian_reverse,
    log_evidence,
    second_form,
)
from linebyline.show.marks import axes, bar
from linebyline.show.scene import Label, Mark, Polyline, Readout, Scene

SCHEDULE, POINT = np.linspace(0.25, 0.55, 5), 0.8
_EXACT = gaussian_reverse(0.0, 1.0, SCHEDULE)


def step_costs(off: float = 0.4, t: float = 3) -> Scene:
    """Draw the parts of minus the bound at one point, and their sum above the surprise.

    The data are N(0, 1), the chain has five steps, and the model is its exact reverse, except
    for the mean of one step.

    Args:
        off: what is added to the mean of x_{t-1} given x_t, in [-0.6, 0.6].
        t: the step, a whole number in [1, 5].
    """
    chosen, size = round(t), len(SCHEDULE)
    model = _EXACT._replace(offsets=_EXACT.offsets + off * (np.arange(1, size + 1) == chosen))
    parts = second_form(POINT, SCHEDULE, model)
    costs = [-parts.reconstruction, *parts.steps.tolist(), parts.prior]
    total, surprise = -parts.total, -log_evidence(POINT, model)
    marks: list[Mark] = axes((-0.6, 0.0), (8.4, 2.6), y="nats", y_ticks=(1, 2))
    for place, cost in enumerate(costs):
        role = "accent" if place == chosen - 1 else "second"
        marks += bar(place, 0.7, cost, role)
        name = f"{place + 1}" if place < size else "prior"
        marks.append(Label((place, 0.0), name, role, (0.0, -0.9), math=False))
    marks += [
        Label((-0.6, 0.0), "t", "guide", (0.0, -0.9)),
        *bar(7.4, 0.9, total, "ink"),
        Polyline(((6.75, surprise), (8.05, surprise)), "first", "bold"),
        Label((7.4, 0.0), "all", "ink", (0.0, -0.9), math=False),
        Label((6.7, surprise), "−log p(x₀)", "first", (-0.4, 0.0)),
    ]
    readouts = (
        Readout("cost of the step", costs[chosen - 1], "accent", digits=3),
        Readout("−ELBO", total, "ink", digits=3),
        Readout("−log p(x₀)", surprise, "first", digits=3),
        Readout("gap", total - surprise, "warning", digits=3),
    )
    alt = (
        "Six bars, the costs of the five steps and of the prior, and a seventh with their sum. Its "
        "top lies above minus the log-evidence, a line, and touches it where no mean is off."
    )
    return Scene((-1.1, 8.7, -0.35, 2.75), tuple(marks), readouts, alt, aspect=1.6)
