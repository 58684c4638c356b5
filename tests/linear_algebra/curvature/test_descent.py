"""Gradient descent: the formula against the walk, the bound, the best step, refusals."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from linebyline.linear_algebra.curvature import (
    Quadratic,
    StepSizes,
    descent_in_eigenbasis,
    gradient_descent,
    step_sizes,
)


def bowl(size, seed):
    rng = np.random.default_rng(seed)
    a = rng.standard_normal((size, size))
    return Quadratic(a @ a.T / size + 0.2 * np.eye(size), rng.standard_normal(size))


@given(st.integers(1, 6), st.integers(0, 1000))
def test_the_formula_gives_the_path_of_the_walk(size, seed):
    q, start = bowl(size, seed), np.random.default_rng(seed + 1).standard_normal(size)
    step = step_sizes(q).best
    walked = gradient_descent(q, start, step, 30)
    solved = descent_in_eigenbasis(q, start, step, 30)
    np.testing.assert_allclose(walked, solved, rtol=0, atol=1e-9, strict=True)


def test_the_walk_is_that_of_torch():
    q, start = bowl(3, 1), np.array([1.0, -2.0, 0.5])
    x = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=0.05)
    for _ in range(20):
        optimizer.zero_grad()
        (x @ torch.tensor(q.matrix) @ x + x @ torch.tensor(q.slope)).backward()
        optimizer.step()
    path = gradient_descent(q, start, 0.05, 20)
    np.testing.assert_allclose(path[-1], x.detach().numpy(), rtol=1e-12)


@given(st.integers(1, 5), st.integers(0, 1000), st.floats(0.05, 0.95))
def test_below_the_bound_the_distance_shrinks_by_the_rate_at_least(size, seed, share):
    q = bowl(size, seed)
    sizes = step_sizes(q)
    path = gradient_descent(q, np.ones(size), share * sizes.bound, 10)
    distances = np.linalg.norm(path - q.critical_set().point, axis=1)
    rate = sizes.rate(share * sizes.bound)
    assert rate < 1
    assert (distances[1:] <= rate * distances[:-1] * (1 + 1e-9) + 1e-12).all()


def test_above_the_bound_the_steepest_coordinate_grows_and_at_it_stays():
    q = Quadratic(np.diag([0.5, 2.0]), [0, 0])
    bound = step_sizes(q).bound
    assert bound == 0.5
    sizes = np.abs(gradient_descent(q, [1, 1], bound, 8)[:, 1])
    np.testing.assert_allclose(sizes, 1, rtol=1e-14)
    growing = np.abs(gradient_descent(q, [1, 1], 1.1 * bound, 8)[:, 1])
    np.testing.assert_allclose(growing, 1.2 ** np.arange(9), rtol=1e-12)


@given(st.floats(0.01, 1), st.floats(1, 100), st.floats(0.001, 5))
def test_no_step_has_a_smaller_worst_factor_than_the_best(flattest, steepest, step):
    sizes = StepSizes(flattest, steepest)
    np.testing.assert_allclose(sizes.rate(sizes.best), sizes.best_rate, rtol=0, atol=1e-12)
    assert sizes.rate(step) >= sizes.best_rate - 1e-12
    kappa = sizes.condition
    np.testing.assert_allclose(sizes.best_rate, (kappa - 1) / (kappa + 1), rtol=1e-9, atol=1e-12)


def test_a_round_bowl_needs_one_step():
    q = Quadratic(3 * np.eye(4), [1, 2, 3, 4])
    assert step_sizes(q).best_rate == 0
    path = gradient_descent(q, np.ones(4), step_sizes(q).best, 1)
    np.testing.assert_allclose(path[1], q.critical_set().point, rtol=1e-14)


def test_descent_leaves_a_saddle_along_the_negative_eigenvalue():
    path = descent_in_eigenbasis(Quadratic(np.diag([1, -1]), [0, 0]), [1, 1e-3], 0.1, 50)
    assert abs(path[-1, 0]) < 1e-4
    np.testing.assert_allclose(path[-1, 1], 1e-3 * 1.2**50, rtol=1e-12)


def test_the_formula_serves_a_valley_too():
    valley = Quadratic(np.diag([1, 0]), [1, 0])
    walked = gradient_descent(valley, [2, 3], 0.3, 15)
    solved = descent_in_eigenbasis(valley, [2, 3], 0.3, 15)
    np.testing.assert_allclose(walked, solved, rtol=0, atol=1e-12)


def test_descent_refuses_bad_input_by_name():
    q = bowl(2, 0)
    with pytest.raises(ValueError, match="step must be > 0"):
        gradient_descent(q, [0, 0], -0.1, 3)
    with pytest.raises(ValueError, match="steps must be >= 0"):
        descent_in_eigenbasis(q, [0, 0], 0.1, -1)
    with pytest.raises(ValueError, match="start must have 2 entries"):
        gradient_descent(q, [0, 0, 0], 0.1, 1)
    with pytest.raises(ValueError, match="start must have 2 entries"):
        descent_in_eigenbasis(q, [0, 0, 0], 0.1, 1)
    with pytest.raises(ValueError, match="no critical point"):
        descent_in_eigenbasis(Quadratic(np.diag([1, 0]), [0, 1]), [0, 0], 0.1, 1)
    with pytest.raises(ValueError, match="one lowest point, it has a saddle"):
        step_sizes(Quadratic(np.diag([1, -1]), [0, 0]))
