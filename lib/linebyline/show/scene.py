"""A picture as data: marks in the coordinates of the problem, and the numbers read off it.

A figure function returns a `Scene`. Python draws it here (`linebyline.show.svg`), the page draws
the same data in JavaScript (`site/static/scene.js`), and a test compares the two.
"""

import math
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from linebyline.show.style import ROLES

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled area."""

    points: tuple[Point, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line through points, `weight` "thin", "normal" or "bold"."""

    points: tuple[Point, ...]
    role: str
    weight: str = "normal"
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A straight arrow; of length zero it draws nothing."""

    tail: Point
    tip: Point
    role: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Sector:
    """An angle mark, from the angle `start` to the angle `end`, in radians, counterclockwise."""

    center: Point
    radius: float
    start: float
    end: float
    role: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point."""

    at: Point
    role: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a point: `toward` (right, up) says where, in widths of a letter."""

    at: Point
    text: str
    role: str
    toward: Point = (0.0, 0.0)
    math: bool = True


@dataclass(frozen=True, slots=True)
class Cells:
    """A table of shares in [-1, 1] as cells between two corners, the first row on top.

    The size of a share is how strongly its cell is filled, its sign which role fills it.
    """

    low: Point
    high: Point
    shares: tuple[tuple[float, ...], ...]
    role: str
    negative: str = "second"


Mark = Polygon | Polyline | Arrow | Sector | Dot | Label | Cells


@dataclass(frozen=True, slots=True)
class Readout:
    """A number read off the picture: `label` = `value` `unit` (`note`). NaN shows as undefined."""

    label: str
    value: float
    role: str = "ink"
    unit: str = ""
    note: str = ""
    digits: int = 2

    @property
    def amount(self) -> str:
        """The value with its unit, as text."""
        return number_text(self.value, self.digits) + ("" if math.isnan(self.value) else self.unit)


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: what is seen, the numbers read off it, and what it shows in one sentence.

    Attributes:
        window: (left, right, bottom, top) in data coordinates.
        marks: drawn in this order.
        readouts: numbers shown below the picture.
        alt: what the picture shows, for those who do not see it.
        aspect: width of the picture divided by its height; 0 gives both axes the same unit.
    """

    window: tuple[float, float, float, float]
    marks: tuple[Mark, ...]
    readouts: tuple[Readout, ...]
    alt: str
    aspect: float = 0.0

    def __post_init__(self) -> None:
        left, right, bottom, top = self.window
        if not (left < right and bottom < top):
            raise ValueError(f"window must be (left, right, bottom, top), got {self.window}")
        if not self.alt:
            raise ValueError("alt must say what the picture shows, got an empty text")
        for item in (*self.marks, *self.readouts):
            for role in [item.role, *([item.negative] if isinstance(item, Cells) else [])]:
                if role not in ROLES:
                    raise ValueError(f"role must be one of {', '.join(ROLES)}, got {role!r}")
        if not (math.isfinite(self.aspect) and self.aspect >= 0):
            raise ValueError(f"aspect must be 0 or a positive number, got {self.aspect}")
        for mark in self.marks:
            _check(mark)
            if isinstance(mark, Sector) and self.aspect:
                raise ValueError("an angle needs axes of one unit: leave out the aspect")

    def as_data(self) -> dict[str, Any]:
        """Return the scene as plain lists, numbers and texts, as the page's twin returns it."""
        return {
            "window": list(self.window),
            "marks": [mark_data(mark) for mark in self.marks],
            "readouts": [_plain(readout) for readout in self.readouts],
            "alt": self.alt,
        } | ({"aspect": self.aspect} if self.aspect else {})

    def __str__(self) -> str:
        return "\n".join([self.alt, *(readout_text(readout) for readout in self.readouts)])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from linebyline.show.svg import figure_html  # the renderer imports this module

        return {"text/plain": str(self), "text/html": figure_html(self)}


def number_text(value: float, digits: int) -> str:
    """Return a number with a fixed count of decimals, ties away from zero, and a true minus."""
    if math.isnan(value):
        return "undefined"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    scale = 10**digits
    rounded = math.floor(abs(value) * scale + 0.5) / scale
    return ("−" if value < 0 and rounded > 0 else "") + f"{rounded:.{digits}f}"


def readout_text(readout: Readout) -> str:
    """Return a readout as one line of text."""
    note = f" ({readout.note})" if readout.note else ""
    return f"{readout.label} = {readout.amount}{note}"


def mark_data(mark: Mark) -> dict[str, Any]:
    """Return a mark as its kind with plain lists, numbers and texts."""
    return {"kind": type(mark).__name__.lower()} | _plain(mark)


def _plain(item: Mark | Readout) -> dict[str, Any]:
    return {field.name: _as_lists(getattr(item, field.name)) for field in fields(item)}


def _as_lists(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_lists(entry) for entry in value]
    return value if isinstance(value, bool | str | int) else float(value)


@lru_cache(maxsize=1000)  # most marks stand still while a control moves
def _check(mark: Mark) -> None:
    if not all(_is_finite(getattr(mark, field.name)) for field in fields(mark)):
        raise ValueError(f"a mark must have finite coordinates, got {mark}")
    if isinstance(mark, Cells):
        widths = {len(row) for row in mark.shares}
        if len(widths) != 1 or 0 in widths:
            raise ValueError(f"cells need rows of one positive length, got {sorted(widths)}")
        if any(abs(share) > 1 for row in mark.shares for share in row):
            raise ValueError("cells hold shares in [-1, 1]: divide by the largest size")


def _is_finite(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_finite, value))
    return isinstance(value, str) or math.isfinite(value)
