"""What the matrix kernel proves of random formulas holds exactly at random points."""

from collections.abc import Iterator
from random import Random

import pytest
from tests.proof.kernel.matrix_names import NAMES
from tests.proof.kernel.matrix_oracle import NoValueError, random_point, value_at

from linebyline.proof import kernel
from linebyline.proof.relation import Relation
from linebyline.proof.traversal import rebuild, replace, walk
from linebyline.proof.tree import (
    Expr,
    ShapeError,
    add,
    det,
    identity,
    inverse,
    mul,
    neg,
    number,
    symbol,
    trace,
    transpose,
)

SQUARE = [symbol(NAMES.names[name]) for name in "ABMNSQRKWDE"]
TALL = [symbol(NAMES.names[name]) for name in "XYU"]
COLUMNS = [symbol(NAMES.names[name]) for name in "uvxyz"]
SCALARS = [symbol(NAMES.names[name]) for name in ("a", "b", "t", r"\lambda")]
N = symbol(NAMES.names["n"])
POINTS = 6


def square(rng: Random, depth: int) -> Expr:
    """A random formula of shape (n, n)."""
    if depth == 0:
        return rng.choice([*SQUARE, *SQUARE, identity(N)])
    smaller = depth - 1
    match rng.randrange(9):
        case 0 | 1 | 2:
            return square(rng, smaller) * square(rng, smaller)
        case 3:
            return square(rng, smaller) + square(rng, smaller)
        case 4:
            return transpose(square(rng, smaller))
        case 5:
            return rng.choice(SCALARS) * square(rng, smaller)
        case 6:
            tall = rng.choice(TALL)
            return tall * transpose(rng.choice([tall, *TALL]))
        case 7:
            return column(rng, smaller) * transpose(column(rng, smaller))
        case _:
            letter = symbol(NAMES.names[rng.choice("MNK")])
            return rng.choice([inverse(letter), inverse(letter * square_root_of_one(rng)), -letter])


def square_root_of_one(rng: Random) -> Expr:
    return rng.choice([symbol(NAMES.names["Q"]), transpose(symbol(NAMES.names["R"]))])


def column(rng: Random, depth: int) -> Expr:
    """A random formula of shape (n, 1)."""
    vector = rng.choice(COLUMNS)
    return square(rng, depth - 1) * vector if depth and rng.random() < 0.5 else vector


def formula(rng: Random) -> Expr:
    match rng.randrange(5):
        case 0:
            return trace(square(rng, 3))
        case 4:
            return det(square(rng, 2))
        case 1:
            return transpose(column(rng, 2)) * square(rng, 1) * column(rng, 2)
        case 2:
            return column(rng, 3)
        case _:
            return square(rng, 3)


def rewritten(expr: Expr) -> Iterator[Expr]:
    """Formulas that equal the given one, each by one law of matrix algebra at one place."""
    for path, node in walk(expr):
        inner = node.args[0] if node.args else node
        if node.op == "transpose" and inner.op == "mul":
            yield replace(expr, path, mul(*[transpose(f) for f in reversed(inner.args)]))
        elif node.op == "transpose" and inner.op == "add":
            yield replace(expr, path, add(*[transpose(term) for term in inner.args]))
        elif node.op == "transpose" and inner.op == "transpose":
            yield replace(expr, path, inner.args[0])
        elif node.op == "det" and inner.op == "mul" and _all_square(inner):
            yield replace(expr, path, mul(*[det(factor) for factor in inner.args]))
        elif node.op == "trace" and inner.op == "mul" and all(f.shape for f in inner.args):
            yield replace(expr, path, trace(mul(*inner.args[1:], inner.args[0])))
        elif node.op == "mul" and node.args[-1].op == "add":
            yield replace(expr, path, add(*[mul(*node.args[:-1], s) for s in node.args[-1].args]))
        elif node.op == "add":
            yield replace(expr, path, add(*reversed(node.args)))


def _all_square(product: Expr) -> bool:
    return all(factor.shape == product.shape for factor in product.args)


def slipped(expr: Expr) -> Iterator[Expr]:
    """Formulas that differ from the given one by one slip at one place."""
    for path, node in walk(expr):
        others: list[tuple[Expr, ...]] = []
        if node.op == "transpose":
            others = [node.args[0].args if node.args[0].op == "mul" else ()]
            yield from _put(expr, path, node.args[0])
        elif node.op == "inverse":
            yield from _put(expr, path, transpose(node.args[0]))
        elif node.op == "mul":
            others = [node.args[:k] + node.args[k + 1 :] for k in range(len(node.args))]
            others.append(tuple(reversed(node.args)))
        elif node.op == "add":
            yield from _put(expr, path, add(neg(node.args[0]), *node.args[1:]))
        elif node in SQUARE:
            yield from _put(expr, path, SQUARE[(SQUARE.index(node) + 1) % len(SQUARE)])
        for factors in others:
            yield from _put(expr, path, *factors)


def _put(expr: Expr, path: tuple[int, ...], *factors: Expr) -> Iterator[Expr]:
    try:
        changed = replace(expr, path, mul(*factors)) if factors else expr
    except ShapeError:
        return
    if changed != expr and changed.shape == expr.shape:
        yield changed


def pairs(rng: Random) -> Iterator[tuple[Expr, Expr]]:
    """A formula with rewritten forms of it, and slips of those."""
    left = formula(rng)
    right = left
    for _ in range(rng.randint(0, 3)):
        right = rng.choice([*rewritten(right), right])
    if right != left:
        yield left, right
    slips = [slip for slip in slipped(right) if slip != left]
    for slip in rng.sample(slips, min(4, len(slips))):
        yield left, slip


def differ(left: Expr, right: Expr, rng: Random) -> bool:
    """Whether the sides differ at one of some random points."""
    symbols = Relation("=", left, right).symbols
    for _ in range(POINTS):
        point = random_point(symbols, rng)
        try:
            if value_at(left, point) != value_at(right, point):
                return True
        except (NoValueError, NotImplementedError):
            continue
    return False


@pytest.mark.parametrize("seed", range(4))
def test_nothing_false_is_proved_of_random_formulas(seed: int) -> None:
    rng = Random(seed)
    proved = different = 0
    for _ in range(50):
        for left, right in pairs(rng):
            is_proved = kernel.prove(Relation("=", left, right)) is not None
            is_different = differ(left, right, rng)
            proved += is_proved
            different += is_different
            assert not (is_proved and is_different), Relation("=", left, right)
    assert proved > 15
    assert different > 50


@pytest.mark.parametrize("seed", range(4))
def test_rewritten_formulas_are_proved_equal(seed: int) -> None:
    rng = Random(100 + seed)
    for _ in range(30):
        left = formula(rng)
        for right in rewritten(left):
            if right != left:
                claim = Relation("=", left, right)
                assert kernel.prove(claim) is not None, claim


def test_the_judge_sees_a_slip() -> None:
    a, b = SQUARE[:2]
    assert differ(a * b, b * a, Random(0))
    assert not differ(transpose(a * b), transpose(b) * transpose(a), Random(0))
    assert differ(neg(a) * number(2), a, Random(0))
    with pytest.raises(ShapeError):
        rebuild(a * COLUMNS[0], (COLUMNS[0], a))
