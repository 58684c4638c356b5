"""The inverse of a local covariance as a metric: by hand, far away, and the paths it bends."""

import numpy as np
import pytest

from linebyline.probability.moments_and_limits import local_metric, path_length, shortest_path

REACH = {"width": 0.5, "floor": 0.1}


def test_the_local_metric_is_the_inverse_of_the_weighted_squares():
    rng = np.random.default_rng(5)
    samples, place = rng.standard_normal((6, 2)), np.array([0.3, -0.2])
    weights = [np.exp(-np.sum((x - place) ** 2) / (2 * 0.5**2)) for x in samples]
    by_hand = [
        1 / (sum(w * (x[d] - place[d]) ** 2 for w, x in zip(weights, samples, strict=True)) + 0.1)
        for d in (0, 1)
    ]
    found = local_metric(samples, place[None], **REACH)
    np.testing.assert_allclose(found, [by_hand], rtol=1e-12)


def test_far_from_all_samples_a_step_costs_the_most():
    found = local_metric([[0.0, 0.0], [1.0, 1.0]], [[100.0, 0.0], [0.5, 0.5]], **REACH)
    np.testing.assert_allclose(found[0], 10, rtol=1e-12)
    assert (found[1] < 10).all()


def test_without_samples_near_the_shortest_path_is_straight():
    path = shortest_path([[50.0, 50.0]], [0.0, 0.0], [2.0, 1.0], steps=8, **REACH)
    np.testing.assert_allclose(path, np.linspace([0, 0], [2, 1], 9), rtol=0, atol=1e-6)
    length = path_length([[50.0, 50.0]], path, **REACH)
    np.testing.assert_allclose(length, np.sqrt(5 * 10), rtol=1e-6)


def test_the_shortest_path_keeps_its_ends_and_is_no_longer_than_the_line():
    rng = np.random.default_rng(6)
    samples = rng.normal([0.0, 1.5], 1.0, (40, 2))
    line = np.linspace([-2, 0], [2, 0], 13)
    path = shortest_path(samples, [-2, 0], [2, 0], steps=12, **REACH)
    np.testing.assert_array_equal(path[[0, -1]], line[[0, -1]])
    assert path_length(samples, path, **REACH) < path_length(samples, line, **REACH)
    assert path[6, 1] > 0.1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: local_metric([[0.0]], [[0.0]], width=0, floor=1), "must be positive"),
        (lambda: local_metric([[0.0]], [[0.0, 1.0]], **REACH), "must have 1 coordinates"),
        (lambda: path_length([[0.0]], [[0.0]], **REACH), "at least two places"),
        (lambda: shortest_path([[0.0]], [0.0], [1.0], steps=1, **REACH), "at least two steps"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
