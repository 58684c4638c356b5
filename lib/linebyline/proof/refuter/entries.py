"""Single entries of values: which may move, and how to read and set one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import TypeAlias

from linebyline.proof.refuter.environment import Env, Value
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import Number, zero_test
from linebyline.proof.symbols import Symbol

Key: TypeAlias = tuple[int, ...]
_MIRRORED = frozenset({"symmetric", "positive definite", "positive semidefinite"})


def entries_of(value: Value) -> Iterable[Number]:
    """Return all numbers of a value."""
    if isinstance(value, dict):
        return [x for part in value.values() for x in entries_of(part)]
    return value.entries if isinstance(value, Matrix) else (value,)


def free_entries(symbol: Symbol, env: Env) -> list[Key]:
    """Entries of a value that may move independently of each other."""
    value = env[symbol.tex]
    if not isinstance(value, dict):
        return _free_in(symbol, value)
    return [(*key, *rest) for key, part in value.items() for rest in _free_in(symbol, part)]


def _free_in(symbol: Symbol, value: Value) -> list[Key]:
    if not isinstance(value, Matrix):
        return [()]
    rows, columns = value.shape
    pairs = product(range(1, rows + 1), range(1, columns + 1))
    if "diagonal" in symbol.properties:
        return [(i, i) for i in range(1, rows + 1)]
    if symbol.properties & _MIRRORED:
        return [(i, j) for i, j in pairs if i <= j]
    return list(pairs)


def placed(env: Env, symbol: Symbol, key: Key, number: Number) -> Value:
    """Return a name's value with one of its free entries set."""
    value = env[symbol.tex]
    if isinstance(value, dict):
        first, rest = _parted(symbol, key)
        return {**value, first: _placed_in(value[first], symbol, rest, number)}
    return _placed_in(value, symbol, key, number)


def _parted(symbol: Symbol, key: Key) -> tuple[Key, Key]:
    """The indices of a member and those within it, or those of an entry and none."""
    counts = len(symbol.dims) - 2 if symbol.kind == "family" else len(key)
    return key[:counts], key[counts:]


def _placed_in(value: Value, symbol: Symbol, key: Key, number: Number) -> Value:
    if not key:
        return number
    rows = [list(row) for row in value.rows]
    i, j = key
    rows[i - 1][j - 1] = number
    if symbol.properties & _MIRRORED:
        rows[j - 1][i - 1] = number
    return Matrix(rows)


def entry_of(env: Env, symbol: Symbol, key: Key) -> Number:
    """Return one free entry of a name's value."""
    value = env[symbol.tex]
    if isinstance(value, dict):
        first, key = _parted(symbol, key)
        value = value[first]
    return value.rows[key[0] - 1][key[1] - 1] if key else value


def moved(env: Env, symbol: Symbol, key: Key, change: Number) -> Env:
    """Return the values with one free entry changed by an amount."""
    return {**env, symbol.tex: placed(env, symbol, key, entry_of(env, symbol, key) + change)}


def each(value: Value, function: Callable[[Number], Number]) -> Value:
    """Return the value with a function taken of each of its numbers."""
    if isinstance(value, dict):
        return {key: each(x, function) for key, x in value.items()}
    return value.map(function) if isinstance(value, Matrix) else function(value)


def is_all_zero(value: Value) -> bool:
    """Return whether all numbers of a value are exactly zero."""
    return all(zero_test(x) is True for x in entries_of(value))
