r"""Closures for expectations: exact on polynomials, else by listing all outcomes.

The random names of the body are played by polynomials in sources, each behind those that it is
given. Where the body is no polynomial in them, the names with finitely many outcomes are listed
instead. What is given keeps its value. Where it tells something of a name that was drawn before it,
either all is normal, and the sources are those of a regression; or all outcomes are listed and
those kept that agree with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Any

from linebyline.proof.dependence import ancestors, has_descendant, parents
from linebyline.proof.laws import random_outside
from linebyline.proof.refuter.entries import entries_of
from linebyline.proof.refuter.environment import Compile, Env, Recipe, Run, Value, law_of, spend
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import ONE, ZERO, Number, Undefined, Unsupported, zero_test
from linebyline.proof.refuter.random_base import Random
from linebyline.proof.refuter.random_numbers import Families, RandomPolynomial, expected
from linebyline.proof.refuter.regress import regressed
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr
from linebyline.proof.variances import as_expectations

_MOST_OUTCOMES = 600
_FAMILIES = "families in use"  # no name is spelled so
Names = frozenset[Symbol]


def expect(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for an expectation."""
    body = compiled(expr.args[0])
    given: Names = frozenset(expr.data or ())
    names = random_outside(expr.args[0]) - given
    needed = _needed(names, given)
    tells = any(has_descendant(name, given) for name in needed)
    if tells:
        # A law given what is known alone weighs all outcomes alike.
        needed = ancestors(names | given) - {x for x in given if set(parents(x)) <= given}
    order = sorted(needed, key=lambda name: (len(ancestors(frozenset({name}))), name.tex))

    def run(env: Env) -> Value:
        families = env.get(_FAMILIES) or Families()
        start = len(families.all)
        known = {name.tex: _known(name, env) for name in given}
        recipes = {law_of(name.tex): _recipe(name, env) for name in (*needed, *given)}
        inner = {**env, _FAMILIES: families, **known, **recipes}
        try:
            if tells:
                told = {name.tex: known[name.tex] for name in given & needed}
                return _given_more(body, inner, order, told, start)
            return _over(body, inner, order, start)
        finally:
            del families.all[start:]

    return run


def variance(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for a variance or a covariance."""
    return compiled(as_expectations(expr))


def _needed(names: Names, given: Names) -> Names:
    """The names and what they are given, directly or not, up to what is given here."""
    found, new = set(names), list(names)
    while new:
        new = [p for name in new for p in parents(name) if p not in found and p not in given]
        found.update(new)
    return frozenset(found)


def _recipe(name: Symbol, env: Env) -> Recipe:
    recipe = env.get(law_of(name.tex), env[name.tex])
    if not isinstance(recipe, Recipe):
        raise Unsupported(f"the law of {name.tex}")
    return recipe


def _known(name: Symbol, env: Env) -> Value:
    value = env[name.tex]
    return value.realised(env) if isinstance(value, Recipe) else value


def _over(body: Run, env: Env, order: list[Symbol], start: int) -> Value:
    """The expectation over names that what is given tells nothing of."""
    families: Families = env[_FAMILIES]
    try:
        for name in order:
            env[name.tex] = env[law_of(name.tex)].value(env, families)
        return expected(body(env), start)
    except Unsupported as error:
        del families.all[start:]
        total: Value = None
        some = False
        for probability, here, listed in _outcomes(order, env):
            if not listed:
                raise error from None
            some = True
            term = expected(body(dict(here)), start) * probability
            total = term if total is None else total + term
        if not some:
            raise error from None
        return total


def _given_more(
    body: Run, env: Env, order: list[Symbol], known: dict[str, Value], start: int
) -> Value:
    """The expectation given names that tell something of those before them."""
    families: Families = env[_FAMILIES]
    played = dict(env)
    try:
        for name in order:
            played[name.tex] = env[law_of(name.tex)].value(played, families)
        pairs = [pair for name in known for pair in _pairs(played[name], known[name])]
        moved = regressed(pairs, families, start)
        free = {name.tex: _at(played[name.tex], moved) for name in order if name.tex not in known}
        return expected(body({**env, **free}), start)
    except Unsupported:
        del families.all[start:]
    if any(isinstance(x, Random) for value in known.values() for x in entries_of(value)):
        raise Unsupported("what is given is random here")
    whole, total = ZERO, ZERO
    for probability, here, _ in _outcomes(order, env):
        if all(_agree(here[name], known[name]) for name in known):
            whole = whole + probability
            total = total + expected(body({**here, **known}), start) * probability
    if type(whole) is type(ZERO) and not whole:
        raise Undefined("what is given cannot happen")
    return total * (ONE / whole)


def _pairs(first: Value, second: Value) -> list[tuple[Number, Number]]:
    return list(zip(_in_order(first), _in_order(second), strict=True))


def _in_order(value: Value) -> list[Number]:
    if isinstance(value, dict):
        return [value[key] for key in sorted(value)]
    return list(entries_of(value))


def _agree(first: Value, second: Value) -> bool:
    for x, y in _pairs(first, second):
        if isinstance(x, Random) or (same := zero_test(x - y)) is None:
            raise Unsupported("whether two values agree")
        if not same:
            return False
    return True


def _outcomes(order: list[Symbol], env: Env) -> Iterator[tuple[Number, Env, bool]]:
    """Yield the outcomes of all names that can be listed, each with its probability.

    The names that cannot are played by their sources; the last value says whether any was listed.
    """
    yield from _outcomes_from(0, order, env, ONE, 1, False)


def _outcomes_from(
    place: int, order: list[Symbol], env: Env, weight: Number, count: int, listed: bool
) -> Iterator[tuple[Number, Env, bool]]:
    if place == len(order):
        yield weight, env, listed
        return
    name, families = order[place], env[_FAMILIES]
    before = len(families.all)
    value = env[law_of(name.tex)].value(env, families)
    every = [(f.number, f.outcomes()) for f in families.all[before:]]
    choices = [(number, found) for number, found in every if found is not None]
    ways = prod(len(found) for _, found in choices)
    if not choices or count * ways > _MOST_OUTCOMES:
        here = {**env, name.tex: value}
        yield from _outcomes_from(place + 1, order, here, weight, count, listed)
        return
    for probability, values in _joint(choices):
        spend(1)
        here = {**env, name.tex: _at(value, values)}
        yield from _outcomes_from(place + 1, order, here, weight * probability, count * ways, True)


def _joint(choices: list[tuple[int, Sequence[Any]]]) -> Iterator[tuple[Number, Any]]:
    for choice in product(*(found for _, found in choices)):
        probability: Number = ONE
        values = {}
        for (number, _), (p, drawn) in zip(choices, choice, strict=True):
            probability = probability * p
            values.update({(number, place): value for place, value in enumerate(drawn)})
        yield probability, values


def _at(value: Value, drawn: Any) -> Value:
    if isinstance(value, dict):
        return {key: _at(entry, drawn) for key, entry in value.items()}
    if isinstance(value, Matrix):
        return value.map(lambda entry: _at(entry, drawn))
    return value.at(drawn) if isinstance(value, RandomPolynomial) else value
