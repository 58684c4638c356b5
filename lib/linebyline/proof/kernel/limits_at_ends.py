r"""Limits of antiderivatives at the ends of a range, term by term.

The rules, for a term that is a product: at infinity an exponential of a polynomial decides, by the
sign of its leading coefficient, over every power and logarithm; a power decides over every
logarithm; so it does at zero. A sum whose terms have finite limits has their sum. Everything
else must be continuous at the end, or no limit is claimed.
"""

from __future__ import annotations

from math import inf

from linebyline.proof.kernel.dummies import new_dummy, range_of
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import (
    ONE,
    PI,
    ZERO,
    Atom,
    Exponent,
    Polynomial,
    coefficient_of,
    monomial,
    rational,
    total,
)
from linebyline.proof.kernel.powers import power
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import signs

Powers = dict[Atom, Exponent]
JUMPS = frozenset({"sign", "floor", "gamma", "binomial", "pow", "modulus"})


def is_continuous(p: Polynomial, variable: Atom, facts: Facts) -> bool:
    """Whether p is continuous on the closed range: rebuilt there, it needs no new condition."""
    closed = new_dummy(range_of(variable), facts, closed=True)
    with facts.without_conditions():
        before = set(facts.conditions)
        try:
            moved = replace(p, {variable: Polynomial.of(closed)}, facts)
        except NotProvable:
            return False
        if set(facts.conditions) - before:
            return False
    return not _has_jump(moved, closed)


def _has_jump(p: Polynomial, variable: Atom) -> bool:
    for m in p.terms:
        for atom, e in m:
            if variable not in atom.free:
                continue
            jumps = atom.kind == "call" and atom.args[0] in JUMPS
            if jumps or atom.kind in ("delta", "less", "integral", "expect"):
                return True
            if e < 0 and atom.kind not in ("exp",) and atom is not variable and atom.kind != "base":
                return True
            if any(_has_jump(q, variable) for q in atom.args if isinstance(q, Polynomial)):
                return True
    return False


def limit_at(p: Polynomial, variable: Atom, side: int, facts: Facts) -> Polynomial:
    """Return the limit at the lower end (side -1) or the upper end (side 1).

    Raises:
        NotProvable: if it is not finite, or not known.
    """
    end = range_of(variable)[side > 0]
    if end is not None and end.terms:
        closed = new_dummy((end, end), facts, closed=True)
        if not is_continuous_at(p, variable, closed, facts):
            raise NotProvable("a limit that is not known")
        return replace(p, {variable: end}, facts)
    parts = []
    for m, c in p.terms.items():
        inner = {a: e for a, e in m if variable in a.free}
        outer = monomial(c, {a: e for a, e in m if a not in inner})
        found = _of_term(inner, variable, side if end is None else 0, facts)
        if isinstance(found, float):
            raise NotProvable("a limit that is not finite")
        parts.append(outer * found)
    return total(parts)


def is_continuous_at(p: Polynomial, variable: Atom, end: Atom, facts: Facts) -> bool:
    """Whether p is continuous where the variable takes the one value of another."""
    with facts.without_conditions():
        before = set(facts.conditions)
        try:
            moved = replace(p, {variable: Polynomial.of(end)}, facts)
        except NotProvable:
            return False
        return not set(facts.conditions) - before and not _has_jump(moved, end)


def _of_term(inner: Powers, variable: Atom, side: int, facts: Facts) -> Polynomial | float:
    """The limit of a product at an infinite end, or at zero where ``side`` is 0."""
    if not inner:
        return ONE
    exponent = total([a.args[0] * rational(e) for a, e in inner.items() if a.kind == "exp"])
    growth, power_of_x = _split(exponent, variable)
    power_of_x = power_of_x + rational(inner.get(variable, 0))
    logs = Atom("log", args=(Polynomial.of(variable),))
    others = {a: e for a, e in inner.items() if a.kind != "exp" and a not in (variable, logs)}
    factor = ONE
    for atom, e in others.items():
        found = _of_atom(atom, e, variable, side, facts)
        if isinstance(found, float):
            raise NotProvable("a limit that is not known")
        factor = factor * found
    rate = _rate(growth, variable, side, facts)
    if rate is None:
        return _by_power(power_of_x, logs in inner, side, facts, factor)
    if rate.is_negative:
        return ZERO
    return inf


def _by_power(
    s: Polynomial, has_log: bool, side: int, facts: Facts, factor: Polynomial
) -> Polynomial | float:
    if not s.terms:
        if has_log:
            return inf
        return factor
    known = signs(s, facts)
    vanishing = known.is_negative if side else known.is_positive
    if vanishing:
        return ZERO
    if known.is_positive or known.is_negative:
        return inf
    raise NotProvable("a power whose sign is not known")


def _split(p: Polynomial, variable: Atom) -> tuple[Polynomial, Polynomial]:
    """Part an exponent in what holds x itself, and the factor of log x."""
    slope, growth = coefficient_of(p, Atom("log", args=(Polynomial.of(variable),)))
    if variable in slope.free:
        raise NotProvable("an exponent of this form")
    return growth, slope


def _rate(growth: Polynomial, variable: Atom, side: int, facts: Facts) -> Signs | None:
    """The signs of the exponent far out (or near zero); ``None`` if it stays finite there."""
    found: dict[Exponent, Polynomial] = {}
    for m, c in growth.terms.items():
        powers = dict(m)
        e = powers.pop(variable, 0)
        rest = monomial(c, powers)
        if variable in rest.free:
            raise NotProvable("an exponent of this form")
        found[e] = found.get(e, ZERO) + rest
    leading = max(found, default=0) if side else min(found, default=0)
    if (leading <= 0) if side else (leading >= 0):
        if set(found) - {0} and side == 0:
            return None
        if set(found) - {0}:
            raise NotProvable("an exponent of this form")
        return None
    if side < 0 and not isinstance(leading, int):
        raise NotProvable("a root of a negative number")
    turned = side < 0 and leading % 2
    known = signs(-found[leading] if turned else found[leading], facts)
    if not (known.is_negative or known.is_positive):
        raise NotProvable("an exponent whose sign is not known")
    return known


def _of_atom(
    atom: Atom, e: Exponent, variable: Atom, side: int, facts: Facts
) -> Polynomial | float:
    if atom.kind == "base":
        found = limit_of_sum(atom.args[0], variable, side, facts)
        if isinstance(found, float):
            if e < 0:
                return ZERO
            return inf
        return power(found, e, facts)
    if atom.kind == "call" and atom.args[0] in ("arctan", "erf") and e > 0 and side:
        found = limit_of_sum(atom.args[1], variable, side, facts)
        if found in (inf, -inf):
            size = PI.scaled(rational(1) / 2) if atom.args[0] == "arctan" else ONE
            return power(size if found == inf else -size, e, facts)
    if side == 0:
        zero = new_dummy((ZERO, ZERO), facts, closed=True)
        whole = monomial(1, {atom: e})
        if is_continuous_at(whole, variable, zero, facts):
            return replace(whole, {variable: ZERO}, facts)
    raise NotProvable("a limit that is not known")


def limit_of_sum(p: Polynomial, variable: Atom, side: int, facts: Facts) -> Polynomial | float:
    """The limit of a sum, infinite if some terms are, all of one sign."""
    parts, infinite = [], set()
    for m, c in p.terms.items():
        inner = {a: e for a, e in m if variable in a.free}
        outer = monomial(c, {a: e for a, e in m if a not in inner})
        found = _of_term(inner, variable, side, facts)
        if isinstance(found, float):
            odd = side < 0 and set(inner) == {variable} and inner[variable] % 2 == 1
            if set(inner) - {variable} and not all(a.kind == "exp" for a in inner):
                raise NotProvable("an infinite limit of unknown sign")
            known = signs(-outer if odd else outer, facts)
            infinite.add(inf if known.is_positive else -inf if known.is_negative else 0.0)
        else:
            parts.append(outer * found)
    if not infinite:
        return total(parts)
    (sign, *others) = infinite
    if others or not sign:
        raise NotProvable("an infinite limit of unknown sign")
    return sign
