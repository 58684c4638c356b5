"""Random scalar formulas with the traps of real algebra: borders, roots, empty sums."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from tests.proof.soundness import vocabulary as v

from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import walk
from linebyline.proof.tree import (
    Expr,
    add,
    call,
    delta,
    diff,
    div,
    mul,
    neg,
    number,
    power,
    prod_over,
    sum_over,
    symbol,
)

CALLS = [
    "exp", "log", "sqrt", "abs", "sin", "cos", "tan", "tanh", "arctan", "arcsin", "sign",
    "sigmoid", "relu", "softplus",
]  # fmt: skip
FRACTIONS = [number(Fraction(*pair)) for pair in ((1, 2), (3, 2), (1, 3), (-1, 2))]


def scalar(rng: Random, depth: int, bound: Sequence[Symbol] = ()) -> Expr:
    """A formula of at most this depth; ``bound`` are the indices in force."""
    if depth <= 0 or rng.random() < 0.1:
        return leaf(rng, bound)
    below = depth - 1
    match rng.randrange(15):
        case 0 | 1:
            return add(scalar(rng, below, bound), scalar(rng, below, bound))
        case 2 | 3:
            return mul(scalar(rng, below, bound), scalar(rng, below, bound))
        case 4:
            return div(scalar(rng, below, bound), scalar(rng, below, bound))
        case 5:
            return neg(scalar(rng, below, bound))
        case 6:
            return power(scalar(rng, below, bound), number(rng.choice([2, 2, 3, -1, -2, 0])))
        case 7:
            return power(scalar(rng, below, bound), rng.choice(FRACTIONS))
        case 8 | 9:
            return call(rng.choice(CALLS), scalar(rng, below, bound))
        case 10:
            return call(rng.choice(["max", "min"]), scalar(rng, below, bound), leaf(rng, bound))
        case 11:
            return power(scalar(rng, min(below, 1), bound), integer(rng, bound))
        case 12 | 13 if len(bound) < 2:
            return sum_of(rng, below, bound)
        case 14 if not bound:
            return diff(scalar(rng, below, bound), rng.choice(v.SCALARS))
        case _:
            return leaf(rng, bound)


def leaf(rng: Random, bound: Sequence[Symbol] = ()) -> Expr:
    """A name, an entry or a number."""
    if bound and rng.random() < 0.6:
        index = rng.choice(list(bound))
        return rng.choice([symbol(index), *(v.item(array, index) for array in v.ARRAYS)])
    if rng.random() < 0.05:
        return v.COMPLEX
    if rng.random() < 0.25:
        return number(rng.choice([-2, -1, 0, 1, 1, 2, 3]))
    return rng.choice([*v.SCALARS, *v.INTEGERS, v.N])


def integer(rng: Random, bound: Sequence[Symbol] = ()) -> Expr:
    """A formula of integers, such as an exponent or an end."""
    names = [*v.INTEGERS, v.N, *map(symbol, bound)]
    first = rng.choice(names)
    match rng.randrange(6):
        case 0 | 1:
            return first
        case 2:
            return first + rng.choice([-2, -1, 1, 2])
        case 3:
            return first - rng.choice(names)
        case 4:
            return rng.choice([2, 3]) * first
        case _:
            return -first


def sum_of(rng: Random, depth: int, bound: Sequence[Symbol] = ()) -> Expr:
    """A sum or a product, its ends moved, triangular or constant now and then."""
    index = next(name for name in (v.J, v.K) if name not in bound)
    ends = [number(rng.choice([0, 1, 1, 1, 2])), rng.choice([v.N, v.N, v.N - 1, v.N + 1, v.M])]
    if bound and rng.random() < 0.4:
        side = rng.randrange(2)
        ends[side] = symbol(bound[0]) + rng.choice([-2, -1, 0, 1, 2])
    elif rng.random() < 0.15:
        ends[1] = rng.choice([number(rng.randrange(4)), *v.INTEGERS])
    body = scalar(rng, depth, (*bound, index))
    if rng.random() < 0.2:
        other = rng.choice([symbol(v.FREE), integer(rng, bound), (v.N + 1) / number(2)])
        body = mul(delta(symbol(index), other), rng.choice([body, symbol(index)]))
    make = prod_over if rng.random() < 0.15 else sum_over
    return make(body, index, *ends)


def part(rng: Random, expr: Expr) -> tuple[tuple[int, ...], Expr]:
    """A random scalar part that binds nothing and is no index, with its path."""
    held = [
        (path, node)
        for path, node in walk(expr)
        if node.shape is None and not (node.op == "symbol" and node.data.kind not in ("scalar",))
    ]
    return rng.choice(held or [((), expr)])
