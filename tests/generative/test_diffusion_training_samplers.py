"""Samplers with exact noise, networks, and what training reaches."""

import numpy as np
import pytest
import torch
from torch import nn

from linebyline.generative import diffusion_reverse as dr
from linebyline.generative import diffusion_training as dt
from linebyline.generative.diffusion_forward import linear_schedule
from linebyline.generative.diffusion_training.sampling import ddim_stops

pytestmark = pytest.mark.usefixtures("one_thread")
DEVICES = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]
PROCESS = dt.Process(linear_schedule(200, 5e-4, 0.1))
GAUSSIAN = dr.mixture([1.0], [[2.0]], 0.25)
PAIR = dr.mixture([0.3, 0.7], [[-1.0, 0.5], [2.0, 0.0]], 0.04)


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def exact(data, process=PROCESS):
    """The best prediction there is, by NumPy."""

    def predict(x_t, t):
        kept = float(process.kept[int(t[0])])
        return torch.as_tensor(dr.exact_noise(data, x_t.cpu().numpy(), kept)).to(x_t)

    return predict


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("scale", ["forward", "posterior", "variance"])
def test_chains_with_exact_noise_have_the_exact_moments(scale, device):
    seen = dt.ancestral_sample(exact(GAUSSIAN), (20_000, 1), PROCESS.to(device), seeded(), scale)
    means, variances = dr.chain_moments(2.0, 0.25, PROCESS.betas.numpy(), scale)
    spread = np.sqrt(variances[-1])
    assert float(seen.mean()) == pytest.approx(means[-1], abs=4 * spread / np.sqrt(20_000))
    assert float(seen.var()) == pytest.approx(variances[-1], rel=4 * np.sqrt(2 / 20_000))


def test_the_chain_and_ddim_fill_both_blobs_in_their_shares():
    count, betas = 4000, PROCESS.betas.numpy()
    width = np.sqrt(dr.chain_moments(0.0, 0.04, betas, "posterior")[1][-1])  # of a lone blob
    for seen, expected in (
        (dt.ancestral_sample(exact(PAIR), (count, 2), PROCESS, seeded()), width),
        (dt.ddim_sample(exact(PAIR), (count, 2), PROCESS, seeded(), 200), 0.2),
    ):
        right = seen[seen[:, 0] > 0.5]
        assert len(right) / count == pytest.approx(0.7, abs=4 * np.sqrt(0.21 / count))
        np.testing.assert_allclose(right.mean(0), [2.0, 0.0], atol=0.02)
        np.testing.assert_allclose(right.std(0), expected, rtol=0.05)


def test_ddim_with_all_noise_and_all_steps_is_the_chain():
    chain = dt.ancestral_sample(exact(PAIR), (50, 2), PROCESS, seeded(3), "posterior")
    jumps = dt.ddim_sample(exact(PAIR), (50, 2), PROCESS, seeded(3), 200, eta=1.0)
    torch.testing.assert_close(jumps, chain, rtol=0, atol=1e-3)
    other = dt.ddim_sample(exact(PAIR), (50, 2), PROCESS, seeded(3), 200, eta=0.5)
    assert float((other - chain).abs().max()) > 0.1


@pytest.mark.parametrize("steps", [1, 3, 200])
@pytest.mark.parametrize("eta", [0.0, 1.0])
def test_ddim_finds_a_single_point_in_any_number_of_jumps(steps, eta):
    def predict(x_t, t):
        kept = PROCESS.kept_at(t, x_t)
        return (x_t - kept.sqrt() * 1.5) / (1 - kept).sqrt()

    seen = dt.ddim_sample(predict, (5, 3), PROCESS, seeded(), steps, eta)
    torch.testing.assert_close(seen, torch.full((5, 3), 1.5), atol=2e-4, rtol=0)


def test_ddim_stops_run_from_the_last_step_to_the_first():
    assert ddim_stops(10, 10) == list(range(10, 0, -1))
    assert ddim_stops(10, 3) == [10, 7, 4]
    assert ddim_stops(7, 1) == [7]


def test_a_sampler_refuses_what_it_cannot_do():
    with pytest.raises(ValueError, match="forward, posterior, variance"):
        dt.ancestral_sample(exact(PAIR), (1, 2), PROCESS, seeded(), "sigma")
    with pytest.raises(ValueError, match=r"1\.\.200, got 201"):
        dt.ddim_sample(exact(PAIR), (1, 2), PROCESS, seeded(), 201)
    with pytest.raises(ValueError, match=r"eta must lie in \[0, 1\]"):
        dt.ddim_sample(exact(PAIR), (1, 2), PROCESS, seeded(), 5, eta=2.0)


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize(
    ("network", "shape"),
    [(dt.PointNetwork(3, labels=4), (5, 3)), (dt.UNet(2, labels=4), (5, 2, 8, 8))],
)
def test_networks_keep_the_shape_and_hear_step_and_label(network, shape, device):
    network = network.to(device)
    x, t = torch.randn(shape, generator=seeded()).to(device), torch.arange(1, 6, device=device)
    y = torch.tensor([0, 1, 2, 3, -1], device=device)
    seen = network(x, t, y)
    assert seen.shape == shape
    none = torch.full_like(t, -1)
    torch.testing.assert_close(network(x, t, none), network(x, t, None), rtol=0, atol=0)
    assert not torch.equal(seen[0], network(x, t, None)[0])
    assert not torch.equal(seen, network(x, t + 1, y))
    torch.autograd.backward(seen.sum())
    assert all(w.grad is not None and torch.isfinite(w.grad).all() for w in network.parameters())


def test_the_network_for_digits_is_small():
    weights = sum(weight.numel() for weight in dt.UNet(labels=10).parameters())
    assert 90_000 < weights < 150_000


def test_networks_refuse_wrong_labels_and_sizes():
    t = torch.tensor([1])
    with pytest.raises(ValueError, match=r"0\.\.2, or be -1"):
        dt.PointNetwork(2, labels=3)(torch.zeros(1, 2), t, torch.tensor([3]))
    with pytest.raises(ValueError, match="even H and W"):
        dt.UNet()(torch.zeros(1, 1, 7, 8), t)
    with pytest.raises(ValueError, match="size must be even"):
        dt.time_features(t, 5)


class Line(nn.Module):
    """One slope, for one step: the least network there is."""

    def __init__(self):
        super().__init__()
        self.slope = nn.Parameter(torch.zeros(1))
        self.labels = set()

    def forward(self, x_t, t, y=None):
        self.labels |= set() if y is None else set(y.tolist())
        return self.slope * x_t


@pytest.mark.parametrize("kind", ["noise", "start", "velocity"])
@pytest.mark.parametrize("weighting", ["plain", "bound"])
def test_training_finds_the_conditional_mean(kind, weighting):
    """For x_0 ~ N(0, 1/4) and one step the best prediction is a multiple of x_t."""
    process = dt.Process([0.36])  # roots 0.8 and 0.6; x_t has variance 0.16 + 0.36
    x, line = 0.5 * torch.randn(50_000, 1, generator=seeded()), Line()
    dt.train(
        line, x, process, steps=400, batch=2000, rate=0.02, prediction=kind, weighting=weighting
    )
    covariance = {"noise": 0.6, "start": 0.8 * 0.25, "velocity": 0.8 * 0.6 - 0.6 * 0.8 * 0.25}
    assert line.slope.item() == pytest.approx(covariance[kind] / 0.52, abs=0.02)


def test_a_drawn_loss_of_a_silent_network_is_the_mean_square_of_its_target():
    x = torch.randn(3000, 2, generator=seeded())
    for kind in ("noise", "start", "velocity"):
        loss = dt.drawn_loss(Line(), x, PROCESS, seeded(1), None, kind)
        assert loss.item() == pytest.approx(1, abs=4 * np.sqrt(2 / 6000))  # all have variance one
    weights = torch.zeros(200)
    weights[99] = 2.0  # of t = 100 alone, which one sample in 200 draws
    draws = [
        dt.drawn_loss(Line(), x, PROCESS, seeded(k), None, "noise", weights).item()
        for k in range(30)
    ]
    assert np.mean(draws) == pytest.approx(2 / 200, abs=4 * np.std(draws) / np.sqrt(30))


def test_hidden_labels_are_minus_one_and_the_mean_of_weights_lags():
    process, x = dt.Process([0.36]), torch.randn(100, 1, generator=seeded())
    y = torch.arange(100) % 3
    for chance, seen in ((0.0, {0, 1, 2}), (0.5, {-1, 0, 1, 2}), (1.0, {-1})):
        line = Line()
        dt.train(line, x, process, y, steps=5, drop_label=chance)
        assert line.labels == seen
    fast, slow, again = Line(), Line(), Line()
    for line, ema in ((fast, 0.0), (slow, 0.9), (again, 0.9)):
        dt.train(line, x, process, steps=20, ema=ema)
    assert 0 < slow.slope.item() < fast.slope.item()
    assert slow.slope.item() == again.slope.item()


def test_a_mean_of_one_step_is_that_step():
    process, x = dt.Process([0.36]), torch.randn(100, 1, generator=seeded())
    fast, mean = Line(), Line()
    dt.train(fast, x, process, steps=1)
    dt.train(mean, x, process, steps=1, ema=0.99)
    assert mean.slope.item() == pytest.approx(fast.slope.item(), rel=1e-6)


@pytest.mark.parametrize("device", DEVICES)
def test_a_trained_point_network_samples_the_data(device):
    torch.manual_seed(0)
    x = torch.as_tensor(PAIR.sample(1000, np.random.default_rng(0)), dtype=torch.float32)
    process = dt.Process(linear_schedule(50, 2e-3, 0.3)).to(device)
    network = dt.PointNetwork(2, width=48).to(device)
    history = dt.train(network, x.to(device), process, steps=500, rate=5e-3, ema=0.98)
    assert np.mean(history[-50:]) < 0.7 * np.mean(history[:20])
    predict = dt.noise_predictor(network, process)
    seen = dt.ancestral_sample(predict, (500, 2), process, seeded(1)).cpu().numpy()
    near = PAIR.log_density(seen).mean()
    assert near > PAIR.log_density(np.random.default_rng(1).standard_normal((500, 2))).mean() + 5


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"steps": 0}, "must be positive"),
        ({"drop_label": 1.5}, "drop_label must lie"),
        ({"ema": 1.0}, "ema must lie"),
        ({"weighting": "snr"}, "plain, bound"),
        ({"y": torch.zeros(3, dtype=torch.int64)}, "one label for each"),
    ],
)
def test_training_refuses_what_it_cannot_do(changes, message):
    with pytest.raises(ValueError, match=message):
        dt.train(Line(), torch.zeros(5, 1), PROCESS, **({"steps": 1} | changes))
