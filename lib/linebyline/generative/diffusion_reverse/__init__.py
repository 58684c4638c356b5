"""The reverse chain of a diffusion: its posterior, its samplers, its evidence bound, exactly."""

from linebyline.generative.diffusion_reverse.bounds import (
    BoundTerms,
    ReverseModel,
    evidence_bound,
    first_form,
    first_form_as_printed,
    forward_moments,
    log_evidence,
    reverse_model,
    second_form,
)
from linebyline.generative.diffusion_reverse.estimation import (
    bound_draws,
    fit_score,
    gaussian_reverse,
)
from linebyline.generative.diffusion_reverse.mixtures import (
    Mixture,
    exact_noise,
    exact_start,
    mixture,
    reverse_step,
)
from linebyline.generative.diffusion_reverse.posterior import Posterior, mean_by_noise, posterior
from linebyline.generative.diffusion_reverse.sampling import (
    ancestral_path,
    chain_moments,
    noise_scale,
)
from linebyline.generative.diffusion_reverse.schedules import Step, step_of, steps

__all__ = [
    "BoundTerms",
    "Mixture",
    "Posterior",
    "ReverseModel",
    "Step",
    "ancestral_path",
    "bound_draws",
    "chain_moments",
    "evidence_bound",
    "exact_noise",
    "exact_start",
    "first_form",
    "first_form_as_printed",
    "fit_score",
    "forward_moments",
    "gaussian_reverse",
    "log_evidence",
    "mean_by_noise",
    "mixture",
    "noise_scale",
    "posterior",
    "reverse_model",
    "reverse_step",
    "second_form",
    "step_of",
    "steps",
]
