"""A quadratic landscape seen from above, and its height along a straight walk."""

import math
from functools import cache
from itertools import groupby

from linebyline.show.marks import NEARLY_ZERO, curve
from linebyline.show.scene import Dot, Label, Mark, Point, Polyline, Readout, Scene

_TILT = math.radians(25.0)  # direction of the first eigenvector
_MIDDLE, _SCALE = (3.2, 0.0), 0.9  # of the right panel
_SIDE, _FAR = 1.25, 2.0  # half a side of the map, and how far its curves are followed
_RISES = (0.06, 0.25, 0.56, 1.0)


def section(second: float = -0.5, angle: float = 70.0) -> Scene:
    """Draw q = d1^2 + second * d2^2 as a map, a straight walk on it, and the heights on the walk.

    Args:
        second: the second eigenvalue, in [-1, 1]; the first one is 1.
        angle: direction of the walk against the horizontal, in degrees, in [0, 180].
    """
    turn = math.radians(angle)
    u = (math.cos(turn), math.sin(turn))
    bend = math.cos(turn - _TILT) ** 2 + second * math.sin(turn - _TILT) ** 2
    reach = _SIDE / max(abs(u[0]), abs(u[1]))
    word, role = _word(second)
    heights = curve(lambda t: bend * t * t, -1.15, 1.15, "accent", steps=36)
    shifted = tuple((_MIDDLE[0] + x, _MIDDLE[1] + _SCALE * y) for x, y in heights.points)
    marks: list[Mark] = [
        *_map(second),
        *_axis(0.0, "v₁"),
        *_axis(math.pi / 2, "v₂"),
        Polyline(((-reach * u[0], -reach * u[1]), (reach * u[0], reach * u[1])), "accent", "bold"),
        Dot((0.0, 0.0), "ink"),
        Label((0.0, 0.0), "x*", "ink", (0.9, -0.8)),
        Polyline(((_MIDDLE[0] - 1.25, 0.0), (_MIDDLE[0] + 1.25, 0.0)), "guide", "thin"),
        Polyline(((_MIDDLE[0], -1.15), (_MIDDLE[0], 1.15)), "guide", "thin"),
        Polyline(shifted, "accent", "bold"),
        Dot(_MIDDLE, "ink"),
        Label((_MIDDLE[0], -1.5), "height on the walk", "accent", math=False),
        Label((-0.6, -1.5), "above x*", "first", math=False),
        Label((0.6, -1.5), "below x*", "second", math=False),
    ]
    readouts = (
        Readout("λ₁", 1.0),
        Readout("λ₂", second, role, note=word),
        Readout("uᵀAu, the height after one unit", bend, "accent",
                note="flat" if abs(bend) < 5e-3 else "up" if bend > 0 else "down"),
    )  # fmt: skip
    alt = (
        "Left, level curves of a quadratic landscape, above and below its critical point, and a "
        "straight walk through that point. Right, the heights on the walk, a parabola."
    )
    return Scene((-1.6, 4.7, -1.8, 1.45), tuple(marks), readouts, alt)


@cache
def _map(second: float) -> tuple[Mark, ...]:
    """Level curves above and below the critical point."""
    lines = [(line, "first") for rise in _RISES for line in _level(1.0, second, rise)]
    if second < -NEARLY_ZERO:
        turned = [line for rise in _RISES for line in _level(-second, -1.0, rise)]
        lines += [(tuple((-y, x) for x, y in line), "second") for line in turned]
    return tuple(
        Polyline(run, role, "thin") for line, role in lines for run in _runs_inside(_tilted(line))
    )


def _level(first: float, second: float, rise: float) -> list[tuple[Point, ...]]:
    """Where first * d1^2 + second * d2^2 = rise, for a positive first eigenvalue."""
    if second > NEARLY_ZERO:
        across, up = math.sqrt(rise / first), math.sqrt(rise / second)
        turns = [2 * math.pi * k / 72 for k in range(73)]
        return [tuple((across * math.cos(t), up * math.sin(t)) for t in turns)]
    ys = [_FAR * (k / 24 - 1) for k in range(49)]
    xs = [math.sqrt((rise - second * y * y) / first) for y in ys]
    right = tuple(zip(xs, ys, strict=True))
    return [right, tuple((-x, y) for x, y in right)]


def _tilted(line: tuple[Point, ...]) -> list[Point]:
    cos, sin = math.cos(_TILT), math.sin(_TILT)
    return [(cos * x - sin * y, sin * x + cos * y) for x, y in line]


def _runs_inside(line: list[Point]) -> list[tuple[Point, ...]]:
    """The parts of a line inside the map."""
    parts = groupby(line, key=lambda p: max(abs(p[0]), abs(p[1])) <= _SIDE)
    runs = [tuple(part) for inside, part in parts if inside]
    return [run for run in runs if len(run) > 1]


def _axis(turn: float, name: str) -> list[Mark]:
    x, y = math.cos(_TILT + turn), math.sin(_TILT + turn)
    line = Polyline(((-x, -y), (x, y)), "guide", "normal", dashed=True)
    return [line, Label((x, y), name, "guide", (0.4 * x, 0.9 * y))]


def _word(second: float) -> tuple[str, str]:
    if second > NEARLY_ZERO:
        return "definite: x* is the lowest point", "ink"
    if second < -NEARLY_ZERO:
        return "indefinite: x* is a saddle", "warning"
    return "singular: a flat line of lowest points", "warning"
