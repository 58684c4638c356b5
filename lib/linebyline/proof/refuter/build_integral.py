"""Closures for integrals: ranges put in order, derivatives taken under the integral sign.

A limit that moves is made to stand still by x = a + (b - a) t, so that the integrand moves instead.
Values are kept as long as all names that the integral depends on are exact.
"""

from __future__ import annotations

from collections.abc import Callable

import flint
from flint import acb, fmpq

from linebyline.proof.limits import infinite
from linebyline.proof.refuter.boxes import Boxes
from linebyline.proof.refuter.environment import Compile, Env, Run, Value, unsupported
from linebyline.proof.refuter.numbers import (
    ZERO,
    Dual,
    Number,
    Undefined,
    Unsupported,
    primal,
    sign_of,
    split,
)  # fmt: skip
from linebyline.proof.refuter.quadrature import End, Function, Judged, goal_at_hand, integrate
from linebyline.proof.traversal import free_symbols, symbols_in, walk
from linebyline.proof.tree import Expr

_KINKED = frozenset({"abs", "max", "min", "relu", "sign"})
_SAMPLES = (fmpq(3, 7), fmpq(5, 11), fmpq(1, 9))
_MOST_KEPT = 2000

Kind = dict[str, bool]  # how an integral is to be taken


def integral(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for an integral."""
    body, low, high = (compiled(part) for part in expr.args)
    away = infinite(expr.args[1]), infinite(expr.args[2])
    nested = any(node.op == "integral" for _, node in walk(expr.args[0]))
    infinite_log = any(away) and any(
        node.op == "call" and node.data == "log" for _, node in walk(expr.args[0])
    )
    kind = {"nested": nested, "at_points": infinite_log}
    name, names = expr.data.tex, sorted(s.tex for s in free_symbols(expr))
    if _has_complex_kink(expr.args[0]):
        return unsupported("the integral of an absolute value of a complex function")
    kept: dict[object, tuple[Value, bool]] = {}
    without_value: dict[object, Undefined] = {}

    def run(env: Env) -> Value:
        key = _key(env, names)
        if key in kept:
            value, judged = kept[key]
            Judged.tail = Judged.tail or judged
            return value
        if key in without_value:
            raise without_value[key]
        ends = [None if sign else end(env) for sign, end in zip(away, (low, high), strict=True)]
        before, Judged.tail = Judged.tail, False
        try:
            value = _oriented(lambda x: body({**env, name: x}), ends, away, kind)
            if key is not None and len(kept) < _MOST_KEPT:
                kept[key] = value, Judged.tail
        except Undefined as error:
            if key is not None and len(without_value) < _MOST_KEPT:
                without_value[key] = error
            raise
        finally:
            Judged.tail = Judged.tail or before
        return value

    return run


def _key(env: Env, names: list[str]) -> object:
    """What the value depends on, or ``None`` if some of that is no exact number or function."""
    values = [env[name] for name in names if name in env]
    if Boxes.analytic is not None:
        return None
    if not all(type(value) is fmpq or callable(value) for value in values):
        return None
    return flint.ctx.prec, goal_at_hand(), *values


def _has_complex_kink(body: Expr) -> bool:
    nodes = [node for _, node in walk(body)]
    kinked = any(node.op == "call" and node.data in _KINKED for node in nodes)
    return kinked and (
        any(node.op == "constant" and node.data == "i" for node in nodes)
        or any(not name.domain.is_real for name in symbols_in(body))
    )


def _oriented(f: Function, ends: list[End], away: tuple[int, int], kind: Kind) -> Number:
    """From a to b is minus from b to a."""
    low, high = ends
    if low is None and high is None:
        if away[0] == away[1]:
            return ZERO
        turned = away[0] > 0
    elif low is None or high is None:
        turned = away[0] > 0 if low is None else away[1] < 0
    else:
        order = sign_of(high - low)
        if not order and not any(isinstance(end, Dual) for end in ends):
            return ZERO
        turned = order < 0
    if any(type(primal(end)) is acb for end in ends if end is not None):
        raise Undefined("a complex limit of an integral")
    low, high = (high, low) if turned else (low, high)
    value = _at_rest(f, low, high, kind)
    return -value if turned else value


def _at_rest(f: Function, low: End, high: End, kind: Kind) -> Number:
    """Make limits stand still that are being differentiated by."""
    if not (isinstance(low, Dual) or isinstance(high, Dual)):
        return _by_components(f, low, high, kind)
    if low is None:
        return _by_components(lambda t: f(high - t), ZERO, None, kind)
    if high is None:
        return _by_components(lambda t: f(low + t), ZERO, None, kind)
    width = high - low
    return _by_components(lambda t: f(low + width * t) * width, ZERO, fmpq(1), kind)


def _by_components(f: Function, low: End, high: End, kind: Kind) -> Number:
    """The integral of a value with its derivatives: each is integrated."""
    sample = _sample(f, low, high)
    if isinstance(sample, Dual):
        tag = sample.tag
        parts = (_part(f, tag, k) for k in (0, 1))
        value, slope = (_by_components(part, low, high, kind) for part in parts)
        return Dual(tag, value, slope)
    if not isinstance(sample, fmpq | flint.arb | acb):
        raise Unsupported("an integral of what is no number")
    return integrate(f, low, high, **kind)


def _part(f: Function, tag: int, which: int) -> Callable[[Number], Number]:
    return lambda x: split(f(x), tag)[which]


def _sample(f: Function, low: End, high: End) -> Number:
    """The value at some point inside."""
    for share in _SAMPLES:
        if low is not None and high is not None:
            x = low + (high - low) * share
        else:
            x = low + share if low is not None else high - share if high is not None else share
        try:
            return f(x)
        except Undefined:
            continue
    raise Undefined("an integrand without a value")
