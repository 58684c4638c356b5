"""The figures of the chapter probability/convexity_and_jensen."""

from linebyline.show.convexity_and_jensen._chord import chord
from linebyline.show.convexity_and_jensen._support import support

__all__ = ["chord", "support"]
