r"""Letters that are defined entry by entry: ones, unit columns, diag(v), A \odot B, and sums.

(1)_i = 1, (e_k)_i = delta_{ik}, diag(v)_{ij} = delta_{ij} v_i, (A \odot B)_{ij} = A_{ij} B_{ij}:
definitions, for all sizes. diag and \odot are linear in each factor, so their letters hold single
words and the coefficients stand outside; diag(1) = 1, and (A \odot B)^T = A^T \odot B^T.
"""

from __future__ import annotations

from itertools import product as choices

from linebyline.proof.kernel.exponentials import symbolic_power
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.indicators import delta
from linebyline.proof.kernel.matrix_sums import Matrix, from_letter, from_word, identity, zero
from linebyline.proof.kernel.polynomial import ONE, Polynomial, product
from linebyline.proof.kernel.words import ONE_LONG, Letter, Made, Word
from linebyline.proof.tree import Expr

Index = Polynomial | None  # None along an axis of length 1


def ones(size: Expr) -> Matrix:
    """The column of ones, which is not zero if there is one."""
    has_entries = size.op in ("number", "symbol") and (
        size.data > 0 if size.op == "number" else size.data.domain.is_positive
    )
    properties = _FULL if has_entries else frozenset()
    name = f"ones:{size!r}|{','.join(sorted(properties))}"
    return from_letter(Letter(name, size, ONE_LONG, properties, made=Made("ones", ())))


def unit(place: Polynomial, size: Expr) -> Matrix:
    """The column with a one at a place, which must lie within the size to have a value."""
    letter = Letter(
        f"unit[{place.key}]:{size!r}", size, ONE_LONG, _FULL | {"orthonormal columns"},
        free=frozenset(place.free), made=Made("unit", (place,)),
    )  # fmt: skip
    return from_letter(letter)


def diagonal(column: Matrix) -> Matrix:
    """The diagonal matrix with the entries of a column."""
    result = zero(column.rows, column.rows)
    for word, c in column.terms.items():
        result = result + _diagonal_of_word(word, column).scaled(c)
    return result


def _diagonal_of_word(word: Word, column: Matrix) -> Matrix:
    if len(word) == 1 and word[0].made is not None and word[0].made.kind == "ones":
        return identity(column.rows)
    inner = from_word(word, column.rows, column.columns)
    letter = Letter(
        f"diag{inner.key}", column.rows, column.rows, frozenset({"diagonal"}),
        free=free_in(word), made=Made("diag", (inner,)),
    )  # fmt: skip
    return from_letter(letter)


def hadamard(factors: list[Matrix]) -> Matrix:
    """The product entry by entry, its factors put in order."""
    rows, columns = factors[0].rows, factors[0].columns
    result = zero(rows, columns)
    for chosen in choices(*[factor.terms.items() for factor in factors]):
        coefficient = product([c for _, c in chosen])
        words = [part for word, _ in chosen for part in _factors(word)]
        result = result + _hadamard_of_words(words, rows, columns).scaled(coefficient)
    return result


def _factors(word: Word) -> list[Word]:
    """The words of a letter that is a product entry by entry, else the word itself."""
    made = word[0].made if len(word) == 1 else None
    if made is None or made.kind != "hadamard":
        return [word]
    parts = [part.T if word[0].transposed else part for part in made.parts]
    return [inner for part in parts for inner in part.terms]


def _hadamard_of_words(words: list[Word], rows: Expr, columns: Expr) -> Matrix:
    parts = sorted((from_word(w, rows, columns) for w in words), key=lambda part: part.key)
    turned = sorted((part.T for part in parts), key=lambda part: part.key)
    keys, mirrored = [part.key for part in parts], [part.key for part in turned]
    is_turned = mirrored < keys
    chosen = turned if is_turned else parts
    properties = frozenset({"symmetric"}) if mirrored == keys else frozenset()
    letter = Letter(
        f"hadamard{''.join(part.key for part in chosen)}|{','.join(properties)}",
        columns if is_turned else rows, rows if is_turned else columns, properties,
        free=frozenset().union(*[free_in(word) for word in words]),
        made=Made("hadamard", tuple(chosen)),
    )  # fmt: skip
    return from_letter(letter.transpose() if is_turned else letter)


def free_in(word: Word) -> frozenset[object]:
    """The symbols and bound variables of a word."""
    return frozenset().union(*[letter.free for letter in word])


def entry_of_made(made: Made, i: Index, j: Index, facts: Facts) -> Polynomial:
    """Return the entry of a letter that is defined entry by entry, not transposed.

    Raises:
        NotProvable: for other letters, such as powers.
    """
    from linebyline.proof.kernel.matrix_entries import entry_at
    from linebyline.proof.kernel.matrix_families import open_letter
    from linebyline.proof.kernel.sums import sum_over

    match made.kind:
        case "ones":
            return ONE
        case "unit":
            return ONE if i is None else delta(i - made.parts[0], facts)
        case "diag":
            inner = entry_at(made.parts[0], i, None, facts)
            return inner if i is None or j is None else delta(i - j, facts) * inner
        case "hadamard":
            return product([entry_at(part, i, j, facts) for part in made.parts])
        case "sum":
            body, variable = open_letter(made, facts)
            return sum_over(entry_at(body, i, j, facts), variable, facts)
        case "power" if is_diagonal(made.parts[0]):
            if i is None or j is None:
                return symbolic_power(entry_at(made.parts[0], i, j, facts), made.parts[1], facts)
            inner = entry_at(made.parts[0], i, i, facts)
            return delta(i - j, facts) * symbolic_power(inner, made.parts[1], facts)
        case _:
            raise NotProvable(f"entries of a {made.kind}")


def is_diagonal(matrix: Matrix) -> bool:
    """Whether a matrix is one diagonal letter: its powers are those of its entries."""
    single = matrix.single
    return single is not None and len(single[1]) == 1 and single[1][0].is_diagonal


_FULL = frozenset({"full column rank", "nonzero"})
