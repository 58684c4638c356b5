"""The figures of training: a steady window, frames that fit, and the right numbers."""

import numpy as np
import pytest
from tests.show.conftest import assert_steady, values

from linebyline.generative import diffusion_forward as df
from linebyline.show import Slider, Toggle, explore
from linebyline.show.diffusion_training import from_noise, loss_weights, variances

FIGURES = {
    "loss_weights": explore(
        loss_weights,
        t=Slider(2, 100, 49, digits=0),
        cosine=Toggle("cosine schedule"),
        of_noise=Toggle("error of the noise"),
    ),
    "variances": explore(variances, spread=Slider(0.05, 1, 19), steps=Slider(25, 400, 5, digits=0)),
    "from_noise": explore(from_noise, done=Slider(0, 20, 20, digits=0)),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_does_not_jump_and_says_what_it_shows(name):
    assert_steady(FIGURES[name], most=40)


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FIGURES[name].packed_frames()) <= 100_000


@pytest.mark.parametrize("cosine", [False, True])
def test_the_curves_are_the_losses_in_units_of_start_and_noise(cosine):
    betas = df.cosine_schedule(100) if cosine else df.linear_schedule(100, 1e-3, 0.2)
    kept = np.cumprod(1 - betas)
    ratio = kept / (1 - kept)
    drop = (ratio[:-1] - ratio[1:]) / 2
    in_start = {
        "the bound": drop,
        "noise, no weights": ratio[1:],
        "velocity, no weights": ratio[1:] + 1,
        "start, no weights": np.ones(99),
    }
    for t in (2, 40, 100):
        for of_noise, unit in ((False, np.ones(99)), (True, 1 / ratio[1:])):
            seen = values(loss_weights(t, cosine, of_noise))
            for name, weights in in_start.items():
                expected = weights * unit / (weights * unit).mean()
                assert seen[name] == pytest.approx(expected[t - 2], rel=1e-9)


def test_the_simple_loss_is_flat_in_units_of_the_noise_and_the_bound_is_not():
    first, last = (values(loss_weights(t, False, True)) for t in (2, 100))
    assert first["noise, no weights"] == pytest.approx(1)
    assert last["noise, no weights"] == pytest.approx(1)
    assert first["the bound"] > 10 * last["the bound"]


def test_only_the_slip_loses_the_variance():
    for spread in (0.05, 0.5, 1.0):
        forward, posterior, slip, data = values(variances(spread, 400)).values()
        assert data == spread
        assert forward == pytest.approx(spread, rel=0.1)
        assert posterior == pytest.approx(spread, rel=0.1)
        assert slip < spread / 10


def test_both_samplers_reach_the_moons():
    start, end = values(from_noise(0)), values(from_noise(20))
    assert min(start.values()) > 0.03
    assert max(end.values()) < 0.01
