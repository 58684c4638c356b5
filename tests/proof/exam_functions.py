"""What the exam's second arithmetic puts in for unknown functions."""

import random
from typing import Any

from mpmath import mp

SHAPES = (lambda x: mp.sin(x) + x * x / 3, lambda x: mp.exp(-x) + 2 * x, lambda x: x**3 - x)
PLANES = (lambda x, y: mp.sin(x + 2 * y) + x * y**2, lambda x, y: mp.exp(x * y) + y)
CONVEX = (
    lambda x: x * x - x, mp.exp, lambda x: (x - 1) ** 4 / 8, lambda x: 2 - 3 * x,
    lambda x: mp.log(1 + mp.exp(-x)),
)  # fmt: skip


def drawn_function(rng: random.Random, arguments: int, properties: set[str]) -> Any:
    """A function of one number, or of two, with its declared range or shape."""
    if arguments:
        return rng.choice(PLANES)
    if not properties & {"convex", "concave"}:
        return (lambda x: mp.exp(mp.sin(x))) if "positive" in properties else rng.choice(SHAPES)
    drawn = rng.choice(CONVEX)
    return drawn if "convex" in properties else lambda x: -drawn(x)


def has_shape(function: Any, properties: set[str]) -> bool:
    """Whether chords on a grid lie on the side of a function that its declared shape asks for."""
    sign = {"convex": 1, "concave": -1}.get(next(iter(properties & {"convex", "concave"}), ""), 0)
    grid = [mp.mpf(k) / 4 for k in range(-20, 21)]
    chords = (function(x + step) + function(x - step) - 2 * function(x)
              for x in grid for step in (mp.mpf(1) / 8, mp.mpf(2)))  # fmt: skip
    return sign == 0 or all(sign * gap >= -(mp.mpf(10) ** -30) for gap in chords)
