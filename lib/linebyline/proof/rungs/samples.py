"""Samples of random numbers in floating point, and formulas evaluated on them.

The draws are those of Python's own generator at a fixed seed, so they are the same everywhere.
Formulas are scalar here: sums and arrays have been written out before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce
from operator import add, mul
from random import Random
from typing import Any

from linebyline.proof.laws import AnyLaw, Bernoulli, Gaussian, Law, Uniform
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

Values = Mapping[str, float]
Run = Callable[[Values], float]
Draw = Callable[[Random, list[float]], float]


class NotSampled(Exception):
    """A law or construction that cannot be sampled."""


def draw_of(law: Law) -> Draw:
    """Return how a number with this law is drawn, given the values of its parameters.

    Raises:
        NotSampled: if the law is not known here.
    """
    found = _DRAWS.get(type(law))
    if found is None:
        raise NotSampled(f"the law {law.tex}")
    return found


def _draw_any(rng: Random, parameters: list[float]) -> float:
    """Of a law of which only mean and variance are known: a shifted exponential one."""
    mean, variance = parameters
    return mean + math.sqrt(variance) * (rng.expovariate(1.0) - 1.0)


_DRAWS: dict[type[Law], Draw] = {
    Gaussian: lambda rng, p: rng.gauss(p[0], math.sqrt(p[1])),
    Bernoulli: lambda rng, p: float(rng.random() < p[0]),
    Uniform: lambda rng, p: p[0] + (p[1] - p[0]) * rng.random(),
    AnyLaw: _draw_any,
}


def run_of(expr: Expr, means: Mapping[Expr, str]) -> Run:
    """Return a closure for a scalar formula; an expectation is looked up by its name in ``means``.

    Raises:
        NotSampled: for constructions that are not known here.
    """
    if expr in means:
        return _look_up(means[expr])
    if expr.op == "number":
        return _constant(float(expr.data))
    if expr.op == "constant" and expr.data in _CONSTANTS:
        return _constant(_CONSTANTS[expr.data])
    if expr.op == "symbol":
        return _look_up(expr.data.tex)
    rule = _CALLS.get(expr.data) if expr.op == "call" else _OPERATIONS.get(expr.op)
    if rule is None:
        raise NotSampled(f"the construction {expr.data if expr.op == 'call' else expr.op}")
    parts = [run_of(child, means) for child in expr.args]
    if len(parts) == 1:
        (only,) = parts
        return lambda values: rule(only(values))
    return lambda values: rule(*(part(values) for part in parts))


def _look_up(name: str) -> Run:
    return lambda values: values[name]


def _constant(value: float) -> Run:
    return lambda _: value


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


_CONSTANTS = {"pi": math.pi, "e": math.e}
_CALLS: dict[Any, Callable[..., float]] = {
    "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "abs": abs, "floor": math.floor,
    "max": max, "min": min, "sin": math.sin, "cos": math.cos, "tan": math.tan,
    "arcsin": math.asin, "arccos": math.acos, "arctan": math.atan, "sinh": math.sinh,
    "cosh": math.cosh, "tanh": math.tanh, "erf": math.erf, "gamma": math.gamma,
    "sigmoid": _sigmoid, "softplus": _softplus, "relu": lambda x: max(x, 0.0),
    "sign": lambda x: float((x > 0) - (x < 0)),
}  # fmt: skip
_OPERATIONS: dict[str, Callable[..., float]] = {
    "add": lambda *terms: reduce(add, terms), "mul": lambda *factors: reduce(mul, factors),
    "neg": lambda x: -x, "div": lambda x, y: x / y, "pow": math.pow, "transpose": lambda x: x,
}  # fmt: skip


def random_in(expr: Expr) -> set[Symbol]:
    """The random names of a formula."""
    own = {expr.data} if isinstance(expr.data, Symbol) and expr.data.law is not None else set()
    return own.union(*(random_in(child) for child in expr.args))
