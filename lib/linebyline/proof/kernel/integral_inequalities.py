r"""Inequalities between integrals over one range, from their integrands.

:math:`\int f + c \ge 0` if the integrand, joined, is at least zero everywhere in the range. The
number c may be spread over the range: as c/(b - a) over a finite one, as c p(x) for a density p in
the integrand; and for densities p and q in it, p(x) - q(x) may be added, whose integral is zero.
A logarithm is bounded by its tangent there: :math:`w \log t \le w (t - 1)` for w >= 0.

Gibbs: for a density p and real L with :math:`\int e^{-L} \le 1`, :math:`\int p (\log p + L) \ge
1 - \int e^{-L} \ge 0`, from :math:`\log t \le t - 1` at :math:`t = e^{-L}/p`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from linebyline.proof.densities import is_density, number_of_variables
from linebyline.proof.kernel.budget import BudgetExceeded, allowance
from linebyline.proof.kernel.dummies import is_ordered, range_of
from linebyline.proof.kernel.exponentials import exponential
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.integral_sums import joined_integrals
from linebyline.proof.kernel.integrals import closed_integral
from linebyline.proof.kernel.polynomial import ZERO, Atom, Polynomial, monomial
from linebyline.proof.kernel.powers import reciprocal
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import signs
from linebyline.proof.kernel.tangents import signs_by_tangents
from linebyline.proof.kernel.zero_test import is_zero

Variables = list[Atom]
MOST_STEPS = 30_000


def signs_of_integrals(p: Polynomial, facts: Facts) -> Signs:
    """The signs that p may have, if it is one integral over some range and a number."""
    for variables, body, rest in joined_integrals(p, facts):
        if any(atom.kind == "integral" for atom in rest.atoms):
            continue
        if not all(is_ordered(range_of(v), facts).is_nonnegative for v in variables):
            continue
        if len(variables) == 1 and _is_by_gibbs(body, rest, variables, facts):
            return Signs.NONNEGATIVE
        with suppress(BudgetExceeded), allowance(MOST_STEPS):
            if _is_pointwise(body, rest, variables, facts):
                return Signs.NONNEGATIVE
    return Signs.ANY


def _is_pointwise(body: Polynomial, rest: Polynomial, variables: Variables, facts: Facts) -> bool:
    for spread in _spread(body, rest, variables, facts):
        for shift in _shifts(body, variables):
            for signs_of in (signs, signs_by_tangents):
                if signs_of(spread + shift, facts).is_nonnegative:
                    return True
    return False


def _is_by_gibbs(body: Polynomial, rest: Polynomial, variables: Variables, facts: Facts) -> bool:
    for density in _densities(body, variables):
        (atom,) = density.atoms
        log, weight = Atom("log", args=(density,)), ZERO
        exponent = ZERO
        for m, c in body.terms.items():
            powers = dict(m)
            if powers.pop(atom, 0) != 1:
                break
            if powers.pop(log, 0) == 1 and not any(v in a.free for a in powers for v in variables):
                weight = weight + monomial(c, powers)
            else:
                exponent = exponent + monomial(c, {a: e for a, e in m if a is not atom})
        else:
            if signs(weight, facts).is_positive:
                return _exceeds_partition(exponent + rest, weight, variables[0], facts)
    return False


def _exceeds_partition(
    exponent: Polynomial, weight: Polynomial, variable: Atom, facts: Facts
) -> bool:
    """Whether the integral of e^{-L/w} is at most one; the number beside is part of L."""
    scaled = exponent * reciprocal(weight, facts)
    if not signs(scaled, facts).is_real:
        return False
    try:
        partition = closed_integral(exponential(-scaled, facts), variable, facts)
    except NotProvable:
        return False
    if partition is None:
        return False
    return is_zero(1 - partition, facts) or signs(1 - partition, facts).is_nonnegative


def _spread(
    body: Polynomial, rest: Polynomial, variables: Variables, facts: Facts
) -> Iterator[Polynomial]:
    if not rest.terms:
        yield body
        return
    for density in _densities(body, variables):
        yield body + rest * density
    (low, high), *others = (range_of(v) for v in variables)
    if not others and low is not None and high is not None and signs(high - low, facts).is_positive:
        yield body + rest * reciprocal(high - low, facts)


def _shifts(body: Polynomial, variables: Variables) -> Iterator[Polynomial]:
    yield ZERO
    found = _densities(body, variables)
    for first in found:
        for second in found:
            if first is not second:
                yield first - second


def _densities(body: Polynomial, variables: Variables) -> list[Polynomial]:
    """The densities of just these variables, over the whole line, that stand in a formula."""
    if any(range_of(v) != (None, None) for v in variables):
        return []
    found: dict[str, Polynomial] = {}
    for atom in _applied(body):
        free = atom.args[2:]
        declared = is_density(atom.args[0]) and not any(atom.args[1])
        if not declared or not len(free) == number_of_variables(atom.args[0]) == len(variables):
            continue
        if {p.single_atom for p in free} == set(variables):
            found[atom.key] = Polynomial.of(atom)
    return list(found.values())


def _applied(p: Polynomial) -> Iterator[Atom]:
    for atom in p.atoms:
        if atom.kind == "apply":
            yield atom
        for part in atom.args:
            if isinstance(part, Polynomial) and atom.kind != "integral":
                yield from _applied(part)
