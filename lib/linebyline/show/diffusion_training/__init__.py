"""The figures of the chapter generative/diffusion_training."""

from linebyline.show.diffusion_training._from_noise import from_noise
from linebyline.show.diffusion_training._loss_weights import loss_weights
from linebyline.show.diffusion_training._variances import variances

__all__ = ["from_noise", "loss_weights", "variances"]
