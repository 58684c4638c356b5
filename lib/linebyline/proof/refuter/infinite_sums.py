r"""Infinite sums at a point: many terms, and a certified bound of all the others.

A formula in k is bounded by its tree: :math:`|a_k| \le c\, k^d r^k / (k!)^f` for k >= 1. With
:math:`q = r (1 + 1/K)^{\max(d, 0)} / (K + 1)^f < 1` the terms from K on add up to at most
:math:`c\, K^d r^K / ((K!)^f (1 - q))`; with r <= 1, f = 0 and d < -1, those behind K to at most
:math:`c\, K^{d+1} / (-d - 1)`. What has no such bound is not evaluated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flint
from flint import arb, fmpq

from linebyline.proof.refuter.degree import degree, depends
from linebyline.proof.refuter.environment import Compile, Env, Run, Value
from linebyline.proof.refuter.numbers import (
    ZERO,
    Number,
    Undefined,
    Unsupported,
    integer,
    to_ball,
)  # fmt: skip
from linebyline.proof.traversal import rebuild
from linebyline.proof.tree import Expr, number

_COUNTS = (30, 100, 200, 390)
_LONGEST = 600  # bits: beyond, no number of terms that is tried would do
_ONE = arb(1)


@dataclass(frozen=True, slots=True)
class Size:
    """c k^d r^k / (k!)^f, which bounds a formula from above, or from below."""

    c: Number
    d: int = 0
    r: Number = _ONE
    f: int = 0

    def __mul__(self, other: Size) -> Size:
        return Size(self.c * other.c, self.d + other.d, self.r * other.r, self.f + other.f)

    def inverse(self) -> Size:
        """The bound of 1/f, from above if this is one from below."""
        if not (self.c > 0 and self.r > 0):
            raise Unsupported("a bound of a quotient")
        return Size(1 / self.c, -self.d, 1 / self.r, -self.f)

    def power(self, n: int) -> Size:
        """The bound of the n-th power."""
        return Size(self.c**n, self.d * n, self.r**n, self.f * n)


def infinite_sum(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for the sum of a formula over all indices from the first on."""
    body, first = compiled(expr.args[0]), compiled(expr.args[1])
    name = expr.data.tex

    def term(env: Env, k: int) -> Number:
        value = body({**env, name: fmpq(k)})
        if type(value) not in (fmpq, arb):
            raise Unsupported("an infinite sum of what is not a real number")
        return value

    def run(env: Env) -> Value:
        low = integer(first(env))
        if low < 0:
            raise Unsupported("an infinite sum that begins below zero")
        exact = _telescoped(expr.args[0], name, lambda e: compiled(e)(dict(env)), low)
        if exact is not None:
            return exact
        size = _Bounds(name, compiled, env).above(expr.args[0])
        total: Number = ZERO
        k = low
        for count in _COUNTS[: 2 if flint.ctx.prec > _LONGEST else None]:
            while k < low + count:
                total = total + term(env, k)
                k += 1
            rest = _rest(size, max(k, 1))
            if rest is not None and rest < arb(1) / 2**flint.ctx.prec:
                break
        if rest is None:
            raise Undefined("an infinite sum that is not seen to converge")
        return to_ball(total) + arb(0, rest.upper())

    return run


def _rest(size: Size, k: int) -> Number | None:
    """A bound of the terms from k on, or ``None``."""
    at = to_ball(fmpq(k))
    term = size.c * at**size.d * size.r**k / arb(k + 1).gamma() ** size.f
    q = size.r * (1 + 1 / at) ** max(size.d, 0) / (at + 1) ** size.f
    if size.f >= 0 and q < 1:
        return abs(term) / (1 - q)
    if size.r <= 1 and size.f == 0 and size.d < -1 and k > 1:
        return size.c * (at - 1) ** (size.d + 1) / (-size.d - 1)
    return None


def _telescoped(body: Expr, name: str, value: Callable[[Expr], Number], low: int) -> Number | None:
    """The sum of c / ((k + s_1) ... (k + s_m)) with two or more distinct whole s_i, exactly.

    With A_i = c / prod (s_j - s_i), whose sum is zero, it is - sum A_i (1/low' + ... ) up to s_i.
    """
    names = frozenset({name})
    if body.op != "div" or depends(body.args[0], names):
        return None
    bottom = body.args[1]
    factors = bottom.args if bottom.op == "mul" else (bottom,)
    shifts, scale = [], value(body.args[0])
    for factor in factors:
        if not depends(factor, names):
            scale = scale / value(factor)
            continue
        if degree(factor, names) != 1:
            return None
        start, end = (value(_at(factor, name, k)) for k in (0, 1))
        if end - start != 1 or type(start) is not fmpq or start.q != 1:
            return None
        shifts.append(int(start.p))
    if len(set(shifts)) != len(shifts) or len(shifts) < 2 or low + min(shifts) <= 0:
        return None
    total: Number = ZERO
    for s in shifts:
        residue = scale
        for other in shifts:
            residue = residue if other == s else residue / (other - s)
        for j in range(low + min(shifts), low + s):
            total = total - residue * fmpq(1, j)
    return total


def _at(expr: Expr, name: str, k: int) -> Expr:
    """The formula with a whole number in the place of the index."""
    if expr.op == "symbol" and expr.data.tex == name:
        return number(k)
    return rebuild(expr, tuple(_at(child, name, k) for child in expr.args))


class _Bounds:
    """Bounds of formulas in one index, read off their trees."""

    def __init__(self, name: str, compiled: Compile, env: Env) -> None:
        self.name, self.names = name, frozenset({name})
        self._compiled, self._env = compiled, env

    def at(self, expr: Expr, k: int) -> Number:
        """The value at one index."""
        return self._compiled(expr)({**self._env, self.name: fmpq(k)})

    def above(self, expr: Expr) -> Size:
        """A bound from above for all k from 1 on.

        Raises:
            Unsupported: if none is read off.
        """
        if not depends(expr, self.names):
            return Size(abs(to_ball(self.at(expr, 1))))
        args = expr.args
        match expr.op:
            case "symbol":
                return Size(arb(1), 1)
            case "neg":
                return self.above(args[0])
            case "add":
                return self._sum([self.above(term) for term in args])
            case "mul":
                return self._product([self.above(factor) for factor in args])
            case "div":
                return self.above(args[0]) * self.below(args[1]).inverse()
            case "pow" | "call":
                return self._power(expr, lower=False)
            case _:
                raise Unsupported(f"a bound of {expr.op}")

    def below(self, expr: Expr) -> Size:
        """A bound from below for all k from 1 on."""
        if not depends(expr, self.names):
            return Size(abs(to_ball(self.at(expr, 1))))
        args = expr.args
        match expr.op:
            case "symbol":
                return Size(arb(1), 1)
            case "neg":
                return self.below(args[0])
            case "add" if degree(expr, self.names) == 1:
                return self._line(expr)
            case "mul":
                return self._product([self.below(factor) for factor in args])
            case "pow" | "call":
                return self._power(expr, lower=True)
            case _:
                raise Unsupported(f"a lower bound of {expr.op}")

    def _line(self, expr: Expr) -> Size:
        """A k + b >= a k for a > 0, b >= 0; and k - s >= k/(s + 1) beyond its zero is not used."""
        start, slope = self.at(expr, 0), self.at(expr, 1) - self.at(expr, 0)
        if not (slope > 0 and start >= 0):
            raise Unsupported("a lower bound of a line")
        return Size(to_ball(slope), 1)

    def _power(self, expr: Expr, *, lower: bool) -> Size:
        args = expr.args
        if expr.op == "call" and expr.data == "factorial":
            return self._factorial(args[0])
        if expr.op == "call" and expr.data == "exp":
            return self._exponential(to_ball(fmpq(1)).exp(), args[0])
        if expr.op == "call":
            raise Unsupported(f"a bound of {expr.data}")
        if not depends(args[0], self.names):
            return self._exponential(abs(to_ball(self.at(args[0], 1))), args[1])
        if args[1].op == "number" and args[1].data.denominator == 1 and args[1].data > 0:
            inner = self.below(args[0]) if lower else self.above(args[0])
            return inner.power(int(args[1].data))
        raise Unsupported("a bound of a power")

    def _exponential(self, base: Number, exponent: Expr) -> Size:
        """|b|^(s k + i)."""
        if degree(exponent, self.names) != 1:
            raise Unsupported("a power with another exponent")
        start = self.at(exponent, 0)
        slope = self.at(exponent, 1) - start
        if base > 0:
            return Size((base.log() * start).exp(), 0, (base.log() * slope).exp())
        if base == 0 and type(slope) is fmpq and slope > 0 and start + slope > 0:
            return Size(arb(0), 0, arb(0))
        raise Unsupported("a power of what may be zero")

    def _factorial(self, inside: Expr) -> Size:
        """(k + s)! >= k! k^s for s >= 0 as a lower bound; (k - 1)! = k!/k exactly."""
        shift = self.at(inside, 1) - 1
        if degree(inside, self.names) != 1 or self.at(inside, 2) - 2 != shift:
            raise Unsupported("the factorial of another formula")
        s = integer(shift)
        if s == 0:
            return Size(arb(1), 0, arb(1), -1)
        if s == -1:
            return Size(arb(1), -1, arb(1), -1)
        raise Unsupported("a shifted factorial")

    def _product(self, sizes: list[Size]) -> Size:
        result = sizes[0]
        for size in sizes[1:]:
            result = result * size
        return result

    def _sum(self, sizes: list[Size]) -> Size:
        c, r = sizes[0].c, sizes[0].r
        for size in sizes[1:]:
            c, r = c + size.c, r.max(size.r)
        return Size(c, max(s.d for s in sizes), r, min(s.f for s in sizes))
