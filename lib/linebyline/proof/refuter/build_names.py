"""Closures for numbers, names, entries, functions, sums, and derivatives."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from flint import acb, arb, fmpq

from linebyline.proof.gradients import as_derivatives
from linebyline.proof.limits import infinite
from linebyline.proof.refuter.build_algebra import Build, zeros_like
from linebyline.proof.refuter.build_cases import cases, indicator
from linebyline.proof.refuter.build_expectation import expect, variance
from linebyline.proof.refuter.build_integral import integral
from linebyline.proof.refuter.build_limits import limit, moving_sum
from linebyline.proof.refuter.environment import (
    Compile,
    Env,
    Recipe,
    Run,
    Value,
    law_of,
    look_up,
    pick,
    spend,
    unsupported,
)  # fmt: skip
from linebyline.proof.refuter.expansion import Expansion
from linebyline.proof.refuter.functions import evaluate_function
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Dual,
    Undefined,
    capped,
    integer,
    is_zero,
    next_tag,
    split,
)  # fmt: skip
from linebyline.proof.tables import as_sums
from linebyline.proof.tree import Expr


def _number(expr: Expr, compiled: Compile) -> Run:
    value = fmpq(expr.data.numerator, expr.data.denominator)
    return lambda _: value


def _constant(expr: Expr, compiled: Compile) -> Run:
    if expr.data == "oo":
        return unsupported("infinity")
    return {"pi": lambda _: arb.pi(), "e": lambda _: arb.const_e(), "i": lambda _: acb(0, 1)}[
        expr.data
    ]


def _symbol(expr: Expr, compiled: Compile) -> Run:
    if expr.data.kind == "array":
        return unsupported(f"the array {expr.data.tex} without an index")
    return look_up(expr.data.tex)


def _entry(expr: Expr, compiled: Compile) -> Run:
    base = expr.args[0]
    of = look_up(base.data.tex) if base.op == "symbol" else compiled(base)
    indices = [compiled(index) for index in expr.args[1:]]

    def run(env: Env) -> Value:
        key = tuple([integer(index(env)) for index in indices])
        return pick(of(env), key)

    return run


def _apply(expr: Expr, compiled: Compile) -> Run:
    function = look_up(expr.data.tex)
    of = [look_up(a.data.tex) if a.op == "symbol" else compiled(a) for a in expr.args]
    return lambda env: function(env)(*[argument(env) for argument in of])


def _primed(expr: Expr, compiled: Compile) -> Run:
    function, argument = look_up(expr.data.tex), compiled(expr.args[0])
    order = int(expr.args[1].data)

    def run(env: Env) -> Value:
        x, tags = argument(env), [next_tag() for _ in range(order)]
        for tag in tags:
            x = Dual(tag, x, ONE)
        value = function(env)(x)
        for tag in reversed(tags):
            value = split(value, tag)[1]
        return value

    return run


def _call(expr: Expr, compiled: Compile) -> Run:
    name = expr.data
    arguments = [compiled(argument) for argument in expr.args]
    return lambda env: evaluate_function(name, [argument(env) for argument in arguments])


def _series(expr: Expr, compiled: Compile) -> Run:
    if infinite(expr.args[2]):
        if expr.op == "prod":
            return unsupported("a product of infinitely many factors")
        from linebyline.proof.refuter.infinite_sums import infinite_sum

        return infinite_sum(expr, compiled)
    body, first, last = (compiled(part) for part in expr.args)
    name, is_sum = expr.data.tex, expr.op == "sum"
    empty = ZERO if is_sum else ONE
    start = (lambda env: empty) if expr.shape is None else zeros_like(expr, compiled)

    def run(env: Env) -> Value:
        end = last(env)
        if isinstance(end, Expansion):
            return moving_sum(expr, body, integer(first(env)), end, env)
        low, high = integer(first(env)), integer(end)
        if high < low - 1:
            raise Undefined("a sum or product that ends before it begins")
        spend(high - low + 1)
        outer, total = env.get(name), start(env)
        for k in range(low, high + 1):
            env[name] = fmpq(k)
            term = body(env)
            total = total + term if is_sum else total * term
        env[name] = outer
        return capped(total)

    return run


def _extremum(expr: Expr, compiled: Compile) -> Run:
    body, first, last = (compiled(part) for part in expr.args)
    name, word = expr.data.tex, "max" if expr.op == "maximum" else "min"

    def run(env: Env) -> Value:
        low, high = integer(first(env)), integer(last(env))
        if high < low:
            raise Undefined("the largest of no numbers")
        spend(high - low + 1)
        values = [body({**env, name: fmpq(k)}) for k in range(low, high + 1)]
        if all(type(value) in (arb, fmpq) for value in values) and arb in map(type, values):
            balls = [arb(value) for value in values]
            return reduce(lambda a, b: a.max(b) if word == "max" else a.min(b), balls)
        return evaluate_function(word, values)

    return run


def _diff(expr: Expr, compiled: Compile) -> Run:
    variable = expr.args[1]
    if variable.shape is not None:
        return _by_whole(expr, compiled)
    target, indices = _target(variable, compiled)
    slope = _slope(expr.args[0], target, compiled)
    return lambda env: slope(env, tuple([integer(index(env)) for index in indices]))


def _by_whole(expr: Expr, compiled: Compile) -> Run:
    """The derivatives by all entries of a column, row or matrix, in the shape of the result."""
    body, variable = expr.args
    name = variable.args[0] if variable.op == "transpose" else variable
    slope, value = _slope(body, name, compiled), look_up(name.data.tex)
    is_row = variable.op == "transpose"

    def run(env: Env) -> Value:
        rows, columns = value(env).shape
        spend(rows * columns)
        cells = [[slope(env, (i + 1, j + 1)) for j in range(columns)] for i in range(rows)]
        if body.shape is None:
            found = Matrix(cells)
            return found.transposed if is_row else found
        parts = [[x for row in cell.rows for x in row] for row in cells for cell in row]
        return Matrix(parts).transposed if is_row else Matrix(parts)

    return run


def _slope(body: Expr, name: Expr, compiled: Compile) -> Callable[[Env, tuple[int, ...]], Value]:
    """The derivative of a formula by a name, or by one of its entries."""
    if name.op != "symbol":
        raise TypeError(f"one differentiates by a declared name, got {name!r}")
    run, value = compiled(body), look_up(name.data.tex)

    def slope(env: Env, key: tuple[int, ...]) -> Value:
        tag = next_tag()
        seeded = {name.data.tex: _seed(value(env), key, tag)}
        moved = run({**env, **_law(env, name.data.tex), **seeded})
        if isinstance(moved, Matrix):
            return moved.map(lambda x: split(x, tag)[1])
        return split(moved, tag)[1]

    return slope


def _nabla(expr: Expr, compiled: Compile) -> Run:
    return compiled(as_derivatives(expr))


def _target(variable: Expr, compiled: Compile) -> tuple[Expr, list[Run]]:
    """The name that a derivative moves, and the indices of its entry."""
    indices: list[Run] = []
    while variable.op in ("entry", "member"):
        indices = [*(compiled(index) for index in variable.args[1:]), *indices]
        variable = variable.args[0]
    return variable, indices


def _law(env: Env, name: str) -> Env:
    return {law_of(name): env[name]} if isinstance(env[name], Recipe) else {}


def _seed(value: Value, key: tuple[int, ...], tag: int) -> Value:
    """Return the value with one of its numbers moving at speed one."""
    if not key:
        return Dual(tag, value, ONE)
    if isinstance(value, dict):
        first = next((head for head in value if head == key[: len(head)]), None)
        if first is None:
            raise Undefined("an index outside of its range")
        return {**value, first: _seed(value[first], key[len(first) :], tag)}
    seeded = Dual(tag, pick(value, key), ONE)
    i, j = key if len(key) == 2 else (key[0], 1) if value.shape[1] == 1 else (1, key[0])
    rows = [list(row) for row in value.rows]
    rows[i - 1][j - 1] = seeded
    return Matrix(rows)


def _delta(expr: Expr, compiled: Compile) -> Run:
    first, second = (compiled(index) for index in expr.args)
    return lambda env: ONE if is_zero(first(env) - second(env)) else ZERO


NAMES: dict[str, Build] = {
    "number": _number, "constant": _constant, "symbol": _symbol, "entry": _entry, "apply": _apply,
    "slope": _primed,
    "call": _call, "sum": _series, "prod": _series, "diff": _diff, "nabla": _nabla, "delta": _delta,
    "probability": lambda expr, compiled: compiled(as_sums(expr)),
    "average": lambda expr, compiled: compiled(expr.args[0]),
    "limit": limit, "limit_above": limit, "limit_below": limit,
    "maximum": _extremum, "minimum": _extremum, "cases": cases, "indicator": indicator,
    "integral": integral, "expect": expect, "variance": variance, "covariance": variance,
}  # fmt: skip
