"""One figure function, three homes: the built page, Jupyter, and the lecture hall.

`explore(figure, ...)` shows a figure with controls. In Jupyter and in Voilà they are widgets that
call the function. In the built page they are HTML controls, brought to life by
`site/static/explore.js`, which takes the picture from a JavaScript twin of the function in
`site/static/figures/` where there is one, and else from the pictures at all positions, computed
when the chapter runs (`linebyline.show.frames`).
"""

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from importlib.resources import files
from typing import Any

from linebyline._page import is_built_page
from linebyline.show import frames
from linebyline.show.controls import Control, Handle, Slider, Toggle, slider_of
from linebyline.show.scene import Scene
from linebyline.show.svg import readouts_html, stage_html, style_element

Figure = Callable[..., Scene]
Value = float | bool


@dataclass(frozen=True, slots=True)
class _Bound:
    """A control bound to one parameter; `handle` and `axis` name the point it is a part of."""

    name: str
    control: Control
    initial: Value
    handle: str = ""
    axis: str = ""

    @property
    def label(self) -> str:
        return f"{self.handle}: {self.axis}" if self.handle else self.control.label or self.name


class Exploration:
    """A figure and its controls; the last expression of a cell shows it.

    Attributes:
        figure: the function from parameters to a `Scene`.
        controls: one entry for each parameter that the reader can move.
    """

    def __init__(self, figure: Figure, controls: tuple[_Bound, ...], fixed: dict[str, Any]) -> None:
        self.figure = figure
        self.controls = controls
        self._fixed = fixed

    @property
    def initial(self) -> dict[str, Value]:
        """The parameters shown first."""
        return {bound.name: bound.initial for bound in self.controls}

    def draw(self, **parameters: Value) -> Scene:
        """Return the scene at these parameters; those left out keep their first value."""
        unknown = parameters.keys() - self.initial.keys()
        if unknown:
            known = ", ".join(self.initial)
            raise TypeError(f"{_name(self.figure)} has no control {min(unknown)!r}, only {known}")
        return self.figure(**(self.initial | parameters))

    def html(self, **parameters: Value) -> str:
        """Return picture and readouts at these parameters, without controls."""
        scene = self.draw(**parameters)
        readouts = f'<ul class="explore-readouts">{readouts_html(scene)}</ul>'
        return stage_html(scene) + readouts

    def page_html(self) -> str:
        """Return the figure for a page: picture, readouts, and controls for explore.js."""
        scene = self.draw()
        fixed = escape(json.dumps(self._fixed, allow_nan=False, sort_keys=True))
        return (
            f'{style_element()}<figure class="explore" data-explore="{_name(self.figure)}" '
            f'data-fixed="{fixed}"{self._frames()}>{stage_html(scene)}'
            f'<div class="explore-controls" hidden>{"".join(map(_control_html, self.controls))}'
            f'</div><ul class="explore-readouts">{readouts_html(scene)}</ul>'
            '<p class="explore-status" role="status"></p></figure>'
        )

    def packed_frames(self) -> str:
        """Return the scenes at all positions of the controls, as a page carries them.

        Raises:
            ValueError: if there are more positions, or heavier scenes, than a page can carry.
        """
        controls = {bound.name: bound.control for bound in self.controls}
        number, name = frames.count(controls), _name(self.figure)
        if number > frames.MOST_FRAMES:
            raise ValueError(
                f"{name} has {number} positions, more than {frames.MOST_FRAMES}: give its sliders "
                "fewer steps, or write a twin in JavaScript"
            )
        return frames.pack([self.draw(**at) for at in frames.positions(controls)], name)

    def _frames(self) -> str:
        if not is_built_page() or _has_twin(_name(self.figure)):
            return ""
        return f' data-frames="{self.packed_frames()}"'

    def __str__(self) -> str:
        return f"explore {_name(self.figure)}: " + ", ".join(map(_range_text, self.controls))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": str(self), "text/html": self.page_html()}
        if not is_built_page():
            from linebyline.show.widgets import widget_view  # ipywidgets only where it is used

            bundle |= widget_view(self)
        return bundle


def explore(
    figure: Figure, /, **controls: tuple[float, float] | bool | Slider | Toggle | Handle
) -> Exploration:
    """Show a figure with controls, in a built page, in Jupyter, and in Voilà.

    Args:
        figure: a function from parameters to a `Scene`, every parameter with a default; the
            first picture shows the defaults, at the nearest positions of the controls.
        **controls: for a parameter its range (low, high) or a `Slider`; a `Toggle`, or the first
            value, for one that is true or false; a `Handle` named c moves c_x and c_y.

    Returns:
        The exploration, which a cell displays.

    Raises:
        TypeError: if a control has no parameter of the figure, or is none of the above.
        ValueError: if a range is empty, or a default lies outside.
    """
    defaults = _defaults(figure)
    bound: list[_Bound] = []
    for name, given in controls.items():
        bound.extend(_bind(_name(figure), name, given, defaults))
    if not bound:
        raise TypeError(f"explore needs a control: give {_name(figure)} a range for a parameter")
    moved = {part.name for part in bound}
    fixed = {name: value for name, value in defaults.items() if name not in moved}
    return Exploration(figure, tuple(bound), fixed)


def _defaults(figure: Figure) -> dict[str, Any]:
    parameters = inspect.signature(figure).parameters
    for name, parameter in parameters.items():
        if parameter.default is inspect.Parameter.empty:
            raise TypeError(f"parameter {name!r} of {_name(figure)} needs a default value")
    return {name: parameter.default for name, parameter in parameters.items()}


def _bind(figure: str, name: str, given: object, defaults: Mapping[str, Any]) -> list[_Bound]:
    if isinstance(given, Handle):
        point = given.label or name
        return [
            replace(part, handle=point, axis=axis)
            for axis, values in (("x", given.x), ("y", given.y))
            for part in _bind(figure, f"{name}_{axis}", values, defaults)
        ]
    if name not in defaults:
        known = ", ".join(defaults)
        raise TypeError(f"{figure} has no parameter {name!r}; its parameters are {known}")
    default = defaults[name]
    if isinstance(given, bool | Toggle):
        if not isinstance(default, bool):
            raise TypeError(f"{name} of {figure} is a number, a check box cannot set it")
        return (
            [_Bound(name, Toggle(), given)]
            if isinstance(given, bool)
            else [_Bound(name, given, default)]
        )
    slider = slider_of(name, given)
    if isinstance(default, bool):
        raise TypeError(f"{name} of {figure} is true or false, a slider cannot set it")
    try:
        position = slider.position(default)
    except ValueError as error:
        raise ValueError(f"the default of {name} in {figure}: {error}") from None
    return [_Bound(name, slider, slider.value(position))]


def _name(figure: Figure) -> str:
    return str(getattr(figure, "__name__", type(figure).__name__))


def _has_twin(name: str) -> bool:
    return (files("linebyline") / "site" / "static" / "figures" / f"{name}.js").is_file()


def _range_text(bound: _Bound) -> str:
    if isinstance(bound.control, Toggle):
        return f"{bound.name} on or off"
    low, high = (bound.control.text(end) for end in (bound.control.low, bound.control.high))
    return f"{bound.name} from {low} to {high}"


def _control_html(bound: _Bound) -> str:
    name, label = escape(bound.name), escape(bound.label)
    if isinstance(bound.control, Toggle):
        checked = " checked" if bound.initial else ""
        return (
            f'<label class="explore-control"><input type="checkbox" data-name="{name}"{checked}>'
            f'<span class="explore-name">{label}</span></label>'
        )
    slider = bound.control
    high = "" if slider.scale == "infinity" else f' data-high="{slider.high!r}"'
    handle = f' data-handle="{escape(bound.handle)}" data-axis="{bound.axis}"' if bound.axis else ""
    value = slider.text(float(bound.initial))
    return (
        f'<label class="explore-control"><span class="explore-name symbol">{label}</span>'
        f'<input type="range" min="0" max="{slider.steps}" step="1" '
        f'value="{slider.position(float(bound.initial))}" data-name="{name}" '
        f'data-scale="{slider.scale}" data-low="{slider.low!r}"{high} '
        f'data-digits="{slider.digits}"{handle} aria-valuetext="{label} = {value}">'
        f'<span class="explore-value">{value}</span></label>'
    )
