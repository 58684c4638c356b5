"""Two parallel segments: divergences do not see how far apart they are, transport does."""

import math

from linebyline.probability.information import js_divergence, kl_divergence
from linebyline.show.marks import axes
from linebyline.show.scene import Arrow, Label, Mark, Polyline, Readout, Scene


def segments(theta: float = 0.5) -> Scene:
    """Draw the segments x = 0 and x = theta over 0 <= y <= 1, with the divergences of their laws.

    Args:
        theta: place of the second segment, in [-1, 1].
    """
    places = ([1.0], [1.0]) if theta == 0 else ([1.0, 0.0], [0.0, 1.0])
    marks: list[Mark] = [
        *axes((-1.2, -0.1), (1.3, 1.15), x="x", x_ticks=(-1, 0, 1)),
        *(Arrow((0.0, y), (theta, y), "guide") for y in (0.2, 0.4, 0.6, 0.8)),
        Polyline(((0.0, 0.0), (0.0, 1.0)), "first", "bold"),
        Polyline(((theta, 0.0), (theta, 1.0)), "second", "bold"),
        Label((0.0, 1.0), "P", "first", (0.0, 0.8)),
        Label((theta, 0.0), "Q", "second", (0.0, -0.8)),
    ]
    readouts = (
        Readout("D(P‖Q)", kl_divergence(*places), "warning"),
        Readout("JS", js_divergence(*places), "accent", digits=3,
                note="log 2" if theta else "one and the same law"),
        Readout("W = |θ|", math.fabs(theta), "ink"),
    )  # fmt: skip
    alt = "Two parallel vertical segments of length one; arrows carry the first onto the second."
    return Scene((-1.45, 1.45, -0.4, 1.35), tuple(marks), readouts, alt, aspect=1.7)
