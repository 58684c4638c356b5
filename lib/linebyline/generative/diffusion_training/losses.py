"""What a prediction costs: the terms of the bound, their weights, and the loss without weights."""

import math
from typing import Literal

import torch
from torch import Tensor

from linebyline.generative.diffusion_training.predictions import Predict, Prediction
from linebyline.generative.diffusion_training.process import Process, along

Variance = Literal["forward", "posterior"]
"""The model's variance of a step back: "forward" for beta, "posterior" for that of q."""


def simple_loss(output: Tensor, target: Tensor) -> Tensor:
    """Return the squared distances (N,) of outputs (N, ...) from their targets.

    Raises:
        ValueError: if the shapes differ.

    Source: Ho, Jain and Abbeel (2020), equation 14.
    """
    if output.shape != target.shape:
        raise ValueError(
            f"output and target must have one shape, got {tuple(output.shape)} and "
            f"{tuple(target.shape)}"
        )
    return ((output - target) ** 2).flatten(1).sum(1)


def model_variances(process: Process, variance: Variance) -> Tensor:
    """Return the variances (T,) of the model's steps back.

    Raises:
        ValueError: if the choice is neither "forward" nor "posterior".
    """
    if variance == "forward":
        return process.betas
    if variance == "posterior":
        return process.posterior_variances
    raise ValueError(f"variance must be one of forward, posterior, got {variance!r}")


def bound_weights(
    process: Process, prediction: Prediction = "noise", variance: Variance = "posterior"
) -> Tensor:
    r"""Return the factors (T,) of the squared error of a prediction in the terms of the bound.

    .. math:: \frac{\bar\alpha_{t-1} \beta_t^2}{2 \sigma_t^2 (1 - \bar\alpha_t)^2}
        \quad\text{for the start,}\qquad
        \frac{\beta_t^2}{2 \sigma_t^2 \alpha_t (1 - \bar\alpha_t)} \quad\text{for the noise.}

    With the posterior variance the first is half of what the signal-to-noise ratio loses in the
    step. Then that of t = 1 is infinite: the first step needs a variance of its own.

    Args:
        process: the diffusion.
        prediction: whose error is weighted.
        variance: of the model.

    Derivation: generative/diffusion_training#start-loss
    Derivation: generative/diffusion_training#noise-loss
    """
    sigma2, before, after = model_variances(process, variance), process.kept[:-1], process.kept[1:]
    of_start = before * process.betas**2 / (2 * sigma2 * (1 - after) ** 2)
    return of_start * _start_error(process, prediction)


def simple_weights(process: Process, prediction: Prediction = "noise") -> Tensor:
    """Return the factors (T,) which make a prediction's squared error that of the noise.

    Derivation: generative/diffusion_training#errors
    """
    of_start = process.signal_to_noise[1:]
    return of_start * _start_error(process, prediction)


def _start_error(process: Process, prediction: Prediction) -> Tensor:
    """The squared error (T,) of the start where that of the prediction is one."""
    kept = process.kept[1:]
    factors = {"start": torch.ones_like(kept), "noise": (1 - kept) / kept, "velocity": 1 - kept}
    if prediction not in factors:
        raise ValueError(f"prediction must be one of {', '.join(factors)}, got {prediction!r}")
    return factors[prediction]


def round_divergence(gap: Tensor, variance: Tensor, other: Tensor) -> Tensor:
    r"""Return the divergence (N,) of N(m, v I) from N(m', v' I), two round Gaussians.

    .. math:: \frac{\|m - m'\|^2}{2 v'}
        + \frac{d}{2} \Big(\frac{v}{v'} - 1 - \log\frac{v}{v'}\Big)

    Args:
        gap: m - m' (N, ...), with d numbers each.
        variance: v (N,), positive.
        other: v' (N,), positive.

    Raises:
        ValueError: if a variance is not positive.

    Derivation: generative/diffusion_training#round
    """
    if not bool(((variance > 0) & (other > 0)).all()):
        raise ValueError("variances must be positive: at t = 1 the posterior's is zero")
    size, ratio = gap[0].numel(), variance / other
    return (gap**2).flatten(1).sum(1) / (2 * other) + size / 2 * (ratio - 1 - ratio.log())


def bound_terms(
    predict: Predict,
    x_0: Tensor,
    t: Tensor,
    noise: Tensor,
    process: Process,
    variance: Variance = "forward",
) -> Tensor:
    """Return the term (N,) of the negative bound that belongs to step t, for each sample.

    For t > 1 it is the divergence of q(x_{t-1} | x_t, x_0) from the model's step; for t = 1 it is
    -log p(x_0 | x_1). The bound is minus their sum over t, in the mean over the noise, minus
    ``prior_divergence``.

    Args:
        predict: the noise in points.
        x_0: samples (N, ...).
        t: steps (N,).
        noise: standard normal (N, ...).
        process: the diffusion.
        variance: of the model; at t = 1, where the posterior's is zero, it is that of t = 2.

    Raises:
        ValueError: if t lies outside of 1..T or the shapes do not fit.

    Derivation: generative/diffusion_training#terms
    Derivation: generative/diffusion_training#noise-loss
    Derivation: generative/diffusion_training#last-step
    """
    x_t = process.noised(x_0, t, noise)
    beta, kept = process.betas[t - 1].to(x_0.dtype), process.kept[t].to(x_0.dtype)
    factor = beta / ((1 - beta) * (1 - kept)).sqrt()
    gap = along(factor, x_0) * (predict(x_t, t) - noise)
    sigmas = model_variances(process, variance).clone()
    if variance == "posterior":
        sigmas[0] = sigmas[1]
    sigma2, first = sigmas[t - 1].to(x_0.dtype), t == 1
    true = torch.where(first, sigma2, process.posterior_variances[t - 1].to(x_0.dtype))
    constant = gap[0].numel() / 2 * torch.log(2 * math.pi * sigma2)
    # At t = 1 the mean of q is x_0 itself, so the density's exponent is the divergence's.
    return round_divergence(gap, true, sigma2) + torch.where(first, constant, 0.0)


def prior_divergence(x_0: Tensor, process: Process) -> Tensor:
    """Return the divergence (N,) of q(x_T | x_0) from N(0, I); it has no parameters."""
    kept = process.kept[-1].to(x_0.dtype).expand(len(x_0))
    return round_divergence(along(kept.sqrt(), x_0) * x_0, 1 - kept, torch.ones_like(kept))
