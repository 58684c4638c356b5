r"""Whether a formula is certainly concave or convex in one number, the others having values.

The rules of the field, read off the tree: sums and positive multiples keep curvature; log and sqrt
of a concave function are concave, exp and softplus of a convex one convex, as are even powers and
the absolute value of an affine one; a maximum of convex functions is convex. ``of_logarithm`` says
the same of log f: the logarithm turns products into sums, and of a concave function it is concave.
Logarithms and roots count only of what is positive on the whole domain, so that the formula has a
value all over it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntFlag
from functools import reduce

from flint import fmpq

from linebyline.proof.refuter.degree import Names, degree, depends
from linebyline.proof.refuter.entries import each
from linebyline.proof.refuter.environment import Env
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.numbers import Number, integer, sign_of
from linebyline.proof.tree import Expr


class Curve(IntFlag):
    """What is known of a function: concave, convex, both (affine) or neither."""

    UNKNOWN = 0
    CONCAVE = 1
    CONVEX = 2
    AFFINE = 3


def of_formula(expr: Expr, names: Names, env: Env) -> Curve:
    """Return the curvature in the one number that the names stand for.

    Raises:
        Undefined: if a factor has no value.
        Undecided: if its sign is not certain.
    """
    if not depends(expr, names):
        return Curve.AFFINE
    args = expr.args
    order = degree(expr, names)
    if expr.shape is None and order is not None and order <= 2:
        return _of_quadratic(expr, names, env)
    match expr.op:
        case "add":
            return _common(of_formula(term, names, env) for term in args)
        case "neg":
            return _turned(of_formula(args[0], names, env))
        case "mul":
            return _scaled(expr, names, env)
        case "div" if not depends(args[1], names):
            inner = of_formula(args[0], names, env)
            return inner if sign_of(evaluate(args[1], env)) > 0 else _turned(inner)
        case "norm" if degree(args[0], names) == 1:
            return Curve.CONVEX
        case "sum":
            return _over_terms(expr, env, lambda body, at: of_formula(body, names, at))
        case "pow":
            return _of_power(expr, names, env)
        case "call":
            return _of_call(expr, names, env)
        case _:
            return Curve.UNKNOWN


def _of_quadratic(expr: Expr, names: Names, env: Env) -> Curve:
    """The curvature of a polynomial of degree two or less, by its second difference."""
    (name,) = names

    def at(shift: int) -> Number:
        return evaluate(expr, {**env, name: each(env[name], lambda x: x + shift)})

    bend = sign_of(at(1) + at(-1) - 2 * at(0))
    return Curve.CONVEX if bend > 0 else Curve.CONCAVE if bend < 0 else Curve.AFFINE


def of_logarithm(expr: Expr, names: Names, env: Env) -> Curve:
    """Return the curvature of log f, where f is positive."""
    if not depends(expr, names):
        return Curve.AFFINE if sign_of(evaluate(expr, env)) > 0 else Curve.UNKNOWN
    args = expr.args
    match expr.op:
        case "mul":
            return _common(of_logarithm(factor, names, env) for factor in args)
        case "div":
            below = _turned(of_logarithm(args[1], names, env))
            return _common([of_logarithm(args[0], names, env), below])
        case "prod":
            return _over_terms(expr, env, lambda body, at: of_logarithm(body, names, at))
        case "pow" if _is_e(args[0]):
            return of_formula(args[1], names, env)
        case "pow" if not depends(args[1], names):
            inner = of_logarithm(args[0], names, env)
            return inner if sign_of(evaluate(args[1], env)) >= 0 else _turned(inner)
        case "call" if expr.data == "exp":
            return of_formula(args[0], names, env)
        case "call" if expr.data == "sqrt":
            return of_logarithm(args[0], names, env)
        case "call" if expr.data == "sigmoid":
            is_affine = of_formula(args[0], names, env) == Curve.AFFINE
            return Curve.CONCAVE if is_affine else Curve.UNKNOWN
        case _:
            if not is_positive(expr, names, env):
                return Curve.UNKNOWN
            return of_formula(expr, names, env) & Curve.CONCAVE


def is_positive(expr: Expr, names: Names, env: Env) -> bool:
    """Whether the formula is certainly zero or more on the whole domain of the number."""
    if not depends(expr, names):
        return sign_of(evaluate(expr, env)) >= 0
    args = expr.args
    match expr.op:
        case "symbol" | "entry":
            named = expr if expr.op == "symbol" else args[0]
            return bool(named.op == "symbol" and named.data.domain.is_nonnegative)
        case "add" if len(args) == 2 and args[1].op == "neg" and args[1].args[0].op == "symbol":
            high = args[1].args[0].data.domain.high
            if depends(args[0], names) or high is None:
                return False
            return sign_of(evaluate(args[0], env) - evaluate(high, env)) >= 0
        case "add" | "mul" | "div":
            return all(is_positive(arg, names, env) for arg in args)
        case "pow":
            is_even = args[1].op == "number" and args[1].data % 2 == 0
            return is_even or _is_e(args[0])
        case "call":
            return expr.data in ("exp", "softplus", "sigmoid", "abs", "relu")
        case _:
            return False


def _common(curves: object) -> Curve:
    return reduce(lambda a, b: a & b, curves, Curve.AFFINE)  # type: ignore[call-overload, no-any-return]


def _turned(curve: Curve) -> Curve:
    return {Curve.CONCAVE: Curve.CONVEX, Curve.CONVEX: Curve.CONCAVE}.get(curve, curve)


def _scaled(expr: Expr, names: Names, env: Env) -> Curve:
    moving = [factor for factor in expr.args if depends(factor, names)]
    if len(moving) != 1 or expr.shape is not None or any(f.shape for f in expr.args):
        return Curve.UNKNOWN
    sign = 1
    for factor in expr.args:
        if factor is not moving[0]:
            sign *= sign_of(evaluate(factor, env))
    inner = of_formula(moving[0], names, env)
    return Curve.AFFINE if sign == 0 else inner if sign > 0 else _turned(inner)


def _over_terms(expr: Expr, env: Env, of_body: Callable[[Expr, Env], Curve]) -> Curve:
    first, last = (integer(evaluate(end, env)) for end in expr.args[1:])
    places = ({**env, expr.data.tex: fmpq(k)} for k in range(first, last + 1))
    return _common(of_body(expr.args[0], place) for place in places)


def _of_power(expr: Expr, names: Names, env: Env) -> Curve:
    base, exponent = expr.args
    if _is_e(base):
        return of_formula(exponent, names, env) & Curve.CONVEX
    is_even = exponent.op == "number" and exponent.data > 0 and exponent.data % 2 == 0
    if is_even and (base.op == "norm" or of_formula(base, names, env) == Curve.AFFINE):
        return of_formula(base, names, env) & Curve.CONVEX
    return Curve.UNKNOWN


def _of_call(expr: Expr, names: Names, env: Env) -> Curve:
    inner = [of_formula(argument, names, env) for argument in expr.args]
    match expr.data:
        case "log":
            has_value = is_positive(expr.args[0], names, env)
            return of_logarithm(expr.args[0], names, env) if has_value else Curve.UNKNOWN
        case "sqrt":
            has_value = is_positive(expr.args[0], names, env)
            return inner[0] & Curve.CONCAVE if has_value else Curve.UNKNOWN
        case "exp" | "softplus" | "relu":
            return inner[0] & Curve.CONVEX
        case "abs":
            return Curve.CONVEX if inner[0] == Curve.AFFINE else Curve.UNKNOWN
        case "max":
            return _common(inner) & Curve.CONVEX
        case "min":
            return _common(inner) & Curve.CONCAVE
        case _:
            return Curve.UNKNOWN


def _is_e(base: Expr) -> bool:
    return base.op == "constant" and bool(base.data == "e")
