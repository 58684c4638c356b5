"""The figures of the chapter linear_algebra/eigenvalues_and_definiteness."""

from linebyline.show.eigenvalues_and_definiteness._ellipse import ellipse
from linebyline.show.eigenvalues_and_definiteness._rayleigh import rayleigh
from linebyline.show.eigenvalues_and_definiteness._shear import shear

__all__ = ["ellipse", "rayleigh", "shear"]
