"""Going through a formula: its nodes, its symbols, and one node exchanged for another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linebyline.proof.blocks import blocks
from linebyline.proof.gradients import nabla
from linebyline.proof.integral_nodes import integral
from linebyline.proof.matrix_forms import (
    diagonal,
    hadamard,
    kronecker,
    member,
    ones,
    unit,
    vec,
)
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import (
    Expr,
    add,
    apply,
    call,
    delta,
    det,
    diff,
    div,
    entry,
    identity,
    inverse,
    matrix,
    mul,
    neg,
    norm,
    power,
    prod_over,
    slope,
    sum_over,
    trace,
    transpose,
    zeros,
)  # fmt: skip
from linebyline.proof.variances import covariance, expect, variance

BINDERS = frozenset(
    {"sum", "prod", "maximum", "minimum", "limit", "limit_above", "limit_below", "integral"}
)


def walk(expr: Expr, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Expr]]:
    """Yield every node with its path, parents first."""
    ahead = [(path, expr)]
    while ahead:
        here, node = ahead.pop()
        yield here, node
        for position in range(len(node.args) - 1, -1, -1):
            ahead.append(((*here, position), node.args[position]))


def rebuild(expr: Expr, args: tuple[Expr, ...]) -> Expr:
    """Return the node with other children, its shape worked out anew."""
    builder = _BUILDERS.get(expr.op)
    if builder is not None:
        return builder(*args)
    match expr.op:
        case "sum" | "prod":
            make = sum_over if expr.op == "sum" else prod_over
            return make(args[0], expr.data, args[1], args[2])
        case "expect" | "variance" | "covariance":
            make_mean: Callable[..., Expr] = _MEANS[expr.op]
            return make_mean(*args, *(expr.data or ()))
        case "integral":
            return integral(args[0], expr.data, args[1], args[2])
        case "call":
            return call(expr.data, *args)
        case "nabla":
            return nabla(args[0], args[1], expr.data)
        case "apply":
            return apply(expr.data, *args)
        case "slope":
            return slope(expr.data, args[0], args[1].data)
        case "matrix" | "blocks":
            _, columns = expr.data
            make_rows = matrix if expr.op == "matrix" else blocks
            return make_rows([list(args[i : i + columns]) for i in range(0, len(args), columns)])
        case "unit":
            return unit(args[0], expr.data)
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
        elif node.op == "probability":
            name = node.data[0]
            found.add(name)
            found = found.union(*(symbols_in(size) for size in name.dims))
        elif node.op in _MEANS and node.data:
            for name in node.data:
                found |= {name, *name.law.names}
        for size in sizes_of(node):
            found |= symbols_in(size)
    return found


def sizes_of(node: Expr) -> tuple[Expr, ...]:
    """The sizes that a node is made of, and that are no formulas below it."""
    if node.op == "zeros":
        return node.data  # type: ignore[no-any-return]
    return (node.data,) if node.op in ("identity", "ones", "unit") else ()


def with_sizes(node: Expr, sizes: tuple[Expr, ...]) -> Expr:
    """Return such a node, without the formulas below it changed, for other sizes."""
    if node.op == "unit":
        return unit(node.args[0], *sizes)
    if node.op == "zeros":
        return zeros(*sizes)
    return identity(*sizes) if node.op == "identity" else ones(*sizes)


def free_symbols(expr: Expr) -> set[Symbol]:
    """The symbols of a formula that no sum, product, extremum, limit or integral binds."""
    if expr.op in BINDERS:
        body, *ends = expr.args
        return (free_symbols(body) - {expr.data}).union(*[free_symbols(end) for end in ends])
    found = {expr.data} if isinstance(expr.data, Symbol) else set()
    return found.union(*[free_symbols(child) for child in expr.args])


def bound_in(expr: Expr) -> set[Symbol]:
    """The names that sums, products, integrals and limits of the formula bind."""
    return {node.data for _, node in walk(expr) if node.op in BINDERS}


_BUILDERS: dict[str, Callable[..., Expr]] = {
    "add": add, "neg": neg, "mul": mul, "div": div, "pow": power, "diff": diff,
    "transpose": transpose, "inverse": inverse, "trace": trace, "det": det, "norm": norm,
    "entry": entry, "delta": delta, "member": member, "diag": diagonal,
    "hadamard": hadamard, "kronecker": kronecker, "vec": vec,
}  # fmt: skip
_MEANS: dict[str, Callable[..., Expr]] = {
    "expect": expect, "variance": variance, "covariance": covariance
}  # fmt: skip
