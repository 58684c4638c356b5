"""Quadratics and their ellipsoids: laws, torch and central differences as oracles, refusals."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from linebyline.linear_algebra.curvature import (
    Kind,
    Quadratic,
    gradient_ellipsoid,
    level_ellipsoid,
    taylor_model,
)


def drawn(size, seed, *, definite=False):
    rng = np.random.default_rng(seed)
    a = rng.standard_normal((size, size))
    matrix = a @ a.T + np.eye(size) if definite else (a + a.T) / 2
    return Quadratic(matrix, rng.standard_normal(size), rng.standard_normal())


@given(st.integers(1, 6), st.integers(0, 1000))
def test_gradient_and_hessian_are_those_of_torch(size, seed):
    q, at = drawn(size, seed), np.random.default_rng(seed + 1).standard_normal(size)
    a, b = torch.tensor(q.matrix), torch.tensor(q.slope)

    def value(x):
        return x @ a @ x + x @ b + q.constant

    x = torch.tensor(at, requires_grad=True)
    value(x).backward()
    np.testing.assert_allclose(q(at), value(x).item(), rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(q.gradient(at), x.grad.numpy(), rtol=1e-10, atol=1e-10, strict=True)
    hessian = torch.autograd.functional.hessian(value, torch.tensor(at)).numpy()
    np.testing.assert_allclose(q.hessian, hessian, rtol=1e-12, atol=1e-12, strict=True)


@given(st.integers(1, 6), st.integers(0, 1000))
def test_seen_from_the_critical_point_only_the_square_is_left(size, seed):
    q = drawn(size, seed, definite=True)
    star = q.critical_set().point
    step = np.random.default_rng(seed + 1).standard_normal(size)
    np.testing.assert_allclose(q.gradient(star), 0, atol=1e-10)
    np.testing.assert_allclose(
        q(star + step), q(star) + step @ q.matrix @ step, rtol=1e-10, atol=1e-10
    )
    np.testing.assert_allclose(star, np.linalg.solve(2 * q.matrix, -q.slope), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("diagonal", "slope", "kind", "free"),
    [
        ((1, 2), (3, -1), Kind.MINIMUM, 0),
        ((-1, -2), (3, -1), Kind.MAXIMUM, 0),
        ((1, -2), (3, -1), Kind.SADDLE, 0),
        ((1, 0), (3, 0), Kind.VALLEY, 1),
        ((-1, 0), (3, 0), Kind.RIDGE, 1),
        ((0, 0), (0, 0), Kind.VALLEY, 2),
        ((1, 0), (0, 1), Kind.NONE, None),
        ((0, 0), (1, 0), Kind.NONE, None),
    ],
)
def test_kinds_and_critical_sets(diagonal, slope, kind, free):
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    q = Quadratic(turn @ np.diag(diagonal) @ turn.T, turn @ np.array(slope))
    assert q.kind() is kind
    critical = q.critical_set()
    if free is None:
        assert critical is None
    else:
        assert critical.directions.shape == (2, free)
        for shift in np.eye(free):
            np.testing.assert_allclose(
                q.gradient(critical.point + 7 * critical.directions @ shift), 0, atol=1e-12
            )


def test_a_singular_saddle_may_have_no_critical_point():
    assert Quadratic(np.diag([1, -1, 0]), [0, 0, 1]).kind() is Kind.NONE
    assert Quadratic(np.diag([1, -1, 0]), [1, 1, 0]).kind() is Kind.SADDLE


@given(st.integers(1, 5), st.integers(0, 1000))
def test_the_model_of_a_quadratic_is_the_quadratic(size, seed):
    q, rng = drawn(size, seed), np.random.default_rng(seed + 1)
    p, at = rng.standard_normal((2, size))
    model = taylor_model(p, q(p), q.gradient(p), q.hessian)
    np.testing.assert_allclose(model(at), q(at), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(model.gradient(at), q.gradient(at), rtol=1e-9, atol=1e-9)


def test_the_model_misses_a_smooth_function_to_third_order():
    model = taylor_model([0.5], np.exp(0.5), [np.exp(0.5)], [[np.exp(0.5)]])
    gaps = [np.exp(0.5 + t) - model([0.5 + t]) for t in (0.02, 0.01)]
    np.testing.assert_allclose(gaps[0] / gaps[1], 8, rtol=0.01)
    without_half = [np.exp(0.5) * (1 + t + t**2) - np.exp(0.5 + t) for t in (0.02, 0.01)]
    np.testing.assert_allclose(without_half[0] / without_half[1], 4, rtol=0.01)


@given(st.integers(1, 5), st.integers(0, 1000))
def test_the_gradient_has_one_length_on_its_ellipsoid(size, seed):
    q, rng = drawn(size, seed), np.random.default_rng(seed + 1)
    shape = gradient_ellipsoid(q, -2.5)
    on_sphere = rng.standard_normal(size)
    on_sphere /= np.linalg.norm(on_sphere)
    at = shape.center + shape.directions @ (shape.semi_axes * on_sphere)
    np.testing.assert_allclose(np.linalg.norm(q.gradient(at)), 2.5, rtol=1e-7)
    assert (shape.semi_axes > 0).all()
    for tip, v, value in zip(shape.tips(), shape.directions.T, q.eigenbasis().values, strict=True):
        np.testing.assert_allclose(q.gradient(tip), np.sign(value) * 2.5 * v, rtol=0, atol=1e-6)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_height_is_one_on_a_level_ellipsoid(sign):
    q = drawn(3, 5, definite=True)
    q = Quadratic(sign * q.matrix, q.slope, 1.0)
    shape = level_ellipsoid(q, sign * 0.7)
    for tip in shape.tips():
        np.testing.assert_allclose(q(tip), q(shape.center) + sign * 0.7, rtol=1e-10)
    np.testing.assert_allclose(shape.semi_axes**2 * np.abs(q.eigenbasis().values), 0.7, rtol=1e-12)


def test_quadratics_refuse_bad_input_by_name():
    with pytest.raises(ValueError, match="matrix must be symmetric"):
        Quadratic([[1, 2], [0, 1]], [0, 0])
    with pytest.raises(ValueError, match="slope must have 2 entries"):
        Quadratic(np.eye(2), [1, 2, 3])
    with pytest.raises(ValueError, match="x must have 2 entries"):
        Quadratic(np.eye(2), [1, 2])([1])
    with pytest.raises(ValueError, match="point must have 2 entries"):
        taylor_model([1], 0, [1, 2], np.eye(2))
    with pytest.raises(ValueError, match="size must not be zero"):
        gradient_ellipsoid(Quadratic(np.eye(2), [0, 0]), 0)
    with pytest.raises(ValueError, match="must be invertible"):
        gradient_ellipsoid(Quadratic(np.diag([1, 0]), [1, 0]), 1)
    with pytest.raises(ValueError, match="rise must be positive above a lowest point"):
        level_ellipsoid(Quadratic(np.diag([1, -1]), [0, 0]), 1)
