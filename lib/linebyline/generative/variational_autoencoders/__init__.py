"""Variational autoencoders: bounds, gradients and a model with exact answers, in NumPy.

The networks, which need torch, are in :mod:`.networks`; only those who import it load torch.
"""

from linebyline.generative.variational_autoencoders._gradients import (
    divergence_from_prior,
    pathwise_gradients,
    score_gradients,
)
from linebyline.generative.variational_autoencoders._linear_gaussian import (
    BoundTerms,
    LinearGaussian,
)
from linebyline.generative.variational_autoencoders._mixture_prior import MixturePrior

__all__ = [
    "BoundTerms", "LinearGaussian", "MixturePrior", "divergence_from_prior",
    "pathwise_gradients", "score_gradients",
]  # fmt: skip
