r"""Proof by cases: one proof for each row of a formula by cases, its condition assumed.

- Split: where every row's condition c_k gives the claim with v_k in the place of the formula, and
  the conditions cover the domain, the claim holds; a row whose condition contradicts the
  assumptions is passed over.
- Agreement: two rows that may apply together must have equal values there.
- Normal form: :math:`\sum_k v_k [c_k]`, where no two conditions hold together and
  :math:`\sum_k [c_k] = 1`; it serves under a sum, an expectation or a derivative, whose variable
  the conditions mention.

Conditions are taken back by turning their signs, which needs both sides to be real and to have a
value wherever the assumptions hold; else nothing is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, product

from linebyline.proof.kernel.assumptions import facts_from
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import Polynomial
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.side_conditions import is_given
from linebyline.proof.kernel.signs import is_real
from linebyline.proof.piecewise import Condition, Row, negated, rows_of
from linebyline.proof.relation import MIRROR, Relation, Sign
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import rebuild, symbols_in, walk
from linebyline.proof.tree import Expr

Why = Callable[[Relation, Facts, object], "str | None"]
OPS = ("cases", "indicator")
MOST_ROWS = 8
WEAK: tuple[Sign, ...] = ("<=", ">=")


def why_by_cases(relation: Relation, facts: Facts, hint: object, why: Why) -> str | None:
    """Return how the relation is seen for every row of its first formula by cases, or ``None``."""
    moving = _moving(relation)
    node = next((n for side in relation.formulas for n in _free_nodes(side, moving)), None)
    if node is None or len(rows_of(node)) > MOST_ROWS:
        return None
    rows = rows_of(node)
    _need_values(rows, facts)
    named = [condition for _, condition in rows if condition]
    if len(named) == len(rows) and not _cover(named, (), facts, why):
        return None
    if not all(_agree(a, b, facts, why) for a, b in combinations(rows[: len(named)], 2)):
        return None
    for value, condition in rows:
        for assumed in [condition] if condition else _all_fail(named):
            if _is_impossible(assumed, facts, why):
                continue
            case = _with_value(relation, node, value)
            if not _holds_under(case, assumed, facts, hint, why):
                return None
    return "one proof for each case"


def _free_nodes(expr: Expr, bound: frozenset[Symbol]) -> Iterator[Expr]:
    """Yield formulas by cases whose conditions hold for the whole formula, inner ones first."""
    inside = bound | _bound_by(expr)
    for child in expr.args:
        yield from _free_nodes(child, inside)
    if expr.op in OPS and symbols_in(expr).isdisjoint(bound):
        yield expr


def _bound_by(expr: Expr) -> set[Symbol]:
    """Names that mean something else, or move, inside of a node."""
    if expr.op in ("expect", "variance", "covariance"):
        return {name for name in symbols_in(expr) if name.law is not None}
    if expr.op == "diff":
        return symbols_in(expr.args[1])
    if expr.op in ("apply", "symbol", "slope"):
        return set()
    names = expr.data if isinstance(expr.data, tuple) else (expr.data,)
    return {name for name in names if isinstance(name, Symbol)}


def _moving(relation: Relation) -> frozenset[Symbol]:
    """Names that the relation compares several values of, so that no case may fix them."""
    orders = (n.data for f in relation.formulas for _, n in walk(f) if n.op == "order")
    return frozenset((*relation.wrt, *orders))


def _with_value(relation: Relation, node: Expr, value: Expr) -> Relation:
    names = symbols_in(node)

    def put(expr: Expr, bound: frozenset[Symbol]) -> Expr:
        if expr == node and names.isdisjoint(bound):
            return value
        inside = bound | _bound_by(expr)
        return rebuild(expr, tuple(put(child, inside) for child in expr.args))

    assert isinstance(relation.left, Expr)
    assert isinstance(relation.right, Expr)
    left, right = (put(side, _moving(relation)) for side in (relation.left, relation.right))
    return Relation(relation.sign, left, right, relation.wrt)


def _need_values(rows: list[Row], facts: Facts) -> None:
    """Refuse conditions that may have no value, or compare what is not real.

    Raises:
        NotProvable: if there is one.
    """
    for _, condition in rows:
        for comparison in condition:
            with facts.without_conditions():
                facts.conditions = {}
                difference = _difference(comparison, facts)
                if facts.conditions or not is_real(difference, facts):
                    raise NotProvable("a condition that may have no value")


def _difference(comparison: Relation, facts: Facts) -> Polynomial:
    assert isinstance(comparison.left, Expr)
    assert isinstance(comparison.right, Expr)
    return read(comparison.left, facts) - read(comparison.right, facts)


def _cover(named: list[Condition], assumed: Condition, facts: Facts, why: Why) -> bool:
    """Whether one of the conditions holds at every point at which these assumptions do."""
    first, *rest = named
    if all(_follows(comparison, assumed, facts, why) for comparison in first):
        return True
    if assumed and _is_impossible(assumed, facts, why):
        return True
    return bool(rest) and all(
        _cover(rest, (*assumed, negated(comparison)), facts, why) for comparison in first
    )


def _agree(first: Row, second: Row, facts: Facts, why: Why) -> bool:
    """Whether two rows never apply together, or have equal values where they do."""
    both = (*first[1], *second[1])
    if _is_impossible(both, facts, why) or first[0] == second[0]:
        return True
    meeting = tuple(
        Relation("=", c.left, c.right) for c in both
        if c.sign in ("<=", ">=") and Relation(MIRROR[c.sign], c.left, c.right) in both
    )  # fmt: skip
    return _follows(Relation("=", first[0], second[0]), (*both, *meeting), facts, why)


def _all_fail(named: list[Condition]) -> Iterator[Condition]:
    """Yield the ways in which none of the conditions holds: one comparison of each fails."""
    for chosen in product(*named):
        yield tuple(negated(comparison) for comparison in chosen)


def _is_impossible(assumed: Condition, facts: Facts, why: Why) -> bool:
    """Whether one comparison is refuted by the others and the assumptions."""
    return any(
        _follows(negated(comparison), (*assumed[:k], *assumed[k + 1 :]), facts, why)
        for k, comparison in enumerate(assumed)
    )


def _follows(claim: Relation, assumed: Condition, facts: Facts, why: Why) -> bool:
    """Whether a claim follows without any side condition; an equation also by two orders."""
    if claim.sign == "=" and all(
        _follows(Relation(sign, claim.left, claim.right), assumed, facts, why) for sign in WEAK
    ):
        return True
    inner = facts_from((*facts.assumptions, *assumed), facts.units)
    try:
        return why(claim, inner, None) is not None and not inner.conditions
    except NotProvable:
        return False


def _holds_under(case: Relation, assumed: Condition, facts: Facts, hint: object, why: Why) -> bool:
    """Prove one case; side conditions that the case itself gives are not kept."""
    if case.left == case.right and not has_cases(case):
        return case.sign in ("=", *WEAK)
    inner = facts_from((*facts.assumptions, *assumed), facts.units)
    known = set(facts.conditions)
    inner.conditions = dict(facts.conditions)
    if why(case, inner, hint) is None:
        return False
    facts.conditions = {
        key: c for key, c in inner.conditions.items() if key in known or not is_given(c, inner)
    }
    return True


def has_cases(relation: Relation) -> bool:
    """Whether a formula by cases or an indicator occurs."""
    return any(node.op in OPS for formula in relation.formulas for _, node in walk(formula))
