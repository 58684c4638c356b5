"""The figures on means, sums and tails: they fit a page, and their numbers are right."""

import numpy as np
import pytest
from scipy import stats
from tests.show.conftest import assert_steady, values

from linebyline.show import Slider, explore
from linebyline.show.moments_and_limits import ellipses, means, pulled
from linebyline.show.normal_and_stable_laws import sums, tails
from linebyline.show.scene import Dot, Polyline

MOST = 100_000
FRAMED = {
    "means": explore(means, n=(1, 100)),
    "sums": explore(sums, n=(1, 60)),
    "tails": explore(tails, alpha=Slider(0.8, 2, 24)),
    "ellipses": explore(
        ellipses, angle=Slider(0, 90, 18, digits=0), stretch=Slider(1, 3, 10)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FRAMED)
def test_the_picture_does_not_jump_and_stays_inside(name):
    scenes = assert_steady(FRAMED[name], most=60)
    window = scenes[0].window
    lines = [m.points for s in scenes for m in s.marks if isinstance(m, Polyline)]
    xs, ys = np.array([point for line in lines for point in line]).T
    assert window[0] <= xs.min()
    assert xs.max() <= window[1]
    assert window[2] <= ys.min()
    assert ys.max() <= window[3]


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FRAMED[name].packed_frames()) <= MOST


def test_the_width_falls_with_the_root_of_the_number_of_throws():
    errors = [values(means(n))["σ / √n"] for n in (1, 4, 16, 64)]
    np.testing.assert_allclose(errors, errors[0] / np.array([1, 2, 4, 8]), rtol=1e-12)
    for n in (1, 10, 100):
        shown = values(means(n))
        assert abs(shown["standard deviation of the 120 means"] / shown["σ / √n"] - 1) < 0.26
        assert shown["means at least 0.5 off"] <= shown["Chebyshev allows"]


def test_one_dot_for_each_row_of_throws():
    dots = [mark for mark in means(1).marks if isinstance(mark, Dot)]
    assert len(dots) == 120
    assert {dot.at[0] for dot in dots} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize("n", [1, 7, 60])
def test_the_sum_has_the_gap_and_the_tail_of_the_gamma_law(n):
    shown = values(sums(n))
    law = stats.gamma(n, loc=-np.sqrt(n), scale=1 / np.sqrt(n))
    np.testing.assert_allclose(shown["beyond 2"], 100 * law.sf(2), rtol=1e-10)
    np.testing.assert_allclose(shown["skewness 2/√n"], law.stats("s"), rtol=1e-12)
    grid = np.linspace(-3.2, 3.9, 143)
    gap = np.abs(law.cdf(grid) - stats.norm.cdf(grid)).max()
    np.testing.assert_allclose(shown["largest gap in probability"], gap, rtol=1e-10)


def test_running_means_settle_for_normal_draws_and_not_for_cauchy_draws():
    assert values(tails(2.0))["largest swing after 1,000"] < 0.2
    assert values(tails(1.0))["largest swing after 1,000"] > 5
    shares = [values(tails(a))["largest draw, as a share of all sizes"] for a in (2, 1.5, 1, 0.8)]
    assert shares == sorted(shares)


def test_both_ellipses_have_the_eigenvalues_of_numpy():
    turn, stretch = np.radians(25), 2.2
    axes = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    covariance = axes @ np.diag([stretch**2, 0.25]) @ axes.T
    scene = ellipses(25, stretch)
    shown = values(scene)
    largest = np.linalg.eigvalsh(covariance)[-1]
    np.testing.assert_allclose(shown["largest eigenvalue of the covariance"], largest, rtol=1e-12)
    smallest = np.linalg.eigvalsh(np.linalg.inv(covariance))[0]
    np.testing.assert_allclose(shown["smallest eigenvalue of the metric"], smallest, rtol=1e-12)
    for line, matrix in zip(scene.marks[:2], (covariance, np.linalg.inv(covariance)), strict=True):
        outline = np.array(line.points)
        ones = np.einsum("ni,ij,nj->n", outline, np.linalg.inv(matrix), outline)
        np.testing.assert_allclose(ones, 1, rtol=1e-10)


def test_the_path_follows_the_samples_and_is_shorter():
    line, path = (readout.value for readout in pulled().readouts)
    assert path < 0.8 * line
    bold = next(m for m in pulled().marks if isinstance(m, Polyline) and m.weight == "bold")
    assert max(y for _, y in bold.points) > 0.5
