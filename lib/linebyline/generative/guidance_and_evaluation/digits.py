"""A diffusion of digits that knows their labels and also runs without them."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from sklearn.datasets import load_digits
from torch import Tensor

from linebyline._arguments import Array
from linebyline.generative.diffusion_forward import cosine_schedule
from linebyline.generative.diffusion_training import (
    Prediction,
    Process,
    UNet,
    ddim_sample,
    noise_predictor,
    simple_loss,
)
from linebyline.generative.diffusion_training.predictions import Predict
from linebyline.generative.guidance_and_evaluation.guidance import guided
from linebyline.generative.guidance_and_evaluation.yardstick import Yardstick, yardstick
from linebyline.generative.shipped import with_shipped_weights
from linebyline.generative.variational_autoencoders.digits import TRAINED_ON

NAME = "digits_unet"
WIDTH, NUM_STEPS, JUMPS = 24, 100, 12
PREDICTS: Prediction = "velocity"


class Split(NamedTuple):
    """Digits as shares of ink in [0, 1].

    Attributes:
        seen: those that models are trained on (1500, 64).
        seen_labels: (1500,).
        held_out: those that no model is trained on (297, 64).
        held_out_labels: (297,).
    """

    seen: Array
    seen_labels: NDArray[np.int64]
    held_out: Array
    held_out_labels: NDArray[np.int64]


@cache
def split() -> Split:
    """Return scikit-learn's digits, the first 1500 and the other 297."""
    ink, labels = load_digits(return_X_y=True)
    ink = ink / 16
    return Split(ink[:TRAINED_ON], labels[:TRAINED_ON], ink[TRAINED_ON:], labels[TRAINED_ON:])


@cache
def measure() -> Yardstick:
    """Return the coordinates in which samples are compared: 20 components of the seen digits."""
    return yardstick(split().seen)


def images(ink: ArrayLike) -> Tensor:
    """Return ink (N, 64) in [0, 1] as images (N, 1, 8, 8) in [-1, 1], as the network takes them."""
    return torch.from_numpy(np.asarray(ink) * 2 - 1).float().reshape(-1, 1, 8, 8)


def build() -> UNet:
    """Return the network, untrained."""
    torch.manual_seed(0)
    return UNet(channels=1, width=WIDTH, labels=10)


@cache
def process() -> Process:
    """Return the diffusion that the network was trained for."""
    return Process(cosine_schedule(NUM_STEPS))


@cache
def shipped() -> UNet:
    """Return the network with the weights that come with the book."""
    return with_shipped_weights(build(), NAME)


def guided_predictor(network: UNet, labels: Tensor, scale: float) -> Predict:
    """Return the guided prediction of noise, as samplers want it.

    Args:
        network: predicts with a label, and without one.
        labels: (N,), one for each sample.
        scale: of the guidance.

    Derivation: generative/guidance_and_evaluation#guided-noise
    """
    given = noise_predictor(network, process(), PREDICTS, labels)
    free = noise_predictor(network, process(), PREDICTS)
    if scale in (0, 1):
        return given if scale else free
    return lambda x, t: guided(free(x, t), given(x, t), scale)


def sample(
    labels: ArrayLike, scale: float = 1.0, seed: int = 0, network: UNet | None = None
) -> Array:
    """Return new digits (N, 64) as ink in [0, 1], by DDIM in 12 jumps.

    Args:
        labels: which digits (N,), each in 0..9.
        scale: of the guidance; 0 ignores the labels.
        seed: of the noise that the chain starts from.
        network: the shipped one if left out.
    """
    y = torch.from_numpy(np.asarray(labels, dtype=np.int64))
    predict = guided_predictor(network or shipped(), y, scale)
    draws = torch.Generator().manual_seed(seed)
    made = ddim_sample(predict, (len(y), 1, 8, 8), process(), draws, JUMPS)
    return np.asarray((made.clamp(-1, 1).reshape(-1, 64).double().numpy() + 1) / 2)


def noise_errors(
    ink: ArrayLike, steps: Sequence[int], seed: int = 0, network: UNet | None = None
) -> Array:
    """Return squared errors (N, 10, S) of the noise predicted for each label, one noise a step.

    Args:
        ink: digits (N, 64) in [0, 1].
        steps: the t to look at (S,).
        seed: of the noise, which is the same for all labels.
        network: the shipped one if left out.
    """
    x, draws = images(ink), torch.Generator().manual_seed(seed)
    rows = []
    for step in steps:
        t, noise = torch.full((len(x),), step), torch.randn(x.shape, generator=draws)
        noisy = process().noised(x, t, noise)
        for label in range(10):
            predict = guided_predictor(network or shipped(), torch.full_like(t, label), 1)
            rows.append(simple_loss(predict(noisy, t), noise))
    errors = torch.stack(rows).double().numpy().reshape(len(steps), 10, len(x))
    return np.asarray(errors.transpose(2, 1, 0))
