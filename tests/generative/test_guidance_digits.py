"""What the shipped diffusion of digits reaches, with its weights as they are shipped."""

import numpy as np
import pytest
import torch

from linebyline.generative import guidance_and_evaluation as ge
from linebyline.generative.diffusion_training import bound_weights
from linebyline.generative.guidance_and_evaluation import digits, training
from linebyline.generative.shipped import WEIGHTS
from linebyline.show.guidance_and_evaluation import recognised


@pytest.fixture(scope="module")
def made():
    return digits.sample(digits.split().held_out_labels)


def test_the_shipped_weights_reach_their_distance_from_held_out_digits(made):
    # 0.253 and 0.0049 where they were trained; the seen digits themselves have 0.222 and 0.0065.
    data = digits.split()
    assert digits.measure().frechet(made, data.held_out) < 0.30
    assert digits.measure().mmd(made, data.held_out) < 0.012


def test_that_is_far_from_noise_and_from_untrained_weights(made):
    data, rng = digits.split(), np.random.default_rng(0)
    reached = digits.measure().frechet(made, data.held_out)
    assert digits.measure().frechet(rng.random((297, 64)), data.held_out) > 8 * reached
    untrained = training.reached(digits.build())
    assert untrained["Fréchet distance"] > 4 * reached


def test_the_labels_are_obeyed_and_only_where_they_are_used(made):
    labels = digits.split().held_out_labels
    assert recognised(made, labels) > 0.88
    ignoring = digits.sample(labels[:100], scale=0)
    assert recognised(ignoring, labels[:100]) < 0.3


def test_samples_are_no_copies_of_what_was_seen(made):
    data = digits.split()

    def nearest(ink):
        return np.median(np.sqrt(((ink[:, None] - data.seen) ** 2).sum(2)).min(axis=1))

    assert nearest(made) > 0.85 * nearest(data.held_out)


def test_the_network_classifies_held_out_digits():
    data, looked_at = digits.split(), list(range(4, 100, 12))
    errors = digits.noise_errors(data.held_out[:60], looked_at)
    weights = 12 * bound_weights(digits.process(), "noise", "forward")[np.array(looked_at) - 1]
    found = [int(ge.class_probabilities(each, weights).argmax()) for each in errors]
    assert (np.array(found) == data.held_out_labels[:60]).mean() > 0.9


def test_scale_one_is_the_conditional_model():
    labels = torch.tensor([3, 7])
    x, t = torch.randn(2, 1, 8, 8, generator=torch.Generator().manual_seed(0)), torch.tensor([9, 9])
    network = digits.shipped()
    near = digits.guided_predictor(network, labels, 1 + 1e-7)(x, t)
    torch.testing.assert_close(digits.guided_predictor(network, labels, 1)(x, t), near)


def test_images_and_ink_are_one_thing_in_two_units():
    pictures = digits.images(digits.split().seen[:5])
    assert pictures.shape == (5, 1, 8, 8)
    assert pictures.min() == -1
    assert pictures.max() == 1


def test_the_weights_are_small():
    assert (WEIGHTS / f"{digits.NAME}.safetensors").stat().st_size <= 700_000


def test_the_training_runs_from_its_seed():
    def two_steps():
        return next(iter(training.unet(steps=2).model.parameters())).detach()

    torch.testing.assert_close(two_steps(), two_steps(), rtol=0, atol=0)


def test_a_yardstick_measures_along_principal_components():
    x = np.random.default_rng(0).standard_normal((400, 4)) * [3.0, 2.0, 1.0, 0.01] + 5
    stick = ge.yardstick(x, size=3)
    centered = stick.features(x)
    np.testing.assert_allclose(np.cov(centered.T), np.diag(stick.variances), atol=1e-9)
    assert stick.frechet(x, x) == pytest.approx(0.0, abs=1e-7)
    shifted = x + np.array([0.5, 0, 0, 0])
    assert stick.frechet(x, shifted) == pytest.approx(0.25, abs=0.01)
    assert stick.mmd(x, shifted) == ge.squared_mmd(
        centered, stick.features(shifted), ge.median_width(centered)
    )


def test_halves_tell_the_standard_error():
    rng = np.random.default_rng(1)

    def gap(x, y):
        return float(x.mean() - y.mean())

    x, y = rng.standard_normal((400, 1)), 2 * rng.standard_normal((300, 1))
    told = ge.standard_error(gap, x, y, 300, rng)
    assert told == pytest.approx(np.sqrt(1 / 400 + 4 / 300), rel=0.2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ge.yardstick(np.ones((9, 3)), 2), "do not vary in 2 directions"),
        (lambda: ge.yardstick(np.eye(3), 4), "do not vary in 4 directions"),
        (lambda: ge.standard_error(max, np.ones((3, 1)), np.ones((9, 1)), 5, None), "four points"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
