"""One relation at one point: does it hold, fail, or have no value there?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

import flint
from flint import acb, arb, fmpq

from linebyline.proof.limits import infinite
from linebyline.proof.refuter.allowance import count_steps
from linebyline.proof.refuter.environment import Env, Value, renew_budget
from linebyline.proof.refuter.evaluate import compiled
from linebyline.proof.refuter.loewner import direction_against, form
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import (
    IllFormed,
    Number,
    Undecided,
    Undefined,
    real,
    sign_of,
    to_ball,
    zero_test,
)  # fmt: skip
from linebyline.proof.refuter.point import Point
from linebyline.proof.refuter.quadrature import Judged
from linebyline.proof.refuter.quadrature import begin as begin_integrals
from linebyline.proof.relation import Relation
from linebyline.proof.tree import Expr

At: TypeAlias = Callable[[int], Env]  # all values at a place, with balls of so many bits

QUICK, FULL = (128, 512), (128, 1024, 4096)
_STEPS_OF_A_POINT = 50
_HOLDS = {
    "=": lambda s: s == 0, "!=": lambda s: s != 0, "<=": lambda s: s <= 0, ">=": lambda s: s >= 0,
    "<": lambda s: s < 0, ">": lambda s: s > 0,
}  # fmt: skip


class Outcome(Enum):
    """What a relation does at a point."""

    HOLDS = "holds"
    FAILS = "fails"
    NO_VALUE = "no value"


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome at a point, with the two values where it fails.

    Attributes:
        outcome: whether the relation holds there.
        left: value of the left side, for a failure.
        right: value of the right side, for a failure.
        exact: whether the comparison was made without any ball that touches equality.
        certified: whether a failure rests on nothing but exact and ball arithmetic.
        other: the second place, for a proportionality.
        fault: what is wrong with a formula by cases there, where something is.
        along: for matrices compared by their quadratic forms, the direction in which they fail;
            ``left`` and ``right`` are then the values of the forms.
    """

    outcome: Outcome
    left: Value = None
    right: Value = None
    exact: bool = True
    certified: bool = True
    other: Point | None = None
    fault: str = ""
    along: Matrix | None = None


NO_VALUE = Finding(Outcome.NO_VALUE)


def compare(relation: Relation, at: At, bits: tuple[int, ...] = FULL) -> Finding:
    """Compare the two sides of a relation with the signs =, !=, <=, >=, <, > at a place.

    A failure is certified: the balls exclude that the relation holds. Equality up to the last
    precision counts as holding for =, <= and >=, and as no value for the strict signs.
    """
    assert isinstance(relation.left, Expr)
    assert isinstance(relation.right, Expr)
    if relation.sign == "<" and is_infinite(relation.right):
        bits, decide = bits[:1], _converges(compiled(relation.left))
        return at_some_precision(at, bits, decide)
    sides = compiled(relation.left), compiled(relation.right)
    return at_some_precision(at, bits, lambda env: _compare(relation.sign, *values_of(sides, env)))


def is_infinite(side: object) -> bool:
    r"""Whether a side of a relation is infinity, as in ``\int |f(x)| dx < \infty``."""
    return isinstance(side, Expr) and infinite(side) > 0


def _converges(left: Callable[[Env], Value]) -> Callable[[Env], Finding]:
    """Whatever has a value is less than infinity; what has none is not known to be infinite."""

    def decide(env: Env) -> Finding:
        begin_integrals(coarse=True)
        left(env)
        return Finding(Outcome.HOLDS)

    return decide


def at_some_precision(at: At, bits: tuple[int, ...], decide: Callable[[Env], Finding]) -> Finding:
    """Decide with more and more bits until the outcome does not rest on a touching ball."""
    finding = NO_VALUE
    before = flint.ctx.prec
    try:
        for precision in bits:
            flint.ctx.prec = precision
            renew_budget()
            count_steps(_STEPS_OF_A_POINT)
            try:
                finding = decide(at(precision))
            except Undecided:
                if finding.outcome is not Outcome.HOLDS:  # balls that touched stay as they were
                    finding = NO_VALUE
                continue
            if finding.exact:
                return replace(finding, certified=False) if Judged.tail else finding
    except IllFormed as error:
        return Finding(Outcome.NO_VALUE, fault=str(error))
    except (Undefined, OverflowError):
        return NO_VALUE
    finally:
        flint.ctx.prec = before
    return finding


def values_of(sides: tuple[Callable[[Env], Value], ...], env: Env) -> tuple[Value, Value]:
    """Return the two sides; a 1 x 1 matrix beside a scalar is that scalar."""
    left, right = (side(env) for side in sides)
    if isinstance(left, Matrix) != isinstance(right, Matrix):
        left, right = unwrapped(left), unwrapped(right)
    return left, right


def unwrapped(value: Value) -> Value:
    """A 1 x 1 matrix as the number in it, other values as they are."""
    if isinstance(value, Matrix):
        if value.shape != (1, 1):
            raise Undefined("a matrix beside a scalar")
        return value.rows[0][0]
    return value


def _compare(sign: str, left: Value, right: Value) -> Finding:
    if sign in ("=", "!="):
        return _equality(sign, left, right)
    if isinstance(left, Matrix):
        return _loewner(sign, left, right)
    return _order(sign, left, right)


def _loewner(sign: str, left: Matrix, right: Matrix) -> Finding:
    difference = left - right if sign in (">=", ">") else right - left
    direction = direction_against(difference, is_strict=sign in ("<", ">"))
    if direction is None:
        return Finding(Outcome.HOLDS)
    return Finding(Outcome.FAILS, form(left, direction), form(right, direction), along=direction)


def _equality(sign: str, left: Value, right: Value) -> Finding:
    touching = False
    for difference in _differences(left, right):
        zero = zero_test(difference)
        if zero is False:
            return _finding(sign == "!=", left, right)
        if zero is None:
            touching = True
            if not _is_tiny(difference, left, right):
                raise Undecided
    if not touching:
        return _finding(sign == "=", left, right)
    return Finding(Outcome.HOLDS if sign == "=" else Outcome.NO_VALUE, exact=False)


def _order(sign: str, left: Number, right: Number) -> Finding:
    difference = left - right
    if type(difference) is acb:
        _real_in_order(left, right)
        difference = difference.real
    try:
        return _finding(_HOLDS[sign](sign_of(difference)), left, right)
    except Undecided:
        if not _is_tiny(difference, left, right):
            raise
        held = Outcome.HOLDS if sign in ("<=", ">=") else Outcome.NO_VALUE
        return Finding(held, exact=False)


def _real_in_order(*sides: Number) -> None:
    for side in sides:
        real(side)


def _finding(holds: bool, left: Value, right: Value) -> Finding:
    return Finding(Outcome.HOLDS) if holds else Finding(Outcome.FAILS, left, right)


def _differences(left: Value, right: Value) -> Iterator[Number]:
    if isinstance(left, Matrix):
        if left.shape != right.shape:
            raise Undefined("two shapes")
        for x, y in zip(left.entries, right.entries, strict=True):
            yield x - y
    else:
        yield left - right


def _is_tiny(difference: Number, left: Value, right: Value) -> bool:
    """Whether a ball around zero is small beside the values, so that touching zero means much."""
    scale = arb(1)
    for value in (left, right):
        for entry in value.entries if isinstance(value, Matrix) else (value,):
            scale = scale.max(abs(to_ball(entry)).upper())
    return bool(abs(to_ball(difference)) < scale * arb(fmpq(1, 1 << (flint.ctx.prec * 3 // 4))))


def certainly(relation: Relation, at: At) -> bool:
    """Return whether a relation holds at a place beyond doubt: exactly, or by separate balls."""
    finding = compare(relation, at, (128, 1024))
    return finding.outcome is Outcome.HOLDS and finding.exact
