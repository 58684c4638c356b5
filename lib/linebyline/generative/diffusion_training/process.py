"""The forward process of a schedule, for batches in which every sample has its own step."""

import torch
from numpy.typing import ArrayLike
from torch import Tensor

from linebyline.generative.diffusion_forward import betas_of, signal_shares


class Process:
    """A diffusion of T steps.

    Attributes:
        betas: variances of the steps' noise (T,), in float64; step t has betas[t - 1].
        kept: share of the signal's variance after t = 0, ..., T steps (T + 1,), in float64.
    """

    def __init__(self, betas: ArrayLike) -> None:
        """Hold a schedule.

        Args:
            betas: (T,), each in (0, 1); see ``linear_schedule`` and ``cosine_schedule``.

        Raises:
            ValueError: if one lies outside of (0, 1).
        """
        self.betas = torch.from_numpy(betas_of(betas))
        self.kept = torch.from_numpy(signal_shares(betas))

    @property
    def num_steps(self) -> int:
        """The number T of steps."""
        return len(self.betas)

    @property
    def posterior_variances(self) -> Tensor:
        """Variances (T,) of x_{t-1} given x_t and x_0; the first is zero.

        Derivation: generative/diffusion_reverse#posterior
        """
        return self.betas * (1 - self.kept[:-1]) / (1 - self.kept[1:])

    @property
    def signal_to_noise(self) -> Tensor:
        """Ratios (T + 1,) kept / (1 - kept) after t = 0, ..., T steps; the first is infinite."""
        return self.kept / (1 - self.kept)

    def to(self, device: torch.device | str) -> "Process":
        """Return the same process on another device."""
        moved = Process.__new__(Process)
        moved.betas, moved.kept = self.betas.to(device), self.kept.to(device)
        return moved

    def kept_at(self, t: Tensor, like: Tensor) -> Tensor:
        """Return the share of signal after t steps, in the shape that multiplies samples.

        Args:
            t: steps (N,), whole numbers in 1..T.
            like: samples (N, ...), whose dtype and number of axes are taken.

        Returns:
            (N, 1, ..., 1).

        Raises:
            ValueError: if a step lies outside of 1..T, or there is not one for each sample.
        """
        return along(self.kept[self.checked(t, like)], like)

    def noised(self, x_0: Tensor, t: Tensor, noise: Tensor) -> Tensor:
        r"""Return :math:`x_t = \sqrt{\bar\alpha_t} x_0 + \sqrt{1 - \bar\alpha_t} \epsilon`.

        Args:
            x_0: samples (N, ...).
            t: steps (N,), whole numbers in 1..T, one for each sample.
            noise: standard normal (N, ...).

        Raises:
            ValueError: if a step lies outside of 1..T, or the shapes do not fit.

        Derivation: generative/diffusion_forward#one-jump
        """
        if noise.shape != x_0.shape:
            raise ValueError(
                f"noise must have the shape of x_0, got {_shape(noise)} for {_shape(x_0)}"
            )
        kept = self.kept_at(t, x_0)
        return kept.sqrt() * x_0 + (1 - kept).sqrt() * noise

    def checked(self, t: Tensor, like: Tensor) -> Tensor:
        """Return the steps t (N,) for samples (N, ...).

        Raises:
            ValueError: if a step lies outside of 1..T, or there is not one for each sample.
        """
        if t.shape != like.shape[:1]:
            raise ValueError(
                f"t must hold one step for each of {len(like)} samples, got shape {_shape(t)}"
            )
        if t.is_floating_point():
            raise ValueError(f"t must hold whole numbers, got {t.dtype}")
        if len(t) and not 1 <= int(t.min()) <= int(t.max()) <= self.num_steps:
            raise ValueError(
                f"t must lie in 1..{self.num_steps}, got {int(t.min())}..{int(t.max())}"
            )
        return t


def along(values: Tensor, like: Tensor) -> Tensor:
    """Return values (N,) as (N, 1, ..., 1), which multiply samples (N, ...) of the same dtype."""
    return values.to(like.dtype).reshape(-1, *[1] * (like.ndim - 1))


def _shape(x: Tensor) -> tuple[int, ...]:
    return tuple(x.shape)
