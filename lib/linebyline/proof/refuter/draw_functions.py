"""Unknown functions, played by random polynomials, so that their derivatives are exact."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from flint import fmpq

from linebyline.proof.refuter.draw_scalars import ends
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import ONE, Number, Unsupported, reciprocal
from linebyline.proof.symbols import Domain

_MOST_ARGUMENTS = 12
_DEGREE = 4


class UnknownFunction:
    """A polynomial of the arguments' numbers, bent into the declared range of values."""

    def __init__(self, domain: Domain, rng: Random) -> None:
        if domain.base != "real":
            raise Unsupported("an unknown function whose values are not real")
        bounds = ends(domain)
        self._low, self._high = bounds.low, bounds.high
        self._constant = _coefficient(rng)
        self._powers = [[_coefficient(rng) for _ in range(_MOST_ARGUMENTS)] for _ in range(_DEGREE)]
        self._products = [_coefficient(rng) for _ in range(_MOST_ARGUMENTS)]

    @classmethod
    def monomial(cls, domain: Domain, power: int) -> UnknownFunction:
        """The function t^power of its first argument, bent into the range of values."""
        function = cls(domain, Random(0))
        nought = [fmpq(0)] * _MOST_ARGUMENTS
        function._constant, function._products = fmpq(0), nought
        function._powers = [list(nought) for _ in range(_DEGREE)]
        function._powers[power - 1][0] = fmpq(1)
        return function

    def __call__(self, *arguments: object) -> Number:
        """Return the value; arguments are numbers, arrays or matrices."""
        variables = list(_flatten(arguments))
        if len(variables) > _MOST_ARGUMENTS:
            raise Unsupported("an unknown function of so many numbers")
        total: Number = self._constant
        for k, x in enumerate(variables):
            term: Number = x
            for row in self._powers:
                total = total + row[k] * term
                term = term * x
        for k in range(len(variables) - 1):
            total = total + self._products[k] * variables[k] * variables[k + 1]
        return self._bend(total)

    def _bend(self, value: Number) -> Number:
        if self._low is None and self._high is None:
            return value
        square = value * value + fmpq(1, 7)
        if self._low is not None and self._high is not None:
            return self._low + (self._high - self._low) * square * reciprocal(square + ONE)
        return self._low + square if self._low is not None else self._high - square

    def show(self, name: str, arguments: int) -> str:
        """Return the function as a formula of its arguments, for instance ``x^2 - 1``."""
        letters = ["t"] if arguments == 1 else [f"t_{k + 1}" for k in range(arguments)]
        terms = [
            (row[k], letter if power == 0 else f"{letter}^{power + 1}")
            for k, letter in enumerate(letters)
            for power, row in enumerate(self._powers)
        ]
        terms += [
            (self._products[k], f"{letters[k]}{letters[k + 1]}") for k in range(arguments - 1)
        ]
        shown = _show_terms([*reversed(terms), (self._constant, "")])
        low, high = self._low, self._high
        if low is not None and high is not None:
            square = f"(({shown})^2 + 1/7)"
            shown = f"{low} + {high - low} {square}/(1 + {square})"
        elif low is not None:
            shown = f"{low} + ({shown})^2 + 1/7"
        elif high is not None:
            shown = f"{high} - ({shown})^2 - 1/7"
        return f"{name}({', '.join(letters)}) = {shown}"


def _coefficient(rng: Random) -> Number:
    return fmpq(rng.choice((0, 1, 1, 2, 3)) * rng.choice((1, -1)), rng.choice((1, 1, 1, 2, 3)))


def _flatten(arguments: Iterable[object]) -> Iterable[Number]:
    for argument in arguments:
        if isinstance(argument, Matrix):
            yield from argument.entries
        elif isinstance(argument, dict):
            yield from (argument[key] for key in sorted(argument))
        else:
            yield argument


def _show_terms(terms: list[tuple[Number, str]]) -> str:
    text = ""
    for coefficient, letters in terms:
        if not coefficient:
            continue
        size = abs(coefficient)
        factor = "" if size == 1 and letters else f"{size}"
        sign = (" - " if coefficient < 0 else " + ") if text else ("-" if coefficient < 0 else "")
        text += f"{sign}{factor} {letters}".rstrip() if factor else f"{sign}{letters}"
    return text or "0"
