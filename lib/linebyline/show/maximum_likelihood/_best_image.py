"""The one image that is nearest to all images of a digit, by squares or by absolute values."""

from functools import cache

import numpy as np
from sklearn.datasets import load_digits

from linebyline._arguments import Array
from linebyline.probability.maximum_likelihood import best_constant
from linebyline.show.scene import Cells, Label, Mark, Readout, Scene

_BRIGHTEST = 16.0
_SIDE = 8


def best_image(digit: float = 3.0, absolute: bool = False) -> Scene:
    """Draw a sample of a digit and the image with the smallest loss over all samples of it.

    Args:
        digit: a whole number in [0, 9].
        absolute: whether the loss takes absolute values instead of squares.
    """
    images = _images(round(digit))
    best = nearest_image(images, absolute)
    half_lit = float(np.mean((best > 4) & (best < 12)))
    marks: tuple[Mark, ...] = (
        Cells((0.0, 0.0), (8.0, 8.0), _shares(images[0]), "guide"),
        Cells((9.0, 0.0), (17.0, 8.0), _shares(best), "first"),
        Label((4.0, 8.6), "one sample", "guide", math=False),
        Label((13.0, 8.6), "best for all samples", "first", math=False),
    )
    readouts = (
        Readout("absolute loss, per pixel", float(np.abs(images - best).mean()), "second"),
        Readout("squared loss, per pixel", float(np.square(images - best).mean()), "second"),
        Readout("pixels neither dark nor bright", 100 * half_lit, "accent", "%", digits=0),
    )
    kind = "absolute" if absolute else "squared"
    alt = (
        f"Two images of 8 by 8 pixels: a handwritten digit, and the image of smallest {kind} loss "
        f"over all samples of that digit, {'sharp' if absolute else 'blurred'} in comparison."
    )
    return Scene((-0.5, 17.5, -0.5, 9.4), marks, readouts, alt)


def nearest_image(images: Array, absolute: bool) -> Array:
    """Return the image (8, 8) whose pixels are the best constants of the samples (N, 8, 8)."""
    pixels = images.reshape(len(images), -1).T
    best = [best_constant(values, "absolute" if absolute else "squared") for values in pixels]
    return np.array(best).reshape(_SIDE, _SIDE)


@cache
def _images(digit: int) -> Array:
    data = load_digits()
    return np.asarray(data.images[data.target == digit], dtype=np.float64)


def _shares(image: Array) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(entry) for entry in row) for row in image / _BRIGHTEST)
