"""The figures of maximum likelihood: a steady window, frames that fit, and the right numbers."""

import numpy as np
import pytest
import scipy.stats
from tests.show.conftest import assert_steady, values

from linebyline.show import Slider, Toggle, explore
from linebyline.show.maximum_likelihood import SEPALS, bell, best_image, flips

FIGURES = {
    "flips": explore(
        flips, heads=Slider(0, 12, 12, digits=0), tails=Slider(1, 12, 11, digits=0)
    ),
    "bell": explore(bell, mean=Slider(4.4, 5.6, 48), width=Slider(0.15, 0.75, 30)),
    "best_image": explore(best_image, digit=Slider(0, 9, 9, digits=0), absolute=Toggle()),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_does_not_jump_and_says_what_it_shows(name):
    assert_steady(FIGURES[name], most=200)


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FIGURES[name].packed_frames()) <= 100_000


def test_the_hill_stands_at_the_share_of_heads_and_narrows_with_more_flips():
    few, many = values(flips(3, 1)), values(flips(12, 4))
    assert few["best p"] == many["best p"] == 0.75
    widths = [seen["to"] - seen["at least half as likely: from"] for seen in (few, many)]
    assert widths[1] < widths[0]


def test_at_the_ends_of_the_half_likely_range_the_likelihood_is_half():
    seen = values(flips(7, 4))
    for p in (seen["at least half as likely: from"], seen["to"]):
        ratio = scipy.stats.binom.pmf(7, 11, p) / scipy.stats.binom.pmf(7, 11, 7 / 11)
        assert ratio == pytest.approx(0.5, abs=1e-9)


def test_without_heads_the_range_starts_at_the_edge():
    seen = values(flips(0, 5))
    assert (seen["best p"], seen["at least half as likely: from"]) == (0, 0)


def test_the_bell_reads_scipys_log_likelihood_and_loses_nothing_at_the_best():
    center, width = scipy.stats.norm.fit(SEPALS)
    assert values(bell(center, width))["lost"] == pytest.approx(0, abs=1e-12)
    seen = values(bell(5.2, 0.3))
    expected = scipy.stats.norm.logpdf(SEPALS, 5.2, 0.3).sum()
    assert seen["log-likelihood"] == pytest.approx(expected, abs=1e-10)
    assert min(values(bell(m, 0.25))["lost"] for m in np.linspace(4.4, 5.6, 13)) > 0


@pytest.mark.parametrize("digit", range(10))
def test_each_loss_is_smallest_for_its_own_image_and_squares_blur(digit):
    squared, absolute = values(best_image(digit, False)), values(best_image(digit, True))
    assert absolute["absolute loss, per pixel"] < squared["absolute loss, per pixel"]
    assert squared["squared loss, per pixel"] < absolute["squared loss, per pixel"]
    grey = "pixels neither dark nor bright"
    assert absolute[grey] < squared[grey]
