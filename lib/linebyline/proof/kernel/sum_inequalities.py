r"""Inequalities between sums over one range, by three lemmas.

- Terms: :math:`\sum f_k \ge 0` if every f_k >= 0; sums over one range are joined first, and a
  number c among them is written as :math:`\sum c\, p_k` for declared probabilities, or as
  :math:`\sum c/n`.
- Cauchy and Schwarz: :math:`(\sum h)^2 \le \sum f \sum g` if f, g >= 0 and h^2 = f g.
- Log-sum: :math:`\sum w \log t \le \sum w (t/m - 1) + \log m \sum w` for w >= 0, t > 0, m > 0, from
  log(t/m) <= t/m - 1 term by term; m is taken from the other terms of the goal.

``known_about`` turns the last two into inequalities for the sums that occur in a goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from linebyline.proof.kernel.atom_signs import atom_signs
from linebyline.proof.kernel.entropies import information_facts
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    Monomial,
    Polynomial,
    TooLarge,
    monomial,
)
from linebyline.proof.kernel.powers import power
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import is_nonnegative, is_positive, is_real, signs
from linebyline.proof.kernel.sums import sum_over
from linebyline.proof.kernel.zero_test import cases_of, first_split
from linebyline.proof.symbols import Symbol

Fact = tuple[Polynomial, bool]
MOST_SUMS = 6
MOST_CASES = 2


def joined_signs(p: Polynomial, facts: Facts) -> Signs:
    """The signs that p may have, if it is one sum over some range."""
    for variable, body, rest in joined(p, facts):
        for whole in _absorbed(body, rest, variable, facts):
            found = _signs_in_cases(whole, facts, MOST_CASES)
            length = variable.args[2] - variable.args[1] + 1
            if not is_nonnegative(length, facts):
                continue
            if found.is_nonnegative:
                has_term = found.is_positive and is_positive(length, facts)
                return Signs.POSITIVE if has_term else Signs.NONNEGATIVE
    return Signs.ANY


def _signs_in_cases(p: Polynomial, facts: Facts, depth: int) -> Signs:
    """The signs of the term, in every case of an absolute value or an indicator in it."""
    found = signs(p, facts)
    split = first_split(p)
    if split is None or not depth or found.is_nonnegative:
        return found
    result = Signs.NONE
    for case in cases_of(split, p, facts):
        result |= _signs_in_cases(case, facts, depth - 1)
        if not result.is_nonnegative:
            return found
    return result & found


def joined(p: Polynomial, facts: Facts) -> Iterator[tuple[Atom, Polynomial, Polynomial]]:
    """Yield a variable, the joined body of all plain sums over its range, and what is left."""
    for first, last in {a.args[2][0]: None for a in _plain_sums(p)}:
        variable = facts.new_variable(first, last)
        body, rest = ZERO, ZERO
        for m, c in p.terms.items():
            inside = _sum_in(m, (first, last))
            if inside is None:
                rest = rest + Polynomial({m: c})
                continue
            others = {a: e for a, e in m if a is not inside}
            opened = replace(inside.args[0], {inside.args[1][0]: Polynomial.of(variable)}, facts)
            body = body + monomial(c, others) * opened
        yield variable, body, rest


def _plain_sums(p: Polynomial) -> list[Atom]:
    """Sums over one index that some term holds once."""
    return [a for m in p.terms for a, e in m if a.kind == "sum" and e == 1 and len(a.args[1]) == 1]


def _sum_in(m: Monomial, ends: tuple[Polynomial, Polynomial]) -> Atom | None:
    for atom, e in m:
        if atom.kind == "sum" and e == 1 and atom.args[2] == (ends,):
            return atom
    return None


def _absorbed(
    body: Polynomial, rest: Polynomial, variable: Atom, facts: Facts
) -> Iterator[Polynomial]:
    """Yield the body with the rest spread over the terms of the sum."""
    if not rest.terms:
        yield body
        return
    weights: list[Polynomial] = []
    inner = [a for b in body.atoms if b.kind == "absolute" for a in b.args[0].atoms]
    for atom in dict.fromkeys([*body.atoms, *inner]):
        is_weight = atom.kind == "entry" and _is_law(atom.args[0])
        if is_weight and sum_over(Polynomial.of(atom), variable, facts) == ONE:
            weights.append(Polynomial.of(atom))
            yield body + rest * weights[-1]
    if len(weights) == 2:
        yield body + rest * (weights[0] + weights[1]).scaled(Fraction(1, 2))
    length = variable.args[2] - variable.args[1] + 1
    if is_positive(length, facts):
        yield body + rest * power(length, -1, facts)


def without_positive_denominators(p: Polynomial, facts: Facts) -> Polynomial:
    """Multiply by the positive atoms that p divides by, which leaves its sign."""
    lowest: dict[Atom, Exponent] = {}
    for m in p.terms:
        for atom, e in m:
            if e < lowest.get(atom, 0) and atom_signs(atom, facts).is_positive:
                lowest[atom] = e
    return p * monomial(1, {atom: -e for atom, e in lowest.items()})


def known_about(p: Polynomial, facts: Facts) -> list[Fact]:
    """Return inequalities between the sums of a goal, and sums that the lemmas bring in."""
    found: list[Fact] = []
    for lemma in (information_facts, _cauchy_schwarz, _split_roots, _log_sum):
        try:
            for fact in lemma(p, facts):
                found.append((fact, False))
        except (NotProvable, TooLarge):
            continue
    return found


def _cauchy_schwarz(p: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    """For a sum H that occurs squared, and another sum F over its range: F G - H^2 >= 0."""
    squared = [
        a for m in p.terms for a, e in m if a.kind == "sum" and e == 2 and len(a.args[1]) == 1
    ]
    for other in list(dict.fromkeys(_plain_sums(p)))[:MOST_SUMS]:
        variable = facts.new_variable(*other.args[2][0])
        f = _body(other, variable, facts)
        bodies = [
            _body(a, variable, facts) for a in dict.fromkeys(squared) if a.args[2] == other.args[2]
        ]
        for h in [*bodies, *_weights(f)]:
            with facts.without_conditions():  # if nothing stays below, f g = h^2 even where f = 0
                g = h * h * power(f, -1, facts)
            if not _is_formal(g) or not is_real(h, facts):
                continue
            if is_nonnegative(f, facts) and is_nonnegative(g, facts):
                whole = sum_over(h, variable, facts)
                yield Polynomial.of(other) * sum_over(g, variable, facts) - whole * whole


def _split_roots(p: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    """For a sum H of h = sqrt(f g) that occurs squared: F G - H^2 >= 0, f a factor of h^2."""
    for atom in dict.fromkeys(a for m in p.terms for a, e in m if a.kind == "sum" and e == 2):
        if len(atom.args[1]) != 1:
            continue
        variable = facts.new_variable(*atom.args[2][0])
        h = _body(atom, variable, facts)
        for f in (Polynomial.of(a) for a in h.atoms if variable in a.free):
            g = h * h * power(f, -1, facts) if is_positive(f, facts) else ZERO
            if g.terms and is_nonnegative(g, facts) and is_real(h, facts):
                whole = sum_over(h, variable, facts)
                yield sum_over(f, variable, facts) * sum_over(g, variable, facts) - whole * whole


def _weights(body: Polynomial) -> list[Polynomial]:
    """Entries of declared probabilities, whose sum is one."""
    return [
        Polynomial.of(a) for a in body.atoms
        if a.kind == "entry" and _is_law(a.args[0])
    ]  # fmt: skip


def _is_law(name: Symbol) -> bool:
    """Whether its entries are probabilities, though perhaps not of what is summed over."""
    return "probabilities" in name.properties or name.table is not None


def _is_formal(g: Polynomial) -> bool:
    """Whether nothing is left in a denominator."""
    return all(e > 0 for m in g.terms for _, e in m)


def _body(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    return replace(atom.args[0], {atom.args[1][0]: Polynomial.of(variable)}, facts)


def _log_sum(p: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    r"""For sums of w log u and w log v: sum w (u/(v m) - 1 - log u + log v + log m) >= 0."""
    logs = [
        (atom, *parts)
        for atom in dict.fromkeys(_plain_sums(p))
        if (parts := _weight_and_log(atom, facts)) is not None
    ][:MOST_SUMS]
    for atom, variable, w, u in logs:
        if not (is_nonnegative(w, facts) and is_positive(u, facts)):
            continue
        partners = [ONE]
        for other, index, w2, v in logs:
            if other is not atom and other.args[2] == atom.args[2]:
                same = {index: Polynomial.of(variable)}
                if replace(w2, same, facts) == w:
                    partners.append(replace(v, same, facts))
        for v in partners:
            if is_positive(v, facts):
                yield from _log_sum_facts(w, u, v, variable, p, facts)
                yield from _log_sum_facts(w, v, u, variable, p, facts)


def _log_sum_facts(
    w: Polynomial, u: Polynomial, v: Polynomial, variable: Atom, p: Polynomial, facts: Facts
) -> Iterator[Polynomial]:
    from linebyline.proof.kernel.exponentials import logarithm

    ratio = u * power(v, -1, facts)
    total_weight = sum_over(w, variable, facts)
    total_ratio = sum_over(w * ratio, variable, facts)
    total_log = sum_over(w * logarithm(ratio, facts), variable, facts)
    scales = list(_scales(p, total_ratio, facts))
    if total_weight != ONE and is_positive(total_weight, facts) and is_positive(total_ratio, facts):
        scales.insert(0, total_ratio * power(total_weight, -1, facts))
    for m in scales:
        gap = total_ratio * power(m, -1, facts) - total_weight + logarithm(m, facts) * total_weight
        yield gap - total_log


def _scales(p: Polynomial, total_ratio: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    yield ONE
    for atom in p.atoms:
        if atom.kind == "log" and is_positive(atom.args[0], facts):
            yield atom.args[0]
    if total_ratio != ONE and is_positive(total_ratio, facts):
        yield total_ratio


def _weight_and_log(atom: Atom, facts: Facts) -> tuple[Atom, Polynomial, Polynomial] | None:
    """For a sum of w log u: its variable, w and u."""
    single = atom.args[0].single
    if single is None:
        return None
    logs = [a for a, e in single[1].items() if a.kind == "log" and e == 1]
    if len(logs) != 1 or atom.args[1][0] not in logs[0].free:
        return None
    variable = facts.new_variable(*atom.args[2][0])
    weight = monomial(single[0], {a: e for a, e in single[1].items() if a is not logs[0]})
    here = {atom.args[1][0]: Polynomial.of(variable)}
    return variable, replace(weight, here, facts), replace(logs[0].args[0], here, facts)
