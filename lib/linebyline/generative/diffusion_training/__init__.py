"""Training a diffusion, in torch: losses, networks, and the samplers that use them.

Everything runs where its inputs are. Random numbers come from the generator that is passed, on
its own device, so that a generator on the CPU gives every device the same numbers.
"""

from linebyline.generative.diffusion_training.losses import (
    bound_terms,
    bound_weights,
    prior_divergence,
    round_divergence,
    simple_loss,
    simple_weights,
)
from linebyline.generative.diffusion_training.networks import PointNetwork, UNet, time_features
from linebyline.generative.diffusion_training.predictions import (
    Prediction,
    noise_from,
    noise_predictor,
    start_from,
    target_of,
)
from linebyline.generative.diffusion_training.process import Process
from linebyline.generative.diffusion_training.sampling import ancestral_sample, ddim_sample
from linebyline.generative.diffusion_training.training import drawn_loss, train

__all__ = [
    "PointNetwork", "Prediction", "Process", "UNet", "ancestral_sample", "bound_terms",
    "bound_weights", "ddim_sample", "drawn_loss", "noise_from", "noise_predictor",
    "prior_divergence", "round_divergence", "simple_loss", "simple_weights", "start_from",
    "target_of", "time_features", "train",
]  # fmt: skip
