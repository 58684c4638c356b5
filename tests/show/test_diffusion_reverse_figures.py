"""The figures of the reverse chain: a steady window, frames that fit, and the right numbers."""

import math

import numpy as np
import pytest
from scipy import stats
from tests.show.conftest import assert_steady, sweep, values

from linebyline.generative import diffusion_reverse as dr
from linebyline.show import Slider, explore
from linebyline.show.diffusion_reverse import (
    BETAS,
    BLOBS,
    POINT,
    SCHEDULE,
    back_one_step,
    fitted_score,
    step_costs,
    three_noises,
)
from linebyline.show.scene import Polygon

FIGURES = {
    "back_one_step": explore(
        back_one_step, x_t=Slider(-2, 2, 8), x_0=Slider(-2, 2, 4), t=Slider(2, 10, 2, digits=0)
    ),
    "three_noises": explore(three_noises, done=Slider(0, 200, 25, digits=0)),
    "step_costs": explore(step_costs, off=Slider(-0.6, 0.6, 24), t=Slider(1, 5, 4, digits=0)),
    "fitted_score": explore(fitted_score, sigma=Slider(0.1, 1.5, 14)),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_does_not_jump_and_says_what_it_shows(name):
    assert_steady(FIGURES[name], most=60)


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FIGURES[name].packed_frames()) <= 100_000


def test_the_third_bell_is_the_product_of_the_other_two():
    grid = np.linspace(-8, 8, 4001)
    alpha, before = 1 - BETAS[6], np.prod(1 - BETAS[:6])
    product = stats.norm.pdf(grid, math.sqrt(before) * -1.5, math.sqrt(1 - before))
    product *= stats.norm.pdf(0.8, math.sqrt(alpha) * grid, math.sqrt(BETAS[6]))
    product /= product.sum()
    mean = product @ grid
    seen = values(back_one_step(0.8, -1.5, 7))
    assert seen["mean of both"] == pytest.approx(mean, abs=1e-9)
    assert seen["variance of both"] == pytest.approx(product @ (grid - mean) ** 2, abs=1e-9)


def test_only_the_slip_shrinks_the_blobs():
    seen = list(values(three_noises(200)).values())
    width = math.sqrt(BLOBS.variance)
    assert seen[:2] == pytest.approx([width, width], rel=0.12)
    assert seen[2] < 0.6 * width
    assert seen[3] == width


def test_noise_mends_the_score_between_the_blobs():
    little, much = values(fitted_score(0.1)), values(fitted_score(1.5))
    label = "largest error between the blobs"
    assert little[label] > 5
    assert much[label] < 0.2
    assert little["density between the blobs"] < 0.01 < much["density between the blobs"]


def test_the_bars_are_the_bound_from_its_definition():
    for off, t in ((0.0, 1), (0.35, 1), (-0.6, 3), (0.6, 5)):
        model = dr.gaussian_reverse(0.0, 1.0, SCHEDULE)
        model.offsets[t - 1] += off
        shown = values(step_costs(off, t))
        bound = dr.evidence_bound(POINT, SCHEDULE, model)
        np.testing.assert_allclose(shown["−ELBO"], -bound, rtol=1e-12)
        np.testing.assert_allclose(shown["−log p(x₀)"], -dr.log_evidence(POINT, model), rtol=1e-12)
        assert (shown["gap"] < 1e-12) == (off == 0)


def test_only_the_bar_of_the_step_moves():
    def tops(scene):
        return [max(y for _, y in m.points) for m in scene.marks if isinstance(m, Polygon)]

    exact, off = tops(step_costs(0.0, 4)), tops(step_costs(0.5, 4))
    moved = [k for k, (one, other) in enumerate(zip(exact, off, strict=True)) if one != other]
    assert moved == [3, 6]  # the step, and the sum of all
    np.testing.assert_allclose(off[3] - exact[3], off[6] - exact[6], rtol=1e-9)


def test_the_bars_stay_in_the_window():
    for at in sweep(FIGURES["step_costs"], most=125):
        scene = step_costs(**at)
        assert (
            max(y for m in scene.marks if isinstance(m, Polygon) for _, y in m.points)
            < (scene.window[3])
        )
