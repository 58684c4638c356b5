r"""Equations that hold because a derivative vanishes: a function without slope is constant.

If p is smooth on the interval of a real variable, p' = 0 there, and p = 0 at one point, then p = 0.
Assumptions about the variable are set aside, for they may take points out of the interval. The
point may be a finite end of the interval, if p is smooth up to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import Atom, Polynomial, TooLarge, rational
from linebyline.proof.kernel.read import read, symbol_atom
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.shape_arguments import (
    need_smooth,
    on_closed_domain,
    refuse_conditions_on,
    replace_symbol,
)
from linebyline.proof.kernel.signs import is_nonnegative, is_positive
from linebyline.proof.kernel.zero_test import is_zero
from linebyline.proof.symbols import Symbol

POINTS = (Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2))


def by_constancy(p: Polynomial, facts: Facts) -> str | None:
    """Return how p is seen to be zero by its derivative in one variable, or ``None``."""
    if not any(a.kind == "call" for a in p.atoms):
        return None
    for name in sorted((s for s in p.free if isinstance(s, Symbol)), key=lambda s: s.tex):
        if name.kind != "scalar" or name.domain.base != "real" or name.domain.without_zero:
            continue
        try:
            with facts.attempt():
                if not _vanishes(p, name, facts):
                    raise NotProvable
                return f"no slope in {name.tex}, and zero at a point"
        except (NotProvable, TooLarge):
            continue
    return None


def _vanishes(p: Polynomial, name: Symbol, facts: Facts) -> bool:
    for wide in (on_closed_domain(name), replace_symbol(name)):
        x = symbol_atom(wide)
        try:
            with facts.attempt():
                moved = replace(p, {symbol_atom(name): Polynomial.of(x)}, facts)
                need_smooth(moved, x, facts)
        except NotProvable:
            continue
        if not is_zero(derivative(moved, x, facts), facts):
            return False
        refuse_conditions_on(x, facts)
        return any(_is_zero_at(at, moved, x, facts) for at in _points(wide, facts))
    return False


def _is_zero_at(at: Polynomial, p: Polynomial, x: Atom, facts: Facts) -> bool:
    try:
        return is_zero(replace(p, {x: at}, facts), facts)
    except NotProvable:  # no value there
        return False


def _points(name: Symbol, facts: Facts) -> Iterator[Polynomial]:
    domain = name.domain
    for value in POINTS:
        at = Polynomial.number(rational(value))
        low = domain.low is None or _reaches(at - read(domain.low, facts), domain.low_closed, facts)
        high = domain.high is None or _reaches(
            read(domain.high, facts) - at, domain.high_closed, facts
        )
        if low and high:
            yield at


def _reaches(gap: Polynomial, is_closed: bool, facts: Facts) -> bool:
    return is_nonnegative(gap, facts) if is_closed else is_positive(gap, facts)
