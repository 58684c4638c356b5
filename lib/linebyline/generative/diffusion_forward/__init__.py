"""Noise added in steps or in one jump, and taken off again: generative/diffusion_forward."""

from linebyline.generative.diffusion_forward._gaussian import GaussianReverse, gaussian_reverse
from linebyline.generative.diffusion_forward._noising import jump, noise_step, walk
from linebyline.generative.diffusion_forward._reverse import (
    backward_factors,
    backward_moments,
    empirical_denoiser,
    reverse_walk,
)
from linebyline.generative.diffusion_forward._schedules import (
    betas_of,
    cosine_schedule,
    linear_schedule,
    noise_weights,
    signal_shares,
    signal_to_noise,
)

__all__ = [
    "GaussianReverse", "backward_factors", "backward_moments", "betas_of", "cosine_schedule",
    "empirical_denoiser", "gaussian_reverse", "jump", "linear_schedule", "noise_step",
    "noise_weights", "reverse_walk", "signal_shares", "signal_to_noise", "walk",
]  # fmt: skip
