"""The figures of the chapter networks/backpropagation."""

from linebyline.show.backpropagation._boundary import boundary, moons, trained
from linebyline.show.backpropagation._chain import chain

__all__ = ["boundary", "chain", "moons", "trained"]
