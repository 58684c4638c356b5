"""Each function that names a derivation computes what that derivation's formula says."""

import numpy as np
import pytest
from tests.formulas import assert_computes, formulas_of, named_in

from linebyline.networks import backpropagation as bp

RNG = np.random.default_rng(0)
X, W, G = (RNG.standard_normal(shape) for shape in ((3, 2), (2, 2), (3, 2)))
OFFSETS = np.array([0.3, -1])
LAYER = {"N": 3, "D": 2, "M": 2, "X": X, "W": W, "G": G, "b": OFFSETS}
BACK = bp.layer_backward(X, W, G)
LABELS = np.array([1.0, 0, 0])


CASES = {
    ("layer_forward", "layer-entries", 0): (
        {"n": 2, "m": 1},
        bp.layer_forward(X, W, OFFSETS)[1, 0],
    ),
    ("layer_backward", "back-to-the-inputs", 0): ({"i": 3, "j": 2}, BACK.inputs[2, 1]),
    ("layer_backward", "back-to-the-weights", 0): ({"j": 1, "k": 2}, BACK.weights[0, 1]),
    ("layer_backward", "back-to-the-offsets", 0): ({"k": 2}, BACK.offsets[1]),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1])
def test_layer_computes_the_formula_of_its_derivation(case):
    numbers, computed = CASES[case]
    assert_computes("networks/backpropagation", case, LAYER | numbers, computed, atol=0)


def test_gradients_of_a_network_join_the_formulas_of_its_two_ends():
    """One hidden unit: loss at the logits, back through the output weight and through tanh."""
    formulas = formulas_of("networks/backpropagation")
    network = bp.Network(np.array([[0.7]]), np.array([0.2]), np.array([[1.5]]), np.array([-0.3]))
    inputs = np.array([[0.4], [-1.2], [2.0]])
    before = inputs[:, 0] * 0.7 + 0.2
    logits = 1.5 * np.tanh(before) - 0.3
    ends = {"N": 3, "z": logits, "t": LABELS}
    at_logits = [formulas["slope-of-the-loss"].at(0, ends | {"i": i}) for i in (1, 2, 3)]
    inner = {"N": 3, "z": before, "g": 1.5 * np.array(at_logits)}
    at_tanh = [formulas["back-through-tanh"].at(0, inner | {"i": i}) for i in (1, 2, 3)]
    found = network.gradients(inputs, LABELS)
    np.testing.assert_allclose(found.output_offsets, [sum(at_logits)], rtol=1e-12)
    np.testing.assert_allclose(found.hidden_offsets, [sum(at_tanh)], rtol=1e-12)
    np.testing.assert_allclose(found.hidden_weights, [[inputs[:, 0] @ at_tanh]], rtol=1e-12)


def test_every_function_with_a_derivation_is_compared():
    ends = {("gradients", "slope-of-the-loss"), ("gradients", "back-through-tanh")}
    compared = {(name, label) for name, label, _ in CASES} | ends
    assert {(name, label) for name, _, label in named_in("networks")} == compared
