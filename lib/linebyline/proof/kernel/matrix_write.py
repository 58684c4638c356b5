"""From words back to formulas, to show side conditions."""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.blocks import blocks
from linebyline.proof.kernel.facts import NotProvable
from linebyline.proof.kernel.matrix_blocks import blocks_of, parted
from linebyline.proof.kernel.matrix_sums import DETERMINANT, TRACE, Matrix
from linebyline.proof.kernel.polynomial import ONE, Atom
from linebyline.proof.kernel.words import Letter, Made, Word
from linebyline.proof.matrix_forms import (
    diagonal,
    hadamard,
    kronecker,
    member,
    ones,
    unit,
    vec,
)
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import (
    Expr,
    add,
    det,
    identity,
    inverse,
    mul,
    neg,
    number,
    power,
    sum_over,
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
    heights, widths = parted(matrix)
    if len(heights) > 1 or len(widths) > 1:
        grid = blocks_of(matrix, heights, widths)
        return blocks([[_block(cell) for cell in row] for row in grid])
    ordered = sorted(matrix.terms, key=lambda word: (-len(word), str(word)))
    return add(*[_term(word, matrix) for word in ordered])


def _block(matrix: Matrix) -> Expr:
    from linebyline.proof.kernel.write import to_formula

    is_number = matrix.rows == matrix.columns == number(1)
    return to_formula(matrix.number) if is_number else formula_of(matrix)


def _term(word: Word, matrix: Matrix) -> Expr:
    from linebyline.proof.kernel.write import to_formula

    factors = [_letter(letter) for letter in word] or [identity(matrix.rows)]
    c = matrix.terms[word]
    if c in (ONE, -ONE):
        return mul(*factors) if c == ONE else neg(mul(*factors))
    return mul(to_formula(c), *factors)


def _letter(letter: Letter) -> Expr:
    if letter.place is not None:
        raise NotProvable("a single block of what is not written in blocks")
    if letter.inverse_of is not None:
        formula = inverse(formula_of(letter.inverse_of))
    elif letter.made is not None:
        formula = formula_of_made(letter.made, letter)
    else:
        (declared,) = letter.free
        assert isinstance(declared, Symbol)
        formula = symbol(declared)
    formula = transpose(formula) if letter.transposed else formula
    return inverse(formula) if letter.inverted else formula


def formula_of_made(made: Made, letter: Letter) -> Expr:
    """Return what a letter is made of as a formula, not transposed."""
    from linebyline.proof.kernel.write import index_symbol, to_formula

    rows = letter.columns if letter.transposed else letter.rows
    match made.kind:
        case "member":
            return member(symbol(made.parts[0]), *[to_formula(p) for p in made.parts[1:]])
        case "ones":
            return ones(rows)
        case "unit":
            return unit(to_formula(made.parts[0]), rows)
        case "power":
            return power(formula_of(made.parts[0]), to_formula(made.parts[1]))
        case "sum":
            matrix, variable = made.parts
            first, last = (to_formula(end) for end in variable.args[1:])
            return sum_over(formula_of(matrix), index_symbol(variable), first, last)
    parts = [formula_of(part) for part in made.parts]
    return _BUILDERS[made.kind](*parts)


_BUILDERS: dict[str, Callable[..., Expr]] = {
    "diag": diagonal, "hadamard": hadamard, "kronecker": kronecker, "vec": vec,
}  # fmt: skip
