"""Exponentials of quadratics: SciPy's normal density, central differences, Lambert's radii."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import multivariate_normal

from linebyline.linear_algebra.curvature import Bell, Quadratic, normal_bell, steepness_radii


@given(st.integers(1, 4), st.integers(0, 1000))
def test_the_normal_bell_is_the_density_of_scipy(size, seed):
    rng = np.random.default_rng(seed)
    root = rng.standard_normal((size, size))
    cov, mean, at = root @ root.T + np.eye(size), *rng.standard_normal((2, size))
    density = multivariate_normal(mean, cov).pdf(at)
    np.testing.assert_allclose(normal_bell(mean, cov)(at), density, rtol=1e-10)


def test_the_normal_bell_has_area_one_and_its_peak_at_the_mean():
    bell = normal_bell([0.3], [[2.0]])
    np.testing.assert_allclose(quad(lambda x: bell([x]), -30, 30)[0], 1, rtol=1e-9)
    np.testing.assert_allclose(bell.quadratic.critical_set().point, [0.3], rtol=1e-12)
    with_det_a = 1 / np.sqrt(2 * np.pi * abs(np.linalg.det(bell.quadratic.matrix)))
    assert abs(with_det_a / bell.height - 1) > 0.5


@given(st.integers(1, 4), st.integers(0, 1000), st.sampled_from([2.0, -0.5]))
def test_the_gradient_is_that_of_central_differences(size, seed, height):
    rng = np.random.default_rng(seed)
    a = rng.standard_normal((size, size))
    q = Quadratic(-a @ a.T / size, rng.standard_normal(size) / 2, 0.1)
    bell, at = Bell(q, height), rng.standard_normal(size) / 2
    width = 1e-5 * np.eye(size)
    differences = [(bell(at + h) - bell(at - h)) / 2e-5 for h in width]
    np.testing.assert_allclose(bell.gradient(at), differences, rtol=1e-6, atol=1e-7, strict=True)


@given(st.floats(0.3, 3), st.floats(0.3, 3), st.floats(0, 6.3), st.floats(0.01, 0.99))
def test_the_bell_has_the_steepness_at_both_radii(first, second, turn, share):
    values, u = np.array([-first, -second]), np.array([np.cos(turn), np.sin(turn)])
    crest = np.sqrt(2 * (u**2 @ values**2) / (np.e * (u**2 @ -values)))
    inner, outer = steepness_radii(values, u, share * crest)
    peak = 1 / np.sqrt(2 * (u**2 @ -values))
    assert 0 < inner < peak < outer
    bell = Bell(Quadratic(np.diag(values), [0, 0]))
    for radius in (inner, outer):
        slope = np.linalg.norm(bell.gradient(radius * u))
        np.testing.assert_allclose(slope, share * crest, rtol=1e-8)


def test_on_the_crest_both_radii_are_one_standard_deviation_and_above_there_is_none():
    radii = steepness_radii([-0.5], [1.0], np.exp(-0.5))
    np.testing.assert_allclose(radii, [1, 1], rtol=1e-7)
    near = steepness_radii([-0.5], [1.0], np.exp(-0.5) * (1 - 1e-12))
    np.testing.assert_allclose(near, [1 - 1e-6, 1 + 1e-6], rtol=1e-8)
    assert steepness_radii([-0.5], [1.0], np.exp(-0.5) * (1 + 1e-9)).shape == (0,)


def test_no_ellipse_fits_the_three_radii_of_either_curve():
    turns = np.radians([0, 45, 90])
    radii = [steepness_radii([-0.5, -2], [np.cos(t), np.sin(t)], np.sqrt(0.2)) for t in turns]
    by_bisection = [[0.509, 1.595], [0.158, 1.310], [0.115, 1.061]]
    np.testing.assert_allclose(radii, by_bisection, rtol=0, atol=5e-4)
    inverse = 1 / np.array(radii) ** 2
    off = inverse[1] / ((inverse[0] + inverse[2]) / 2) - 1
    assert (np.abs(off) > 1e-3).all()


def test_bells_refuse_bad_input_by_name():
    with pytest.raises(ValueError, match="height must not be zero"):
        Bell(Quadratic([[-1]], [0]), 0)
    with pytest.raises(ValueError, match="covariance must be positive definite"):
        normal_bell([0, 0], [[1, 1], [1, 1]])
    with pytest.raises(ValueError, match="mean must have 2 entries"):
        normal_bell([0], np.eye(2))
    with pytest.raises(ValueError, match="eigenvalues must be negative"):
        steepness_radii([-1, 1], [1, 0], 0.1)
    with pytest.raises(ValueError, match="direction of length one"):
        steepness_radii([-1, -1], [1, 1], 0.1)
