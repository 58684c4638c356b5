r"""Expectations of expectations: the tower rule, and taking out what is known.

For a product with the factor E[A | Y] and the other factors R, given G:

- :math:`E[E[A \mid Y] R \mid G] = E[A R \mid G]` if the random names W of R and of G that are not
  in Y are none of those in A, and Y separates A from them: then E[A | Y] = E[A | Y, W, G], and R
  comes out of that;
- :math:`E[E[A \mid Y]^k R \mid G] = E[E[A \mid Y]^k E[R \mid Y, G] \mid G]`, always.

The first is used where no other factor is an expectation that is given as much, the second where R
has no such factor at all; so what is left is a product of expectations given the same names.
"""

from __future__ import annotations

from linebyline.proof.dependence import border
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import Atom, Exponent, Polynomial, monomial
from linebyline.proof.laws import random_names
from linebyline.proof.symbols import Symbol

Powers = dict[Atom, Exponent]
Names = frozenset[Symbol]


def through_towers(powers: Powers, given: Names, facts: Facts) -> Polynomial | None:
    """Return a simpler expectation of a product with an expectation among its factors, or None."""
    from linebyline.proof.kernel.expectation import expectation

    towers = {atom: frozenset(atom.args[1]) for atom in powers if atom.kind == "expect"}
    for atom, known in sorted(towers.items(), key=lambda pair: (-len(pair[1]), pair[0].key)):
        rest = {a: e for a, e in powers.items() if a is not atom}
        if powers[atom] == 1 and all(towers[a] < known for a in rest if a in towers):
            body: Polynomial = atom.args[0][0]
            others, own = (_names(rest) | given) - known, random_names(body.free) - known
            if own.isdisjoint(others) and border(own, known | others) <= known:
                return expectation(body * monomial(1, rest), facts, given)
    return _known_inside(powers, towers, given, facts)


def _known_inside(
    powers: Powers, towers: dict[Atom, Names], given: Names, facts: Facts
) -> Polynomial | None:
    from linebyline.proof.kernel.expectation import expectation

    if len(set(towers.values())) != 1:
        return None
    known = next(iter(towers.values())) | given
    loose = {a: e for a, e in powers.items() if not random_names(a.free) <= known}
    if not loose or any(a in towers for a in loose):
        return None
    kept = monomial(1, {a: e for a, e in powers.items() if a not in loose})
    inner = expectation(monomial(1, loose), facts, known)
    if random_names(inner.free) <= known:
        return expectation(kept * inner, facts, given)
    return None


def _names(powers: Powers) -> Names:
    return frozenset[Symbol]().union(*(random_names(atom.free) for atom in powers))
