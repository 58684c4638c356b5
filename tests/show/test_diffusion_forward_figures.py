"""The figures of the forward diffusion: a steady window, frames that fit, the right numbers."""

import numpy as np
import pytest
import scipy.integrate
from tests.show.conftest import assert_steady

from linebyline.generative.diffusion_forward import linear_schedule, signal_shares
from linebyline.show import Slider, Toggle, explore
from linebyline.show.diffusion_forward import bumps, cloud, shares, weights
from linebyline.show.diffusion_forward._bumps import density
from linebyline.show.diffusion_forward._cloud import moons
from linebyline.show.scene import Dot

COSINE = Toggle("cosine schedule")
FIGURES = {
    "cloud": explore(cloud, t=Slider(0, 20, 20), cosine=COSINE, leap=Toggle("in one jump")),
    "shares": explore(shares, t=Slider(0, 1000, 50)),
    "weights": explore(weights, t=Slider(0, 12, 12), cosine=COSINE),
    "bumps": explore(bumps, t=Slider(0, 24, 24), cosine=COSINE),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_does_not_jump_and_says_what_it_shows(name):
    assert_steady(FIGURES[name], most=200)


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FIGURES[name].packed_frames()) <= 100_000


@pytest.mark.parametrize("leap", [False, True])
def test_the_cloud_starts_as_the_moons_and_ends_as_noise(leap):
    def places(t):
        return np.array([m.at for m in cloud(t, leap=leap).marks if isinstance(m, Dot)])

    start = moons()
    np.testing.assert_allclose(places(0)[: len(start)], start, rtol=0, atol=1e-12)
    end = places(20)[: len(start)]
    assert np.abs(np.corrcoef(start.T, end.T)[:2, 2:]).max() < 3 / np.sqrt(len(start))
    squares = [readout.value**2 for readout in cloud(11, leap=leap).readouts[:2]]
    assert sum(squares) == pytest.approx(1, abs=1e-12)


def test_the_moons_have_unit_variance():
    np.testing.assert_allclose(moons().mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(moons().std(axis=0), 1, rtol=1e-12)


def test_the_curves_show_the_known_halves_and_the_ratio_in_decibels():
    linear, ratio, cosine, _ = (readout.value for readout in shares(500).readouts)
    assert (round(linear, 3), round(cosine, 3)) == (0.079, 0.494)
    kept = signal_shares(linear_schedule(1000))[500]
    np.testing.assert_allclose(10 ** (ratio / 10), kept / (1 - kept), rtol=1e-12)


@pytest.mark.parametrize("t", range(13))
@pytest.mark.parametrize("cosine", [False, True])
def test_the_bars_sum_to_one(t, cosine):
    start, noise, total = (readout.value for readout in weights(t, cosine).readouts)
    np.testing.assert_allclose([start + noise, total], 1, rtol=1e-12)


def test_the_bumps_stay_a_density_with_the_mean_of_the_start_shrunk():
    mean = scipy.integrate.quad(lambda x: x * density(x, 1.0), -5, 5, points=[-1.5, 0.3, 1.25])[0]
    for share in (0.9, 0.3, 0.001):
        mass = scipy.integrate.quad(density, -12, 12, (share,), limit=200)[0]
        moved = scipy.integrate.quad(lambda x, s=share: x * density(x, s), -12, 12, limit=200)[0]
        np.testing.assert_allclose([mass, moved], [1, np.sqrt(share) * mean], atol=1e-7)
    gaps = [bumps(t).readouts[1].value for t in (0, 6, 12, 24)]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] < 0.01
