r"""Inequalities by tangents of the exponential function, also under a sum.

For w >= 0 and real a, m, from e^t >= 1 + t at t = a - m:

.. math:: w e^a \ge w e^m (1 + a - m), \qquad
          \sum_k w_k e^{a_k} \ge e^m \sum_k w_k (1 + a_k - m)

The point m is the exponent of the one term with a negative coefficient. A positive number u whose
logarithm stands in an exponent of the goal counts as :math:`e^{\log u}`; so this proves Jensen's
inequality for the exponential, the weighted means' :math:`\prod u_i^{p_i} \le \sum p_i u_i`,
Young's inequality and Bernoulli's. What is left below may be zero by an assumed equation.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.exponentials import exponential, logarithm
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import ONE, Atom, Exponent, Monomial, Polynomial, monomial
from linebyline.proof.kernel.polynomial import total as total_of
from linebyline.proof.kernel.signs import is_nonnegative, is_positive, is_real
from linebyline.proof.kernel.sums import open_sum, sum_over_all

MOST_TERMS = 12


def below_exponentials(p: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    """Yield what lies below p by tangents of its exponentials at the exponent that is lowered."""
    bases = _logged(p)
    groups: dict[Monomial, list[Polynomial]] = {}
    for m, c in p.terms.items():
        moving = tuple((a, e) for a, e in m if _moves(a, bases, facts))
        still = {a: e for a, e in m if (a, e) not in moving}
        groups.setdefault(moving, []).append(monomial(c, still))
    weights = {moving: total_of(parts) for moving, parts in groups.items()}
    if not 2 <= len(weights) <= MOST_TERMS:
        return
    lowered = [
        moving for moving, w in weights.items()
        if moving and not any(a.kind == "sum" for a, _ in moving) and not is_nonnegative(w, facts)
    ]  # fmt: skip
    if len(lowered) != 1:
        return
    point = _exponent_of(lowered[0], facts)
    if not is_real(point, facts):
        return
    parts = [weights.pop(lowered[0])]
    for moving, w in weights.items():
        part = _line(moving, w, point, bases, facts)
        if part is None:
            return
        parts.append(part)
    yield total_of(parts) * exponential(point, facts)


def _line(
    moving: Monomial, weight: Polynomial, m: Polynomial, bases: frozenset[Atom], facts: Facts
) -> Polynomial | None:
    """The weight times 1 + a - m, which times e^m is below the weight times e^a, or ``None``."""
    sums = [a for a, e in moving if a.kind == "sum"]
    if not sums:
        slope = _exponent_of(moving, facts) - m
        ok = is_nonnegative(weight, facts) and is_real(slope, facts)
        return weight * (ONE + slope) if ok else None
    if len(moving) != 1 or moving[0][1] != 1:
        return None
    body, variables = open_sum(sums[0], facts)
    single = body.single
    if single is None or not all(
        is_nonnegative(v.args[2] - v.args[1] + 1, facts) for v in variables
    ):
        return None
    inside = _named_bases(bases, sums[0], single[1])
    own = tuple((a, e) for a, e in single[1].items() if a.kind == "exp" or a in inside)
    still = monomial(single[0], {a: e for a, e in single[1].items() if (a, e) not in own})
    slope = _exponent_of(own, facts) - m
    if not (is_nonnegative(weight * still, facts) and is_real(slope, facts)):
        return None
    return weight * sum_over_all(still * (ONE + slope), variables, facts)


def _logged(p: Polynomial) -> frozenset[Atom]:
    """The single atoms whose logarithms stand in exponents of the goal, sums opened."""
    return frozenset(u for m in p.terms for a, _ in m if a.kind == "exp" for u in _logs(a.args[0]))


def _logs(p: Polynomial) -> Iterator[Atom]:
    for atom in p.atoms:
        if atom.kind == "log" and atom.args[0].single_atom is not None:
            yield atom.args[0].single_atom
        elif atom.kind in ("sum", "base"):
            yield from _logs(atom.args[0])


def _moves(atom: Atom, bases: frozenset[Atom], facts: Facts) -> bool:
    """Whether an atom is an exponential, or a sum of such, to look at."""
    if atom.kind == "exp":
        return True
    if atom.kind == "sum":
        single = atom.args[0].single
        inside = () if single is None else tuple(single[1])
        named = _named_bases(bases, atom, {a: 1 for a in inside})
        return any(a.kind == "exp" or a in named for a in inside)
    return atom in bases and is_positive(Polynomial.of(atom), facts)


def _named_bases(
    bases: frozenset[Atom], sum_atom: Atom, inside: dict[Atom, Exponent]
) -> frozenset[Atom]:
    """Entries under a sum of an array whose entries occur in a logarithm in an exponent."""
    arrays = {b.args[0] for b in bases if b.kind == "entry"}
    del sum_atom
    return frozenset(a for a in inside if a.kind == "entry" and a.args[0] in arrays)


def _exponent_of(moving: Monomial, facts: Facts) -> Polynomial:
    parts = []
    for atom, e in moving:
        inner = atom.args[0] if atom.kind == "exp" else logarithm(Polynomial.of(atom), facts)
        parts.append(inner * Polynomial.number(e))
    return total_of(parts)
