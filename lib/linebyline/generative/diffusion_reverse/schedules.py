"""The numbers of a schedule that the reverse chain needs at one step."""

from typing import NamedTuple

from numpy.typing import ArrayLike

from linebyline.generative.diffusion_forward import backward_factors, betas_of, signal_shares


class Step(NamedTuple):
    """A step t of a diffusion.

    Attributes:
        beta: variance of the noise that the step adds.
        alpha: 1 - beta.
        kept: share of the signal's variance after the step, the product of all alphas so far.
        kept_before: the same before the step; 1 before the first.
    """

    beta: float
    alpha: float
    kept: float
    kept_before: float

    @property
    def posterior_variance(self) -> float:
        """Variance of x_{t-1} given x_t and x_0; zero at the first step.

        Derivation: generative/diffusion_reverse#posterior
        """
        return backward_factors(self.beta, self.kept_before, self.kept)[2]

    @property
    def posterior_weights(self) -> tuple[float, float]:
        """Factors of x_t and of x_0 in the mean of x_{t-1} given both.

        Derivation: generative/diffusion_reverse#posterior
        """
        return backward_factors(self.beta, self.kept_before, self.kept)[:2]


def steps(betas: ArrayLike) -> list[Step]:
    """Return all steps of a schedule (T,), from t = 1 to t = T."""
    values, kept = betas_of(betas), signal_shares(betas)
    return [
        Step(float(beta), float(1 - beta), float(kept[t + 1]), float(kept[t]))
        for t, beta in enumerate(values)
    ]


def step_of(betas: ArrayLike, t: int) -> Step:
    """Return step t, counted from 1.

    Raises:
        ValueError: if there is no step t.
    """
    every = steps(betas)
    if not 1 <= t <= len(every):
        raise ValueError(f"t must be one of the steps 1, ..., {len(every)}, got {t}")
    return every[t - 1]
