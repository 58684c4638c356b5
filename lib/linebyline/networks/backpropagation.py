"""Fully connected layers, forwards and backwards, and a network made of two of them."""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from linebyline._arguments import Array, matrix_of, number_of, vector_of


@dataclass(frozen=True, slots=True)
class LayerGradients:
    """The slopes of a loss at a layer.

    Attributes:
        inputs: L_X (N, D), what the layer hands back to the one before it.
        weights: L_W (D, M).
        offsets: L_b (M,).
    """

    inputs: Array
    weights: Array
    offsets: Array


def layer_forward(inputs: ArrayLike, weights: ArrayLike, offsets: ArrayLike) -> Array:
    r"""Return the outputs of a fully connected layer, :math:`Y = XW + \mathbf 1 b^\top`.

    Args:
        inputs: X (N, D), one sample a row.
        weights: W (D, M).
        offsets: b (M,), added to every row.

    Returns:
        Y (N, M).

    Raises:
        ValueError: if the shapes do not fit.

    Derivation: networks/backpropagation#layer-entries
    """
    x, w, b = (
        matrix_of("inputs", inputs),
        matrix_of("weights", weights),
        vector_of("offsets", offsets),
    )
    _fit(x, w)
    if b.shape[0] != w.shape[1]:
        raise ValueError(
            f"offsets must have one entry for each of {w.shape[1]} units, got {b.size}"
        )
    return x @ w + b


def layer_backward(inputs: ArrayLike, weights: ArrayLike, upstream: ArrayLike) -> LayerGradients:
    r"""Return the slopes of a loss at a layer, given its slopes at the layer's outputs.

    .. math:: L_X = L_Y W^\top, \quad L_W = X^\top L_Y, \quad L_b = L_Y^\top \mathbf 1

    Args:
        inputs: X (N, D), as on the way forwards.
        weights: W (D, M).
        upstream: L_Y (N, M), the slopes of the loss at the outputs.

    Raises:
        ValueError: if the shapes do not fit.

    Derivation: networks/backpropagation#back-to-the-inputs
    Derivation: networks/backpropagation#back-to-the-weights
    Derivation: networks/backpropagation#back-to-the-offsets
    """
    x, w, g = (
        matrix_of("inputs", inputs),
        matrix_of("weights", weights),
        matrix_of("upstream", upstream),
    )
    _fit(x, w)
    if g.shape != (x.shape[0], w.shape[1]):
        raise ValueError(
            f"upstream must have the outputs' shape {(x.shape[0], w.shape[1])}, got {g.shape}"
        )
    return LayerGradients(inputs=g @ w.T, weights=x.T @ g, offsets=g.sum(axis=0))


@dataclass(frozen=True, slots=True)
class Network:
    """A classifier of two classes: a layer, tanh, and a layer with one unit.

    Attributes:
        hidden_weights: (D, H).
        hidden_offsets: (H,).
        output_weights: (H, 1).
        output_offsets: (1,).
    """

    hidden_weights: Array
    hidden_offsets: Array
    output_weights: Array
    output_offsets: Array

    @classmethod
    def draw(cls, inputs: int, hidden: int, rng: np.random.Generator) -> "Network":
        """Return a network with weights of variance 1 / (number of inputs of their layer)."""
        return cls(
            rng.standard_normal((inputs, hidden)) / np.sqrt(inputs),
            np.zeros(hidden),
            rng.standard_normal((hidden, 1)) / np.sqrt(hidden),
            np.zeros(1),
        )

    def logits(self, inputs: ArrayLike) -> Array:
        """Return the log-odds (N,) of class 1 for samples X (N, D)."""
        active = np.tanh(layer_forward(inputs, self.hidden_weights, self.hidden_offsets))
        return layer_forward(active, self.output_weights, self.output_offsets)[:, 0]

    def loss(self, inputs: ArrayLike, labels: ArrayLike) -> float:
        r"""Return the mean of :math:`\log(1 + e^z) - tz` over the samples, z their log-odds.

        Args:
            inputs: X (N, D).
            labels: t (N,), each 0 or 1.
        """
        z, t = self.logits(inputs), _labels(labels)
        return float(np.mean(np.logaddexp(0, z) - t * z))

    def gradients(self, inputs: ArrayLike, labels: ArrayLike) -> "Network":
        """Return the slopes of the loss at every weight, in the shape of the network.

        Derivation: networks/backpropagation#slope-of-the-loss
        Derivation: networks/backpropagation#back-through-tanh
        """
        x, t = matrix_of("inputs", inputs), _labels(labels)
        active = np.tanh(layer_forward(x, self.hidden_weights, self.hidden_offsets))
        z = layer_forward(active, self.output_weights, self.output_offsets)
        at_logits = (expit(z) - t[:, None]) / t.size
        output = layer_backward(active, self.output_weights, at_logits)
        at_hidden = output.inputs * (1 - active**2)
        hidden = layer_backward(x, self.hidden_weights, at_hidden)
        return Network(hidden.weights, hidden.offsets, output.weights, output.offsets)

    def step(self, gradients: "Network", rate: float) -> "Network":
        """Return the network moved against its gradients by ``rate`` > 0 times their size."""
        moved = [
            getattr(self, field.name) - rate * getattr(gradients, field.name)
            for field in fields(self)
        ]
        return Network(*moved)


def central_difference(
    function: Callable[[Array], float], at: ArrayLike, width: float = 1e-5
) -> Array:
    r"""Return the slopes :math:`(f(x + h e_i) - f(x - h e_i)) / 2h` of a function of an array.

    The error is of order h^2 from the curvature and eps / h from rounding.

    Args:
        function: maps an array of the shape of ``at`` to a number.
        at: x, any shape.
        width: h > 0.
    """
    h = number_of("width", width)
    if h <= 0:
        raise ValueError(f"width must be positive, got {h}")
    x = np.array(at, dtype=float)
    slopes = np.empty_like(x)
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + h
        above = function(x)
        x[place] = kept - h
        slopes[place] = (above - function(x)) / (2 * h)
        x[place] = kept
    return slopes


def _fit(inputs: Array, weights: Array) -> None:
    if inputs.shape[1] != weights.shape[0]:
        raise ValueError(
            f"weights must have one row for each of {inputs.shape[1]} features, got {weights.shape}"
        )


def _labels(labels: ArrayLike) -> Array:
    t = vector_of("labels", labels)
    if not np.isin(t, (0, 1)).all():
        raise ValueError(f"labels must be 0 or 1, got {np.unique(t)}")
    return t
