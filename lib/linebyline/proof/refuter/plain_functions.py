"""The known functions of one plain number: exact where they can be, else balls.

Square roots and logarithms of negative numbers take their principal complex value. A ball that
touches a branch cut, a jump or a pole has no value: ``Undecided``.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

import flint
from flint import acb, arb, fmpq, fmpz

from linebyline.proof.refuter.allowance import count_steps
from linebyline.proof.refuter.boxes import absolute_on_box, is_box, sign_on_box
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Number,
    Undecided,
    Undefined,
    Unsupported,
    finite,
    real,
    sign_of,
    to_ball,
)  # fmt: skip

_AT_ZERO = {
    "sin": ZERO, "tan": ZERO, "sinh": ZERO, "tanh": ZERO, "arcsin": ZERO, "arctan": ZERO,
    "erf": ZERO, "exp": ONE, "cos": ONE, "cosh": ONE,
}  # fmt: skip
_WITHOUT_CUT = frozenset({"erf", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh"})
_BALL = {"arcsin": "asin", "arccos": "acos", "arctan": "atan"}
_LARGEST_FACTORIAL = 1000


def plain_value(name: str, x: Number) -> Number:
    """Return the value of a known function at a number without derivatives.

    Raises:
        Undefined: outside of its domain.
        Undecided: if a ball touches a cut, a jump or a pole.
        Unsupported: if the function is not known here.
    """
    return finite(_value(name, x))


def _value(name: str, x: Number) -> Number:
    if type(x) is fmpq:
        if not x and name in _AT_ZERO:
            return _AT_ZERO[name]
        exact = _EXACT[name](x) if name in _EXACT else None
        if exact is not None:
            return exact
    count_steps(1 + flint.ctx.prec // 64)
    if name in _WITHOUT_CUT:
        return getattr(to_ball(x), name)()
    if name in ("log", "sqrt"):
        return _cut_at_zero(name, to_ball(x))
    if name in ("arcsin", "arccos"):
        return _cut_outside_unit(_BALL[name], to_ball(x))
    if name == "gamma":
        return _gamma(to_ball(x))
    if name == "abs":
        return _absolute(x)
    if name == "sign":
        return sign_on_box(x) if is_box(x) else fmpq(sign_of(x))
    if name == "floor":
        return _floor(x)
    if name == "arctan":
        ball = to_ball(x)
        if type(ball) is acb and ball.real.contains(0) and not abs(ball.imag) < 1:
            raise Undecided
        return ball.atan()
    raise Unsupported(f"the function {name}")


def _exact_sqrt(x: Number) -> Number | None:
    if x < 0:
        return None
    top, bottom = int(x.p), int(x.q)
    a, b = isqrt(top), isqrt(bottom)
    return fmpq(a, b) if a * a == top and b * b == bottom else None


def _exact_log(x: Number) -> Number | None:
    if not x:
        raise Undefined("log 0")
    return ZERO if x == 1 else None


def _exact_gamma(x: Number) -> Number | None:
    if x.q != 1:
        return None
    if x <= 0:
        raise Undefined("a pole of the gamma function")
    return fmpq(fmpz.fac_ui(x.p - 1)) if x <= _LARGEST_FACTORIAL else None


_EXACT: dict[str, Callable[[Number], Number | None]] = {
    "abs": abs, "sqrt": _exact_sqrt, "log": _exact_log, "gamma": _exact_gamma,
}  # fmt: skip


def _cut_at_zero(name: str, ball: Number) -> Number:
    if type(ball) is acb:
        if ball.real > 0 or not ball.imag.contains(0):
            return getattr(ball, name)()
        ball = real(ball)
    if ball > 0:
        return getattr(ball, name)()
    if ball < 0:
        return getattr(acb(ball), name)()
    if ball.is_zero():
        if name == "log":
            raise Undefined("log 0")
        return ZERO
    raise Undecided


def _cut_outside_unit(name: str, ball: Number) -> Number:
    ball = ball.real if type(ball) is acb and ball.imag.is_zero() else ball
    if type(ball) is acb and ball.imag.contains(0) and not abs(ball.real) < 1:
        raise Undecided
    if type(ball) is acb:
        return getattr(ball, name)()
    if abs(ball) <= 1:
        return getattr(ball, name)()
    if abs(ball) > 1:
        return getattr(acb(ball), name)()
    raise Undecided


def _gamma(ball: Number) -> Number:
    if type(ball) is arb and ball.is_exact() and ball <= 0 and ball.is_integer():
        raise Undefined("a pole of the gamma function")
    return ball.gamma()


def _absolute(x: Number) -> Number:
    if is_box(x):
        return absolute_on_box(x)
    return arb(abs(x)) if type(x) is acb else abs(x)


def _floor(x: Number) -> Number:
    x = real(x)
    if type(x) is fmpq:
        return fmpq(int(x.p) // int(x.q))
    whole = x.floor().unique_fmpz()
    if whole is None:
        raise Undecided
    return fmpq(whole)


def exact_root(number: int, degree: int) -> int | None:
    """Return the whole root of a whole number that is not negative, or None."""
    root = int(fmpz(number).root(degree)) if number else 0
    return root if root**degree == number else None
