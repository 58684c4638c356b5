"""Closures for formulas by cases and for indicators: conditions are decided beyond doubt."""

from __future__ import annotations

from linebyline.proof.piecewise import Condition, rows_of
from linebyline.proof.refuter.environment import Compile, Env, Run, Value
from linebyline.proof.refuter.expansion import Expansion
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Dual,
    IllFormed,
    Number,
    Undefined,
    Unsupported,
    sign_of,
    zero_test,
)  # fmt: skip
from linebyline.proof.refuter.random_base import Random
from linebyline.proof.tree import Expr

_HOLDS = {
    "=": (0,), "!=": (-1, 1), "<=": (-1, 0), ">=": (0, 1), "<": (-1,), ">": (1,),
}  # fmt: skip


def cases(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for a formula by cases; a value is worked out only where its row applies."""
    rows = [(_condition(when, compiled), compiled(value)) for value, when in rows_of(expr)]
    has_default = not expr.data[-1]
    fault = f"no row of a formula by cases applies: {expr!r}"

    def run(env: Env) -> Value:
        named = rows[:-1] if has_default else rows
        found = [value(env) for applies, value in named if applies(env)]
        if not found and has_default:
            return rows[-1][1](env)
        if not found:
            raise IllFormed(fault)
        if any(zero_test(found[0] - other) is False for other in found[1:]):
            raise IllFormed(f"two rows of a formula by cases apply and disagree: {expr!r}")
        return found[0]

    return run


def indicator(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for an indicator."""
    (_, condition), _ = rows_of(expr)
    applies = _condition(condition, compiled)
    return lambda env: ONE if applies(env) else ZERO


def _condition(condition: Condition, compiled: Compile) -> Run:
    pairs = [
        (_HOLDS[c.sign], compiled(c.left), compiled(c.right))  # type: ignore[arg-type]
        for c in condition
    ]

    def run(env: Env) -> bool:
        return all(_sign(left(env) - right(env)) in signs for signs, left, right in pairs)

    return run


def _sign(difference: Number) -> int:
    """The sign of a difference; where it moves, the edge of a case has no slope."""
    if isinstance(difference, Random) and not isinstance(difference, Expansion):
        raise Unsupported("a condition on a random number")
    sign = sign_of(difference)
    if sign == 0 and isinstance(difference, Dual):
        raise Undefined("the derivative at the edge of a case")
    return sign
