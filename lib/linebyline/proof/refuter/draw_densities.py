"""Densities and integrable functions to be put in for unknown ones."""

from __future__ import annotations

from functools import lru_cache
from random import Random

import flint
from flint import arb, fmpq

from linebyline.proof.densities import number_of_variables
from linebyline.proof.refuter.draw_functions import UnknownFunction
from linebyline.proof.refuter.functions import HALF, evaluate_function
from linebyline.proof.refuter.numbers import ONE, Number, reciprocal
from linebyline.proof.symbols import Domain, Symbol

_PLACES = tuple(fmpq(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (1, 2), (-1, 2), (2, 1)))
_WIDTHS = tuple(fmpq(p, q) for p, q in ((1, 1), (1, 2), (3, 2), (2, 1)))
_NARROW = (fmpq(1, 16), fmpq(1, 12))
_THIRD = fmpq(1, 3)


class DrawnDensity:
    """A density: each variable is Gaussian, logistic or a mixture, moved by those before it."""

    def __init__(self, symbol: Symbol, rng: Random, *, narrow: bool = False) -> None:
        self._variables = number_of_variables(symbol)
        self._given = len(symbol.dims) - self._variables
        self._shapes = [_Shape(rng, narrow=narrow) for _ in range(self._variables)]
        self._spread = rng.choice((fmpq(1, 2), fmpq(-1, 2)))
        slopes = (fmpq(1), fmpq(-1), fmpq(1, 2))
        self._slopes = [[rng.choice(slopes) for _ in range(len(symbol.dims))] for _ in self._shapes]

    def __call__(self, *arguments: Number) -> Number:
        """Return the value at some numbers."""
        variables, given = arguments[: self._variables], arguments[self._variables :]
        scale = self._scale(given)
        value: Number = None
        for place, shape in enumerate(self._shapes):
            x = variables[place]
            moving = (*given, *variables[:place])
            for slope, other in zip(self._slopes[place], moving, strict=False):
                x = x - slope * other
            height = shape.at(x * scale) * scale if given else shape.at(x)
            value = value * height if place else height
        return value

    def _scale(self, given: tuple[Number, ...]) -> Number:
        """A number between 3/4 and 5/4 that moves with what is given."""
        scale: Number = ONE
        for g in given[:1]:
            scale = scale + self._spread * g * reciprocal(ONE + g * g)
        return scale

    def show(self, name: str, arguments: int) -> str:
        """Return the density in words."""
        shown = []
        for place, shape in enumerate(self._shapes):
            centre = "".join(
                f" + {slope} t_{1 + (self._variables + k if k < self._given else k - self._given)}"
                for k, slope in enumerate(self._slopes[place][: self._given + place])
            )
            scaled = " scaled" if self._given else ""
            shown.append(shape.show(centre) + scaled)
        return f"{name} = {' times '.join(shown)}"


class _Shape:
    """A density on the line: Gaussian, logistic, or a mixture of two Gaussians."""

    def __init__(self, rng: Random, *, narrow: bool) -> None:
        self.kind = rng.choice(("normal", "normal", "logistic", "mixture"))
        self.place, self.width = rng.choice(_PLACES), rng.choice(_WIDTHS)
        if narrow:
            self.kind, self.place, self.width = "normal", fmpq(0), rng.choice(_NARROW)
        self.gap = rng.choice((fmpq(1), fmpq(2)))
        self._per_width = ONE / self.width

    def at(self, x: Number) -> Number:
        """Return the value at a number."""
        y = (x - self.place) * self._per_width
        if self.kind == "logistic":
            e = evaluate_function("exp", [-y])
            below = reciprocal(ONE + e)
            return e * below * below * self._per_width
        if self.kind == "normal":
            return _normal(y) * self._per_width
        return (_normal(y) * _THIRD + _normal(y - self.gap) * (ONE - _THIRD)) * self._per_width

    def show(self, centre: str) -> str:
        """Return the density in words."""
        place = f"{self.place}{centre}"
        if self.kind == "mixture":
            other = f"{self.place + self.gap * self.width}{centre}"
            return f"1/3 N({place}, {self.width}^2) + 2/3 N({other}, {self.width}^2)"
        if self.kind == "logistic":
            return f"logistic({place}, {self.width})"
        return f"N({place}, {self.width}^2)"


def _normal(y: Number) -> Number:
    return evaluate_function("exp", [-(y * y) * HALF]) * _normal_at_zero(flint.ctx.prec)


@lru_cache(maxsize=64)
def _normal_at_zero(_bits: int) -> arb:
    """The normal density at zero, to the bits of the context."""
    return 1 / (2 * arb.pi()).sqrt()


class DecayingFunction(UnknownFunction):
    """An unknown function times a Gaussian, so that its integrals over the line converge."""

    def __init__(self, domain: Domain, rng: Random) -> None:
        super().__init__(domain, rng)
        self._width = rng.choice((fmpq(1, 2), fmpq(1), fmpq(1, 4)))

    @staticmethod
    def suits(domain: Domain) -> bool:
        """Whether such a function keeps to a range of values."""
        low_is_zero = domain.low is None or (domain.low.op == "number" and not domain.low.data)
        return low_is_zero and domain.high is None

    def __call__(self, *arguments: object) -> Number:
        """Return the value."""
        total: Number = fmpq(0)
        for x in arguments:
            total = total + x * x  # type: ignore[operator]
        return super().__call__(*arguments) * evaluate_function("exp", [-total * self._width])

    def show(self, name: str, arguments: int) -> str:
        """Return the function as a formula of its arguments."""
        letters = ["t"] if arguments == 1 else [f"t_{k + 1}" for k in range(arguments)]
        head, _, body = super().show(name, arguments).partition(" = ")
        squares = " + ".join(f"{letter}^2" for letter in letters)
        return f"{head} = ({body}) exp(-{self._width} ({squares}))"
