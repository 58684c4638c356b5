"""What a network may predict, noise, start or velocity, and how each gives the others."""

from collections.abc import Callable
from typing import Literal, get_args

import torch
from torch import Tensor

from linebyline.generative.diffusion_training.process import Process

Prediction = Literal["noise", "start", "velocity"]
Network = Callable[[Tensor, Tensor, Tensor | None], Tensor]
"""From x_t (N, ...), steps t (N,) and labels y (N,) or None to the shape of x_t."""
Predict = Callable[[Tensor, Tensor], Tensor]
"""From x_t (N, ...) and steps t (N,) to the noise (N, ...) in x_t."""


def target_of(
    prediction: Prediction, x_0: Tensor, noise: Tensor, t: Tensor, process: Process
) -> Tensor:
    r"""Return what the network should give: :math:`\epsilon`, :math:`x_0`, or the velocity.

    The velocity is :math:`u = \sqrt{\bar\alpha_t} \epsilon - \sqrt{1 - \bar\alpha_t} x_0`.

    Args:
        prediction: "noise", "start" or "velocity".
        x_0: samples (N, ...).
        noise: the noise (N, ...) of the jump.
        t: steps (N,).
        process: the diffusion.

    Raises:
        ValueError: if the prediction is none of these.

    Source: Salimans and Ho (2022), Progressive Distillation for Fast Sampling, section 4.
    """
    if _known(prediction) == "noise":
        return noise
    if prediction == "start":
        return x_0
    kept = process.kept_at(t, x_0)
    return kept.sqrt() * noise - (1 - kept).sqrt() * x_0


def noise_from(
    prediction: Prediction, output: Tensor, x_t: Tensor, t: Tensor, process: Process
) -> Tensor:
    """Return the noise (N, ...) that an output (N, ...) of the network says is in x_t.

    Raises:
        ValueError: if the prediction is none, or a step lies outside of 1..T.

    Derivation: generative/diffusion_training#errors
    """
    if _known(prediction) == "noise":
        return output
    kept = process.kept_at(t, x_t)
    if prediction == "start":
        return (x_t - kept.sqrt() * output) / (1 - kept).sqrt()
    return kept.sqrt() * output + (1 - kept).sqrt() * x_t


def start_from(
    prediction: Prediction, output: Tensor, x_t: Tensor, t: Tensor, process: Process
) -> Tensor:
    """Return the start x_0 (N, ...) that an output (N, ...) of the network says.

    Raises:
        ValueError: if the prediction is none, or a step lies outside of 1..T.

    Derivation: generative/diffusion_training#errors
    """
    if _known(prediction) == "start":
        return output
    kept = process.kept_at(t, x_t)
    if prediction == "noise":
        return (x_t - (1 - kept).sqrt() * output) / kept.sqrt()
    return kept.sqrt() * x_t - (1 - kept).sqrt() * output


def noise_predictor(
    network: Network, process: Process, prediction: Prediction = "noise", y: Tensor | None = None
) -> Predict:
    """Return the noise that a network predicts, as the samplers want it, without gradients.

    Args:
        network: called as ``network(x_t, t, y)``.
        process: the diffusion it was trained for.
        prediction: what it predicts.
        y: labels (N,), one for each sample, -1 for none; or None.
    """
    _known(prediction)

    @torch.no_grad()
    def predict(x_t: Tensor, t: Tensor) -> Tensor:
        return noise_from(prediction, network(x_t, t, y), x_t, t, process)

    return predict


def _known(prediction: str) -> str:
    if prediction not in get_args(Prediction):
        known = ", ".join(get_args(Prediction))
        raise ValueError(f"prediction must be one of {known}, got {prediction!r}")
    return prediction
