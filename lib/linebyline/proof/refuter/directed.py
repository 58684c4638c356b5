"""Directed search: walk from points where an inequality is tight towards where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from operator import mul
from random import Random

import flint
from flint import acb, fmpq

from linebyline.proof.refuter.admissible import Admissible
from linebyline.proof.refuter.allowance import is_exhausted
from linebyline.proof.refuter.compare import QUICK, Outcome, compare
from linebyline.proof.refuter.draw_arrays import is_cone
from linebyline.proof.refuter.entries import Key, each, entry_of, free_entries, placed
from linebyline.proof.refuter.environment import Env, Value, renew_budget
from linebyline.proof.refuter.evaluate import compiled
from linebyline.proof.refuter.loewner import least_pivot
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import (
    ONE,
    Number,
    Undecided,
    Undefined,
    Unsupported,
    to_ball,
)  # fmt: skip
from linebyline.proof.refuter.point import Point
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

_STARTS = 4
_MOST_STEPS, _MOST_STEPS_OF_MATRICES = 400, 60
_REPEATS = 5
_FAR_STARTS, _MANY_STARTS, _FAR = 3, 12, fmpq(1000)
_FIRST_STEP, _LAST_STEP = fmpq(1, 2), fmpq(1, 5000)
_GRID = 1 << 16
_DIGITS = 12  # bits of a rounded fraction
_STIFF = frozenset({"orthogonal"})


def climb(relation: Relation, pool: Admissible, held: list[Point]) -> Point | None:
    """Return a point at which an inequality fails, found by shrinking the gap between its sides.

    The walk uses rational points only, so that what it finds is checked like any other point.
    """
    plays = any(s.kind == "function" for s in pool.space.symbols)
    for far in _far_points(pool, held[: _MANY_STARTS if plays else _FAR_STARTS]):
        if compare(relation, far.at, QUICK).outcome is Outcome.FAILS:
            return far
    assert isinstance(relation.left, Expr)
    budget = _MOST_STEPS if relation.left.shape is None else _MOST_STEPS_OF_MATRICES
    for gap, start in _starts(relation, pool, held):
        failed, spent = _walk(relation, pool, start, gap, budget // (_STARTS - 1))
        budget -= spent
        if failed is not None or budget <= 0 or is_exhausted():
            return failed
    return None


def _far_points(pool: Admissible, held: list[Point]) -> Iterator[Point]:
    """Yield points with one name, all its entries, a thousand times smaller or larger."""
    rng = Random(5)
    for point in held:
        for symbol in pool.space.symbols:
            is_law = "probabilities" in symbol.properties
            if not is_law and is_cone(symbol.domain) and _moves(symbol, pool, point):
                for factor in (_FAR, ONE / _FAR):
                    value = each(point.base[symbol.tex], partial(mul, factor))
                    if pool.space.admits(symbol.tex, value, point.base):
                        base = {**point.base, symbol.tex: value}
                        far, _ = pool.complete(base, rng, point.plan)
                        if far is not None:
                            yield far


def _starts(relation: Relation, pool: Admissible, held: list[Point]) -> list[tuple[float, Point]]:
    """The points with the smallest gaps, of different sizes first: no walk changes a size.

    Where the sides agree they often do so all around, so the others come before such points.
    """
    gaps = [(gap, point) for point in held if (gap := _gap(relation, point)) is not None]
    gaps.sort(key=lambda pair: pair[0])
    first: dict[object, tuple[float, Point]] = {}
    for gap, point in gaps:
        sizes = tuple([str(point.base[s.tex]) for s in pool.space.symbols if s in pool.space.sizes])
        first.setdefault(sizes, (gap, point))
    best = list(first.values())
    others = sorted((pair for pair in gaps if pair not in best), key=lambda pair: pair[0] <= 0)
    return [*best, *others][:_STARTS]


def _walk(
    relation: Relation, pool: Admissible, point: Point, gap: float, budget: int
) -> tuple[Point | None, int]:
    """Try one move after the other, each again while it helps; smaller ones if none does."""
    rng = Random(3)
    moves = list(_all_moves(pool, point))
    step, spent = _FIRST_STEP, 0
    while step > _LAST_STEP and spent < budget:
        better = False
        for move in moves:
            for _ in range(_REPEATS):
                moved = _moved(move, step, point, pool, rng)
                spent += 1
                new = None if moved is None else _gap(relation, moved)
                if moved is None or new is None or new >= gap:
                    break
                point, gap, better = moved, new, True
                if gap <= 0 and compare(relation, moved.at).outcome is Outcome.FAILS:
                    return moved, spent
            if spent >= budget or is_exhausted():
                return None, spent
        if not better:
            step = step / 4
    return None, spent


@dataclass(frozen=True, slots=True)
class _Move:
    """A way to move: one entry of a name along the line, one by a factor, or all by a factor.

    Several names move by a common factor, which keeps an assumption such as x <= y.

    Attributes:
        symbols: the names, one unless all entries of all of them move.
        key: the entry; None for all of them.
        is_factor: whether to multiply instead of to add.
        sign: up or down.
    """

    symbols: tuple[Symbol, ...]
    key: Key | None
    is_factor: bool
    sign: int


def _all_moves(pool: Admissible, point: Point) -> Iterator[_Move]:
    movable = [symbol for symbol in pool.space.symbols if _moves(symbol, pool, point)]
    for symbol in movable:
        is_law = "probabilities" in symbol.properties
        is_cone = symbol.domain.is_nonnegative and not symbol.domain.is_integer
        for key in free_entries(symbol, point.base):
            for sign in (1, -1):
                if not is_law:
                    yield _Move((symbol,), key, False, sign)
                if is_cone:
                    yield _Move((symbol,), key, True, sign)
        if symbol.kind in ("array", "matrix") and _scales(symbol):
            yield from (_Move((symbol,), None, True, sign) for sign in (1, -1))
    together = tuple(symbol for symbol in movable if _scales(symbol))
    if len(together) > 1:
        yield from (_Move(together, None, True, sign) for sign in (1, -1))


def _scales(symbol: Symbol) -> bool:
    return "probabilities" not in symbol.properties and not symbol.domain.is_integer


def _moved(move: _Move, step: Number, point: Point, pool: Admissible, rng: Random) -> Point | None:
    """Return the admissible point that a move leads to, or None."""
    values = {name.tex: _value_after(name, move, step, point.base) for name in move.symbols}
    if not all(pool.space.admits(name, value, point.base) for name, value in values.items()):
        return None
    return pool.complete({**point.base, **values}, rng, point.plan)[0]


def _value_after(symbol: Symbol, move: _Move, step: Number, base: Env) -> Value:
    key = move.key
    if key is None:
        return each(base[symbol.tex], partial(mul, _factor(step, move.sign)))
    now = entry_of(base, symbol, key)
    if not move.is_factor:
        return placed(base, symbol, key, _stepped(symbol, now, move.sign * step))
    changed = placed(base, symbol, key, _rounded(now * _factor(step, move.sign)))
    return _normalised(changed, key) if "probabilities" in symbol.properties else changed


def _factor(step: Number, sign: int) -> Number:
    """Up or down by equal amounts of the logarithm: by 8 at the first step, then by less."""
    up = fmpq(8) if step == _FIRST_STEP else ONE + fmpq((step * _GRID).round(), _GRID)
    return up if sign > 0 else ONE / up


def _rounded(number: Number) -> Number:
    """A fraction with few digits close to a positive or negative one, however small it is."""
    if not number:
        return number
    scale = fmpq(2) ** (_DIGITS - int(number.p).bit_length() + int(number.q).bit_length())
    return fmpq((number * scale).round()) / scale


def _normalised(entries: Value, key: Key) -> Value:
    """Divide the entries that share all but the last index with ``key`` by their sum."""
    row = [k for k in entries if k[:-1] == key[:-1]]
    total = sum((entries[k] for k in row), fmpq(0))
    return {**entries, **{k: entries[k] / total for k in row}}


def _moves(symbol: Symbol, pool: Admissible, point: Point) -> bool:
    return (
        symbol.kind in ("scalar", "array", "matrix", "family")
        and symbol not in pool.space.sizes
        and symbol.law is None
        and symbol.tex not in point.solved
        and symbol.domain.base != "complex"
        and not symbol.properties & _STIFF
        and not (symbol.kind == "matrix" and "probabilities" in symbol.properties)
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
    if isinstance(difference, Matrix):
        return least_pivot(difference.map(lambda x: to_ball(x).mid()))
    return None if type(difference) is acb else float(to_ball(difference).mid())
