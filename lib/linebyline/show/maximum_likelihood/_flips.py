"""How likely each coin makes what was seen: the likelihood of heads and tails."""

import math
from collections.abc import Callable

from scipy.optimize import brentq

from linebyline.probability.maximum_likelihood import coin_log_likelihood, fit_coin
from linebyline.show.marks import area_under, axes, curve
from linebyline.show.scene import Dot, Mark, Polyline, Readout, Scene


def flips(heads: float = 5.0, tails: float = 3.0) -> Scene:
    """Draw the likelihood of a coin over its probability of heads, its top scaled to one.

    Args:
        heads: how many heads were seen, a whole number in [0, 12].
        tails: how many tails were seen, a whole number in [1, 12].
    """
    best = fit_coin(heads, tails)
    top = coin_log_likelihood(best, heads, tails)

    def relative(p: float) -> float:
        return math.exp(coin_log_likelihood(p, heads, tails) - top)

    line = curve(relative, 0.0, 1.0, "first", steps=56)
    low = _crossing(relative, 0.0, best)
    high = _crossing(relative, 1.0, best)
    marks: list[Mark] = [
        *axes((0.0, 0.0), (1.04, 1.12), x="p", x_ticks=(0, 0.25, 0.5, 0.75, 1), y_ticks=(0.5, 1),
              digits=2),
        area_under(line),
        line,
        Polyline(((low, 0.5), (high, 0.5)), "second"),
        Polyline(((best, 0.0), (best, 1.0)), "accent", "thin", dashed=True),
        Dot((best, 1.0), "accent"),
        Dot((0.5, relative(0.5)), "guide"),
    ]  # fmt: skip
    readouts = (
        Readout("best p", best, "accent", digits=3),
        Readout("a fair coin, compared with the best", relative(0.5), "guide", digits=3),
        Readout("at least half as likely: from", low, "second"),
        Readout("to", high, "second"),
    )
    alt = (
        "The likelihood of a coin over p: a hill with its top at the share of heads; the more "
        "flips, the narrower the hill."
    )
    return Scene((-0.1, 1.08, -0.13, 1.2), tuple(marks), readouts, alt, aspect=1.6)


def _crossing(relative: Callable[[float], float], end: float, best: float) -> float:
    """Where the likelihood is half its top, between an end of the axis and the best p."""
    if relative(end) >= 0.5:
        return end
    return float(brentq(lambda p: relative(p) - 0.5, end, best))
