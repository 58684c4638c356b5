"""The figures of the chapter linear_algebra/vectors_and_angles.

Each has a twin of the same name in `site/static/figures/`, which must return the same scene.
"""

from linebyline.show.vectors_and_angles._columns import columns
from linebyline.show.vectors_and_angles._norm_ball import norm_ball
from linebyline.show.vectors_and_angles._projection import projection
from linebyline.show.vectors_and_angles._triangle import triangle

__all__ = ["columns", "norm_ball", "projection", "triangle"]
