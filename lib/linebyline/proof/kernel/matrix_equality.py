r"""Equations between matrices, and between numbers made of matrices.

A sum of words is zero if its normal form has no terms, if all its coefficients are zero, or if a
certificate shows it to be a combination of known equations. Before a certificate is sought the sum
may be multiplied at an edge by an invertible matrix, or on the left by one of full column rank:
L e = 0 only if e = 0. What no certificate shows may still hold entry by entry, as sums over the
entries, or for matrices of fixed size one entry after the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.entrywise import general_difference
from linebyline.proof.kernel.equality import halves
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_blocks import cells
from linebyline.proof.kernel.matrix_certificate import Known, certify
from linebyline.proof.kernel.matrix_columns import against_columns
from linebyline.proof.kernel.matrix_definite import has_full_column_rank
from linebyline.proof.kernel.matrix_entries import general_entry, write_out
from linebyline.proof.kernel.matrix_grid import has_fixed_size, is_written_out, read_grid
from linebyline.proof.kernel.matrix_known import clear, known_for
from linebyline.proof.kernel.matrix_read import read_matrix
from linebyline.proof.kernel.matrix_sums import Matrix, as_matrix, from_letter
from linebyline.proof.kernel.polynomial import Polynomial
from linebyline.proof.kernel.signs import is_nonnegative
from linebyline.proof.kernel.zero_test import is_zero
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr

EDGE_DEPTH = 2
NORMAL_FORM, ENTRIES = "normal form of matrix products", "entry by entry"
COLUMNS = "between any two columns"
BLOCKS = "block by block"


def prove_equal(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Return how two matrices are seen to be equal, or ``None``.

    They are compared as words unless one is written out; where all sizes are numbers, also entry
    by entry.
    """
    if left.shape != right.shape:
        return None
    if not is_written_out(left, right):
        why = _by_words(left, right, facts) or _by_derivatives(left, right, facts)
        if why is not None or not has_fixed_size(left, right):
            return why
    pairs = zip(read_grid(left, facts), read_grid(right, facts), strict=True)
    cells = [(a, b) for row, other in pairs for a, b in zip(row, other, strict=True)]
    return ENTRIES if all(is_zero(write_out(a - b, facts), facts) for a, b in cells) else None


def prove_scalar_modulo(p: Polynomial, facts: Facts) -> str | None:
    """Return how a number made of matrices is seen to be zero, or ``None``.

    If p = u - v, with u and v the terms of either sign, and both are nonnegative, a certificate
    for u^2 = v^2 says the same.
    """
    count = certify_zero(as_matrix(p), facts)
    if count is not None:
        return _certificate(count)
    u, v = halves(p)
    if all(half.terms and is_nonnegative(half, facts) for half in (u, v)):
        count = certify_zero(as_matrix(u * u - v * v), facts)
        if count is not None:
            return f"squares of both sides, {_certificate(count)}"
    return ENTRIES if is_zero(write_out(p, facts), facts) else None


def certify_zero(goal: Matrix, facts: Facts, depth: int = EDGE_DEPTH) -> int | None:
    """Return the number of terms of a certificate that a matrix is zero, or ``None``."""
    cleared = clear(goal)
    known = known_for(cleared, facts)
    count = certify(cleared, known)
    if count is not None or not depth:
        return count
    for shorter in _stripped(goal):
        count = certify_zero(shorter, facts, depth)
        if count is not None:
            return count
    for multiplied in _multiplied(goal, known):
        count = certify_zero(multiplied, facts, depth - 1)
        if count is not None:
            return count + 1
    return None


def _by_words(left: Expr, right: Expr, facts: Facts) -> str | None:
    if not _holds_derivative(left, right):
        return prove_zero(read_matrix(left, facts) - read_matrix(right, facts), facts)
    try:
        with facts.attempt():
            why = prove_zero(read_matrix(left, facts) - read_matrix(right, facts), facts)
            if why is None:
                raise NotProvable
            return why
    except NotProvable:
        return None


def _by_derivatives(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Entry by entry, where a gradient is that of a sum over entries."""
    if not _holds_derivative(left, right):
        return None
    difference = general_difference(left, right, facts)
    return ENTRIES if is_zero(write_out(difference, facts), facts) else None


def _holds_derivative(*formulas: Expr) -> bool:
    return any(n.op in ("diff", "nabla") for formula in formulas for _, n in walk(formula))


def prove_zero(matrix: Matrix, facts: Facts) -> str | None:
    """Return how a matrix is seen to be zero, or ``None``."""
    if matrix.is_zero or all(is_zero(c, facts) for c in matrix.terms.values()):
        return NORMAL_FORM
    parts = cells(matrix)
    if parts is not None:
        return BLOCKS if all(prove_zero(part, facts) is not None for part in parts) else None
    count = certify_zero(matrix, facts)
    if count is not None:
        return _certificate(count)
    if _is_made(matrix) and is_zero(against_columns(matrix, facts), facts):
        return COLUMNS
    try:
        return ENTRIES if is_zero(general_entry(matrix, facts), facts) else None
    except NotProvable:
        return None


def _is_made(matrix: Matrix) -> bool:
    """Whether a letter is made of others, so that numbers made of it may be opened."""
    return any(letter.made is not None for word in matrix.terms for letter in word)


def _stripped(goal: Matrix) -> Iterator[Matrix]:
    """Drop a letter that ends or begins every word: if W = 0, then W y = 0."""
    for place in (-1, 0):
        edges = {word[place] if word else None for word in goal.terms}
        letter = edges.pop()
        if edges or letter is None:
            continue
        if place:
            terms = {word[:-1]: c for word, c in goal.terms.items()}
            yield Matrix(goal.rows, letter.rows, terms)
        else:
            yield Matrix(letter.columns, goal.columns, {w[1:]: c for w, c in goal.terms.items()})


def _multiplied(goal: Matrix, known: Known) -> Iterator[Matrix]:
    """Multiply by each matrix whose inverse begins or ends a word, and by injective letters."""
    for place in (0, -1):
        for letter in dict.fromkeys(w[place] for w in goal.terms if w):
            if letter.inverse_of is not None:
                inner = letter.inverse_of.T if letter.transposed else letter.inverse_of
            elif letter.inverted:
                inner = from_letter(letter.invert())
            else:
                continue
            yield inner @ goal if place == 0 else goal @ inner
    openings = dict.fromkeys(w[0] for m in known.matrices for w in m.terms if w)
    for letter in openings:
        fits = letter.columns == goal.rows and letter.inverse_of is None
        if fits and has_full_column_rank(letter):
            yield from_letter(letter) @ goal


def _certificate(count: int) -> str:
    return f"matrix certificate of {count} term{'' if count == 1 else 's'}"
