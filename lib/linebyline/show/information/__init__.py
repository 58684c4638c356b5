"""The figures of the chapter probability/information."""

from linebyline.show.information._apart import apart
from linebyline.show.information._die import die
from linebyline.show.information._directions import directions
from linebyline.show.information._segments import segments
from linebyline.show.information._surprise import surprise

__all__ = ["apart", "die", "directions", "segments", "surprise"]
