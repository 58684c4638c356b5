"""Eigenvalues of symmetric matrices: closed form, iterations, orthonormal bases, definiteness."""

from linebyline.linear_algebra.eigenvalues_and_definiteness.definiteness import (
    Definiteness,
    definiteness,
    gram_matrix,
)
from linebyline.linear_algebra.eigenvalues_and_definiteness.iterations import (
    PowerSteps,
    jacobi,
    power_iteration,
)
from linebyline.linear_algebra.eigenvalues_and_definiteness.spectra import (
    Eigenbasis,
    orthonormal_eigenvectors,
    plane_eigenbasis,
    rayleigh_quotient,
)

__all__ = [
    "Definiteness",
    "Eigenbasis",
    "PowerSteps",
    "definiteness",
    "gram_matrix",
    "jacobi",
    "orthonormal_eigenvectors",
    "plane_eigenbasis",
    "power_iteration",
    "rayleigh_quotient",
]
