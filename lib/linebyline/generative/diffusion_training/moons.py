"""A model small enough to be trained while one reads: points on two half moons."""

from functools import cache

import torch
from sklearn.datasets import make_moons
from torch import Tensor

from linebyline.generative.diffusion_forward import linear_schedule
from linebyline.generative.diffusion_training.networks import PointNetwork
from linebyline.generative.diffusion_training.predictions import Prediction
from linebyline.generative.diffusion_training.process import Process
from linebyline.generative.diffusion_training.training import train

PROCESS = Process(linear_schedule(100, 1e-3, 0.12))


def points(count: int, seed: int) -> Tensor:
    """Return points (count, 2) on two half moons, with mean about zero and variance about one."""
    x, _ = make_moons(count, noise=0.05, random_state=seed)
    return torch.as_tensor((x - [0.5, 0.25]) / [0.87, 0.5], dtype=torch.float32)


@cache
def trained(prediction: Prediction = "noise", steps: int = 1500) -> PointNetwork:
    """Train a network of some twenty thousand weights on 2000 points, and keep it."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        network = PointNetwork(2, width=64)
    train(
        network, points(2000, seed=0), PROCESS,
        prediction=prediction, steps=steps, batch=256, rate=5e-3, ema=0.99,
    )  # fmt: skip
    return network.eval()


def squared_discrepancy(x: Tensor, y: Tensor, width: float = 0.3) -> float:
    r"""Return an unbiased estimate of the squared maximum mean discrepancy of two laws.

    .. math:: \mathbb{E} k(x, x') + \mathbb{E} k(y, y') - 2 \mathbb{E} k(x, y), \qquad
        k(x, y) = e^{-\|x - y\|^2 / (2 w^2)}

    It is zero for equal laws, and can fall below zero by chance.

    Args:
        x: samples (M, D) of the one law, at least two.
        y: samples (N, D) of the other, at least two.
        width: w > 0 of the kernel.

    Raises:
        ValueError: if there are fewer than two samples, or the width is not positive.

    Source: Gretton et al. (2012), A Kernel Two-Sample Test, lemma 6.
    """
    if len(x) < 2 or len(y) < 2:
        raise ValueError(f"each law needs two samples or more, got {len(x)} and {len(y)}")
    if width <= 0:
        raise ValueError(f"width must be positive, got {width}")

    def kernel(a: Tensor, b: Tensor) -> Tensor:
        return torch.exp(-(torch.cdist(a, b) ** 2) / (2 * width**2))

    within = [(kernel(z, z).sum() - len(z)) / (len(z) * (len(z) - 1)) for z in (x, y)]
    return float(within[0] + within[1] - 2 * kernel(x, y).mean())
