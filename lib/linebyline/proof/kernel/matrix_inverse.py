"""Inverses of sums of words, with the side condition that they exist.

Where an inverse is written, the matrix must have one. That it does follows from declarations
(invertible, orthogonal, positive definite, full column rank of X in X^T X) or is recorded as the
side condition that its determinant is not zero.
"""

from __future__ import annotations

from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_blocks import block_inverse
from linebyline.proof.kernel.matrix_definite import is_definite_sum
from linebyline.proof.kernel.matrix_determinant import determinant
from linebyline.proof.kernel.matrix_sums import Matrix, from_letter, inverse_of_word
from linebyline.proof.kernel.matrix_write import formula_of
from linebyline.proof.kernel.polynomial import ONE, Polynomial
from linebyline.proof.kernel.powers import reciprocal, require_nonzero
from linebyline.proof.kernel.signs import is_nonzero, is_real
from linebyline.proof.kernel.words import Letter
from linebyline.proof.tree import Expr, det


def inverse_of(matrix: Matrix, facts: Facts, written: Expr | None = None) -> Matrix:
    """Return the inverse; a condition is recorded unless the inverse is known to exist.

    A product of square letters is invertible exactly if each of them is, and its inverse is the
    product of theirs in reverse order. Any other sum M becomes a letter of its own, of which the
    equations M S = S M = 1 are known.
    """
    blocks = block_inverse(matrix, inverse_of_block, facts)
    if blocks is not None:
        return blocks
    single = matrix.single
    if single is not None and all(letter.is_square for letter in single[1]):
        c, word = single
        if not all(letter.is_invertible or letter.inverted for letter in word):
            _require_inverse(matrix, facts, written)
        inverse = inverse_of_word(word, matrix.rows)
        return inverse.scaled(reciprocal(c, facts))
    if matrix.is_zero:
        raise NotProvable("the zero matrix has no inverse")
    if not all(is_real(c, facts) for c in matrix.terms.values()):
        raise NotProvable("the inverse of a sum that is not known to be real")
    (scale, straight), (turned_scale, turned) = _content(matrix), _content(matrix.T)
    is_turned = turned.key < straight.key
    if is_turned:
        scale, straight = turned_scale, turned
    is_definite = is_definite_sum(straight, facts)
    if not is_definite:
        _require_inverse(matrix, facts, written)
    letter = _letter_for_inverse(straight, is_definite)
    inverse = from_letter(letter.transpose() if is_turned else letter)
    return inverse.scaled(reciprocal(scale, facts))


def inverse_of_block(matrix: Matrix, facts: Facts) -> Matrix:
    """Return the inverse of a block that nobody has written, such as a Schur complement."""
    return inverse_of(matrix, facts, formula_of(matrix))


def _require_inverse(matrix: Matrix, facts: Facts, written: Expr | None) -> None:
    value = determinant(matrix, facts)
    if matrix.single or written is None:
        require_nonzero(value, facts)
    elif not is_nonzero(value, facts):
        facts.require("nonzero", value, det(written))


def _content(matrix: Matrix) -> tuple[Polynomial, Matrix]:
    """Divide by the first rational coefficient, so that multiples of a matrix share a letter."""
    for word in sorted(matrix.terms, key=lambda w: (-len(w), str(w))):
        c = matrix.terms[word].constant
        if c is not None:
            return Polynomial.number(c), matrix.scaled(Polynomial.number(1 / c))
    return ONE, matrix


def _letter_for_inverse(matrix: Matrix, is_definite: bool) -> Letter:
    properties = {"invertible"}
    if matrix.T.key == matrix.key:
        properties.add("symmetric")
        if is_definite:
            properties.add("positive definite")
    free = {x for word, c in matrix.terms.items() for y in word for x in y.free}
    free |= {x for c in matrix.terms.values() for x in c.free}
    name = f"inv{matrix.key}|{','.join(sorted(properties))}"
    return Letter(
        name, matrix.rows, matrix.columns, frozenset(properties),
        inverse_of=matrix, free=frozenset(free),
    )  # fmt: skip
