r"""Induction on an integer: the first case, and each next case from the one before.

The step is an identity between the case n + 1 and the hypothesis, used as an equation d(n) = 0 or,
for inequalities, multiplied by something that is at least zero. Nothing else may depend on n in a
way that the step would miss, so these are refused: assumptions about n (lower bounds apart), a free
index that runs to n, domains that end at n, and matrices or probabilities of size n.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from linebyline.proof.kernel.equality import FAILURES, why_zero
from linebyline.proof.kernel.factor import exact_quotient
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.hints import Induction
from linebyline.proof.kernel.polynomial import ONE, Polynomial, to_fraction
from linebyline.proof.kernel.powers import reciprocal
from linebyline.proof.kernel.read import read, symbol_atom
from linebyline.proof.kernel.signs import is_nonnegative, is_positive
from linebyline.proof.kernel.zero_test import collected
from linebyline.proof.relation import Relation
from linebyline.proof.substitution import substitute_relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import free_symbols, symbols_in, walk
from linebyline.proof.tree import Expr, number, symbol

MOST_MULTIPLIERS = 8


@dataclass(frozen=True, slots=True)
class _Cases:
    """The difference of the sides, turned so that it should be >= 0, at n, n + 1 and the base."""

    at_n: Polynomial
    at_next: Polynomial
    at_base: Polynomial


def by_induction(relation: Relation, facts: Facts, hint: Induction | None = None) -> str | None:
    """Return how a relation is proved by induction, or ``None``."""
    if relation.sign not in ("=", "<=", "<", ">=", ">"):
        return None
    for size in [hint.size] if hint else _candidates(relation):
        least = first_value(size, facts)
        if least is None or not is_fit(size, relation, facts):
            continue
        base = hint.base if hint else least
        if base < least:  # the step is shown for what is known of n, so from the least n on
            continue
        multiplier = hint.multiplier if hint else None
        try:
            with facts.attempt():
                return _on(size, base, relation, facts, multiplier)
        except FAILURES:
            continue
    return None


def first_value(size: Symbol, facts: Facts) -> int | None:
    """The least value that the domain of an integer and the assumed lower bounds leave."""
    domain = size.domain
    if not domain.is_integer or size.span:
        return None
    values = []
    if domain.low is not None:
        if domain.low.op != "number":
            return None
        values.append(_least_integer(domain.low.data, not domain.low_closed))
    n = Polynomial.of(symbol_atom(size))
    for p, is_strict in [(p, False) for p in facts.nonnegative] + [
        (p, True) for p in facts.positive
    ]:
        bound = (n - p).constant
        if bound is not None:
            values.append(_least_integer(to_fraction(bound), is_strict))
    return max(values, default=None)


def _least_integer(bound: Fraction, is_strict: bool) -> int:
    """The least integer above a bound, or at it if not ``is_strict``."""
    return floor(bound) + 1 if is_strict else ceil(bound)


def is_fit(size: Symbol, relation: Relation, facts: Facts) -> bool:
    """Whether nothing but the relation itself, and lower bounds, depends on the size."""
    n = Polynomial.of(symbol_atom(size))
    for assumption in facts.assumptions:
        if size in assumption.symbols and not _is_lower_bound(assumption, n, facts):
            return False
        spans = [end for name in assumption.symbols for end in name.span or ()]
        if any(size in symbols_in(end) for end in spans):
            return False
    for name in relation.symbols - {size}:
        parts = list(name.span or ()) if name.kind == "index" and _is_free(name, relation) else []
        if name.kind == "matrix" or name.properties:
            parts += name.dims
        parts += [end for end in (name.domain.low, name.domain.high) if end is not None]
        if name.law is not None and size in name.law.names:
            return False
        if any(size in symbols_in(part) for part in parts):
            return False
    shapes = [node.shape for f in relation.formulas for _, node in walk(f) if node.shape]
    if any(size in symbols_in(side) for shape in shapes for side in shape):
        return False  # the case n + 1 would keep an identity matrix of size n
    return size.domain.high is None


def _is_lower_bound(assumption: Relation, n: Polynomial, facts: Facts) -> bool:
    left, right = assumption.left, assumption.right
    if isinstance(left, Relation) or isinstance(right, Relation):
        return False
    if assumption.sign in ("<=", "<"):
        left, right = right, left
    elif assumption.sign not in (">=", ">"):
        return False
    difference = read(left, facts) - read(right, facts)
    return (n - difference).constant is not None


def _is_free(name: Symbol, relation: Relation) -> bool:
    return any(name in free_symbols(formula) for formula in relation.formulas)


def _candidates(relation: Relation) -> list[Symbol]:
    names = {s for formula in relation.formulas for s in free_symbols(formula)}
    return sorted(
        (s for s in names if s.kind == "scalar" and s.domain.is_integer), key=lambda s: s.tex
    )


def _on(size: Symbol, base: int, relation: Relation, facts: Facts, multiplier: Expr | None) -> str:
    n = Polynomial.of(symbol_atom(size))
    if not is_nonnegative(n - base, facts):
        raise NotProvable(f"{size.tex} may be less than {base}")
    cases = _cases(size, base, relation, facts)
    if relation.sign == "=":
        _equation(cases, facts)
    else:
        factors = _multipliers(cases, facts) if multiplier is None else [read(multiplier, facts)]
        _inequality(cases, factors, relation.sign in ("<", ">"), facts)
    if any(size in condition.what.free for condition in facts.conditions.values()):
        raise NotProvable("a side condition that would be needed for all smaller values")
    return f"induction on {size.tex} from {base}"


def _cases(size: Symbol, base: int, relation: Relation, facts: Facts) -> _Cases:
    def at(value: Expr) -> Polynomial:
        moved = substitute_relation(relation, {size: value})
        left, right = moved.left, moved.right
        assert isinstance(left, Expr)
        assert isinstance(right, Expr)
        difference = read(left, facts) - read(right, facts)
        return -difference if relation.sign in ("<=", "<") else difference

    n = symbol(size)
    return _Cases(at(n), at(n + 1), at(number(base)))


def _equation(cases: _Cases, facts: Facts) -> None:
    if why_zero(cases.at_base, facts) is None:
        raise NotProvable("the first case")
    facts.equations.append(cases.at_n)
    try:
        if (
            why_zero(cases.at_next, facts) is None
            and why_zero(cases.at_next - cases.at_n, facts) is None
        ):
            raise NotProvable("the step")
    finally:
        facts.equations.pop()


def _multipliers(cases: _Cases, facts: Facts) -> list[Polynomial]:
    """1, and by what the coefficient of each power or factorial grows from n to n + 1."""
    found = [ONE]
    for atom in cases.at_n.atoms:
        if atom.kind not in ("exp", "power", "call") or len(found) > MOST_MULTIPLIERS:
            continue
        now, later = (collected(p, atom).get(1) for p in (cases.at_n, cases.at_next))
        if now is not None and later is not None:
            with facts.without_conditions():
                ratio = later * reciprocal(now, facts)
            if all(e > 0 for m in ratio.terms for _, e in m):
                found.append(ratio)
            elif (quotient := exact_quotient(later, now)) is not None:
                found.append(quotient)
    return found


def _inequality(cases: _Cases, factors: list[Polynomial], is_strict: bool, facts: Facts) -> None:
    """d(n + 1) - f d(n) >= 0 with f >= 0; strict if the step is, or if f > 0."""
    if not (
        is_positive(cases.at_base, facts) if is_strict else _at_least_zero(cases.at_base, facts)
    ):
        raise NotProvable("the first case")
    for factor in factors:
        step = cases.at_next - factor * cases.at_n
        if not (is_nonnegative(factor, facts) and _at_least_zero(step, facts)):
            continue
        if not is_strict or is_positive(factor, facts) or is_positive(step, facts):
            return
    raise NotProvable("the step")


def _at_least_zero(p: Polynomial, facts: Facts) -> bool:
    return is_nonnegative(p, facts) or why_zero(p, facts) is not None
