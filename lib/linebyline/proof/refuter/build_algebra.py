"""Closures for the operations: sums, products, powers, and the functions of matrices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flint import acb

from linebyline.proof.refuter import matrices
from linebyline.proof.refuter.environment import Compile, Env, Run, Value, spend
from linebyline.proof.refuter.functions import evaluate_function, power
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Number,
    Unsupported,
    capped,
    integer,
    reciprocal,
)  # fmt: skip
from linebyline.proof.tree import Expr, number

Build: TypeAlias = Callable[[Expr, Compile], Run]


def _add(expr: Expr, compiled: Compile) -> Run:
    first, *others = [compiled(term) for term in expr.args]

    def run(env: Env) -> Value:
        total = first(env)
        for other in others:
            total = total + other(env)
        return capped(total)

    return run


def _mul(expr: Expr, compiled: Compile) -> Run:
    first, *others = [compiled(factor) for factor in expr.args]
    collapses = _collapses(expr)

    def run(env: Env) -> Value:
        product = first(env)
        for other, collapse in zip(others, collapses, strict=True):
            product = product * other(env)
            if collapse:
                product = product.rows[0][0]
        return capped(product)

    return run


def _collapses(expr: Expr) -> list[bool]:
    """For each factor after the first: whether the product so far becomes 1 x 1, a scalar."""
    shape, result = expr.args[0].shape, []
    for factor in expr.args[1:]:
        joined = shape is not None and factor.shape is not None
        if joined:
            assert shape is not None
            assert factor.shape is not None
            shape = (shape[0], factor.shape[1])
            result.append(shape == (number(1), number(1)))
            shape = None if result[-1] else shape
        else:
            shape = shape or factor.shape
            result.append(False)
    return result


def _neg(expr: Expr, compiled: Compile) -> Run:
    of = compiled(expr.args[0])
    return lambda env: -of(env)


def _div(expr: Expr, compiled: Compile) -> Run:
    top, bottom = compiled(expr.args[0]), compiled(expr.args[1])
    return lambda env: capped(top(env) * reciprocal(bottom(env)))


def _pow(expr: Expr, compiled: Compile) -> Run:
    exponent = compiled(expr.args[1])
    if expr.args[0].op == "constant" and expr.args[0].data == "e":
        return lambda env: evaluate_function("exp", [exponent(env)])
    base = compiled(expr.args[0])
    if expr.shape is not None:
        return lambda env: matrices.matrix_power(base(env), integer(exponent(env)))
    return lambda env: capped(power(base(env), exponent(env)))


def zeros_like(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for the zero matrix of a formula's shape."""
    assert expr.shape is not None
    rows, columns = (compiled(size) for size in expr.shape)
    return lambda env: matrices.zeros(integer(rows(env)), integer(columns(env)))


def _transpose(expr: Expr, compiled: Compile) -> Run:
    of = compiled(expr.args[0])
    return of if expr.shape is None else lambda env: of(env).transposed


def _square(scalar: Callable[[Number], Number], general: Callable[[Matrix], Value]) -> Build:
    """Return a builder for a function of square matrices, of which a scalar is the smallest."""

    def build(expr: Expr, compiled: Compile) -> Run:
        of = compiled(expr.args[0])
        chosen = scalar if expr.args[0].shape is None else general
        return lambda env: chosen(of(env))

    return build


def _norm(expr: Expr, compiled: Compile) -> Run:
    of = compiled(expr.args[0])

    def run(env: Env) -> Value:
        total: Number = ZERO
        for x in of(env).entries:
            if type(x) is acb:
                raise Unsupported("the norm of a complex vector")
            total = total + x * x
        return evaluate_function("sqrt", [total])

    return run


def _identity(expr: Expr, compiled: Compile) -> Run:
    size = compiled(expr.data)
    if expr.shape is None:
        return lambda _: ONE

    def run(env: Env) -> Value:
        count = integer(size(env))
        spend(count)
        return matrices.identity(count)

    return run


def _matrix(expr: Expr, compiled: Compile) -> Run:
    cells = [compiled(cell) for cell in expr.args]
    columns = expr.data[1]

    def run(env: Env) -> Value:
        values = [cell(env) for cell in cells]
        return Matrix([values[i : i + columns] for i in range(0, len(values), columns)])

    return run


def _blocks(expr: Expr, compiled: Compile) -> Run:
    cells = [compiled(cell) for cell in expr.args]
    columns = expr.data[1]

    def run(env: Env) -> Value:
        values = [cell(env) for cell in cells]
        tables = [x.rows if isinstance(x, Matrix) else [[x]] for x in values]
        return Matrix(matrices.joined(tables, columns))

    return run


ALGEBRA: dict[str, Build] = {
    "add": _add, "mul": _mul, "neg": _neg, "div": _div, "pow": _pow,
    "transpose": _transpose, "norm": _norm, "identity": _identity, "zeros": zeros_like,
    "matrix": _matrix, "blocks": _blocks,
    "inverse": _square(reciprocal, matrices.inverse),
    "trace": _square(lambda x: x, matrices.trace),
    "det": _square(lambda x: x, matrices.determinant),
}  # fmt: skip
