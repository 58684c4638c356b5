"""What a reader can move: sliders, check boxes and points. Each one is a list of positions.

Position k of `steps` gives a value; Python, the page and Jupyter all compute it by the same
formula, so that the three show the same picture for the same position.
"""

import math
from dataclasses import dataclass

from linebyline._arguments import number_of
from linebyline.show.scene import number_text


@dataclass(frozen=True, slots=True)
class Slider:
    """A number from `low` to `high`.

    Where `high` is infinity, position k has the value (low n + k) / (n - k) with n = `steps`:
    equal steps of value / (1 + value), so that both 1, 2 and infinity are within reach.

    Attributes:
        low: smallest value, finite, and not negative where ``high`` is infinity.
        high: largest value, or ``numpy.inf``.
        steps: number of steps; there are steps + 1 positions.
        label: what a reader sees before the value; by default the parameter's name.
        digits: decimals shown.
    """

    low: float
    high: float
    steps: int = 100
    label: str = ""
    digits: int = 2

    def __post_init__(self) -> None:
        low, high = number_of("low", self.low), number_of("high", self.high, finite=False)
        if not low < high:
            raise ValueError(f"a slider needs low < high, got {low} and {high}: the range is empty")
        if math.isinf(high) and low < 0:
            raise ValueError(f"a slider that ends in infinity must start at 0 or above, got {low}")
        if isinstance(self.steps, bool) or not isinstance(self.steps, int) or self.steps < 1:
            raise ValueError(f"steps must be a whole number >= 1, got {self.steps!r}")

    @property
    def scale(self) -> str:
        """Either "linear", or "infinity" for a slider that ends there."""
        return "infinity" if math.isinf(self.high) else "linear"

    def value(self, position: int) -> float:
        """Return the value at a position 0..steps."""
        if not 0 <= position <= self.steps:
            raise ValueError(f"position must lie in 0..{self.steps}, got {position}")
        if self.scale == "linear":
            return self.low + (self.high - self.low) * position / self.steps
        if position == self.steps:
            return math.inf
        return (self.low * self.steps + position) / (self.steps - position)

    def position(self, value: float) -> int:
        """Return the position whose value is nearest on the slider."""
        if not self.low <= value <= self.high:
            raise ValueError(f"value must lie in [{self.low}, {self.high}], got {value}")
        if math.isinf(value):
            return self.steps
        if self.scale == "linear":
            share = (value - self.low) / (self.high - self.low)
        else:
            share = (value - self.low) / (value + 1)
        return round(share * self.steps)

    def values(self) -> list[float]:
        """Return the values of all positions."""
        return [self.value(position) for position in range(self.steps + 1)]

    def text(self, value: float) -> str:
        """Return a value as shown to the reader."""
        is_whole = math.isinf(value) or value == math.floor(value)
        return number_text(value, 0 if is_whole else self.digits)


@dataclass(frozen=True, slots=True)
class Toggle:
    """A check box for a parameter that is true or false."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Handle:
    """A point of the picture that can be dragged: it moves the parameters NAME_x and NAME_y.

    Attributes:
        x: the range of its first coordinate, (low, high) or a `Slider`.
        y: the range of its second coordinate.
        label: what the point is called; by default its name.
    """

    x: tuple[float, float] | Slider
    y: tuple[float, float] | Slider
    label: str = ""


Control = Slider | Toggle


def slider_of(name: str, given: object) -> Slider:
    """Read (low, high) or a `Slider`; two whole numbers make a slider of whole numbers."""
    if isinstance(given, Slider):
        return given
    if not isinstance(given, tuple) or len(given) != 2:
        raise TypeError(f"{name} needs (low, high), a Slider, Toggle or Handle, got {given!r}")
    low, high = given
    if isinstance(low, int) and isinstance(high, int) and low < high:
        return Slider(low, high, steps=high - low)
    return Slider(low, high)
