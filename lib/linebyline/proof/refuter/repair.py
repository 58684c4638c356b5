"""Move one name of a drawn point, so that an assumption that fails there may hold."""

from __future__ import annotations

from random import Random

from flint import fmpq

from linebyline.proof.refuter.conditions import Condition
from linebyline.proof.refuter.degree import degree
from linebyline.proof.refuter.draw_scalars import EmptyDomainError
from linebyline.proof.refuter.entries import free_entries, placed
from linebyline.proof.refuter.environment import Env
from linebyline.proof.refuter.matrices import Matrix, identity
from linebyline.proof.refuter.numbers import Undecided, Undefined, Unsupported, reciprocal
from linebyline.proof.refuter.space import Space
from linebyline.proof.relation import ORDER
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

_SHIFTS = 0.6  # share of repairs that cross the border; the others draw anew
_LIFTS = (1, -1, 3, -3, 8, -8, 20, -20, 60)
_TIES = 0.3  # share of shifts that stop on the border where it belongs to the domain


def repaired(
    space: Space,
    base: Env,
    broken: Condition,
    fixed: frozenset[str],
    rng: Random,
    *,
    special: bool,
) -> Env:
    """Return the drawn values with one name of a broken condition moved.

    Args:
        space: the names and their domains.
        base: the drawn values.
        broken: the condition that fails there.
        fixed: names that must stay.
        rng: source of randomness.
        special: whether to favour special values.
    """
    movable = [
        s for s in space.symbols
        if s in broken.names and s.tex not in fixed
        and s not in space.sizes and s.kind != "function" and s.law is None
    ]  # fmt: skip
    if not movable:
        return base
    symbol = rng.choice(movable)
    if broken.relation.sign in ORDER and rng.random() < _SHIFTS:
        if _between_matrices(broken):
            return _lifted(space, base, broken, movable, rng) or base
        shifted = _shifted(space, base, broken, symbol, rng)
        if shifted is not None:
            return shifted
    try:
        value = space.draw_one(symbol, base, rng, special=special)
    except (Undefined, Undecided, EmptyDomainError):
        return base
    return {**base, symbol.tex: value}


def _between_matrices(broken: Condition) -> bool:
    return all(isinstance(s, Expr) and s.shape is not None for s in broken.relation.formulas)


def _lifted(
    space: Space, base: Env, broken: Condition, movable: list[Symbol], rng: Random
) -> Env | None:
    """Add multiples of the identity to matrices, or to a number, until a Loewner order holds."""
    square = [s for s in movable if s.kind == "scalar" or len(set(s.dims)) == 1 < len(s.dims)]
    groups = [[symbol] for symbol in rng.sample(square, len(square))]
    for group in [*groups, square]:
        for step in _LIFTS:
            lifted = dict(base)
            for symbol in group:
                value = base[symbol.tex]
                one = identity(value.shape[0]) if isinstance(value, Matrix) else fmpq(1)
                lifted[symbol.tex] = value + one * fmpq(step)
            fits = all(space.admits(symbol.tex, lifted[symbol.tex]) for symbol in group)
            if fits and broken.holds(lambda bits, lifted=lifted: lifted):  # type: ignore[misc]
                return lifted
    return None


def _shifted(space: Space, base: Env, broken: Condition, symbol: Symbol, rng: Random) -> Env | None:
    """Move one number across the border of an inequality that is affine in it."""
    names = frozenset({symbol.tex})
    sides = broken.relation.formulas
    if symbol.kind == "index" or any(degree(side, names) not in (0, 1) for side in sides):
        return None
    key = rng.choice(free_entries(symbol, base))
    try:
        residual = broken.at_entry(base, symbol, key)
        start, step = residual(fmpq(0)), residual(fmpq(1)) - residual(fmpq(0))
        border = -start * reciprocal(step)
        if type(border) is not fmpq:
            return None
        upward = (step > 0) == (broken.relation.sign in (">", ">="))
        slack = fmpq(rng.randint(1, 8), rng.choice((1, 2, 5)))
        if broken.relation.sign in ("<=", ">=") and rng.random() < _TIES:
            slack = fmpq(0)
        value = placed(base, symbol, key, border + (slack if upward else -slack))
    except (Undefined, Undecided, Unsupported):
        return None
    return {**base, symbol.tex: value} if space.admits(symbol.tex, value) else None
