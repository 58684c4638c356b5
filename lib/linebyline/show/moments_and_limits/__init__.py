"""The figures of the chapter probability/moments_and_limits."""

from linebyline.show.moments_and_limits._ellipses import ellipses, pulled
from linebyline.show.moments_and_limits._means import means
from linebyline.show.moments_and_limits._sums import sums
from linebyline.show.moments_and_limits._tails import tails

__all__ = ["ellipses", "means", "pulled", "sums", "tails"]
