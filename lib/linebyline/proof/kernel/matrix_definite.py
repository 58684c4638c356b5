r"""Which words and sums of words are positive (semi)definite, symmetric matrices by declaration.

All rules read the sign off the shape of a word, for all sizes:

- a letter declared positive definite, its inverse, and the identity are positive definite;
- h^T P h is positive semidefinite if P is, and definite if P is and h has full column rank;
- a sum of semidefinite words with nonnegative coefficients is semidefinite, and definite if one
  definite word has a positive coefficient.

A word of shape (1, 1) is then a nonnegative number, and a positive one if its h is not zero.
"""

from __future__ import annotations

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.matrix_sums import Matrix
from linebyline.proof.kernel.polynomial import ONE
from linebyline.proof.kernel.signs import is_nonnegative, is_positive
from linebyline.proof.kernel.words import ONE_LONG, Letter, Word, transpose_word


def is_definite_letter(letter: Letter) -> bool:
    """Whether a letter is positive definite; so is then its inverse."""
    return letter.is_square and "positive definite" in letter.properties


def is_semidefinite_letter(letter: Letter) -> bool:
    """Whether a letter is positive semidefinite; its inverse, where it exists, is definite."""
    known = "positive semidefinite" in letter.properties
    return letter.is_square and (known or is_definite_letter(letter))


def halves(word: Word) -> tuple[Word, Word] | None:
    """Split a word h^T P h, with P the identity or a semidefinite letter, into P and h."""
    middle = len(word) // 2
    core, half = word[middle : len(word) - middle], word[len(word) - middle :]
    if word[:middle] != transpose_word(half):
        return None
    return (core, half) if all(is_semidefinite_letter(letter) for letter in core) else None


def is_semidefinite_word(word: Word) -> bool:
    """Whether the word is h^T P h with P semidefinite."""
    return halves(word) is not None


def is_definite_word(word: Word) -> bool:
    """Whether the word is h^T P h with P definite and h of full column rank."""
    parts = halves(word)
    if parts is None:
        return False
    core, half = parts
    return _is_definite(core) and all(has_full_column_rank(letter) for letter in half)


def has_full_column_rank(letter: Letter) -> bool:
    """Whether A v = 0 forces v = 0: of a product it is enough that each factor has it."""
    if letter.is_square:
        return letter.is_invertible or letter.inverted
    tall = not {"full column rank", "orthonormal columns"}.isdisjoint(letter.properties)
    return tall and not letter.transposed


def is_nonzero_vector(word: Word) -> bool:
    """Whether a word of shape (n, 1) is known not to be zero: A x with x not zero, A injective."""
    if not word or word[-1].columns != ONE_LONG:
        return False
    last = word[-1]
    is_nonzero = "nonzero" in last.properties and not last.transposed
    return (is_nonzero or has_full_column_rank(last)) and all(
        has_full_column_rank(letter) for letter in word[:-1]
    )


def is_nonnegative_number(word: Word) -> bool:
    """Whether a (1, 1) word cannot be negative."""
    return is_semidefinite_word(word)


def is_positive_number(word: Word) -> bool:
    """Whether a (1, 1) word must be positive: h^T P h with P definite and h not zero."""
    parts = halves(word)
    if parts is None:
        return False
    core, half = parts
    return _is_definite(core) and is_nonzero_vector(half)


def is_nonnegative_trace(word: Word) -> bool:
    """Whether the trace of a word cannot be negative: some rotation of it is semidefinite."""
    return any(is_semidefinite_word(word[k:] + word[:k]) for k in range(len(word)))


def is_semidefinite_sum(matrix: Matrix, facts: Facts) -> bool:
    """Whether a square matrix is a nonnegative combination of semidefinite words."""
    return matrix.is_square and all(
        is_semidefinite_word(word) and is_nonnegative(c, facts) for word, c in matrix.terms.items()
    )


def is_definite_sum(matrix: Matrix, facts: Facts) -> bool:
    """Whether it is one in which a definite word has a positive coefficient."""
    return is_semidefinite_sum(matrix, facts) and any(
        is_definite_word(word) and is_positive(c, facts) for word, c in matrix.terms.items()
    )


def is_spectrum_positive(matrix: Matrix, facts: Facts) -> bool:
    """Whether the matrix is 1 + c V W with c >= 0 and semidefinite V and W.

    The eigenvalues of V W are those of the semidefinite V^{1/2} W V^{1/2}, so none is negative, and
    those of 1 + c V W are at least 1.
    """
    others = [word for word in matrix.terms if word]
    if matrix.terms.get(()) != ONE or len(others) != 1:
        return False
    word = others[0]
    turns = [word[k:] + word[:k] for k in range(len(word))]
    is_product = any(
        is_semidefinite_word(turn[:k]) and is_semidefinite_word(turn[k:])
        for turn in turns
        for k in range(len(turn))
    )
    return is_product and is_nonnegative(matrix.terms[word], facts)


def _is_definite(core: Word) -> bool:
    return all(is_definite_letter(x) or (x.inverted and is_semidefinite_letter(x)) for x in core)
