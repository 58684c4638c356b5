"""The triangle and its altitude."""

import math

from linebyline.linear_algebra.vectors_and_angles import altitude_split
from linebyline.show.marks import NEARLY_ZERO, angle_readout, right_angle
from linebyline.show.scene import (
    Arrow,
    Dot,
    Label,
    Mark,
    Point,
    Polygon,
    Polyline,
    Readout,
    Scene,
    Sector,
)


def triangle(c_x: float = 1.0, c_y: float = 2.5) -> Scene:
    """Draw the triangle ABC with its altitude from C, cut into signed angles and lengths.

    Args:
        c_x: first coordinate of C, in [-1.5, 4.5]; A is (3, 0), B is (0, 0).
        c_y: second coordinate of C, in (0, 3.2].
    """
    a, b, c = (3.0, 0.0), (0.0, 0.0), (c_x, c_y)
    split = altitude_split(a, b, c)
    d = (float(split.foot[0]), float(split.foot[1]))
    down, size = -math.pi / 2, min(1.0, split.height)  # angle marks stay above the base
    beyond_a, beyond_b = split.beta < -NEARLY_ZERO, split.alpha < -NEARLY_ZERO
    marks: list[Mark] = [
        Polyline(((-2.1, 0.0), (5.1, 0.0)), "guide", "thin", dashed=True),
        Polygon((a, b, c), "guide"),
        Sector(c, 0.85 * size, down, down - split.alpha, "first"),
        Sector(c, 0.65 * size, down, down + split.beta, "second"),
        Polyline((c, d), "guide", dashed=True),
        right_angle(d, (1.0 if beyond_b else -1.0, 0.0), (0.0, 1.0)),
        Polyline((b, c), "first", "bold"),
        Polyline((a, c), "second", "bold"),
        Polyline((a, b), "ink", "bold"),
        Arrow((b[0], -0.7), (d[0], -0.7), "first"),
        Arrow((d[0], -1.15), (a[0], -1.15), "second"),
        *(Dot(corner, "ink") for corner in (a, b, c, d)),
        Label(a, "A", "ink", (0.5, -0.8)),
        Label(b, "B", "ink", (-0.5, -0.8)),
        Label(c, "C", "ink", (0.0, 1.0)),
        Label(_beside(c, 1.07 * size, -1, split.alpha, split.beta), "α", "first"),
        Label(_beside(c, 0.87 * size, +1, split.beta, split.alpha), "β", "second"),
        Label(d, "D", "guide", (-0.7 if beyond_b else 0.7, 0.7)),
        Label(_between(b, c), "a", "first", (-0.7, 0.2)),
        Label(_between(a, c), "b", "second", (0.7, 0.2)),
        Label((1.5, 0.0), "c", "ink", (0.0, -0.7)),
        Label((b[0], -0.7), "a sin α", "first", (0.5 if beyond_b else -0.5, 0.0)),
        Label((a[0], -1.15), "b sin β", "second", (-0.5 if beyond_a else 0.5, 0.0)),
    ]
    signed = split.signed_bd + split.signed_da
    unsigned = abs(split.signed_bd) + abs(split.signed_da)
    law = split.a**2 + split.b**2 - 2 * split.a * split.b * math.cos(split.theta)
    readouts = (
        _signed("α", split.alpha, "first", beyond_b),
        _signed("β", split.beta, "second", beyond_a),
        angle_readout("θ = α + β", split.theta),
        _compared("a sin α + b sin β", signed, "c", split.c),
        _compared("|BD| + |DA|", unsigned, "c", split.c),
        Readout("c²", split.c**2),
        _compared("a² + b² − 2ab cos θ", law, "c²", split.c**2),
    )
    if beyond_a or beyond_b:
        beyond, name = ("A", "β") if beyond_a else ("B", "α")
        place = f"beyond {beyond}, and {name} is negative"
    else:
        place = "on the side AB"
    alt = f"Triangle ABC with the altitude from C; its foot D lies {place}."
    return Scene((-2.1, 5.1, -1.4, 3.7), tuple(marks), readouts, alt)


def _signed(label: str, angle: float, role: str, is_negative: bool) -> Readout:
    note = "negative" if is_negative else ""
    return angle_readout(label, angle, "warning" if is_negative else role, note)


def _compared(label: str, value: float, name: str, target: float) -> Readout:
    if abs(value - target) < NEARLY_ZERO:
        return Readout(label, value, "accent", note=f"= {name}")
    return Readout(label, value, "warning", note=f"≠ {name}")


def _beside(top: Point, radius: float, side: int, angle: float, other: float) -> Point:
    """Place an angle's name between its arms, clear of the other angle, or behind the altitude."""
    is_behind = angle < -NEARLY_ZERO
    off = 0.35 if is_behind else (angle + max(0.0, -other)) / 2
    turned = -math.pi / 2 + side * off
    reach = 0.6 if is_behind else radius
    return top[0] + reach * math.cos(turned), top[1] + reach * math.sin(turned)


def _between(corner: Point, top: Point, share: float = 0.4) -> Point:
    across, up = top[0] - corner[0], top[1] - corner[1]
    return corner[0] + share * across, corner[1] + share * up
