"""The figures of the chapter probability/maximum_likelihood."""

from linebyline.show.maximum_likelihood._bell import SEPALS, bell
from linebyline.show.maximum_likelihood._best_image import best_image
from linebyline.show.maximum_likelihood._flips import flips

__all__ = ["SEPALS", "bell", "best_image", "flips"]
