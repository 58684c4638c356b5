"""Corners of a domain that a random draw seldom meets, each worth a point of its own.

Sizes one; all scalars 1, 0 or -1; sizes that differ, in every order, with the free indices at the
last of their values, so that an index passes the end of each smaller range; arrays of ones and unit
matrices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations, product

from flint import fmpq

from linebyline.proof.refuter.draw_scalars import belongs
from linebyline.proof.refuter.environment import Env, Value
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.matrices import identity
from linebyline.proof.refuter.numbers import Undecided, Undefined, Unsupported, integer
from linebyline.proof.symbols import Symbol

Corner = dict[str, Value]
_MOST_PERMUTED = 3
_LARGEST_ARRAY = 125
_MANY = 5
_NOT_UNITS = frozenset({"probabilities"})


def corners(symbols: Sequence[Symbol], sizes: frozenset[Symbol]) -> list[Corner]:
    """Return values of some of the names, one dict for each corner.

    Args:
        symbols: all names.
        sizes: those of them that are sizes of arrays or ends of ranges.
    """
    numbers = [s for s in symbols if s.kind == "scalar" and s.law is None]
    scalars = [s for s in numbers if s not in sizes]
    found = [_filled(sizes, 1), *(_filled(scalars, value) for value in (1, 0, -1))]
    found += _orders(symbols, sorted(sizes, key=lambda s: s.tex))
    found.append(_ones(symbols, sizes))
    return [corner for corner in found if corner]


def _filled(names: Sequence[Symbol] | frozenset[Symbol], value: int) -> Corner:
    return {s.tex: fmpq(value) for s in names if belongs(s.domain, fmpq(value))}


def _orders(symbols: Sequence[Symbol], sizes: Sequence[Symbol]) -> Iterator[Corner]:
    """Sizes that all differ, in every order if they are few; free indices at their last values."""
    steps = (3,) if len(sizes) == 1 else range(2, 2 + len(sizes))
    orders = permutations(steps) if len(sizes) <= _MOST_PERMUTED else (steps, reversed(steps))
    for order in orders:
        corner: Corner = {s.tex: fmpq(value) for s, value in zip(sizes, order, strict=True)}
        if not corner or not all(belongs(s.domain, corner[s.tex]) for s in sizes):
            continue
        for index in symbols:
            if index.kind == "index" and index.span is not None:
                corner |= _last(index, corner)
        yield corner


def _last(index: Symbol, env: Mapping[str, Value]) -> Corner:
    assert index.span is not None
    try:
        first, last = (integer(evaluate(end, dict(env))) for end in index.span)
    except (Undefined, Undecided, Unsupported):
        return {}
    return {index.tex: fmpq(last)} if first <= last else {}


def _ones(symbols: Sequence[Symbol], sizes: frozenset[Symbol]) -> Corner:
    """Sizes five, arrays whose entries are all one, and square matrices that are the unit."""
    env: Env = {s.tex: fmpq(_MANY) for s in sizes if belongs(s.domain, fmpq(_MANY))}
    filled: Corner = {}
    for name in symbols:
        if name.law is not None or name.kind not in ("array", "matrix"):
            continue
        try:
            shape = [integer(evaluate(size, dict(env))) for size in name.dims]
        except (Undefined, Undecided, Unsupported):
            continue
        if name.kind == "matrix" and shape[0] == shape[1] and not name.properties & _NOT_UNITS:
            filled[name.tex] = identity(shape[0])
        elif name.kind == "array" and not name.properties and belongs(name.domain, fmpq(1)):
            keys = list(product(*(range(1, size + 1) for size in shape)))
            if len(keys) <= _LARGEST_ARRAY:
                filled[name.tex] = dict.fromkeys(keys, fmpq(1))
    return {**env, **filled} if filled else {}
