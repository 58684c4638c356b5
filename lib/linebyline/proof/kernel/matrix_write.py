"""From words back to formulas, to show side conditions."""

from __future__ import annotations

from linebyline.proof.kernel.matrix_sums import DETERMINANT, TRACE, Matrix
from linebyline.proof.kernel.polynomial import ONE, Atom
from linebyline.proof.kernel.words import Letter, Word
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import (
    Expr,
    add,
    det,
    identity,
    inverse,
    mul,
    symbol,
    trace,
    transpose,
    zeros,
)  # fmt: skip


def formula_of_atom(atom: Atom) -> Expr:
    """Return a (1, 1) word, a trace or a determinant as a formula."""
    if atom.kind == DETERMINANT:
        inner = atom.args[0]
        return det(_letter(inner) if isinstance(inner, Letter) else formula_of(inner))
    product = mul(*[_letter(letter) for letter in atom.args])
    return trace(product) if atom.kind == TRACE else product


def formula_of(matrix: Matrix) -> Expr:
    """Return a sum of words as a formula, longest words first."""
    if matrix.is_zero:
        return zeros(matrix.rows, matrix.columns)
    ordered = sorted(matrix.terms, key=lambda word: (-len(word), str(word)))
    return add(*[_term(word, matrix) for word in ordered])


def _term(word: Word, matrix: Matrix) -> Expr:
    from linebyline.proof.kernel.write import to_formula

    factors = [_letter(letter) for letter in word] or [identity(matrix.rows)]
    c = matrix.terms[word]
    return mul(*factors) if c == ONE else mul(to_formula(c), *factors)


def _letter(letter: Letter) -> Expr:
    if letter.inverse_of is not None:
        formula = inverse(formula_of(letter.inverse_of))
    else:
        (declared,) = letter.free
        assert isinstance(declared, Symbol)
        formula = symbol(declared)
    formula = transpose(formula) if letter.transposed else formula
    return inverse(formula) if letter.inverted else formula
