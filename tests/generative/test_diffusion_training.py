"""Process, predictions and losses of a diffusion, against NumPy and torch.distributions."""

import numpy as np
import pytest
import torch
from torch.distributions import Independent, Normal, kl_divergence

from linebyline.generative import diffusion_reverse as dr
from linebyline.generative import diffusion_training as dt
from linebyline.generative.diffusion_forward import cosine_schedule, linear_schedule
from linebyline.generative.diffusion_training.predictions import Prediction

BETAS = np.linspace(0.02, 0.4, 8)
PROCESS = dt.Process(BETAS)
DEVICES = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]
KINDS: list[Prediction] = ["noise", "start", "velocity"]


def draw(*shape, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, generator=generator, dtype=torch.float64)


def every_step(count=1):
    return torch.arange(1, 9).repeat_interleave(count)


def test_every_sample_is_noised_by_its_own_step():
    x_0, noise, t = draw(8, 3, 2), draw(8, 3, 2, seed=1), every_step()
    seen = PROCESS.noised(x_0, t, noise)
    for row, step in enumerate(dr.steps(BETAS)):
        by_hand = np.sqrt(step.kept) * x_0[row] + np.sqrt(1 - step.kept) * noise[row]
        torch.testing.assert_close(seen[row], by_hand, rtol=1e-14, atol=0)


def test_the_numbers_of_a_process_are_those_of_its_steps():
    for step, variance in zip(dr.steps(BETAS), PROCESS.posterior_variances, strict=True):
        assert float(variance) == pytest.approx(step.posterior_variance, abs=1e-15)
    assert float(PROCESS.kept[0]) == 1
    assert torch.isinf(PROCESS.signal_to_noise[0])


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_true_target_gives_the_true_noise_and_the_true_start(kind, device):
    process = dt.Process(cosine_schedule(30)).to(device)
    x_0, noise = draw(30, 2, 4, 4).to(device), draw(30, 2, 4, 4, seed=1).to(device)
    t = torch.arange(1, 31, device=device)
    x_t = process.noised(x_0, t, noise)
    target = dt.target_of(kind, x_0, noise, t, process)
    # The last share of signal is 2e-6: the start from the noise loses three digits.
    torch.testing.assert_close(dt.start_from(kind, target, x_t, t, process), x_0, atol=1e-9, rtol=0)
    torch.testing.assert_close(
        dt.noise_from(kind, target, x_t, t, process), noise, atol=1e-12, rtol=0
    )
    assert x_t.device.type == device


@pytest.mark.parametrize("kind", ["start", "velocity"])
def test_a_target_taken_for_another_gives_a_wrong_noise(kind):
    x_0, noise, t = draw(8, 2), draw(8, 2, seed=1), every_step()
    x_t = PROCESS.noised(x_0, t, noise)
    mistaken = dt.noise_from("noise", dt.target_of(kind, x_0, noise, t, PROCESS), x_t, t, PROCESS)
    assert float((mistaken - noise).abs().max()) > 0.1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("variance", ["forward", "posterior"])
def test_a_weighted_error_is_the_scaled_distance_of_the_means(kind, variance):
    first = 2  # the posterior's variance at t = 1 is zero
    weights = dt.bound_weights(PROCESS, kind, variance)
    for t in range(first, 9):
        x_0, noise, output = draw(1, 3), draw(1, 3, seed=1), draw(1, 3, seed=2)
        steps = torch.tensor([t])
        x_t = PROCESS.noised(x_0, steps, noise)
        guess = dt.start_from(kind, output, x_t, steps, PROCESS)
        sigma2 = BETAS[t - 1] if variance == "forward" else dr.posterior(0, 0, BETAS, t).variance
        gap = dr.posterior(x_t, guess, BETAS, t).mean - dr.posterior(x_t, x_0, BETAS, t).mean
        error = dt.simple_loss(output, dt.target_of(kind, x_0, noise, steps, PROCESS))
        expected = (gap**2).sum() / (2 * sigma2)
        assert float(weights[t - 1] * error[0]) == pytest.approx(expected, rel=1e-11)


def test_the_weight_of_a_start_is_half_of_what_the_signal_to_noise_ratio_loses():
    ratio = PROCESS.signal_to_noise
    weights = dt.bound_weights(PROCESS, "start")
    torch.testing.assert_close(weights[1:], (ratio[1:-1] - ratio[2:]) / 2, rtol=1e-12, atol=0)
    assert torch.isinf(weights[0])
    assert torch.isfinite(dt.bound_weights(PROCESS, "start", "forward")).all()


def test_simple_weights_turn_every_error_into_that_of_the_noise():
    x_0, noise, t = draw(8, 3), draw(8, 3, seed=1), every_step()
    x_t = PROCESS.noised(x_0, t, noise)
    for kind in KINDS:
        output = draw(8, 3, seed=2)
        error = dt.simple_loss(output, dt.target_of(kind, x_0, noise, t, PROCESS))
        in_noise = dt.simple_loss(dt.noise_from(kind, output, x_t, t, PROCESS), noise)
        weighted = dt.simple_weights(PROCESS, kind) * error
        torch.testing.assert_close(weighted, in_noise, rtol=1e-10, atol=0)


def test_the_round_divergence_is_that_of_torch():
    gap, variance, other = draw(5, 2, 3), draw(5).exp(), draw(5, seed=1).exp()
    zeros = torch.zeros_like(gap)
    first = Independent(Normal(gap, variance.sqrt()[:, None, None].expand_as(gap)), 2)
    second = Independent(Normal(zeros, other.sqrt()[:, None, None].expand_as(gap)), 2)
    oracle = kl_divergence(first, second)
    torch.testing.assert_close(dt.round_divergence(gap, variance, other), oracle)
    squared = (gap**2).flatten(1).sum(1) / (2 * other**2)  # a printed slip: variance squared
    assert float((squared - oracle).abs().max()) > 0.1


@pytest.mark.parametrize("variance", ["forward", "posterior"])
def test_the_terms_sum_to_the_bound_of_the_linear_chain(variance):
    """For Gaussian data the best prediction is linear, and the bound has a closed form."""
    mean, spread, start = 0.7, 0.3, -0.4
    rows = []
    for t, step in enumerate(dr.steps(BETAS), start=1):
        total = step.kept * spread + 1 - step.kept
        slope = (1 - step.beta / total) / np.sqrt(step.alpha)
        offset = step.beta / total * np.sqrt(step.kept / step.alpha) * mean
        sigma2 = step.beta if variance == "forward" else dr.posterior(0, 0, BETAS, max(t, 2))[1]
        rows.append((slope, offset, sigma2))
    oracle = dr.second_form(start, BETAS, dr.reverse_model(*np.array(rows).T))

    def predict(x_t, t):
        kept = PROCESS.kept_at(t, x_t)
        return (1 - kept).sqrt() * (x_t - kept.sqrt() * mean) / (kept * spread + 1 - kept)

    nodes, shares = np.polynomial.hermite_e.hermegauss(4)  # exact for the squares of lines
    t, x_0 = every_step(4), torch.full((32, 1), start, dtype=torch.float64)
    noise = torch.tensor(np.tile(nodes, 8))[:, None]
    terms = dt.bound_terms(predict, x_0, t, noise, PROCESS, variance).reshape(8, 4)
    means = terms.numpy() @ shares / shares.sum()
    np.testing.assert_allclose(means[0], -oracle.reconstruction, rtol=1e-10)
    np.testing.assert_allclose(means[1:], oracle.steps, rtol=1e-9, atol=1e-13)
    prior = dt.prior_divergence(x_0[:1], PROCESS)
    assert float(prior) == pytest.approx(oracle.prior, rel=1e-10)


def test_gradients_of_the_loss_are_those_of_central_differences():
    x_0, noise, t = draw(8, 2), draw(8, 2, seed=1), every_step()

    def loss(factor):
        x_t = PROCESS.noised(x_0, t, noise)
        weights = dt.bound_weights(PROCESS, "noise", "forward")
        return (weights * dt.simple_loss(factor * x_t, noise)).sum()

    factor = torch.tensor([-0.5, -0.8], dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(loss, factor, eps=1e-6, atol=1e-6)
    torch.autograd.backward(loss(factor))
    assert factor.grad is not None
    assert float(factor.grad.abs().min()) > 0.1


@pytest.mark.parametrize(
    ("t", "message"),
    [
        (torch.tensor([0, 1]), r"1\.\.8, got 0\.\.1"),
        (torch.tensor([1, 9]), r"1\.\.8, got 1\.\.9"),
        (torch.tensor([1]), "one step for each of 2"),
        (torch.tensor([1.0, 2.0]), "whole numbers"),
    ],
)
def test_steps_that_are_none_are_refused(t, message):
    with pytest.raises(ValueError, match=message):
        PROCESS.noised(draw(2, 3), t, draw(2, 3))


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="shape of x_0"):
        PROCESS.noised(draw(2, 3), torch.tensor([1, 2]), draw(2, 1))
    with pytest.raises(ValueError, match="one shape"):
        dt.simple_loss(draw(2, 3), draw(2, 1))
    with pytest.raises(ValueError, match=r"strictly between 0 and 1"):
        dt.Process([0.1, 1.0])
    with pytest.raises(ValueError, match="variances must be positive"):
        dt.round_divergence(draw(1, 2), torch.zeros(1), torch.ones(1))
    with pytest.raises(ValueError, match="forward, posterior"):
        dt.bound_weights(PROCESS, "noise", "fixed")
    for use in (dt.bound_weights, dt.simple_weights):
        with pytest.raises(ValueError, match="prediction must be one of"):
            use(PROCESS, "score")
    with pytest.raises(ValueError, match=r"noise, start, velocity"):
        dt.target_of("score", draw(1, 2), draw(1, 2), torch.tensor([1]), PROCESS)


def test_the_usual_schedule_weighs_the_first_steps_most_and_the_simple_loss_does_not():
    usual = dt.Process(linear_schedule(1000))
    weights = dt.bound_weights(usual, "noise")[1:]
    assert int(weights.argmax()) == 0
    assert float(weights.max() / weights.min()) > 50
    torch.testing.assert_close(dt.simple_weights(usual, "noise"), torch.ones(1000).double())
