"""The variational autoencoder with exact answers, its gradients, and a mixture as prior."""

import subprocess
import sys

import numpy as np
import pytest
import torch
from scipy import integrate, stats
from torch.distributions import Independent, Normal, kl_divergence

from linebyline.generative import variational_autoencoders as vae

RNG = np.random.default_rng(0)
MODEL = vae.LinearGaussian(RNG.normal(size=(4, 2)), RNG.normal(size=4), 0.6)
SAMPLE = RNG.normal(size=4)


def test_the_package_does_not_load_torch():
    code = (
        "import sys; import linebyline.generative.variational_autoencoders as vae; "
        "vae.LinearGaussian([[1.0]], [0.0], 1.0); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_divergence_from_the_prior_agrees_with_torch_and_is_zero_at_the_prior():
    mean, log_variance = RNG.normal(size=5), RNG.normal(size=5)
    law = Normal(torch.tensor(mean), torch.tensor(np.exp(log_variance / 2)))
    prior = Normal(torch.zeros(5, dtype=torch.double), torch.ones(5, dtype=torch.double))
    oracle = kl_divergence(Independent(law, 1), Independent(prior, 1)).item()
    np.testing.assert_allclose(vae.divergence_from_prior(mean, log_variance), oracle, rtol=1e-12)
    assert vae.divergence_from_prior([0.0, 0.0], [0.0, 0.0]) == 0.0


def test_a_deviation_for_the_variance_would_be_noticed():
    right = vae.divergence_from_prior([0.3], [np.log(0.25)])
    slip = vae.divergence_from_prior([0.3], [np.log(0.5)])
    assert abs(right - slip) > 0.1


def test_bound_plus_gap_is_the_evidence_for_every_encoder():
    for _ in range(20):
        mean, variances = RNG.normal(size=2), RNG.uniform(0.1, 2, size=2)
        terms = MODEL.terms(SAMPLE, mean, variances)
        np.testing.assert_allclose(terms.evidence, MODEL.log_evidence(SAMPLE), rtol=1e-12)
        assert terms.gap > 0
        assert terms.divergence > 0


def test_evidence_of_one_number_agrees_with_quadrature_and_the_chapter():
    model = vae.LinearGaussian([[1.5]], [0.2], 0.7)

    def integrand(z):
        return stats.norm.pdf(1.0, 1.5 * z + 0.2, np.sqrt(0.7)) * stats.norm.pdf(z)

    by_quadrature = np.log(integrate.quad(integrand, -12, 12)[0])
    formula = stats.norm.logpdf(1.0, 0.2, np.sqrt(1.5**2 + 0.7))
    np.testing.assert_allclose(model.log_evidence([1.0]), by_quadrature, rtol=1e-9)
    np.testing.assert_allclose(model.log_evidence([1.0]), formula, rtol=1e-12)


def test_the_gap_closes_at_the_posterior_of_one_number():
    model = vae.LinearGaussian([[1.5]], [0.2], 0.7)
    mean, covariance = model.posterior([1.0])
    np.testing.assert_allclose(covariance, 0.7 / (1.5**2 + 0.7), rtol=1e-12)
    np.testing.assert_allclose(model.terms([1.0], mean, covariance[0]).gap, 0, atol=1e-12)
    assert model.terms([1.0], mean, covariance[0] * 1.1).gap > 1e-3


def test_posterior_agrees_with_conditioning_the_joint_gaussian():
    w, b, s = MODEL.weights, MODEL.offset, MODEL.noise
    spread = w @ w.T + s * np.eye(4)
    gain = w.T @ np.linalg.inv(spread)
    mean, covariance = MODEL.posterior(SAMPLE)
    np.testing.assert_allclose(mean, gain @ (SAMPLE - b), rtol=1e-10)
    np.testing.assert_allclose(covariance, np.eye(2) - gain @ w, rtol=1e-10, atol=1e-12)


def test_reconstruction_agrees_with_a_mean_over_draws():
    mean, variances = np.array([0.3, -0.2]), np.array([0.5, 0.2])
    z = mean + np.sqrt(variances) * np.random.default_rng(1).standard_normal((200_000, 2))
    centres = z @ MODEL.weights.T + MODEL.offset
    logs = stats.norm.logpdf(SAMPLE, centres, np.sqrt(MODEL.noise)).sum(axis=1)
    error = logs.std() / np.sqrt(logs.size)
    assert abs(logs.mean() - MODEL.terms(SAMPLE, mean, variances).reconstruction) < 4 * error


def test_log_weights_are_the_log_ratio_of_densities():
    mean, variances = np.array([0.3, -0.2]), np.array([0.5, 0.2])
    noise = RNG.standard_normal((7, 2))
    z = mean + np.sqrt(variances) * noise
    centres = z @ MODEL.weights.T + MODEL.offset
    oracle = (
        stats.norm.logpdf(SAMPLE, centres, np.sqrt(MODEL.noise)).sum(1)
        + stats.norm.logpdf(z).sum(1)
        - stats.norm.logpdf(z, mean, np.sqrt(variances)).sum(1)
    )
    found = MODEL.log_weights(SAMPLE, mean, variances, noise)
    np.testing.assert_allclose(found, oracle, rtol=1e-10)


def test_importance_bounds_rise_with_the_draws_and_stay_below_the_evidence():
    mean, variances = np.array([0.3, -0.2]), np.array([0.5, 0.2])
    noise = np.random.default_rng(2).standard_normal((4000, 20, 2))
    levels = [
        MODEL.importance_bounds(SAMPLE, mean, variances, noise[:, :k]).mean() for k in (1, 4, 20)
    ]
    assert levels == sorted(levels)
    assert levels[-1] < MODEL.log_evidence(SAMPLE)


def test_at_the_posterior_every_weight_is_the_evidence():
    model = vae.LinearGaussian([[1.5]], [0.2], 0.7)
    mean, covariance = model.posterior([1.0])
    noise = RNG.standard_normal((3, 5, 1))
    found = model.importance_bounds([1.0], mean, covariance[0], noise)
    np.testing.assert_allclose(found, model.log_evidence([1.0]), rtol=1e-10)


@pytest.mark.parametrize(
    ("value", "slope", "gradient"),
    [(np.square, lambda z: 2 * z, 2 * 0.7), (np.sin, np.cos, np.cos(0.7) * np.exp(-(0.4**2) / 2))],
)
def test_both_gradients_are_unbiased_and_the_path_varies_less(value, slope, gradient):
    noise = np.random.default_rng(3).standard_normal(400_000)
    path = vae.pathwise_gradients(slope, 0.7, 0.4, noise)
    score = vae.score_gradients(value, 0.7, 0.4, noise)
    for estimates in (path, score):
        assert abs(estimates.mean() - gradient) < 4 * estimates.std() / np.sqrt(noise.size)
    assert path.var() < score.var()


def test_the_best_assignment_beats_all_others_and_is_bayes_for_a_sharp_code():
    prior = vae.MixturePrior([0.6, 0.4], [[0.0, 0.0], [1.0, 1.0]], [0.5, 0.8])
    logs, best = (f([0.4, 0.6], [0.1, 0.3]) for f in (prior.expected_log_joint, prior.assignment))
    for rival in np.random.default_rng(4).dirichlet([1, 1], 100):
        assert rival @ (logs - np.log(rival)) <= best @ (logs - np.log(best)) + 1e-12
    density = [
        0.6 * stats.multivariate_normal.pdf([0.4, 0.6], [0, 0], 0.5),
        0.4 * stats.multivariate_normal.pdf([0.4, 0.6], [1, 1], 0.8),
    ]
    sharp = prior.assignment([0.4, 0.6], [1e-12, 1e-12])
    np.testing.assert_allclose(sharp, np.array(density) / sum(density), rtol=1e-9)


def test_draws_of_the_mixture_have_its_moments():
    prior = vae.MixturePrior([0.6, 0.4], [[0.0], [3.0]], [0.5, 0.8])
    clusters, latents = prior.draw(100_000, np.random.default_rng(5))
    np.testing.assert_allclose(clusters.mean(), 0.4, atol=0.01)
    np.testing.assert_allclose(latents.mean(), 1.2, atol=0.03)
    np.testing.assert_allclose(latents.var(), 0.62 + 9 * 0.24, rtol=0.02)


def test_bad_models_are_refused():
    with pytest.raises(ValueError, match="variance"):
        vae.LinearGaussian([[1.0]], [0.0], 0.0)
    with pytest.raises(ValueError, match="rows of weights"):
        vae.LinearGaussian([[1.0]], [0.0, 1.0], 1.0)
    with pytest.raises(ValueError, match="sum one"):
        vae.MixturePrior([0.5, 0.4], [[0.0], [1.0]], [1.0, 1.0])
    with pytest.raises(ValueError, match="clusters"):
        vae.MixturePrior([0.5, 0.5], [[0.0]], [1.0, 1.0])
    with pytest.raises(ValueError, match="variances"):
        vae.MixturePrior([0.5, 0.5], [[0.0], [1.0]], [1.0, -1.0])


def test_bad_arguments_are_refused():
    with pytest.raises(ValueError, match="4 entries"):
        MODEL.log_evidence([1.0])
    with pytest.raises(ValueError, match="positive"):
        MODEL.terms(SAMPLE, [0.0, 0.0], [1.0, 0.0])
    with pytest.raises(ValueError, match="2 entries"):
        MODEL.terms(SAMPLE, [0.0], [1.0])
    with pytest.raises(ValueError, match="positive"):
        vae.pathwise_gradients(np.cos, 0.0, 0.0, [1.0])
    with pytest.raises(ValueError, match="2 entries"):
        vae.MixturePrior([1.0], [[0.0, 0.0]], [1.0]).assignment([0.0], [1.0])
