"""Laws of words: normal forms, transposes, cycles."""

import pytest

from linebyline.proof.kernel.words import (
    ONE_LONG,
    Letter,
    cancel,
    canonical_cycle,
    canonical_number,
    cut_cycle,
    reduce_word,
    transpose_word,
)  # fmt: skip
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import symbol

N, D = symbol(Symbol("n")), symbol(Symbol("d"))


def square(name: str, *properties: str) -> Letter:
    return Letter(name, N, N, frozenset(properties))


A, B = square("A"), square("B")
S, Q = square("S", "symmetric"), square("Q", "orthogonal")
DIAGONAL, OTHER = square("D", "diagonal"), square("E", "diagonal")
COLUMNS = Letter("U", N, D, frozenset({"orthonormal columns"}))
X, Y = Letter("x", N, ONE_LONG), Letter("y", N, ONE_LONG)


def test_transposing_twice_changes_nothing() -> None:
    word = (A, S, Q.transpose(), X)
    assert transpose_word(transpose_word(word)) == word
    assert transpose_word(word) == (X.transpose(), Q, S, A.transpose())


def test_a_symmetric_letter_is_its_transpose_and_another_is_not() -> None:
    assert S.transpose() == S
    assert A.transpose() != A
    assert (A.transpose().rows, COLUMNS.transpose().rows) == (N, D)


@pytest.mark.parametrize(
    ("word", "reduced"),
    [
        ((A, A.invert()), ()),
        ((A.invert(), A, B), (B,)),
        ((A, B, B.invert(), A.invert()), ()),
        ((Q.transpose(), Q), ()),
        ((Q, Q.transpose()), ()),
        ((COLUMNS.transpose(), COLUMNS), ()),
        ((OTHER, DIAGONAL), (DIAGONAL, OTHER)),
        ((DIAGONAL, OTHER, DIAGONAL.invert()), (OTHER,)),
        ((A, OTHER, DIAGONAL, OTHER.invert(), DIAGONAL.invert(), A.invert()), ()),
    ],
)
def test_neighbours_that_cancel_are_gone(word: tuple[Letter, ...], reduced: object) -> None:
    assert cancel(word) == reduced


@pytest.mark.parametrize(
    "word",
    [
        (A, B),
        (A.transpose(), A),
        (A, A),
        (Q, Q),
        (COLUMNS, COLUMNS.transpose()),
        (A, DIAGONAL, A.invert()),
        (OTHER, A, DIAGONAL),
        (A.transpose(), A.invert()),
    ],
)
def test_neighbours_that_do_not_cancel_stay(word: tuple[Letter, ...]) -> None:
    assert cancel(word) == word


def test_a_reflection_is_its_own_inverse() -> None:
    mirror = square("H", "orthogonal", "symmetric")
    assert cancel((mirror, mirror)) == ()
    assert mirror.invert() == mirror


def test_numbers_leave_a_word() -> None:
    outer = (X, Y.transpose(), A, X, Y.transpose())
    word, numbers = reduce_word(outer, N)
    assert word == (X, Y.transpose())
    assert numbers == [canonical_number((Y.transpose(), A, X))]
    word, numbers = reduce_word((X.transpose(), Y, X.transpose()), ONE_LONG)
    assert word == (X.transpose(),)
    assert numbers == [(X.transpose(), Y)]


def test_a_number_equals_its_transpose_only() -> None:
    assert canonical_number((X.transpose(), A, Y)) == canonical_number(
        (Y.transpose(), A.transpose(), X)
    )
    assert canonical_number((X.transpose(), A, Y)) != canonical_number((Y.transpose(), A, X))


def test_a_cycle_may_turn_but_not_be_shuffled() -> None:
    first = canonical_cycle((A, B, Q), N)
    assert first == canonical_cycle((B, Q, A), N)
    assert first == canonical_cycle((Q.transpose(), B.transpose(), A.transpose()), N)
    assert first != canonical_cycle((B, A, Q), N)


def test_a_cycle_of_orthonormal_columns_counts_them() -> None:
    assert canonical_cycle((COLUMNS, COLUMNS.transpose()), N) == ((), D)
    assert canonical_cycle((A, A.invert()), N) == ((), N)


def test_a_cycle_is_cut_where_it_is_one_long() -> None:
    assert cut_cycle((A, X, Y.transpose())) == (Y.transpose(), A, X)
    assert cut_cycle((A, B)) is None
