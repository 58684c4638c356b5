"""Where a bell is equally steep, beside where it is equally high."""

import math

from linebyline.linear_algebra.curvature import steepness_radii
from linebyline.show.marks import points
from linebyline.show.scene import Arrow, Label, Mark, Point, Polyline, Readout, Scene

_SIDES, _WINDOW = 40, (-3.9, 3.9, -2.9, 2.9)


def steepness(share: float = 0.6, width: float = 1.6) -> Scene:
    """Draw where e^(-x^2 / 2 width^2 - y^2 / 2) has one steepness, and one of its level curves.

    Args:
        share: the steepness as a share of the steepest place, in (0, 1).
        width: standard deviation along the horizontal axis, in [1, 2]; along the other it is 1.
    """
    values = (-0.5 / width**2, -0.5)
    steepest = math.exp(-0.5)  # at distance 1 on the vertical axis
    size = share * steepest
    inner, outer = _outline(values, size)
    is_torn = steepness_radii(values, (1.0, 0.0), size).size == 0
    k = 0.5 * steepness_radii(values, (0.0, 1.0), size)[0] ** 2
    level = _ellipse(math.sqrt(2 * k) * width, math.sqrt(2 * k))
    marks: list[Mark] = [
        Polyline(((_WINDOW[0], 0.0), (_WINDOW[1], 0.0)), "guide", "thin"),
        Polyline(((0.0, _WINDOW[2]), (0.0, _WINDOW[3])), "guide", "thin"),
        Polyline(level, "second", dashed=True),
        Polyline(inner, "first", "bold"),
        Polyline(outer, "first", "bold"),
        Arrow((0.0, 0.0), (width, 0.0), "guide"),
        Arrow((0.0, 0.0), (0.0, 1.0), "guide"),
        Label((width, 0.0), "σ₁", "guide", (0.3, -0.9)),
        Label((0.0, 1.0), "σ₂", "guide", (0.9, 0.3)),
    ]
    near = steepness_radii(values, (0.0, 1.0), size)
    readouts = (
        Readout("‖∇g‖ on the bold curves", size, "first", digits=3),
        Readout("inner distance on the axis v₂", float(near[0]), "first"),
        Readout("outer distance on the axis v₂", float(near[1]), "first"),
        Readout("g on the dashed ellipse", math.exp(-k), "second", digits=3),
        Readout("crest of ‖∇g‖ on the axis v₁", steepest / width, "warning" if is_torn else "ink",
                digits=3, note="lower: the curves have torn into two islands" if is_torn else ""),
    )  # fmt: skip
    alt = (
        "Bold, the curves on which a bell is equally steep: one around the peak and one further "
        "out, or two islands. Dashed, a level curve of the bell, an exact ellipse."
    )
    return Scene(_WINDOW, tuple(marks), readouts, alt)


def _outline(
    values: tuple[float, float], size: float
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The inner and the outer curve; where both meet, the upper and the lower island."""
    edge = _edge(values, size)
    turns = [2 * math.pi * k / _SIDES for k in range(_SIDES + 1)]
    if edge:  # of one island; denser towards its ends
        half = _SIDES // 2
        reach = math.pi / 2 - edge
        turns = [math.pi / 2 - reach * math.cos(math.pi * k / half) for k in range(half + 1)]
    radii = [_radii(values, t, size) for t in turns]
    near = points((r[0] * math.cos(t) for r, t in zip(radii, turns, strict=True)),
                  (r[0] * math.sin(t) for r, t in zip(radii, turns, strict=True)))  # fmt: skip
    far = points((r[1] * math.cos(t) for r, t in zip(radii, turns, strict=True)),
                 (r[1] * math.sin(t) for r, t in zip(radii, turns, strict=True)))  # fmt: skip
    if not edge:
        return near, far
    island = (*near, *reversed(far))
    return island, tuple((x, -y) for x, y in island)


def _edge(values: tuple[float, float], size: float) -> float:
    """The smallest angle from which on the bell is anywhere so steep; 0 if in all directions.

    Along a direction the squared crest is 2 a / (e m); both a and m are linear in cos^2.
    """
    along, across = (2 * v**2 - math.e * size**2 * abs(v) for v in values)
    if along >= 0:
        return 0.0
    return math.acos(math.sqrt(across / (across - along))) + 1e-7


def _radii(values: tuple[float, float], turn: float, size: float) -> tuple[float, float]:
    near, far = steepness_radii(values, (math.cos(turn), math.sin(turn)), size)
    return float(near), float(far)


def _ellipse(across: float, up: float) -> tuple[Point, ...]:
    turns = [2 * math.pi * k / _SIDES for k in range(_SIDES + 1)]
    return points((across * math.cos(t) for t in turns), (up * math.sin(t) for t in turns))
