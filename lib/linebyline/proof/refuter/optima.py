r"""Sets of maximisers: refuted where an optimum of one side is certainly none of the other.

A different order of the values does not refute ``\arg\max f = \arg\max g``, since the sets may
agree all the same. What refutes it, with f and g the objectives to be made largest:

- finitely many values, those of indices: a value at which f is largest and g is not;
- one number on an interval: f is concave there, or log f is, and f(a) < f(b) > f(c) for some
  a < b < c, so f has a maximum and all its maximisers lie between a and c; and g is larger
  somewhere than on all of [a, c].

Elsewhere nothing is refuted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import product

import flint
from flint import arb, fmpq

from linebyline.proof.refuter.admissible import Admissible
from linebyline.proof.refuter.compare import (
    NO_VALUE,
    Finding,
    Outcome,
    at_some_precision,
    unwrapped,
)
from linebyline.proof.refuter.curvature import Curve, of_formula, of_logarithm
from linebyline.proof.refuter.degree import depends
from linebyline.proof.refuter.draw_scalars import belongs
from linebyline.proof.refuter.entries import Key, free_entries, placed
from linebyline.proof.refuter.environment import Env, Value, renew_budget
from linebyline.proof.refuter.evaluate import compiled
from linebyline.proof.refuter.numbers import Number, Undecided, Undefined, real, sign_of, to_ball
from linebyline.proof.refuter.point import Point
from linebyline.proof.refuter.space import free_names, span_at
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

_MOST_VALUES = 60
_GRID = [fmpq(k, 8) for k in (-64, -24, -12, -8, -5, -3, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 24, 64)]
_ROUNDS = 24


class _Objective:
    """What one side makes largest, as a function of the variables at a point."""

    def __init__(self, side: Expr, env: Env) -> None:
        self.body = side.args[0]
        self.sign = 1 if side.op == "argmax" else -1
        self._run = compiled(self.body)
        self._env = env

    def __call__(self, values: Env) -> Number:
        renew_budget()
        return self.sign * real(unwrapped(self._run({**self._env, **values})))

    def is_concave(self, names: frozenset[str], env: Env) -> bool:
        """Whether the objective, or its logarithm, is certainly concave."""
        plain = of_formula(self.body, names, env)
        if plain & (Curve.CONCAVE if self.sign > 0 else Curve.CONVEX):
            return True
        return self.sign > 0 and bool(of_logarithm(self.body, names, env) & Curve.CONCAVE)


def is_between_optima(relation: Relation) -> bool:
    """Whether both sides are sets of maximisers or minimisers."""
    return isinstance(relation.left, Expr) and relation.left.op in ("argmax", "argmin")


def sizes_of_variables(relation: Relation) -> frozenset[Symbol]:
    """The sizes of the arrays over which the optima are taken."""
    assert isinstance(relation.left, Expr)
    dims = (size for name in relation.left.data for size in name.dims)
    return frozenset[Symbol]().union(*(free_names(size) for size in dims))


def compare_optima(
    relation: Relation, point: Point, pool: Admissible, bits: tuple[int, ...]
) -> Finding:
    """Compare two sets of optima at a point; that nothing speaks against them counts as holding."""
    left, right = relation.left, relation.right
    assert isinstance(left, Expr)
    assert isinstance(right, Expr)
    names = sorted({*left.data, *right.data}, key=lambda name: name.tex)
    if set(left.data) != set(right.data) or any(
        name in condition.names for name in names for condition in pool.conditions
    ):
        return NO_VALUE
    return at_some_precision(point.at, bits, lambda env: _compared(left, right, names, env))


def _compared(left: Expr, right: Expr, names: list[Symbol], env: Env) -> Finding:
    for name in names:
        env.setdefault(name.tex, fmpq(1))
    f, g = _Objective(left, env), _Objective(right, env)
    fixed = frozenset(name.tex for name in names)
    if not (depends(f.body, fixed) and depends(g.body, fixed)):
        shown = _not_constant(names, env, f, g)
    elif all(name.kind == "index" for name in names):
        shown = _among(list(_values(names, env)), f, g)
    else:
        shown = _on_a_line(names, env, f, g)
    if shown is not None:
        return Finding(Outcome.FAILS, *shown)
    f({}), g({})
    return Finding(Outcome.HOLDS)


def _not_constant(
    names: list[Symbol], env: Env, f: _Objective, g: _Objective
) -> tuple[Value, Value] | None:
    """Two values, if one objective is largest everywhere and the other differs between them."""
    f({}), g({})  # both have a value
    (name,) = names if len(names) == 1 else (None,)
    if name is None or name.kind == "function":
        return None
    key = free_entries(name, env)[0] if name.kind != "index" else ()
    seen: list[tuple[Number, Number]] = []
    for x in _GRID if name.kind != "index" else map(fmpq, span_at(name, env)):
        if name.kind == "index" or belongs(name.domain, x):
            with suppress(Undefined, Undecided):
                seen.append((x, _at(f, name, key, env, x) - _at(g, name, key, env, x)))
                if not (seen[0][1] - seen[-1][1]).contains(0):
                    return seen[0][0], x
    return None


def _values(names: list[Symbol], env: Env) -> Iterator[Env]:
    for chosen in product(*(span_at(name, env) for name in names)):
        yield {name.tex: fmpq(k) for name, k in zip(names, chosen, strict=True)}


def _among(places: list[Env], f: _Objective, g: _Objective) -> tuple[Value, Value] | None:
    """A place at which one objective is largest, and one at which the other is larger."""
    if len(places) > _MOST_VALUES:
        return None
    first, second = [f(place) for place in places], [g(place) for place in places]
    for here, there, turned in ((first, second, False), (second, first, True)):
        best = max(range(len(places)), key=lambda k: (_middle(here[k]), -k))
        if all(k == best or here[best] - x >= 0 for k, x in enumerate(here)):
            other = max(range(len(places)), key=lambda k: _middle(there[k]))
            if there[other] - there[best] > 0:
                sides = _shown(places[best]), _shown(places[other])
                return sides[::-1] if turned else sides
    return None


def _shown(place: Env) -> Value:
    values = list(place.values())
    return values[0] if len(values) == 1 else {(k,): x for k, x in enumerate(values, start=1)}


def _middle(number: Number) -> float:
    return float(arb(number).mid())


def _on_a_line(
    names: list[Symbol], env: Env, f: _Objective, g: _Objective
) -> tuple[Value, Value] | None:
    if len(names) != 1 or names[0].domain.base != "real" or names[0].kind == "function":
        return None
    (name,) = names
    keys = free_entries(name, env)
    if len(keys) != 1 or name.domain.without_zero or "probabilities" in name.properties:
        return None
    for one, other, turned in ((f, g, False), (g, f, True)):
        if not one.is_concave(frozenset({name.tex}), env):
            continue
        bracket = _bracket(one, name, keys[0], env)
        if bracket is None:
            continue
        low, best, high = bracket
        elsewhere = _larger_elsewhere(other, name, keys[0], env, low, high)
        if elsewhere is not None:
            return (elsewhere, best) if turned else (best, elsewhere)
    return None


def _at(objective: _Objective, name: Symbol, key: Key, env: Env, number: Number) -> Number:
    return to_ball(objective({name.tex: placed(env, name, key, number)}))


def _bracket(
    f: _Objective, name: Symbol, key: Key, env: Env
) -> tuple[Number, Number, Number] | None:
    """Points a < b < c with f(a) < f(b) > f(c), drawn close together."""
    grid, values = [], []
    for x in _GRID:
        if belongs(name.domain, x):
            try:
                values.append(_at(f, name, key, env, x))
            except (Undefined, Undecided):
                continue
            grid.append(x)
    if len(grid) < 3:
        return None
    best = max(range(len(grid)), key=lambda k: _middle(values[k]))
    if best in (0, len(grid) - 1):
        return None
    a, b, c = grid[best - 1 : best + 2]
    top = values[best]
    for _ in range(_ROUNDS):
        for probe in ((a + b) / 2, (b + c) / 2):
            height = _at(f, name, key, env, probe)
            if height > top:
                a, b, c, top = (a, probe, b, height) if probe < b else (b, probe, c, height)
                break
            if not height < top:
                break
            a, c = (probe, c) if probe < b else (a, probe)
    is_certain = all(sign_of(top - _at(f, name, key, env, x)) > 0 for x in (a, c))
    return (a, b, c) if is_certain else None


def _larger_elsewhere(
    g: _Objective, name: Symbol, key: Key, env: Env, low: Number, high: Number
) -> Number | None:
    """A point at which g is certainly larger than anywhere from low to high."""
    with flint.ctx.workprec(max(flint.ctx.prec, 128)):
        inside = arb(low).union(arb(high))
        try:
            most = _at(g, name, key, env, inside)
        except (Undefined, Undecided):
            return None
        outside = (x for x in _GRID if belongs(name.domain, x) and not low <= x <= high)
        return next((x for x in outside if _has(g, name, key, env, x, most)), None)


def _has(g: _Objective, name: Symbol, key: Key, env: Env, x: Number, least: Number) -> bool:
    """Whether the objective is certainly larger than a number at a point."""
    try:
        return bool(_at(g, name, key, env, x) > least)
    except (Undefined, Undecided):
        return False
