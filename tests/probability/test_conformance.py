"""Each function that names a derivation computes what that derivation's formula says."""

from itertools import product

import numpy as np
import pytest
from tests.formulas import assert_computes, formulas_of

from linebyline.probability import convexity_and_jensen as cj
from linebyline.probability import dependence as dp
from linebyline.probability import information as info
from linebyline.probability import moments_and_limits as ml
from linebyline.probability import normal_and_stable_laws as ns

P, Q = [0.2, 0.3, 0.5], [0.25, 0.5, 0.25]
JOINT = np.array([[0.1, 0.2, 0.1], [0.3, 0.05, 0.25]])  # p(x, z), two values of x, three of z
BY_X = {"n": 2, "k": 3, "p(x)": JOINT.sum(axis=1)}
BY_X[r"p(z \mid x)"] = JOINT / JOINT.sum(axis=1, keepdims=True)
BY_Z = {"n": 2, "k": 3, "p(z)": JOINT.sum(axis=0), r"p(x \mid z)": (JOINT / JOINT.sum(axis=0)).T}
TRIPLE = np.arange(1.0, 13).reshape(2, 3, 2) / 78  # p(z, x, y)
TRANSITION = np.array([[0.9, 0.1], [0.4, 0.6]])
CLOUD = np.array([[1.0, 2], [3, 1], [0, 4], [2, 2]])
NORMAL = np.array([0.6, 0.8])
SIGNS = np.array(list(product((-1.0, 1), repeat=3)))  # all samples of three fair signs
PAIRS = [np.column_stack([x, 0.7 * x + z]) for x, z in product(SIGNS, SIGNS)]
COV = np.array([[2.0, 0.5, 0.3], [0.5, 1, 0.2], [0.3, 0.2, 3]])
S, T = COV[:2, :2], np.array([[1.0, -0.2], [-0.2, 2]])


def laws(**numbers):
    return {"n": 3, "p": P, "q": Q} | numbers


def information():
    bits = np.array([2.0, 2, 1])
    vectors = {"d": 2, "m": [0.3, -1], "k": [1, 0.5], "S": S, "T": T}
    normals = {"m": 0.3, "s": 0.5, "c": -1, "r": 2}
    return {
        ("entropy", "entropy-range", 0): (laws(), info.entropy(P)),
        ("cross_entropy", "cross-entropy", 0): (laws(), info.cross_entropy(P, Q)),
        ("kl_divergence", "gibbs", 0): (laws(), info.kl_divergence(P, Q)),
        ("js_divergence", "jensen-shannon", 0): (laws(), info.js_divergence(P, Q)),
        ("mutual_information", "mutual-information", 2): (BY_X, info.mutual_information(JOINT)),
        ("huffman_lengths", "source-coding", 0): (
            laws(k=2.0**-bits),
            np.dot(P, info.huffman_lengths(P)),
        ),
        ("normal_entropy", "maximum-entropy", 2): ({"s": 0.7}, info.normal_entropy(0.7)),
        ("gaussian_entropy", "maximum-entropy", 2): ({"s": 0.7}, info.gaussian_entropy([[0.7]])),
        ("normal_kl", "gaussian-divergence", 3): (normals, info.normal_kl(0.3, 0.5, -1, 2)),
        ("gaussian_kl", "multivariate-divergence", 1): (
            vectors,
            info.gaussian_kl([0.3, -1], S, [1, 0.5], T),
        ),
    }


def dependence():
    mean = CLOUD.mean(axis=0)
    plane = {"n": 4, "d": 2, "x": CLOUD, "w": NORMAL, "m": mean}
    spread = dp.covariance(CLOUD)
    scales, vectors = np.linalg.eigh(spread)
    v = vectors[:, 1]
    squeezed = dp.covariance(dp.squeeze(CLOUD, v, 0.3)) @ v
    middle, variance = dp.given_first([1, -1], S, 2.5)
    a, b = np.sqrt(np.diag(S))
    cut = {"x": 2.5, "y": middle + np.sqrt(variance), "m": 1, "n": -1, "a": a, "b": b}
    path = {"T": 2, "J": [0.7, 0, 0], "q": [TRANSITION[0, 1], TRANSITION[1, 1]]}
    walk = {"n": 2, "x": 1, "z": 2, "p(x)": [0.7, 0.3]}
    walk |= {r"p(y \mid x)": TRANSITION, r"p(z \mid y)": TRANSITION}
    entries = dict(zip("abcpqr", [*np.diag(COV), COV[0, 1], COV[0, 2], COV[1, 2]], strict=True))
    columns = JOINT / JOINT.sum(axis=0)
    return {
        ("marginal", "sum-rule", 1): (BY_X | {"x": 2}, dp.marginal(JOINT, {0})[1]),
        ("conditional", "conditional", 1): (
            BY_X | {"z": 3},
            dp.conditional(JOINT, {1})[:, 2].sum(),
        ),
        ("posterior", "bayes", 3): (
            BY_X | {"x": 1, "z": 2},
            dp.posterior(JOINT.sum(axis=0), columns[0])[1],
        ),
        ("table_covariance", "departures", 0): (
            BY_X | {"f": [1, 4], "g": [2, -1, 3]},
            dp.table_covariance(JOINT, [1, 4], [2, -1, 3]),
        ),
        ("chain_joint", "markov-chain", 2): (
            path,
            dp.chain_joint([0.7, 0.3], TRANSITION, 2)[0, 1, 1],
        ),
        ("chain_marginal", "two-steps", 2): (walk, dp.chain_marginal([1, 0], TRANSITION, 2)[1]),
        ("covariance", "plane-distance", 0): (plane, NORMAL @ spread @ NORMAL),
        ("mean_square_distance", "plane-distance", 2): (
            plane,
            dp.mean_square_distance(CLOUD, NORMAL),
        ),
        ("squeeze", "squeeze", 2): (
            {"n": 2, "t": 0.3, "v": v, r"\lambda": scales[1]},
            squeezed,
        ),
        ("partial_correlation", "partial-correlation", 1): (
            entries,
            dp.partial_correlation(COV)[0, 1],
        ),
        ("given_first", "cut", 0): (
            cut | {r"\rho": S[0, 1] / (a * b)},
            (2.5 - 1) ** 2 / a**2 + 1,
        ),
    }


def moments():
    copies = {"n": 9, r"\sigma": 2}
    shares = np.exp(-((CLOUD - 1) ** 2).sum(axis=1, keepdims=True) / 2)
    spread = (shares * (CLOUD - 1) ** 2).sum(axis=0) + 0.1
    return {
        ("standard_error", "standard-error", 2): (copies, ml.standard_error(2, 9)),
        ("local_metric", "inverse-covariance", 2): (
            {"n": 2, r"\Sigma": np.diag(spread), "v": [1, 1]},
            ml.local_metric(CLOUD, [[1, 1]], width=1, floor=0.1)[0],
        ),
        ("sample_mean", "variance-of-the-mean", 4): (
            {"n": 3, r"\sigma": 1},
            ml.sample_mean(SIGNS.T).var(),
        ),
        ("sample_covariance", "covariance-of-a-sample", 1): (
            {"n": 3, "b": 0.7, "v": 1},
            np.mean([ml.sample_covariance(pair, divisor="N")[0, 1] for pair in PAIRS]),
        ),
    }


def laws_of_sums():
    scale = ns.stable_scale(0.5, 1.2, 1.5)
    return {
        ("stable_scale", "stable-scale", 0): (
            {"a": 0.5, "b": 1.2, "t": 0.8, r"\alpha": 1.5},
            np.exp(-((scale * 0.8) ** 1.5)),
        ),
        ("standardised_sum", "standardised-sum", 2): (
            {},
            ns.standardised_sum(SIGNS, 0, 1).var(),
        ),
    }


def convexity():
    points, weights = [1, 2, 4], [0.2, 0.5, 0.3]
    mixed = {"M": 3, "c": weights, "x": points, "l": 1, "u": 4}
    return {
        ("mixture", "inside-the-box", 1): (
            mixed,
            cj.mixture(np.reshape(points, (3, 1)), weights)[0],
        ),
    }


CHAPTERS = {
    "information": information,
    "dependence": dependence,
    "moments_and_limits": moments,
    "normal_and_stable_laws": laws_of_sums,
    "convexity_and_jensen": convexity,
}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_function_computes_the_formula_of_its_derivation(chapter):
    for case, (numbers, computed) in CHAPTERS[chapter]().items():
        assert_computes(f"probability/{chapter}", case, numbers, computed)


def test_formula_tells_a_wrong_function():
    gibbs = formulas_of("probability/information")["gibbs"]
    assert abs(gibbs.at(0, laws()) - info.kl_divergence(Q, P)) > 1e-3


def test_jensen_gap_is_the_difference_of_the_outer_formulas():
    jensen = formulas_of("probability/convexity_and_jensen")["jensen"]
    numbers = {"M": 3, "c": P, "x": [1, 2, 4], "f": lambda x: x * x}
    gap = cj.jensen_gap(np.square, [1, 2, 4], P)
    np.testing.assert_allclose(gap, jensen.at(0, numbers) - jensen.at(3, numbers), rtol=1e-12)


def test_departures_vanish_on_a_table_of_products_alone():
    rank_one = formulas_of("probability/dependence")["rank-one"]
    rows, columns = [1, 3], [2, 5, 1]
    cells = {"n": 2, "m": 3, "r": rows, "c": columns}
    table = [[rank_one.at(0, cells | {"i": i, "j": j}) for j in (1, 2, 3)] for i in (1, 2)]
    assert dp.departure(table) < 1e-15 < dp.departure(JOINT)


def test_conditional_departure_is_the_largest_of_the_formula():
    two_forms = formulas_of("probability/dependence")["two-forms"]
    given = {"n": 2, "m": 3, "k": 2, "p(z)": TRIPLE.sum(axis=(0, 1))}
    joint = np.moveaxis(TRIPLE, 2, 0)  # z, x, y
    given[r"p(x \mid z)"] = joint.sum(axis=2) / joint.sum(axis=(1, 2))[:, None]
    given[r"p(y \mid z, x)"] = joint / joint.sum(axis=2, keepdims=True)
    places = [{"z": z + 1, "x": x + 1, "y": y + 1} for z, x, y in np.ndindex(joint.shape)]
    largest = max(abs(two_forms.at(0, given | place)) for place in places)
    np.testing.assert_allclose(dp.conditional_departure(TRIPLE), largest, rtol=1e-12)


def test_correlation_keeps_its_value_in_other_units():
    moved = 3 * CLOUD + [1, -2]
    for correlation in (lambda data: dp.correlation(dp.covariance(data)), ml.correlation):
        np.testing.assert_allclose(correlation(moved), correlation(CLOUD), rtol=1e-12)
        assert np.abs(correlation(CLOUD)).max() <= 1 + 1e-15


def test_chebyshev_bound_is_the_squared_standard_error_over_the_squared_distance():
    error = formulas_of("probability/moments_and_limits")["standard-error"]
    numbers = {"n": 3, r"\sigma": 1}
    for distance in (0.9, 2):
        bound = ml.chebyshev_bound(1, 3, distance)
        np.testing.assert_allclose(bound, error.at(2, numbers) ** 2 / distance**2, rtol=1e-12)
        assert np.mean(np.abs(SIGNS.mean(axis=1)) >= distance) <= bound


def test_skewness_of_many_waiting_times_is_that_of_their_law():
    skewness = formulas_of("probability/moments_and_limits")["skewness"]
    waits = -np.log1p(-(np.arange(100_000) + 0.5) / 100_000)
    np.testing.assert_allclose(ml.standardised_moment(waits, 3), skewness.at(1, {}), rtol=2e-3)
