r"""The normal form of a formula by cases: :math:`\sum_k v_k [c_k]`.

That holds where exactly one condition does. So no two may hold together, which the sign of the one
shows under the other, and they must cover the domain; the last weight is then 1 less the others.
A derivative is taken for a variable of which nothing is assumed, since an assumption may leave a
single point of a row; it needs the point not to lie at the edge of a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as changed
from itertools import combinations

from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import ONE, Polynomial, product, total
from linebyline.proof.kernel.read import Names, read, symbol_atom
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import is_real, signs
from linebyline.proof.kernel.steps import comparison
from linebyline.proof.piecewise import NEGATED, Condition, rows_of
from linebyline.proof.substitution import substitute
from linebyline.proof.tree import Expr, symbol

Comparison = tuple[str, Polynomial]  # a sign, and left - right
_SHOWN = {
    "=": Signs.ZERO, "!=": Signs.NONZERO_REAL, "<": Signs.NEGATIVE, "<=": Signs.NONPOSITIVE,
    ">": Signs.POSITIVE, ">=": Signs.NONNEGATIVE,
}  # fmt: skip


def read_cases(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    """Return the normal form of a formula by cases, or of an indicator.

    Raises:
        NotProvable: if two conditions may hold together, or perhaps none does.
    """
    rows = rows_of(expr)
    conditions = [_read(condition, facts, names) for _, condition in rows]
    named = [condition for condition in conditions if condition]
    if any(not _exclude(a, b, facts) for a, b in combinations(named, 2)):
        raise NotProvable("two cases that may hold together")
    if len(named) == len(rows) and not _cover(named, facts):
        raise NotProvable("cases that may not cover the domain")
    weights = [product([comparison(*c, facts) for c in condition]) for condition in conditions[:-1]]
    weights.append(ONE - total(weights))
    values = [read(value, facts, names) for value, _ in rows]
    return total([v * w for v, w in zip(values, weights, strict=True)])


def _read(condition: Condition, facts: Facts, names: Names) -> list[Comparison]:
    found: list[Comparison] = []
    for relation in condition:
        assert isinstance(relation.left, Expr)
        assert isinstance(relation.right, Expr)
        difference = read(relation.left, facts, names) - read(relation.right, facts, names)
        if not is_real(difference, facts):
            raise NotProvable("a condition compares real numbers")
        if not difference.free.isdisjoint(facts.moving):
            raise NotProvable("the gradient of cases by what their conditions mention")
        found.append((relation.sign, difference))
    return found


def _exclude(first: Sequence[Comparison], second: Sequence[Comparison], facts: Facts) -> bool:
    """Whether two conditions never hold together: one part fails where the other holds."""
    for here, there in ((first, second), (second, first)):
        with _assuming(here, facts):
            if any(_holds((NEGATED[sign], p), facts) for sign, p in there):
                return True
    return False


def _cover(named: Sequence[Sequence[Comparison]], facts: Facts) -> bool:
    """Whether one of the conditions holds at every point."""
    first, *rest = named
    if all(_holds(part, facts) for part in first):
        return True
    if not rest:
        return False
    for sign, p in first:
        with _assuming([(NEGATED[sign], p)], facts):
            if not _cover(rest, facts):
                return False
    return True


def _holds(part: Comparison, facts: Facts) -> bool:
    sign, p = part
    return not signs(p, facts) & ~_SHOWN[sign]


@contextmanager
def _assuming(parts: Sequence[Comparison], facts: Facts) -> Iterator[None]:
    positive, nonnegative = [], []
    for sign, p in parts:
        if sign in ("<", ">"):
            positive.append(p if sign == ">" else -p)
        if sign in (">=", "="):
            nonnegative.append(p)
        if sign in ("<=", "="):
            nonnegative.append(-p)
    before = facts.nonzero
    facts.nonzero = [*before, *(p for sign, p in parts if sign == "!=")]
    try:
        with facts.also(positive=tuple(positive), nonnegative=tuple(nonnegative)):
            yield
    finally:
        facts.nonzero = before


def derivative_of_cases(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    """Return a derivative of what holds formulas by cases.

    Raises:
        NotProvable: if the variable is no real number with a name of its own.
    """
    body, variable = expr.args
    if variable.op != "symbol" or variable.data in names or variable.data.domain.base != "real":
        raise NotProvable("the derivative of cases by what is not a real name")
    name = variable.data
    free = changed(name, tex=f"{name.tex} anywhere")
    outside = dict(facts.conditions)
    facts.conditions = {}
    try:
        with facts.cautiously():
            moved = read(substitute(body, {name: symbol(free)}), facts, names)
            slope = derivative(moved, symbol_atom(free), facts)
        found = list(facts.conditions.values())
    finally:
        facts.conditions = outside
    here = {symbol_atom(free): Polynomial.of(symbol_atom(name))}
    for condition in found:
        with facts.cautiously():
            facts.require(condition.kind, replace(condition.what, here, facts))
    return replace(slope, here, facts)
