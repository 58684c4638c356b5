"""Two classes on a line: the density that guidance aims at, and what a guided chain samples."""

from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.diffusion_reverse import ancestral_path, mixture
from linebyline.generative.guidance_and_evaluation import LabelledMixture
from linebyline.show.marks import axes, bar, points
from linebyline.show.scene import Label, Mark, Polyline, Readout, Scene

PAIR = LabelledMixture(mixture([0.5, 0.5], [[-1.0], [1.0]], 0.5), np.arange(2))
_GRID = np.linspace(-3.0, 5.0, 161)
_EDGES = np.linspace(-3.0, 5.0, 41)
_BETAS = np.linspace(0.001, 0.15, 80)
_TOP = 0.95


def guided_chain(w: float = 3.0) -> Scene:
    """Draw the right class, the density p(x) p(c | x)^w, and samples of the guided chain.

    Args:
        w: the guidance scale, in [0, 8].
    """
    scale = float(w)
    aim, samples = tilted(_GRID, scale), chain_samples(round(scale, 3))
    heights = np.histogram(samples, _EDGES, density=True)[0]
    given = np.exp(PAIR.given(1).log_density(_GRID[:, None]))
    width = float(_EDGES[1] - _EDGES[0])
    marks: list[Mark] = []
    for left, height in zip(_EDGES[:-1].tolist(), heights.tolist(), strict=True):
        if height > 0.002:
            marks += bar(left + width / 2, width, min(height, _TOP), "second")[:1]
    marks += [
        *axes((-3.0, 0.0), (5.1, _TOP), x="x", y="density",
              x_ticks=(-2, -1, 0, 1, 2, 3, 4), y_ticks=(0.5,)),
        Polyline(points(_GRID.tolist(), given.tolist()), "guide", dashed=True),
        Polyline(points(_GRID.tolist(), aim.tolist()), "first"),
        Label((-3.0, _TOP), "aimed at", "first", (0.6, -1.7), math=False),
        Label((-3.0, _TOP), "sampled", "second", (0.6, -2.9), math=False),
        Label((-3.0, _TOP), "the class", "guide", (0.6, -4.1), math=False),
    ]  # fmt: skip
    step = float(_GRID[1] - _GRID[0])
    readouts = (
        Readout("mean aimed at", float(aim @ _GRID * step), "first"),
        Readout("mean of the samples", float(samples.mean()), "second"),
        Readout("mean of the class", 1.0, "guide"),
    )
    alt = (
        "A dashed bell for the right class, a curve shifted further right, which is what guidance "
        "aims at, and a histogram of the guided chain beside it."
    )
    return Scene((-3.7, 5.4, -0.1, 1.0), tuple(marks), readouts, alt, aspect=1.6)


def tilted(x: Array, w: float) -> Array:
    """Return p(x) p(c | x)^w for the right class at an even grid, with integral one on it."""
    column = x[:, None]
    logs = PAIR.law.log_density(column) + w * PAIR.log_posterior(column, 1)
    density = np.exp(logs - logs.max())
    return np.asarray(density / (density.sum() * (x[1] - x[0])))


@cache
def chain_samples(w: float) -> Array:
    """Return 2000 samples of the guided reverse chain for the right class."""
    rng = np.random.default_rng(0)
    start = rng.standard_normal((2000, 1))
    path = ancestral_path(lambda x, kept: PAIR.guided_noise(x, kept, 1, w), start, _BETAS, rng)
    return np.asarray(path[-1][:, 0])
