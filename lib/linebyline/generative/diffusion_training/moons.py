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
WIDTH = 0.3  # of the kernel that compares samples with moons


def points(count: int, seed: int) -> Tensor:
    """Return points (count, 2) on two half moons, with mean about zero and variance about one."""
    x, _ = make_moons(count, noise=0.05, random_state=seed)
    return torch.as_tensor((x - [0.5, 0.25]) / [0.87, 0.5], dtype=torch.float32)


@cache
def trained(prediction: Prediction = "noise", steps: int = 1000) -> PointNetwork:
    """Train a network of some twenty thousand weights on 2000 points, and keep it."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        network = PointNetwork(2, width=64)
    train(
        network, points(2000, seed=0), PROCESS,
        prediction=prediction, steps=steps, batch=256, rate=5e-3, ema=0.99,
    )  # fmt: skip
    return network.eval()
