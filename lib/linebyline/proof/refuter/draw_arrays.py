"""Arrays drawn entry by entry: plain, special, skewed, or small or large as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

from flint import fmpq

from linebyline.proof.refuter.draw_scalars import draw
from linebyline.proof.refuter.numbers import Number, Undefined
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import number

Key = tuple[int, ...]
Entries = dict[Key, Number]
_MOST_ENTRIES = 400
_SCALES = (fmpq(1, 10_000), fmpq(1, 100), fmpq(1, 10), fmpq(10), fmpq(100))
_WEIGHTS = (1, 1, 1, 9, 99, 999, 999_999)


def draw_array(symbol: Symbol, shape: Sequence[int], rng: Random, *, special: bool) -> Entries:
    """Return the entries of an array of this shape.

    Args:
        symbol: the array.
        shape: its sizes.
        rng: source of randomness.
        special: whether to favour zeros, ones, ties, skewed entries and far scales.

    Raises:
        Undefined: if it has too many entries.
        EmptyDomainError: if its domain has no member.
    """
    keys = list(product(*(range(1, size + 1) for size in shape)))
    if len(keys) > _MOST_ENTRIES:
        raise Undefined("too many entries")
    if "probabilities" in symbol.properties:
        return _probabilities(keys, rng, special)
    odd = special and rng.random() < 0.6
    values = {key: draw(symbol.domain, rng, special=odd and rng.random() < 0.6) for key in keys}
    if odd and rng.random() < 0.3 and keys:
        return dict.fromkeys(keys, values[keys[0]])
    if special and not odd and is_cone(symbol.domain):
        return _rescaled(values, rng)
    return values


def _probabilities(keys: Sequence[Key], rng: Random, special: bool) -> Entries:
    """Short fractions that sum to one over the last index; far apart where special."""
    far = special and rng.random() < 0.5
    weights = {key: rng.choice(_WEIGHTS) if far else rng.randint(1, 9) for key in keys}
    totals: dict[Key, int] = {}
    for key, weight in weights.items():
        totals[key[:-1]] = totals.get(key[:-1], 0) + weight
    return {key: fmpq(weight, totals[key[:-1]]) for key, weight in weights.items()}


def is_cone(domain: Domain) -> bool:
    """Whether a positive multiple of a member is a member."""
    return domain.base == "real" and domain.high is None and domain.low in (None, number(0))


def _rescaled(values: Entries, rng: Random) -> Entries:
    """All entries times one scale, or each times its own."""
    if rng.random() < 0.6:
        scale = far_scale(rng)
        return {key: scale * x for key, x in values.items()}
    return {key: far_scale(rng) * x for key, x in values.items()}


def far_scale(rng: Random) -> Number:
    """A factor that makes a number small or large."""
    return rng.choice(_SCALES)
