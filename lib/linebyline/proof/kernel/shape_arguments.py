r"""Inequalities of one real variable by the shape of the function.

- Convex: p'' >= 0 on an interval and p'(a) = 0 give p >= p(a) there.
- Monotone: p(a) >= 0 and p' >= 0 for x >= a give p >= 0 for x >= a; p' >= 0 may be shown so again,
  after dropping factors that are positive.

Assumptions about the variable are set aside: they may take points out of its interval. Both need p
to be smooth on the whole domain: a function with a jump, or undefined in between, is
refused, that is one with an absolute value, a floor, or a side condition on the variable.
"""

from __future__ import annotations

import dataclasses

from linebyline.proof.kernel.atom_signs import atom_signs
from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.factor import factor, factor_of
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.hints import ConvexMinimum, Monotone
from linebyline.proof.kernel.polynomial import Atom, Polynomial, monomial
from linebyline.proof.kernel.read import read, symbol_atom
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.sign_sets import Signs, sign_of
from linebyline.proof.kernel.signs import is_nonnegative, is_positive, signs
from linebyline.proof.kernel.zero_test import is_zero
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import number

DEEPEST = 6
NOT_SMOOTH = (
    "absolute", "less", "step", "point", "extremum", "delta", "parity", "expect", "moment",
)  # fmt: skip


def by_convex_minimum(
    p: Polynomial, is_strict: bool, facts: Facts, hint: ConvexMinimum
) -> str | None:
    """Return how p is seen to be convex, with a minimum that is not negative, or ``None``."""
    at = read(hint.at, facts)
    if hint.variable in at.free:
        raise NotProvable("a minimum that moves with its variable")
    _need_inside(hint.variable, at, facts)
    p, x = _freed(p, hint.variable, facts)
    need_smooth(p, x, facts)
    slope = derivative(p, x, facts)
    bend = derivative(slope, x, facts)
    need_smooth(bend, x, facts)
    if not is_zero(replace(slope, {x: at}, facts), facts) or not is_nonnegative(bend, facts):
        return None
    least = _signs_or_zero(replace(p, {x: at}, facts), facts)
    if not (least.is_positive if is_strict else least.is_nonnegative):
        return None
    return f"convex in {hint.variable.tex}, with its minimum there"


def by_monotony(p: Polynomial, is_strict: bool, facts: Facts, hint: Monotone) -> str | None:
    """Return how p is seen not to fall from a start where it is not negative, or ``None``."""
    start = read(hint.start, facts)
    beyond = Polynomial.of(_variable(hint.variable)) - start
    if is_strict or hint.variable in start.free or not is_nonnegative(beyond, facts):
        return None
    p, x = _freed(p, hint.variable, facts, low=hint.start, low_closed=True)
    need_smooth(p, x, facts)
    if not _grows(p, x, start, facts, DEEPEST):
        return None
    return f"at least zero at the start, and growing in {hint.variable.tex}"


def by_shape(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """Try monotony in each variable: from its least value on, or from 0 to both sides."""
    for name in sorted((s for s in p.free if isinstance(s, Symbol)), key=lambda s: s.tex):
        if is_strict or name.kind != "scalar" or name.domain.base != "real":
            continue
        for argument in (_grows_from_end, _grows_both_ways, _least_at_another_name):
            try:
                with facts.attempt():
                    if not argument(p, name, facts):
                        raise NotProvable
                    return f"least at the start, and growing from there in {name.tex}"
            except NotProvable:
                continue
    return None


def _grows_from_end(p: Polynomial, name: Symbol, facts: Facts) -> bool:
    x, low = _variable(name), name.domain.low
    if low is None:
        return False
    start = read(low, facts)
    closed = on_closed_domain(name)
    moved = replace(p, {x: Polynomial.of(symbol_atom(closed))}, facts)
    need_smooth(moved, symbol_atom(closed), facts)
    return _grows(moved, symbol_atom(closed), start, facts, DEEPEST)


def _grows_both_ways(p: Polynomial, name: Symbol, facts: Facts) -> bool:
    """p(t) and p(-t) grow for t >= 0, where nothing bounds or assumes about the variable."""
    x = _variable(name)
    known = (*facts.positive, *facts.nonnegative, *facts.nonzero, *facts.equations)
    if (
        name.domain.low is not None
        or name.domain.high is not None
        or any(name in f.free for f in known)
    ):
        return False
    t = symbol_atom(replace_symbol(name, low=number(0), low_closed=True))
    for side in (Polynomial.of(t), -Polynomial.of(t)):
        moved = replace(p, {x: side}, facts)
        need_smooth(moved, t, facts)
        if not _grows(moved, t, Polynomial.number(0), facts, DEEPEST):
            return False
    return True


def _least_at_another_name(p: Polynomial, name: Symbol, facts: Facts) -> bool:
    """The slope is (x - m)^k s with s >= 0 and an odd k, for another name m of the same domain.

    So p falls before m and rises behind it, and p(m) >= 0 is the least value.
    """
    free, x = _freed(p, name, facts)
    others = [s for s in p.free if isinstance(s, Symbol) and s.domain == name.domain and s != name]
    candidates = sorted((s for s in others if s.kind == "scalar"), key=lambda s: s.tex)
    if not candidates or name.domain.low is None or name.domain.high is None:
        return False
    need_smooth(free, x, facts)
    slope = derivative(free, x, facts)
    need_smooth(slope, x, facts)
    for other in candidates:
        m = Polynomial.of(symbol_atom(other))
        rest = _divided(slope, Polynomial.of(x) - m)
        if rest is not None and is_nonnegative(rest, facts):
            return _signs_or_zero(replace(free, {x: m}, facts), facts).is_nonnegative
    return False


def _divided(slope: Polynomial, step: Polynomial) -> Polynomial | None:
    """The slope divided by an odd power of x - m, if it holds one."""
    if not slope.terms:
        return None
    factored = factor(slope)
    for atom, e in factored.powers.items():
        sign = {step: 1, -step: -1}.get(factor_of(atom))
        if sign is not None and isinstance(e, int) and e > 0 and e % 2:
            others = {a: k for a, k in factored.powers.items() if a is not atom}
            return monomial(factored.coefficient * sign, others)
    return None


def on_closed_domain(name: Symbol) -> Symbol:
    """The symbol with the ends of its interval taken in."""
    return replace_symbol(name, low_closed=True, high_closed=True)


def replace_symbol(name: Symbol, **changes: object) -> Symbol:
    """The symbol with another domain, and a name of its own to go with it."""
    domain = dataclasses.replace(name.domain, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(name, tex=f"{name.tex} in {domain}", domain=domain)


def _freed(p: Polynomial, name: Symbol, facts: Facts, **changes: object) -> tuple[Polynomial, Atom]:
    """Return p with a variable that ranges over its whole interval, whatever is assumed of it.

    An assumption such as x != 0 or x > 2 would leave out points between x and the one compared.
    """
    free = symbol_atom(replace_symbol(name, **changes))
    return replace(p, {_variable(name): Polynomial.of(free)}, facts), free


def need_smooth(p: Polynomial, x: Atom, facts: Facts) -> None:
    """Refuse what may jump or have no value between two points of the domain.

    Raises:
        NotProvable: if an atom that depends on x is not smooth, or a side condition does.
    """
    refuse_conditions_on(x, facts)
    for m in p.terms:
        for atom, e in m:
            if x.args[0] in atom.free:
                _need_smooth_power(atom, e, x, facts)


def refuse_conditions_on(x: Atom, facts: Facts) -> None:
    """Refuse side conditions on the variable: they may take points out of its interval.

    Raises:
        NotProvable: if there is one.
    """
    if any(x.args[0] in condition.what.free for condition in facts.conditions.values()):
        raise NotProvable("a side condition on the variable")


def _need_smooth_power(atom: Atom, e: object, x: Atom, facts: Facts) -> None:
    if atom.kind in NOT_SMOOTH or (atom.kind == "call" and not _is_smooth_call(atom, facts)):
        raise NotProvable(f"{atom.kind} may not be smooth")
    is_whole = isinstance(e, int) and e > 0
    if not is_whole and not atom_signs(atom, facts).is_nonzero:
        raise NotProvable("a root or a quotient where the base may vanish")
    if not isinstance(e, int) and not atom_signs(atom, facts).is_positive:
        raise NotProvable("a root of what may be negative")
    if atom.kind == "log" and not signs(atom.args[0], facts).is_positive:
        raise NotProvable("a logarithm of what may vanish")
    for part in atom.args:
        if isinstance(part, Polynomial) and part.free & x.free:
            need_smooth(part, x, facts)


def _is_smooth_call(atom: Atom, facts: Facts) -> bool:
    """Whether it is arctan or erf of a real number, or arcsin or arccos inside of (-1, 1)."""
    name, u = atom.args[:2]
    if not signs(u, facts).is_real:
        return False
    if name in ("arcsin", "arccos"):
        return is_positive(1 - u, facts) and is_positive(1 + u, facts)
    return name in ("arctan", "erf")


def _variable(symbol: Symbol) -> Atom:
    if symbol.kind != "scalar" or symbol.domain.base != "real" or symbol.domain.without_zero:
        raise NotProvable("a shape argument needs a real variable on an interval")
    return symbol_atom(symbol)


def _need_inside(symbol: Symbol, at: Polynomial, facts: Facts) -> None:
    domain = symbol.domain
    for end, is_low in ((domain.low, True), (domain.high, False)):
        if end is not None:
            gap = at - read(end, facts) if is_low else read(end, facts) - at
            if not is_nonnegative(gap, facts):
                raise NotProvable("the point is not known to lie in the domain")


def _signs_or_zero(p: Polynomial, facts: Facts) -> Signs:
    return Signs.ZERO if is_zero(p, facts) else signs(p, facts)


def _grows(p: Polynomial, x: Atom, start: Polynomial, facts: Facts, depth: int) -> bool:
    if is_nonnegative(p, facts):
        return True
    if not depth or not _signs_or_zero(replace(p, {x: start}, facts), facts).is_nonnegative:
        return False
    slope = _without_positive_factors(derivative(p, x, facts), facts)
    need_smooth(slope, x, facts)
    return _grows(slope, x, start, facts, depth - 1)


def _without_positive_factors(p: Polynomial, facts: Facts) -> Polynomial:
    if not p.terms:
        return p
    factored = factor(p)
    kept = {
        atom: e
        for atom, e in factored.powers.items()
        if not (atom_signs(atom, facts).is_positive and (isinstance(e, int) or e > 0))
    }
    return monomial(1 if sign_of(factored.coefficient).is_positive else -1, kept)
