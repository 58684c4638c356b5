r"""The value of an integral of one variable, as a ball.

A finite range is given to Arb, which encloses the integral of an analytic function rigorously and
bisects where it is not. A range that is infinite, or has a singular end, is cut into pieces whose
lengths double (or halve towards the end) until they count for nothing; that the rest counts for
nothing too is judged from how the pieces fall, so such a value is marked as not certified.
Integrals in each other, logarithms on infinite ranges, which no ball encloses far out, and other
infinite ranges that Arb does not settle are taken by the trapezium rule at real points after a
substitution, the error judged from halving the step. What does not settle so, or takes too long,
has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, islice, pairwise
from typing import Any

import flint
from flint import acb, arb, fmpq

from linebyline.proof.refuter.boxes import Boxes
from linebyline.proof.refuter.numbers import Number, Undecided, Undefined

Function = Callable[[Number], Number]
End = Any  # a number, or None where the range is infinite
_BITS, _COARSE_GOAL = 96, 24
_GOAL = 72  # bits of an integral asked of Arb, of which 8 may be missing
_POINT_BITS, _POINT_GOAL, _NESTED_BITS, _NESTED_GOAL = 128, 64, 80, 28
_MOST_WORK = 25_000
_MOST_VALUES = 2500
_FIRST_STOP, _LAST_PIECE = 9, 280
_STEADY, _EXPLODING = 6, 4
_FIRST_LEVEL, _LAST_LEVEL = 2, 8
_FARTHEST = 60


class Judged:
    """Whether some value since the last reset rests on more than ball arithmetic."""

    tail = False


class _Work:
    """How many integrals are being evaluated, and how many values may still be asked for."""

    depth = 0
    left = _MOST_WORK
    goal = _GOAL


def begin(*, coarse: bool = False) -> None:
    """Start to evaluate a relation: nothing is judged yet, and all work is still to be done.

    Args:
        coarse: whether a few digits are enough, since only convergence is asked for.
    """
    Judged.tail = False
    _Work.left = _MOST_WORK
    _Work.goal = _COARSE_GOAL if coarse else _GOAL


def goal_at_hand() -> int:
    """The bits that are asked of an integral."""
    return _Work.goal


def _spend() -> None:
    _Work.left -= 1
    if _Work.left < 0:
        raise Undecided


def integrate(f: Function, low: End, high: End, *, nested: bool, at_points: bool) -> Number:
    """Return a ball around the integral of f from ``low`` to ``high``, with low < high.

    Args:
        f: gives numbers at numbers, and boxes at complex boxes; it may raise.
        low: lower end, ``None`` for minus infinity.
        high: upper end, ``None`` for infinity.
        nested: whether f holds integrals itself.
        at_points: whether f is better taken at real points than on complex boxes.

    Raises:
        Undefined: if the integral does not seem to converge absolutely.
        Undecided: if its value does not settle.
    """
    outer = _Work.depth
    _Work.depth += 1
    try:
        if nested or outer:
            with flint.ctx.workprec(_NESTED_BITS):
                return _by_trapezium_rule(f, low, high, _NESTED_GOAL + 4 * outer)
        if not at_points:
            try:
                with flint.ctx.workprec(_BITS):
                    return _real_if_real(_by_pieces(f, low, high))
            except Undecided:
                if low is not None and high is not None:
                    raise
        with flint.ctx.workprec(_POINT_BITS):
            return _by_trapezium_rule(f, low, high, min(_POINT_GOAL, _Work.goal))
    finally:
        _Work.depth = outer


def _real_if_real(value: Number) -> Number:
    """Return the real part of what is real up to rounding: a real integrand has a real integral."""
    if type(value) is acb and value.imag.contains(0) and abs(value.imag) < arb(2) ** -(_GOAL - 8):
        return value.real
    return value


# -- Arb, piece by piece ------------------------------------------------------------------
def _by_pieces(f: Function, low: End, high: End) -> Number:
    if low is None and high is None:
        return _by_pieces(f, None, fmpq(0)) + _by_pieces(f, fmpq(0), None)
    if low is None:
        return _by_pieces(lambda x: f(-x), -high, None)
    if high is None:
        near = _by_pieces(f, low, low + 1)
        return near + _summed(f, ((low + fmpq(2) ** k, low + fmpq(2) ** (k + 1)) for k in count()))
    middle = (low + high) * fmpq(1, 2)
    if _is_finite_at(f, low, high) and _is_finite_at(f, high, low):
        return _rigorous(f, low, high)
    return _towards(f, middle, low) + _towards(f, middle, high)


def _towards(f: Function, start: Number, end: Number) -> Number:
    """The integral between a point and an end, by pieces that halve where the end is singular."""
    turned = bool(end < start)
    if _is_finite_at(f, end, start):
        return _rigorous(f, end, start) if turned else _rigorous(f, start, end)
    width = start - end

    def pieces() -> Iterator[tuple[Number, Number]]:
        for k in count():
            near, far = end + width * fmpq(1, 2 ** (k + 1)), end + width * fmpq(1, 2**k)
            yield (near, far) if turned else (far, near)

    return _summed(f, pieces())


def _is_finite_at(f: Function, end: Number, other: Number) -> bool:
    """Whether f has bounded values around an end of the range."""
    box = acb(arb(end).union(arb(end + (other - end) * fmpq(1, 1 << 20))))
    value = _box_value(f, box, analytic=False)
    return bool(value.is_finite())


def _rigorous(f: Function, low: Number, high: Number) -> Number:
    value = acb.integral(
        lambda z, analytic: _box_value(f, z, analytic=analytic),
        low,
        high,
        rel_tol=arb(2) ** -_Work.goal,
        abs_tol=arb(2) ** -(_Work.goal + 6),
        eval_limit=_MOST_VALUES,
    )
    goal = arb(2) ** -(_Work.goal - 8) * (1 + abs(value))
    if _Work.left < 0 or not value.is_finite() or value.rad() > goal:
        raise Undecided
    return value


def _box_value(f: Function, box: acb, *, analytic: bool) -> acb:
    """Return an enclosure of f on a box, not finite where there is none."""
    before, Boxes.analytic = Boxes.analytic, analytic
    try:
        _spend()
        return acb(f(box))
    except (Undefined, Undecided, OverflowError, ZeroDivisionError):
        return acb("nan")
    finally:
        Boxes.analytic = before


def _summed(f: Function, pieces: Iterator[tuple[Number, Number]]) -> Number:
    """Sum over pieces until they count for nothing, several in a row."""
    Judged.tail = True
    total, sizes = acb(0), [arb("inf")]
    for number, (low, high) in enumerate(islice(pieces, _LAST_PIECE)):
        value = _rigorous(f, low, high)
        total += value
        sizes.append(abs(value).upper())
        goal = arb(2) ** -(_Work.goal + 4) * (1 + abs(total).upper())
        if number >= _FIRST_STOP and sizes[-1] < goal and sizes[-2] < goal:
            return total + acb(arb(0, goal), arb(0, goal))
        steady = number >= 2 * _FIRST_STOP and _is_steady(sizes[-_STEADY:])
        if steady or _explodes(sizes[-_EXPLODING:]):
            raise Undefined("an integral that does not converge absolutely")
    raise Undecided


def _is_steady(sizes: list[arb]) -> bool:
    return all(now > before * fmpq(97, 100) for before, now in pairwise(sizes))


def _explodes(sizes: list[arb]) -> bool:
    """Whether pieces have grown very large, and ever faster."""
    grows = all(now > 4 * before for before, now in pairwise(sizes))
    return len(sizes) == _EXPLODING and grows and bool(sizes[-1] > 1 << 20)


# -- the trapezium rule -------------------------------------------------------------------
def _by_trapezium_rule(f: Function, low: End, high: End, goal: int) -> Number:
    r"""Sum over equal steps of t, where x = sinh t or its kin: nearly exact for analytic f."""
    Judged.tail = True
    place = _substituted(low, high)
    tolerance = arb(2) ** -goal

    def term(t: Number) -> Number:
        _spend()
        x, weight = place(arb(t))
        return f(x) * weight

    step = fmpq(1, 2**_FIRST_LEVEL)
    middle = term(fmpq(0))
    ends = [_reach(term, side * step, middle, tolerance) for side in (1, -1)]
    values = [middle, *ends[0][1], *ends[1][1]]
    total = sum(values, fmpq(0))
    scale = arb(0)
    for value in values:
        scale = scale.max(_size(value))
    scale = scale * step
    before = total * step
    for _ in range(_FIRST_LEVEL, _LAST_LEVEL):
        step = step / 2
        for (last, _), side in zip(ends, (1, -1), strict=True):
            for t in _odd_steps(step, last):
                total = total + term(side * t)
        now = total * step
        gap = _size(now - before)
        if gap <= tolerance * scale:
            around = arb(0, gap + tolerance * scale)
            return now + (acb(around, around) if type(now) is acb else around)
        before = now
    raise Undecided


def _reach(
    term: Function, step: Number, middle: Number, tolerance: arb
) -> tuple[Number, list[Number]]:
    """Step outward until two terms in a row count for nothing."""
    values: list[Number] = []
    size, small, t = _size(middle), 0, step
    while small < 2:
        if abs(t) > _FARTHEST:
            raise Undefined("an integral that does not converge absolutely")
        value = term(t)
        values.append(value)
        now = _size(value)
        size = size.max(now)
        small = small + 1 if now <= tolerance * size / 64 else 0
        t = t + step
    return abs(t) - abs(step), values


def _size(value: Number) -> arb:
    return abs(acb(value)).mid()


def _odd_steps(step: Number, last: Number) -> Iterator[Number]:
    t = step
    while t < last:
        yield t
        t = t + 2 * step


def _substituted(low: End, high: End) -> Callable[[arb], tuple[arb, arb]]:
    """Return the map from t to x, and dx/dt."""

    def everywhere(t: arb) -> tuple[arb, arb]:
        return t.sinh(), t.cosh()

    def upward(t: arb) -> tuple[arb, arb]:
        e = t.exp()
        return low + e, e

    def downward(t: arb) -> tuple[arb, arb]:
        e = t.exp()
        return high - e, e

    def between(t: arb) -> tuple[arb, arb]:
        e = (arb.pi() * t.sinh()).exp()
        x = low + (high - low) * (e / (1 + e))
        return x, (high - low) * arb.pi() * t.cosh() * e / (1 + e) ** 2

    if low is None:
        return everywhere if high is None else downward
    return upward if high is None else between
