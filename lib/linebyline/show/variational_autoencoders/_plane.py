"""The plane of codes: where digits land, and what is drawn from every place of it."""

import math
from functools import cache

import numpy as np
import torch

from linebyline._arguments import Array
from linebyline.generative.variational_autoencoders import digits, networks
from linebyline.show.marks import points
from linebyline.show.scene import Arrow, Cells, Dot, Label, Mark, Polyline, Readout, Scene

_REACH = 3.2  # of the plane, in each direction
_SHOWN = 6  # samples of each digit
_APART = (0.4, 0.65)  # of two written digits, across and up, so that each can be read
_WINDOW = (-4.6, 9.0, -4.6, 3.5)


def plane(a: float = 0.0, b: float = 0.0) -> Scene:
    """Draw the codes of held-out digits, and what the decoder draws at one place.

    Args:
        a: first number of the code, in [-3, 3].
        b: second number.
    """
    shares = _decoded(a, b)
    marks: list[Mark] = [*_frame(), *_codes(), Dot((a, b), "accent"), *_picture(shares, 4.0, 4.8)]
    readouts = (
        Readout("z₁", a, "accent"),
        Readout("z₂", b, "accent"),
        Readout("pixels in doubt", float(np.sum((shares > 0.2) & (shares < 0.8))), "second",
                digits=0),
    )  # fmt: skip
    alt = (
        "A plane with held-out digits written where the encoder puts their means; equal digits "
        "lie together. Beside it, the picture that the decoder draws at the chosen place."
    )
    return Scene(_WINDOW, tuple(marks), readouts, alt)


def workflow(first: float = 0.0, second: float = 0.0) -> Scene:
    """Draw the way of one digit: picture, mean and deviation, a draw, picture.

    Args:
        first: first number of the noise, in [-3, 3].
        second: second number.
    """
    picture, mean, deviation = _one()
    z = (mean[0] + deviation[0] * first, mean[1] + deviation[1] * second)
    shares = _decoded(*z)
    marks: list[Mark] = [
        *_picture(picture, -8.9, 3.4), *_frame(), *_picture(shares, 5.5, 3.4),
        *(_ellipse(mean, deviation, k) for k in (1, 2)),
        Dot((float(mean[0]), float(mean[1])), "first", hollow=True),
        Dot((float(z[0]), float(z[1])), "accent"),
        Label((-7.2, -1.7), "x", "ink", (0.0, -0.9)),
        Label((0.0, 3.2), "z = μ + σ ⊙ ε", "accent", (0.0, -0.9)),
        Label((7.2, -1.7), "x′", "ink", (0.0, -0.9)),
        Arrow((-5.3, 0.0), (-3.4, 0.0), "guide"),
        Label((-5.3, 2.0), "encoder", "first", (0.0, 0.9), math=False),
        Arrow((3.4, 0.0), (5.3, 0.0), "guide"),
        Label((5.3, 2.0), "decoder", "second", (0.0, 0.9), math=False),
    ]  # fmt: skip
    readouts = (
        Readout("z₁", float(z[0]), "accent"),
        Readout("z₂", float(z[1]), "accent"),
        Readout("−log p(x | z)", _cost(*z), "second", " nat", digits=1),
    )
    alt = (
        "Left a picture of a digit, in the middle the plane of codes with the ellipses of one and "
        "two deviations around its mean and a dot drawn from them, right the decoded picture."
    )
    return Scene((-9.2, 9.2, -4.6, 3.5), tuple(marks), readouts, alt)


@cache
def _model() -> networks.VariationalAutoencoder:
    return digits.shipped("vae_plane")


@cache
def _decoded(a: float, b: float) -> Array:
    """Probabilities of ink (8, 8) at one place, in steps of one percent."""
    model = _model()
    with torch.no_grad():
        logits = model.decode(torch.tensor([[a, b]], dtype=torch.float32))
    probs = torch.sigmoid(torch.as_tensor(logits)).reshape(8, 8).numpy()
    return np.asarray(np.round(probs.astype(float), 2))


@cache
def _one() -> tuple[Array, Array, Array]:
    """A held-out digit (8, 8) with mean (2,) and deviation (2,) of its code."""
    model, (x, y) = _model(), digits.held_out()
    with torch.no_grad():
        mean, log_variance = model.encode(x)
        fits = model.decoder.log_density(mean, x)
    # The seven that comes back best.
    k = int(torch.where(y == 7, fits, -torch.inf).argmax())
    x, mean, deviation = x[k], mean[k], torch.exp(0.5 * log_variance[k])
    return tuple(part.numpy().astype(float) for part in (x.reshape(8, 8), mean, deviation))  # type: ignore[return-value]


def _cost(a: float, b: float) -> float:
    model, x = _model(), torch.tensor(_one()[0].reshape(1, 64), dtype=torch.float32)
    with torch.no_grad():
        place = torch.tensor([[a, b]], dtype=torch.float32)
        return -float(model.decoder.log_density(place, x))


@cache
def _codes() -> tuple[Label, ...]:
    model, (x, y) = _model(), digits.bits()
    with torch.no_grad():
        means = model.encode(x[digits.TRAINED_ON :])[0].numpy()
    labels = y[digits.TRAINED_ON :].numpy()
    inside = np.abs(means).max(axis=1) < _REACH - 0.2
    kept: list[int] = []
    for digit in [*range(10)] * _SHOWN:
        for k in np.flatnonzero(inside & (labels == digit)):
            if not (np.abs(means[kept] - means[k]) < _APART).all(axis=1).any():
                kept.append(int(k))
                break
    return tuple(
        Label((float(means[k, 0]), float(means[k, 1])), str(labels[k]), "guide", math=False)
        for k in kept
    )


def _frame() -> list[Mark]:
    side = _REACH
    corners = ((-side, -side), (side, -side), (side, side), (-side, side), (-side, -side))
    return [
        Polyline(corners, "guide", "thin"),
        Label((side - 0.4, -side), "z₁", "guide", (0.0, -0.9)),
        Label((-side, -side + 0.4), "z₂", "guide", (-0.5, 0.0)),
    ]


def _picture(shares: Array, left: float, side: float) -> list[Mark]:
    low, high = (left, -side / 2), (left + side, side / 2)
    edge = (low, (high[0], low[1]), high, (low[0], high[1]), low)
    rows = tuple(tuple(float(share) for share in row) for row in shares)
    return [Cells(low, high, rows, "first"), Polyline(edge, "guide", "thin")]


def _ellipse(mean: Array, deviation: Array, reach: int) -> Polyline:
    turn = np.linspace(0, 2 * math.pi, 65)
    xs = mean[0] + reach * deviation[0] * np.cos(turn)
    ys = mean[1] + reach * deviation[1] * np.sin(turn)
    return Polyline(points(xs, ys), "first", "thin", dashed=reach == 2)
