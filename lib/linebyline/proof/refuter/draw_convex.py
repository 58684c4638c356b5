"""Unknown convex and concave functions, played by sums of even powers, so that slopes are exact."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from flint import fmpq

from linebyline.proof.refuter.draw_functions import UnknownFunction
from linebyline.proof.refuter.draw_scalars import ends
from linebyline.proof.refuter.numbers import Number, Unsupported
from linebyline.proof.symbols import Domain, Symbol

Bump = tuple[Number, Number, int]  # c, s, k of c (t - s)^k with c > 0 and an even k
_INSIDE = fmpq(1, 7)


class ConvexFunction(UnknownFunction):
    """plus or minus (a + b t + c_1 (t - s_1)^{k_1} + ...), with its values in the declared range.

    A convex function on the whole line that is bounded above is constant, and one that is bounded
    below has no slope left where it is least.
    """

    def __init__(
        self, symbol: Symbol, start: Number, slope: Number, bumps: tuple[Bump, ...]
    ) -> None:
        self._sign = 1 if "convex" in symbol.properties else -1
        low, high = _turned_ends(symbol.domain, self._sign)
        if low is not None:
            start, slope = low + _INSIDE, fmpq(0)
        if high is not None:
            slope, bumps = fmpq(0), ()
            start = high - _INSIDE if low is None else (low + high) / 2
        self._start, self._slope, self._bumps = start, slope, bumps

    def __call__(self, *arguments: object) -> Number:
        """Return the value at one number."""
        (t,) = arguments
        total: Number = self._start + self._slope * t
        for factor, center, power in self._bumps:
            square = (t - center) * (t - center)
            total = total + factor * (square if power == 2 else square * square)
        return total * self._sign

    def show(self, name: str, arguments: int) -> str:
        """Return the function as a formula of t."""
        pieces = [_scaled(c, _power(s, k)) for c, s, k in self._bumps]
        if self._slope:
            pieces.append(_scaled(self._slope, "t"))
        if self._start or not pieces:
            pieces.append(str(self._start))
        shown = " + ".join(pieces).replace("+ -", "- ")
        return f"{name}(t) = {shown}" if self._sign > 0 else f"{name}(t) = -({shown})"


def draw_convex(symbol: Symbol, rng: Random) -> ConvexFunction:
    """Return a random function with the declared shape; now and then a straight line."""
    if symbol.domain.base != "real":
        raise Unsupported("an unknown function whose values are not real")
    count = rng.choice((0, 1, 1, 2))
    bumps = tuple((_positive(rng), _signed(rng), rng.choice((2, 2, 4))) for _ in range(count))
    return ConvexFunction(symbol, _signed(rng), _signed(rng), bumps)


def simple_convex(symbol: Symbol) -> Iterator[ConvexFunction]:
    """Yield t, t^2, -t and the constant zero, turned to the declared shape and range."""
    nought, one = fmpq(0), fmpq(1)
    yield ConvexFunction(symbol, nought, one, ())
    yield ConvexFunction(symbol, nought, nought, ((one, nought, 2),))
    yield ConvexFunction(symbol, nought, -one, ())
    yield ConvexFunction(symbol, nought, nought, ())


def _turned_ends(domain: Domain, sign: int) -> tuple[Number | None, Number | None]:
    bounds = ends(domain)
    if sign > 0:
        return bounds.low, bounds.high
    return (
        None if bounds.high is None else -bounds.high,
        None if bounds.low is None else -bounds.low,
    )


def _positive(rng: Random) -> Number:
    return fmpq(rng.choice((1, 1, 2, 3)), rng.choice((1, 1, 2, 5)))


def _signed(rng: Random) -> Number:
    return fmpq(rng.choice((0, 1, 2, 3)) * rng.choice((1, -1)), rng.choice((1, 1, 2)))


def _power(center: Number, power: int) -> str:
    shifted = "t" if not center else f"(t - {center})" if center > 0 else f"(t + {-center})"
    return f"{shifted}^{power}"


def _scaled(factor: Number, text: str) -> str:
    return text if factor == 1 else f"-{text}" if factor == -1 else f"{factor} {text}"
