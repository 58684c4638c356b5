"""One set of coordinates in which samples of a model are compared with data."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of
from linebyline.generative.discrepancy import (
    median_width,
    permuted_mmd,
    squared_mmd,
)
from linebyline.generative.guidance_and_evaluation.frechet import (
    expected_squared_frechet,
    moments_of,
    squared_frechet,
)


class Yardstick(NamedTuple):
    """Principal components of training data, and the kernel's width in them.

    Attributes:
        center: mean of the training data (D,).
        axes: directions (D, K) of largest variance, of length one.
        variances: of the training data along them (K,).
        width: of the kernel, the median distance in these coordinates.
    """

    center: Array
    axes: Array
    variances: Array
    width: float

    def features(self, x: ArrayLike) -> Array:
        """Return the coordinates (N, K) of points (N, D)."""
        return np.asarray((matrix_of("x", x) - self.center) @ self.axes)

    def frechet(self, x: ArrayLike, y: ArrayLike) -> float:
        """Return the squared Fréchet distance of two samples (N, D) and (M, D)."""
        return squared_frechet(moments_of(self.features(x)), moments_of(self.features(y)))

    def mmd(self, x: ArrayLike, y: ArrayLike) -> float:
        """Return the squared kernel discrepancy of two samples (N, D) and (M, D)."""
        return squared_mmd(self.features(x), self.features(y), self.width)

    def frechet_by_chance(self, num: int, other: int) -> float:
        """Return what samples of one Gaussian are expected to show, to first order."""
        return expected_squared_frechet(self.variances, num, other)

    def mmd_by_chance(
        self, x: ArrayLike, y: ArrayLike, num: int, rng: np.random.Generator
    ) -> Array:
        """Return discrepancies (num,) after dealing the points of both samples anew."""
        return permuted_mmd(self.features(x), self.features(y), self.width, num, rng)


def yardstick(train: ArrayLike, size: int = 20) -> Yardstick:
    """Return the principal components of training data (N, D).

    Raises:
        ValueError: if there are fewer than ``size`` directions of positive variance.
    """
    x = matrix_of("train", train)
    center = x.mean(axis=0)
    _, stretches, rows = np.linalg.svd(x - center, full_matrices=False)
    variances = stretches[:size] ** 2 / max(len(x) - 1, 1)
    if len(variances) < size or variances[-1] <= 1e-12 * variances[0]:
        raise ValueError(f"data of shape {x.shape} do not vary in {size} directions")
    axes = rows[:size].T
    return Yardstick(center, axes, variances, median_width((x - center) @ axes))
