"""How to steer a generative model, to measure it, and to classify with it, in NumPy.

The model of digits, which needs torch, is in :mod:`.digits`; only those who import it load torch.
"""

from linebyline.generative.discrepancy import (
    kernel_matrix,
    median_width,
    permuted_mmd,
    squared_mmd,
    standard_error,
)
from linebyline.generative.guidance_and_evaluation.classifier import (
    class_probabilities,
    gaussian_errors,
    sampled_errors,
)
from linebyline.generative.guidance_and_evaluation.frechet import (
    Moments,
    expected_squared_frechet,
    moments,
    moments_of,
    squared_frechet,
    symmetric_root,
    transport_map,
)
from linebyline.generative.guidance_and_evaluation.guidance import (
    LabelledMixture,
    guided,
    langevin,
)
from linebyline.generative.guidance_and_evaluation.yardstick import Yardstick, yardstick

__all__ = [
    "LabelledMixture", "Moments", "Yardstick", "class_probabilities",
    "expected_squared_frechet", "gaussian_errors", "guided", "kernel_matrix", "langevin",
    "median_width", "moments", "moments_of", "permuted_mmd", "sampled_errors", "squared_frechet",
    "squared_mmd", "standard_error", "symmetric_root", "transport_map", "yardstick",
]  # fmt: skip
