r"""Numbers made of sums of matrices, of ones, of unit columns, diag(v) and A \odot B, opened.

x^T (\sum_k c(k) w(k)) y = \sum_k c(k) x^T w(k) y, and likewise for a trace: sums of matrices
inside a number become sums of numbers, for which the rules of sums are known. A number that holds
another letter defined entry by entry is written as a sum over entries; if it also holds a letter
whose entries are not known, such as an inverse, it stays as it is.
"""

from __future__ import annotations

from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_entrywise import is_diagonal
from linebyline.proof.kernel.matrix_families import open_letter
from linebyline.proof.kernel.matrix_kronecker import inner_product
from linebyline.proof.kernel.matrix_sums import NUMBER, TRACE, Matrix, from_word, trace
from linebyline.proof.kernel.polynomial import Atom, Polynomial, monomial, total
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.sums import sum_over
from linebyline.proof.kernel.words import Letter, Word

ENTRYWISE = frozenset({"ones", "unit", "diag", "hadamard"})
LARGEST_OPENED_POWER = 4


def opened(p: Polynomial, facts: Facts) -> Polynomial:
    """Return p with the numbers in its terms opened."""
    if not any(_is_closed(atom) for m in p.terms for atom, _ in m):
        return p
    parts = []
    for m, c in p.terms.items():
        kept, term = dict(m), Polynomial.number(c)
        for atom, e in m:
            if _is_closed(atom) and isinstance(e, int) and 0 < e <= LARGEST_OPENED_POWER:
                del kept[atom]
                term = term * _opened_atom(atom, facts) ** e
        parts.append(term * monomial(1, kept))
    return total(parts)


def opened_coefficients(matrix: Matrix, facts: Facts) -> Matrix:
    """Return a sum of words with the numbers in its coefficients opened."""
    if not any(_is_closed(a) for c in matrix.terms.values() for a in c.atoms):
        return matrix
    terms = {word: opened(c, facts) for word, c in matrix.terms.items()}
    return Matrix(matrix.rows, matrix.columns, {w: c for w, c in terms.items() if c.terms})


def _is_closed(atom: Atom) -> bool:
    return atom.kind in (NUMBER, TRACE) and any(_kind(letter) for letter in atom.args)


def _kind(letter: Letter) -> str:
    if letter.made is None or letter.inverted:
        return ""
    kind = letter.made.kind
    if kind == "vec":
        return "vec"
    if kind == "power" and is_diagonal(letter.made.parts[0]):
        return "diag"
    return kind if kind == "sum" or kind in ENTRYWISE else ""


def _opened_atom(atom: Atom, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.matrix_entries import sum_of_atom

    word: Word = atom.args
    for place, letter in enumerate(word):
        if _kind(letter) == "sum":
            return _over_terms(atom, place, facts)
    if atom.kind == NUMBER:
        inner = inner_product(word, lambda n: read(n, facts))
        if inner is not None:
            return opened(inner, facts)
    try:
        return sum_of_atom(atom, facts)
    except NotProvable:
        return Polynomial.of(atom)


def _over_terms(atom: Atom, place: int, facts: Facts) -> Polynomial:
    """Move the sum over the terms of one letter out of a number or a trace."""
    word: Word = atom.args
    letter = word[place]
    assert letter.made is not None
    body, variable = open_letter(letter.made, facts)
    body = body.T if letter.transposed else body
    before = from_word(word[:place], word[0].rows, letter.rows)
    behind = from_word(word[place + 1 :], letter.columns, word[-1].columns)
    whole = before @ body @ behind
    value = whole.number if atom.kind == NUMBER else trace(whole, lambda n: read(n, facts))
    return sum_over(opened(value, facts), variable, facts)
