"""One Gaussian in place of two bumps: the divergence in both directions."""

from functools import cache

import numpy as np

from linebyline._arguments import Array
from linebyline.show.marks import area_under, axes, points
from linebyline.show.scene import Label, Mark, Polyline, Readout, Scene

_BUMPS, _SPREAD = (-2.0, 2.0), 0.6
_GRID = np.linspace(-30, 30, 2401)  # tails below 1e-20 lie outside
_SHOWN = np.linspace(-4.5, 4.5, 73)
_STEP = float(_GRID[1] - _GRID[0])


def directions(m: float = 0.0, sigma: float = 1.0) -> Scene:
    """Draw a target p of two bumps and a Gaussian model q, with both divergences.

    Args:
        m: mean of the model, in [-3, 3].
        sigma: its standard deviation, in [0.4, 2.6].
    """
    forward, reverse = divergences(m, sigma)
    target = Polyline(points(_SHOWN, np.exp(_log_target(_SHOWN))), "first")
    model = Polyline(points(_SHOWN, np.exp(_log_normal(_SHOWN, m, sigma))), "second")
    marks: list[Mark] = [
        *axes((-4.5, 0.0), (4.6, 1.05), x="x", x_ticks=(-4, -2, 0, 2, 4)),
        area_under(target),
        target,
        model,
        Label((-2.0, 0.42), "target p", "first", math=False),
        Label((3.4, 0.95), "model q", "second", math=False),
    ]
    best_forward, best_reverse = best()
    readouts = (
        Readout("D(p‖q)", forward, "first", note="the least: covers both bumps"
                if forward < best_forward + 0.005 else ""),
        Readout("D(q‖p)", reverse, "second", note="the least: sits on one bump"
                if reverse < best_reverse + 0.02 else ""),
        Readout("least D(p‖q)", best_forward, "guide"),
        Readout("least D(q‖p)", best_reverse, "guide"),
    )  # fmt: skip
    alt = (
        "A density with two bumps and a Gaussian. A wide Gaussian over both bumps makes one "
        "direction of the divergence small, a narrow one on a single bump makes the other small."
    )
    return Scene((-5.0, 5.0, -0.2, 1.12), tuple(marks), readouts, alt, aspect=1.8)


def divergences(m: float, sigma: float) -> tuple[float, float]:
    """Return D(p‖q) and D(q‖p) in nats, by a sum over a fine grid."""
    log_p, log_q = _log_target_on_grid(), _log_normal(_GRID, m, sigma)
    p, q = np.exp(log_p), np.exp(log_q)
    return float(p @ (log_p - log_q)) * _STEP, float(q @ (log_q - log_p)) * _STEP


@cache
def _log_target_on_grid() -> Array:
    return _log_target(_GRID)


@cache
def best() -> tuple[float, float]:
    """Return the least D(p‖q) and the least D(q‖p) over all Gaussian models.

    The first is reached at the mean and the variance of the target.
    """
    spread = float(np.sqrt(_SPREAD**2 + np.var(_BUMPS)))
    near = [
        divergences(m, s)[1] for m in np.linspace(1.9, 2.1, 21) for s in np.linspace(0.5, 0.7, 21)
    ]
    return divergences(float(np.mean(_BUMPS)), spread)[0], min(near)


def _log_normal(x: Array, m: float, sigma: float) -> Array:
    return np.asarray(-0.5 * ((x - m) / sigma) ** 2 - np.log(sigma * np.sqrt(2 * np.pi)))


def _log_target(x: Array) -> Array:
    both = [_log_normal(x, bump, _SPREAD) for bump in _BUMPS]
    return np.asarray(np.logaddexp(*both) - np.log(2))
