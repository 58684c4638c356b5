"""The figures of the chapter networks/backpropagation."""

from linebyline.show.backpropagation._boundary import boundary
from linebyline.show.backpropagation._chain import chain

__all__ = ["boundary", "chain"]
