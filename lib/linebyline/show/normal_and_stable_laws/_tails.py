"""Running means of stable draws: where the index falls to one, they never settle."""

import numpy as np

from linebyline._arguments import Array
from linebyline.probability.moments_and_limits import running_mean
from linebyline.probability.normal_and_stable_laws import draw_stable
from linebyline.show.marks import axes, points
from linebyline.show.scene import Mark, Polyline, Readout, Scene

_DRAWS, _EDGE = 10_000, 4.0
_SHOWN = np.unique(np.geomspace(1, _DRAWS, 150).astype(int))
_ROLES = ("first", "second", "accent")


def tails(alpha: float = 1.0) -> Scene:
    """Draw the running means of three rows of 10,000 symmetric stable draws.

    Args:
        alpha: the stability index, 0.8 to 2; 2 is normal, 1 is Cauchy.
    """
    paths = [running_mean(row) for row in _rows(alpha)]
    largest = max(float(np.abs(row).max() / np.abs(row).sum()) for row in _rows(alpha))
    xs = np.log10(_SHOWN)
    marks: list[Mark] = [
        Polyline(((0.0, 0.0), (4.0, 0.0)), "guide", "thin", dashed=True),
        *axes((0.0, -_EDGE), (4.2, _EDGE), x_ticks=(0, 1, 2, 3, 4), y_ticks=(-3, 0, 3)),
        *(
            Polyline(points(xs, np.clip(path[_SHOWN - 1], -_EDGE, _EDGE)), role)
            for path, role in zip(paths, _ROLES, strict=True)
        ),
    ]
    late = [float(np.ptp(path[_DRAWS // 10 - 1 :])) for path in paths]
    readouts = (
        *(
            Readout(f"mean of 10,000, row {k}", float(path[-1]), role)
            for k, (path, role) in enumerate(zip(paths, _ROLES, strict=True), 1)
        ),
        Readout("largest swing after 1,000", max(late), "warning" if max(late) > 1 else "ink"),
        Readout("largest draw, as a share of all sizes", 100 * largest, unit="%", digits=1),
    )
    alt = (
        "Three running means over the power of ten of the number of draws. For a normal law they "
        "close in on zero; for the Cauchy law and below they jump again and again."
    )
    return Scene((-0.5, 4.4, -5.0, 4.5), tuple(marks), readouts, alt, aspect=1.6)


def _rows(alpha: float) -> Array:
    """The same angles and waiting times for every index, so that the draws move with it."""
    return draw_stable(alpha, 0.0, (3, _DRAWS), rng=np.random.default_rng(11))
