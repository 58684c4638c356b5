"""Entropies and divergences: laws, SciPy and torch as oracles, special cases, refusals."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats
from scipy.spatial.distance import jensenshannon
from sklearn.metrics import mutual_info_score
from torch.distributions import MultivariateNormal, Normal
from torch.distributions import kl_divergence as torch_kl

from linebyline.probability import information as info

shares = st.floats(0, 1, allow_subnormal=False).map(lambda x: x if x > 1e-6 else 0.0)
pairs = st.integers(1, 6).flatmap(
    lambda size: st.tuples(*[arrays(np.float64, size, elements=shares)] * 2)
)


def laws_of(drawn):
    one, other = (raw + (raw.sum() == 0) for raw in drawn)
    return one / one.sum(), other / other.sum()


@given(pairs)
def test_discrete_laws_agree_with_scipy(drawn):
    p, q = laws_of(drawn)
    for base in (math.e, 2.0, 10.0):
        np.testing.assert_allclose(
            info.entropy(p, base=base), stats.entropy(p, base=base), atol=1e-12
        )
        np.testing.assert_allclose(
            info.kl_divergence(p, q, base=base), stats.entropy(p, q, base=base), atol=1e-10
        )
    distance = jensenshannon(p, q) if (p != q).any() else 0.0
    np.testing.assert_allclose(info.js_divergence(p, q), distance**2, atol=1e-10)


@given(pairs)
def test_ranges_hold_and_cross_entropy_is_entropy_plus_divergence(drawn):
    p, q = laws_of(drawn)
    assert 0 <= info.entropy(p) <= math.log(p.size) + 1e-12
    assert info.kl_divergence(p, q) >= 0
    assert 0 <= info.js_divergence(p, q) <= math.log(2) + 1e-12
    np.testing.assert_allclose(
        info.cross_entropy(p, q), info.entropy(p) + info.kl_divergence(p, q), atol=1e-9
    )
    np.testing.assert_allclose(info.js_divergence(p, q), info.js_divergence(q, p), atol=1e-12)


@given(pairs)
def test_divergence_is_at_least_the_proved_sum_of_squares(drawn):
    p, q = laws_of(drawn)
    assert info.kl_divergence(p, q) >= ((np.sqrt(p) - np.sqrt(q)) ** 2).sum() - 1e-12


def test_a_law_diverges_from_itself_by_nothing_and_from_what_excludes_it_by_infinity():
    assert info.kl_divergence([0.2, 0.8], [0.2, 0.8]) == 0
    assert info.kl_divergence([0.5, 0.5], [1, 0]) == np.inf
    assert info.cross_entropy([0.5, 0.5], [1, 0]) == np.inf
    assert info.kl_divergence([1, 0], [0.5, 0.5]) == math.log(2)
    assert info.js_divergence([1, 0], [0, 1]) == math.log(2)


def test_entropy_is_not_confined_to_one():
    """The planted error: the range [0, 1], as printed, would refuse eight equal outcomes."""
    assert info.entropy(np.full(8, 1 / 8), base=2) == pytest.approx(3, abs=1e-12)


def test_mutual_information_agrees_with_scikit_learn_and_is_zero_for_a_product():
    rng = np.random.default_rng(0)
    x, z = rng.integers(0, 4, 300), rng.integers(0, 3, 300)
    counts = np.zeros((4, 3))
    np.add.at(counts, (x, z), 1)
    np.testing.assert_allclose(
        info.mutual_information(counts / 300), mutual_info_score(x, z), rtol=1e-10
    )
    product = np.outer(rng.dirichlet(np.ones(4)), rng.dirichlet(np.ones(3)))
    assert info.mutual_information(product) < 1e-14


@given(st.integers(1, 40), st.integers(0, 10**6))
def test_huffman_lies_less_than_a_bit_above_the_entropy(size, seed):
    p = np.random.default_rng(seed).dirichlet(np.full(size, 0.7))
    lengths = info.huffman_lengths(p)
    assert info.kraft_sum(lengths) == 1
    rate = info.entropy(p, base=2)
    assert rate - 1e-12 <= p @ lengths < rate + 1


def test_huffman_is_the_cheapest_of_all_codes_for_four_symbols():
    rng = np.random.default_rng(1)
    codes = [np.array(c) for c in np.ndindex(*[4] * 4) if info.kraft_sum(np.array(c)) <= 1]
    for _ in range(50):
        p = rng.dirichlet(np.ones(4))
        np.testing.assert_allclose(
            p @ info.huffman_lengths(p), min(p @ code for code in codes), rtol=1e-12
        )


def test_ideal_lengths_of_powers_of_one_half_are_those_of_huffman():
    np.testing.assert_array_equal(info.huffman_lengths([1 / 2, 1 / 4, 1 / 8, 1 / 8]), [1, 2, 3, 3])
    np.testing.assert_array_equal(info.huffman_lengths([1.0]), [0])


@given(st.floats(-5, 5), st.floats(0.01, 9), st.floats(-5, 5), st.floats(0.01, 9))
def test_divergence_of_normals_is_the_proved_formula_and_torch_agrees(m, s, c, r):
    ours = info.normal_kl(m, s, c, r)
    proved = math.log(r / s) / 2 + (s + (m - c) ** 2) / (2 * r) - 0.5
    np.testing.assert_allclose(ours, proved, rtol=1e-9, atol=1e-12)
    one, other = (
        Normal(*torch.tensor([mean, var**0.5], dtype=torch.float64))
        for mean, var in ((m, s), (c, r))
    )
    np.testing.assert_allclose(ours, torch_kl(one, other).item(), rtol=1e-9, atol=1e-12)


def test_nearly_equal_variances_keep_their_digits():
    np.testing.assert_allclose(info.normal_kl(0, 1 + 1e-6, 0, 1), 2.5e-13, rtol=1e-5)
    assert info.normal_kl(0, 1e-30, 0, 1) == pytest.approx(15 * math.log(10) - 0.5, rel=1e-12)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_vectors_agree_with_torch_and_scipy(size):
    rng = np.random.default_rng(size)
    roots = rng.standard_normal((2, size, size))
    cov_p, cov_q = roots @ roots.transpose(0, 2, 1) + np.eye(size)
    m, k = rng.standard_normal((2, size))
    laws = [
        MultivariateNormal(torch.tensor(a), torch.tensor(b)) for a, b in ((m, cov_p), (k, cov_q))
    ]
    np.testing.assert_allclose(
        info.gaussian_kl(m, cov_p, k, cov_q), torch_kl(*laws).item(), rtol=1e-10
    )
    np.testing.assert_allclose(
        info.gaussian_entropy(cov_p), stats.multivariate_normal(cov=cov_p).entropy(), rtol=1e-10
    )


def test_one_dimension_is_the_case_of_numbers():
    np.testing.assert_allclose(
        info.gaussian_kl([1.0], [[2.0]], [0.0], [[3.0]]), info.normal_kl(1, 2, 0, 3), rtol=1e-12
    )
    assert info.normal_entropy(2.0) == pytest.approx(info.gaussian_entropy([[2.0]]), rel=1e-12)


def test_a_formula_without_its_half_is_caught():
    """The planted error: leaving out the half of the squared distance."""
    assert info.normal_kl(0, 1, 1, 1) == 0.5 != 1.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: info.entropy([0.5, 0.4]), r"must sum to one, got 0\.9"),
        (lambda: info.entropy([1.5, -0.5]), r"must not be negative, got -0\.5"),
        (lambda: info.entropy([1.0], base=1), "base must be greater than one"),
        (lambda: info.kl_divergence([1.0], [0.5, 0.5]), "same size"),
        (lambda: info.kraft_sum([1.5]), "whole numbers"),
        (lambda: info.kraft_sum([]), "whole numbers"),
        (lambda: info.normal_kl(0, 0, 0, 1), "var_p must be positive, got 0"),
        (lambda: info.gaussian_kl([0], [[1]], [0], [[0]]), "cov_q must be positive definite"),
        (lambda: info.gaussian_kl([0, 0], [[1]], [0, 0], np.eye(2)), r"cov_p must be \(2, 2\)"),
        (lambda: info.gaussian_entropy([[1, 2], [0, 5]]), "cov must be symmetric"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
