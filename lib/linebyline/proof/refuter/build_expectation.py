"""Closures for expectations: exact on polynomials, else by listing all outcomes.

The random names of the body are played by polynomials in independent sources. Where the body is no
polynomial in them, the sources with finitely many outcomes are listed instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Any

from linebyline.proof.laws import random_outside
from linebyline.proof.refuter.environment import Compile, Env, Recipe, Run, Value, law_of, spend
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import ONE, Number, Unsupported
from linebyline.proof.refuter.random_numbers import Families, RandomPolynomial, expected
from linebyline.proof.tree import Expr
from linebyline.proof.variances import as_expectations

_MOST_OUTCOMES = 600


def expect(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for an expectation."""
    body = compiled(expr.args[0])
    names = sorted(name.tex for name in random_outside(expr.args[0]))

    def run(env: Env) -> Value:
        families = Families()
        played: Env = {}
        for name in names:
            recipe = env.get(law_of(name), env[name])
            if not isinstance(recipe, Recipe):
                raise Unsupported(f"the law of {name}")
            played[law_of(name)] = recipe
            played[name] = recipe.value(env, families)
        try:
            return expected(body({**env, **played}))
        except Unsupported as error:
            listed = _listed(families)
            if not listed:
                raise error from None
            return _by_outcomes(body, env, played, listed)

    return run


def variance(expr: Expr, compiled: Compile) -> Run:
    """Return a closure for a variance or a covariance."""
    return compiled(as_expectations(expr))


Listed = list[tuple[int, Sequence[Any]]]  # families by number, with their outcomes


def _listed(families: Families) -> Listed:
    """Return the families whose outcomes can be listed; none if there are too many in all."""
    every = [(family.number, family.outcomes()) for family in families.all]
    listed = [(number, outcomes) for number, outcomes in every if outcomes is not None]
    return listed if prod(len(outcomes) for _, outcomes in listed) <= _MOST_OUTCOMES else []


def _by_outcomes(body: Run, env: Env, played: Env, listed: Listed) -> Value:
    """Sum over all outcomes of the families that have a list of them."""
    total: Value = None
    for probability, values in _outcomes(listed):
        spend(1)
        term = expected(body({**env, **{name: _at(v, values) for name, v in played.items()}}))
        term = term * probability
        total = term if total is None else total + term
    return total


def _outcomes(listed: Listed) -> Iterator[tuple[Number, Any]]:
    for choice in product(*(outcomes for _, outcomes in listed)):
        probability: Number = ONE
        values = {}
        for (number, _), (p, drawn) in zip(listed, choice, strict=True):
            probability = probability * p
            values.update({(number, place): value for place, value in enumerate(drawn)})
        yield probability, values


def _at(value: Value, drawn: Any) -> Value:
    if isinstance(value, dict):
        return {key: _at(entry, drawn) for key, entry in value.items()}
    if isinstance(value, Matrix):
        return value.map(lambda entry: _at(entry, drawn))
    return value.at(drawn) if isinstance(value, RandomPolynomial) else value
