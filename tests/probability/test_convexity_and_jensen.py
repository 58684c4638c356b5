"""Mixtures and Jensen's gap: laws, SciPy's log-sum-exp as the oracle, special cases, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import logsumexp

from linebyline.probability.convexity_and_jensen import jensen_gap, mixture

numbers = st.floats(-20, 20, allow_subnormal=False)
samples = st.integers(1, 6).flatmap(
    lambda size: st.tuples(
        arrays(np.float64, size, elements=numbers),
        arrays(np.float64, size, elements=st.floats(0.01, 1)),
    )
)


@given(samples)
def test_a_convex_function_has_no_negative_gap_and_a_concave_one_no_positive(drawn):
    points, raw = drawn
    weights = raw / raw.sum()
    assert jensen_gap(np.square, points, weights) >= -1e-9
    assert jensen_gap(lambda x: -np.exp(x / 10), points, weights) <= 1e-9


@given(samples)
def test_the_gap_of_the_square_is_the_weighted_variance(drawn):
    points, raw = drawn
    weights = raw / raw.sum()
    variance = np.average((points - np.average(points, weights=weights)) ** 2, weights=weights)
    np.testing.assert_allclose(jensen_gap(np.square, points, weights), variance, atol=1e-9)


@given(samples)
def test_the_gap_of_the_exponential_is_that_of_log_sum_exp(drawn):
    points, raw = drawn
    weights = raw / raw.sum()
    mean_of_heights = np.exp(logsumexp(points, b=weights))
    gap = jensen_gap(np.exp, points, weights)
    np.testing.assert_allclose(
        gap + np.exp(weights @ points), mean_of_heights, rtol=1e-9, atol=1e-12
    )


@given(samples)
def test_a_straight_line_has_no_gap(drawn):
    points, raw = drawn
    assert abs(jensen_gap(lambda x: 3 * x - 2, points, raw / raw.sum())) < 1e-9


def test_a_mixture_stays_in_the_box_of_its_points():
    rng = np.random.default_rng(0)
    points, weights = rng.standard_normal((5, 3)), rng.dirichlet(np.ones(5))
    mixed = mixture(points, weights)
    np.testing.assert_allclose(mixed, sum(w * p for w, p in zip(weights, points, strict=True)))
    assert (points.min(axis=0) <= mixed).all()
    assert (mixed <= points.max(axis=0)).all()


def test_all_weight_on_one_point_gives_that_point_and_no_gap():
    np.testing.assert_array_equal(mixture([[1.0, 2.0], [3.0, 4.0]], [0, 1]), [3.0, 4.0])
    assert jensen_gap(np.square, [1.0, 3.0], [0, 1]) == 0


def test_weights_of_manhattan_norm_one_are_caught():
    """The planted error: as printed, weights of either sign with sum of sizes one."""
    with pytest.raises(ValueError, match=r"weights must not be negative, got -0\.5"):
        jensen_gap(np.square, [0.0, 1.0], [0.5, -0.5])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mixture([[1.0], [2.0]], [0.5, 0.4]), "weights must sum to one, got 0.9"),
        (lambda: mixture([[1.0], [2.0]], [1.0]), "one entry for each of 2 points"),
        (lambda: jensen_gap(np.square, [], []), "nonempty"),
        (lambda: jensen_gap(lambda x: x * np.nan, [1.0], [1.0]), "finite"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
