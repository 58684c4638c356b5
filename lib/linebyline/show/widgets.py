"""An exploration as ipywidgets, for Jupyter and Voilà: the callback draws the picture anew."""

from typing import Any

import ipywidgets

from linebyline.show.controls import Slider, Toggle
from linebyline.show.explore import Exploration
from linebyline.show.svg import style_element


def build_widget(exploration: Exploration) -> ipywidgets.VBox:
    """Return controls and picture; moving a control redraws the picture."""
    inputs = {bound.name: _input(bound) for bound in exploration.controls}
    picture = ipywidgets.HTML(layout=ipywidgets.Layout(width="100%"))

    def redraw(_: object = None) -> None:
        values = {name: widget.value for name, widget in inputs.items()}
        inner = exploration.html(**values)
        picture.value = f'{style_element()}<figure class="explore">{inner}</figure>'

    for widget in inputs.values():
        widget.observe(redraw, names="value")
    redraw()
    centered = ipywidgets.Layout(align_items="center")
    return ipywidgets.VBox([picture, *inputs.values()], layout=centered)


def widget_view(exploration: Exploration) -> dict[str, Any]:
    """Return the MIME entry that makes Jupyter and Voilà show the widget."""
    bundle: dict[str, Any] = build_widget(exploration)._repr_mimebundle_()
    return {kind: data for kind, data in bundle.items() if kind.startswith("application/")}


def _input(bound: Any) -> ipywidgets.Widget:
    control = bound.control
    if isinstance(control, Toggle):
        return ipywidgets.Checkbox(value=bound.initial, description=bound.label, indent=False)
    return _slider(bound.label, control, bound.initial)


def _slider(label: str, control: Slider, initial: float) -> ipywidgets.Widget:
    # Positions, not a continuous range: the values are exactly those of the page.
    return ipywidgets.SelectionSlider(
        options=[(control.text(value), value) for value in control.values()],
        value=initial,
        description=label,
        continuous_update=True,
    )
