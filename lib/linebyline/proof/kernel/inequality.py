r"""Inequalities: by signs, cases, squares, sums, shape, assumed equations, and the solver.

Each way is an attempt of its own, whose side conditions count only if it succeeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from linebyline.proof.kernel.certificates import by_certificate
from linebyline.proof.kernel.convexity import by_convexity
from linebyline.proof.kernel.equality import FAILURES, halves, solutions, why_zero
from linebyline.proof.kernel.exponentials import exponential
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.hints import Certificate, ConvexMinimum, Monotone
from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.replace import replace, replace_top
from linebyline.proof.kernel.shape_arguments import by_convex_minimum, by_monotony, by_shape
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import follows_from, is_positive, is_real, signs
from linebyline.proof.kernel.sum_inequalities import (
    joined_signs,
    known_about,
    without_positive_denominators,
)
from linebyline.proof.kernel.sums import open_sum
from linebyline.proof.kernel.tangents import signs_by_tangents
from linebyline.proof.kernel.z3_signs import sign_by_z3
from linebyline.proof.kernel.zero_test import cases_of, collected, first_split, is_free_of_bound

Way = Callable[[Polynomial, bool, Facts], "str | None"]
MOST_CASES = 4
MOST_SQUARINGS = 2


def why_nonnegative(
    p: Polynomial, is_strict: bool, facts: Facts, hint: object = None
) -> str | None:
    """Return how p >= 0, or p > 0 if ``is_strict``, is seen, or ``None``."""
    for way in _ways(hint):
        try:
            with facts.attempt():
                why = way(p, is_strict, facts)
                if why is None:
                    raise NotProvable
                return why
        except FAILURES:
            continue
    return None


def _ways(hint: object) -> Iterator[Way]:
    match hint:
        case Certificate():
            yield lambda p, is_strict, facts: by_certificate(p, is_strict, facts, hint)
        case ConvexMinimum():
            yield lambda p, is_strict, facts: by_convex_minimum(p, is_strict, facts, hint)
        case Monotone():
            yield lambda p, is_strict, facts: by_monotony(p, is_strict, facts, hint)
        case _:
            yield from (
                _by_signs,
                _by_integrals,
                _by_equality,
                _by_cases,
                _by_squares,
                _by_tangents,
                _by_logarithm,
                by_convexity,
                _by_expectations,
                _by_sums,
                _by_attained,
                _by_equations,
                by_shape,
                _by_solver,
            )


def suffices(found: Signs, is_strict: bool) -> bool:
    """Whether a set of signs shows the inequality."""
    return found.is_positive if is_strict else found.is_nonnegative


def _by_signs(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    return "signs of terms and factors" if suffices(signs(p, facts), is_strict) else None


def _by_equality(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    if is_strict:
        return None
    why = why_zero(p, facts)
    return f"both sides are equal: {why}" if why else None


def _by_cases(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    return "cases, then signs" if _in_all_cases(p, is_strict, facts, MOST_CASES) else None


def _in_all_cases(p: Polynomial, is_strict: bool, facts: Facts, depth: int) -> bool:
    if suffices(signs(p, facts), is_strict):
        return True
    if any(a.kind == "sum" for a in p.atoms) and suffices(joined_signs(p, facts), is_strict):
        return True
    split = first_split(p)
    if split is None or not depth or not is_free_of_bound(split):
        return False
    return all(
        _in_all_cases(case, is_strict, facts, depth - 1) for case in cases_of(split, p, facts)
    )


def _by_squares(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """Roots and lengths: u >= v if u >= 0, v is real and u^2 >= v^2, for then u >= |v|."""
    return "squares of both sides" if _squared(p, is_strict, facts, MOST_SQUARINGS) else None


def _squared(p: Polynomial, is_strict: bool, facts: Facts, depth: int) -> bool:
    has_root = any(isinstance(e, Fraction) for m in p.terms for _, e in m)
    if not depth or not (has_root or any(_holds_root(a) for a in p.atoms)):
        return False
    u, v = halves(p)
    with facts.also(nonnegative=_radicands(p, facts)):
        if not (signs(u, facts).is_nonnegative and signs(v, facts).is_real):
            return False
        gap = u * u - v * v
        if suffices(signs(gap, facts), is_strict) or _by_sums(gap, is_strict, facts) is not None:
            return True
        return _squared(gap, is_strict, facts, depth - 1)


def _radicands(p: Polynomial, facts: Facts) -> tuple[Polynomial, ...]:
    """What stands below a root and is at least zero as a sum, such as that of (x + y)^2."""
    below = {a.args[0] for m in p.terms for a, e in m if a.kind == "base" and e != int(e)}
    unknown = [q for q in below if not signs(q, facts).is_nonnegative]
    return tuple(q for q in unknown if _by_sums(q, False, facts) is not None)


def _holds_root(atom: Atom) -> bool:
    """Whether it is an absolute value, or a sum of roots."""
    if atom.kind == "absolute":
        return True
    if atom.kind != "sum":
        return False
    return any(isinstance(e, Fraction) for m in atom.args[0].terms for _, e in m)


def _by_tangents(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    return "tangents of log or exp" if suffices(signs_by_tangents(p, facts), is_strict) else None


def _by_expectations(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    if is_strict or not any("expect" in atom.key for atom in p.atoms):
        return None
    from linebyline.proof.kernel.expectation_inequalities import by_expectations

    return by_expectations(p, is_strict, facts)


def _by_logarithm(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """For c > 0 and u > 0, c log u + r >= 0 if and only if u >= e^{-r/c}."""
    for atom in p.atoms:
        parts = collected(p, atom) if atom.kind == "log" else {}
        c = parts[1].constant if set(parts) == {0, 1} else None
        if c is None or c <= 0 or not is_positive(atom.args[0], facts):
            continue
        if is_real(parts[0], facts):
            gap = atom.args[0] - exponential(parts[0].scaled(-1 / c), facts)
            if suffices(signs_by_tangents(gap, facts), is_strict):
                return "exponentials of both sides, and their tangents"
    return None


def _by_sums(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """Term by term, or with the lemmas of Cauchy and Schwarz and of the log sum."""
    if not any(a.kind == "sum" for a in p.atoms):
        return None
    if suffices(joined_signs(p, facts), is_strict):
        return "signs, term by term"
    p = without_positive_denominators(p, facts)
    found = follows_from(p, known_about(p, facts), facts)
    if found is None or (is_strict and not found):
        return None
    return "Cauchy-Schwarz, or log t <= t - 1, for sums"


def _by_attained(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """The largest term is one of the terms: what holds with any of them in its place, holds."""
    if not any(a.kind == "extremum" for a in p.atoms):
        return None
    return "any term in the place of the largest" if _attained(p, is_strict, facts, 3) else None


def _attained(p: Polynomial, is_strict: bool, facts: Facts, depth: int) -> bool:
    if suffices(signs(p, facts), is_strict):
        return True
    below = [m[0][0] for m, c in p.terms.items() if c < 0 and len(m) == 1]
    atom = next((a for a in below if a.kind == "extremum"), None)
    if atom is None or not depth:
        return False
    body, _ = open_sum(atom, facts)
    return _attained(replace_top(p, atom, body, facts), is_strict, facts, depth - 1)


def _by_integrals(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """From the integrands."""
    if not any(atom.kind == "integral" for atom in p.atoms):
        return None
    from linebyline.proof.kernel.integral_inequalities import signs_of_integrals

    if suffices(signs_of_integrals(p, facts), is_strict):
        return "signs of the integrand, with log t <= t - 1"
    return None


def _by_equations(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """Solve an assumed equation for a symbol and substitute."""
    for equation in facts.equations:
        for atom, value in solutions(equation, facts, may_divide=False):
            if atom.kind in ("symbol", "entry") and p.free & atom.free:
                changed = replace(p, {atom: value()}, facts)
                if suffices(signs(changed, facts), is_strict):
                    return f"substitution of {atom.args[0].tex}, then signs"
    return None


def _by_solver(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    found = sign_by_z3(p, is_strict, facts)
    return "decided by the solver z3 (nonlinear real arithmetic)" if found else None


_WAYS: tuple[Way, ...] = (
    _by_signs, _by_equality, _by_cases, _by_tangents, by_convexity, _by_sums, _by_equations,
    by_shape, _by_solver,
)  # fmt: skip
