"""The known functions of one or more numbers, with their derivatives.

Square roots, logarithms and powers of negative numbers take their principal complex value. A ball
that touches a branch cut, a jump or a pole has no value: ``Undecided``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from flint import arb, fmpq, fmpz

from linebyline.proof.refuter.boxes import is_box, larger_on_box, sign_on_box
from linebyline.proof.refuter.numbers import (
    LONGEST,
    ONE,
    ZERO,
    Dual,
    Number,
    Undefined,
    Unsupported,
    capped,
    finite,
    integer,
    is_zero,
    primal,
    reciprocal,
    sign_of,
    to_ball,
    zero_test,
)  # fmt: skip
from linebyline.proof.refuter.plain_functions import exact_root, plain_value
from linebyline.proof.refuter.random_base import Random

TWO, HALF = fmpq(2), fmpq(1, 2)
_LARGEST_CHOICE = 300


def evaluate_function(name: str, arguments: list[Number]) -> Number:
    """Return the value of a known function.

    Raises:
        Undefined: outside of its domain.
        Undecided: if a ball touches a cut, a jump or a pole.
        Unsupported: if the function or its derivative is not known here.
    """
    if name in ("max", "min"):
        return reduce(lambda a, b: _extreme(name, a, b), arguments)
    if name == "binomial":
        return _binomial(*arguments)
    (argument,) = arguments
    if name in _COMPOSED:
        return _COMPOSED[name](argument)
    if isinstance(argument, Random):
        return argument.call(name)
    if isinstance(argument, Dual):
        value = evaluate_function(name, [argument.value])
        return Dual(argument.tag, value, argument.slope * _derivative(name, argument.value, value))
    return plain_value(name, argument)


def power(base: Number, exponent: Number) -> Number:
    """Return base to the exponent; 0^0 has no value."""
    if type(exponent) is fmpq and exponent.q == 1:
        return _integer_power(base, int(exponent.p))
    if exponent == HALF:
        return evaluate_function("sqrt", [base])
    if is_zero(base):
        if isinstance(base, Dual) or isinstance(exponent, Dual) or sign_of(exponent) <= 0:
            raise Undefined("zero to a power that is not positive")
        return ZERO
    exact = _rational_power(base, exponent)
    if exact is not None:
        return exact
    return evaluate_function("exp", [exponent * evaluate_function("log", [base])])


def _integer_power(base: Number, exponent: int) -> Number:
    if exponent < 0:
        return reciprocal(_integer_power(base, -exponent))
    if exponent == 0:
        if is_zero(base):
            raise Undefined("0^0")
        return ONE
    if isinstance(base, Dual):
        below = _integer_power(base.value, exponent - 1) if exponent > 1 else ONE
        return Dual(base.tag, below * base.value, exponent * (below * base.slope))
    if type(base) is fmpq and base.height_bits() * exponent > LONGEST:
        base = arb(base)
    if type(base) is arb and base.contains(0):
        return finite(_ball_power(base, exponent))
    return base**exponent if type(base) is fmpq else finite(base ** fmpz(exponent))


def _ball_power(base: Number, exponent: int) -> Number:
    """Return a positive whole power of a ball around zero, which flint's own power refuses.

    |x| is at most the ball's upper bound r, so |x^k| is at most r^k; a product of balls shows it.
    """
    half = base if exponent < 2 else _ball_power(base, exponent // 2)
    if exponent < 2:
        return half
    return half * half * base if exponent % 2 else half * half


def _rational_power(base: Number, exponent: Number) -> Number | None:
    """Return an exact root such as 8^(2/3), or None."""
    if type(base) is not fmpq or type(exponent) is not fmpq or base < 0 or exponent.q > 12:
        return None
    degree = int(exponent.q)
    roots = [exact_root(int(part), degree) for part in (base.p, base.q)]
    if None in roots:
        return None
    return _integer_power(fmpq(*roots), int(exponent.p))


def _derivative(name: str, x: Number, value: Number) -> Number:
    """Return the derivative of a function at ``x``, given its value there."""
    rule = _DERIVATIVES.get(name)
    if rule is None:
        raise Unsupported(f"the derivative of {name}")
    return rule(x, value)


def _abs_slope(x: Number, _: Number) -> Number:
    if is_box(x):
        return finite(sign_on_box(x))
    sign = sign_of(x)
    if sign == 0:
        raise Undefined("the derivative of |x| at 0")
    return fmpq(sign)


def _flat(name: str) -> Callable[[Number, Number], Number]:
    def slope(x: Number, value: Number) -> Number:
        if is_zero(x if name == "sign" else x - value):
            raise Undefined(f"the derivative of {name} at a jump")
        return ZERO

    return slope


def _erf_slope(x: Number, _: Number) -> Number:
    return evaluate_function("exp", [-(x * x)]) * (2 / arb.const_sqrt_pi())


def _unit_slope(x: Number, sign: int) -> Number:
    return reciprocal(sign * evaluate_function("sqrt", [ONE - x * x]))


def _gamma_slope(x: Number, value: Number) -> Number:
    if isinstance(x, Dual):
        raise Unsupported("the second derivative of the gamma function")
    return value * finite(to_ball(x).digamma())


_DERIVATIVES: dict[str, Callable[[Number, Number], Number]] = {
    "exp": lambda x, value: value,
    "log": lambda x, value: reciprocal(x),
    "sqrt": lambda x, value: reciprocal(TWO * value),
    "sin": lambda x, value: evaluate_function("cos", [x]),
    "cos": lambda x, value: -evaluate_function("sin", [x]),
    "tan": lambda x, value: ONE + value * value,
    "tanh": lambda x, value: ONE - value * value,
    "sinh": lambda x, value: evaluate_function("cosh", [x]),
    "cosh": lambda x, value: evaluate_function("sinh", [x]),
    "arctan": lambda x, value: reciprocal(ONE + x * x),
    "arcsin": lambda x, value: _unit_slope(x, 1),
    "arccos": lambda x, value: _unit_slope(x, -1),
    "erf": _erf_slope,
    "gamma": _gamma_slope,
    "abs": _abs_slope,
    "sign": _flat("sign"),
    "floor": _flat("floor"),
}


def _extreme(name: str, first: Number, second: Number) -> Number:
    if is_box(first) or is_box(second):
        side = 1 if name == "max" else -1
        return finite(side * larger_on_box(side * first, side * second))
    if type(first) in _BALLS and type(second) in _BALLS:
        return _of_balls(name, first, second)
    sign = sign_of(first - second)
    if sign == 0 and (isinstance(first, Dual) or isinstance(second, Dual)):
        raise Undefined(f"the derivative of {name} at a tie")
    return first if (sign > 0) == (name == "max") else second


_BALLS = (arb, fmpq)


def _of_balls(name: str, first: Number, second: Number) -> Number:
    """The larger or smaller of two plain numbers; of balls that overlap, a ball around it."""
    if type(first) is fmpq and type(second) is fmpq:
        return (max if name == "max" else min)(first, second)
    first, second = to_ball(first), to_ball(second)
    return first.max(second) if name == "max" else first.min(second)


def _sigmoid(x: Number) -> Number:
    return reciprocal(ONE + evaluate_function("exp", [-x]))


def _softplus(x: Number) -> Number:
    return evaluate_function("log", [ONE + evaluate_function("exp", [x])])


def _factorial(x: Number) -> Number:
    return evaluate_function("gamma", [x + ONE])


_COMPOSED: dict[str, Callable[[Number], Number]] = {
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "relu": lambda x: _extreme("max", x, ZERO),
    "factorial": _factorial,
}


def _binomial(upper: Number, lower: Number) -> Number:
    """Return n(n-1)...(n-k+1)/k!; zero for k < 0 where n is a whole number, zero or more."""
    count = integer(lower)
    if count < 0:
        if zero_test(primal(upper) + ONE) is not None and integer(primal(upper)) >= 0:
            return ZERO
        raise Undefined("a binomial coefficient below the line")
    if count > _LARGEST_CHOICE:
        raise Unsupported("a binomial coefficient of so many factors")
    result: Number = ONE
    for k in range(count):
        result = result * (upper - k) * fmpq(1, k + 1)
    return capped(result)
