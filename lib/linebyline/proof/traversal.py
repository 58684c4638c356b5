"""Going through a formula: its nodes, its symbols, and one node exchanged for another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linebyline.proof.gradients import nabla
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import (
    Expr,
    add,
    apply,
    call,
    covariance,
    delta,
    det,
    diff,
    div,
    entry,
    expect,
    inverse,
    matrix,
    mul,
    neg,
    norm,
    power,
    prod_over,
    sum_over,
    trace,
    transpose,
    variance,
)  # fmt: skip


def walk(expr: Expr, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Expr]]:
    """Yield every node with its path, parents first."""
    yield path, expr
    for position, child in enumerate(expr.args):
        yield from walk(child, (*path, position))


def rebuild(expr: Expr, args: tuple[Expr, ...]) -> Expr:
    """Return the node with other children, its shape worked out anew."""
    builder = _BUILDERS.get(expr.op)
    if builder is not None:
        return builder(*args)
    match expr.op:
        case "sum" | "prod":
            make = sum_over if expr.op == "sum" else prod_over
            return make(args[0], expr.data, args[1], args[2])
        case "call":
            return call(expr.data, *args)
        case "nabla":
            return nabla(args[0], args[1], expr.data)
        case "apply":
            return apply(expr.data, *args)
        case "matrix":
            _, columns = expr.data
            return matrix([list(args[i : i + columns]) for i in range(0, len(args), columns)])
        case _:
            return Expr(expr.op, args, expr.data, expr.shape)


def replace(expr: Expr, path: tuple[int, ...], new: Expr) -> Expr:
    """Return the formula with the node at ``path`` replaced."""
    if not path:
        return new
    args = list(expr.args)
    args[path[0]] = replace(args[path[0]], path[1:], new)
    return rebuild(expr, tuple(args))


def symbols_in(expr: Expr) -> set[Symbol]:
    """All symbols of a formula, bound indices, unknown functions and sizes included."""
    found: set[Symbol] = set()
    for _, node in walk(expr):
        if isinstance(node.data, Symbol) and node.data not in found:
            found.add(node.data)
            for size in node.data.dims:
                found |= symbols_in(size)
            if node.data.law is not None:
                found |= node.data.law.names
        elif node.op in ("identity", "zeros") and node.shape is not None:
            found |= symbols_in(node.shape[0]) | symbols_in(node.shape[1])
    return found


def bound_in(expr: Expr) -> set[Symbol]:
    """The indices that sums and products of the formula bind."""
    return {node.data for _, node in walk(expr) if node.op in ("sum", "prod")}


_BUILDERS: dict[str, Callable[..., Expr]] = {
    "add": add, "neg": neg, "mul": mul, "div": div, "pow": power, "diff": diff, "expect": expect,
    "variance": variance, "covariance": covariance,
    "transpose": transpose, "inverse": inverse, "trace": trace, "det": det, "norm": norm,
    "entry": entry, "delta": delta,
}  # fmt: skip
