r"""Matrices of symbolic size as words: products of letters that do not commute.

A letter is a named matrix, transposed or inverted or both; a word is a product of letters, read
from left to right; the empty word is the identity. ``reduce_word`` brings a word to its normal
form by these rules, each an identity of matrices that holds for all sizes:

- (A B)^T = B^T A^T and A^T = A for a symmetric letter, so transposes stand on letters alone;
- A A^{-1} = A^{-1} A = 1 (a letter is inverted only where its inverse exists);
- Q^T Q = Q Q^T = 1 for a square orthogonal letter, Q^T Q = 1 alone for orthonormal columns;
- E_i^T E_j = 0 for the unit columns of different blocks, in ``vanishes``;
- diagonal letters commute with one another, so neighbours are put in alphabetical order;
- a factor of shape (1, 1) is a number: it commutes, and equals its own transpose.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from linebyline.proof.tree import Expr, number

if TYPE_CHECKING:
    from linebyline.proof.kernel.matrix_sums import Matrix
    from linebyline.proof.kernel.polynomial import Polynomial

ONE_LONG = number(1)
SYMMETRIC = frozenset({"symmetric", "diagonal", "positive definite", "positive semidefinite"})
INVERTIBLE = frozenset({"invertible", "orthogonal", "positive definite"})


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What a letter that is no declared matrix is made of; its name is made from it.

    Attributes:
        kind: ``member``, ``sum``, ``ones``, ``unit``, ``diag``, ``hadamard``, ``kronecker``,
            ``vec`` or ``power``.
        parts: symbols, indices, matrices, bound variables.
    """

    kind: str
    parts: tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Letter:
    """One factor of a word.

    Attributes:
        name: what it is called, with its properties; letters of one name are one matrix.
        rows: number of rows, as it stands.
        columns: number of columns, as it stands.
        properties: what is known of the matrix; for non-square ones only ``full column rank``,
            ``orthonormal columns`` (both of the matrix not transposed) and ``nonzero`` count.
        transposed: whether the named matrix is transposed.
        inverted: whether it is inverted.
        inverse_of: for the inverse of a sum, that sum; the letter's name is made from it.
        free: declared symbols and bound variables that it depends on.
        made: what it is made of, where it is neither a declared matrix nor an inverse.
        place: for the unit columns that pick one block out of several, the sizes of all of them
            and which one it is.
    """

    name: str
    rows: Expr
    columns: Expr
    properties: frozenset[str] = frozenset()
    transposed: bool = False
    inverted: bool = False
    inverse_of: Matrix | None = None
    free: frozenset[object] = frozenset()
    made: Made | None = None
    place: tuple[tuple[Expr, ...], int] | None = None
    key: str = field(init=False)
    _turned: Letter | None = field(init=False, default=None, repr=False)

    def __post_init__(self) -> None:
        mark = ("'" if self.transposed else "") + ("~" if self.inverted else "")
        object.__setattr__(self, "key", self.name + mark)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Letter) and self.key == other.key

    def __repr__(self) -> str:
        return self.key

    @property
    def indices(self) -> tuple[Polynomial, ...]:
        """The indices of a member of a family, of a unit column, and the exponent of a power."""
        if self.made is None or self.made.kind not in ("member", "unit", "power"):
            return ()
        return self.made.parts[1:] if self.made.kind != "unit" else self.made.parts

    @property
    def is_square(self) -> bool:
        """Whether there are as many rows as columns, for all sizes."""
        return self.rows == self.columns

    @property
    def is_symmetric(self) -> bool:
        """Whether it is known to equal its transpose."""
        return self.is_square and not SYMMETRIC.isdisjoint(self.properties)

    @property
    def is_orthogonal(self) -> bool:
        """Whether its transpose is known to be its inverse, on both sides."""
        return self.is_square and "orthogonal" in self.properties

    @property
    def is_diagonal(self) -> bool:
        """Whether all entries off the diagonal are known to be zero."""
        return self.is_square and "diagonal" in self.properties

    @property
    def is_invertible(self) -> bool:
        """Whether it is known to have an inverse on both sides.

        A square matrix of full column rank is one: n independent columns span all of R^n.
        """
        known = INVERTIBLE | {"full column rank"}
        return self.is_square and not known.isdisjoint(self.properties)

    def transpose(self) -> Letter:
        """The transposed letter; a symmetric one is its own transpose."""
        if self._turned is None:
            object.__setattr__(self, "_turned", self if self.is_symmetric else self._transpose())
        return self._turned or self

    def _transpose(self) -> Letter:
        return replace(self, rows=self.columns, columns=self.rows, transposed=not self.transposed)

    def invert(self) -> Letter:
        """The inverted letter; the inverse of an orthogonal one is its transpose."""
        return self.transpose() if self.is_orthogonal else replace(self, inverted=not self.inverted)

    def cancels(self, right: Letter) -> bool:
        """Whether the product with the next letter is the identity."""
        if self.name != right.name:
            return False
        if self.is_orthogonal and self.is_symmetric:
            return True
        if self.transposed == right.transposed:
            return self.inverted != right.inverted
        if self.is_orthogonal:
            return self.inverted == right.inverted
        straight = not self.inverted and not right.inverted
        return straight and self.transposed and "orthonormal columns" in self.properties

    def annihilates(self, right: Letter) -> bool:
        """Whether the product with the next letter is zero: unit columns of different blocks."""
        if self.place is None or right.place is None or not self.transposed or right.transposed:
            return False
        return self.place[0] == right.place[0] and self.place[1] != right.place[1]


Word = tuple[Letter, ...]


def word_key(word: Word) -> str:
    """A text that tells words apart, and orders them."""
    return ".".join([letter.key for letter in word])


def vanishes(word: Word) -> bool:
    """Whether two neighbours have the product zero."""
    return any(left.annihilates(right) for left, right in pairwise(word))


def transpose_word(word: Word) -> Word:
    """(A B)^T = B^T A^T."""
    return tuple([letter.transpose() for letter in reversed(word)])


def reduce_word(word: Word, rows: Expr) -> tuple[Word, list[Word]]:
    """Return the normal form of a word, and the (1, 1) words that were taken out of it.

    Args:
        word: the factors.
        rows: number of rows of the product, which the empty word does not tell.
    """
    word = cancel(word)
    cuts = [0] if rows == ONE_LONG else []
    cuts += [k for k, letter in enumerate(word, start=1) if letter.columns == ONE_LONG]
    if len(cuts) < 2:
        return word, []
    numbers = [word[a:b] for a, b in pairwise(cuts)]
    return word[: cuts[0]] + word[cuts[-1] :], [canonical_number(n) for n in numbers]


def cancel(word: Word) -> Word:
    """Cancel neighbours, diagonal letters being put in order first, and join powers of one."""
    out: list[Letter] = []
    for letter in word:
        _append(out, letter)
    if not any(letter.made is not None and letter.made.kind == "power" for letter in out):
        return tuple(out)
    from linebyline.proof.kernel.matrix_powers import fused

    joined = fused(tuple(out))
    return joined if joined == tuple(out) else cancel(joined)


def _append(out: list[Letter], letter: Letter) -> None:
    """Multiply a reduced word by one letter on the right, in place.

    A diagonal letter moves left past diagonal letters that come later in the alphabet, which is
    sound because diagonal matrices commute; it meets its inverse on the way, if there is one.
    """
    place = len(out)
    if letter.is_diagonal:
        while place and out[place - 1].is_diagonal and out[place - 1].name > letter.name:
            place -= 1
    if place and out[place - 1].cancels(letter):
        del out[place - 1]
        tail = out[place - 1 :]
        del out[place - 1 :]
        for later in tail:
            _append(out, later)
    else:
        out.insert(place, letter)


def canonical_number(word: Word) -> Word:
    """The form of a (1, 1) word: a number equals its transpose, so the smaller of the two."""
    return min(word, transpose_word(word), key=word_key)


def canonical_cycle(word: Word, rows: Expr) -> tuple[Word, Expr]:
    """The form of a word under a trace: tr(A B) = tr(B A) and tr(A) = tr(A^T).

    All rotations of the word and of its transpose have one trace; of their normal forms the
    shortest is taken, and of these the first in the alphabet. With it goes its number of rows,
    which is the trace if no letter is left; it need not be the number of rows to begin with, as
    tr(Q Q^T) = tr(Q^T Q) counts the orthonormal columns of Q.
    """
    turns = [
        (cancel(w[k:] + w[:k]), w[k].rows)
        for w in (word, transpose_word(word))
        for k in range(len(w))
    ]
    best = min(turns, key=lambda turn: (len(turn[0]), word_key(turn[0])), default=(word, rows))
    return best if len(best[0]) == len(word) else canonical_cycle(*best)


def cut_cycle(word: Word) -> Word | None:
    """Rotate a cyclic word so that it starts at a dimension of length 1, if it has one.

    tr(x y^T) = y^T x: the trace of such a word is a product of numbers.
    """
    for k, letter in enumerate(word):
        if letter.rows == ONE_LONG:
            return word[k:] + word[:k]
    return None
