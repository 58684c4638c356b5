"""Sends a relation to the provers for its sign, and gathers what they leave open."""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.kernel.assumptions import facts_from
from linebyline.proof.kernel.budget import BudgetExceeded, refill
from linebyline.proof.kernel.cases import has_cases, why_by_cases
from linebyline.proof.kernel.certificates import by_structure
from linebyline.proof.kernel.equality import why_zero
from linebyline.proof.kernel.facts import AngleUnitShrunk, Facts, NotProvable
from linebyline.proof.kernel.hints import ByParts, Induction, Substitution
from linebyline.proof.kernel.induction import by_induction
from linebyline.proof.kernel.inequality import why_nonnegative
from linebyline.proof.kernel.optima import why_same_optima
from linebyline.proof.kernel.polynomial import TooLarge, forget_atoms
from linebyline.proof.kernel.proportional import why_proportional, why_shifted
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.side_conditions import is_given, open_conditions
from linebyline.proof.kernel.signs import signs
from linebyline.proof.kernel.write import to_relation
from linebyline.proof.kernel.z3_signs import forget_answers, has_answered
from linebyline.proof.limits import LIMITS, infinite
from linebyline.proof.optima import OPS
from linebyline.proof.relation import ORDER, Relation
from linebyline.proof.traversal import free_symbols, walk
from linebyline.proof.tree import Expr
from linebyline.proof.verdict import Proof

MOST_RESTARTS = 12


def prove(
    relation: Relation, assumptions: tuple[Relation, ...] = (), hint: object = None
) -> Proof | None:
    """Return a proof of the relation, or ``None`` if the kernel finds none.

    Args:
        relation: the claim, with definitions unfolded.
        assumptions: what may be used, with definitions unfolded.
        hint: one of the hints of this package; others are ignored.

    Returns:
        How it was proved, with the side conditions that the assumptions do not give.
    """
    proof = _prove(relation, assumptions, hint)
    if proof is None and _holds_blocks(relation):
        return _prove(relation, assumptions, hint, last_pivot_first=True)
    return proof


def _holds_blocks(relation: Relation) -> bool:
    try:
        return any(n.op == "blocks" for f in relation.formulas for _, n in walk(f))
    except RecursionError:
        return False


def _prove(
    relation: Relation,
    assumptions: tuple[Relation, ...],
    hint: object,
    *,
    last_pivot_first: bool = False,
) -> Proof | None:
    forget_atoms()
    refill()
    forget_answers()
    units: dict[str, int] = {}
    for _ in range(MOST_RESTARTS):
        try:
            facts = facts_from(assumptions, units)
            facts.last_pivot_first = last_pivot_first
            why = _why(relation, facts, hint)
            if why is None:
                return None
            conditions = tuple(to_relation(c) for c in open_conditions(facts))
            if has_answered() and "z3" not in why:
                why += ", with the help of the solver z3"
            return Proof(why, conditions)
        except AngleUnitShrunk:
            continue
        except (NotProvable, TooLarge, BudgetExceeded, RecursionError):
            return None
    return None


def _why(relation: Relation, facts: Facts, hint: object) -> str | None:
    if isinstance(relation.left, Relation) or isinstance(relation.right, Relation):
        return _why_joined(relation, facts, hint)
    if has_cases(relation):
        by_cases = _by_cases(relation, facts, hint)
        if by_cases is not None:
            return by_cases
    if relation.left.shape is not None or relation.right.shape is not None:
        return _why_matrices(relation, relation.left, relation.right, facts)
    match relation.sign:
        case "=" if relation.left.op in OPS and relation.right.op in OPS:
            return why_same_optima(relation.left, relation.right, facts)
        case "=" if any(n.op == "order" for f in relation.formulas for _, n in walk(f)):
            return _lazily("why_order")(relation.left, relation.right, facts)
        case "=" if relation.left.op in LIMITS and infinite(relation.right):
            return _lazily("why_infinite")(relation.left, infinite(relation.right), facts)
        case "=":
            return _why_equal(relation, relation.left, relation.right, facts, hint)
        case "<=" | "<" | ">=" | ">":
            return _why_ordered(relation, relation.left, relation.right, facts, hint)
        case "!=":
            difference = read(relation.left, facts) - read(relation.right, facts)
            return "signs of the factors and terms" if signs(difference, facts).is_nonzero else None
        case "propto" | "+=":
            left, right = read(relation.left, facts), read(relation.right, facts)
            why = why_proportional if relation.sign == "propto" else why_shifted
            return why(left, right, relation.wrt, facts)
        case _:
            return None


def _lazily(name: str) -> Callable[..., str | None]:
    from linebyline.proof.kernel import limits

    return getattr(limits, name)  # type: ignore[no-any-return]


def _by_cases(relation: Relation, facts: Facts, hint: object) -> str | None:
    try:
        with facts.attempt():
            why = why_by_cases(relation, facts, hint, _why)
            if why is None:
                raise NotProvable
            return why
    except (NotProvable, TooLarge):
        return None


def _why_matrices(relation: Relation, left: Expr, right: Expr, facts: Facts) -> str | None:
    from linebyline.proof.kernel.matrix_equality import prove_equal

    if relation.sign == "=":
        return prove_equal(left, right, facts)
    if relation.sign not in ORDER:
        return None
    from linebyline.proof.kernel.matrix_order import prove_order

    big, small = (left, right) if relation.sign in (">", ">=") else (right, left)
    return prove_order(big, small, relation.sign in ("<", ">"), facts)


def _why_equal(
    relation: Relation, left: Expr, right: Expr, facts: Facts, hint: object
) -> str | None:
    if isinstance(hint, Induction):
        return by_induction(relation, facts, hint)
    if isinstance(hint, Substitution | ByParts):
        return _by_hint(left, right, facts, hint)
    return why_zero(read(left, facts) - read(right, facts), facts) or by_induction(relation, facts)


def _by_hint(left: Expr, right: Expr, facts: Facts, hint: Substitution | ByParts) -> str | None:
    from linebyline.proof.kernel.integral_hints import by_parts, by_substitution

    if isinstance(hint, ByParts):
        return by_parts(left, right, facts, hint)
    return by_substitution(left, right, facts, hint) or by_substitution(right, left, facts, hint)


def _why_ordered(
    relation: Relation, left: Expr, right: Expr, facts: Facts, hint: object
) -> str | None:
    if isinstance(hint, Induction):
        return by_induction(relation, facts, hint)
    difference = read(left, facts) - read(right, facts)
    if relation.sign in ("<=", "<"):
        difference = -difference
    is_strict = relation.sign in ("<", ">")
    why = why_nonnegative(difference, is_strict, facts, hint)
    if why is None and any(isinstance(a.left, Expr) and a.left.shape for a in facts.assumptions):
        from linebyline.proof.kernel.matrix_monotone import why_monotone

        why = why_monotone(difference, is_strict, facts)
    if why is None and hint is None and not is_strict:
        big, small = (right, left) if relation.sign == "<=" else (left, right)
        why = by_structure(big, small, facts)
    return why or (by_induction(relation, facts) if hint is None else None)


def _why_joined(relation: Relation, facts: Facts, hint: object) -> str | None:
    """Premise to conclusion, or both ways."""
    first, second = relation.left, relation.right
    assert isinstance(first, Relation)
    assert isinstance(second, Relation)
    why = _why_implied(first, second, facts, hint)
    if relation.sign == "implies" or why is None:
        return why
    back = _why_implied(second, first, facts, hint)
    return None if back is None else f"forth: {why}; back: {back}"


def _why_implied(premise: Relation, conclusion: Relation, facts: Facts, hint: object) -> str | None:
    shared = frozenset().union(*(free_symbols(formula) for formula in conclusion.formulas))
    pointwise = {**facts.pointwise, premise: shared}
    inner = facts_from((*facts.assumptions, premise), facts.units, pointwise)
    inner.conditions = facts.conditions
    inner.last_pivot_first = facts.last_pivot_first
    if any(p.constant is not None for p in inner.equations if p.terms):
        return None  # the premise contradicts itself; nothing is claimed
    known = set(facts.conditions)
    why = _why(conclusion, inner, hint)
    facts.conditions = {
        key: c for key, c in inner.conditions.items() if key in known or not is_given(c, inner)
    }
    return why
