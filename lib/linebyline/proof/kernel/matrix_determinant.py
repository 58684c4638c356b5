r"""Determinants of words.

- det(A B) = det A det B for square A and B, det A^T = det A, det A^{-1} = 1 / det A, det 1 = 1;
- det(c A) = c^n det A for A of n rows;
- det(P + W) = det P det(1 + P^{-1} W) for an invertible P;
- det(1 + A B) = det(1 + B A) for A of shape (m, n) and B of shape (n, m) (Sylvester): both are the
  determinant of the block matrix (1, -A; B, 1), eliminated from either side. So the word under
  1 + W may turn like a word under a trace; 1 + v^T u is what remains of det(1 + u v^T).

The determinant of anything else is an atom. That of an orthogonal letter is an atom too, whose
square is known to be 1.
"""

from __future__ import annotations

from linebyline.proof.kernel.exponentials import symbolic_power
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_blocks import block_determinant
from linebyline.proof.kernel.matrix_kronecker import parts_of_square
from linebyline.proof.kernel.matrix_sums import (
    DETERMINANT,
    Matrix,
    from_word,
    inverse_of_word,
    product_of,
)  # fmt: skip
from linebyline.proof.kernel.polynomial import ONE, ZERO, Atom, Polynomial
from linebyline.proof.kernel.powers import reciprocal
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.signs import is_nonzero, is_real
from linebyline.proof.kernel.words import (
    ONE_LONG,
    Letter,
    Word,
    canonical_cycle,
    cut_cycle,
    reduce_word,
    word_key,
)  # fmt: skip
from linebyline.proof.tree import Expr


def determinant(matrix: Matrix, facts: Facts) -> Polynomial:
    """Return the determinant of a square matrix."""
    if matrix.is_zero:
        return ZERO
    by_blocks = block_determinant(matrix, determinant, _inverse_of, facts)
    if by_blocks is not None:
        return by_blocks
    single = matrix.single
    if single is not None and all(letter.is_square for letter in single[1]):
        return _of_product(*single, matrix.rows, facts)
    if not all(is_real(c, facts) for c in matrix.terms.values()):
        raise NotProvable("the determinant of a sum that is not known to be real")
    word = _invertible_word(matrix, facts)
    if word is not None:
        c = matrix.terms[word]
        update = inverse_of_word(word, matrix.rows) @ (matrix - _part(matrix, word))
        if update.single is not None:
            scale, rest = update.single
            inner = _of_update(scale * reciprocal(c, facts), rest, matrix.rows, facts)
            return _of_product(c, word, matrix.rows, facts) * inner
    return Polynomial.of(_atom(min(matrix, matrix.T, key=lambda m: m.key)))


def _inverse_of(matrix: Matrix, facts: Facts) -> Matrix:
    from linebyline.proof.kernel.matrix_inverse import inverse_of_block

    return inverse_of_block(matrix, facts)


def _of_product(c: Polynomial, word: Word, rows: Expr, facts: Facts) -> Polynomial:
    """det(c A B) = c^n det A det B for square letters A and B."""
    value = ONE if c == ONE else symbolic_power(c, read(rows, facts), facts)
    turned: set[str] = set()
    for letter in word:
        if letter.is_orthogonal:  # det(Q)^2 = 1 and det Q^T = det Q, so only the parity counts
            turned ^= {letter.name}
        else:
            value = value * _of_letter(letter, facts)
    for letter in word:
        if letter.name in turned:
            turned.remove(letter.name)
            value = value * _of_letter(letter, facts)
    return value


def _of_letter(letter: Letter, facts: Facts) -> Polynomial:
    if letter.inverse_of is not None:
        return reciprocal(determinant(letter.inverse_of, facts), facts)
    if letter.made is not None and letter.made.kind == "power" and not letter.inverted:
        base, p = letter.made.parts
        return symbolic_power(determinant(base, facts), p, facts)
    if letter.made is not None and (parts := parts_of_square(letter)) is not None:
        left, right = (determinant(part, facts) for part in parts)
        sizes = [read(part.rows, facts) for part in parts]
        return symbolic_power(left, sizes[1], facts) * symbolic_power(right, sizes[0], facts)
    if letter.made is not None and letter.made.kind == "diag" and not letter.inverted:
        return _of_diagonal(letter.made.parts[0], facts)
    named = letter.invert() if letter.inverted else letter
    straight = named.transpose() if named.transposed else named
    value = Polynomial.of(Atom(DETERMINANT, straight.key, (straight,), letter.free))
    return reciprocal(value, facts) if letter.inverted else value


def _of_diagonal(column: Matrix, facts: Facts) -> Polynomial:
    """The product of the entries."""
    from linebyline.proof.kernel.matrix_entries import entry_at
    from linebyline.proof.kernel.products import prod_over

    variable = facts.new_variable(ONE, read(column.rows, facts))
    return prod_over(entry_at(column, Polynomial.of(variable), None, facts), variable, facts)


def _invertible_word(matrix: Matrix, facts: Facts) -> Word | None:
    """Of two terms, the first known to be invertible; the identity is one."""
    if len(matrix.terms) != 2:
        return None
    found = [
        word
        for word, c in matrix.terms.items()
        if all(letter.is_invertible or letter.inverted for letter in word) and is_nonzero(c, facts)
    ]
    return min(found, key=lambda word: (len(word), word_key(word)), default=None)


def _of_update(c: Polynomial, word: Word, rows: Expr, facts: Facts) -> Polynomial:
    """det(1 + c W), the word turned to its canonical place."""
    turned = cut_cycle(word)
    if turned is not None:
        _, numbers = reduce_word(turned, ONE_LONG)
        return ONE + c * product_of(numbers)
    cycle, length = canonical_cycle(word, rows)
    if not cycle:
        return symbolic_power(ONE + c, read(length, facts), facts)
    one = Matrix(length, length, {(): ONE})
    return Polynomial.of(_atom(one + from_word(cycle, length, length).scaled(c)))


def _part(matrix: Matrix, word: Word) -> Matrix:
    return Matrix(matrix.rows, matrix.columns, {word: matrix.terms[word]})


def _atom(matrix: Matrix) -> Atom:
    free = {x for word, c in matrix.terms.items() for y in word for x in y.free}
    free |= {x for c in matrix.terms.values() for x in c.free}
    return Atom(DETERMINANT, matrix.key, (matrix,), frozenset(free))
