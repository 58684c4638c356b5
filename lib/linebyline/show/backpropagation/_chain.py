"""Values on the way forwards, slopes on the way back, through four boxes in a row."""

import math

from linebyline.show.marks import bar
from linebyline.show.scene import Arrow, Label, Mark, Polyline, Readout, Scene

_BASE = -9.4  # height of the axis of the slopes
_NAMES = ("x", "z = wx", "y = tanh z", "L = (y − 1)²")


def chain(w: float = 0.5, x: float = 1.0) -> Scene:
    """Draw the values of the chain x, z, y, L as bars, and below them the slopes of L.

    Args:
        w: the weight, in [-2, 2].
        x: the input, in [-2, 2].
    """
    z = w * x
    y = math.tanh(z)
    loss = (y - 1) ** 2
    at_y = 2 * (y - 1)
    at_z = at_y * (1 - y**2)
    values, slopes = (x, z, y, loss), (at_z * w, at_z, at_y, 1.0)
    marks: list[Mark] = [
        Polyline(((-0.8, 0.0), (6.8, 0.0)), "guide", "thin"),
        Polyline(((-0.8, _BASE), (6.8, _BASE)), "guide", "thin"),
        Label((3.0, 5.4), "forwards: values", "first", math=False),
        Label((3.0, -14.9), "backwards: slopes of L", "second", math=False),
    ]
    for k, (name, value, slope) in enumerate(zip(_NAMES, values, slopes, strict=True)):
        at = 2.0 * k
        marks += [
            *bar(at, 0.8, value, "first"),
            *bar(at, 0.8, _BASE + slope, "second", base=_BASE),
            Label((at, -3.1), name, "ink"),
        ]
        if k:
            marks += [
                Arrow((at - 1.3, 4.4), (at - 0.7, 4.4), "first"),
                Arrow((at - 0.7, -13.9), (at - 1.3, -13.9), "second"),
            ]
    is_stuck = abs(at_z * x) < 0.05 and loss > 0.5
    readouts = (
        Readout("L", loss),
        Readout("∂L/∂y = 2(y − 1)", at_y, "second"),
        Readout("∂L/∂z = ∂L/∂y · (1 − y²)", at_z, "second"),
        Readout("∂L/∂w = ∂L/∂z · x", at_z * x, "warning" if is_stuck else "second",
                note="almost no slope, and far from the target" if is_stuck else ""),
        Readout("∂L/∂x = ∂L/∂z · w", at_z * w, "second"),
    )  # fmt: skip
    alt = (
        "Two rows of four bars: the values of x, z, y and L from left to right, and below them the "
        "slopes of L at the same places, computed from right to left."
    )
    return Scene((-1.0, 7.0, -15.6, 6.1), tuple(marks), readouts, alt, aspect=1.5)
