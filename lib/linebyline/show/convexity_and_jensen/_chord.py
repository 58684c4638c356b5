"""A bowl and one of its chords: mixing heights against the height of the mixture."""

import numpy as np

from linebyline.probability.convexity_and_jensen import jensen_gap
from linebyline.show.marks import axes, curve
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene


def chord(t: float = 0.5, v: float = 1.5) -> Scene:
    """Draw the bowl f(x) = x² with the chord over [-1, v], and a mixture on both.

    Args:
        t: weight of the right end, in [0, 1].
        v: the right end, in [0, 2]; the left end is -1.
    """
    u = -1.0
    x = (1 - t) * u + t * v
    on_chord, on_bowl = (1 - t) * u**2 + t * v**2, x**2
    gap = jensen_gap(np.square, [u, v], [1 - t, t])
    marks: list[Mark] = [
        *axes((-1.6, 0.0), (2.3, 4.4), x="x", x_ticks=(-1, 0, 1, 2), y_ticks=(1, 2, 3, 4)),
        curve(lambda at: at**2, -1.5, 2.1, "first"),
        Polyline(((u, u**2), (v, v**2)), "second"),
        Polyline(((x, on_bowl), (x, on_chord)), "accent", "bold"),
        Polyline(((x, 0.0), (x, on_bowl)), "guide", "thin", dashed=True),
        Dot((u, u**2), "second"),
        Dot((v, v**2), "second"),
        Dot((x, on_chord), "second"),
        Dot((x, on_bowl), "first"),
        Label((u, u**2), "u", "second", (-0.7, 0.3)),
        Label((v, v**2), "v", "second", (0.7, -0.2)),
    ]
    readouts = (
        Readout("mixture of heights", on_chord, "second"),
        Readout("height of the mixture", on_bowl, "first"),
        Readout("gap", gap, "accent"),
    )
    alt = "The parabola x² with a chord; at the mixture of its ends the chord lies above the bowl."
    return Scene((-2.1, 2.5, -0.6, 4.6), tuple(marks), readouts, alt, aspect=1.5)
