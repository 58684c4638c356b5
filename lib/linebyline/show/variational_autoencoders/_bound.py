"""The evidence lower bound, part by part, while the encoder is off."""

import math

import numpy as np

from linebyline._arguments import Array
from linebyline.generative.variational_autoencoders import LinearGaussian
from linebyline.show.marks import area_under, bar, points
from linebyline.show.scene import Label, Mark, Polyline, Readout, Scene

MODEL, SAMPLE = LinearGaussian([[1.0]], [0.0], 0.5), [1.5]
_SHOWN = np.linspace(-2.0, 3.6, 85)
_BASE = 4.2  # where the upper panel begins, in nats of the lower one


def bound_terms(m: float = 0.2, sigma: float = 1.2) -> Scene:
    """Draw q = N(m, sigma^2) above the exact posterior, and the parts of minus the bound.

    The model is z ~ N(0, 1), x | z ~ N(z, 1/2), seen at x = 1.5.

    Args:
        m: mean of q, in [-0.4, 2.4].
        sigma: its standard deviation, in [0.3, 1.3].
    """
    terms = MODEL.terms(SAMPLE, [m], [sigma**2])
    cost, surprise = -terms.reconstruction, -terms.evidence
    centre, covariance = MODEL.posterior(SAMPLE)
    exact = _bell(float(centre[0]), math.sqrt(covariance[0, 0]), "first")
    prior = _bell(0.0, 1.0, "guide", dashed=True)
    marks: list[Mark] = [
        Polyline(((-2.0, _BASE), (3.6, _BASE)), "guide", "thin"),
        prior, area_under(exact, _BASE), exact, _bell(m, sigma, "second"),
        Label((3.6, _BASE + 1.9), "posterior", "first", (0.5, 0.0), math=False),
        Label((3.6, _BASE + 1.3), "encoder", "second", (0.5, 0.0), math=False),
        Label((3.6, _BASE + 0.7), "prior", "guide", (0.5, 0.0), math=False),
        Label((3.6, _BASE), "z", "guide", (0.5, 0.0)),
        Polyline(((-2.0, 0.0), (3.6, 0.0)), "guide", "thin"),
        *bar(-1.2, 0.9, cost, "second"),
        *bar(0.2, 0.9, terms.divergence, "accent"),
        *bar(2.2, 0.9, cost, "second"),
        *bar(2.2, 0.9, cost + terms.divergence, "accent", base=cost),
        Polyline(((1.45, surprise), (2.95, surprise)), "first", "bold"),
        Label((-1.2, 0.0), "picture", "second", (0.0, -0.9), math=False),
        Label((0.2, 0.0), "code", "accent", (0.0, -0.9), math=False),
        Label((2.2, 0.0), "both", "ink", (0.0, -0.9), math=False),
        Label((4.1, 0.0), "cost in nats", "guide", (0.0, -0.9), math=False),
        Label((2.95, surprise), "−log p(x)", "first", (0.5, 0.0)),
    ]  # fmt: skip
    readouts = (
        Readout("picture: reconstruction cost", cost, "second", digits=3),
        Readout("code: divergence from the prior", terms.divergence, "accent", digits=3),
        Readout("−ELBO", -terms.bound, "ink", digits=3),
        Readout("gap", terms.gap, "warning", digits=3,
                note="nearly the posterior" if terms.gap < 0.005 else ""),
        Readout("−log p(x)", surprise, "first", digits=3),
    )  # fmt: skip
    alt = (
        "Above, the bells of prior, posterior and encoder. Below, bars for the cost of the picture "
        "and of the code, stacked on the right: their top lies above minus the "
        "log-evidence by the gap, and touches it where the encoder is the posterior."
    )
    return Scene((-2.1, 5.4, -0.9, 6.6), tuple(marks), readouts, alt, aspect=1.35)


def _bell(mean: float, deviation: float, role: str, *, dashed: bool = False) -> Polyline:
    heights: Array = np.exp(-0.5 * ((_SHOWN - mean) / deviation) ** 2) / deviation
    heights = heights / math.sqrt(2 * math.pi)
    return Polyline(points(_SHOWN, _BASE + 1.6 * heights), role, dashed=dashed)
