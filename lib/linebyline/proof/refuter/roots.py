"""A rigorous root of one equation in one number: a sign change, closed in on by interval Newton."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import flint
from flint import arb, fmpq

from linebyline.proof.refuter.draw_scalars import Ends
from linebyline.proof.refuter.numbers import (
    ONE,
    Dual,
    Number,
    Undecided,
    Undefined,
    Unsupported,
    next_tag,
    sign_of,
    split,
    zero_test,
)  # fmt: skip

Function = Callable[[Number], Number]
_GRID = [fmpq(p, q) for p, q in ((1, 50), (1, 5), (1, 2), (1, 1), (3, 2), (3, 1), (6, 1), (20, 1))]
_BISECTIONS = 60
_SLACK = 24


class Root:
    """A bracket with rational ends that holds a root; it shrinks as more precision is asked for."""

    def __init__(self, low: Number, high: Number) -> None:
        self._low = low
        self._high = high

    def ball(self, function: Function) -> Number:
        """Return a ball around the root, sharp at the current precision.

        Raises:
            Undecided: if the function is not seen to be continuous on the bracket.
        """
        if self._low == self._high:
            return self._low
        wanted = fmpq(1, 1 << (flint.ctx.prec - _SLACK))
        bisections = 0
        while self._high - self._low > wanted and bisections < _BISECTIONS:
            if not self._newton(function):
                bisections += 1
                if not self._bisect(function):
                    break
        hull = arb(self._low).union(arb(self._high))
        _slope(function, hull)
        return hull

    def _newton(self, function: Function) -> bool:
        """Replace the bracket by the interval Newton step, if that halves it."""
        try:
            middle = (self._low + self._high) / 2
            slope = _slope(function, arb(self._low).union(arb(self._high)))
            if zero_test(slope) is not False:
                return False
            step = arb(middle) - function(arb(middle)) / slope
            if not isinstance(step, arb):  # no real root is seen where the function is not real
                return False
            low, high = (
                max(self._low, _rational(step.lower())),
                min(self._high, _rational(step.upper())),
            )
        except (Undecided, Undefined):
            return False
        if low > high or 2 * (high - low) > self._high - self._low:
            return False
        self._low, self._high = low, high
        return True

    def _bisect(self, function: Function) -> bool:
        """Halve the bracket by the sign at its middle."""
        try:
            middle = (self._low + self._high) / 2
            if sign_of(function(middle)) == sign_of(function(self._low)):
                self._low = middle
            else:
                self._high = middle
        except (Undecided, Undefined):
            return False
        return True


def find_root(function: Function, domain: Ends, rng: Random) -> Root | None:
    """Return a bracket at whose ends the function has opposite signs, if a grid shows one."""
    places = _grid(domain)
    signs = [_sign(function, place) for place in places]
    exact = [place for place, sign in zip(places, signs, strict=True) if sign == 0]
    pairs = zip(places, places[1:], signs, signs[1:], strict=False)
    brackets = [(u, v) for u, v, a, b in pairs if a is not None and b is not None and a * b < 0]
    choices = [Root(u, v) for u, v in brackets] + [Root(u, u) for u in exact]
    return rng.choice(choices) if choices else None


def _grid(domain: Ends) -> list[Number]:
    low, high = domain.low, domain.high
    if low is not None and high is not None:
        return [low + (high - low) * fmpq(k, 16) for k in range(1, 16)]
    if low is not None:
        return [low + step for step in _GRID]
    if high is not None:
        return [high - step for step in reversed(_GRID)]
    return [-step for step in reversed(_GRID)] + [fmpq(0)] + _GRID


def _sign(function: Function, place: Number) -> int | None:
    try:
        return sign_of(function(place))
    except (Undecided, Undefined, Unsupported):
        return None


def _slope(function: Function, hull: Number) -> Number:
    """Return a ball around all slopes on the hull; that it exists shows continuity there."""
    tag = next_tag()
    return split(function(Dual(tag, hull, ONE)), tag)[1]


def _rational(exact: Number) -> Number:
    mantissa, exponent = exact.man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)
