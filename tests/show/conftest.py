"""The explorations of the book, and the JavaScript twins run by Node."""

import json
import math
import shutil
import subprocess
from importlib.resources import files
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from linebyline.show import Handle, Slider, Toggle, explore
from linebyline.show.vectors_and_angles import columns, norm_ball, projection, triangle

STATIC = Path(str(files("linebyline"))) / "site" / "static"

EXPLORATIONS = {
    "triangle": explore(
        triangle, c=Handle(x=Slider(-1.5, 4.5, 120), y=Slider(0.3, 3.2, 58), label="C")
    ),
    "norm_ball": explore(norm_ball, p=Slider(0.5, np.inf, 120), absolute=Toggle("absolute value")),
    "projection": explore(projection, x=Handle(x=Slider(-3.5, 3.5, 140), y=Slider(0.2, 2.5, 46))),
    "columns": explore(
        columns,
        first=Handle(x=Slider(-3, 3.5, 130), y=Slider(-3, 3, 120)),
        second=Handle(x=Slider(-3, 3.5, 130), y=Slider(-3, 3, 120)),
    ),
}


def sweep(exploration, most=2000):
    """All settings of a control's whole range; an even share of them where there are many."""
    ranges = [
        [(bound.name, value) for value in values_of(bound.control)]
        for bound in exploration.controls
    ]
    total = math.prod(map(len, ranges))
    if total <= most:
        return [dict(setting) for setting in product(*ranges)]
    # Each control alone over its whole range, then a grid over all of them together.
    settings = [dict([entry]) for values in ranges for entry in values]
    stride = math.ceil((total / most) ** (1 / len(ranges)))
    coarse = [[*values[::stride], values[-1]] for values in ranges]
    settings += [dict(setting) for setting in product(*coarse)]
    return [exploration.initial | setting for setting in settings]


def values_of(control):
    return [True, False] if isinstance(control, Toggle) else control.values()


def assert_steady(exploration, most):
    """Draw a sweep; return its scenes, all in one window, with readouts that change."""
    scenes = [exploration.draw(**at) for at in sweep(exploration, most)]
    assert len({scene.window for scene in scenes}) == 1
    assert len({scene.readouts for scene in scenes}) > 1
    return scenes


def values(scene):
    """The numbers that a scene reads out, by their labels."""
    return {readout.label: readout.value for readout in scene.readouts}


@pytest.fixture(scope="session")
def run_twins():
    """Ask the JavaScript twins; infinity travels as text."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed; the browser tests compare the twins too")

    def run(questions):
        text = json.dumps(questions).replace("Infinity", '"Infinity"')
        command = [node, str(Path(__file__).parent / "twins.js"), str(STATIC)]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
