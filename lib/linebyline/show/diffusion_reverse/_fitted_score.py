"""A score fitted to samples, beside the exact one: good only where samples fall."""

from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.diffusion_reverse import Mixture, fit_score, mixture
from linebyline.show.marks import area_under, axes, points
from linebyline.show.scene import Label, Mark, Polyline, Readout, Scene

_DATA = mixture([0.5, 0.5], [[-1.5], [1.5]], 0.1)
_GRID = np.linspace(-3, 3, 81)
_HIGH = 6.0


def fitted_score(sigma: float = 0.2) -> Scene:
    """Draw the exact and the fitted score of two blobs on a line, both with noise.

    Args:
        sigma: standard deviation of the noise, in [0.1, 1.5].
    """
    noisy = Mixture(_DATA.weights, _DATA.centers, _DATA.variance + sigma**2)
    exact = noisy.score(_GRID[:, None])[:, 0]
    fitted = fit_score(_samples(), sigma, np.random.default_rng(0))(_GRID)
    density = np.exp(noisy.log_density(_GRID[:, None]))
    worst = np.abs(_GRID) < 0.5
    hill = Polyline(points(_GRID.tolist(), (3 * density - _HIGH).tolist()), "guide")
    marks: list[Mark] = [
        area_under(hill, -_HIGH),
        hill,
        *axes((-3.0, -_HIGH), (3.1, 7.2), y="score", x_ticks=(-1.5, 0, 1.5), y_ticks=(-4, 0, 4)),
        Label((2.9, -_HIGH), "x", "guide", (0.0, -0.9)),
        _line(exact, "first"),
        _line(fitted, "second"),
        Label((3.1, 7.2), "exact", "first", (-0.5, -0.4), math=False),
        Label((3.1, 7.2), "fitted", "second", (-0.5, -1.6), math=False),
        Label((3.1, 7.2), "density", "guide", (-0.5, -2.8), math=False),
    ]
    weights = density / density.sum()
    readouts = (
        Readout("error where the data lie", float(np.sqrt(weights @ (fitted - exact) ** 2)), "ink"),
        Readout(
            "largest error between the blobs",
            float(np.abs(fitted - exact)[worst].max()),
            "warning",
        ),
        Readout("density between the blobs", float(density[len(density) // 2]), "guide", digits=3),
    )
    alt = (
        "Two curves of the score over a density with two hills: the fitted one follows the exact "
        "one on the hills, and leaves it between them when there is little noise."
    )
    return Scene((-3.4, 3.3, -7.0, 7.5), tuple(marks), readouts, alt, aspect=1.6)


def _line(values: Array, role: str) -> Polyline:
    held = np.clip(values, -_HIGH, _HIGH)
    return Polyline(points(_GRID.tolist(), held.tolist()), role)


@cache
def _samples() -> Array:
    return _DATA.sample(500, np.random.default_rng(0))[:, 0]
