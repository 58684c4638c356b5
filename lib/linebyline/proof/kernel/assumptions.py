r"""Assumptions as polynomials: inequalities, equations, and what is not zero.

Assumptions are read with the side conditions of their divisions taken back: an assumption that
holds has a value, so what it divides by is not zero, and that is noted instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.atom_domains import read_end
from linebyline.proof.kernel.atom_signs import atom_signs
from linebyline.proof.kernel.factor import content, factor, factor_of
from linebyline.proof.kernel.facts import Facts, NotProvable, Schema
from linebyline.proof.kernel.monotone_signs import of_same_sign
from linebyline.proof.kernel.polynomial import Polynomial, TooLarge
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.signs import is_nonnegative
from linebyline.proof.kernel.sum_inequalities import without_positive_denominators
from linebyline.proof.relation import ORDER, Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import free_symbols, symbols_in, walk
from linebyline.proof.tree import Expr


def facts_from(
    assumptions: tuple[Relation, ...],
    units: dict[str, int] | None = None,
    pointwise: dict[Relation, frozenset[Symbol]] | None = None,
) -> Facts:
    """Return the facts for a proof.

    Args:
        assumptions: the relations assumed; what cannot be read is left out.
        units: parts in which angles are divided, kept from attempt to attempt.
        pointwise: for each premise among them, the indices that it shares with its conclusion.
    """
    facts = Facts(
        assumptions=assumptions, units={} if units is None else units, pointwise=pointwise or {}
    )
    for assumption in assumptions:
        note(assumption, facts)
    facts.cache.clear()
    return facts


def note(relation: Relation, facts: Facts) -> None:
    """Add one assumption to the facts, if it can be read."""
    left, right = relation.left, relation.right
    if isinstance(left, Relation) or isinstance(right, Relation):
        return
    if left.shape is not None or right.shape is not None:
        return
    try:
        difference, divisors = _difference(left, right, facts)
    except (NotProvable, TooLarge):
        return
    known = [(str(relation.sign), difference)]
    known += [("!=" if kind == "nonzero" else ">", p) for kind, p in divisors]
    indices = subscripts(relation) - facts.pointwise.get(relation, frozenset())
    for sign, p in known:
        if all(_has_a_value(index, facts) for index in indices):
            try:
                _note(sign, p, facts)
            except (NotProvable, TooLarge):
                return
        _note_everywhere(sign, p, indices, facts)
    facts.cache.clear()


def _has_a_value(index: Symbol, facts: Facts) -> bool:
    """Whether the range of an index is not empty: else x_i > 0 and z >= x_i say nothing of z."""
    assert index.span is not None
    first, last = (read_end(end, facts) for end in index.span)
    return is_nonnegative(last - first, facts)


def subscripts(relation: Relation) -> frozenset[Symbol]:
    r"""The indices over all of whose values an assumption holds.

    These are the free ones with a range that stand in a subscript: :math:`x_i > 0` says it of every
    entry. An index of another kind, as in i < j, belongs to the point.
    """
    found: set[Symbol] = set()
    for formula in relation.formulas:
        free = free_symbols(formula)
        for _, node in walk(formula):
            if node.op == "entry":
                inside = set().union(*(symbols_in(index) for index in node.args[1:]))
                found |= {s for s in inside & free if s.kind == "index" and s.span}
    return frozenset(found)


def _note_everywhere(sign: str, p: Polynomial, indices: frozenset[Symbol], facts: Facts) -> None:
    own = tuple(sorted((i for i in indices if i in p.free), key=lambda i: i.tex))
    if own:
        turned = -p if sign in ("<", "<=") else p
        facts.schemas.append(Schema({"<": ">", "<=": ">="}.get(sign, sign), turned, own))


def _difference(
    left: Expr, right: Expr, facts: Facts
) -> tuple[Polynomial, list[tuple[str, Polynomial]]]:
    with facts.without_conditions():
        facts.conditions = {}
        difference = read(left, facts) - read(right, facts)
        refuse_cautious(facts)
        divisors = [(c.kind, c.what) for c in facts.conditions.values()]
    return difference, [pair for pair in divisors if not _is_bound(pair[1])]


def refuse_cautious(facts: Facts) -> None:
    """Leave out an assumption whose reading needs more than that it has a value.

    Raises:
        NotProvable: if it does: x^{m-2} may have a value at x = 0, where x^m / x^2 has none.
    """
    if not all(condition.is_needed for condition in facts.conditions.values()):
        raise NotProvable("an assumption whose normal form holds under a condition only")


def _is_bound(p: Polynomial) -> bool:
    """Whether a bound variable occurs freely: then nothing is said about single values."""
    return any(getattr(name, "kind", "") == "bound" for name in p.free)


def _note(sign: str, p: Polynomial, facts: Facts) -> None:
    match sign:
        case "=":
            facts.equations += [p, *_consequences(p, facts)]
        case "<":
            facts.positive.extend(_without_absolutes(-p))
        case ">":
            facts.positive.extend(_without_absolutes(p))
        case "<=":
            facts.nonnegative.extend(_without_absolutes(-p))
        case ">=":
            facts.nonnegative.extend(_without_absolutes(p))
        case "!=":
            facts.nonzero.extend(_nonzero_factors(p))
    cleared = without_positive_denominators(p, facts)
    if cleared != p and sign in ORDER:
        _note(sign, cleared, facts)
        return
    _note_monotone(sign, p, facts)


def _without_absolutes(p: Polynomial) -> list[Polynomial]:
    """p, and what is at least as large: q and -q in the place of |q|, where it is subtracted."""
    found = [p]
    for m, c in p.terms.items():
        if len(m) == 1 and m[0][0].kind == "absolute" and m[0][1] == 1 and c < 0:
            q = m[0][0].args[0] * c
            rest = p - Polynomial({m: c})
            found += [rest + q, rest - q]
    return found


def _note_monotone(sign: str, p: Polynomial, facts: Facts) -> None:
    """Note that log a < log b says that a < b, and so on."""
    turned = -p if sign in ("<", "<=") else p
    other = of_same_sign(turned, facts)
    if other is not None and sign != "!=":
        known = {"=": facts.equations, "<": facts.positive, ">": facts.positive}
        known.get(sign, facts.nonnegative).append(other)


def _consequences(p: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    """Yield what else is zero.

    A sum of terms of one sign is zero only if every term is, and a term only if the one factor is
    that may be.
    """
    for side in (p, -p):
        terms = [Polynomial({m: c}) for m, c in side.terms.items()]
        if len(terms) > 1 and all(is_nonnegative(t, facts) for t in terms):
            for m in side.terms:
                may_vanish = [a for a, _ in m if not atom_signs(a, facts).is_nonzero]
                yield (
                    Polynomial.of(may_vanish[0])
                    if len(may_vanish) == 1
                    else Polynomial({m: side.terms[m]})
                )


def _nonzero_factors(p: Polynomial) -> Iterator[Polynomial]:
    """Each factor of what is not zero is not zero."""
    if not p.terms:
        return
    yield p * (1 / content(p))
    for atom in factor(p).powers:
        q = factor_of(atom)
        yield q * (1 / content(q))
