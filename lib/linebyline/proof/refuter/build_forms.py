"""Closures for members of families, special columns, and products entry by entry."""

from __future__ import annotations

from functools import reduce

from linebyline.proof.refuter.build_algebra import Build
from linebyline.proof.refuter.environment import Compile, Env, Run, Value, look_up, spend
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import ONE, ZERO, Undefined, capped, integer
from linebyline.proof.tree import Expr


def _member(expr: Expr, compiled: Compile) -> Run:
    family = look_up(expr.args[0].data.tex)
    indices = [compiled(index) for index in expr.args[1:]]

    def run(env: Env) -> Value:
        key = tuple([integer(index(env)) for index in indices])
        members = family(env)
        if key not in members:
            raise Undefined("an index outside of its range")
        return members[key]

    return run


def _ones(expr: Expr, compiled: Compile) -> Run:
    if expr.shape is None:
        return lambda _: ONE
    size = compiled(expr.data)
    return lambda env: Matrix([[ONE] for _ in range(_counted(size(env)))])


def _unit(expr: Expr, compiled: Compile) -> Run:
    size, place = compiled(expr.data), compiled(expr.args[0])

    def run(env: Env) -> Value:
        count, here = _counted(size(env)), integer(place(env))
        if not 1 <= here <= count:
            raise Undefined("a unit column whose one lies outside of it")
        column = Matrix([[ONE if k == here else ZERO] for k in range(1, count + 1)])
        return column if expr.shape is not None else ONE

    return run


def _counted(size: Value) -> int:
    count = integer(size)
    spend(count)
    return count


def _diag(expr: Expr, compiled: Compile) -> Run:
    of = compiled(expr.args[0])

    def run(env: Env) -> Value:
        entries = list(of(env).entries)
        size = range(len(entries))
        return Matrix([[entries[i] if i == j else ZERO for j in size] for i in size])

    return run


def _hadamard(expr: Expr, compiled: Compile) -> Run:
    factors = [compiled(factor) for factor in expr.args]
    return lambda env: reduce(_entrywise, [factor(env) for factor in factors])


def _entrywise(left: Value, right: Value) -> Value:
    if not isinstance(left, Matrix):
        return capped(left * right)
    if left.shape != right.shape:
        raise Undefined("shapes that differ")
    pairs = zip(left.rows, right.rows, strict=True)
    return Matrix([[capped(x * y) for x, y in zip(a, b, strict=True)] for a, b in pairs])


def _kronecker(expr: Expr, compiled: Compile) -> Run:
    factors = [compiled(factor) for factor in expr.args]
    return lambda env: reduce(_blocks, [factor(env) for factor in factors])


def _blocks(left: Value, right: Value) -> Value:
    """The matrix of the blocks a_{ij} B."""
    if not (isinstance(left, Matrix) and isinstance(right, Matrix)):
        return left * right
    spend(len(left.rows) * len(right.rows))
    return Matrix([[capped(x * y) for x in a for y in b] for a in left.rows for b in right.rows])


def _vec(expr: Expr, compiled: Compile) -> Run:
    of = compiled(expr.args[0])

    def run(env: Env) -> Value:
        value = of(env)
        return value if not isinstance(value, Matrix) else Matrix(
            [[x] for column in value.transposed.rows for x in column]
        )  # fmt: skip

    return run


def collapsed(expr: Expr, run: Run) -> Run:
    """A matrix of one row and column where the formula is a number."""
    if expr.shape is not None:
        return run

    def number(env: Env) -> Value:
        value = run(env)
        return value.rows[0][0] if isinstance(value, Matrix) else value

    return number


def _number_or(build: Build) -> Build:
    return lambda expr, compiled: collapsed(expr, build(expr, compiled))


FORMS: dict[str, Build] = {
    "member": _member, "ones": _ones, "unit": _unit, "diag": _number_or(_diag),
    "hadamard": _hadamard, "kronecker": _number_or(_kronecker), "vec": _number_or(_vec),
}  # fmt: skip
