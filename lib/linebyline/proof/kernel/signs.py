r"""The sign of a polynomial over atoms, from what is declared and assumed.

``signs`` returns every sign that is not excluded. Its rules, each sound by itself, so that their
answers may be intersected:

- terms: the sign of a product and of a sum follow from those of their parts;
- balls: a constant is evaluated in ball arithmetic, and a ball without zero has a sign;
- bounded terms: if :math:`|m_k| \le 1`, then :math:`c_0 + \sum c_k m_k \ge c_0 - \sum |c_k|`;
- facts: p = s f + r with a known f >= 0, s a positive number or a term >= 0, and r >= 0;
- factors: the sign of p is the product of the signs of its factors;
- squares, Gram forms, monotony and wholeness: see squares, matrix_signs, monotone_signs and
  integer_signs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from linebyline.proof.kernel.atom_facts import atom_size, known_of
from linebyline.proof.kernel.atom_signs import MATRIX_KINDS, atom_signs, declared_signs
from linebyline.proof.kernel.balls import sign_of_constant
from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.factor import content, factor
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.index_instances import instances
from linebyline.proof.kernel.integer_signs import signs_by_wholeness
from linebyline.proof.kernel.monotone_signs import signs_by_monotony
from linebyline.proof.kernel.polynomial import Atom, Monomial, Polynomial, TooLarge
from linebyline.proof.kernel.sign_sets import Signs, add, multiply, negate, raise_to, sign_of
from linebyline.proof.kernel.squares import signs_by_squares

Rule = Callable[[Polynomial, Facts], Signs]
AtomRule = Callable[[Atom, Facts], Signs]
Fact = tuple[Polynomial, bool]  # a polynomial, and whether it is greater than zero or only >= 0
MOST_FACTS = 60
MOST_TERMS_TO_FACTOR = 60
MOST_SHARES = 8
LONGEST_SHARED = 3
DEEPEST = 3


def signs(p: Polynomial, facts: Facts) -> Signs:
    """Return the signs that p may have wherever it has a value."""
    c = p.constant
    if c is not None:
        return sign_of(c)
    key = ("signs", p.key)
    if key in facts.cache:
        return facts.cache[key]  # type: ignore[no-any-return]
    if p.key in facts.busy:
        facts.cut_short += 1
        return Signs.ANY
    spend(5)
    facts.busy.add(p.key)
    cuts = facts.cut_short
    try:
        result = _signs(p, facts)
    finally:
        facts.busy.discard(p.key)
    if facts.cut_short == cuts:  # else a question that is still open was asked again
        facts.cache[key] = result
    return result


def is_positive(p: Polynomial, facts: Facts) -> bool:
    """Whether p is known to be greater than zero."""
    return signs(p, facts).is_positive


def is_nonnegative(p: Polynomial, facts: Facts) -> bool:
    """Whether p is known to be real and at least zero."""
    return signs(p, facts).is_nonnegative


def is_nonzero(p: Polynomial, facts: Facts) -> bool:
    """Whether p is known not to be zero."""
    return signs(p, facts).is_nonzero


def is_real(p: Polynomial, facts: Facts) -> bool:
    """Whether p is known to be real."""
    return signs(p, facts).is_real


def monomial_signs(m: Monomial, c: Any, facts: Facts) -> Signs:
    """The signs of one term: the product of the signs of its powers."""
    return _term_signs(m, c, facts, atom_signs)


def _term_signs(m: Monomial, c: Any, facts: Facts, signs_of: AtomRule) -> Signs:
    result = sign_of(c)
    for atom, e in m:
        result = multiply(result, raise_to(signs_of(atom, facts), e))
    return result


def signs_without_wholeness(p: Polynomial, facts: Facts) -> Signs:
    """The signs of p without regard to whether it is an integer."""
    return _narrow(p, facts, Signs.ANY, (_by_terms, *_RULES[:-1]))


def _signs(p: Polynomial, facts: Facts) -> Signs:
    return _narrow(p, facts, _by_terms(p, facts), _RULES)


def _narrow(p: Polynomial, facts: Facts, result: Signs, rules: Sequence[Rule]) -> Signs:
    for rule in rules:
        if result in (Signs.POSITIVE, Signs.NEGATIVE, Signs.ZERO):
            break
        narrower = result & rule(p, facts)
        if not narrower:  # the assumptions contradict each other: claim nothing
            return Signs.ANY
        result = narrower
    return result


def _by_terms(p: Polynomial, facts: Facts) -> Signs:
    result = Signs.ZERO
    for m, c in p.terms.items():
        result = add(result, monomial_signs(m, c, facts))
    return result


def _by_ball(p: Polynomial, _: Facts) -> Signs:
    return sign_of_constant(p) if not p.free else Signs.ANY


def _by_bounded_terms(p: Polynomial, facts: Facts) -> Signs:
    """c_0 minus the sum of |c_k| where |m_k| <= 1; strict if some |m_k| < 1."""
    head = p.terms.get(())
    if head is None or len(p.terms) > MOST_FACTS:
        return Signs.ANY
    room = abs(head)
    is_strict = False
    for m, c in p.terms.items():
        if not m:
            continue
        if not monomial_signs(m, c, facts).is_real:
            return Signs.ANY
        same_side = monomial_signs(m, c * head, facts)
        if same_side.is_nonnegative:
            is_strict = is_strict or same_side.is_positive
            continue
        size = _monomial_size(m, facts)
        if size is None:
            return Signs.ANY
        room = room - abs(c)
        is_strict = is_strict or size
    if room < 0:
        return Signs.ANY
    toward = Signs.POSITIVE if room > 0 or is_strict else Signs.NONNEGATIVE
    return toward if head > 0 else negate(toward)


def _monomial_size(m: Monomial, facts: Facts) -> bool | None:
    """``None`` if |m| may exceed 1, else whether |m| is certainly less than 1."""
    is_strict = False
    for atom, e in m:
        size = atom_size(atom, facts) if e > 0 else None
        if size is None:
            return None
        is_strict = is_strict or size
    return is_strict


def signs_from_assumptions(atom: Atom, facts: Facts) -> Signs:
    """What the assumed inequalities say of one atom, the others taken as declared."""
    p = Polynomial.of(atom)
    assumed = [(f, True) for f in facts.positive] + [(f, False) for f in facts.nonnegative]
    assumed += _everywhere([atom], facts)
    return _between_facts(p, assumed, facts, declared_signs, 2) & _by_nonzero_facts(p, facts)


def follows_from(p: Polynomial, known: Sequence[Fact], facts: Facts) -> bool | None:
    """Whether p > 0 (True) or p >= 0 (False) follows from these and other facts, or neither."""
    return _from_facts(p, [*known, *facts_about(p, facts)], facts, atom_signs, DEEPEST)


def facts_about(p: Polynomial, facts: Facts) -> list[Fact]:
    """Known inequalities that may matter for p, assumptions first."""
    found: list[Fact] = [(f, True) for f in facts.positive]
    found += [(f, False) for f in facts.nonnegative]
    found += _everywhere(p.atoms, facts)
    for atom in p.atoms:
        found += known_of(atom, facts)
    if any(_holds_extremum(atom) for atom in p.atoms):
        from linebyline.proof.kernel.extrema import facts_about_extrema

        found = [*facts_about_extrema(p, facts), *found]
    return found[:MOST_FACTS]


def _everywhere(atoms: Sequence[Atom], facts: Facts) -> list[Fact]:
    """What is assumed at every index, at the indices of these atoms."""
    made = instances(atoms, (">", ">="), facts)
    return [(schema.body, schema.sign == ">") for schema in made]


def _holds_extremum(atom: Atom) -> bool:
    return atom.kind == "extremum" or (
        atom.kind == "exp" and any(a.kind == "extremum" for a in atom.args[0].atoms)
    )


def _by_facts(p: Polynomial, facts: Facts) -> Signs:
    if len(p.terms) > MOST_FACTS:
        return Signs.ANY
    return _between_facts(p, facts_about(p, facts), facts, atom_signs, DEEPEST)


def _between_facts(
    p: Polynomial, known: Sequence[Fact], facts: Facts, signs_of: AtomRule, depth: int
) -> Signs:
    result = Signs.ANY
    for goal, turn in ((p, False), (-p, True)):
        found = _from_facts(goal, known, facts, signs_of, depth)
        if found is not None:
            narrowed = Signs.POSITIVE if found else Signs.NONNEGATIVE
            result &= negate(narrowed) if turn else narrowed
    return result


def _from_facts(
    p: Polynomial, known: Sequence[Fact], facts: Facts, signs_of: AtomRule, depth: int
) -> bool | None:
    """Whether p > 0 follows (True), p >= 0 (False), or neither (None)."""
    spend(2 * len(p.terms))
    terms = [(m, c, _term_signs(m, c, facts, signs_of)) for m, c in p.terms.items()]
    rest = Signs.ZERO
    for _, _, found in terms:
        rest = add(rest, found)
    if rest.is_nonnegative:
        return rest.is_positive
    if not depth:
        return None
    offending = [(m, c) for m, c, found in terms if not found.is_nonnegative]
    for f, is_strict, share in islice(_shares(offending, known, facts, signs_of), MOST_SHARES):
        deeper = _from_facts(p - f * share, known, facts, signs_of, depth - 1)
        if deeper is not None:
            return is_strict or deeper
    return None


def _shares(
    offending: Sequence[tuple[Monomial, Any]],
    known: Sequence[Fact],
    facts: Facts,
    signs_of: AtomRule,
) -> Iterator[tuple[Polynomial, bool, Polynomial]]:
    """Facts with the positive multiple that cancels one offending term."""
    for m, c in offending:
        for f, is_strict in known:
            d = f.terms.get(m)
            if d is not None and d * c > 0:
                yield f, is_strict, Polynomial.number(c / d)
    against = []
    for m, c in offending:
        powers = set(m)
        for f, is_strict in known:
            if len(m) == 1 or len(f.terms) > LONGEST_SHARED:
                continue
            for n, d in f.terms.items():
                if n and powers.issuperset(n):
                    if d * c > 0:
                        yield from _product(m, c, n, d, f, is_strict, facts, signs_of)
                    else:
                        against.append((m, c, n, d, f, is_strict))
    for m, c, n, d, f, is_strict in against:
        yield from _product(m, c, n, d, f, is_strict, facts, signs_of)


def _product(
    m: Monomial,
    c: Any,
    n: Monomial,
    d: Any,
    f: Polynomial,
    is_strict: bool,
    facts: Facts,
    signs_of: AtomRule,
) -> Iterator[tuple[Polynomial, bool, Polynomial]]:
    """A fact times the rest of the offending term, with its sign before it, if that is >= 0."""
    rest = tuple(power for power in m if power not in n)
    size = _term_signs(rest, c / d, facts, signs_of)
    if rest and size.is_nonnegative:
        yield f, is_strict and size.is_positive, Polynomial({rest: c / d})


def _by_nonzero_facts(p: Polynomial, facts: Facts) -> Signs:
    if not facts.nonzero or not p.terms:
        return Signs.ANY
    known = [*facts.nonzero, *(made.body for made in instances(p.atoms, ("!=",), facts))]
    shapes = {(f * (1 / content(f))).key for f in known if f.terms}
    return Signs.NONZERO if (p * (1 / content(p))).key in shapes else Signs.ANY


def _by_factors(p: Polynomial, facts: Facts) -> Signs:
    if len(p.terms) < 2 or len(p.terms) > MOST_TERMS_TO_FACTOR:
        return Signs.ANY
    try:
        factored = factor(p)
    except TooLarge:
        return Signs.ANY
    if len(factored.powers) == 1 and set(factored.powers.values()) == {1}:
        return Signs.ANY
    result = sign_of(factored.coefficient)
    for atom, e in factored.powers.items():
        result = multiply(result, raise_to(atom_signs(atom, facts), e))
    return result


def _by_gram_form(p: Polynomial, facts: Facts) -> Signs:
    if not any(atom.kind in MATRIX_KINDS for m in p.terms for atom, _ in m):
        return Signs.ANY
    from linebyline.proof.kernel.matrix_read import signs_of_polynomial

    return signs_of_polynomial(p, facts)


_RULES: tuple[Rule, ...] = (
    _by_ball, _by_bounded_terms, _by_facts, _by_nonzero_facts, _by_factors, signs_by_squares,
    _by_gram_form, signs_by_monotony, signs_by_wholeness,
)  # fmt: skip
