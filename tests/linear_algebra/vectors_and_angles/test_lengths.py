"""Lengths and angles: laws, NumPy as the oracle, special cases, refusals."""

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from linebyline.linear_algebra.vectors_and_angles import angle_between, p_norm, unit_vector

entries = st.floats(-1e6, 1e6, allow_subnormal=False)
vectors = st.integers(1, 6).flatmap(lambda size: arrays(np.float64, size, elements=entries))
pairs = st.integers(1, 6).flatmap(lambda size: arrays(np.float64, (2, size), elements=entries))
norm_orders = st.one_of(st.floats(1, 40), st.just(np.inf))


def printed_p_norm(vector, order):
    """The formula as a source prints it: the absolute value is missing."""
    return np.sum(np.asarray(vector, dtype=float) ** order) ** (1 / order)


def cosine_angle(first, second):
    """The textbook angle, which loses half the digits where the cosine is near 1."""
    cosine = first @ second / (np.linalg.norm(first) * np.linalg.norm(second))
    return np.arccos(np.clip(cosine, -1, 1))


@given(vectors, st.one_of(st.floats(0.3, 40), st.just(np.inf)))
def test_p_norm_agrees_with_numpy(vector, order):
    assume(np.abs(vector).max() == 0 or np.abs(vector).max() > 1e-6)
    expected = np.linalg.norm(vector, ord=order)
    np.testing.assert_allclose(p_norm(vector, order), expected, rtol=1e-10, atol=0)


@given(pairs, norm_orders)
def test_triangle_inequality_holds_from_order_one_on(pair, order):
    first, second = pair
    both = p_norm(first, order) + p_norm(second, order)
    assert p_norm(first + second, order) <= both * (1 + 1e-12)


@given(vectors, norm_orders, st.floats(-1e3, 1e3))
def test_a_factor_leaves_the_norm_by_its_absolute_value(vector, order, factor):
    scaled, expected = p_norm(factor * vector, order), abs(factor) * p_norm(vector, order)
    np.testing.assert_allclose(scaled, expected, rtol=1e-11, atol=1e-290)


@given(vectors, norm_orders, norm_orders)
def test_a_larger_order_never_gives_a_larger_norm(vector, one, other):
    low, high = sorted([one, other])
    assert p_norm(vector, high) <= p_norm(vector, low) * (1 + 1e-12)


def test_below_order_one_the_triangle_inequality_breaks():
    assert p_norm([1, 0], 0.5) + p_norm([0, 1], 0.5) == 2
    assert p_norm([1, 1], 0.5) == 4


def test_named_norms():
    assert p_norm([3, -4], 1) == 7
    assert p_norm([3, -4], 2) == 5
    assert p_norm([3, -4], np.inf) == 4
    assert p_norm([0.0, 0.0], 3) == 0


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_p_norm_neither_overflows_nor_underflows(scale):
    np.testing.assert_allclose(p_norm([3 * scale, 4 * scale], 2), 5 * scale, rtol=1e-15, atol=0)


def test_without_absolute_value_a_nonzero_vector_gets_length_zero():
    assert printed_p_norm([1, -1], 1) == 0
    assert p_norm([1, -1], 1) == 2


@given(pairs)
def test_dot_product_is_lengths_times_cosine(pair):
    first, second = pair
    lengths = p_norm(first, 2) * p_norm(second, 2)
    assume(min(p_norm(first, 2), p_norm(second, 2)) > 1e-3)
    product = lengths * np.cos(angle_between(first, second))
    np.testing.assert_allclose(product, first @ second, rtol=0, atol=1e-13 * lengths)


@given(pairs)
def test_angle_is_symmetric_and_turns_over_with_the_sign(pair):
    first, second = pair
    assume(np.abs(first).max() > 1e-3)
    assume(np.abs(second).max() > 1e-3)
    angle = angle_between(first, second)
    assert angle_between(second, first) == angle
    np.testing.assert_allclose(angle_between(first, -second), np.pi - angle, rtol=0, atol=1e-14)


@pytest.mark.parametrize("small", [1e-4, 1e-9, 1e-15, 1e-200])
def test_tiny_angles_keep_all_digits(small):
    np.testing.assert_allclose(angle_between([1, 0], [1, small]), np.arctan(small), rtol=1e-14)


def test_the_arccos_formula_loses_tiny_angles():
    assert cosine_angle(np.array([1.0, 0.0]), np.array([1.0, 1e-9])) == 0


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_angle_ignores_the_lengths(scale):
    angle = angle_between([scale, 0], [1 / scale, 1 / scale])
    np.testing.assert_allclose(angle, np.pi / 4, rtol=1e-15)


def test_special_angles():
    assert angle_between([2, 0], [5, 0]) == 0
    assert angle_between([2, 0], [-5, 0]) == np.pi
    np.testing.assert_allclose(angle_between([2, 0, 0], [0, 7, 0]), np.pi / 2, rtol=1e-15)


@given(vectors)
def test_unit_vector_has_length_one(vector):
    assume(np.abs(vector).max() > 0)
    np.testing.assert_allclose(np.linalg.norm(unit_vector(vector)), 1, rtol=1e-14)


@pytest.mark.parametrize(
    ("vector", "order", "error", "message"),
    [
        ([], 2, ValueError, "vector must be a nonempty array"),
        ([[1, 2]], 2, ValueError, r"vector must be a nonempty array \(D,\)"),
        ([[1], [2, 3]], 2, ValueError, "vector"),
        ([1, np.nan], 2, ValueError, "vector must be finite"),
        ([1, np.inf], 2, ValueError, "vector must be finite"),
        (["a"], 2, TypeError, "vector must hold real numbers"),
        ([1j], 2, TypeError, "vector must hold real numbers"),
        ([1, 2], 0, ValueError, "order must be positive"),
        ([1, 2], -1, ValueError, "order must be positive"),
        ([1, 2], np.nan, ValueError, "order must be a number"),
        ([1, 2], "2", TypeError, "order must be a real number"),
        ([1, 2], True, TypeError, "order must be a real number"),
    ],
)
def test_p_norm_refuses_bad_input_by_name(vector, order, error, message):
    with pytest.raises(error, match=message):
        p_norm(vector, order)


def test_angle_refuses_a_zero_vector_and_unequal_sizes():
    with pytest.raises(ValueError, match="second must not be zero"):
        angle_between([1, 0], [0, 0])
    with pytest.raises(ValueError, match=r"first and second must have the same size"):
        angle_between([1, 0], [1, 0, 0])


@pytest.mark.parametrize("order", [0.5, 1, 2, 3.5, np.inf])
def test_lengths_and_angles_agree_with_torch(order):
    rng = np.random.default_rng(7)
    first, second = torch.from_numpy(rng.standard_normal((2, 5)))
    length = torch.linalg.vector_norm(first, ord=order).item()
    cosine = torch.cosine_similarity(first, second, dim=0).item()
    np.testing.assert_allclose(p_norm(first.numpy(), order), length, rtol=1e-12)
    np.testing.assert_allclose(np.cos(angle_between(first, second)), cosine, rtol=1e-10)
