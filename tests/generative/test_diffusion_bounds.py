"""The evidence bound of a diffusion: two right decompositions, a wrong one, and enumeration."""

import itertools

import numpy as np
import pytest
from scipy import stats

from linebyline.generative import diffusion_reverse as dr

BETAS = np.array([0.1, 0.2, 0.3, 0.4])
MODEL = dr.reverse_model([0.9, 0.8, 0.7, 0.6], [0.1, 0.0, -0.1, 0.2], [0.2, 0.3, 0.4, 0.5])


@pytest.mark.parametrize("size", [1, 2, 4])
def test_both_decompositions_are_the_bound_and_lie_below_the_evidence(size):
    model = dr.ReverseModel(*(row[:size] for row in MODEL))
    bound = dr.evidence_bound(1.0, BETAS[:size], model)
    assert dr.first_form(1.0, BETAS[:size], model).total == pytest.approx(bound, rel=1e-12)
    assert dr.second_form(1.0, BETAS[:size], model).total == pytest.approx(bound, rel=1e-12)
    assert bound < dr.log_evidence(1.0, model)


def test_the_printed_first_form_is_not_the_bound():
    gap = dr.first_form_as_printed(1.0, BETAS, MODEL).total - dr.evidence_bound(1.0, BETAS, MODEL)
    assert gap < -0.5


def test_the_bound_is_the_mean_over_forward_paths():
    rng = np.random.default_rng(0)
    mean, cov = dr.forward_moments(1.0, BETAS)
    path = np.column_stack(
        [np.ones(200_000), rng.multivariate_normal(mean[1:], cov[1:, 1:], size=200_000)]
    )
    ratio = stats.norm.logpdf(path[:, 4])
    for t in range(1, 5):
        slope, offset, noise = (row[t - 1] for row in MODEL)
        ratio += stats.norm.logpdf(path[:, t - 1], slope * path[:, t] + offset, np.sqrt(noise))
        step = np.sqrt(1 - BETAS[t - 1]) * path[:, t - 1]
        ratio -= stats.norm.logpdf(path[:, t], step, np.sqrt(BETAS[t - 1]))
    error = ratio.std() / np.sqrt(len(ratio))
    assert ratio.mean() == pytest.approx(dr.evidence_bound(1.0, BETAS, MODEL), abs=4 * error)


def test_the_true_reverse_chain_of_standard_normal_data_closes_the_gap():
    model = dr.gaussian_reverse(0.0, 1.0, BETAS)
    bound = dr.evidence_bound(0.3, BETAS, model)
    assert bound == pytest.approx(stats.norm.logpdf(0.3), rel=1e-12)
    assert dr.log_evidence(0.3, model) == pytest.approx(bound, rel=1e-12)


def test_drawn_terms_have_the_exact_means_and_one_path_helps_the_first_form():
    model = dr.gaussian_reverse(0.0, 0.5, BETAS)
    exact = [-form(0.7, BETAS, model).steps.sum() for form in (dr.first_form, dr.second_form)]
    for shared in (False, True):
        draws = dr.bound_draws(
            0.7, BETAS, model, 40_000, np.random.default_rng(2), shared=shared
        )  # fmt: skip
        for sums, mean in zip(draws, exact, strict=True):
            assert sums.mean() == pytest.approx(mean, abs=4 * sums.std() / 200)


def test_sizes_and_variances_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="variances must be positive"):
        dr.reverse_model([0.5], [0.0], [0.0])
    with pytest.raises(ValueError, match="the model has 4 steps, the schedule 2"):
        dr.evidence_bound(1.0, BETAS[:2], MODEL)
    with pytest.raises(ValueError, match="variance must be positive"):
        dr.gaussian_reverse(0.0, 0.0, BETAS)


def enumerated(size, steps, seed):
    """All terms of the bound of a random chain on a few states, by going through all paths."""
    rng = np.random.default_rng(seed)
    q = [rng.dirichlet(np.ones(size), size=size) for _ in range(steps)]  # q[t][x_t, x_{t+1}]
    p = [rng.dirichlet(np.ones(size), size=size) for _ in range(steps)]  # p[t][x_{t+1}, x_t]
    prior = rng.dirichlet(np.ones(size))
    marginals = [np.eye(size)[0]]
    for step in q:
        marginals.append(marginals[-1] @ step)
    bound = first = second = printed = total = 0.0
    for path in itertools.product(range(size), repeat=steps):
        states = (0, *path)
        forward = np.prod([q[t][states[t], states[t + 1]] for t in range(steps)])
        backward = [p[t][states[t + 1], states[t]] for t in range(steps)]
        ends = np.log(backward[0]) + np.log(prior[path[-1]])
        bound += forward * np.log(prior[path[-1]] * np.prod(backward) / forward)
        pairs = [np.log(backward[t] / q[t - 1][states[t - 1], states[t]]) for t in range(1, steps)]
        first += forward * (ends - np.log(q[-1][states[-2], states[-1]]) + sum(pairs))
        turned = [
            q[t][a, b] * marginals[t][a] / marginals[t + 1][b]
            for t, (a, b) in enumerate(itertools.pairwise(states))
            if t > 0
        ]
        denoising = sum(np.log(backward[t] / turned[t - 1]) for t in range(1, steps))
        second += forward * (ends - np.log(marginals[-1][path[-1]]) + denoising)
        printed += forward * (ends - np.log(q[-1][states[-2], states[-1]]))
        for t in range(1, steps):
            law = q[t - 1][states[t - 1]]
            printed -= forward * np.sum(law * np.log(law / p[t][states[t + 1]]))
        total += prior[path[-1]] * np.prod(backward)
    return bound, first, second, printed, np.log(total)


@pytest.mark.parametrize("seed", range(3))
def test_on_a_finite_chain_only_the_printed_form_misses_the_bound(seed):
    bound, first, second, printed, evidence = enumerated(3, 4, seed)
    assert first == pytest.approx(bound, abs=1e-12)
    assert second == pytest.approx(bound, abs=1e-12)
    assert abs(printed - bound) > 1e-3
    assert bound < evidence
