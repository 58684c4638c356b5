"""The orthogonal projection of one vector on the line of another."""

import math

import numpy as np

from linebyline.linear_algebra.vectors_and_angles import (
    angle_between,
    p_norm,
    project_onto_line,
    rejection,
    signed_length,
)
from linebyline.show.marks import NEARLY_ZERO, angle_readout, right_angle
from linebyline.show.scene import Arrow, Dot, Label, Mark, Polyline, Readout, Scene, Sector


def projection(x_x: float = -3.0, x_y: float = 1.0) -> Scene:
    """Draw the projection z of x on the line of y, and where its unsigned length would land.

    Args:
        x_x: first coordinate of x, in [-3.5, 3.5]; y is (2, 0).
        x_y: second coordinate of x, in (0, 2.5].
    """
    origin, x, y = (0.0, 0.0), (x_x, x_y), (2.0, 0.0)
    foot = project_onto_line(x, y)
    z = (float(foot[0]), float(foot[1]))
    rest, length = rejection(x, y), signed_length(x, y)
    theta, unsigned = angle_between(x, y), (p_norm(foot, 2), 0.0)  # ‖z‖ u, as u = (1, 0)
    obtuse = length < -NEARLY_ZERO
    marks: list[Mark] = [
        Polyline(((-4.0, 0.0), (4.0, 0.0)), "guide", "thin", dashed=True),
        Sector(origin, 0.6, 0.0, theta, "guide"),
        Polyline((x, z), "guide", dashed=True),
        right_angle(z, (1.0 if obtuse else -1.0, 0.0), (0.0, 1.0)),
        Arrow(origin, y, "ink"),
        Arrow(origin, x, "first"),
        Arrow(origin, z, "accent"),
        Label((0.82 * math.cos(theta / 2), 0.82 * math.sin(theta / 2)), "θ", "guide"),
        Label(x, "x", "first", (0.0, 1.0)),
        Label(y, "y", "ink", (0.6, 0.6)),
        Label(z, "z = (u·x) u", "accent", (0.0, -1.0)),
    ]
    if obtuse:
        marks += [
            Dot(unsigned, "warning", hollow=True),
            Label(unsigned, "‖z‖ u", "warning", (0.0, -1.0)),
        ]
    sign = "negative: z points against u" if obtuse else ""
    note = "= |u·x|" if abs(unsigned[0] - abs(length)) < NEARLY_ZERO else "≠ |u·x|"
    readouts = (
        angle_readout("θ", theta, "ink", "obtuse" if obtuse else ""),
        Readout("u·x", length, "warning" if obtuse else "accent", note=sign),
        Readout("‖z‖", unsigned[0], "accent", note=note),
        Readout("(x − z)·y", float(rest @ np.array(y))),
    )
    side = "opposite to y, since the angle is obtuse" if obtuse else "in the direction of y"
    alt = f"The vector x and its orthogonal projection z on the line of y: z points {side}."
    return Scene((-4.0, 4.0, -0.9, 3.0), tuple(marks), readouts, alt)
