r"""Entries of words as sums, and numbers made of matrices written out as sums over entries.

(A B)_{ij} = sum_k A_{ik} B_{kj}, (A^T)_{ij} = A_{ji}, 1_{ij} = delta_{ij}, x^T y = sum_i x_i y_i,
tr A = sum_i A_{ii}, and D_{ij} = delta_{ij} D_{ii} for a diagonal D: definitions, for all sizes.
Entries of an inverse are no such sums; a word that holds one is not written out.
"""

from __future__ import annotations

from typing import Any

from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.indicators import delta
from linebyline.proof.kernel.matrix_entrywise import entry_of_made
from linebyline.proof.kernel.matrix_grid import LARGEST_SIZE, grid_determinant
from linebyline.proof.kernel.matrix_sums import NUMBER, TRACE, Matrix, from_letter
from linebyline.proof.kernel.polynomial import ONE, Atom, Polynomial, product, total
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.replace import entry_atom, replace
from linebyline.proof.kernel.sums import sum_over_all
from linebyline.proof.kernel.words import ONE_LONG, Letter, Word
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

KINDS = ("matrix", "family")
Index = Polynomial | None  # None along an axis of length 1


def entry_of(matrix: Matrix, places: list[Polynomial], facts: Facts) -> Polynomial:
    """Return an entry of a sum of words; a row or a column takes one index."""
    if len(places) == 1:
        if ONE_LONG not in (matrix.rows, matrix.columns):
            raise NotProvable("one index of a matrix that is neither row nor column")
        i, j = (None, places[0]) if matrix.rows == ONE_LONG else (places[0], None)
        return entry_at(matrix, i, j, facts)
    return entry_at(matrix, places[0], places[1], facts)


def entry_at(matrix: Matrix, i: Index, j: Index, facts: Facts) -> Polynomial:
    """Return the entry in row i and column j."""
    return total([c * _of_word(word, i, j, facts) for word, c in matrix.terms.items()])


def general_entry(matrix: Matrix, facts: Facts) -> Polynomial:
    """Return the entry at indices of which nothing is known but their ranges."""
    i, j = (any_index(size, facts) for size in (matrix.rows, matrix.columns))
    return entry_at(matrix, i, j, facts)


def write_out(p: Polynomial, facts: Facts) -> Polynomial:
    """Return p with every inner product, quadratic form and trace as a sum over entries."""
    names = [name for name in p.free if isinstance(name, Symbol) and name.kind in KINDS]
    marks: dict[Atom, Polynomial] = {}
    for name in sorted(names, key=lambda name: name.tex):
        index = Polynomial.of(facts.new_variable(ONE, ONE))
        mark = entry_atom(name, [index] * len(name.dims))
        marks[mark] = Polynomial.of(mark)  # replaces nothing; makes each word be built anew
    return replace(p, marks, facts)


def sum_of_atom(atom: Atom, facts: Facts) -> Polynomial:
    """Return a (1, 1) word or the trace of a word as a sum over entries."""
    word: Word = atom.args
    if atom.kind == NUMBER:
        return _of_word(word, None, None, facts)
    if atom.kind == TRACE:
        k = facts.new_variable(ONE, read(word[0].rows, facts))
        place = Polynomial.of(k)
        return sum_over_all(_of_word(word, place, place, facts), [k], facts)
    return _determinant(atom.args[0], facts)


def _determinant(matrix: Letter | Matrix, facts: Facts) -> Polynomial:
    """The determinant of a matrix of small fixed size, as a polynomial in its entries."""
    sums = from_letter(matrix) if isinstance(matrix, Letter) else matrix
    size = read(sums.rows, facts).constant
    if size is None or size > LARGEST_SIZE:
        raise NotProvable("a determinant of symbolic size written out")
    places = [Polynomial.number(k) for k in range(1, int(size) + 1)]
    return grid_determinant([[entry_at(sums, i, j, facts) for j in places] for i in places])


def any_index(size: Expr, facts: Facts) -> Index:
    """Return an index of which nothing is known but its range."""
    if size == ONE_LONG:
        return None
    return Polynomial.of(facts.new_variable(ONE, read(size, facts)))


def _of_word(word: Word, i: Index, j: Index, facts: Facts) -> Polynomial:
    if not word:
        return ONE if i is None or j is None else delta(i - j, facts)
    variables, factors, row = [], [], i
    for position, letter in enumerate(word):
        if position == len(word) - 1:
            column = j
        elif letter.columns == ONE_LONG:
            column = None
        else:
            variable = facts.new_variable(ONE, read(letter.columns, facts))
            variables.append(variable)
            column = Polynomial.of(variable)
        factors.append(_of_letter(letter, row, column, facts))
        row = column
    return sum_over_all(product(factors), variables, facts)


def _of_letter(letter: Letter, i: Index, j: Index, facts: Facts) -> Polynomial:
    if letter.inverted or letter.inverse_of is not None:
        raise NotProvable("entries of an inverse")
    if letter.place is not None:
        raise NotProvable("entries of a matrix of blocks of symbolic size")
    if letter.transposed:
        i, j = j, i
    if letter.made is not None and letter.made.kind != "member":
        return entry_of_made(letter.made, i, j, facts)
    parts: tuple[Any, ...] = letter.made.parts if letter.made is not None else (*letter.free,)
    declared, outer = parts[0], list(parts[1:])
    assert isinstance(declared, Symbol)
    indices = [index for index in (i, j) if index is not None]
    if letter.is_diagonal:
        return delta(indices[0] - indices[1], facts) * _atom(declared, outer + [indices[0]] * 2)
    if letter.is_symmetric:  # it may be so by assumption only
        indices.sort(key=lambda index: index.key)
    return _atom(declared, outer + indices)


def _atom(declared: Symbol, indices: list[Polynomial]) -> Polynomial:
    return Polynomial.of(entry_atom(declared, indices))
