r"""Whether a polynomial over atoms is zero for all values of its symbols.

Denominators are cleared and deltas settled. Then cases: where :math:`|q|` occurs, q >= 0 and
q <= 0 are looked at separately, where sign q occurs, also q = 0. Sums over one range are joined:
:math:`c \sum f + c \sum g = c \sum (f + g)`. A yes is a proof, a no is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.factor import clear_denominators, factor
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.indicators import settle_deltas
from linebyline.proof.kernel.polynomial import Atom, Monomial, Polynomial, monomial, rational, total
from linebyline.proof.kernel.replace import renewed, replace
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import signs

MOST_CASES = 8


def is_zero(p: Polynomial, facts: Facts, cases: int = MOST_CASES) -> bool:
    """Whether p is proved to be zero wherever it has a value."""
    spend(10)
    p = settled(p, facts)
    if not p.terms:
        return True
    if p.constant is not None:
        return False
    if cases < MOST_CASES and signs(p, facts) == Signs.ZERO:
        return True
    if _in_all_cases(p, facts, cases) or _by_joined_sums(p, facts, cases):
        return True
    return _by_joined_integrals(p, facts, cases)


def settled(p: Polynomial, facts: Facts) -> Polynomial:
    """Return a multiple of p, by what is not zero, without denominators and free deltas."""
    while True:
        cleared, bottom = clear_denominators(settle_deltas(p, facts))
        if not bottom:
            return cleared
        p = cleared


def first_split(p: Polynomial) -> Atom | None:
    """The first absolute value, sign or indicator in p, inner ones before those that hold them."""
    for atom in p.atoms:
        for part in atom.args:
            inner = first_split(part) if isinstance(part, Polynomial) else None
            if inner is not None:
                return inner
        if atom.kind in ("absolute", "step", "point") or (
            atom.kind == "call" and atom.args[0] == "sign"
        ):
            return atom
    return None


def cases_of(split: Atom, p: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    """Yield p rebuilt in each case of the sign of q, the facts of the case being in force.

    The cases cover all real q; for :math:`|q|` two overlapping ones do; what the facts in force
    exclude is left out. What the indices of a sum may be is not a case of the whole formula, so
    only free symbols split.
    """
    q = split.args[1] if split.kind == "call" else split.args[0]
    if split.kind == "absolute":
        for side in (q, -q):
            if not signs(side, facts).is_negative:
                with facts.also(nonnegative=(side,)):
                    yield renewed(p, facts)
        return
    for side in (q, -q):
        if signs(side, facts) & Signs.POSITIVE:
            with facts.also(positive=(side,)):
                yield renewed(p, facts)
    with facts.also(nonnegative=(q, -q)):
        yield renewed(p, facts)


def is_free_of_bound(atom: Atom) -> bool:
    """Whether no bound variable occurs freely in an atom."""
    return not any(isinstance(name, Atom) for name in atom.free)


def _in_all_cases(p: Polynomial, facts: Facts, cases: int) -> bool:
    split = first_split(p)
    if split is None or not cases or not is_free_of_bound(split):
        return False
    return all(is_zero(case, facts, cases - 1) for case in cases_of(split, p, facts))


def _by_joined_sums(p: Polynomial, facts: Facts, cases: int) -> bool:
    groups: dict[tuple[Monomial, Any], list[tuple[Atom, Monomial]]] = {}
    for m in p.terms:
        atom = next((a for a, e in m if a.kind == "sum" and e == 1 and len(a.args[1]) == 1), None)
        if atom is not None:
            cofactor = tuple((a, e) for a, e in m if a is not atom)
            groups.setdefault((cofactor, atom.args[2]), []).append((atom, m))
    for (_, ((first, last),)), members in groups.items():
        if len(members) < 2 or not cases:
            continue
        joined = _joined_body(p, members, facts.new_variable(first, last), facts)
        if is_zero(joined, facts, cases - 1):
            used = {m for _, m in members}
            left = {m: c for m, c in p.terms.items() if m not in used}
            return is_zero(Polynomial(left), facts, cases - 1)
        merged = _merged(p, members, facts.new_variable(first, last), facts)
        if merged is not None:
            return is_zero(merged, facts, cases - 1)
    return False


def _merged(
    p: Polynomial, members: list[tuple[Atom, Monomial]], variable: Atom, facts: Facts
) -> Polynomial | None:
    """Return p with sums of fractions merged, if the denominator cancels: u^2/(u+v) + u v/(u+v)."""
    from linebyline.proof.kernel.sums import sum_over

    fractions = [(atom, m) for atom, m in members if _has_denominator(atom.args[0])]
    if len(fractions) < 2:
        return None
    reduced = factor(_joined_body(p, fractions, variable, facts)).expand()
    if _has_denominator(reduced):
        return None
    used = {m for _, m in fractions}
    left = Polynomial({m: c for m, c in p.terms.items() if m not in used})
    atom, m = fractions[0]
    cofactor = monomial(1, {a: e for a, e in m if a is not atom})
    return left + cofactor * sum_over(reduced, variable, facts)


def _has_denominator(p: Polynomial) -> bool:
    return any(a.kind == "base" and e < 0 for m in p.terms for a, e in m)


def _by_joined_integrals(p: Polynomial, facts: Facts, cases: int) -> bool:
    if not any(atom.kind == "integral" for atom in p.atoms):
        return False
    from linebyline.proof.kernel.integral_sums import by_joined_integrals

    return by_joined_integrals(p, facts, cases)


def _joined_body(
    p: Polynomial, members: list[tuple[Atom, Monomial]], variable: Atom, facts: Facts
) -> Polynomial:
    value = Polynomial.of(variable)
    parts = [replace(a.args[0], {a.args[1][0]: value}, facts) * p.terms[m] for a, m in members]
    return total(parts)


def collected(p: Polynomial, atom: Atom) -> dict[Any, Polynomial]:
    """The coefficients of the powers of an atom in p."""
    by_exponent: dict[Any, list[Polynomial]] = {}
    for m, c in p.terms.items():
        powers = dict(m)
        e = powers.pop(atom, 0)
        by_exponent.setdefault(e, []).append(monomial(rational(c), powers))
    return {e: total(parts) for e, parts in by_exponent.items()}
