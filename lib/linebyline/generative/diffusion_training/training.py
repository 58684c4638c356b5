"""Training by gradient steps on random samples, random steps and random noise."""

from typing import Literal, get_args

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from linebyline.generative.diffusion_training.losses import bound_weights, simple_loss
from linebyline.generative.diffusion_training.predictions import (
    Network,
    Prediction,
    target_of,
)
from linebyline.generative.diffusion_training.process import Process

Weighting = Literal["plain", "bound"]
"""Of the squared error of what the network predicts: none, or that of the evidence bound."""


def train(
    network: nn.Module,
    x: Tensor,
    process: Process,
    y: Tensor | None = None,
    *,
    steps: int,
    prediction: Prediction = "noise",
    batch: int = 128,
    rate: float = 2e-3,
    drop_label: float = 0.0,
    ema: float = 0.0,
    seed: int = 0,
    weighting: Weighting = "plain",
) -> list[float]:
    """Train a network by Adam, in place; with noise and "plain" this is DDPM's algorithm 1.

    Args:
        network: called as ``network(x_t, t, y)``, on the device of x.
        x: samples (M, ...).
        process: the diffusion, on the device of x.
        y: labels (M,), or None.
        steps: of gradient descent.
        prediction: what the network learns to predict.
        batch: samples in a step, drawn with replacement.
        rate: of Adam at the start; it falls to zero along a cosine.
        drop_label: chance in [0, 1] that a sample's label is hidden, that is, set to -1.
        ema: if positive, the network ends with a running mean of its weights, in which each step
            keeps this share of the mean so far; in [0, 1).
        seed: of the samples, steps and noise, drawn on the CPU and the same for every device.
        weighting: "plain", or "bound" for the factors of the bound with variances beta.

    Returns:
        The loss of each step (steps,), per coordinate. Weights have mean one over t.

    Raises:
        ValueError: if an argument lies outside of its range.

    Source: Ho, Jain and Abbeel (2020), algorithm 1.
    """
    _check(x, y, steps, batch, rate, drop_label, ema, weighting)
    draws = torch.Generator().manual_seed(seed)
    weights = _weights(process, prediction, weighting)
    adam = torch.optim.Adam(network.parameters(), lr=rate, fused=True)
    slower = torch.optim.lr_scheduler.CosineAnnealingLR(adam, steps)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(ema)) if ema else None
    history: list[float] = []
    for _ in range(steps):
        rows = torch.randint(len(x), (batch,), generator=draws).to(x.device)
        labels = None if y is None else _hidden(y[rows], drop_label, draws)
        loss = drawn_loss(network, x[rows], process, draws, labels, prediction, weights)
        adam.zero_grad()
        torch.autograd.backward(loss)
        adam.step()
        slower.step()
        if mean is not None:
            mean.update_parameters(network)
        history.append(float(loss.detach()))
    if mean is not None:
        network.load_state_dict(mean.module.state_dict())
    return history


def drawn_loss(
    network: Network,
    x_0: Tensor,
    process: Process,
    draws: torch.Generator,
    y: Tensor | None = None,
    prediction: Prediction = "noise",
    weights: Tensor | None = None,
) -> Tensor:
    """Return the loss per coordinate, for one random step and one random noise a sample.

    Args:
        network: called as ``network(x_t, t, y)``.
        x_0: samples (N, ...).
        process: the diffusion.
        draws: the source of steps and noise, on its own device.
        y: labels (N,), or None.
        prediction: what the network should give.
        weights: of the steps (T,); by default all are one.

    Returns:
        One number, through which gradients pass.

    Raises:
        ValueError: if a shape does not fit.

    Source: Ho, Jain and Abbeel (2020), algorithm 1, lines 2 to 5.
    """
    size, device = len(x_0), draws.device
    t = torch.randint(1, process.num_steps + 1, (size,), generator=draws, device=device)
    noise = torch.randn(x_0.shape, generator=draws, device=device)
    t, noise = t.to(x_0.device), noise.to(x_0)
    output = network(process.noised(x_0, t, noise), t, y)
    errors = simple_loss(output, target_of(prediction, x_0, noise, t, process))
    if weights is not None:
        errors = weights[t - 1].to(errors) * errors
    return errors.mean() / x_0[0].numel()


def _hidden(y: Tensor, drop_label: float, draws: torch.Generator) -> Tensor:
    hidden = (torch.rand(len(y), generator=draws) < drop_label).to(y.device)
    return torch.where(hidden, -1, y)


def _weights(process: Process, prediction: Prediction, weighting: Weighting) -> Tensor:
    if weighting == "plain":
        return torch.ones_like(process.betas)
    weights = bound_weights(process, prediction, "forward")
    return weights / weights.mean()


def _check(
    x: Tensor,
    y: Tensor | None,
    steps: int,
    batch: int,
    rate: float,
    drop_label: float,
    ema: float,
    weighting: str,
) -> None:
    if y is not None and y.shape != x.shape[:1]:
        raise ValueError(f"y must hold one label for each of {len(x)} samples, got {len(y)}")
    if steps < 1 or batch < 1 or rate <= 0:
        raise ValueError(f"steps, batch and rate must be positive, got {steps}, {batch}, {rate}")
    if not 0 <= drop_label <= 1:
        raise ValueError(f"drop_label must lie in [0, 1], got {drop_label}")
    if not 0 <= ema < 1:
        raise ValueError(f"ema must lie in [0, 1), got {ema}")
    if weighting not in get_args(Weighting):
        raise ValueError(f"weighting must be one of plain, bound, got {weighting!r}")
