r"""Integrals for the exam's second reader: quadrature at forty digits, compared to twelve.

A line breaks off where its differential begins; without limits an integral runs over the line, or
over what the declaration of its variable leaves of it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp
from tests.proof.exam_values import Code, Env, Smallest, Undefined, real

QUADRATURE, AGREED = 40, 12  # digits
ENDS: Mapping[str, tuple[Any, Any]] = {"positive": (0, mp.inf), "unit": (0, 1)}


def differential(tokens: list[str], start: int) -> int:
    """The place of the d that belongs to the integral whose sign stands before ``start``."""
    depth, signs = 0, 1
    for place in range(start, len(tokens)):
        depth += (tokens[place] in "({[") - (tokens[place] in ")}]")
        if depth == 0 and tokens[place] == r"\int":
            signs += 1
        if depth == 0 and tokens[place] == "d":
            signs -= 1
        if signs == 0:
            return place
    raise AssertionError("no differential")


def area(body: Code, name: str, low: Code, high: Code) -> Code:
    """The integral of a closure over one of its names."""

    def value(env: Env) -> Any:
        ends = [low(env), high(env)]
        if mp.isinf(ends[0]) and mp.isinf(ends[1]):
            ends.insert(1, mp.mpf(0))
        before, Smallest.divisor = Smallest.divisor, mp.mpf(0)
        with mp.workdps(QUADRATURE):
            try:
                found, error = mp.quad(lambda x: body({**env, name: x}), ends, error=True)
            except (ZeroDivisionError, ValueError):
                raise Undefined("an integrand without a value") from None
            finally:
                Smallest.divisor = before
        if error > mp.mpf(10) ** (-AGREED - 2):
            raise Undefined("a quadrature that does not settle")
        return real(found)

    return value


def limit(tokens: list[str], formula: Callable[[list[str]], Code]) -> Code:
    """A limit of an integral."""
    if r"\infty" in tokens:
        infinite = -mp.inf if "-" in tokens else mp.inf
        return lambda env: infinite
    return formula(tokens)


def bell(place: Any, width: Any) -> Callable[..., Any]:
    """The normal density around ``place`` plus half the given numbers."""

    def density(x: Any, *given: Any) -> Any:
        t = (x - place - sum(given, mp.mpf(0)) / 2) / width
        return mp.exp(-t * t / 2) / (width * mp.sqrt(2 * mp.pi))

    return density


def logistic(x: Any, *given: Any) -> Any:
    """The logistic density around the sum of the given numbers."""
    t = abs(x - sum(given, mp.mpf(0)))
    return mp.exp(-t) / (1 + mp.exp(-t)) ** 2


def plane(x: Any, y: Any) -> Any:
    """A normal density of two numbers that depend on each other."""
    return bell(0, 1)(x) * bell(1, mp.mpf(3) / 4)(y, x)


DENSITIES = (bell(0, 1), bell(mp.mpf(1) / 2, mp.mpf(3) / 2), bell(-1, mp.mpf(3) / 4), logistic)


def is_density(function: Callable[..., Any], sizes: list[str]) -> bool:
    """Whether a function integrates to one, over its first argument or over two."""
    count = int(sizes[0])
    if sizes[1:2] == ["2"]:
        total = mp.quad(function, [-6, 6], [-6, 6])
        return abs(total - 1) < mp.mpf(10) ** -6
    given = [mp.mpf(1) / 3] * (count - 1)
    total = mp.quad(lambda x: function(x, *given), [-mp.inf, 0, mp.inf])
    return abs(total - 1) < mp.mpf(10) ** -AGREED
