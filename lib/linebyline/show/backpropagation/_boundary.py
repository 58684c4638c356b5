"""How a small network learns to part two moons."""

from functools import cache

import numpy as np
from scipy.special import expit
from sklearn.datasets import make_moons

from linebyline._arguments import Array
from linebyline.networks.backpropagation import Network
from linebyline.show.scene import Cells, Dot, Readout, Scene

_RATE, _EVERY, _MOST = 1.0, 20, 400
_LOW, _HIGH, _GRID = (-1.5, -1.0), (2.5, 1.5), (32, 20)


def boundary(step: float = 400.0) -> Scene:
    """Draw the two moons, and the class that the network sees everywhere after some steps.

    Args:
        step: number of steps of gradient descent, 0 to 400; a multiple of 20 is shown.
    """
    samples, labels = moons()
    network = trained()[round(step / _EVERY)]
    shares = 2 * expit(network.logits(_grid())) - 1
    rows = shares.reshape(_GRID[1], _GRID[0])
    right = float(np.mean((network.logits(samples) > 0) == (labels == 1)))
    dots = tuple(
        Dot((float(x), float(y)), "first" if label else "second", hollow=not label)
        for (x, y), label in zip(samples, labels, strict=True)
    )
    cells = Cells(_LOW, _HIGH, tuple(tuple(map(float, 0.6 * row)) for row in rows), "first")
    readouts = (
        Readout("steps", step, digits=0),
        Readout("loss", network.loss(samples, labels), "accent", digits=3),
        Readout("samples on the right side", 100 * right, "accent", "%", digits=0),
    )
    alt = (
        "Two interleaved half moons of points. The plane is shaded by the class that the network "
        "sees there: first a straight edge, in the end a curve between the moons."
    )
    return Scene((_LOW[0], _HIGH[0], _LOW[1], _HIGH[1]), (cells, *dots), readouts, alt)


def moons() -> tuple[Array, Array]:
    """Return 100 noisy samples (100, 2) of two half moons, and their labels (100,)."""
    samples, labels = make_moons(100, noise=0.15, random_state=0)
    return samples, labels.astype(float)


@cache
def trained() -> tuple[Network, ...]:
    """Return the network after 0, 20, 40, ... 400 steps."""
    samples, labels = moons()
    network = Network.draw(2, 12, np.random.default_rng(1))
    kept = [network]
    for step in range(1, _MOST + 1):
        network = network.step(network.gradients(samples, labels), _RATE)
        if step % _EVERY == 0:
            kept.append(network)
    return tuple(kept)


def _grid() -> Array:
    """Centers of the cells, row by row from the top."""
    halves = [(high - low) / (2 * n) for low, high, n in zip(_LOW, _HIGH, _GRID, strict=True)]
    xs, ys = (
        np.linspace(low + half, high - half, n)
        for low, high, half, n in zip(_LOW, _HIGH, halves, _GRID, strict=True)
    )
    return np.stack([part.ravel() for part in np.meshgrid(xs, ys[::-1])], axis=1)
