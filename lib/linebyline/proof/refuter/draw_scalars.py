"""Numbers drawn from a declared domain: plain ones first, then special ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random

import flint
from flint import arb, fmpq

from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.numbers import Number, Undecided, Undefined, real
from linebyline.proof.symbols import Domain

_NARROW = fmpq(1, 1 << 60)
_LARGEST_INTEGER = 12
_FAR = (19, 49, 100, 1000)
_NEAR = (fmpq(1, 100), fmpq(1, 1000), fmpq(1, 10**6))


class EmptyDomainError(ValueError):
    """A domain without members."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Rational bounds that lie inside the domain, up to a sliver; ``None`` where it is unbounded.

    ``low_exact`` says that ``low`` is the end itself, not a rational slightly inside of it.
    """

    low: Number | None
    high: Number | None
    low_exact: bool
    high_exact: bool


@lru_cache(maxsize=2000)
def ends(domain: Domain) -> Ends:
    """Return rational ends certified to lie inside the domain's own.

    Raises:
        EmptyDomainError: if nothing lies between them.
    """
    low, low_exact = _end(domain, is_low=True)
    high, high_exact = _end(domain, is_low=False)
    if low is not None and high is not None:
        closed = domain.low_closed and domain.high_closed and low_exact and high_exact
        if low > high or (low == high and not closed):
            raise EmptyDomainError("the domain has no member")
    return Ends(low, high, low_exact, high_exact)


def _end(domain: Domain, *, is_low: bool) -> tuple[Number | None, bool]:
    formula = domain.low if is_low else domain.high
    if formula is None:
        return None, True
    with flint.ctx.workprec(256):
        value = real(evaluate(formula, {}))
        if type(value) is fmpq:
            return value, True
        bound = value.upper() if is_low else value.lower()
        mantissa, exponent = bound.man_exp()
        shift = int(exponent)
        exact = fmpq(mantissa) * (fmpq(2) ** shift)
    return exact + (_NARROW if is_low else -_NARROW), False


def belongs(domain: Domain, value: Number) -> bool:
    """Return whether a number is without doubt a member of the domain."""
    try:
        return domain.base == "complex" or _belongs(domain, real(value))
    except (Undefined, Undecided):
        return False


def _belongs(domain: Domain, value: Number) -> bool:
    if domain.is_integer and not (type(value) is fmpq and value.q == 1):
        return False
    if domain.without_zero and not (value < 0 or value > 0):
        return False
    for formula, closed, sign in (
        (domain.low, domain.low_closed, 1), (domain.high, domain.high_closed, -1),
    ):  # fmt: skip
        if formula is None:
            continue
        end = evaluate(formula, {})
        above, touches = (value > end, value >= end) if sign == 1 else (value < end, value <= end)
        if not (touches if closed else above):
            return False
    return True


def draw(domain: Domain, rng: Random, *, special: bool) -> Number:
    """Return a member of the domain: a short fraction, or a special value where asked.

    Raises:
        EmptyDomainError: if the domain has no member that the draw can reach.
    """
    bounds = ends(domain)
    for _ in range(50):
        value = _candidate(domain, bounds, rng, special)
        if value is not None and _inside(domain, bounds, value):
            return value
        special = False
    raise EmptyDomainError("no member of the domain was found")


def _inside(domain: Domain, bounds: Ends, value: Number) -> bool:
    if domain.base == "complex":
        return not domain.without_zero or value != 0
    if domain.without_zero and not value:
        return False
    for end, exact, closed, sign in (
        (bounds.low, bounds.low_exact, domain.low_closed, 1),
        (bounds.high, bounds.high_exact, domain.high_closed, -1),
    ):
        if end is None:
            continue
        distance = (value - end) * sign
        if distance < 0 or (not distance and not (exact and closed)):
            return False
    return True


def _candidate(domain: Domain, bounds: Ends, rng: Random, special: bool) -> Number | None:
    if domain.base == "complex":
        return _complex(rng, special)
    if domain.is_integer:
        return _integer(bounds, rng, special)
    low, high = bounds.low, bounds.high
    if low is not None and high is not None:
        return _between(low, high, rng, special)
    if low is not None:
        return low + (_special_size(rng) if special else _size(rng))
    if high is not None:
        return high - (_special_size(rng) if special else _size(rng))
    if special:
        return _special_size(rng) * rng.choice((1, 1, -1))
    return _size(rng) * rng.choice((1, -1))


def _size(rng: Random) -> Number:
    """A short positive fraction."""
    return fmpq(rng.randint(1, 9), rng.choice((1, 1, 2, 3, 4, 5, 7)))


def _special_size(rng: Random) -> Number:
    """Zero, one, and numbers close to them or large."""
    choice = rng.randrange(8)
    if choice < 2:
        return fmpq(0)
    if choice < 4:
        return fmpq(1)
    if choice == 4:
        return rng.choice(_NEAR)
    if choice == 5:
        return fmpq(1) + rng.choice(_NEAR) * rng.choice((1, -1))
    return fmpq(rng.choice((2, 10, 40, 1000)), rng.choice((1, 1, 3)))


def _between(low: Number, high: Number, rng: Random, special: bool) -> Number:
    width = high - low
    if special:
        part = rng.choice((fmpq(0), fmpq(1), fmpq(1, 2), fmpq(1, 1000), fmpq(999, 1000)))
        middle = low + width * part
        return fmpq(0) if low < 0 < high and rng.random() < 0.3 else middle
    target = low + width * fmpq(rng.randint(1, 99), 100)
    for bottom in rng.sample((1, 2, 3, 4, 5, 7, 10), 7):
        top = (target * bottom).floor()
        short = fmpq(top, bottom)
        if low < short < high and rng.random() < 0.8:
            return short
    return target


def _integer(bounds: Ends, rng: Random, special: bool) -> Number:
    spread = 40 if special else _LARGEST_INTEGER
    low, high = bounds.low, bounds.high
    if low is None and high is None:
        return fmpq(rng.randint(-spread // 2, spread // 2))
    last = high.floor() if high is not None else low.ceil() + spread  # type: ignore[union-attr]
    first = low.ceil() if low is not None else last - spread
    if special and rng.random() < 0.5:
        far = [first + step for step in _FAR if high is None or first + step <= last]
        return fmpq(rng.choice((first, min(first + 1, last), *far)))
    return fmpq(rng.randint(int(first), max(int(first), min(int(last), int(first) + spread))))


def _complex(rng: Random, special: bool) -> Number:
    """A complex number with dyadic parts, so that it is exact at every precision."""
    if special:
        return rng.choice((fmpq(0), fmpq(1), fmpq(-1), flint.acb(0, 1), flint.acb(0, -1)))
    real_part, imaginary = (
        arb(fmpq(rng.randint(-12, 12), rng.choice((1, 2, 4)))) for _ in range(2)
    )
    return flint.acb(real_part, imaginary)
