"""The moons that are trained while one reads, and the distance by which they are judged."""

import numpy as np
import pytest
import torch
from sklearn.datasets import make_moons

from linebyline.generative.diffusion_training import ancestral_sample, moons, noise_predictor
from linebyline.generative.discrepancy import squared_mmd


def test_points_have_mean_zero_and_variance_one():
    x = moons.points(4000, seed=0)
    np.testing.assert_allclose(x.mean(0), 0, atol=0.05)
    np.testing.assert_allclose(x.std(0), 1, rtol=0.05)


@pytest.mark.parametrize(("count", "seed"), [(2000, 0), (1001, 3)])
def test_points_are_those_of_scikit_learn(count, seed):
    x, _ = make_moons(count, noise=0.05, random_state=seed)
    moved = torch.as_tensor((x - [0.5, 0.25]) / [0.87, 0.5], dtype=torch.float32)
    assert torch.equal(moons.points(count, seed), moved)


def test_the_trained_model_draws_moons():
    network = moons.trained()
    assert moons.trained() is network
    predict = noise_predictor(network, moons.PROCESS)
    generator = torch.Generator().manual_seed(1)
    sampled = ancestral_sample(predict, (1000, 2), moons.PROCESS, generator, "forward")
    held_out = moons.points(1000, seed=1)
    noise = torch.randn(1000, 2, generator=generator)
    assert squared_mmd(sampled, held_out, moons.WIDTH) < 0.01
    assert squared_mmd(noise, held_out, moons.WIDTH) > 0.03


def test_training_leaves_the_global_generator_alone():
    torch.manual_seed(3)
    before = torch.random.get_rng_state()
    moons.trained("velocity", steps=1)
    assert torch.equal(torch.random.get_rng_state(), before)
