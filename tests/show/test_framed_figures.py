"""Figures without a twin: every position has its scene, and a page can carry them all."""

import pytest
from tests.show.conftest import assert_steady, values

from linebyline.show import Slider, Toggle, explore, frames
from linebyline.show.backpropagation import boundary, chain
from linebyline.show.convexity_and_jensen import chord, support

FRAMED = {
    "chain": explore(chain, w=Slider(-2, 2, 40), x=Slider(-2, 2, 40)),
    "boundary": explore(boundary, step=Slider(0, 400, 20, digits=0)),
    "chord": explore(chord, t=Slider(0, 1, 40), v=Slider(0, 2, 40)),
    "support": explore(support, x=Slider(-2, 2, 80), wavy=Toggle("waves")),
}


@pytest.mark.parametrize("name", FRAMED)
def test_the_picture_does_not_jump_and_says_what_it_shows(name):
    assert_steady(FRAMED[name], most=300)


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FRAMED[name].packed_frames()) <= frames.MOST_BYTES


def test_the_slope_at_the_weight_is_the_product_of_the_three_factors():
    scene = chain(w=0.7, x=-1.3)
    shown = values(scene)
    width = 1e-6
    above, below = (chain(w=0.7 + h, x=-1.3).readouts[0].value for h in (width, -width))
    slope = shown["∂L/∂w = ∂L/∂z · x"]
    assert abs(slope - (above - below) / (2 * width)) < 1e-8


def test_a_saturated_unit_far_from_its_target_is_called_out():
    assert "almost no slope" in chain(w=2.0, x=-2.0).readouts[3].note
    assert chain(w=2.0, x=2.0).readouts[3].note == ""


def test_training_parts_the_moons():
    losses = [boundary(step).readouts[1].value for step in (0, 100, 400)]
    assert losses == sorted(losses, reverse=True)
    assert boundary(400).readouts[2].value >= 97


def test_the_bowl_never_reaches_its_chord_between_the_ends():
    for t in (0.0, 0.25, 0.5, 1.0):
        mixed, height, gap = (readout.value for readout in chord(t, v=1.5).readouts)
        assert gap == pytest.approx(mixed - height, abs=1e-12)
        assert (gap > 0) == (0 < t < 1)


def test_only_waves_put_points_below_the_tangent_and_some_make_the_gap_negative():
    places = [x / 10 for x in range(-20, 21)]
    assert all(support(x).readouts[3].value == 0 for x in places)
    assert min(support(x, wavy=True).readouts[2].value for x in places) < 0
