"""The unit ball of the p-norm, and what becomes of it without the absolute value."""

import math

import numpy as np

from linebyline.linear_algebra.vectors_and_angles import p_norm
from linebyline.show.scene import Arrow, Dot, Label, Mark, Point, Polygon, Polyline, Readout, Scene

_EDGE = 1.9  # half the side of the window


def norm_ball(p: float = 2.0, absolute: bool = True) -> Scene:
    """Draw the set of all plane vectors of p-norm at most 1, or what is left without |.|.

    Args:
        p: order, in [1/2, infinity].
        absolute: whether the formula takes absolute values; without them it is the misprint
            (sum of x_i^p)^(1/p), undefined for negative entries unless p is a whole number.
    """
    counter = (1.0, -1.0)
    length = p_norm(counter, p) if absolute else printed_norm(counter, p)
    both, separate = p_norm((1.0, 1.0), p), p_norm((1.0, 0.0), p) + p_norm((0.0, 1.0), p)
    broken, odd = p < 1, length < 0.5  # the norm of (1, -1) is at least 1 for every p
    undefined = math.isnan(length)
    marks: list[Mark] = [
        *(_ball(p) if absolute else _printed_ball(p)),
        Polyline(((-1.9, 0.0), (1.9, 0.0)), "guide", "thin"),
        Polyline(((0.0, -1.9), (0.0, 1.9)), "guide", "thin"),
        Label((1.75, 0.0), "x₁", "guide", (0.0, -0.8)),
        Label((0.0, 1.75), "x₂", "guide", (-0.6, 0.0)),
        Polyline(((1.0, 0.0), (0.0, 1.0)), "warning" if broken else "guide", "normal", dashed=True),
        Arrow((0.0, 0.0), (1.0, 0.0), "second"),
        Arrow((0.0, 0.0), (0.0, 1.0), "second"),
        Dot((1.0, 1.0), "warning" if broken else "second"),
        Dot(counter, "warning" if odd or undefined else "accent"),
        Label((1.0, 0.0), "e₁", "second", (0.6, -0.8)),
        Label((0.0, 1.0), "e₂", "second", (-0.6, 0.8)),
        Label((1.0, 1.0), "e₁ + e₂", "warning" if broken else "second", (0.6, 0.3)),
        Label(counter, "(1, −1)", "warning" if odd or undefined else "accent", (0.6, -0.6)),
    ]
    note = "a nonzero vector of length zero" if odd else "no real number" if undefined else ""
    readouts = (
        Readout("p", p),
        Readout(
            "‖(1, −1)‖ₚ" if absolute else "(Σ xᵢᵖ)^(1/p) at (1, −1)",
            length,
            "warning" if note else "accent",
            note=note,
        ),
        Readout("‖e₁ + e₂‖ₚ", both, "warning" if broken else "second"),
        Readout(
            "‖e₁‖ₚ + ‖e₂‖ₚ",
            separate,
            "warning" if broken else "second",
            note="smaller: not a norm" if broken else "",
        ),
    )
    return Scene((-1.9, 1.9, -1.9, 1.9), tuple(marks), readouts, _ball_alt(p, absolute))


def printed_norm(vector: Point, p: float) -> float:
    """Evaluate (sum of x_i^p)^(1/p) without the absolute value, NaN where it is no real number.

    At p = infinity it is the limit of real p, which exists for entries >= 0 only.
    """
    if min(vector) >= 0:
        return p_norm(vector, p)
    if p != np.floor(p) or math.isinf(p):
        return math.nan
    total = math.fsum(entry**p for entry in vector)
    if p % 2 == 0:
        return float(total ** (1 / p))
    return math.copysign(abs(total) ** (1 / p), total) if total else 0.0


def _ball(p: float) -> list[Mark]:
    quarter = _quarter(p)
    turned: list[Point] = []
    for _ in range(4):
        turned += quarter
        quarter = [(0.0 - y, x) for x, y in quarter]
    return [Polygon(tuple(turned), "first"), Polyline((*turned, turned[0]), "first")]


def _printed_ball(p: float) -> list[Mark]:
    if math.isinf(p) or p != np.floor(p):
        return _first_quadrant_only(p)
    return _ball(p) if p % 2 == 0 else _unbounded(p)


def _quarter(p: float) -> list[Point]:
    """Points of length 1 from e_1 to e_2, close together where the curve may have a corner."""
    half: list[Point] = []
    for k in range(25):
        angle = math.pi / 4 * (3 * (k / 24) ** 2 - 2 * (k / 24) ** 3)
        x, y = math.cos(angle), math.sin(angle)
        length = p_norm((x, y), p)
        half.append((x / length, y / length))
    return half + [(y, x) for x, y in reversed(half[:-1])]


def _first_quadrant_only(p: float) -> list[Mark]:
    quarter, edge = tuple(_quarter(p)), _EDGE
    elsewhere = ((0.0, 0.0), (edge, 0.0), (edge, -edge), (-edge, -edge), (-edge, edge), (0.0, edge))
    return [
        Polygon(elsewhere, "warning"),
        Polygon(((0.0, 0.0), *quarter), "first"),
        Polyline(quarter, "first"),
        Label((-0.95, -0.95), "no real number", "warning", math=False),
    ]


def _unbounded(p: float) -> list[Mark]:
    """The curve x^p + y^p = 1 for odd p: x from the left edge to the diagonal, then mirrored."""
    corner, steps = 0.5 ** (1 / p), 48
    half: list[Point] = []
    for k in range(steps + 1):
        x = -_EDGE + (corner + _EDGE) * (k / steps)
        half.append((x, float((1 - x**p) ** (1 / p))))
    curve = half + [(y, x) for x, y in reversed(half[:-1])]
    far = half[0][1]
    below = (*curve, (far, -far), (-far, -far), (-far, far))
    return [
        Polygon(below, "first"),
        Polyline(tuple(curve), "first"),
        Label((-1.0, -1.0), "unbounded", "warning", math=False),
    ]


def _ball_alt(p: float, absolute: bool) -> str:
    if absolute and p < 1:
        return "The unit ball for an order below one: a star that is not convex."
    if absolute:
        return "The unit ball of the p-norm in the plane: a convex set around the origin."
    if math.isinf(p) or p != np.floor(p):
        return "Without the absolute value the formula has a value in the first quadrant only."
    if p % 2 == 0:
        return "For an even order the absolute value changes nothing: the same convex set."
    return "Without the absolute value the set of length at most one is unbounded for odd order."
