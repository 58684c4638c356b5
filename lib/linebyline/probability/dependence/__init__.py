"""Joint laws as tables, Markov chains, and clouds of points: what depends on what, and how."""

from linebyline.probability.dependence._chains import chain_joint, chain_marginal
from linebyline.probability.dependence._clouds import (
    correlation,
    covariance,
    given_first,
    mean_square_distance,
    partial_correlation,
    precision,
    squeeze,
)
from linebyline.probability.dependence._tables import (
    conditional,
    conditional_departure,
    departure,
    marginal,
    posterior,
    table_covariance,
)

__all__ = [
    "chain_joint", "chain_marginal", "conditional", "conditional_departure", "correlation",
    "covariance", "departure", "given_first", "marginal", "mean_square_distance",
    "partial_correlation", "posterior", "precision", "squeeze", "table_covariance",
]  # fmt: skip
