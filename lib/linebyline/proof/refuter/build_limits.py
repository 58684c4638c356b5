"""Limits at a point: the variable becomes a number that moves, and with it the formula."""

from __future__ import annotations

from itertools import pairwise

from flint import fmpq

from linebyline.proof.limits import infinite
from linebyline.proof.refuter.environment import Compile, Env, Run, Value
from linebyline.proof.refuter.expansion import Expansion
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Number,
    Undefined,
    Unsupported,
    sign_of,
    zero_test,
)  # fmt: skip
from linebyline.proof.tree import Expr

_LARGEST_DEGREE = 6
SIDES = {"limit": (1, -1), "limit_above": (1,), "limit_below": (-1,), "order": (1, -1)}


def limit(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for the value of a limit; two sides must agree."""
    body = near(expr, compiled)

    def run(env: Env) -> Value:
        values = [v.limit() if isinstance(v, Expansion) else v for v in body(env)]
        if any(zero_test(values[0] - other) is False for other in values[1:]):
            raise Undefined("other limits from the two sides")
        return values[0]

    return run


def near(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for the values of the first argument near the point, one for each side."""
    inner, approaches, name = compiled(expr.args[0]), paths(expr, compiled), expr.data.tex
    return lambda env: [inner({**env, name: path}) for path in approaches(env)]


def paths(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for the numbers that move to the point of a limit from its sides."""
    variable, point = expr.data, expr.args[1]
    end = infinite(point)
    ends = [None if e is None else compiled(e) for e in (variable.domain.low, variable.domain.high)]

    def run(env: Env) -> list[Number]:
        if end:
            return [Expansion.power_of_t(fmpq(end), -1)]
        if variable.domain.is_integer:
            raise Undefined("a whole number tends to infinity only")
        at = compiled(point)(env)
        sides = [side for side in SIDES[expr.op] if _belongs(at, side, ends, env)]
        if not sides:
            raise Undefined("a side of the point that is outside of the domain")
        return [Expansion.power_of_t(fmpq(side), 1) + at for side in sides]

    return run


def _belongs(at: Number, side: int, ends: list[Run | None], env: Env) -> bool:
    """Whether the numbers just beside the point, on that side, are in the domain."""
    low, high = (None if end is None else end(env) for end in ends)
    if low is not None and sign_of(at - low) < (0 if side > 0 else 1):
        return False
    return high is None or sign_of(high - at) >= (1 if side > 0 else 0)


def moving_sum(expr: Expr, body: Run, first: int, last: Expansion, env: Env) -> Value:
    """A sum whose last value moves, if its body is a polynomial in the index.

    With a body of degree d the sum up to N is a polynomial in N of degree d + 1 at most, which its
    values at d + 2 numbers give, by Newton's forward differences.
    """
    from linebyline.proof.refuter.degree import degree

    name = expr.data.tex
    d = degree(expr.args[0], frozenset({name}))
    if d is None or expr.op != "sum" or d > _LARGEST_DEGREE:
        raise Unsupported("a sum whose range moves, of what is no polynomial")
    row: list[Number] = [ZERO]
    for k in range(first, first + d + 1):
        row.append(row[-1] + body({**env, name: fmpq(k)}))
    steps, total, choose = last - fmpq(first - 1), ZERO, ONE
    for k in range(d + 2):
        total = total + choose * row[0]
        row = [b - a for a, b in pairwise(row)]
        choose = choose * (steps - fmpq(k)) * fmpq(1, k + 1)
    return total
