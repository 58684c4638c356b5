"""Digits from one noise at several guidance scales."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from linebyline._arguments import Array
from linebyline.generative.guidance_and_evaluation import digits
from linebyline.show.scene import Cells, Label, Mark, Readout, Scene

Labels = NDArray[np.int64]
_ROWS, _MADE = 2, 5  # rows of ten digits shown, and made to read numbers off
_LABELS = np.tile(np.arange(10, dtype=np.int64), _MADE)


def guided_digits(w: float = 1.0) -> Scene:
    """Draw two digits for each label, from the same noise at every scale.

    Args:
        w: the guidance scale, in [0, 6].
    """
    made = _made(round(float(w), 3))
    marks: list[Mark] = []
    for place, ink in enumerate(made[: 10 * _ROWS]):
        row, column = divmod(place, 10)
        low = (column + 0.04, -row - 0.96)
        shares = tuple(map(tuple, np.round(ink.reshape(8, 8), 2).tolist()))
        marks.append(Cells(low, (low[0] + 0.92, low[1] + 0.92), shares, "ink"))
    marks += [Label((k + 0.5, 0.25), str(k), "accent", math=False) for k in range(10)]
    readouts = (
        Readout("share that looks as asked", recognised(made, _LABELS), "accent"),
        Readout("variance within a label", within(made, _LABELS), "first"),
        Readout("in the data", within(digits.split().seen, digits.split().seen_labels), "guide"),
    )
    alt = (
        "Two rows of the digits 0 to 9, made by the network. Without guidance they ignore the "
        "label above them, with it they obey, and with much of it they become bold and alike."
    )
    return Scene((-0.1, 10.1, -_ROWS - 0.1, 0.6), tuple(marks), readouts, alt)


def recognised(ink: Array, labels: Labels) -> float:
    """Return the share of digits whose nearest seen digit has their label."""
    data = digits.split()
    gaps = (ink**2).sum(1)[:, None] - 2 * ink @ data.seen.T + (data.seen**2).sum(1)
    return float((data.seen_labels[gaps.argmin(axis=1)] == labels).mean())


def within(ink: Array, labels: Labels) -> float:
    """Return the mean over labels of the summed variances of their digits."""
    return float(np.mean([ink[labels == k].var(axis=0, ddof=1).sum() for k in range(10)]))


@cache
def _made(w: float) -> Array:
    return digits.sample(_LABELS, w)
