"""The figures of the chapter probability/normal_and_stable_laws."""

from linebyline.show.normal_and_stable_laws._sums import sums
from linebyline.show.normal_and_stable_laws._tails import tails

__all__ = ["sums", "tails"]
