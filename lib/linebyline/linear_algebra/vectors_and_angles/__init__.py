"""Lengths, angles, projections, hyperplanes, and what a matrix does to the basis vectors."""

from linebyline.linear_algebra.vectors_and_angles.lengths import (
    angle_between,
    p_norm,
    unit_vector,
)
from linebyline.linear_algebra.vectors_and_angles.matrices import (
    BasisImages,
    basis_images,
    is_orthogonal,
    rotation_matrix,
)
from linebyline.linear_algebra.vectors_and_angles.projections import (
    hyperplane_offset,
    project_onto_line,
    rejection,
    signed_distance,
    signed_length,
)
from linebyline.linear_algebra.vectors_and_angles.triangle import (
    AltitudeSplit,
    altitude_split,
    opposite_side,
)

__all__ = [
    "AltitudeSplit",
    "BasisImages",
    "altitude_split",
    "angle_between",
    "basis_images",
    "hyperplane_offset",
    "is_orthogonal",
    "opposite_side",
    "p_norm",
    "project_onto_line",
    "rejection",
    "rotation_matrix",
    "signed_distance",
    "signed_length",
    "unit_vector",
]
