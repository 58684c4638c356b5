"""Layers and networks: laws, automatic differentiation as the oracle, refusals, planted errors."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_breast_cancer

from linebyline.networks.backpropagation import (
    Network,
    central_difference,
    layer_backward,
    layer_forward,
)

seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 5)


def drawn(seed, n, d, m):
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(shape) for shape in ((n, d), (d, m), (m,), (n, m))]


@given(seeds, sizes, sizes, sizes)
def test_a_layer_is_linear_in_its_weights_and_offsets(seed, n, d, m):
    x, w, b, _ = drawn(seed, n, d, m)
    doubled = layer_forward(x, 2 * w, 2 * b)
    np.testing.assert_allclose(doubled, 2 * layer_forward(x, w, b), rtol=1e-12, strict=True)


@settings(deadline=None)  # torch takes its time at the first call
@given(seeds, sizes, sizes, sizes)
def test_gradients_are_those_of_automatic_differentiation(seed, n, d, m):
    x, w, b, g = drawn(seed, n, d, m)
    ours = layer_backward(x, w, g)
    parts = [torch.tensor(part, requires_grad=True) for part in (x, w, b)]
    (torch.from_numpy(g) * (parts[0] @ parts[1] + parts[2])).sum().backward()
    mine = (ours.inputs, ours.weights, ours.offsets)
    for own, part in zip(mine, parts, strict=True):
        np.testing.assert_allclose(own, part.grad.numpy(), rtol=1e-10, atol=1e-12, strict=True)


@given(seeds, sizes, sizes, sizes)
def test_a_small_step_changes_the_loss_by_slope_times_step(seed, n, d, m):
    x, w, b, g = drawn(seed, n, d, m)
    slopes = layer_backward(x, w, g)
    step = np.random.default_rng(seed).standard_normal(w.shape)
    before, after = (np.sum(g * layer_forward(x, part, b)) for part in (w, w + step))
    np.testing.assert_allclose(after - before, np.sum(slopes.weights * step), rtol=0, atol=1e-10)


def test_one_sample_one_feature_one_unit():
    slopes = layer_backward([[3.0]], [[2.0]], [[5.0]])
    assert (slopes.inputs, slopes.weights, slopes.offsets) == ([[10.0]], [[15.0]], [5.0])


def test_a_forgotten_transpose_is_caught_by_the_comparison():
    x, w, _, g = drawn(0, 4, 3, 3)
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(g @ w, layer_backward(x, w, g).inputs, rtol=1e-6)


def network_and_data(seed=0, samples=20, features=3, hidden=4):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((samples, features))
    labels = (rng.random(samples) < 0.5).astype(float)
    return Network.draw(features, hidden, rng), x, labels


@pytest.mark.parametrize(
    "name", ["hidden_weights", "hidden_offsets", "output_weights", "output_offsets"]
)
def test_slopes_of_the_network_are_central_differences(name):
    network, x, labels = network_and_data()
    kept = {field: getattr(network, field) for field in Network.__dataclass_fields__}

    def loss(part):
        return Network(**kept | {name: part}).loss(x, labels)

    slopes = getattr(network.gradients(x, labels), name)
    wiggled = central_difference(loss, kept[name])
    np.testing.assert_allclose(slopes, wiggled, rtol=0, atol=1e-9, strict=True)


def test_the_loss_is_torchs_and_does_not_overflow():
    network, x, labels = network_and_data()
    z = torch.from_numpy(network.logits(x))
    theirs = torch.nn.functional.binary_cross_entropy_with_logits(z, torch.from_numpy(labels))
    np.testing.assert_allclose(network.loss(x, labels), theirs.item(), rtol=1e-12)
    far = network.step(network.gradients(x, labels), rate=1e6)
    assert np.isfinite(far.loss(x, labels))
    assert all(np.isfinite(part).all() for part in vars_of(far.gradients(x, labels)))


def vars_of(network):
    return [getattr(network, field) for field in Network.__dataclass_fields__]


def test_descent_learns_the_breast_cancer_data():
    data = load_breast_cancer()
    x = (data.data - data.data.mean(axis=0)) / data.data.std(axis=0)
    labels = data.target.astype(float)
    network = Network.draw(30, 8, np.random.default_rng(0))
    before = network.loss(x, labels)
    for _ in range(100):
        network = network.step(network.gradients(x, labels), rate=1.0)
    assert network.loss(x, labels) < 0.1 < before
    assert np.mean((network.logits(x) > 0) == (labels == 1)) > 0.97


def test_draws_have_the_variance_promised():
    network = Network.draw(400, 300, np.random.default_rng(0))
    np.testing.assert_allclose(network.hidden_weights.var(), 1 / 400, rtol=0.02)
    assert not network.hidden_offsets.any()


def test_central_differences_leave_their_argument_alone():
    at = np.array([1.0, 2.0])
    slopes = central_difference(lambda x: float(x @ x), at)
    np.testing.assert_allclose(slopes, [2.0, 4.0], rtol=1e-9)
    assert at.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: layer_forward(np.ones((2, 3)), np.ones((2, 3)), np.ones(3)), "one row for each"),
        (lambda: layer_forward(np.ones((2, 3)), np.ones((3, 4)), np.ones(3)), "one entry for each"),
        (lambda: layer_backward(np.ones((2, 3)), np.ones((3, 4)), np.ones((2, 3))), "outputs' sh"),
        (lambda: layer_forward(np.full((2, 3), np.nan), np.ones((3, 4)), np.ones(4)), "finite"),
        (lambda: network_and_data()[0].loss(np.ones((2, 3)), [0, 2]), "labels must be 0 or 1"),
        (lambda: central_difference(sum, [1.0], width=0), "width must be positive"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
