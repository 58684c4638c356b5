r"""Integrals over real variables, in normal form.

An integral is a Lebesgue integral that converges absolutely; a line says nothing where one of its
integrals does not. The rules and their conditions:

- :math:`\int c f = c \int f` for c free of the variable; :math:`\int_a^b c = c (b - a)`;
- terms with a closed form are integrated apart: each converges absolutely by its own condition
  (``integral_forms``, ``antiderivatives``), so the rest converges with the whole. The rest stays
  together: :math:`\int (f(x + 1) - f(x)) dx` may converge where :math:`\int f` does not;
- what does stand apart, as written, is joined in the zero test: a sum of convergent integrals over
  one range is the convergent integral of the sum (``integral_sums``);
- on the whole line :math:`\int f(a x + b) dx = \int f / |a|` for a nonzero a;
- the order is changed where the integrand keeps one sign (Tonelli), or where the integral over all
  variables converges: that is what integrals in each other, as written, mean (Fubini).

An opaque integral is an atom of kind ``integral``; its integrand is kept out of sight of rules that
look into atoms, because its variable has no value there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.dummies import (
    Range,
    dummy,
    ends_free,
    is_ordered,
    linear_in,
    new_dummy,
    range_of,
)  # fmt: skip
from linebyline.proof.kernel.factor import content, reduced_over
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.integral_forms import closed_form, is_slope_of_density, tidied
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    Polynomial,
    monomial,
    total,
)
from linebyline.proof.kernel.powers import absolute, reciprocal
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.sign_sets import Signs, negate
from linebyline.proof.kernel.signs import signs

Values = Mapping[Atom, Polynomial]
MOST_VARIABLES = 3


def integral_over(
    p: Polynomial, variable: Atom, facts: Facts, *, joint: bool = False
) -> Polynomial:
    """Return the integral of p over a variable, which carries its range.

    Args:
        p: the integrand; where it has a value, the whole converges absolutely.
        variable: of kind ``dummy``.
        facts: receives the conditions under which closed forms hold.
        joint: whether an integral in p converges together with this one.

    Raises:
        NotProvable: for a constant over an infinite range.
    """
    low, high = range_of(variable)
    if low is not None and low == high:
        return ZERO
    spend(10 * len(p.terms))
    kink = _kink(p, variable, facts)
    if kink is not None:
        return _in_two(p, variable, kink, facts)
    p = reduced_over(p, variable)
    closed, rest = ZERO, {}
    for m, c in p.terms.items():
        inner = {a: e for a, e in m if variable in a.free}
        outer = monomial(c, {a: e for a, e in m if a not in inner})
        value = _value(inner, variable, facts)
        if value is None and len(p.terms) == 1 and is_slope_of_density(inner, variable):
            value = ZERO
        if value is None:
            rest[m] = c
        else:
            closed = closed + tidied(outer * value, facts)
    return closed + _rest(Polynomial(rest), variable, facts, joint) if rest else closed


def integral_over_all(p: Polynomial, variables: Sequence[Atom], facts: Facts) -> Polynomial:
    """Return the integral over several variables, the last one innermost."""
    for variable in reversed(variables):
        p = integral_over(p, variable, facts, joint=len(variables) > 1)
    return p


def open_integral(
    atom: Atom, facts: Facts, values: Values | None = None
) -> tuple[Polynomial, list[Atom]]:
    """Return integrand and variables, the variables renamed; ``values`` go into the ranges."""
    (body,), variables, ranges = atom.args
    renamed = [new_dummy(_ends_replaced(ends, values or {}, facts), facts) for ends in ranges]
    fresh = {old: Polynomial.of(new) for old, new in zip(variables, renamed, strict=True)}
    return replace(body, fresh, facts), renamed


def replaced_integral(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    """Return an opaque integral with what is not its variable replaced."""
    body, variables = open_integral(atom, facts, values)
    return integral_over_all(replace(body, values, facts), variables, facts)


def signs_of_integral(atom: Atom, facts: Facts) -> Signs:
    """An integral from a lower to a higher end has the sign of its integrand."""
    (body,), _, ranges = atom.args
    inside = signs(body, facts)
    order = [is_ordered(ends, facts) for ends in ranges]
    if all(found.is_nonnegative for found in order):
        longer = all(found.is_positive for found in order)
        for strict, weak in (
            (Signs.POSITIVE, Signs.NONNEGATIVE),
            (Signs.NEGATIVE, Signs.NONPOSITIVE),
        ):
            if inside | weak == weak:
                return strict if inside == strict and longer else weak
    if len(order) == 1 and order[0].is_nonpositive:
        return negate(inside | Signs.ZERO) if inside.is_real else Signs.ANY
    return Signs.REAL if inside.is_real else Signs.ANY


def _ends_replaced(ends: Range, values: Values, facts: Facts) -> Range:
    low, high = (None if end is None else replace(end, values, facts) for end in ends)
    return low, high


def _kink(p: Polynomial, variable: Atom, facts: Facts) -> Polynomial | None:
    """A point strictly inside the range at which the argument of an absolute value vanishes."""
    for atom in p.atoms:
        found = _zero_inside(atom, variable, facts) if variable in atom.free else None
        if found is not None:
            return found
    return None


def _zero_inside(atom: Atom, variable: Atom, facts: Facts) -> Polynomial | None:
    if atom.kind == "absolute":
        slope, shift = linear_in(atom.args[0], variable)
        if slope is not None and shift is not None and signs(slope, facts).is_nonzero:
            zero = -shift * reciprocal(slope, facts)
            low, high = range_of(variable)
            above = low is None or signs(zero - low, facts).is_positive
            below = high is None or signs(high - zero, facts).is_positive
            if above and below and signs(zero, facts).is_real:
                return zero
    for part in atom.args if atom.kind in ("exp", "base", "log") else ():
        found = _kink(part, variable, facts)
        if found is not None:
            return found
    return None


def _in_two(p: Polynomial, variable: Atom, middle: Polynomial, facts: Facts) -> Polynomial:
    """The integrals up to a point inside of the range and from there on, which converge too."""
    low, high = range_of(variable)
    result = ZERO
    for ends in ((low, middle), (middle, high)):
        part = new_dummy(ends, facts)
        inside = replace(p, {variable: Polynomial.of(part)}, facts)
        result = result + integral_over(inside, part, facts)
    return result


def _value(inner: dict[Atom, Exponent], variable: Atom, facts: Facts) -> Polynomial | None:
    low, high = range_of(variable)
    if not inner:
        return None if low is None or high is None else high - low
    try:
        with facts.attempt():
            found = closed_form(inner, variable, facts)
            if found is None:
                raise NotProvable
            return found
    except NotProvable:
        return None


# -- what has no closed form --------------------------------------------------------------
def _rest(p: Polynomial, variable: Atom, facts: Facts, joint: bool) -> Polynomial:
    if variable not in p.free:
        raise NotProvable("the integral of a constant over an infinite range")
    p, scale = _on_the_line(p, variable, facts)
    if _is_downward(range_of(variable), facts):
        low, high = range_of(variable)
        upward = new_dummy((high, low), facts)
        p, scale = replace(p, {variable: Polynomial.of(upward)}, facts), -scale
        variable = upward
    single = p.single
    if single is None:
        moments = _moments(p, variable, facts)
        if moments is not None:
            return moments * scale
        size = content(p)
        return opaque_integral(p.scaled(1 / size), [variable], facts) * scale.scaled(size)
    c, powers = single
    inner = {a: e for a, e in powers.items() if variable in a.free}
    outer = monomial(c, {a: e for a, e in powers.items() if a not in inner}) * scale
    joined = _reordered(inner, variable, facts, joint)
    opaque: Polynomial = joined or opaque_integral(monomial(1, inner), [variable], facts)
    return outer * opaque


def _on_the_line(p: Polynomial, variable: Atom, facts: Facts) -> tuple[Polynomial, Polynomial]:
    """Replace x so that some unknown function of a x + b becomes one of x, the least key first."""
    choices: list[tuple[Polynomial, Polynomial]] = []
    if range_of(variable) == (None, None):
        applied = {a for m in p.terms for a, _ in m if a.kind == "apply" and variable in a.free}
        for argument in {q.key: q for a in applied for q in a.args[2:]}.values():
            choices += _turned(p, argument, variable, facts)
    return min(choices, key=lambda choice: choice[0].key, default=(p, ONE))


def _moments(p: Polynomial, variable: Atom, facts: Facts) -> Polynomial | None:
    """Split a polynomial in x times a density, its leading coefficient not zero.

    Far out the leading term is at most twice the whole, and near zero the powers are bounded; so
    each of them, times the density, converges absolutely with the whole.
    """
    densities = {a for m in p.terms for a, _ in m if a.kind == "apply" and variable in a.free}
    if len(densities) != 1:
        return None
    (density,) = densities
    if closed_form({density: 1}, variable, facts) is None:
        return None
    by_power: dict[int, Polynomial] = {}
    for m, c in p.terms.items():
        powers = dict(m)
        e, k = powers.pop(density, 0), powers.pop(variable, 0)
        rest = monomial(c, powers)
        if e != 1 or not isinstance(k, int) or k < 0 or variable in rest.free:
            return None
        by_power[k] = by_power.get(k, ZERO) + rest
    if not signs(by_power[max(by_power)], facts).is_nonzero:
        return None
    return total(
        [c * opaque_integral(monomial(1, {density: 1, variable: k}), [variable], facts)
         for k, c in by_power.items()]
    )  # fmt: skip


def _is_downward(ends: Range, facts: Facts) -> bool:
    """Whether the ends are to change places: known to be in the wrong order, else by their keys."""
    low, high = ends
    order = is_ordered(ends, facts)
    if low is None or high is None or order.is_nonnegative:
        return False
    return order.is_nonpositive or high.key < low.key


def _turned(
    p: Polynomial, argument: Polynomial, variable: Atom, facts: Facts
) -> Iterator[tuple[Polynomial, Polynomial]]:
    slope, shift = linear_in(argument, variable)
    if slope is None or shift is None or not slope.terms:
        return
    known = signs(slope, facts)
    if known.is_nonzero and known.is_real and signs(shift, facts).is_real:
        inverse = reciprocal(slope, facts)
        new = (Polynomial.of(variable) - shift) * inverse
        yield replace(p, {variable: new}, facts), absolute(inverse, facts)


def _reordered(
    inner: dict[Atom, Exponent], variable: Atom, facts: Facts, joint: bool
) -> Polynomial | None:
    """Join an integral among the factors to this one, and try the other orders."""
    nested = [a for a, e in inner.items() if a.kind == "integral" and e == 1]
    if len(nested) != 1 or any(variable in ends_free(ends) for ends in nested[0].args[2]):
        return None
    opened, variables = open_integral(nested[0], facts)
    body = opened * monomial(1, {a: e for a, e in inner.items() if a is not nested[0]})
    if not joint and not _keeps_sign(body, facts):
        return None
    every = [variable, *variables]
    if len(every) > MOST_VARIABLES:
        return None
    for order in permutations(every):
        *others, first = order
        if first is variables[-1] and others == every[:-1]:
            continue
        closed = closed_integral(body, first, facts)
        if closed is not None:
            return integral_over_all(closed, others, facts)
    return opaque_integral(body, every, facts)


def _keeps_sign(p: Polynomial, facts: Facts) -> bool:
    found = signs(p, facts)
    return found.is_nonnegative or found.is_nonpositive


def closed_integral(p: Polynomial, variable: Atom, facts: Facts) -> Polynomial | None:
    """The integral of every term, if each has a closed form."""
    result = ZERO
    try:
        with facts.attempt():
            for m, c in p.terms.items():
                inner = {a: e for a, e in m if variable in a.free}
                value = _value(inner, variable, facts)
                if value is None:
                    raise NotProvable
                result = result + monomial(c, {a: e for a, e in m if a not in inner}) * value
    except NotProvable:
        return None
    return result


def opaque_integral(body: Polynomial, variables: Sequence[Atom], facts: Facts) -> Polynomial:
    """The atom of an opaque integral, its variables named after how deep it is."""
    depth = 1 + max((_depth(a) for m in body.terms for a, _ in m), default=0)
    best: tuple[str, Polynomial, list[Atom], tuple[Range, ...]] | None = None
    for order in permutations(variables):
        ranges = tuple(range_of(v) for v in order)
        names = [dummy(f"t{depth}.{k}", ends) for k, ends in enumerate(ranges)]
        values = {old: Polynomial.of(new) for old, new in zip(order, names, strict=True)}
        renamed = replace(body, values, facts)
        key = f"{renamed.key}|{';'.join(name.key for name in names)}"
        if best is None or key < best[0]:
            best = key, renamed, names, ranges
    assert best is not None
    key, renamed, names, ranges = best
    free = renamed.free.difference(names).union(*(ends_free(ends) for ends in ranges))
    return Polynomial.of(Atom("integral", key, ((renamed,), tuple(names), ranges), free))


def _depth(atom: Atom) -> int:
    """How deep integrals stand in each other inside an atom."""
    if atom.kind == "integral":
        (body,) = atom.args[0]
        return 1 + max((_depth(a) for m in body.terms for a, _ in m), default=0)
    parts = [part for part in atom.args if isinstance(part, Polynomial)]
    return max((_depth(a) for part in parts for m in part.terms for a, _ in m), default=0)
