"""The figures of the chapter generative/diffusion_reverse."""

from linebyline.show.diffusion_reverse._back_one_step import BETAS, back_one_step
from linebyline.show.diffusion_reverse._fitted_score import fitted_score
from linebyline.show.diffusion_reverse._step_costs import POINT, SCHEDULE, step_costs
from linebyline.show.diffusion_reverse._three_noises import BLOBS, three_noises

__all__ = [
    "BETAS", "BLOBS", "POINT", "SCHEDULE", "back_one_step", "fitted_score", "step_costs",
    "three_noises",
]  # fmt: skip
