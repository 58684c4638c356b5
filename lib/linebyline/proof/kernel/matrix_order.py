r"""The Loewner order: A >= B where x^T (A - B) x >= 0 for every x, and > for every x not zero.

A form sees the symmetric part of its matrix only, so differences D are made symmetric first. D is
shown to be semidefinite (definite, for a strict order)

- as a sum of semidefinite words, or as the number v^T D v for a vector v of which nothing is known
  (or only that it is not zero);
- block by block: with a definite pivot P, (P, R; R^T, C) is semidefinite or definite exactly if
  C - R^T P^{-1} R is, because the form is a square in P plus that of the complement;
- by inverting: if B - A >= 0 and A > 0, both symmetric, then A^{-1} - B^{-1} >= 0; so for
  W^T (A^{-1} - B^{-1}) W;
- as a projection, D = D D;
- from what is assumed: D - c W^T K W >= 0 for a K >= 0 and c >= 0, a few times.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.inequality import why_nonnegative
from linebyline.proof.kernel.matrix_blocks import square_blocks
from linebyline.proof.kernel.matrix_definite import (
    has_full_column_rank,
    is_definite_sum,
    is_semidefinite_sum,
)
from linebyline.proof.kernel.matrix_equality import prove_zero
from linebyline.proof.kernel.matrix_inverse import inverse_of_block
from linebyline.proof.kernel.matrix_order_known import (
    Known,
    known_orders,
    symmetric,
    two_parts,
)
from linebyline.proof.kernel.matrix_read import read_matrix
from linebyline.proof.kernel.matrix_sums import Matrix, from_letter, from_word
from linebyline.proof.kernel.polynomial import Polynomial, TooLarge
from linebyline.proof.kernel.powers import reciprocal
from linebyline.proof.kernel.signs import is_nonnegative, is_positive
from linebyline.proof.kernel.words import ONE_LONG, Letter, Word, transpose_word
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

DEPTH, LONGEST_PROJECTION = 3, 4


def prove_order(big: Expr, small: Expr, is_strict: bool, facts: Facts) -> str | None:
    """Return how ``big`` is seen to be above ``small`` in the Loewner order, or ``None``."""
    if big.shape != small.shape or big.shape is None or big.shape[0] != big.shape[1]:
        return None
    difference = read_matrix(big, facts) - read_matrix(small, facts)
    return _why(symmetric(difference), is_strict, facts, known_orders(facts), DEPTH)


def is_above_zero(matrix: Matrix, facts: Facts, *, is_strict: bool = False) -> bool:
    """Whether a square matrix is seen to be semidefinite, or definite."""
    return _why(symmetric(matrix), is_strict, facts, known_orders(facts), DEPTH) is not None


def _why(d: Matrix, is_strict: bool, facts: Facts, known: list[Known], depth: int) -> str | None:
    spend()
    if not is_strict and d.is_zero:
        return "both sides are equal"
    if is_definite_sum(d, facts) if is_strict else is_semidefinite_sum(d, facts):
        return "sum of semidefinite matrices"
    ways = (_by_blocks, _by_stripping, _by_known, _by_inverting, _by_form, _by_projecting)
    for way in ways:
        try:
            with facts.attempt():
                why = way(d, is_strict, facts, known, depth)
                if why is None:
                    raise NotProvable
                return why
        except (NotProvable, TooLarge):
            continue
    return None


def _by_form(d: Matrix, is_strict: bool, facts: Facts, _: list[Known], __: int) -> str | None:
    """The form of a vector of which nothing else is known."""
    any_vector = Symbol("any vector", "matrix", dims=(d.rows, ONE_LONG))
    properties = frozenset({"nonzero"}) if is_strict else frozenset[str]()
    name = f"any {' '.join(properties)} vector of {d.rows!r}"
    letter = Letter(name, d.rows, ONE_LONG, properties, free=frozenset({any_vector}))
    v = from_letter(letter)
    why = why_nonnegative((v.T @ d @ v).number, is_strict, facts)
    return None if why is None else f"quadratic form: {why}"


def _by_blocks(
    d: Matrix, is_strict: bool, facts: Facts, known: list[Known], depth: int
) -> str | None:
    found = square_blocks(d)
    if found is None or not depth:
        return None
    _, grid = found
    left = list(range(len(grid)))
    while left:
        k = _pivot(grid, left, is_strict, facts, known, depth)
        if k is None:
            return None
        left.remove(k)
        if any(not grid[i][k].is_zero for i in left):
            with facts.without_conditions():  # what is definite has an inverse
                inverse = inverse_of_block(grid[k][k], facts)
            for i in left:
                for j in left:
                    grid[i][j] = grid[i][j] - grid[i][k] @ inverse @ grid[k][j]
    return "block by block, with Schur complements"


def _pivot(
    grid: list[list[Matrix]],
    left: list[int],
    is_strict: bool,
    facts: Facts,
    known: list[Known],
    depth: int,
) -> int | None:
    """A diagonal block that is definite, or semidefinite with nothing but zeros beside it."""
    for k in left:
        alone = all(grid[i][k].is_zero for i in left if i != k)
        strict = is_strict or not alone
        if _why(symmetric(grid[k][k]), strict, facts, known, depth - 1) is not None:
            return k
    return None


def _by_known(
    d: Matrix, is_strict: bool, facts: Facts, known: list[Known], depth: int
) -> str | None:
    """Take away c W^T K W for an assumed K >= 0 that shares a word with the difference."""
    if not depth:
        return None
    for matrix, is_definite in known:
        for half, c in _places(d, matrix, facts):
            rest = symmetric(d - _around(matrix, half).scaled(c))
            full = all(has_full_column_rank(letter) for letter in half)
            done = is_definite and full and is_positive(c, facts)
            if len(rest.terms) > len(d.terms):
                continue
            if _why_or_zero(rest, is_strict and not done, facts, known, depth - 1):
                return "from the assumed order"
    return None


def _why_or_zero(d: Matrix, is_strict: bool, facts: Facts, known: list[Known], depth: int) -> bool:
    if _why(d, is_strict, facts, known, depth) is not None:
        return True
    return not is_strict and prove_zero(d, facts) is not None


def _around(matrix: Matrix, half: Word) -> Matrix:
    if not half:
        return matrix
    w = from_word(half, half[0].rows, half[-1].columns)
    return w.T @ matrix @ w


def _places(d: Matrix, matrix: Matrix, facts: Facts) -> Iterator[tuple[Word, Polynomial]]:
    """Yield W and c >= 0 such that a word of W^T K W, with its coefficient c, is one of D."""
    for word, coefficient in d.terms.items():
        for part, weight in matrix.terms.items():
            scale = weight.constant
            if scale is None or (len(word) - len(part)) % 2 or len(part) > len(word):
                continue
            length = (len(word) - len(part)) // 2
            half = word[len(word) - length :]
            if word[length : len(word) - length] != part or word[:length] != transpose_word(half):
                continue
            c = coefficient * (1 / scale)
            if is_nonnegative(c, facts):
                yield half, c


def _by_inverting(
    d: Matrix, is_strict: bool, facts: Facts, known: list[Known], depth: int
) -> str | None:
    """W^T (A^{-1} - B^{-1}) W, where B - A is above zero and A is definite."""
    parts = two_parts(d, facts)
    if not depth or parts is None:
        return None
    first, second, half = parts
    if not any(map(_is_inverse, (*first[0], *second[0]))):
        return None
    size = half[0].rows if half else d.rows
    low, high = (_inverse_of_core(word, c, len(half), size, facts) for word, c in (first, second))
    if is_strict and not all(map(has_full_column_rank, half)):
        return None
    if _why(low, True, facts, known, depth - 1) is None:
        return None
    above = _why(symmetric(high - low), is_strict, facts, known, depth - 1)
    return None if above is None else f"inverses change the order ({above})"


def _by_projecting(d: Matrix, is_strict: bool, facts: Facts, _: list[Known], __: int) -> str | None:
    """D = D D = D^T D for a symmetric D that equals its square."""
    is_short = len(d.terms) <= LONGEST_PROJECTION
    is_projection = is_short and not is_strict and prove_zero(d @ d - d, facts) is not None
    return "a symmetric matrix that equals its square" if is_projection else None


def _by_stripping(
    d: Matrix, is_strict: bool, facts: Facts, known: list[Known], depth: int
) -> str | None:
    """L^T M L with one letter L at all edges, where M is above zero; S is S S^{-1} S."""
    edges = {word[-1] if word else None for word in d.terms}
    letter = edges.pop() if len(edges) == 1 else None
    if letter is None or any(word[0] != letter.transpose() for word in d.terms):
        return None
    alone = d.terms.get((letter,))
    if (is_strict and not has_full_column_rank(letter)) or (alone and not _is_inverse(letter)):
        return None
    inside = {word[1:-1]: c for word, c in d.terms.items() if len(word) > 1}
    inner = Matrix(letter.rows, letter.rows, inside)
    if alone is not None:
        inner = inner + inverse_of_block(from_letter(letter), facts).scaled(alone)
    why = _why(symmetric(inner), is_strict, facts, known, depth)
    return None if why is None else f"congruence: {why}"


def _is_inverse(letter: Letter) -> bool:
    return letter.inverted or letter.inverse_of is not None


def _inverse_of_core(word: Word, c: Polynomial, length: int, size: Expr, facts: Facts) -> Matrix:
    """The inverse of c > 0 times the symmetric letter in the middle of a word, or the identity."""
    core = word[length : len(word) - length]
    if not core:
        return Matrix(size, size, {(): reciprocal(c, facts)})
    (letter,) = core
    if not letter.is_symmetric:
        raise NotProvable("the order of inverses needs symmetric matrices")
    return inverse_of_block(from_letter(letter), facts).scaled(reciprocal(c, facts))
