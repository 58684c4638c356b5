r"""Sums of words with commuting coefficients: the normal form of a matrix of symbolic size.

A ``Matrix`` is a finite sum of c w, where w is a word in normal form and c a polynomial in
scalars. Numbers inside words, such as x^T A y, move into the coefficients as atoms of their own.
Two matrices of one shape are certainly equal if their normal forms agree; letters without
relations are free, so this decides equality of polynomial expressions in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from linebyline.proof.kernel.polynomial import ONE, ZERO, Atom, Polynomial
from linebyline.proof.kernel.words import (
    ONE_LONG,
    Letter,
    Word,
    canonical_cycle,
    canonical_number,
    cut_cycle,
    reduce_word,
    transpose_word,
    vanishes,
    word_key,
)  # fmt: skip
from linebyline.proof.tree import Expr

NUMBER, TRACE, DETERMINANT = "word", "trace", "determinant"


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """A sum of words, all of one shape.

    Attributes:
        rows: number of rows.
        columns: number of columns.
        terms: coefficient of each word, none of them zero.
    """

    rows: Expr
    columns: Expr
    terms: Mapping[Word, Polynomial]

    def __add__(self, other: Matrix) -> Matrix:
        self._need(other, self.rows == other.rows and self.columns == other.columns)
        pairs = [*self.terms.items(), *other.terms.items()]
        return _collect(self.rows, self.columns, pairs)

    def __neg__(self) -> Matrix:
        return self.scaled(-ONE)

    def __sub__(self, other: Matrix) -> Matrix:
        return self + (-other)

    def __matmul__(self, other: Matrix) -> Matrix:
        self._need(other, self.columns == other.rows)
        pairs = []
        for u, x in self.terms.items():
            for v, y in other.terms.items():
                if u and v and u[-1].made is not None and v[0].made is not None:
                    met = _met(u, v, self.rows, other.columns)
                    if met is not None:
                        pairs += [(word, x * y * c) for word, c in met.terms.items()]
                        continue
                word, numbers = reduce_word(u + v, self.rows)
                pairs.append((word, x * y * product_of(numbers)))
        return _collect(self.rows, other.columns, pairs)

    def scaled(self, factor: Polynomial) -> Matrix:
        """The matrix times a scalar."""
        pairs = [(word, c * factor) for word, c in self.terms.items()]
        return _collect(self.rows, self.columns, pairs)

    @property
    def T(self) -> Matrix:
        """The transpose: (c A B)^T = c B^T A^T."""
        pairs = []
        for word, c in self.terms.items():
            turned, numbers = reduce_word(transpose_word(word), self.columns)
            pairs.append((turned, c * product_of(numbers)))
        return _collect(self.columns, self.rows, pairs)

    @property
    def is_zero(self) -> bool:
        """Whether no term is left."""
        return not self.terms

    @property
    def is_square(self) -> bool:
        """Whether there are as many rows as columns, for all sizes."""
        return self.rows == self.columns

    @property
    def key(self) -> str:
        """A text that is the same for equal normal forms only."""
        parts = sorted(f"{c.key}*{word_key(word)}" for word, c in self.terms.items())
        return f"[{'+'.join(parts)}]"

    @property
    def number(self) -> Polynomial:
        """The value of a matrix of shape (1, 1)."""
        self._need(self, self.rows == ONE_LONG and self.columns == ONE_LONG)
        return self.terms.get((), ZERO)

    @property
    def single(self) -> tuple[Polynomial, Word] | None:
        """Coefficient and word, if there is one term only."""
        if len(self.terms) != 1:
            return None
        word, c = next(iter(self.terms.items()))
        return c, word

    def _need(self, other: Matrix, fits: bool) -> None:
        if not fits:
            shapes = [f"({m.rows!r}, {m.columns!r})" for m in (self, other)]
            raise TypeError(f"shapes {shapes[0]} and {shapes[1]} do not fit")


def _met(u: Word, v: Word, rows: Expr, columns: Expr) -> Matrix | None:
    """The product of two words whose last and first letter join to something else, if they do."""
    from linebyline.proof.kernel.matrix_kronecker import joined

    product = joined(u[-1], v[0])
    if product is None:
        return None
    before, behind = from_word(u[:-1], rows, u[-1].rows), from_word(v[1:], v[0].columns, columns)
    return before @ product @ behind


def identity(size: Expr) -> Matrix:
    """The identity matrix."""
    return Matrix(size, size, {(): ONE})


def zero(rows: Expr, columns: Expr) -> Matrix:
    """The zero matrix."""
    return Matrix(rows, columns, {})


def as_matrix(p: Polynomial) -> Matrix:
    """A scalar as a matrix of shape (1, 1)."""
    return Matrix(ONE_LONG, ONE_LONG, {(): p} if p.terms else {})


def from_word(word: Word, rows: Expr, columns: Expr) -> Matrix:
    """One word as a matrix, in normal form."""
    reduced, numbers = reduce_word(word, rows)
    return _collect(rows, columns, [(reduced, product_of(numbers))])


def from_letter(letter: Letter) -> Matrix:
    """One letter as a matrix."""
    return from_word((letter,), letter.rows, letter.columns)


def inverse_of_word(word: Word, size: Expr) -> Matrix:
    """The inverse of a product of invertible letters: their inverses in reverse order."""
    result = identity(size)
    from linebyline.proof.kernel.matrix_kronecker import inverse_of_letter

    for letter in reversed(word):
        inner = letter.inverse_of
        parted = inverse_of_letter(letter) if letter.made is not None else None
        if parted is not None:
            result = result @ parted
        elif inner is None:
            result = result @ from_letter(letter.invert())
        else:
            result = result @ (inner.T if letter.transposed else inner)
    return result


def number_atom(word: Word) -> Atom:
    """The atom for a (1, 1) word, such as x^T A y; the word is put in canonical form."""
    canonical = canonical_number(word)
    return _atom_of(NUMBER, canonical)


def product_of(numbers: Iterable[Word]) -> Polynomial:
    """The product of (1, 1) words as a polynomial; the empty word is 1."""
    product = ONE
    for word in numbers:
        if vanishes(word):
            return ZERO
        if word:
            product = product * Polynomial.of(number_atom(word))
    return product


def trace(matrix: Matrix, read_size: Callable[[Expr], Polynomial]) -> Polynomial:
    """The trace, which is linear; that of the identity is its number of rows."""
    total = ZERO
    for word, c in matrix.terms.items():
        total = total + c * _trace_of_word(word, matrix.rows, read_size)
    return total


def _trace_of_word(word: Word, rows: Expr, read_size: Callable[[Expr], Polynomial]) -> Polynomial:
    turned = cut_cycle(word)
    if turned is not None:
        rest, numbers = reduce_word(turned, ONE_LONG)
        assert not rest
        return product_of(numbers)
    cycle, size = canonical_cycle(word, rows)
    if vanishes(cycle + cycle[:1]):
        return ZERO
    if not cycle:
        return read_size(size)
    if len(cycle) == 1 and cycle[0].made is not None:
        from linebyline.proof.kernel.matrix_kronecker import parts_of_square

        parts = parts_of_square(cycle[0])
        if parts is not None:
            return trace(parts[0], read_size) * trace(parts[1], read_size)
    return Polynomial.of(_atom_of(TRACE, cycle))


def _atom_of(kind: str, word: Word) -> Atom:
    free = frozenset().union(*[letter.free for letter in word])
    return Atom(kind, word_key(word), word, free)


def _collect(rows: Expr, columns: Expr, pairs: Iterable[tuple[Word, Polynomial]]) -> Matrix:
    terms: dict[Word, Polynomial] = {}
    for word, c in pairs:
        if vanishes(word):
            continue
        terms[word] = terms[word] + c if word in terms else c
    return Matrix(rows, columns, {word: c for word, c in terms.items() if c.terms})
