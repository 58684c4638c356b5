r"""Inequalities that follow from the lemma of Cauchy and Schwarz.

For a semidefinite P, (u^T P v)^2 <= u^T P u v^T P v, because t^2 u^T P u - 2 t u^T P v + v^T P v
is >= 0 for every t, so its discriminant is not positive; hence \|u^T P v\| <= \|u\| \|v\| with the
lengths sqrt(u^T P u) and sqrt(v^T P v). A polynomial p is nonnegative if p = c f + r, with c > 0,
one of these inequalities f >= 0, and a remainder r that is nonnegative term by term, as a Gram
form, or in the same way. Sums of lengths are also compared by their squares.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, islice

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.matrix_gram import is_gram_form, splits
from linebyline.proof.kernel.matrix_sums import NUMBER, from_word
from linebyline.proof.kernel.polynomial import Atom, Monomial, Polynomial
from linebyline.proof.kernel.powers import absolute, square_root
from linebyline.proof.kernel.signs import monomial_signs
from linebyline.proof.kernel.words import ONE_LONG, Word, transpose_word

LENGTHS = ("matrix", "lengths")  # where the vectors whose lengths were read are kept
MOST_PAIRS, DEPTH = 6, 2


def is_bounded(p: Polynomial, facts: Facts, depth: int = DEPTH) -> bool:
    """Whether p is nonnegative by at most ``depth`` uses of the lemma."""
    offending = [m for m, c in p.terms.items() if not monomial_signs(m, c, facts).is_nonnegative]
    if not offending or is_gram_form(p, facts):
        return True
    if not depth or not any(_is_bounded_by_lengths(m) for m in p.terms):
        return False
    for m in offending:
        for f in (f for atom, _ in m for f in _known(atom, facts)):
            c = f.terms.get(m)
            if c is None or c * p.terms[m] < 0 or not _has_room(p, f):
                continue
            if is_bounded(p - f * (p.terms[m] / c), facts, depth - 1):
                return True
    return False


def is_bounded_by_squares(p: Polynomial, facts: Facts) -> bool:
    """Whether p = v - u >= 0 follows from v^2 >= u^2, for v and u whose terms are nonnegative."""
    if not any(isinstance(e, Fraction) for m in p.terms for _, e in m):
        return False
    if not all(monomial_signs(m, abs(c), facts).is_nonnegative for m, c in p.terms.items()):
        return False
    v = Polynomial({m: c for m, c in p.terms.items() if c > 0})
    return is_bounded(p * (2 * v - p), facts)  # v^2 - u^2 = (v - u)(v + u)


def _has_room(p: Polynomial, f: Polynomial) -> bool:
    """Whether p holds the bound of f: without it the remainder would fall short."""
    bound = next(iter(f.terms))
    return bound in p.terms and p.terms[bound] > 0


def _is_bounded_by_lengths(m: Monomial) -> bool:
    """Whether a term could be what Cauchy and Schwarz bound products by: lengths, or squares."""
    if any(isinstance(e, Fraction) for _, e in m):
        return True
    return sum(int(e) for atom, e in m if atom.kind == NUMBER) > 1


def _known(atom: Atom, facts: Facts) -> list[Polynomial]:
    key = ("matrix bounds", atom)
    if key not in facts.cache:
        facts.cache[key] = list(_inequalities(atom, facts))
    found: list[Polynomial] = facts.cache[key]
    return found


def _inequalities(atom: Atom, facts: Facts) -> Iterator[Polynomial]:
    """Polynomials that are >= 0 and hold the inner product, or its absolute value.

    Each begins with its bound, a product of lengths or squares.
    """
    inner = atom.args[0].single_atom if atom.kind == "absolute" else atom
    if inner is None or inner.kind != NUMBER:
        return
    for u, metric, v in splits(inner):
        if u != v:
            first, second = (_square_of(metric, half) for half in (u, v))
            yield from _cauchy_schwarz(Polynomial.of(inner), first, second, facts)
    for x, y in islice(combinations(facts.cache.get(LENGTHS, {}).values(), 2), MOST_PAIRS):
        if x.rows == y.rows and not (x.single and y.single):
            first, second = ((vector.T @ vector).number for vector in (x, y))
            yield from _cauchy_schwarz((x.T @ y).number, first, second, facts)


def _square_of(metric: Word, half: Word) -> Polynomial:
    return from_word(transpose_word(half) + metric + half, ONE_LONG, ONE_LONG).number


def _cauchy_schwarz(
    value: Polynomial, first: Polynomial, second: Polynomial, facts: Facts
) -> Iterator[Polynomial]:
    bound = square_root(first, facts) * square_root(second, facts)
    yield from (bound - value, bound + value, bound - absolute(value, facts))
    yield first * second - value * value
