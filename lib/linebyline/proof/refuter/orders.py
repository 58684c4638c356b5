"""Remainders and infinite limits at a point, by the leading terms of certified expansions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linebyline.proof.limits import LIMITS, infinite, without_orders
from linebyline.proof.refuter.build_limits import near, paths
from linebyline.proof.refuter.compare import Finding, Outcome, at_some_precision
from linebyline.proof.refuter.environment import Env
from linebyline.proof.refuter.evaluate import compiled
from linebyline.proof.refuter.expansion import Expansion
from linebyline.proof.refuter.numbers import Number, reciprocal
from linebyline.proof.refuter.point import Point
from linebyline.proof.refuter.show import show
from linebyline.proof.relation import Relation
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr, neg

Decide = Callable[[Env], Finding]
_ENDS = {1: "infinity", -1: "minus infinity"}


def by_expansion(relation: Relation) -> Decide | None:
    """Return what decides at a point whether a remainder or an infinite limit is right."""
    left, right = relation.left, relation.right
    if not isinstance(left, Expr) or not isinstance(right, Expr) or relation.sign != "=":
        return None
    if any(node.op == "order" for _, node in walk(right)):
        return lambda env: _order(left, right, env)
    if left.op in LIMITS and infinite(right):
        return lambda env: _infinite(left, infinite(right), env)
    return None


def compare_by_expansion(decide: Decide, point: Point, bits: tuple[int, ...]) -> Finding:
    """Decide at a point, with as many bits as it needs."""
    return at_some_precision(point.at, bits, decide)


def _order(left: Expr, right: Expr, env: Env) -> Finding:
    """Refuted where the difference outgrows every size that is allowed."""
    (f, given), (h, allowed) = without_orders(left), without_orders(right)
    parts = [Expr("add", (f, neg(h))), *(order.args[0] for order in given)]
    for part in parts:
        ratios = [list(_ratios(part, order, env)) for order in allowed]
        if all(any(_grows(ratio) for ratio in found) for found in ratios):
            return Finding(Outcome.FAILS, "a remainder that outgrows its size", "a bounded ratio")
    return Finding(Outcome.HOLDS)


def _ratios(part: Expr, order: Expr, env: Env) -> Iterator[Number]:
    size, name = compiled(order.args[0]), order.data.tex
    value = compiled(part)
    for path in paths(order, compiled)(env):
        moved = {**env, name: path}
        yield value(dict(moved)) * reciprocal(size(dict(moved)))


def _grows(ratio: Number) -> bool:
    return isinstance(ratio, Expansion) and ratio.is_unbounded()


def _infinite(side: Expr, sign: int, env: Env) -> Finding:
    for value in near(side, compiled)(env):
        if not isinstance(value, Expansion):
            return Finding(Outcome.FAILS, show(value), _ENDS[sign])
        end = value.grows_to()
        if end != sign:
            return Finding(Outcome.FAILS, _ENDS[end] if end else show(value.limit()), _ENDS[sign])
    return Finding(Outcome.HOLDS)
