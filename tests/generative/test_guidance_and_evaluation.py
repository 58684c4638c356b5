"""Guidance, the kernel discrepancy, and the classifier made of noise errors."""

import numpy as np
import pytest
import torch
from scipy import stats

from linebyline.generative import guidance_and_evaluation as ge
from linebyline.generative.diffusion_forward import linear_schedule, signal_shares
from linebyline.generative.diffusion_reverse import exact_noise, mixture
from linebyline.generative.diffusion_training import Process, bound_weights

CENTERS = [[1.0, 0.0], [-0.5, 0.9], [-0.5, -0.9], [1.5, 0.5]]
DATA = ge.LabelledMixture(mixture([0.4, 0.2, 0.3, 0.1], CENTERS, 0.3), np.array([0, 1, 2, 0]))
POINTS = np.random.default_rng(0).standard_normal((30, 2))


def naive_mmd(x, y, width):
    def kernel(a, b):
        return np.exp(-((a - b) ** 2).sum() / (2 * width**2))

    xx = np.mean([kernel(a, b) for i, a in enumerate(x) for j, b in enumerate(x) if i != j])
    yy = np.mean([kernel(a, b) for i, a in enumerate(y) for j, b in enumerate(y) if i != j])
    return xx + yy - 2 * np.mean([kernel(a, b) for a in x for b in y])


@pytest.mark.parametrize("scale", [0.0, 1.0, 2.5, 7.0])
def test_the_guided_score_is_the_gradient_of_the_tilted_log_density(scale):
    def tilted(x):
        return DATA.law.log_density(x) + scale * DATA.log_posterior(x, 0)

    step = 1e-5
    slopes = [(tilted(POINTS + step * e) - tilted(POINTS - step * e)) / (2 * step)
              for e in np.eye(2)]  # fmt: skip
    np.testing.assert_allclose(
        DATA.guided_score(POINTS, 0, scale), np.stack(slopes, axis=1), atol=1e-6 * (1 + scale)
    )


def test_scale_one_is_the_class_and_scale_zero_is_everything():
    np.testing.assert_allclose(DATA.guided_score(POINTS, 2, 1.0), DATA.given(2).score(POINTS))
    np.testing.assert_allclose(DATA.guided_score(POINTS, 2, 0.0), DATA.law.score(POINTS))


def test_posteriors_of_all_classes_sum_to_one():
    total = sum(np.exp(DATA.log_posterior(POINTS, label)) for label in range(3))
    np.testing.assert_allclose(total, 1.0, rtol=1e-12)


def test_guided_noise_is_the_guided_score_of_the_noisy_law():
    noise = DATA.guided_noise(POINTS, 0.7, 1, 3.0)
    score = DATA.diffused(0.7).guided_score(POINTS, 1, 3.0)
    np.testing.assert_allclose(noise, -np.sqrt(0.3) * score, atol=1e-12)


def test_guided_takes_tensors_too():
    free, given = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 0.0])
    assert ge.guided(free, given, 3.0).tolist() == [4.0, -4.0]


def test_langevin_samples_the_density_whose_score_it_follows():
    rng = np.random.default_rng(0)
    law = mixture([0.3, 0.7], [[-0.8], [0.8]], 0.4)
    end = ge.langevin(law.score, rng.standard_normal((4000, 1)), 0.02, 300, rng)
    mean, variance = 0.7 * 0.8 - 0.3 * 0.8, 0.4 + 0.64 - 0.32**2
    assert abs(end.mean() - mean) < 4 * np.sqrt(variance / 4000)
    assert end.var() == pytest.approx(variance, rel=0.08)


def test_the_discrepancy_is_its_definition():
    rng = np.random.default_rng(1)
    x, y = rng.standard_normal((9, 3)), rng.standard_normal((7, 3)) + 0.5
    assert ge.squared_mmd(x, y, 1.3) == pytest.approx(naive_mmd(x, y, 1.3), abs=1e-12)


def test_the_discrepancy_has_mean_zero_for_one_law_and_is_positive_for_two():
    rng = np.random.default_rng(2)
    same, shifted = [], []
    for _ in range(300):
        x, y = rng.standard_normal((2, 20, 2))
        same.append(ge.squared_mmd(x, y, 1.0))
        shifted.append(ge.squared_mmd(x, y + 1, 1.0))
    assert abs(np.mean(same)) < 4 * np.std(same) / np.sqrt(300)
    assert min(same) < 0
    # Of N(0, I) and N(m, I) in the plane: 2/3 (1 - exp(-|m|^2 / 6)).
    exact = 2 / 3 * (1 - np.exp(-2 / 6))
    assert abs(np.mean(shifted) - exact) < 4 * np.std(shifted) / np.sqrt(300)


def test_dealing_anew_gives_even_ranks_to_samples_of_one_law():
    rng = np.random.default_rng(3)
    ranks = []
    for _ in range(60):
        x, y = rng.standard_normal((2, 25, 2))
        dealt = ge.permuted_mmd(x, y, 1.0, 60, rng)
        ranks.append((dealt < ge.squared_mmd(x, y, 1.0)).mean())
    assert stats.kstest(ranks, "uniform").pvalue > 0.01
    far = ge.permuted_mmd(x, y + 2, 1.0, 60, rng)
    assert ge.squared_mmd(x, y + 2, 1.0) > far.max()


def test_the_weighted_errors_give_the_posterior_and_the_plain_mean_does_not():
    betas = linear_schedule(1000)
    errors = ge.gaussian_errors(1.0, [1.0, -1.0], betas)
    true = 1 / (1 + np.exp(-2.0))
    right = ge.class_probabilities(errors, bound_weights(Process(betas), "noise", "forward"))[0]
    assert right == pytest.approx(true, abs=1e-4)
    left = signal_shares(betas)[-1]
    assert right == pytest.approx(1 / (1 + np.exp(-2 * (1 - left))), abs=1e-12)
    assert ge.class_probabilities(errors, np.full(1000, 1e-3))[0] == pytest.approx(0.581, abs=5e-4)


def test_priors_enter_as_in_bayes_rule():
    betas = linear_schedule(1000)
    errors = ge.gaussian_errors(1.0, [1.0, -1.0], betas)
    weights = bound_weights(Process(betas), "noise", "forward")
    found = ge.class_probabilities(errors, weights, [0.1, 0.9])
    joint = np.array([0.1, 0.9]) * stats.norm.pdf(1.0, [1.0, -1.0], 1.0)
    np.testing.assert_allclose(found, joint / joint.sum(), atol=1e-4)


def test_drawn_errors_come_to_the_exact_ones():
    betas = linear_schedule(8, 0.02, 0.5)
    classes = [mixture([1.0], [[c]], 1.0) for c in (1.0, -1.0)]
    predictors = [lambda x, kept, c=c: exact_noise(c, x, kept) for c in classes]
    rng = np.random.default_rng(0)
    drawn = ge.sampled_errors(predictors, [0.4], betas, 20_000, rng)
    np.testing.assert_allclose(drawn, ge.gaussian_errors(0.4, [1.0, -1.0], betas), atol=0.03)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ge.guided(np.zeros(2), np.zeros(3), 1.0), r"one shape, got \(2,\) and \(3,\)"),
        (lambda: DATA.given(7), r"label must be one of \[0, 1, 2\], got 7"),
        (lambda: ge.langevin(DATA.law.score, POINTS, 0.0, 3, None), "step must be positive"),
        (lambda: ge.kernel_matrix(POINTS, POINTS, -1.0), "width must be positive"),
        (lambda: ge.kernel_matrix(POINTS, POINTS[:, :1], 1.0), "one dimension"),
        (lambda: ge.median_width(np.zeros((4, 2))), "most points coincide"),
        (lambda: ge.squared_mmd(POINTS[:1], POINTS, 1.0), "at least two points"),
        (lambda: ge.permuted_mmd(POINTS[:1], POINTS, 1.0, 3, None), "at least two points"),
        (
            lambda: ge.class_probabilities(np.ones((2, 3)), np.ones(2)),
            "one entry for each of 3 steps, got 2",
        ),
        (lambda: ge.class_probabilities(np.ones((2, 3)), np.ones(3), [0.5, 0.6]), "sum one"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
