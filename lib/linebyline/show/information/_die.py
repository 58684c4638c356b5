"""A die with three sides: its probabilities as bars, and its place in the triangle of all laws."""

import math
from functools import cache

import numpy as np
from scipy.optimize import brentq

from linebyline._arguments import Array
from linebyline.probability.information import entropy
from linebyline.show.marks import bar
from linebyline.show.scene import Dot, Label, Mark, Point, Polyline, Readout, Scene

_LEVELS = (1.0, 1.3, 1.5)  # in bits; the largest possible is log 3 = 1.58
_ROLES = ("first", "second", "accent")
_SIDE, _LEFT = 1.3, 1.75
_CORNERS = ((_LEFT, 0.0), (_LEFT + _SIDE, 0.0), (_LEFT + _SIDE / 2, _SIDE * math.sqrt(3) / 2))


def die(a: float = 0.5, b: float = 0.7) -> Scene:
    """Draw the law (a, (1 - a) b, (1 - a)(1 - b)) of a three-sided die, and its entropy.

    Args:
        a: probability of the first side, in [0, 1].
        b: share of the second side in what the first one leaves, in [0, 1].
    """
    probs = (a, (1 - a) * b, (1 - a) * (1 - b))
    marks: list[Mark] = [Polyline(((-0.1, 0.0), (1.45, 0.0)), "guide", "thin")]
    for k, (share, role) in enumerate(zip(probs, _ROLES, strict=True)):
        marks += bar(0.2 + 0.48 * k, 0.34, share, role)
        marks.append(Label((0.2 + 0.48 * k, 0.0), str(k + 1), role, (0.0, -0.9), math=False))
    marks.append(Polyline((*_CORNERS, _CORNERS[0]), "guide"))
    for k, (x, y) in enumerate(_CORNERS):
        toward = ((-0.8, 0.0), (0.8, 0.0), (0.0, 0.9))[k]
        marks.append(Label((x, y), str(k + 1), _ROLES[k], toward, math=False))
    for level in _LEVELS:
        marks.append(Polyline(_ring(level), "guide", "thin", dashed=level > 1))
    marks.append(Label(_ring(1.0)[0], "1 bit", "guide", (0.0, -0.9), math=False))
    marks.append(Dot(_place(probs), "ink"))
    bits = entropy(probs, base=2)
    largest = math.log2(3)
    is_largest = bits > largest - 5e-4
    readouts = (
        Readout("entropy", bits, "ink", " bit", "the largest: all sides alike" if is_largest
                else "none: one side is certain" if bits < 5e-4 else ""),
        Readout("in nats", entropy(probs), "ink"),
        Readout("largest possible, log₂ 3", largest, "guide", " bit"),
    )  # fmt: skip
    alt = (
        "Three bars show the probabilities of the sides of a die. Beside them the same law is a "
        "point of a triangle, with rings of equal entropy around the uniform law in the middle."
    )
    return Scene((-0.1, 3.25, -0.3, 1.4), tuple(marks), readouts, alt)


def _place(probs: tuple[float, ...]) -> Point:
    x = sum(share * corner[0] for share, corner in zip(probs, _CORNERS, strict=True))
    y = sum(share * corner[1] for share, corner in zip(probs, _CORNERS, strict=True))
    return x, y


@cache
def _ring(level: float) -> tuple[Point, ...]:
    """The laws of one entropy, in bits, from the one below the middle counterclockwise."""
    ring = []
    for angle in np.linspace(-math.pi / 2, 1.5 * math.pi, 97):
        # Unit steps of the plane, as a change of the three probabilities.
        step = math.cos(angle) * np.array([-1, 1, 0]) / _SIDE
        step = step + math.sin(angle) * np.array([-1, -1, 2]) / (_SIDE * math.sqrt(3))
        edge = min(-1 / (3 * part) for part in step if part < 0)

        def excess(reach: float, step: Array = step) -> float:
            law = np.clip(1 / 3 + reach * step, 0, 1)
            return entropy(law / law.sum(), base=2) - level

        # One bit is reached at the middle of an edge, where rounding may hide the change of sign.
        reach = edge if excess(edge) >= 0 else brentq(excess, 0.0, edge)
        ring.append(_place(tuple(1 / 3 + reach * step)))
    return tuple(ring)
