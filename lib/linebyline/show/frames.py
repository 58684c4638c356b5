"""The pictures of an exploration at all positions of its controls, packed for a page.

A figure that has no JavaScript twin is computed once for every position while its chapter runs.
Scenes that differ in numbers alone share one form; of each number the page gets its change from
frame to frame, in steps too small to see. Readouts keep every digit that they show.
"""

import base64
import json
import math
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

from linebyline.show.controls import Control, Toggle
from linebyline.show.scene import Mark, Scene, mark_data

MOST_FRAMES = 2500
MOST_BYTES = 300_000
_STEPS = 9600  # positions along an edge of the window: 20 for each unit of the drawing
_FINE = 10_000  # steps of one unit, for radii, angles and shares
_POINTS = frozenset({"points", "tail", "tip", "center", "at", "low", "high"})
_FINE_NUMBERS = frozenset({"radius", "start", "end", "shares"})


def positions(controls: Mapping[str, Control]) -> Iterator[dict[str, float | bool]]:
    """Yield the settings of all positions of all controls, the last control moving fastest."""
    ranges = [
        [False, True] if isinstance(control, Toggle) else control.values()
        for control in controls.values()
    ]
    for setting in product(*ranges):
        yield dict(zip(controls, setting, strict=True))


def count(controls: Mapping[str, Control]) -> int:
    """Return the number of positions of all controls together."""
    return math.prod(2 if isinstance(c, Toggle) else c.steps + 1 for c in controls.values())


def pack(scenes: list[Scene], name: str) -> str:
    """Return scenes as base64 text of compressed JSON: their forms, and which frame has which.

    Raises:
        ValueError: if the text would weigh more than a page can carry.
    """
    forms: dict[str, list[list[int]]] = {}
    order: list[int] = []
    for scene in scenes:
        form, numbers = _emptied(scene)
        forms.setdefault(form, []).append(numbers)
        order.append(list(forms).index(form))
    data = {
        "order": order,
        "forms": [json.loads(form) for form in forms],
        "numbers": [_changes(frames) for frames in forms.values()],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    if len(packed) > MOST_BYTES:
        raise ValueError(
            f"the frames of {name} weigh {len(packed)} bytes, more than {MOST_BYTES}: "
            "take fewer steps or fewer marks, or write a twin in JavaScript"
        )
    return packed


def _changes(frames: list[list[int]]) -> list[list[int]]:
    """For each number of a form, its first value and then its change from frame to frame."""
    columns = zip(*frames, strict=True)
    return [[c[0], *(b - a for a, b in pairwise(c))] for c in columns]


def _emptied(scene: Scene) -> tuple[str, list[int]]:
    """A scene's data as JSON with each moving number replaced by how to read it; the numbers.

    A place in the drawing is "@x" or "@y"; any other number is "@" and the steps of one unit.
    """
    numbers: list[int] = []
    marks = []
    for mark in scene.marks:
        form, found = _emptied_mark(mark, scene.window)
        marks.append(form)
        numbers += found
    data = replace(scene, marks=()).as_data()
    readouts = [_emptied_readout(readout, numbers) for readout in data["readouts"]]
    rest = json.dumps(data | {"readouts": readouts}, ensure_ascii=False)
    return rest.replace('"marks": []', f'"marks": [{", ".join(marks)}]', 1), numbers


@lru_cache(maxsize=1000)  # most marks stand still while a control moves
def _emptied_mark(
    mark: Mark, window: tuple[float, float, float, float]
) -> tuple[str, tuple[int, ...]]:
    left, right, bottom, top = window
    numbers: list[int] = []

    def place(point: list[float]) -> list[str]:
        x, y = point
        numbers.append(round((x - left) / (right - left) * _STEPS))
        numbers.append(round((y - bottom) / (top - bottom) * _STEPS))
        return ["@x", "@y"]

    def empty(name: str, value: Any) -> Any:
        if name in _POINTS:
            is_list = isinstance(value[0], list)
            return [place(point) for point in value] if is_list else place(value)
        if name in _FINE_NUMBERS:
            return fine(value)
        return value

    def fine(value: Any) -> Any:
        if isinstance(value, list):
            return [fine(entry) for entry in value]
        numbers.append(round(value * _FINE))
        return f"@{_FINE}"

    form = {name: empty(name, value) for name, value in mark_data(mark).items()}
    return json.dumps(form, ensure_ascii=False), tuple(numbers)


def _emptied_readout(readout: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
    value = readout["value"]
    if not math.isfinite(value):
        return readout | {"value": f"@{value}"}
    scale = 10 ** readout["digits"]
    size = math.floor(abs(value) * scale + 0.5)  # as the text rounds, see scene.number_text
    numbers.append(size if value > 0 else -size)
    return readout | {"value": f"@{scale}"}
