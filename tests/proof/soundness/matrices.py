"""Random formulas of matrices, and laws that hold for some of them only."""

from random import Random

from tests.proof.soundness import vocabulary as v

from linebyline.proof.traversal import rebuild, replace, walk
from linebyline.proof.tree import (
    Expr,
    ShapeError,
    det,
    identity,
    inverse,
    norm,
    number,
    power,
    trace,
    transpose,
)


def square(rng: Random, depth: int) -> Expr:
    """A formula of shape (n, n)."""
    if depth <= 0:
        return rng.choice([*v.SQUARE, *v.SQUARE, identity(v.N)])
    below = depth - 1
    match rng.randrange(9):
        case 0 | 1 | 2:
            return square(rng, below) * square(rng, below)
        case 3:
            return square(rng, below) + square(rng, below)
        case 4:
            return transpose(square(rng, below))
        case 5:
            return inverse(square(rng, below))
        case 6:
            return rng.choice([*v.SCALARS, number(2), number(-1)]) * square(rng, below)
        case 7:
            tall = rng.choice(v.TALL)
            return rng.choice([tall * tall.T, tall * inverse(tall.T * tall) * tall.T])
        case _:
            return column(rng, below) * transpose(column(rng, below))


def column(rng: Random, depth: int) -> Expr:
    """A formula of shape (n, 1)."""
    base = rng.choice(v.COLUMNS)
    return base if depth <= 0 or rng.random() < 0.5 else square(rng, depth - 1) * base


def number_of(rng: Random, depth: int) -> Expr:
    """A scalar made of matrices."""
    match rng.randrange(6):
        case 0 | 1:
            return transpose(column(rng, depth)) * column(rng, depth)
        case 2:
            return trace(square(rng, depth))
        case 3:
            return det(square(rng, depth))
        case 4:
            return norm(column(rng, depth))
        case _:
            one, other = column(rng, depth), column(rng, depth)
            return power(norm(one + other), number(2))


def changed(rng: Random, expr: Expr, steps: int) -> Expr:
    """Change parts of a formula by laws whose conditions are not looked at."""
    for _ in range(steps):
        path, node = rng.choice(list(walk(expr)))
        try:
            expr = replace(expr, path, _turned(rng, node))
        except (TypeError, ShapeError):
            continue
    return expr


def _turned(rng: Random, node: Expr) -> Expr:
    args = node.args
    match node.op:
        case "mul" if node.shape is not None or all(arg.shape is None for arg in args):
            return rebuild(node, tuple(rng.sample(args, len(args))))
        case "transpose" if args[0].op == "mul" and args[0].shape is not None:
            return _each_reversed(transpose, args[0])
        case "inverse" if args[0].op == "mul" and args[0].shape is not None:
            return _each_reversed(inverse, args[0])
        case "det" if args[0].op == "mul" and all(a.shape == args[0].shape for a in args[0].args):
            return rng.choice([_determinants(args[0]), det(transpose(args[0]))])
        case "trace" | "det" if args[0].op == "mul" and args[0].shape is not None:
            factors = args[0].args
            return rebuild(node, (rebuild(args[0], (*factors[1:], factors[0])),))
        case "symbol" if node.shape is not None:
            return rng.choice([transpose(node), inverse(transpose(node)), inverse(inverse(node))])
        case "norm":
            return rng.choice([norm(-args[0]), power(args[0].T * args[0], number(1) / number(2))])
        case _ if node.shape is not None:
            return rng.choice([node + node - node, transpose(transpose(node)), transpose(node)])
        case _:
            return node


def _each_reversed(wrap: object, product: Expr) -> Expr:
    turned = [wrap(a) if a.shape is not None else a for a in reversed(product.args)]  # type: ignore[operator]
    return rebuild(product, tuple(turned))


def _determinants(product: Expr) -> Expr:
    return rebuild(product, tuple(det(arg) for arg in product.args))
