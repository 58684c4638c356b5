"""Equally high and equally steep: two curves through one point of a quadratic."""

import math

from linebyline.show.marks import NEARLY_ZERO, points
from linebyline.show.scene import Arrow, Dot, Label, Mark, Polyline, Readout, Scene

_SIDES, _ARROWS, _SHORT = 48, 12, 0.28  # an arrow is drawn this much shorter than the gradient
_RIGHT, _TOP = 3.2, 2.4


def two_curves(second: float = -0.6, size: float = 2.0) -> Scene:
    """Draw where q = d1^2 + second * d2^2 is equally steep, and where it is equally high.

    Args:
        second: the second eigenvalue, in [-2, 2]; the first one is 1.
        size: c, the length of the gradient, in [1, 3].
    """
    across = size / 2
    up = size / (2 * abs(second)) if abs(second) > NEARLY_ZERO else math.inf
    marks: list[Mark] = [
        Polyline(((-_RIGHT, 0.0), (_RIGHT, 0.0)), "guide", "thin"),
        Polyline(((0.0, -_TOP), (0.0, _TOP)), "guide", "thin"),
        *[Polyline(line, "second", dashed=True) for line in _level(second, across)],
        *[Polyline(line, "first", "bold") for line in _steep(across, up)],
        *_arrows(second, across, up),
        Dot((across, 0.0), "ink"),
        Label((0.0, 0.0), "x*", "guide", (-0.8, -0.8)),
    ]
    readouts = (
        Readout("‖∇q‖ on the bold curve", size, "first"),
        Readout("semi-axis along v₁ = |c| / 2|λ₁|", across, "first"),
        Readout("semi-axis along v₂ = |c| / 2|λ₂|", up, "first",
                note="endless: λ₂ = 0" if math.isinf(up) else ""),
        Readout("q − q(x*) on the dashed curve", across**2, "second",
                note="an ellipse" if second > NEARLY_ZERO else
                "two lines" if second > -NEARLY_ZERO else "a hyperbola"),
    )  # fmt: skip
    alt = (
        "The ellipse on which the gradient has one length, with gradient arrows, and through the "
        "same point the curve on which the quadratic has one value."
    )
    return Scene((-_RIGHT, _RIGHT, -_TOP, _TOP), tuple(marks), readouts, alt)


def _steep(across: float, up: float) -> list[tuple[tuple[float, float], ...]]:
    if math.isinf(up):
        return [((x, -_TOP), (x, _TOP)) for x in (across, -across)]
    turns = [2 * math.pi * k / _SIDES for k in range(_SIDES + 1)]
    return [points((across * math.cos(t) for t in turns), (up * math.sin(t) for t in turns))]


def _level(second: float, across: float) -> list[tuple[tuple[float, float], ...]]:
    """Where q has the value that it has at (across, 0)."""
    if second > NEARLY_ZERO:
        high = across / math.sqrt(second)
        turns = [2 * math.pi * k / _SIDES for k in range(_SIDES + 1)]
        return [points((across * math.cos(t) for t in turns), (high * math.sin(t) for t in turns))]
    ys = [_TOP * (2 * k / _SIDES - 1) for k in range(_SIDES + 1)]
    xs = [math.sqrt(across**2 - second * y * y) for y in ys]
    return [points(xs, ys), points((-x for x in xs), ys)]


def _arrows(second: float, across: float, up: float) -> list[Mark]:
    """Gradients at points of the steepness curve; at the tips they lie along the axes."""
    marks: list[Mark] = []
    for k in range(_ARROWS):
        turn = 2 * math.pi * k / _ARROWS
        x = across * math.cos(turn)
        y = up * math.sin(turn) if math.isfinite(up) else _TOP * math.sin(turn)
        if math.isinf(up):
            x = math.copysign(across, x)
        if abs(y) > _TOP:
            continue
        tip = (x + _SHORT * 2 * x, y + _SHORT * 2 * second * y)
        marks.append(Arrow((x, y), tip, "accent"))
    return marks
