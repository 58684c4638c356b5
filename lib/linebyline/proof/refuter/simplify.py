"""Make a counterexample easy to read: small sizes, ones and zeros, as long as it still fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from flint import fmpq

from linebyline.proof.densities import is_density
from linebyline.proof.refuter.admissible import Admissible
from linebyline.proof.refuter.draw_convex import simple_convex
from linebyline.proof.refuter.draw_functions import UnknownFunction
from linebyline.proof.refuter.draw_scalars import EmptyDomainError
from linebyline.proof.refuter.entries import entry_of, free_entries, placed
from linebyline.proof.refuter.environment import Env, Value
from linebyline.proof.refuter.matrices import Matrix, identity, zeros
from linebyline.proof.refuter.numbers import Number, Undecided, Undefined, Unsupported
from linebyline.proof.refuter.point import Point
from linebyline.proof.refuter.show import show
from linebyline.proof.refuter.space import shape_at
from linebyline.proof.symbols import SHAPES, Symbol

Fails = Callable[[Point], bool]
_SIMPLE = [fmpq(x) for x in (1, -1, 0, 2, -2, 3)] + [fmpq(1, 2), fmpq(-1, 2), fmpq(1, 3)]
_SIZES = (2, 1, 3)
_DRAWS_PER_SIZE = 4
MOST_TESTS = 120
_SOLUTIONS = 3
_BITS = 256


def simplest(point: Point, pool: Admissible, fails: Fails, tests: int = MOST_TESTS) -> Point:
    """Return a point that is simpler and at which the relation still fails."""
    search = _Simplifier(pool, fails, tests)
    point = search.smaller_sizes(point)
    return search.simpler_values(point)


class _Simplifier:
    """Greedy simplification within a fixed number of tests."""

    def __init__(self, pool: Admissible, fails: Fails, tests: int) -> None:
        self._pool = pool
        self._fails = fails
        self._rng = Random(2)
        self._left = tests

    def smaller_sizes(self, point: Point) -> Point:
        """Return a failing point with sizes of 2 where possible, else 1 or 3."""
        sizes = [s for s in self._pool.space.symbols if s in self._pool.space.sizes]
        now = [int(point.base[s.tex].p) for s in sizes]
        if not sizes or all(size == 2 for size in now):
            return point
        for size in _SIZES:
            if max(now) <= size and size != 2:
                break
            fixed = {s.tex: fmpq(size) for s in sizes}
            if all(self._pool.space.admits(name, value) for name, value in fixed.items()):
                for special in (False, True) * (_DRAWS_PER_SIZE // 2):
                    found = self._drawn(fixed, special=special)
                    if found is not None:
                        return found
        return point

    def _drawn(self, fixed: Env, *, special: bool) -> Point | None:
        try:
            point = self._pool.draw(self._rng, special=special, fixed=fixed)
        except EmptyDomainError:
            return None
        return point if point is not None and self._still_fails(point) else None

    def simpler_values(self, point: Point) -> Point:
        """Replace values one by one by simpler ones, as long as the relation fails."""
        point = self._simpler_ties(point)
        for symbol in self._movable(point):
            for value in _whole_candidates(symbol, point.base):
                changed = self._changed(point, symbol, value)
                if changed is not None:
                    point = changed
                    break
            if symbol.kind in ("scalar", "array", "matrix", "family"):
                point = self._simpler_entries(point, symbol)
        return self._simpler_solutions(point)

    def _simpler_solutions(self, point: Point) -> Point:
        """Solve the equations again from zero, one and identity; keep what prints shortest."""
        solved = [self._pool.space.by_name[name] for name in sorted(point.solved)]
        for start in (identity, _ones, _zeros) * _SOLUTIONS if solved else ():
            changed = self._completed(
                point, {s.tex: _started(s, point.base[s.tex], start) for s in solved}
            )
            if changed is not None and _length(changed) < _length(point):
                point = changed
        return point

    def _movable(self, point: Point) -> list[Symbol]:
        space = self._pool.space
        free = [s for s in space.symbols if s not in space.sizes and s.law is None]
        return [s for s in free if s.tex not in point.solved]

    def _simpler_ties(self, point: Point) -> Point:
        """Replace a value that several scalars share, in all of them at once."""
        scalars = [s for s in self._movable(point) if s.kind == "scalar"]
        for first in scalars:
            now = point.base[first.tex]
            tied = [s.tex for s in scalars if type(now) is fmpq and point.base[s.tex] == now]
            for candidate in _candidates(now) if len(tied) > 1 else ():
                if not all(self._pool.space.admits(name, candidate) for name in tied):
                    continue
                changed = self._completed(point, dict.fromkeys(tied, candidate))
                if changed is not None:
                    point = changed
                    break
        return point

    def _simpler_entries(self, point: Point, symbol: Symbol) -> Point:
        for key in free_entries(symbol, point.base):
            now = entry_of(point.base, symbol, key)
            for candidate in _candidates(now):
                changed = self._changed(point, symbol, placed(point.base, symbol, key, candidate))
                if changed is not None:
                    point = changed
                    break
        return point

    def _changed(self, point: Point, symbol: Symbol, value: Value) -> Point | None:
        """Return the point with one value replaced, if it is admissible and still fails."""
        if not _is_admitted(symbol, value, self._pool, point.base):
            return None
        return self._completed(point, {symbol.tex: value})

    def _completed(self, point: Point, values: Env) -> Point | None:
        if self._left <= 0:
            return None
        changed, _ = self._pool.complete({**point.base, **values}, self._rng, point.plan)
        return changed if changed is not None and self._still_fails(changed) else None

    def _still_fails(self, point: Point) -> bool:
        self._left -= 1
        try:
            return self._fails(point)
        except (Undefined, Undecided, Unsupported):
            return False


def _started(symbol: Symbol, value: Value, start: Callable[[int], Matrix]) -> Value:
    """Return a simple value of the same shape, from which to solve."""
    number = start(1).rows[0][0]
    if isinstance(value, dict):
        return {key: _started(symbol, part, start) for key, part in value.items()}
    if not isinstance(value, Matrix):
        return number
    rows, columns = value.shape
    if rows != columns:
        return Matrix([[number] * columns for _ in range(rows)])
    return start(rows)


def _ones(size: int) -> Matrix:
    return Matrix([[fmpq(1)] * size for _ in range(size)])


def _zeros(size: int) -> Matrix:
    return zeros(size, size)


def _length(point: Point) -> int:
    """The room that the solved values take in print."""
    values = point.at(_BITS)
    return sum(len(show(values[name])) for name in point.solved)


def _candidates(now: Number) -> Iterator[Number]:
    """Yield simpler numbers, simplest first."""
    if type(now) is not fmpq:
        yield from _SIMPLE
        return
    for simple in _SIMPLE:
        if simple == now:
            return
        yield simple
    if now.q != 1:
        yield fmpq(now.floor())
        yield fmpq(now.ceil())


def _whole_candidates(symbol: Symbol, env: Env) -> Iterator[Value]:
    """Yield simple values of a name as a whole."""
    if is_density(symbol):
        return
    if symbol.properties & SHAPES:
        yield from simple_convex(symbol)
    elif symbol.kind == "function":
        yield from (UnknownFunction.monomial(symbol.domain, power) for power in (1, 2, 3))
    elif symbol.kind == "index":
        yield from (fmpq(1), fmpq(2))
    elif "probabilities" in symbol.properties and isinstance(env[symbol.tex], dict):
        share = fmpq(1, max(key[-1] for key in env[symbol.tex]))
        yield dict.fromkeys(env[symbol.tex], share)
    elif "orthogonal" in symbol.properties:
        yield from _simple_turns(shape_at(symbol, env)[0])


def _simple_turns(size: int) -> Iterator[Matrix]:
    """Yield the identity, a reflection, and a quarter turn."""
    yield identity(size)
    flipped = identity(size)
    flipped.rows[-1][-1] = fmpq(-1)
    yield flipped
    if size == 2:
        yield Matrix([[fmpq(0), fmpq(-1)], [fmpq(1), fmpq(0)]])


def _is_admitted(symbol: Symbol, value: Value, pool: Admissible, env: Env) -> bool:
    if symbol.kind == "function":
        return True
    return pool.space.admits(symbol.tex, value, env)
