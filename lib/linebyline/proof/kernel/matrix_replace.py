r"""Substitution into numbers made of matrices, and their derivatives.

A scalar inside the inverse of a sum is replaced where it stands. An entry such as x_i is replaced,
and differentiated by, in the sum over entries that the number stands for. By a scalar t,
(M^{-1})' = -M^{-1} M' M^{-1}, from differentiating M M^{-1} = 1.
"""

from __future__ import annotations

from collections.abc import Mapping

from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_determinant import determinant
from linebyline.proof.kernel.matrix_entries import sum_of_atom
from linebyline.proof.kernel.matrix_sums import (
    NUMBER,
    TRACE,
    Matrix,
    from_letter,
    from_word,
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
    return determinant(_replaced_sum(inner, values, facts), facts)


def derivative_of_atom(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    """Return the derivative of a number made of matrices by an entry or a scalar."""
    if variable.kind == "entry":
        return derivative(sum_of_atom(atom, facts), variable, facts)
    if atom.kind not in (NUMBER, TRACE):
        raise NotProvable("the derivative of a determinant of symbolic size")
    word: Word = atom.args
    rows, columns = word[0].rows, word[-1].columns
    result = zero(rows, columns)
    for k, letter in enumerate(word):
        if letter.inverse_of is None or variable.args[0] not in letter.free:
            continue
        inverse, sum_of_words = from_letter(letter), letter.inverse_of
        inner = sum_of_words.T if letter.transposed else sum_of_words
        changed = inverse @ _derivative_of_sum(inner, variable, facts) @ inverse
        before = from_word(word[:k], rows, letter.rows)
        result = result - before @ changed @ from_word(word[k + 1 :], letter.columns, columns)
    return _value(atom, result, facts)


def _derivative_of_sum(matrix: Matrix, variable: Atom, facts: Facts) -> Matrix:
    """The derivative of coefficients; inverses inside an inverse are not differentiated."""
    if any(variable.args[0] in letter.free for word in matrix.terms for letter in word):
        raise NotProvable("the derivative of an inverse inside an inverse")
    terms = {word: derivative(c, variable, facts) for word, c in matrix.terms.items()}
    return Matrix(matrix.rows, matrix.columns, {w: c for w, c in terms.items() if c.terms})


def _value(atom: Atom, matrix: Matrix, facts: Facts) -> Polynomial:
    return matrix.number if atom.kind == NUMBER else trace(matrix, lambda size: read(size, facts))


def _product(word: Word, values: Values, facts: Facts) -> Matrix:
    result = identity(word[0].rows)
    for letter in word:
        result = result @ _replaced_letter(letter, values, facts)
    return result


def _replaced_letter(letter: Letter, values: Values, facts: Facts) -> Matrix:
    names = {key.args[0] if key.kind == "symbol" else key for key in values}
    if letter.inverse_of is None or not letter.free & names:
        return from_letter(letter)
    from linebyline.proof.kernel.matrix_read import inverse_of

    replaced = inverse_of(_replaced_sum(letter.inverse_of, values, facts), facts)
    return replaced.T if letter.transposed else replaced


def _replaced_sum(matrix: Matrix, values: Values, facts: Facts) -> Matrix:
    result = zero(matrix.rows, matrix.columns)
    for word, c in matrix.terms.items():
        inner = _product(word, values, facts) if word else identity(matrix.rows)
        result = result + inner.scaled(replace(c, values, facts))
    return result
