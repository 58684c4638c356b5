"""The figures of the chapter probability/dependence."""

from linebyline.show.dependence._crooked import crooked
from linebyline.show.dependence._cut import cut
from linebyline.show.dependence._squeezed import squeezed

__all__ = ["crooked", "cut", "squeezed"]
