r"""Equality modulo known matrix equations, proved by a certificate.

Known equations r_i = 0 (the defining relations M S = 1 and S M = 1 of an inverse S = M^{-1},
assumptions, premises) generate all sums of c a r b, with words a and b and a scalar c: each of
these is zero. A goal is zero if it is such a sum. The search proposes multiples a r b that share
a word with the goal or with a multiple found before, and linear algebra over the rationals finds
the coefficients. The search need not be trusted: ``certify`` expands goal - sum c a r b again and
answers only if nothing is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flint import fmpq

from linebyline.proof.kernel.matrix_span import Span
from linebyline.proof.kernel.matrix_sums import NUMBER, TRACE, Matrix, from_word, trace
from linebyline.proof.kernel.polynomial import Monomial, Polynomial
from linebyline.proof.kernel.words import ONE_LONG, Word, transpose_word
from linebyline.proof.tree import Expr

ROUNDS, MOST_MULTIPLES = 3, 1500
Term = tuple[Word, Monomial]


@dataclass(frozen=True, slots=True)
class Known:
    """Equations that hold: each matrix and each polynomial is zero.

    Attributes:
        matrices: without negative exponents, and closed under transposition.
        scalars: without negative exponents.
        size: the number of rows, a formula, as a polynomial.
        opened: writes numbers that are sums as sums, as those of the goal are written.
    """

    matrices: tuple[Matrix, ...]
    scalars: tuple[Polynomial, ...]
    size: Callable[[Expr], Polynomial]
    opened: Callable[[Polynomial], Polynomial]


@dataclass(frozen=True, slots=True)
class _Multiple:
    """Where an equation is used: inside a word, inside a number or a trace, or as a factor."""

    kind: str
    equation: int
    left: Word
    right: Word
    rest: Monomial
    around: Word


def certify(goal: Matrix, known: Known) -> int | None:
    """Return the number of terms of a certificate that ``goal`` is zero, or ``None``.

    Args:
        goal: without negative exponents.
        known: the equations that may be used.
    """
    if goal.is_zero:
        return 0
    span, multiples = Span(), []
    seen: set[_Multiple] = set()
    met = dict.fromkeys(_terms(goal))
    fresh = list(met)
    for _ in range(ROUNDS):
        added: dict[Term, None] = {}
        for multiple in (use for term in fresh for use in _uses(term, known)):
            if multiple in seen or len(seen) >= MOST_MULTIPLES:
                continue
            seen.add(multiple)
            row = _terms(_expand(multiple, goal, known))
            multiples.append(multiple)
            span.add(row)
            added.update(dict.fromkeys(row))
        coefficients = span.express(_terms(goal))
        if coefficients is not None:
            return _checked(goal, [(c, multiples[k]) for k, c in coefficients.items()], known)
        fresh = [term for term in added if term not in met]
        met.update(added)
        if not fresh:
            break
    return None


def _checked(goal: Matrix, used: list[tuple[Any, _Multiple]], known: Known) -> int:
    """Expand the certificate anew; a failure would be a fault of the search."""
    left = goal
    for c, multiple in used:
        left = left - _expand(multiple, goal, known).scaled(Polynomial.number(c))
    if not left.is_zero:
        raise AssertionError("a matrix certificate did not expand to its goal")
    return len(used)


def _terms(matrix: Matrix) -> dict[Term, Any]:
    return {(w, m): c for w, p in matrix.terms.items() for m, c in p.terms.items()}


def _uses(term: Term, known: Known) -> Iterator[_Multiple]:
    """Yield the multiples of known equations that contain a term."""
    word, monomial = term
    for number, equation in enumerate(known.matrices):
        for part, c in equation.terms.items():
            if not part:
                continue
            for divisor in c.terms:
                yield from _uses_of_word(number, part, divisor, word, monomial)
    for number, polynomial in enumerate(known.scalars):
        for divisor in polynomial.terms:
            rest = quotient(monomial, divisor)
            if rest is not None and divisor:
                yield _Multiple("scalar", number, (), (), rest, word)


def _uses_of_word(
    number: int, part: Word, divisor: Monomial, word: Word, monomial: Monomial
) -> Iterator[_Multiple]:
    rest = quotient(monomial, divisor)
    if rest is not None:
        for left, right in _split(word, part):
            yield _Multiple("factor", number, left, right, rest, ())
    for atom, exponent in monomial:
        if atom.kind not in (NUMBER, TRACE) or exponent < 1:
            continue
        rest = quotient(monomial, (*divisor, (atom, 1)))
        if rest is None:
            continue
        inner: Word = atom.args
        for turned in (inner, transpose_word(inner)):
            if atom.kind == NUMBER:
                for left, right in _split(turned, part):
                    yield _Multiple(NUMBER, number, left, right, rest, word)
            else:
                for k in range(len(turned)):
                    cycle = turned[k:] + turned[:k]
                    if cycle[: len(part)] == part:
                        yield _Multiple(TRACE, number, (), cycle[len(part) :], rest, word)


def _split(word: Word, part: Word) -> Iterator[tuple[Word, Word]]:
    """Yield what stands left and right of each occurrence of ``part``."""
    for k in range(len(word) - len(part) + 1):
        if word[k : k + len(part)] == part:
            yield word[:k], word[k + len(part) :]


def _expand(multiple: _Multiple, goal: Matrix, known: Known) -> Matrix:
    """Multiply a use out; the result has the goal's shape, and is zero where ``known`` holds."""
    factor = Polynomial({multiple.rest: fmpq(1)})
    around = from_word(multiple.around, goal.rows, goal.columns)
    if multiple.kind == "scalar":
        return around.scaled(factor * known.scalars[multiple.equation])
    equation = known.matrices[multiple.equation]
    if multiple.kind == TRACE:
        rest = from_word(multiple.right, equation.columns, equation.rows)
        value = known.opened(trace(equation @ rest, known.size))
        return around.scaled(factor * value)
    rows, columns = (goal.rows, goal.columns) if multiple.kind == "factor" else (ONE_LONG, ONE_LONG)
    left = from_word(multiple.left, rows, equation.rows)
    product = left @ equation @ from_word(multiple.right, equation.columns, columns)
    if multiple.kind == "factor":
        return product.scaled(factor)
    return around.scaled(factor * known.opened(product.number))


def quotient(monomial: Monomial, divisor: Monomial) -> Monomial | None:
    """The monomial divided by another one, if no exponent turns negative."""
    left = dict(monomial)
    for atom, exponent in divisor:
        remaining = left.get(atom, 0) - exponent
        if remaining < 0:
            return None
        left[atom] = remaining
    return tuple([(atom, e) for atom, e in left.items() if e])
