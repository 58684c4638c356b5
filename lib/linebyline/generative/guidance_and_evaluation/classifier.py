"""A classifier out of a model that makes noise predictions for each class."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import softmax

from linebyline._arguments import Array, matrix_of, number_of, vector_of
from linebyline.generative.diffusion_forward import signal_shares


def class_probabilities(
    errors: ArrayLike, weights: ArrayLike, priors: ArrayLike | None = None
) -> Array:
    r"""Return softmax over classes of :math:`\log p(c) - \sum_t w_t e_{ct}`.

    Args:
        errors: mean squared noise errors (C, T), one row a class.
        weights: (T,); those of the evidence bound, see
            ``diffusion_training.bound_weights``, 1/T each for the plain mean.
        priors: of the classes (C,), positive with sum one; all equal if left out.

    Returns:
        The probabilities (C,).

    Raises:
        ValueError: if the sizes do not fit, or the priors are no probabilities.

    Derivation: generative/guidance_and_evaluation#softmax
    """
    e, w = matrix_of("errors", errors), vector_of("weights", weights)
    if w.size != e.shape[1]:
        raise ValueError(
            f"weights must have one entry for each of {e.shape[1]} steps, got {w.size}"
        )
    count = len(e)
    p = np.full(count, 1 / count) if priors is None else vector_of("priors", priors)
    if p.size != count or (p <= 0).any() or abs(p.sum() - 1) > 1e-9:
        raise ValueError(f"priors must be {count} positive numbers with sum one, got {p.tolist()}")
    return np.asarray(softmax(np.log(p) - e @ w))


def gaussian_errors(x: float, centers: ArrayLike, betas: ArrayLike) -> Array:
    r"""Return the exact mean squared noise errors for classes N(c, 1) with the best predictor.

    .. math:: \bar\alpha_t^2 + \bar\alpha_t (1 - \bar\alpha_t) (x - c)^2

    Args:
        x: the point to classify.
        centers: c of the classes (C,).
        betas: the schedule (T,).

    Returns:
        (C, T).

    Derivation: generative/guidance_and_evaluation#gaussian-error
    """
    kept = signal_shares(betas)[1:]
    gaps = (number_of("x", x) - vector_of("centers", centers)) ** 2
    return np.asarray(kept**2 + kept * (1 - kept) * gaps[:, None])


def sampled_errors(
    predictors: Sequence[Callable[[Array, float], Array]],
    x: ArrayLike,
    betas: ArrayLike,
    draws: int,
    rng: np.random.Generator,
) -> Array:
    """Return mean squared noise errors (C, T) from draws of the noise, the same for all classes.

    Args:
        predictors: one a class, from points (N, D) and the share of signal to their noise (N, D).
        x: the point to classify (D,).
        betas: the schedule (T,).
        draws: how many noises for each step.
        rng: the source of the noise.
    """
    point = vector_of("x", x)
    rows = []
    for kept in signal_shares(betas)[1:].tolist():
        noise = rng.standard_normal((draws, point.size))
        noisy = np.sqrt(kept) * point + np.sqrt(1 - kept) * noise
        rows.append([((noise - p(noisy, kept)) ** 2).sum(1).mean() for p in predictors])
    return np.array(rows).T
