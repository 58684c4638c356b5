"""Figures computed beforehand: the page shows what Python draws, at every position."""

import json
import math
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from tests.show.conftest import STATIC
from tests.show.test_twins import assert_same_drawing

from linebyline.show import Slider, Toggle, explore, frames
from linebyline.show.marks import area_under, axes, bar, curve
from linebyline.show.scene import Arrow, Cells, Dot, Label, Readout, Scene, Sector
from linebyline.show.svg import draw, readouts_html


def wave(speed: float = 1.0, is_filled: bool = False) -> Scene:
    """A curve with axes, cells and a readout that is sometimes undefined."""
    line = curve(lambda x: math.sin(speed * x), 0, 6, "first")
    marks = [
        *axes((0, -1), (6, 1.2), x="x", y="@y", x_ticks=(1, 2.5), y_ticks=(1,)),
        line,
        *([area_under(line)] if is_filled else []),
        *bar(3, 0.5, math.cos(speed), "second"),
        Cells((5, -1), (6, 0), ((speed / 4, -speed / 4), (0.0, 1.0)), "accent"),
        Arrow((0, 0), (speed, 0.5), "ink"),
        Dot((speed, math.sin(speed)), "accent"),
        Label((speed, 0.2), "@x", "ink", (0.6, 0.6)),
    ]
    readouts = (
        Readout("log(speed − 1)", math.log(speed - 1) if speed > 1 else -math.inf, digits=3),
        Readout("half", speed / 2 - 1, note="@10" if is_filled else ""),
        Readout("root", math.nan if speed < 2 else math.sqrt(speed - 2)),
    )
    return Scene((-1, 7, -1.4, 1.4), tuple(marks), readouts, f"speed {speed:.1f}", aspect=1.6)


def dial(angle: float = 0.0) -> Scene:
    """A sector, in axes of one unit."""
    return Scene((-1, 1, -1, 1), (Sector((0, 0), 0.5, 0, angle, "first"),), (), "a dial")


WAVE = explore(wave, speed=Slider(0, 4, 40), is_filled=Toggle())
DIAL = explore(dial, angle=Slider(-3, 3, 30))


def unpacked(exploration):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed; the browser tests unpack frames too")
    controls = {bound.name: bound.control for bound in exploration.controls}
    question = {"packed": exploration.packed_frames(), "count": frames.count(controls)}
    command = [node, str(Path(__file__).parent / "frames.js"), str(STATIC)]
    done = subprocess.run(
        command, input=json.dumps(question), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return list(frames.positions(controls)), json.loads(done.stdout)


@pytest.mark.parametrize("exploration", [WAVE, DIAL], ids=["wave", "dial"])
def test_the_page_draws_every_frame_as_python_does(exploration):
    settings, answers = unpacked(exploration)
    for setting, answer in zip(settings, answers, strict=True):
        scene = exploration.draw(**setting)
        assert answer["readouts"] == readouts_html(scene)
        assert answer["alt"] == scene.alt
        assert_same_drawing(draw(scene), answer["svg"], atol=0.05)


def test_the_comparison_catches_a_frame_in_a_neighbours_place():
    settings, answers = unpacked(WAVE)
    scene = WAVE.draw(**settings[20])
    assert_same_drawing(draw(scene), answers[20]["svg"], atol=0.05)
    with pytest.raises(AssertionError):
        assert_same_drawing(draw(scene), answers[22]["svg"], atol=0.05)


def test_settings_run_through_all_positions_the_last_control_fastest():
    controls = {"a": Slider(0, 1, 2), "b": Toggle()}
    assert [tuple(at.values()) for at in frames.positions(controls)] == [
        (0.0, False), (0.0, True), (0.5, False), (0.5, True), (1.0, False), (1.0, True),
    ]  # fmt: skip
    assert frames.count(controls) == 6


def test_only_a_built_page_carries_frames_and_a_twin_needs_none(monkeypatch):
    monkeypatch.delenv("LINEBYLINE_PAGE", raising=False)
    assert "data-frames" not in DIAL.page_html()
    monkeypatch.setenv("LINEBYLINE_PAGE", "1")
    assert f'data-frames="{DIAL.packed_frames()}"' in DIAL.page_html()

    def triangle(c_x: float = 1.0) -> Scene:
        return dial(c_x)

    assert "data-frames" not in explore(triangle, c_x=(0, 2)).page_html()


def test_too_many_positions_are_refused():
    with pytest.raises(ValueError, match=r"wave has 5002 positions, more than 2500: give its"):
        explore(wave, speed=Slider(0, 4, 2500), is_filled=Toggle()).packed_frames()


def test_frames_that_a_page_cannot_carry_are_refused():
    def noise(seed: int = 0) -> Scene:
        cells = np.random.default_rng(int(seed)).uniform(-1, 1, (40, 40))
        rows = tuple(tuple(map(float, row)) for row in cells)
        return Scene((0, 1, 0, 1), (Cells((0, 0), (1, 1), rows, "ink"),), (), "noise")

    with pytest.raises(ValueError, match=r"the frames of noise weigh \d+ bytes, more than 300000"):
        explore(noise, seed=(0, 300)).packed_frames()


@pytest.mark.parametrize(
    ("marks", "aspect", "message"),
    [
        ((Sector((0, 0), 1, 0, 1, "ink"),), 2.0, "an angle needs axes of one unit"),
        ((Cells((0, 0), (1, 1), ((0.5,), (0.5, 1.0)), "ink"),), 0.0, "one positive length"),
        ((Cells((0, 0), (1, 1), ((1.5,),), "ink"),), 0.0, r"shares in \[-1, 1\]"),
        ((Cells((0, 0), (1, 1), ((0.5,),), "ink", "red"),), 0.0, "role must be one of"),
        ((), -1.0, "aspect must be 0 or a positive number"),
    ],
)
def test_scenes_that_cannot_be_drawn_are_refused(marks, aspect, message):
    with pytest.raises(ValueError, match=message):
        Scene((0, 1, 0, 1), marks, (), "x", aspect)
