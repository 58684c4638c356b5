"""Two losses, and the constant that makes each as small as it can be."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import same_size, vector_of


def absolute_loss(predicted: ArrayLike, true: ArrayLike) -> float:
    r"""Return :math:`\sum_i |v_i - t_i|` of two vectors (n,), at least zero.

    Raises:
        ValueError: if the sizes differ.

    Derivation: probability/maximum_likelihood#laplace-noise
    """
    v, t = same_size("predicted", predicted, "true", true)
    return float(np.abs(v - t).sum())


def squared_loss(predicted: ArrayLike, true: ArrayLike) -> float:
    r"""Return :math:`\sum_i (v_i - t_i)^2` of two vectors (n,), the square of their distance.

    Raises:
        ValueError: if the sizes differ.

    Derivation: probability/maximum_likelihood#squared-loss
    """
    v, t = same_size("predicted", predicted, "true", true)
    return float((v - t) @ (v - t))


def mean_squared_error(predicted: ArrayLike, true: ArrayLike) -> float:
    r"""Return :math:`\frac1n \sum_i (v_i - t_i)^2` of two vectors (n,).

    Raises:
        ValueError: if the sizes differ.

    Derivation: probability/maximum_likelihood#norm-loss-mean
    """
    return squared_loss(predicted, true) / len(vector_of("true", true))


def best_constant(values: ArrayLike, loss: Literal["absolute", "squared"]) -> float:
    """Return the number that is nearest to all values at once, by a loss.

    Args:
        values: (n,).
        loss: "squared", whose best constant is the mean, or "absolute", for which it is the
            median; where the two middle values differ, their midpoint is returned, one of many.

    Raises:
        ValueError: if the loss has another name.

    Derivation: probability/maximum_likelihood#median
    """
    v = vector_of("values", values)
    if loss == "squared":
        return float(v.mean())
    if loss == "absolute":
        return float(np.median(v))
    raise ValueError(f'loss must be "absolute" or "squared", got {loss!r}')
