"""The figures of the chapter linear_algebra/curvature."""

from linebyline.show.curvature._section import section
from linebyline.show.curvature._steepness import steepness
from linebyline.show.curvature._two_curves import two_curves
from linebyline.show.curvature._zigzag import zigzag

__all__ = ["section", "steepness", "two_curves", "zigzag"]
