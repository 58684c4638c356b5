"""The evidence bound of a linear Gaussian chain on a line, exactly, in its two decompositions."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, same_size, vector_of
from linebyline.generative.diffusion_forward import betas_of
from linebyline.generative.diffusion_reverse.schedules import steps


class ReverseModel(NamedTuple):
    """A reverse chain: x_T is standard normal, x_{t-1} is normal given x_t.

    Attributes:
        slopes: the mean of x_{t-1} is slopes[t - 1] * x_t + offsets[t - 1] (T,).
        offsets: see above (T,).
        variances: of x_{t-1} given x_t (T,), positive.
    """

    slopes: Array
    offsets: Array
    variances: Array


class BoundTerms(NamedTuple):
    """The three parts of a decomposition.

    Attributes:
        reconstruction: the expected log-likelihood of x_0 given x_1.
        prior: what the law of x_T costs, subtracted.
        steps: what the other steps cost (T - 1,), subtracted.
    """

    reconstruction: float
    prior: float
    steps: Array

    @property
    def total(self) -> float:
        """The sum of the parts with their signs."""
        return float(self.reconstruction - self.prior - self.steps.sum())


def reverse_model(slopes: ArrayLike, offsets: ArrayLike, variances: ArrayLike) -> ReverseModel:
    """Return a reverse chain.

    Raises:
        ValueError: if the sizes differ or a variance is not positive.
    """
    slope, offset = same_size("slopes", slopes, "offsets", offsets)
    _, variance = same_size("slopes", slopes, "variances", variances)
    if (variance <= 0).any():
        raise ValueError(f"variances must be positive, got {variance.min()}")
    return ReverseModel(slope, offset, variance)


def forward_moments(x_0: float, betas: ArrayLike) -> tuple[Array, Array]:
    """Return the mean (T + 1,) and covariance (T + 1, T + 1) of x_0, ..., x_T given x_0."""
    values = betas_of(betas)
    kept = np.concatenate(([1.0], np.cumprod(1 - values)))
    later, earlier = np.minimum.outer(kept, kept), np.maximum.outer(kept, kept)
    return x_0 * np.sqrt(kept), np.sqrt(later / earlier) * (1 - earlier)


def log_evidence(x_0: float, model: ReverseModel) -> float:
    """Return log p(x_0), by running the model's moments down the chain."""
    mean, variance = 0.0, 1.0
    for slope, offset, noise in zip(*(row[::-1] for row in model), strict=True):
        mean, variance = slope * mean + offset, slope**2 * variance + noise
    return float(-0.5 * (np.log(2 * np.pi * variance) + (x_0 - mean) ** 2 / variance))


def evidence_bound(x_0: float, betas: ArrayLike, model: ReverseModel) -> float:
    """Return E_q[log p(x_0, ..., x_T) - log q(x_1, ..., x_T | x_0)] from its definition.

    Raises:
        ValueError: if model and schedule differ in size.
    """
    chain = _Chain(x_0, betas, model)
    forward = sum(chain.log_forward(t) for t in range(1, chain.size + 1))
    backward = sum(chain.log_model(t) for t in range(1, chain.size + 1))
    return float(chain.log_prior() + backward - forward)


def first_form(x_0: float, betas: ArrayLike, model: ReverseModel) -> BoundTerms:
    """Return reconstruction, prior and consistency terms.

    Derivation: generative/diffusion_reverse#first-form
    """
    chain = _Chain(x_0, betas, model)
    last = chain.size
    costs = [chain.log_forward(t) - chain.log_model(t + 1) for t in range(1, last)]
    prior = chain.log_forward(last) - chain.log_prior()
    return BoundTerms(chain.log_model(1), prior, np.array(costs))


def first_form_as_printed(x_0: float, betas: ArrayLike, model: ReverseModel) -> BoundTerms:
    """Return the first form with x_t drawn from q(x_t | x_{t-1}) while x_{t+1} is fixed.

    That is a slip, kept to see what it costs.
    """
    chain = _Chain(x_0, betas, model)
    right = first_form(x_0, betas, model)
    extra = [chain.model_gap(t) for t in range(1, chain.size)]
    return right._replace(steps=right.steps + np.array(extra))


def second_form(x_0: float, betas: ArrayLike, model: ReverseModel) -> BoundTerms:
    """Return reconstruction, prior and denoising terms.

    Derivation: generative/diffusion_reverse#second-form
    Source: Ho, Jain and Abbeel (2020), equation 5.
    """
    chain = _Chain(x_0, betas, model)
    spread = chain.cov[-1, -1]
    prior = 0.5 * (spread + chain.mean[-1] ** 2 - 1 - np.log(spread))
    costs = [
        -0.5 * np.log(2 * np.pi * np.e * step.posterior_variance) - chain.log_model(t)
        for t, step in enumerate(steps(betas)[1:], start=2)
    ]
    return BoundTerms(chain.log_model(1), float(prior), np.array(costs))


class _Chain:
    """Expected log-densities under the forward chain from x_0."""

    def __init__(self, x_0: float, betas: ArrayLike, model: ReverseModel) -> None:
        self.betas = betas_of(betas)
        self.size = len(self.betas)
        self.model = model
        if len(vector_of("slopes", model.slopes)) != self.size:
            raise ValueError(f"the model has {len(model.slopes)} steps, the schedule {self.size}")
        self.mean, self.cov = forward_moments(x_0, betas)

    def log_forward(self, t: int) -> float:
        """E log q(x_t | x_{t-1})."""
        return float(-0.5 * np.log(2 * np.pi * np.e * self.betas[t - 1]))

    def log_prior(self) -> float:
        return float(-0.5 * (np.log(2 * np.pi) + self.cov[-1, -1] + self.mean[-1] ** 2))

    def log_model(self, t: int) -> float:
        """E log p(x_{t-1} | x_t)."""
        slope, offset, noise = (row[t - 1] for row in self.model)
        gap = self.mean[t - 1] - slope * self.mean[t] - offset
        spread = (
            self.cov[t - 1, t - 1] + slope**2 * self.cov[t, t] - 2 * slope * self.cov[t - 1, t]
        )
        return float(-0.5 * (np.log(2 * np.pi * noise) + (spread + gap**2) / noise))

    def model_gap(self, t: int) -> float:
        """What E log p(x_t | x_{t+1}) loses if x_t, x_{t+1} are independent given x_{t-1}."""
        slope, _, noise = (row[t] for row in self.model)
        covariance = np.sqrt(1 - self.betas[t]) * self.betas[t - 1]  # given x_{t-1}
        return float(slope * covariance / noise)
