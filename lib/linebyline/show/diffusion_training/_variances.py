"""The variance along a reverse chain with exact noise, for three scales of its noise."""

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.diffusion_forward import linear_schedule, signal_shares
from linebyline.generative.diffusion_reverse import chain_moments
from linebyline.generative.diffusion_reverse.sampling import Scale
from linebyline.show.marks import axes, points
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

_DRAWN = 40  # pieces of each curve
_SCALES: dict[Scale, tuple[str, str]] = {
    "forward": ("noise √β", "first"),
    "posterior": ("noise √β̃", "second"),
    "variance": ("noise β, no root", "warning"),
}


def variances(spread: float = 0.25, steps: float = 100) -> Scene:
    """Draw the variances of x_T, ..., x_0 for data N(2, spread).

    Args:
        spread: variance of the data, in [0.05, 1].
        steps: number of steps, a whole number in [25, 400]; the whole noise is about the same.
    """
    count = round(steps)
    betas = linear_schedule(count, 0.1 / count, 20 / count)
    kept = signal_shares(betas)[::-1]
    marks: list[Mark] = [
        *axes((0.0, 0.0), (1.06, 1.12), x="done", x_ticks=(0.5, 1), y_ticks=(0.5, 1)),
        _curve(kept * spread + 1 - kept, "guide", dashed=True),
    ]
    readouts = []
    for row, (scale, (word, role)) in enumerate(_SCALES.items()):
        along = chain_moments(2.0, spread, betas, scale)[1]
        marks += [_curve(along, role), Dot((1.0, float(along[-1])), role)]
        marks.append(Label((0.22, 0.78 - 0.11 * row), word, role, (0.5, 0.0), math=False))
        readouts.append(Readout(f"variance at the end, {word}", float(along[-1]), role, digits=4))
    readouts.append(Readout("of the data", spread, "guide"))
    alt = (
        "Three curves of the variance on the way from noise to data, and a dashed one for what it "
        "should be. With the roots the curves end near the data's variance; without, at nothing."
    )
    return Scene((-0.16, 1.1, -0.2, 1.16), tuple(marks), tuple(readouts), alt, aspect=1.6)


def _curve(values: Array, role: str, *, dashed: bool = False) -> Polyline:
    shares = np.linspace(0, 1, _DRAWN + 1)
    heights = np.interp(shares, np.linspace(0, 1, len(values)), values)
    return Polyline(points(shares.tolist(), heights.tolist()), role, dashed=dashed)
