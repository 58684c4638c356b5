"""Minus the logarithm: what a prediction costs once the outcome is known."""

import math

from linebyline.probability.information import cross_entropy
from linebyline.show.marks import axes, curve
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

_LOW = 0.02  # the smallest prediction shown


def surprise(q: float = 0.7, happened: bool = True) -> Scene:
    """Draw the log loss of the prediction q, with its tangent.

    Args:
        q: probability that was predicted, in [0.02, 0.98].
        happened: whether the predicted event took place.
    """
    y = float(happened)
    loss = cross_entropy([y, 1 - y], [q, 1 - q])
    slope = -1 / q if happened else 1 / (1 - q)

    def cost(at: float) -> float:
        return -math.log(at if happened else 1 - at)

    reach = min(0.18, 0.6 / abs(slope))
    ends = tuple((at, loss + slope * (at - q)) for at in (q - reach, q + reach))
    marks: list[Mark] = [
        *axes((0.0, 0.0), (1.08, 4.2), x="q", x_ticks=(0, 0.5, 1), y_ticks=(1, 2, 3, 4)),
        curve(cost, _LOW, 1 - _LOW, "first"),
        Polyline(ends, "second"),
        Polyline(((q, 0.0), (q, loss)), "guide", "thin", dashed=True),
        Dot((q, loss), "first"),
        Label((0.5, 4.0), "−log q" if happened else "−log(1 − q)", "first"),
    ]
    readouts = (
        Readout("loss", loss, "first", " nat", digits=3),
        Readout("the same in bits", loss / math.log(2), "guide", " bit", digits=3),
        Readout("the same to base 10", loss / math.log(10), "guide", digits=3),
        Readout("slope", slope, "second"),
    )
    alt = (
        "The curve of minus the logarithm: "
        + ("it falls from a great height to zero at q = 1." if happened
           else "mirrored, it climbs from zero at q = 0 without bound.")
    )  # fmt: skip
    return Scene((-0.12, 1.16, -0.7, 4.5), tuple(marks), readouts, alt, aspect=1.6)
