r"""Signs of numbers made of matrices.

All of them are real. x^T P x >= 0 for a semidefinite P, > 0 for a definite P and x not zero; a
trace of a semidefinite word is >= 0; determinants of definite matrices are > 0, of semidefinite
ones >= 0, of invertible ones not 0. Polynomials in inner products are compared as Gram forms, and
by the lemma of Cauchy and Schwarz.
"""

from __future__ import annotations

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.matrix_bounds import is_bounded, is_bounded_by_squares
from linebyline.proof.kernel.matrix_definite import (
    is_definite_letter,
    is_definite_sum,
    is_nonnegative_number,
    is_nonnegative_trace,
    is_positive_number,
    is_semidefinite_letter,
    is_semidefinite_sum,
    is_spectrum_positive,
)  # fmt: skip
from linebyline.proof.kernel.matrix_gram import is_gram_form
from linebyline.proof.kernel.matrix_sums import NUMBER, TRACE
from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.words import Letter


def signs_of_atom(atom: Atom, facts: Facts) -> Signs:
    """The signs that a number made of matrices may have."""
    if atom.kind == NUMBER:
        if is_positive_number(atom.args):
            return Signs.POSITIVE
        return Signs.NONNEGATIVE if is_nonnegative_number(atom.args) else Signs.REAL
    if atom.kind == TRACE:
        return Signs.NONNEGATIVE if is_nonnegative_trace(atom.args) else Signs.REAL
    return _of_determinant(atom, facts)


def signs_of_polynomial(p: Polynomial, facts: Facts) -> Signs:
    """The signs of a sum of inner products, as a Gram form or by Cauchy and Schwarz."""
    if len(p.terms) < 2:
        return Signs.ANY
    result = Signs.ANY
    for q, found in ((p, Signs.NONNEGATIVE), (-p, Signs.NONPOSITIVE)):
        if is_gram_form(q, facts) or is_bounded(q, facts) or is_bounded_by_squares(q, facts):
            result &= found
    return result or Signs.ANY


def _of_determinant(atom: Atom, facts: Facts) -> Signs:
    matrix = atom.args[0]
    if isinstance(matrix, Letter):
        if is_definite_letter(matrix):
            return Signs.POSITIVE
        known = Signs.NONNEGATIVE if is_semidefinite_letter(matrix) else Signs.REAL
        return known & Signs.NONZERO if matrix.is_invertible else known
    if is_spectrum_positive(matrix, facts):
        return Signs.POSITIVE
    if matrix.T.key != matrix.key:
        return Signs.REAL
    if is_definite_sum(matrix, facts):
        return Signs.POSITIVE
    return Signs.NONNEGATIVE if is_semidefinite_sum(matrix, facts) else Signs.REAL
