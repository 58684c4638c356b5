"""The reverse chain: its posterior, exact predictions, and samplers."""

import numpy as np
import pytest
from scipy import integrate, stats

from linebyline.generative import diffusion_reverse as dr

BETAS = np.linspace(0.02, 0.4, 8)
DATA = dr.mixture([0.3, 0.7], [[-1.0, 0.5], [2.0, 0.0]], 0.2)


def gaussian_posterior(x_t, x_0, t):
    """By conditioning the joint Gaussian of x_{t-1} and x_t."""
    mean, cov = dr.forward_moments(x_0, BETAS)
    slope = cov[t - 1, t] / cov[t, t]
    return mean[t - 1] + slope * (x_t - mean[t]), cov[t - 1, t - 1] - slope * cov[t - 1, t]


@pytest.mark.parametrize("t", range(1, 9))
def test_the_posterior_is_that_of_the_joint_gaussian(t):
    seen = dr.posterior(0.7, -1.2, BETAS, t)
    assert (float(seen.mean), seen.variance) == pytest.approx(
        gaussian_posterior(0.7, -1.2, t), abs=1e-12
    )


def test_at_the_first_step_the_posterior_is_the_start():
    seen = dr.posterior([0.3, -2.0], [1.0, 4.0], BETAS, 1)
    np.testing.assert_allclose(seen.mean, [1.0, 4.0], rtol=1e-14)
    assert seen.variance == 0


@pytest.mark.parametrize("t", range(1, 9))
def test_the_true_noise_gives_the_mean_that_the_true_start_gives(t):
    rng = np.random.default_rng(t)
    x_0, noise = rng.standard_normal((2, 5, 3))
    kept = dr.step_of(BETAS, t).kept
    x_t = np.sqrt(kept) * x_0 + np.sqrt(1 - kept) * noise
    by_start = dr.posterior(x_t, x_0, BETAS, t).mean
    np.testing.assert_allclose(dr.mean_by_noise(x_t, noise, BETAS, t), by_start, atol=1e-13)
    planted = dr.mean_by_noise(x_t, 1.1 * noise, BETAS, t)
    assert not np.allclose(planted, by_start, atol=1e-3)


@pytest.mark.parametrize("t", [0, 9, -1])
def test_a_step_that_is_none_is_refused(t):
    with pytest.raises(ValueError, match=r"one of the steps 1, \.\.\., 8"):
        dr.posterior(0.0, 0.0, BETAS, t)


@pytest.mark.parametrize("betas", [[0.1, 0.0], [1.0], [-0.2]])
def test_a_schedule_outside_of_the_unit_interval_is_refused(betas):
    with pytest.raises(ValueError, match="strictly between 0 and 1"):
        dr.steps(betas)


def test_the_score_is_the_slope_of_the_log_density():
    rng = np.random.default_rng(0)
    points = rng.standard_normal((6, 2))
    for axis in range(2):
        ahead, behind = points.copy(), points.copy()
        ahead[:, axis] += 1e-5
        behind[:, axis] -= 1e-5
        slope = (DATA.log_density(ahead) - DATA.log_density(behind)) / 2e-5
        np.testing.assert_allclose(DATA.score(points)[:, axis], slope, atol=1e-7)


def test_exact_noise_and_start_are_the_means_over_all_starts():
    data = dr.mixture([0.4, 0.6], [[-1.0], [1.5]], 0.3)
    kept, x = 0.35, 0.4
    weights = stats.norm(0, 1).pdf

    def moment(value):
        def integrand(start):
            noise = (x - np.sqrt(kept) * start) / np.sqrt(1 - kept)
            return weights(noise) * np.exp(data.log_density([[start]]))[0] * value(start, noise)

        return integrate.quad(integrand, -9, 9, epsabs=1e-12)[0]

    total = moment(lambda start, noise: 1.0)
    start = moment(lambda start, noise: start) / total
    noise = moment(lambda start, noise: noise) / total
    assert dr.exact_start(data, [[x]], kept)[0, 0] == pytest.approx(start, abs=1e-9)
    assert dr.exact_noise(data, [[x]], kept)[0, 0] == pytest.approx(noise, abs=1e-9)


def test_reverse_step_is_bayes_rule_on_a_grid():
    data = dr.mixture([0.4, 0.6], [[-1.0], [1.5]], 0.3)
    grid = np.linspace(-7, 7, 4001)
    prior = np.exp(data.diffused(0.6).log_density(grid[:, None]))
    bayes = prior * stats.norm.pdf(0.5, np.sqrt(0.7) * grid, np.sqrt(0.3))
    bayes /= np.trapezoid(bayes, grid)
    seen = np.exp(dr.reverse_step(data, 0.5, 0.3, 0.6).log_density(grid[:, None]))
    np.testing.assert_allclose(seen, bayes, atol=1e-10)


@pytest.mark.parametrize(
    ("weights", "centers", "variance", "match"),
    [
        ([0.5, 0.6], [[0.0], [1.0]], 1.0, "sum to one"),
        ([1.0], [[0.0], [1.0]], 1.0, "one each"),
        ([1.0], [[0.0]], 0.0, "must be positive"),
    ],
)
def test_what_is_no_mixture_is_refused(weights, centers, variance, match):
    with pytest.raises(ValueError, match=match):
        dr.mixture(weights, centers, variance)


def test_no_noise_or_no_signal_is_refused():
    with pytest.raises(ValueError, match="without noise"):
        dr.exact_noise(DATA, [[0.0, 0.0]], 1.0)
    with pytest.raises(ValueError, match="without signal"):
        dr.exact_start(DATA, [[0.0, 0.0]], 0.0)


@pytest.mark.parametrize("scale", ["forward", "posterior", "variance"])
def test_sampled_chains_have_the_exact_moments(scale):
    data = dr.mixture([1.0], [[2.0]], 0.25)
    rng = np.random.default_rng(1)
    path = dr.ancestral_path(
        lambda x, kept: dr.exact_noise(data, x, kept),
        rng.standard_normal((20_000, 1)), BETAS, rng, scale,
    )  # fmt: skip
    means, variances = dr.chain_moments(2.0, 0.25, BETAS, scale)
    np.testing.assert_allclose(path[:, :, 0].mean(axis=1), means, atol=0.03)
    np.testing.assert_allclose(path[:, :, 0].var(axis=1), variances, rtol=0.05, atol=1e-12)


def test_each_scale_is_exact_for_its_data():
    fine = np.linspace(1e-4, 0.05, 400)
    _, variances = dr.chain_moments(0.0, 1.0, fine, "forward")
    np.testing.assert_allclose(variances[:-1], 1, rtol=1e-12)
    means, variances = dr.chain_moments(3.0, 0.0, fine, "posterior")
    kept = np.append([step.kept for step in reversed(dr.steps(fine))], 1)
    np.testing.assert_allclose(means[-1], 3, rtol=1e-12)
    np.testing.assert_allclose(variances, 1 - kept, atol=2 * kept[0])


def test_a_scale_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r"forward, posterior, variance"):
        dr.noise_scale(dr.step_of(BETAS, 2), "sigma")


def test_a_score_is_fitted_where_the_samples_fall():
    data = dr.mixture([1.0], [[0.0]], 1.0)
    samples = data.sample(2000, np.random.default_rng(0))[:, 0]
    fitted = dr.fit_score(samples, 1.0, np.random.default_rng(1))
    grid = np.linspace(-1.5, 1.5, 13)
    np.testing.assert_allclose(fitted(grid), -grid / 2, atol=0.12)
    with pytest.raises(ValueError, match="sigma must be positive"):
        dr.fit_score(samples, 0.0, np.random.default_rng(1))
