"""Gaussian data, where the way back is known exactly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of
from linebyline.generative.diffusion_forward._schedules import signal_shares


@dataclass(frozen=True, slots=True)
class GaussianReverse:
    """The laws of x_{t-1} given x_t, one for each t = 1..T.

    Attributes:
        gains: (T,), the factor of x_t in the mean.
        offsets: (T,), what is added to it.
        variances: (T,).
    """

    gains: Array
    offsets: Array
    variances: Array

    def marginal(self) -> tuple[float, float]:
        """Return mean and variance of x_0, if x_T is standard normal and steps follow the laws."""
        mean, variance = 0.0, 1.0
        for gain, offset, added in self._backward():
            mean, variance = gain * mean + offset, gain**2 * variance + added
        return mean, variance

    def sample(self, count: int, *, rng: np.random.Generator) -> Array:
        """Return samples (N,) of x_0, drawn step by step from a standard normal x_T."""
        x = rng.standard_normal(count)
        for gain, offset, added in self._backward():
            x = gain * x + offset + np.sqrt(added) * rng.standard_normal(count)
        return x

    def _backward(self) -> list[tuple[float, float, float]]:
        columns = (self.gains, self.offsets, self.variances)
        return list(zip(*(column[::-1].tolist() for column in columns), strict=True))


def gaussian_reverse(mean: float, variance: float, betas: ArrayLike) -> GaussianReverse:
    r"""Return the exact laws of x_{t-1} given x_t, for numbers x_0 ~ N(m, v).

    Before step t the number is Gaussian with moments :math:`\sqrt{\bar\alpha_{t-1}} m` and
    :math:`s = 1 + \bar\alpha_{t-1} (v - 1)`, and with it

    .. math:: \text{gain} = \frac{\sqrt{\alpha_t}\, s}{\alpha_t s + 1 - \alpha_t}, \qquad
        \text{variance} = \frac{(1 - \alpha_t)\, s}{\alpha_t s + 1 - \alpha_t} .

    Args:
        mean: m.
        variance: v > 0.
        betas: the noise variances (T,), each in (0, 1).

    Raises:
        ValueError: if v is not positive, or a noise variance lies outside of (0, 1).

    Derivation: generative/diffusion_forward#gaussian-backward
    """
    m, v = number_of("mean", mean), number_of("variance", variance)
    if v <= 0:
        raise ValueError(f"variance must be positive, got {v}")
    shares = signal_shares(betas)
    before = shares[:-1]
    alphas = shares[1:] / before
    means, spreads = np.sqrt(before) * m, 1 + before * (v - 1)
    total = alphas * spreads + 1 - alphas
    gains = np.sqrt(alphas) * spreads / total
    offsets = means - gains * np.sqrt(alphas) * means
    return GaussianReverse(gains, offsets, (1 - alphas) * spreads / total)
