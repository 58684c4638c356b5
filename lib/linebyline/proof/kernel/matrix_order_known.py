r"""The Loewner orders that the assumptions give, as symmetric matrices that are above zero.

With a matrix of blocks go its diagonal blocks, and with a definite one the Schur complements, whose
inverses are blocks of its own. From b B >= a A > 0, both symmetric, follows 1/(a A) >= 1/(b B).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from linebyline.proof.kernel.assumptions import refuse_cautious
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_blocks import square_blocks
from linebyline.proof.kernel.matrix_definite import is_definite_sum
from linebyline.proof.kernel.matrix_inverse import inverse_of_block
from linebyline.proof.kernel.matrix_read import read_matrix
from linebyline.proof.kernel.matrix_sums import Matrix
from linebyline.proof.kernel.polynomial import Polynomial, TooLarge
from linebyline.proof.kernel.signs import is_positive
from linebyline.proof.kernel.words import Word, transpose_word
from linebyline.proof.relation import ORDER, Relation

_HALF = Polynomial.number(Fraction(1, 2))
Known = tuple[Matrix, bool]  # a semidefinite matrix, and whether it is definite


def known_orders(facts: Facts) -> list[Known]:
    """The semidefinite matrices that the assumptions give, symmetric parts of differences."""
    key = ("matrix orders", "")
    if key not in facts.cache:
        found: list[Known] = []
        with facts.without_conditions():
            for relation in facts.assumptions:
                found += _noted(relation, facts)
            found += [turned for order in found for turned in _inverted(*order, facts)]
        facts.cache[key] = found
    return list(facts.cache[key])


def _noted(relation: Relation, facts: Facts) -> list[Known]:
    left, right = relation.left, relation.right
    if relation.sign not in ORDER or isinstance(left, Relation) or isinstance(right, Relation):
        return []
    if left.shape is None or left.shape[0] != left.shape[1]:
        return []
    try:
        facts.conditions = {}
        difference = read_matrix(left, facts) - read_matrix(right, facts)
        refuse_cautious(facts)
        if relation.sign in ("<=", "<"):
            difference = -difference
        return list(_with_parts(symmetric(difference), relation.sign in ("<", ">"), facts))
    except (NotProvable, TooLarge):
        return []


def _with_parts(matrix: Matrix, is_strict: bool, facts: Facts) -> Iterator[Known]:
    """A semidefinite matrix; its diagonal blocks; the Schur complements of a definite one."""
    yield matrix, is_strict
    found = square_blocks(matrix)
    if found is None:
        return
    _, grid = found
    for k in range(len(grid)):
        yield grid[k][k], is_strict
    if is_strict and len(grid) == 2:
        for k, other in ((0, 1), (1, 0)):
            with facts.without_conditions():
                inverse = inverse_of_block(grid[k][k], facts)
            yield grid[other][other] - grid[other][k] @ inverse @ grid[k][other], True


def _inverted(matrix: Matrix, is_strict: bool, facts: Facts) -> Iterator[Known]:
    """From b B - a A >= 0 with a definite A, both single symmetric letters: 1/(a A) - 1/(b B)."""
    parts = two_parts(matrix, facts)
    if parts is None or parts[2]:
        return
    high, low = (Matrix(matrix.rows, matrix.rows, {word: c}) for word, c in parts[:2])
    if is_definite_sum(low, facts) and all(x.T.key == x.key for x in (low, high)):
        yield inverse_of_block(low, facts) - inverse_of_block(high, facts), is_strict


def symmetric(matrix: Matrix) -> Matrix:
    """The symmetric part, of which alone the form is made."""
    if matrix.T.key == matrix.key:
        return matrix
    return (matrix + matrix.T).scaled(_HALF)


def two_parts(
    d: Matrix, facts: Facts
) -> tuple[tuple[Word, Polynomial], tuple[Word, Polynomial], Word] | None:
    """A positive and a negative term W^T S W, with their positive numbers, and W."""
    if len(d.terms) != 2:
        return None
    (first, c), (second, other) = d.terms.items()
    if is_positive(-c, facts):
        (first, c), (second, other) = (second, other), (first, c)
    half = _shared_half(first, second)
    if half is None or not (is_positive(c, facts) and is_positive(-other, facts)):
        return None
    return (first, c), (second, -other), half


def _shared_half(first: Word, second: Word) -> Word | None:
    """W, where both words are W^T S W with at most one letter S in the middle."""
    for length in range(max(len(first), len(second)) // 2, -1, -1):
        halves = {w[len(w) - length :] for w in (first, second) if len(w) >= 2 * length}
        if len(halves) != 1 or min(len(first), len(second)) < 2 * length:
            continue
        half = halves.pop() if length else ()
        if all(
            w[:length] == transpose_word(half) and len(w) - 2 * length <= 1 for w in (first, second)
        ):
            return half
    return None
