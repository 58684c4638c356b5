r"""Kronecker products A \otimes B, and vec, the columns of a matrix below each other.

Both are linear, so their letters hold single words. For all sizes that fit,

- (A \otimes B)(C \otimes D) = A C \otimes B D, (A \otimes B)^T = A^T \otimes B^T, 1 \otimes 1 = 1;
- (A \otimes B)^{-1} = A^{-1} \otimes B^{-1} for square A and B (see ``inverse``);
- tr(A \otimes B) = tr A tr B, det(A \otimes B) = det(A)^m det(B)^n for A of n rows and B of m;
- (B^T \otimes A) vec X = vec(A X B), vec(x y^T) = y \otimes x, vec(A)^T vec(B) = tr(A^T B).
"""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.kernel.matrix_entrywise import free_in
from linebyline.proof.kernel.matrix_sums import (
    Matrix,
    from_letter,
    from_word,
    identity,
    inverse_of_word,
    trace,
    zero,
)  # fmt: skip
from linebyline.proof.kernel.polynomial import Polynomial
from linebyline.proof.kernel.words import ONE_LONG, Letter, Made, Word
from linebyline.proof.matrix_forms import product_of_sizes
from linebyline.proof.tree import Expr

INHERITED = frozenset({"diagonal", "orthogonal", "positive definite", "invertible"})


def kronecker(left: Matrix, right: Matrix) -> Matrix:
    """The Kronecker product of two sums of words."""
    rows = product_of_sizes(left.rows, right.rows)
    columns = product_of_sizes(left.columns, right.columns)
    result = zero(rows, columns)
    for u, x in left.terms.items():
        for v, y in right.terms.items():
            first = from_word(u, left.rows, left.columns)
            second = from_word(v, right.rows, right.columns)
            result = result + _of_words(first, second, rows, columns).scaled(x * y)
    return result


def _of_words(left: Matrix, right: Matrix, rows: Expr, columns: Expr) -> Matrix:
    u, v = (_word(part) for part in (left, right))
    if not u and not v and left.is_square and right.is_square:
        return identity(rows)
    if left.rows == left.columns == ONE_LONG or right.rows == right.columns == ONE_LONG:
        return right if left.rows == left.columns == ONE_LONG else left
    properties = frozenset(
        name for name in INHERITED
        if all(all(name in letter.properties for letter in word) for word in (u, v))
        and len(u) <= 1 and len(v) <= 1
    ) if u or v else frozenset()  # fmt: skip
    if left.is_square and left.T.key == left.key and right.is_square and right.T.key == right.key:
        properties |= {"symmetric"}
    straight = f"kron{left.key}{right.key}"
    turned = f"kron{left.T.key}{right.T.key}"
    is_turned = turned < straight
    parts = (left.T, right.T) if is_turned else (left, right)
    letter = Letter(
        f"{min(straight, turned)}|{','.join(sorted(properties))}",
        columns if is_turned else rows, rows if is_turned else columns, properties,
        free=free_in(u) | free_in(v), made=Made("kronecker", parts),
    )  # fmt: skip
    return from_letter(letter.transpose() if is_turned else letter)


def vec(matrix: Matrix) -> Matrix:
    """The columns of a sum of words, one below the other."""
    size = product_of_sizes(matrix.columns, matrix.rows)
    result = zero(size, ONE_LONG)
    for word, c in matrix.terms.items():
        result = result + _vec_of_word(word, matrix, size).scaled(c)
    return result


def _vec_of_word(word: Word, matrix: Matrix, size: Expr) -> Matrix:
    whole = from_word(word, matrix.rows, matrix.columns)
    if ONE_LONG in (matrix.rows, matrix.columns):
        return whole if matrix.columns == ONE_LONG else whole.T
    for k in range(1, len(word)):
        if word[k].rows == ONE_LONG:  # an outer product
            x = from_word(word[:k], matrix.rows, ONE_LONG)
            y = from_word(word[k:], ONE_LONG, matrix.columns)
            return kronecker(y.T, x)
    letter = Letter(
        f"vec{whole.key}", size, ONE_LONG, free=free_in(word), made=Made("vec", (whole,))
    )
    return from_letter(letter)


def joined(left: Letter, right: Letter) -> Matrix | None:
    """What two neighbours in a word are by one of the rules, if one applies."""
    kinds = (_kind(left), _kind(right))
    if kinds == ("kronecker", "kronecker"):
        (a, b), (c, d) = _parts(left), _parts(right)
        if a.columns == c.rows and b.columns == d.rows:
            return kronecker(a @ c, b @ d)
    if kinds == ("kronecker", "vec") and not right.transposed:
        (b, a), (x,) = _parts(left), _parts(right)
        if a.columns == x.rows and b.columns == x.columns:
            return vec(a @ x @ b.T)
    if kinds == ("vec", "kronecker") and left.transposed:
        turned = joined(right.transpose(), left.transpose())
        return None if turned is None else turned.T
    return None


def _kind(letter: Letter) -> str:
    is_one = letter.made is not None and not letter.inverted
    return letter.made.kind if letter.made is not None and is_one else ""


def _parts(letter: Letter) -> list[Matrix]:
    """The factors of a letter as it stands; for vec, the matrix itself."""
    assert letter.made is not None
    turn = letter.transposed and letter.made.kind == "kronecker"
    return [part.T if turn else part for part in letter.made.parts]


def inner_product(word: Word, size: Callable[[Expr], Polynomial]) -> Polynomial | None:
    """The value of vec(A)^T vec(B), if a number is one."""
    if [_kind(letter) for letter in word] != ["vec", "vec"]:
        return None
    (a,), (b,) = _parts(word[0]), _parts(word[1])
    return trace(a.T @ b, size) if (a.rows, a.columns) == (b.rows, b.columns) else None


def parts_of_square(letter: Letter) -> tuple[Matrix, Matrix] | None:
    """The factors of a Kronecker product of two square matrices."""
    if _kind(letter) != "kronecker":
        return None
    left, right = _parts(letter)
    return (left, right) if left.is_square and right.is_square else None


def inverse_of_letter(letter: Letter) -> Matrix | None:
    """The product of the inverses, where the factors are products of square letters.

    The determinant of the product is one of powers of theirs, so if it is invertible, so are they.
    """
    parts = parts_of_square(letter)
    if parts is None or not all(x.is_square for part in parts for x in _word(part)):
        return None
    left, right = (inverse_of_word(_word(part), part.rows) for part in parts)
    return kronecker(left, right)


def _word(matrix: Matrix) -> Word:
    (word,) = matrix.terms
    return word
