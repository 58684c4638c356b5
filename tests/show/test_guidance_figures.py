"""The figures of guidance and evaluation: a steady window, frames that fit, the right numbers."""

import numpy as np
import pytest
from scipy.integrate import quad
from tests.show.conftest import assert_steady, values

from linebyline.show import Slider, explore
from linebyline.show.guidance_and_evaluation import (
    CLASSES,
    FIRST,
    PAIR,
    guided_chain,
    guided_cloud,
    guided_digits,
    transport,
)

FIGURES = {
    "guided_cloud": explore(guided_cloud, w=Slider(0, 8, 16)),
    "guided_chain": explore(guided_chain, w=Slider(0, 8, 16)),
    "guided_digits": explore(guided_digits, w=Slider(0, 6, 6, digits=0)),
    "transport": explore(transport, shift=Slider(0, 3, 6), turn=Slider(0, 90, 30, digits=0)),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_does_not_jump_and_says_what_it_shows(name):
    assert_steady(FIGURES[name], most=40)


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FIGURES[name].packed_frames()) <= 100_000


def test_guidance_makes_classes_surer_and_narrower():
    seen = [values(guided_cloud(w)) for w in (0.0, 1.0, 4.0, 8.0)]
    sure = [each["mean of p(c | x)"] for each in seen]
    width = [each["width of a class"] for each in seen]
    assert sure == sorted(sure)
    assert width == sorted(width, reverse=True)
    assert width[1] == pytest.approx(np.sqrt(CLASSES.law.variance), rel=0.05)


def test_the_curve_aimed_at_is_the_tilted_density():
    def tilt(x):
        at = np.array([[x]])
        return float(np.exp(PAIR.law.log_density(at) + 3 * PAIR.log_posterior(at, 1))[0])

    mean = quad(lambda x: x * tilt(x), -8, 8)[0] / quad(tilt, -8, 8)[0]
    assert values(guided_chain(3.0))["mean aimed at"] == pytest.approx(mean, abs=1e-3)


def test_the_guided_chain_overshoots_and_the_plain_one_does_not():
    plain, strong = values(guided_chain(1.0)), values(guided_chain(6.0))
    assert plain["mean of the samples"] == pytest.approx(plain["mean aimed at"], abs=0.05)
    assert strong["mean of the samples"] > strong["mean aimed at"] + 0.2


@pytest.mark.parametrize(("turn", "commute"), [(0, True), (45, False), (90, True)])
def test_the_roots_give_the_distance_only_where_covariances_commute(turn, commute):
    seen = values(transport(1.0, turn))
    roots, cost = seen["squared distance of the roots"], seen["of it the covariances"]
    assert seen["squared distance"] == pytest.approx(1.0 + cost)
    assert (abs(roots - cost) < 1e-9) == commute
    assert roots >= cost - 1e-9
    if turn == 90:
        lengths = np.sqrt(np.diag(FIRST.cov))
        assert cost == pytest.approx(2 * (lengths[0] - lengths[1]) ** 2)


def test_guided_digits_obey_and_lose_variety():
    seen = [values(guided_digits(w)) for w in (0.0, 1.0, 6.0)]
    asked = [each["share that looks as asked"] for each in seen]
    spread = [each["variance within a label"] for each in seen]
    assert asked[0] < 0.3 < 0.85 < asked[1] <= asked[2]
    assert spread[0] > spread[1] > spread[2]
