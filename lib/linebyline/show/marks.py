"""Marks and readouts that many figures share."""

import math

from linebyline.show.scene import Point, Polyline, Readout

NEARLY_ZERO = 1e-9  # a computed number below this counts as zero, here and in the twins


def angle_readout(label: str, radians: float, role: str = "ink", note: str = "") -> Readout:
    """Return an angle as a readout in degrees."""
    return Readout(label, math.degrees(radians), role, "°", note, digits=1)


def right_angle(corner: Point, one: Point, other: Point, size: float = 0.22) -> Polyline:
    """Mark a right angle at a corner, between two unit directions."""
    x, y = corner
    ends = [(x + size * side[0], y + size * side[1]) for side in (one, other)]
    inner = (ends[0][0] + ends[1][0] - x, ends[0][1] + ends[1][1] - y)
    return Polyline((ends[0], inner, ends[1]), "guide", "thin")
