"""What sampling does to the bound, and to a score that is fitted to noisy samples."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of, vector_of
from linebyline.generative.diffusion_reverse.bounds import ReverseModel
from linebyline.generative.diffusion_reverse.schedules import Step, steps


def gaussian_reverse(mean: float, variance: float, betas: ArrayLike) -> ReverseModel:
    """Return the true reverse chain for data N(mean, variance).

    Args:
        mean: of the data.
        variance: of the data, positive.
        betas: the schedule (T,).

    Raises:
        ValueError: if the variance is not positive.

    Derivation: generative/diffusion_reverse#true-variance
    """
    if number_of("variance", variance) <= 0:
        raise ValueError(f"variance must be positive, got {variance}")
    rows = []
    for step in steps(betas):
        before = step.kept_before * variance + 1 - step.kept_before
        total = step.alpha * before + step.beta
        slope = np.sqrt(step.alpha) * before / total
        start = np.sqrt(step.kept_before) * mean
        rows.append(
            (slope, start - slope * np.sqrt(step.alpha) * start, before * step.beta / total)
        )
    slopes, offsets, variances = np.array(rows).T
    return ReverseModel(slopes, offsets, variances)


def bound_draws(
    x_0: float,
    betas: ArrayLike,
    model: ReverseModel,
    num: int,
    rng: np.random.Generator,
    *,
    shared: bool,
) -> tuple[Array, Array]:
    """Draw the sum of the middle terms of both decompositions of the evidence bound.

    Args:
        x_0: where the chain starts.
        betas: the schedule (T,), with T at least 2.
        model: the reverse chain.
        num: how many draws.
        rng: the source of the noise.
        shared: whether all terms of a draw see one trajectory, or each sees its own.

    Returns:
        The sums (num,) of the consistency terms and of the denoising terms, with their signs in
        the bound.
    """
    every = steps(betas)
    first, second = np.zeros(num), np.zeros(num)
    path = _path(x_0, every, num, rng)
    for t in range(1, len(every)):
        if not shared:
            path[:, : t + 2] = _path(x_0, every[: t + 1], num, rng)
        x_before, x, x_after = path[:, t - 1], path[:, t], path[:, t + 1]
        step = every[t - 1]
        first += _log_normal(x, *_backward(model, x_after, t + 1))
        first -= _log_normal(x, np.sqrt(step.alpha) * x_before, step.beta)
        second -= _divergence(every[t], x_0, x_after, *_backward(model, x_after, t + 1))
    return first, second


def fit_score(
    samples: ArrayLike,
    sigma: float,
    rng: np.random.Generator,
    *,
    bumps: int = 40,
    ridge: float = 1e-4,
    copies: int = 20,
) -> Callable[[ArrayLike], Array]:
    """Fit the score of samples with noise, by predicting the noise with Gaussian bumps.

    Args:
        samples: numbers (N,).
        sigma: standard deviation of the noise, positive.
        rng: the source of the noise.
        bumps: how many bumps, side by side over all noisy samples.
        ridge: weight of the squared coefficients.
        copies: how many noisy copies of every sample are used.

    Returns:
        The fitted score, from numbers (M,) to numbers (M,).

    Raises:
        ValueError: if sigma is not positive.
    """
    clean = np.tile(vector_of("samples", samples), copies)
    if number_of("sigma", sigma) <= 0:
        raise ValueError(f"sigma must be positive, got {sigma}: without noise nothing is fitted")
    noise = rng.standard_normal(clean.size)
    noisy = clean + sigma * noise
    middles = np.linspace(noisy.min(), noisy.max(), bumps)
    width = 1.5 * (middles[1] - middles[0])

    def features(x: ArrayLike) -> Array:
        gaps = (np.asarray(x, dtype=np.float64)[:, None] - middles) / width
        return np.asarray(np.exp(-0.5 * gaps**2))

    design = features(noisy)
    normal = design.T @ design / clean.size + ridge * np.eye(bumps)
    weights = np.linalg.solve(normal, design.T @ (-noise / sigma) / clean.size)
    return lambda x: np.asarray(features(x) @ weights)


def _path(x_0: float, every: list[Step], num: int, rng: np.random.Generator) -> Array:
    path = [np.full(num, float(x_0))]
    for step in every:
        noise = rng.standard_normal(num)
        path.append(np.sqrt(step.alpha) * path[-1] + np.sqrt(step.beta) * noise)
    return np.stack(path, axis=1)


def _backward(model: ReverseModel, x: Array, t: int) -> tuple[Array, float]:
    return model.slopes[t - 1] * x + model.offsets[t - 1], float(model.variances[t - 1])


def _log_normal(x: Array, mean: Array, variance: float) -> Array:
    return np.asarray(-0.5 * (np.log(2 * np.pi * variance) + (x - mean) ** 2 / variance))


def _divergence(step: Step, x_0: float, x: Array, mean: Array, variance: float) -> Array:
    """Divergence of q(x_{t-1} | x_t, x_0) from N(mean, variance)."""
    of_end, of_start = step.posterior_weights
    true = of_end * x + of_start * x_0
    share = step.posterior_variance / variance
    return np.asarray(0.5 * (share - 1 - np.log(share) + (true - mean) ** 2 / variance))
