"""Directed search: walk from points where an inequality is tight towards where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import flint
from flint import acb, fmpq

from linebyline.proof.refuter.admissible import Admissible
from linebyline.proof.refuter.compare import Outcome, compare
from linebyline.proof.refuter.entries import entry_of, free_entries, placed
from linebyline.proof.refuter.environment import renew_budget
from linebyline.proof.refuter.evaluate import compiled
from linebyline.proof.refuter.numbers import Number, Undecided, Undefined, Unsupported, to_ball
from linebyline.proof.refuter.point import Point
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

_STARTS = 3
_MOST_STEPS = 120
_FIRST_STEP, _LAST_STEP = fmpq(1, 2), fmpq(1, 5000)
_GRID = 1 << 16
_STIFF = {"orthogonal", "probabilities", "positive definite", "positive semidefinite"}


def climb(relation: Relation, pool: Admissible, held: list[Point]) -> Point | None:
    """Return a point at which an inequality fails, found by shrinking the gap between its sides.

    The walk uses rational points only, so that what it finds is checked like any other point.
    """
    gaps = sorted(((_gap(relation, p), n) for n, p in enumerate(held)), key=_gap_first)
    budget = _MOST_STEPS
    for gap, number in gaps[:_STARTS]:
        if gap is None:
            continue
        failed, spent = _walk(relation, pool, held[number], gap, budget // (_STARTS - 1))
        budget -= spent
        if failed is not None or budget <= 0:
            return failed
    return None


def _walk(
    relation: Relation, pool: Admissible, point: Point, gap: float, budget: int
) -> tuple[Point | None, int]:
    rng = Random(3)
    step, spent = _FIRST_STEP, 0
    while step > _LAST_STEP and spent < budget:
        better = False
        for moved in _neighbours(point, pool, step, rng):
            spent += 1
            new = _gap(relation, moved)
            if new is not None and new < gap:
                point, gap, better = moved, new, True
                if gap <= 0 and compare(relation, moved.at).outcome is Outcome.FAILS:
                    return moved, spent
            if spent >= budget:
                break
        if not better:
            step = step / 4
    return None, spent


def _neighbours(point: Point, pool: Admissible, step: Number, rng: Random) -> Iterator[Point]:
    """Yield admissible points with one number moved up or down."""
    for symbol in pool.space.symbols:
        if not _moves(symbol, pool, point):
            continue
        for key in free_entries(symbol, point.base):
            now = entry_of(point.base, symbol, key)
            for sign in (1, -1):
                value = placed(point.base, symbol, key, _stepped(symbol, now, sign * step))
                if pool.space.admits(symbol.tex, value, point.base):
                    moved, _ = pool.complete({**point.base, symbol.tex: value}, rng, point.plan)
                    if moved is not None:
                        yield moved


def _moves(symbol: Symbol, pool: Admissible, point: Point) -> bool:
    return (
        symbol.kind in ("scalar", "array", "matrix")
        and symbol not in pool.space.sizes
        and symbol.law is None
        and symbol.tex not in point.solved
        and symbol.domain.base != "complex"
        and not symbol.properties & _STIFF
    )


def _stepped(symbol: Symbol, now: Number, step: Number) -> Number:
    """Move relative to the number's size, on a grid of short fractions."""
    if symbol.domain.is_integer:
        stride = max(fmpq(1), fmpq((abs(now) * abs(step)).floor()))
        return now + (stride if step > 0 else -stride)
    size = max(abs(now), fmpq(1, 2))
    return fmpq(((now + step * size) * _GRID).round(), _GRID)


def _gap(relation: Relation, point: Point) -> float | None:
    """Return by how much the inequality holds: negative where it fails, None without value."""
    assert isinstance(relation.left, Expr)
    assert isinstance(relation.right, Expr)
    before = flint.ctx.prec
    flint.ctx.prec = 96
    renew_budget()
    try:
        left = compiled(relation.left)(point.at(96))
        right = compiled(relation.right)(point.at(96))
        difference = right - left if relation.sign in ("<=", "<") else left - right
    except (Undefined, Undecided, Unsupported, OverflowError):
        return None
    finally:
        flint.ctx.prec = before
    return None if type(difference) is acb else float(to_ball(difference).mid())


def _gap_first(pair: tuple[float | None, int]) -> tuple[bool, float, int]:
    gap, number = pair
    return (gap is None, gap if gap is not None else 0.0, number)
