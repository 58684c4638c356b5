r"""Equations: by normal form, by the assumed equations, by squaring, by induction.

Each way is an attempt of its own, whose side conditions count only if it succeeds; of two ways,
the one with fewer side conditions comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from linebyline.proof.kernel.algebraic_numbers import is_algebraic_zero
from linebyline.proof.kernel.arctangents import is_zero_sum
from linebyline.proof.kernel.budget import BudgetExceeded
from linebyline.proof.kernel.constancy import by_constancy
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.ideal import combination
from linebyline.proof.kernel.index_instances import entry_rules, instances
from linebyline.proof.kernel.polynomial import Atom, Polynomial, TooLarge
from linebyline.proof.kernel.powers import power, square_root
from linebyline.proof.kernel.replace import replace, replace_top
from linebyline.proof.kernel.signs import is_nonnegative, is_nonzero
from linebyline.proof.kernel.sum_inequalities import joined
from linebyline.proof.kernel.zero_test import collected, is_zero, settled
from linebyline.proof.symbols import Symbol

MOST_SUBSTITUTIONS = 3
FAILURES = (NotProvable, TooLarge, BudgetExceeded)
SOLVABLE = ("symbol", "entry", "sum", "apply", "cosine", "sine", "word", "exp")


def why_zero(p: Polynomial, facts: Facts) -> str | None:
    """Return how p is seen to be zero, or ``None``; conditions of the successful way are kept."""
    if facts.schemas:
        return _with_instances(p, facts)
    return _by_each_way(p, facts)


def _with_instances(p: Polynomial, facts: Facts) -> str | None:
    """Use the equations that hold at every index at the indices of the goal too."""
    before = facts.equations
    made = instances(p.atoms, ("=",), facts)
    facts.equations = [*before, *(s.body for s in made if s.body not in before)]
    try:
        return _by_each_way(p, facts)
    finally:
        facts.equations = before


def _by_each_way(p: Polynomial, facts: Facts) -> str | None:
    for way in (
        _by_normal_form,
        _by_matrices,
        _by_combination,
        _by_solving,
        _by_entries,
        _by_terms,
        _by_squares,
        by_constancy,
    ):
        try:
            with facts.attempt():
                why = way(p, facts)
                if why is None:
                    raise NotProvable
                return why
        except FAILURES:
            continue
    return None


def _by_entries(p: Polynomial, facts: Facts) -> str | None:
    """Replace entries by what an equation at every index says that they are."""
    for rule in entry_rules(facts):
        if rule.pattern.args[0] in p.free and is_zero(replace(p, rule, facts), facts):
            return f"substitution of {shown(rule.pattern)}"
    return None


def _by_terms(p: Polynomial, facts: Facts) -> str | None:
    """Join sums over one range, and use the equations at every index on their terms."""
    if not facts.schemas:
        return None
    for _, body, rest in joined(settled(p, facts), facts):
        made = [s.body for s in instances(body.atoms, ("=",), facts)]
        if made and not rest.terms and combination(settled(body, facts), made):
            return "term by term, with what is assumed at every index"
    return None


def _by_normal_form(p: Polynomial, facts: Facts) -> str | None:
    if is_zero(p, facts):
        return "normal form"
    if not p.free and is_algebraic_zero(settled(p, facts)):
        return "bound of an algebraic number"
    return "arguments of Gaussian numbers" if is_zero_sum(p) else None


def _by_matrices(p: Polynomial, facts: Facts) -> str | None:
    if not any(isinstance(name, Symbol) and name.kind in ("matrix", "family") for name in p.free):
        return None
    from linebyline.proof.kernel.matrix_equality import prove_scalar_modulo

    return prove_scalar_modulo(p, facts)


def _by_combination(p: Polynomial, facts: Facts) -> str | None:
    """p, or its square, is a combination of the assumed equations: no side condition."""
    equations = [settled(g, facts) for g in facts.equations]
    goal = settled(p, facts)
    if combination(goal, equations):
        return "combination of the assumed equations"
    if equations and len(goal.terms) <= 4 and combination(goal * goal, equations):
        return "the square is a combination of the assumed equations"
    return None


def _by_solving(p: Polynomial, facts: Facts) -> str | None:
    """Solve an assumed equation for an atom and substitute, first without dividing by unknowns."""
    for may_divide in (False, True):
        why = _solve(p, list(facts.equations), facts, may_divide, MOST_SUBSTITUTIONS, ())
        if why is not None:
            return why
    return None


def _solve(
    p: Polynomial,
    equations: list[Polynomial],
    facts: Facts,
    may_divide: bool,
    depth: int,
    used: tuple[str, ...],
) -> str | None:
    for number, equation in enumerate(equations):
        others = equations[:number] + equations[number + 1 :]
        for atom, value in solutions(equation, facts, may_divide):
            if not (p.free & atom.free):
                continue
            try:
                with facts.attempt():
                    changed = _put(p, atom, value(), facts)
                    names = (*used, shown(atom))
                    if is_zero(changed, facts) or combination(settled(changed, facts), others):
                        return f"substitution of {', '.join(names)}"
                    if depth > 1 and others:
                        rest = [_put(g, atom, value(), facts) for g in others]
                        deeper = _solve(changed, rest, facts, may_divide, depth - 1, names)
                        if deeper is not None:
                            return deeper
                    raise NotProvable
            except FAILURES:
                continue
    return None


def shown(atom: Atom) -> str:
    """The name of an atom, for a reader."""
    return str(atom.args[0].tex) if atom.kind in ("symbol", "entry", "apply") else f"a {atom.kind}"


class Quotient:
    """The value -rest/coefficient of an atom, worked out when asked: it may record a condition."""

    def __init__(
        self, rest: Polynomial, coefficient: Polynomial, facts: Facts, root: bool = False
    ) -> None:
        self.rest, self.coefficient, self.facts, self.root = rest, coefficient, facts, root

    def __call__(self) -> Polynomial:
        """Return the value."""
        value = -self.rest * power(self.coefficient, -1, self.facts)
        return square_root(value, self.facts) if self.root else value


def solutions(
    equation: Polynomial, facts: Facts, may_divide: bool
) -> Iterator[tuple[Atom, Quotient]]:
    """Yield atoms with their value where the equation holds.

    Linear: a c + r = 0 gives a = -r/c, c nonzero. Square: a^2 c + r = 0 with a >= 0 gives
    a = sqrt(-r/c), because then -r/c = a^2 >= 0. The atom may not occur in c and r.
    """
    g = settled(equation, facts)
    for atom in sorted(
        g.atoms, key=lambda a: (SOLVABLE.index(a.kind) if a.kind in SOLVABLE else 99, a.key)
    ):
        if atom.kind not in SOLVABLE:
            continue
        parts = collected(g, atom)
        degree = max(parts)
        if degree not in (1, 2) or set(parts) - {0, degree}:
            continue
        coefficient, rest = parts[degree], parts.get(0, Polynomial.number(0))
        if _depends(coefficient, atom) or _depends(rest, atom):
            continue
        if degree == 2 and not is_nonnegative(Polynomial.of(atom), facts):
            continue
        if is_nonzero(coefficient, facts) != (not may_divide):
            continue
        yield atom, Quotient(rest, coefficient, facts, degree == 2)


def _depends(p: Polynomial, atom: Atom) -> bool:
    """Whether p depends on an atom, or perhaps does: another entry's index may agree with its."""
    if atom.kind in ("symbol", "entry", "apply"):
        return atom.args[0] in p.free
    return any(atom in {a for a, _ in m} for m in p.terms)


def _put(p: Polynomial, atom: Atom, value: Polynomial, facts: Facts) -> Polynomial:
    if atom.kind in ("symbol", "entry", "apply"):
        return replace(p, {atom: value}, facts)
    return replace_top(p, atom, value, facts)


def _by_squares(p: Polynomial, facts: Facts) -> str | None:
    """For sides with roots: u = v if u, v >= 0 and u^2 = v^2."""
    roots = {a for m in p.terms for a, e in m if isinstance(e, Fraction)}
    if not roots:
        return None
    u, v = halves(p)
    for _ in range(2):
        if not (is_nonnegative(u, facts) and is_nonnegative(v, facts)):
            return None
        difference = u * u - v * v
        if is_zero(difference, facts):
            return "squares of both sides"
        u, v = halves(settled(difference, facts))
    return None


def halves(p: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Polynomials u and v with p = u - v and positive coefficients only."""
    u = Polynomial({m: c for m, c in p.terms.items() if c > 0})
    return u, u - p


_WAYS = (
    _by_normal_form, _by_matrices, _by_combination, _by_solving, _by_squares, by_constancy,
)  # fmt: skip
