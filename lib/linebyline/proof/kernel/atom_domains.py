"""What is declared of single atoms: domains, whether they are integers, where an angle lies."""

from __future__ import annotations

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import Expr


def domain_of(atom: Atom) -> Domain | None:
    """The declared domain of a symbol, an entry, or the value of an unknown function."""
    if atom.kind in ("symbol", "entry") or (atom.kind == "apply" and not any(atom.args[1])):
        declared: Symbol = atom.args[0]
        return declared.domain
    return None


def is_integer(p: Polynomial, facts: Facts) -> bool:
    """Whether p is certainly an integer: whole coefficients, integer atoms, powers >= 0."""
    return all(
        c.q == 1 and all(_is_integer_atom(a, facts) and e > 0 and e.denominator == 1 for a, e in m)
        for m, c in p.terms.items()
    )


def _is_integer_atom(atom: Atom, facts: Facts) -> bool:
    if atom.kind in ("bound", "delta", "less", "step", "point", "parity"):
        return True
    if atom.kind in ("absolute", "base"):
        return is_integer(atom.args[0], facts)
    if atom.kind == "call":
        return bool(atom.args[0] == "floor")
    domain = domain_of(atom)
    return domain is not None and domain.is_integer


def later_signs(p: Polynomial, facts: Facts) -> Signs:
    """The signs of a polynomial, from the module that is built on this one."""
    from linebyline.proof.kernel.signs import signs

    return signs(p, facts)


def read_end(end: Expr, facts: Facts) -> Polynomial:
    """The end of a domain, a constant or a formula of sizes, as a polynomial."""
    from linebyline.proof.kernel.read import read

    with facts.without_conditions():
        return read(end, facts)


def between(t: Polynomial, low: Polynomial, high: Polynomial, facts: Facts) -> bool | None:
    """Whether t lies inside (True), inside or on the ends (False), or perhaps outside (None)."""
    lower, upper = later_signs(t - low, facts), later_signs(high - t, facts)
    if not (lower.is_nonnegative and upper.is_nonnegative):
        return None
    return lower.is_positive and upper.is_positive
