"""Quadratic functions, their curvature, descent on them, and the bells that they make."""

from linebyline.linear_algebra.curvature.bells import Bell, normal_bell, steepness_radii
from linebyline.linear_algebra.curvature.descent import (
    StepSizes,
    descent_in_eigenbasis,
    gradient_descent,
    step_sizes,
)
from linebyline.linear_algebra.curvature.ellipsoids import (
    Ellipsoid,
    gradient_ellipsoid,
    level_ellipsoid,
)
from linebyline.linear_algebra.curvature.quadratics import (
    CriticalSet,
    Kind,
    Quadratic,
    taylor_model,
)

__all__ = [
    "Bell",
    "CriticalSet",
    "Ellipsoid",
    "Kind",
    "Quadratic",
    "StepSizes",
    "descent_in_eigenbasis",
    "gradient_descent",
    "gradient_ellipsoid",
    "level_ellipsoid",
    "normal_bell",
    "steepness_radii",
    "step_sizes",
    "taylor_model",
]
