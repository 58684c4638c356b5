"""Drawn values lie in their domains, reach their corners, and have the declared properties."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest
import sympy
from flint import arb, fmpq

from linebyline.proof import domains
from linebyline.proof.notation import Notation
from linebyline.proof.refuter import search
from linebyline.proof.refuter.draw_matrices import draw_matrix, has_properties
from linebyline.proof.refuter.draw_scalars import EmptyDomainError, belongs, draw, ends
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.symbols import Domain
from linebyline.proof.tree import constant, div, neg, number

HALF_TURN = div(constant("pi"), number(2))
DOMAINS = {
    "real": domains.REAL,
    "positive": domains.POSITIVE,
    "nonnegative": domains.NONNEGATIVE,
    "nonzero": domains.NONZERO,
    "unit": domains.UNIT,
    "closed unit": domains.interval(0, 1, closed=True),
    "angle": domains.interval(neg(HALF_TURN), HALF_TURN),
    "size": domains.SIZE,
    "natural": domains.NATURAL,
    "integer": domains.INTEGER,
    "below": Domain(high=number(-2)),
    "few": Domain("integer", number(2), number(4), True, True),
}
BOUNDS = {
    "positive": (0, None), "nonnegative": (0, None), "unit": (0, 1), "closed unit": (0, 1),
    "angle": (-1.5708, 1.5708), "size": (1, None), "natural": (0, None), "below": (None, -2),
    "few": (2, 4),
}  # fmt: skip
OPEN = {"positive", "unit", "angle", "below"}


@pytest.mark.parametrize("name", DOMAINS)
def test_draws_lie_inside(name: str) -> None:
    domain, rng = DOMAINS[name], Random(0)
    low, high = BOUNDS.get(name, (None, None))
    for k in range(300):
        x = draw(domain, rng, special=k % 2 == 1)
        value = Fraction(int(x.p), int(x.q))
        assert low is None or (value > low if name in OPEN else value >= low)
        assert high is None or (value < high if name in OPEN else value <= high)
        assert not domain.is_integer or value.denominator == 1
        assert name != "nonzero" or value != 0
        assert belongs(domain, x)


@pytest.mark.parametrize(
    ("name", "corners"),
    [("real", {0, 1, -1}), ("nonnegative", {0, 1}), ("closed unit", {0, 1}), ("few", {2, 3, 4})],
)
def test_special_draws_reach_the_corners(name: str, corners: set[int]) -> None:
    rng = Random(1)
    drawn = {draw(DOMAINS[name], rng, special=True) for _ in range(400)}
    assert {fmpq(corner) for corner in corners} <= drawn


def test_an_open_end_does_not_belong() -> None:
    assert not belongs(domains.UNIT, fmpq(0))
    assert belongs(DOMAINS["closed unit"], fmpq(0))
    assert not belongs(domains.POSITIVE, arb(0, 1e-9))
    assert not belongs(domains.SIZE, fmpq(3, 2))


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(EmptyDomainError):
        ends(domains.interval(2, 1))
    with pytest.raises(EmptyDomainError):
        ends(domains.interval(1, 1))


def as_floats(matrix: Matrix) -> np.ndarray:
    return np.array([[float(x.p) / float(x.q) for x in row] for row in matrix.rows])


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize(
    "words",
    [
        ("symmetric",), ("diagonal",), ("orthogonal",), ("invertible",), ("positive definite",),
        ("positive semidefinite",), ("symmetric", "orthogonal"), ("diagonal", "positive definite"),
        ("symmetric", "invertible"), ("nonzero",),
    ],
)  # fmt: skip
def test_square_matrices_have_their_properties(size: int, words: tuple[str, ...]) -> None:
    rng = Random(size)
    for k in range(12):
        drawn = draw_matrix(
            (size, size),
            frozenset(words),
            lambda: fmpq(rng.randint(-3, 3)),
            rng,
            special=k % 2 == 1,
        )
        assert drawn is not None
        a = as_floats(drawn)
        eye = np.eye(size)
        laws = {
            "symmetric": np.array_equal(a, a.T),
            "diagonal": np.array_equal(a, np.diag(np.diag(a))),
            "orthogonal": np.allclose(a @ a.T, eye, rtol=0, atol=1e-12),
            "invertible": np.linalg.matrix_rank(a) == size,
            "positive definite": np.linalg.eigvalsh(a).min() > 1e-12,
            "positive semidefinite": np.linalg.eigvalsh(a).min() > -1e-12,
            "nonzero": bool(a.any()),
        }
        assert all(laws[word] for word in words)


def test_orthogonal_matrices_have_both_determinants() -> None:
    rng = Random(0)
    found = set()
    for _ in range(30):
        q = draw_matrix((3, 3), frozenset({"orthogonal"}), lambda: fmpq(1), rng, special=False)
        found.add(sympy.Matrix([[str(x) for x in row] for row in q.rows]).det())
    assert found == {1, -1}


def test_semidefinite_matrices_are_singular_at_times() -> None:
    rng = Random(0)
    draws = [
        draw_matrix(
            (3, 3), frozenset({"positive semidefinite"}), lambda: fmpq(1), rng, special=False
        )
        for _ in range(30)
    ]
    ranks = {int(np.linalg.matrix_rank(as_floats(a))) for a in draws}
    assert 3 in ranks
    assert ranks - {3}


def test_tall_matrices_have_full_column_rank() -> None:
    rng = Random(0)
    words = frozenset({"full column rank"})
    drawn = draw_matrix((4, 2), words, lambda: fmpq(rng.randint(-1, 1)), rng, special=False)
    assert np.linalg.matrix_rank(as_floats(drawn)) == 2
    assert draw_matrix((2, 4), words, lambda: fmpq(1), rng, special=False) is None


@pytest.mark.parametrize(
    ("word", "law"),
    [
        ("symmetric", "M^\\top = M"),
        ("diagonal", "M K = K M"),
        ("orthogonal", "M^\\top M = I"),
        ("invertible", "(\\det M)^2 > 0"),
        ("positive definite", "\\operatorname{tr}(M) > 0"),
        ("positive semidefinite", "v^\\top M v \\ge 0"),
    ],
)
def test_each_property_is_what_its_law_needs(word: str, law: str) -> None:
    for words, holds in (((word,), True), ((), False)):
        board = Notation()
        board.size("n")
        board.matrix("M K", "n", "n", *words)
        board.vector("v", "n")
        found = search(board.relation(law))
        assert (found.witness is None) == holds


def test_a_wrong_matrix_is_caught() -> None:
    flip = Matrix([[fmpq(0), fmpq(1)], [fmpq(1), fmpq(0)]])
    assert has_properties(flip, frozenset({"symmetric", "orthogonal", "invertible"}))
    for wrong in ("diagonal", "positive definite", "positive semidefinite"):
        assert not has_properties(flip, frozenset({wrong}))
