"""Substitution into numbers made of matrices.

A scalar inside the inverse of a sum is replaced where it stands, an entry such as x_i in the sum
over entries that the number stands for.
"""

from __future__ import annotations

from collections.abc import Mapping

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.matrix_determinant import determinant
from linebyline.proof.kernel.matrix_entries import sum_of_atom
from linebyline.proof.kernel.matrix_made import replaced_made
from linebyline.proof.kernel.matrix_opened import opened
from linebyline.proof.kernel.matrix_sums import (
    NUMBER,
    TRACE,
    Matrix,
    from_letter,
    identity,
    trace,
    zero,
)  # fmt: skip
from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.words import Letter, Word

Values = Mapping[Atom, Polynomial]


def replace_in_atom(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    """Return a number made of matrices with scalars or entries in it replaced."""
    if any(key.kind == "entry" and key.args[0] in atom.free for key in values):
        return replace(sum_of_atom(atom, facts), values, facts)
    if atom.kind in (NUMBER, TRACE):
        return _value(atom, _product(atom.args, values, facts), facts)
    inner = atom.args[0]
    if isinstance(inner, Letter):
        return Polynomial.of(atom)
    return determinant(replaced_sum(inner, values, facts), facts)


def _value(atom: Atom, matrix: Matrix, facts: Facts) -> Polynomial:
    value = matrix.number if atom.kind == NUMBER else trace(matrix, lambda n: read(n, facts))
    return opened(value, facts)


def _product(word: Word, values: Values, facts: Facts) -> Matrix:
    result = identity(word[0].rows)
    for letter in word:
        result = result @ _replaced_letter(letter, values, facts)
    return result


def _replaced_letter(letter: Letter, values: Values, facts: Facts) -> Matrix:
    names = {key.args[0] if key.kind == "symbol" else key for key in values}
    if not letter.free & names:
        return from_letter(letter)
    if letter.made is not None:
        replaced = replaced_made(letter, values, facts)
        return replaced.T if letter.transposed else replaced
    if letter.inverse_of is None:
        return from_letter(letter)
    from linebyline.proof.kernel.matrix_inverse import inverse_of

    replaced = inverse_of(replaced_sum(letter.inverse_of, values, facts), facts)
    return replaced.T if letter.transposed else replaced


def replaced_sum(matrix: Matrix, values: Values, facts: Facts) -> Matrix:
    """Return a sum of words with atoms replaced in its coefficients and letters."""
    result = zero(matrix.rows, matrix.columns)
    for word, c in matrix.terms.items():
        inner = _product(word, values, facts) if word else identity(matrix.rows)
        result = result + inner.scaled(replace(c, values, facts))
    return result
