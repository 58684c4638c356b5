"""Marks and readouts that many figures share."""

import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from linebyline.show.scene import Label, Mark, Point, Polygon, Polyline, Readout, number_text

NEARLY_ZERO = 1e-9  # a computed number below this counts as zero, here and in the twins
Window = tuple[float, float, float, float]


def angle_readout(label: str, radians: float, role: str = "ink", note: str = "") -> Readout:
    """Return an angle as a readout in degrees."""
    return Readout(label, math.degrees(radians), role, "°", note, digits=1)


def right_angle(corner: Point, one: Point, other: Point, size: float = 0.22) -> Polyline:
    """Mark a right angle at a corner, between two unit directions."""
    x, y = corner
    ends = [(x + size * side[0], y + size * side[1]) for side in (one, other)]
    inner = (ends[0][0] + ends[1][0] - x, ends[0][1] + ends[1][1] - y)
    return Polyline((ends[0], inner, ends[1]), "guide", "thin")


def points(xs: Iterable[float], ys: Iterable[float]) -> tuple[Point, ...]:
    """Return the points (x, y) of two sequences of equal length."""
    return tuple((float(x), float(y)) for x, y in zip(xs, ys, strict=True))


def curve(
    function: Callable[[float], float], low: float, high: float, role: str, *, steps: int = 96
) -> Polyline:
    """Return the graph of a function between two arguments, at steps + 1 of them."""
    xs = [float(x) for x in np.linspace(low, high, steps + 1)]
    return Polyline(points(xs, (function(x) for x in xs)), role)


def area_under(line: Polyline, base: float = 0.0) -> Polygon:
    """Return the area between a graph and a horizontal line."""
    first, last = line.points[0][0], line.points[-1][0]
    return Polygon(((first, base), *line.points, (last, base)), line.role)


def bar(middle: float, width: float, height: float, role: str, base: float = 0.0) -> list[Mark]:
    """Return a bar over the point `middle` of the horizontal axis, from `base` to `height`."""
    left, right = middle - width / 2, middle + width / 2
    corners = ((left, base), (right, base), (right, height), (left, height))
    return [Polygon(corners, role), Polyline((*corners, corners[0]), role)]


def axes(
    origin: Point,
    to: Point,
    *,
    x: str = "",
    y: str = "",
    x_ticks: Sequence[float] = (),
    y_ticks: Sequence[float] = (),
    digits: int = 1,
) -> list[Mark]:
    """Return two axes that meet at `origin` and end at `to`, with their names and numbers.

    Leave room for the numbers: the window must reach below and to the left of `origin`.

    Args:
        origin: where the axes meet.
        to: the ends (right, top) of the two axes.
        x: name of the horizontal axis, written at its end.
        y: name of the vertical axis, written at its end.
        x_ticks: numbers marked on the horizontal axis.
        y_ticks: numbers marked on the vertical axis.
        digits: decimals of the numbers; whole numbers show none.
    """
    (left, bottom), (right, top) = origin, to
    marks: list[Mark] = [
        Polyline((origin, (right, bottom)), "guide", "thin"),
        Polyline((origin, (left, top)), "guide", "thin"),
    ]
    for tick in x_ticks:
        text = number_text(tick, 0 if tick == int(tick) else digits)
        marks.append(Label((tick, bottom), text, "guide", (0.0, -0.9), math=False))
    for tick in y_ticks:
        text = number_text(tick, 0 if tick == int(tick) else digits)
        marks.append(Label((left, tick), text, "guide", (-0.5, 0.0), math=False))
    if x:
        marks.append(Label((right, bottom), x, "guide", (-0.5, 0.9)))
    if y:
        marks.append(Label((left, top), y, "guide", (0.6, -0.4)))
    return marks
