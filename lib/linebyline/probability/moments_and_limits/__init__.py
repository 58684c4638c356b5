"""Moments of samples, what becomes of means, stable laws, and distances made of covariances."""

from linebyline.probability.moments_and_limits.means import (
    chebyshev_bound,
    running_mean,
    standard_error,
    standardised_sum,
)
from linebyline.probability.moments_and_limits.metric import (
    local_metric,
    path_length,
    shortest_path,
)
from linebyline.probability.moments_and_limits.samples import (
    correlation,
    sample_covariance,
    sample_mean,
    standardised_moment,
)
from linebyline.probability.moments_and_limits.stable import draw_stable, stable_scale

__all__ = [
    "chebyshev_bound",
    "correlation",
    "draw_stable",
    "local_metric",
    "path_length",
    "running_mean",
    "sample_covariance",
    "sample_mean",
    "shortest_path",
    "stable_scale",
    "standard_error",
    "standardised_moment",
    "standardised_sum",
]
