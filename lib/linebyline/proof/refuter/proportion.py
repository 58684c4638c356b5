"""Relations up to a factor or a term: two places that differ only in the variables are compared."""

from __future__ import annotations

from itertools import combinations
from random import Random

import flint

from linebyline.proof.refuter.admissible import Admissible
from linebyline.proof.refuter.compare import (
    NO_VALUE,
    Finding,
    Outcome,
    at_some_precision,
    values_of,
)  # fmt: skip
from linebyline.proof.refuter.draw_scalars import EmptyDomainError
from linebyline.proof.refuter.environment import Env, Value
from linebyline.proof.refuter.evaluate import compiled
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import Number, Undecided, Undefined, zero_test
from linebyline.proof.refuter.point import Point
from linebyline.proof.relation import Relation
from linebyline.proof.tree import Expr

_TRIES = 8
_MOST_ENTRIES = 12


def compare_proportion(
    relation: Relation, point: Point, pool: Admissible, bits: tuple[int, ...]
) -> Finding:
    """Compare the ratios or differences of both sides between a point and a partner of it.

    With f = c g at both places, f(x) g(y) = f(y) g(x), whatever c is. That c is not zero is not
    tested. With f = g + c at both places, f(x) - g(x) = f(y) - g(y).
    """
    partner = _partner(relation, point, pool)
    if partner is None:
        return NO_VALUE
    assert isinstance(relation.left, Expr)
    assert isinstance(relation.right, Expr)
    sides = compiled(relation.left), compiled(relation.right)

    def decide(env: Env) -> Finding:
        left, right = values_of(sides, dict(env))
        left_there, right_there = values_of(sides, partner.at(flint.ctx.prec))
        pairs = _pairs(left, right) + _pairs(left_there, right_there)
        places = ((left, left_there), (right, right_there), partner)
        return _cross(pairs, *places) if relation.sign == "propto" else _shifted(pairs, *places)

    return at_some_precision(point.at, bits, decide)


def _cross(
    pairs: list[tuple[Number, Number]],
    left: tuple[Value, Value],
    right: tuple[Value, Value],
    partner: Point,
) -> Finding:
    """Test f(x) g(y) = f(y) g(x) for all pairs of entries."""
    touching = False
    for (f, g), (p, q) in combinations(pairs, 2):
        zero = zero_test(f * q - p * g)
        if zero is False:
            return Finding(Outcome.FAILS, left, right, other=partner)
        touching = touching or zero is None
    return Finding(Outcome.HOLDS, exact=not touching)


def _shifted(
    pairs: list[tuple[Number, Number]],
    left: tuple[Value, Value],
    right: tuple[Value, Value],
    partner: Point,
) -> Finding:
    """Test f(x) - g(x) = f(y) - g(y) for numbers."""
    if isinstance(left[0], Matrix):
        raise Undefined("an equation up to a constant is between numbers")
    (f, g), (p, q) = pairs
    zero = zero_test((f - g) - (p - q))
    if zero is False:
        return Finding(Outcome.FAILS, left, right, other=partner)
    return Finding(Outcome.HOLDS, exact=zero is True)


def _pairs(left: Value, right: Value) -> list[tuple[Number, Number]]:
    if not isinstance(left, Matrix):
        return [(left, right)]
    if left.shape != right.shape:
        raise Undefined("two shapes")
    return list(zip(left.entries, right.entries, strict=True))[:_MOST_ENTRIES]


def _partner(relation: Relation, point: Point, pool: Admissible) -> Point | None:
    """Return a point that differs from the given one only in the variables."""
    rng = Random(1)
    names = {symbol.tex for symbol in relation.wrt}
    for _ in range(_TRIES):
        base = dict(point.base)
        try:
            for symbol in pool.space.symbols:
                if symbol.tex in names:
                    base[symbol.tex] = pool.space.draw_one(symbol, base, rng, special=False)
            partner, _ = pool.complete(base, rng)
        except (Undefined, Undecided, EmptyDomainError):
            continue
        if partner is not None and _agree_elsewhere(point, partner, names):
            return partner
    return None


def _agree_elsewhere(point: Point, partner: Point, names: set[str]) -> bool:
    """Return whether all other values are the same, exactly."""
    if point.solvers or partner.solvers:
        solved = point.solved | partner.solved
        if not solved <= names:
            return False
    return all(
        partner.base[name] == value for name, value in point.base.items() if name not in names
    ) and any(partner.base[name] != point.base[name] for name in names if name in partner.base)
