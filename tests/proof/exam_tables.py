"""Joint laws of discrete names, for the exam's second reader: every probability is a sum.

A law at a point is its names, and a dict from the values of all of them to a probability.
"""

import itertools
import random
import re
from collections.abc import Callable
from typing import Any

from mpmath import mp
from tests.proof.exam_tokens import GIVEN
from tests.proof.exam_values import Code, Env, plus

Law = tuple[list[str], dict[tuple[int, ...], Any]]
Draw = Callable[[Env, random.Random], Law]


def declared_law(text: str, size_of: Callable[[str], Code]) -> tuple[str, Draw]:
    """The name of a law and how it is drawn: ``p x n z k : p(x) p(z | x)``."""
    head, _, factors = text.partition(":")
    name, *words = head.split()
    axes, sizes = words[::2], [size_of(size) for size in words[1::2]]
    split = [part.split("|") for part in re.findall(r"\(([^()]*)\)", factors.replace(GIVEN, "|"))]
    given = {part[0].strip(): [w.strip() for w in (part[1:] or [""])[0].split(",")]
             for part in split}  # fmt: skip
    for k, axis in enumerate(axes):
        given.setdefault(axis, axes[:k])

    def draw(env: Env, rng: random.Random) -> Law:
        weights: dict[Any, int] = {}

        def share(axis: str, at: dict[str, int]) -> Any:
            here = tuple(at[other] for other in given[axis] if other)
            size = int(sizes[axes.index(axis)](env))
            cells = [
                weights.setdefault((axis, here, k), rng.randint(1, 97)) for k in range(1, size + 1)
            ]
            return mp.mpf(cells[at[axis] - 1]) / sum(cells)

        law = {}
        for values in itertools.product(*(range(1, int(size(env)) + 1) for size in sizes)):
            at = dict(zip(axes, values, strict=True))
            law[values] = mp.fprod(share(axis, at) for axis in axes)
        return axes, law

    return name, draw


def _arguments(reader: Any) -> tuple[list[tuple[str, Code]], int]:
    """Names with their values, and how many stand before the bar."""
    reader.need("(")
    found, left = [], 0
    while True:
        axis = reader.next()
        reader.open.append(")")
        value = reader.formula() if reader.took("=") else (lambda env, axis=axis: env[axis])
        reader.open.pop()
        found.append((axis, value))
        if reader.took(GIVEN, "|"):
            left = len(found)
        elif not reader.took(","):
            break
    reader.need(")")
    return found, left or len(found)


def law_value(reader: Any, name: str) -> Code:
    """p(x, z), p(x | z), p(z = k | x)."""
    found, left = _arguments(reader)

    def chance(env: Env, pairs: list[tuple[str, Code]]) -> Any:
        axes, law = env[name]
        fixed = {axes.index(axis): int(value(env)) for axis, value in pairs}
        cells = law.items()
        return mp.fsum(p for key, p in cells if all(key[k] == v for k, v in fixed.items()))

    return lambda env: chance(env, found) / chance(env, found[left:])


def mean_over_law(reader: Any) -> Code:
    """The sum over the names before the bar of q(z | x) times the body."""
    reader.need("_")
    inner = reader.sub(reader.raw())
    if inner.peek(1) == r"\sim":
        inner.at += 2
    name = inner.next()
    start = inner.at
    found, left = _arguments(inner)
    inner.at = start
    law = law_value(inner, name)
    reader.need("[")
    reader.open.append("]")
    body = reader.formula()
    reader.open.pop()
    reader.need("]")
    bound = [axis for axis, _ in found[:left]]

    def value(env: Env) -> Any:
        axes, cells = env[name]
        sizes = [max(key[axes.index(axis)] for key in cells) for axis in bound]
        total = None
        for values in itertools.product(*(range(1, size + 1) for size in sizes)):
            here = {**env, **{a: mp.mpf(v) for a, v in zip(bound, values, strict=True)}}
            term = law(here) * body(here)
            total = term if total is None else plus(total, term)
        return total

    return value
