"""What a formula is evaluated in: values by name, and a budget of terms.

A point is a dict from a name's TeX to its value: a number, a dict from index tuples to numbers for
an array, a ``Matrix``, or a Python function for an unknown function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from linebyline.proof.refuter.allowance import count_steps, is_exhausted
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import Number, Undefined, Unsupported
from linebyline.proof.refuter.quadrature import begin as begin_integrals
from linebyline.proof.tree import Expr

Value: TypeAlias = Any  # a number, an array as a dict, a Matrix, or a function
Env: TypeAlias = dict[str, Value]
Run: TypeAlias = Callable[[Env], Value]
Compile: TypeAlias = Callable[[Expr], Run]

_MOST_TERMS = 400
_MOST_TERMS_IN_ALL = 20_000
_STEPS_OF_A_TERM = 5


class _Budget:
    """Terms that sums and products may still evaluate before the point is given up."""

    left = _MOST_TERMS_IN_ALL


class Recipe:
    """How a random name is played: what stands at its place in an environment."""

    def realised(self, env: Env) -> Value:
        """Return a value that the name may take."""
        raise NotImplementedError

    def value(self, env: Env, families: Any) -> Value:
        """Return the random number, array or column itself, for an expectation."""
        raise NotImplementedError


def law_of(name: str) -> str:
    """Where the recipe of a random name is kept while the name stands for something else."""
    return f"law of {name}"


def renew_budget() -> None:
    """Start counting the terms of sums and products, and the values of integrands, anew."""
    _Budget.left = _MOST_TERMS_IN_ALL
    begin_integrals()


def spend(terms: int) -> None:
    """Count terms of a sum or product.

    Raises:
        Undefined: if there are too many to evaluate at this point, or no steps are left.
    """
    _Budget.left -= terms
    count_steps(_STEPS_OF_A_TERM * terms)
    if terms > _MOST_TERMS or _Budget.left < 0 or is_exhausted():
        raise Undefined("a sum of too many terms to evaluate")


def unsupported(what: str) -> Run:
    """Return a closure that says what the refuter cannot evaluate."""

    def run(_: Env) -> Value:
        raise Unsupported(what)

    return run


def look_up(name: str) -> Run:
    """Return a closure that looks a name up; a random one has the value that it takes there."""

    def run(env: Env) -> Value:
        try:
            value = env[name]
        except KeyError:
            raise Unsupported(f"{name} has no value here") from None
        return value.realised(env) if isinstance(value, Recipe) else value

    return run


def pick(whole: Value, key: tuple[int, ...]) -> Number:
    """Return one entry of an array or matrix; indices start at 1."""
    if isinstance(whole, dict):
        if key not in whole:
            raise Undefined("an index outside of its range")
        return whole[key]
    if not isinstance(whole, Matrix):
        raise Unsupported("an entry of a scalar")
    rows, columns = whole.shape
    i, j = key if len(key) == 2 else (key[0], 1) if columns == 1 else (1, key[0])
    if len(key) == 1 and 1 not in (rows, columns):
        raise Unsupported("one index into a matrix of several rows and columns")
    if not (1 <= i <= rows and 1 <= j <= columns):
        raise Undefined("an index outside of its range")
    return whole.rows[i - 1][j - 1]
