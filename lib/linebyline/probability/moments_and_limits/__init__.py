"""Moments of samples, what becomes of their means, and distances made of covariances."""

from linebyline.probability.moments_and_limits.means import (
    chebyshev_bound,
    running_mean,
    standard_error,
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

__all__ = [
    "chebyshev_bound",
    "correlation",
    "local_metric",
    "path_length",
    "running_mean",
    "sample_covariance",
    "sample_mean",
    "shortest_path",
    "standard_error",
    "standardised_moment",
]
