"""The moons that are trained while one reads, and the distance by which they are judged."""

import numpy as np
import pytest
import torch

from linebyline.generative.diffusion_training import ancestral_sample, moons, noise_predictor


def normal(count, shift=0.0, seed=0):
    drawn = torch.randn(count, 2, generator=torch.Generator().manual_seed(seed))
    return drawn + torch.tensor([shift, 0.0])


def test_the_discrepancy_is_the_mean_over_all_pairs():
    x, y = normal(7), normal(5, 1.0, seed=1)

    def kernel(a, b):
        return float(np.exp(-np.square((a - b).numpy()).sum() / (2 * 0.7**2)))

    inside = [
        np.mean([kernel(z[i], z[j]) for i in range(len(z)) for j in range(len(z)) if i != j])
        for z in (x, y)
    ]
    across = np.mean([kernel(a, b) for a in x for b in y])
    seen = moons.squared_discrepancy(x, y, 0.7)
    assert seen == pytest.approx(sum(inside) - 2 * across, abs=1e-6)
    assert seen != pytest.approx(sum(inside) - across, abs=1e-2)  # a forgotten two


def test_the_discrepancy_has_the_closed_form_of_two_gaussians():
    """For N(0, I) and N(s, I) in the plane each mean of the kernel is an integral of Gaussians."""
    width, shift = 0.8, 1.5
    same = width**2 / (width**2 + 2)
    expected = 2 * same * (1 - np.exp(-(shift**2) / (2 * (width**2 + 2))))
    seen = [
        moons.squared_discrepancy(normal(1500, seed=k), normal(1500, shift, seed=50 + k), width)
        for k in range(6)
    ]
    error = np.std(seen, ddof=1) / np.sqrt(6)
    assert np.mean(seen) == pytest.approx(expected, abs=4 * error)
    equal = [
        moons.squared_discrepancy(normal(500, seed=k), normal(500, seed=50 + k)) for k in range(12)
    ]
    assert abs(np.mean(equal)) < 4 * np.std(equal, ddof=1) / np.sqrt(12)


def test_points_have_mean_zero_and_variance_one():
    x = moons.points(4000, seed=0)
    np.testing.assert_allclose(x.mean(0), 0, atol=0.05)
    np.testing.assert_allclose(x.std(0), 1, rtol=0.05)


def test_the_trained_model_draws_moons():
    network = moons.trained()
    assert moons.trained() is network
    predict = noise_predictor(network, moons.PROCESS)
    generator = torch.Generator().manual_seed(1)
    sampled = ancestral_sample(predict, (1000, 2), moons.PROCESS, generator, "forward")
    held_out = moons.points(1000, seed=1)
    assert moons.squared_discrepancy(sampled, held_out) < 0.01
    assert moons.squared_discrepancy(normal(1000), held_out) > 0.03


def test_training_leaves_the_global_generator_alone():
    torch.manual_seed(3)
    before = torch.random.get_rng_state()
    moons.trained("velocity", steps=1)
    assert torch.equal(torch.random.get_rng_state(), before)


def test_too_few_samples_or_no_width_are_refused():
    with pytest.raises(ValueError, match="two samples or more"):
        moons.squared_discrepancy(normal(1), normal(5))
    with pytest.raises(ValueError, match="width must be positive"):
        moons.squared_discrepancy(normal(5), normal(5), 0.0)
