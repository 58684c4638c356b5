"""Changes of a formula: laws, laws with a condition left out, and slips."""

from collections.abc import Callable
from fractions import Fraction
from random import Random

from tests.proof.soundness import scalars

from linebyline.proof.mutants import mutants
from linebyline.proof.substitution import substitute
from linebyline.proof.traversal import rebuild, replace
from linebyline.proof.tree import (
    Expr,
    ShapeError,
    add,
    call,
    div,
    mul,
    neg,
    number,
    power,
    sum_over,
    symbol,
)

Change = Callable[[Random, Expr], Expr]
HALF = number(Fraction(1, 2))


def changed(rng: Random, expr: Expr, steps: int) -> Expr:
    """Change random parts of a formula; what does not fit is left alone."""
    for _ in range(steps):
        path, node = scalars.part(rng, expr)
        try:
            expr = replace(expr, path, rng.choice(CHANGES)(rng, node))
        except (TypeError, ShapeError):
            continue
    return expr


def slipped(rng: Random, expr: Expr) -> Expr:
    """One mutant of the formula, or the formula where it has none."""
    return rng.choice([mutant for _, mutant in mutants(expr)] or [expr])


def _shuffle(rng: Random, node: Expr) -> Expr:
    if node.op not in ("add", "mul"):
        return node
    return rebuild(node, tuple(rng.sample(node.args, len(node.args))))


def _distribute(_: Random, node: Expr) -> Expr:
    """(a + b) c = a c + b c, and the root or the logarithm or the power of a product."""
    if node.op == "mul" and node.args[0].op == "add":
        return add(*[mul(term, *node.args[1:]) for term in node.args[0].args])
    if node.op == "call" and node.data in ("log", "sqrt", "abs") and node.args[0].op == "mul":
        join = add if node.data == "log" else mul
        return join(*[call(node.data, factor) for factor in node.args[0].args])
    if node.op == "pow" and node.args[0].op == "mul":
        return mul(*[power(factor, node.args[1]) for factor in node.args[0].args])
    return node


def _join_powers(_: Random, node: Expr) -> Expr:
    if node.op == "pow" and node.args[0].op == "pow":
        (base, inner), outer = node.args[0].args, node.args[1]
        return power(base, mul(inner, outer))
    if node.op == "pow" and node.args[1].op == "add":
        return mul(*[power(node.args[0], term) for term in node.args[1].args])
    return node


def _peel(rng: Random, node: Expr) -> Expr:
    """Take an end off a sum, or shift its index."""
    if node.op != "sum":
        return node
    body, first, last = node.args
    index = node.data
    match rng.randrange(3):
        case 0:
            start = substitute(body, {index: first})
            return add(start, sum_over(body, index, first + 1, last))
        case 1:
            end = substitute(body, {index: last})
            return add(sum_over(body, index, first, last - 1), end)
        case _:
            moved = substitute(body, {index: symbol(index) - 1})
            return sum_over(moved, index, first + 1, last + 1)


def _contract(_: Random, node: Expr) -> Expr:
    """Let a delta pick its term, wherever that lies."""
    if node.op != "sum" or node.args[0].op != "mul" or node.args[0].args[0].op != "delta":
        return node
    chosen, *others = node.args[0].args
    return substitute(mul(*others), {node.data: chosen.args[1]})


def _wrap(rng: Random, node: Expr) -> Expr:
    """Write a formula in a longer way; some of these hold for some numbers only."""
    other, times = scalars.leaf(rng), scalars.integer(rng)
    ways = [
        lambda: add(node, other, neg(other)),
        lambda: div(mul(node, other), other),
        lambda: div(number(1), div(number(1), node)),
        lambda: call("exp", call("log", node)),
        lambda: call("log", call("exp", node)),
        lambda: power(call("sqrt", node), number(2)),
        lambda: call("sqrt", power(node, number(2))),
        lambda: power(power(node, number(3)), number(Fraction(1, 3))),
        lambda: mul(call("sign", node), call("abs", node)),
        lambda: call("max", node, node),
        lambda: add(call("relu", node), neg(call("relu", neg(node)))),
        lambda: call("abs", node),
        lambda: call("arctan", call("tan", node)),
        lambda: call("sin", call("arcsin", node)),
        lambda: mul(node, power(other, number(0))),
        lambda: mul(node, power(other, times), power(other, neg(times))),
        lambda: mul(call("abs", node), call("abs", node)),
    ]
    return rng.choice(ways)()


CHANGES: list[Change] = [
    _shuffle,
    _distribute,
    _distribute,
    _join_powers,
    _join_powers,
    _peel,
    _contract,
]
CHANGES += [_wrap, _wrap, _wrap, slipped]
