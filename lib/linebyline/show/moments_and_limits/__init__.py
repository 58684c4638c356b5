"""The figures of the chapter probability/moments_and_limits."""

from linebyline.show.moments_and_limits._ellipses import ellipses, pulled
from linebyline.show.moments_and_limits._means import means

__all__ = ["ellipses", "means", "pulled"]
