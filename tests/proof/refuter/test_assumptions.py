"""Points satisfy what is assumed, beyond doubt; what cannot be satisfied is named."""

import flint
import pytest
from flint import fmpq

from linebyline.proof.notation import Notation
from linebyline.proof.refuter import find_point, hardest_assumption, search
from linebyline.proof.refuter.admissible import Admissible
from linebyline.proof.refuter.conditions import Condition
from linebyline.proof.refuter.numbers import zero_test
from linebyline.proof.refuter.space import free_in_relation

SOLVABLE = [
    r"a \cos \alpha = b \cos \beta",
    "x + y = 3",
    "x y = 2",
    "x^2 + y^2 = 1",
    r"\exp(x) + x = y",
    r"x^3 + x = 7",
    r"\tanh x = \frac{1}{3}",
    r"\|e\| = 1",
    r"e^\top e = 1",
    r"e^\top g = 0",
    r"e^\top (g - h) = 0",
    r"\sum_{i=1}^{n} u_i = 1",
    r"\sum_{i=1}^{n} r_i = 5",
    r"A^\top A = I",
    r"A A = A",
    "A e = x e",
    "S e = x e",
    "A g = h",
    "A B = B A",
    r"\det A = 0",
    "u_i = 2 v_i",
    "S^2 = S",
]
MET = [
    "x < y",
    r"|x| < 1",
    r"x^2 + y^2 \le 1",
    r"a + b > 20",
    r"\|e\| \le 1",
    r"e^\top g > 0",
    r"x \ne y",
    r"u_i < v_i",
    r"\sum_{i=1}^{n} u_i \ge 10",
]


@pytest.fixture(scope="module")
def board() -> Notation:
    notation = Notation()
    notation.real("x y z")
    notation.positive("a b")
    notation.interval(r"\alpha \beta", r"-\frac{\pi}{2}", r"\frac{\pi}{2}")
    notation.interval("t", 2, 1)
    notation.size("n")
    notation.index("i j", 1, "n")
    notation.array("u v", "n")
    notation.array("r", "n", domain=notation.names["a"].domain)
    notation.vector("e g h", "n")
    notation.matrix("A B", "n", "n")
    notation.matrix("S", "n", "n", "symmetric")
    return notation


@pytest.mark.parametrize("text", SOLVABLE)
def test_equations_are_satisfied_to_the_last_bit(board: Notation, text: str) -> None:
    relation = board.relation(text)
    pool = Admissible(free_in_relation(relation), (relation,))
    condition = Condition(relation)
    points = [point for _, point in zip(range(8), pool.points(), strict=False)]
    assert len(points) == 8
    for point in points:
        for bits in (128, 1024):
            with flint.ctx.workprec(bits):
                residuals = condition.residuals(point.at(bits))
                assert all(zero_test(x) is not False for x in residuals)
                widths = [flint.arb(0) if type(x) is fmpq else abs(x).upper() for x in residuals]
                assert all(width < flint.arb(2) ** (-bits // 2) for width in widths)


@pytest.mark.parametrize("text", MET)
def test_inequalities_are_met_beyond_doubt(board: Notation, text: str) -> None:
    relation = board.relation(text)
    pool = Admissible(free_in_relation(relation), (relation,))
    points = [point for _, point in zip(range(12), pool.points(), strict=False)]
    assert len(points) == 12
    assert all(Condition(relation).holds(point.at) for point in points)


def test_several_equations_hold_at_once(board: Notation) -> None:
    texts = ("x + y = 3", "x - y = a", r"a \cos \alpha = b \cos \beta", r"b < 2 a")
    relations = tuple(board.relation(text) for text in texts)
    point = find_point(set().union(*(free_in_relation(r) for r in relations)), relations)
    assert point is not None
    for relation in relations[:3]:
        assert all(zero_test(x) is not False for x in Condition(relation).residuals(point.at(200)))


def test_eigenvectors_of_distinct_eigenvalues_are_reached(board: Notation) -> None:
    assumed = tuple(board.relation(text) for text in ("S e = x e", "S g = y g", r"x \ne y"))
    assert search(board.relation(r"e^\top g = 0"), assumed).points == 24
    without = search(board.relation(r"e^\top g = 0"), assumed[:2])
    assert without.witness is not None
    assert without.witness.values["x"] == without.witness.values["y"]


def test_equations_of_eigenvectors_side_by_side_are_searched() -> None:
    board = Notation()
    board.size("n d")
    board.matrix("A", "n", "n")
    board.matrix("X", "n", "d")
    board.real("x")
    assumed = (board.relation("A X = x X"),)
    assert search(board.relation("A^2 X = x^2 X"), assumed).witness is None
    assert search(board.relation("A^2 X = x X"), assumed).witness is not None


def test_premises_are_met_by_more_than_zero(board: Notation) -> None:
    relation = board.relation("A A^\\top e = x e")
    pool = Admissible(free_in_relation(relation), (relation,))
    points = [point for _, point in zip(range(10), pool.points(), strict=False)]
    assert any(any(x for x in point.value("e").entries) for point in points)


@pytest.mark.parametrize(
    ("assumed", "named"),
    [
        (("x < y", "x > y"), "x"),
        (("a < 0",), "a"),
        ((r"x^2 < 0",), "x"),
        (("x = x + 1",), "x"),
        (("x + y = 1", "x + y = 2"), "x"),
        ((r"\|e\| = -1",), "e"),
    ],
)
def test_contradictory_assumptions_leave_no_point(
    board: Notation, assumed: tuple[str, ...], named: str
) -> None:
    relations = tuple(board.relation(text) for text in assumed)
    found = search(board.relation(f"{named} = {named} + 0"), relations)
    assert (found.witness, found.points) == (None, 0)
    assert "assumptions" in found.reason
    assert hardest_assumption([board.names[named]], relations) in relations


def test_an_empty_domain_is_named(board: Notation) -> None:
    found = search(board.relation("t^2 = t + 1"))
    assert (found.witness, found.points) == (None, 0)
    assert "no member" in found.reason


def test_an_unsatisfiable_premise_proves_nothing(board: Notation) -> None:
    found = search(board.relation(r"x^2 = -1 \Rightarrow x = 7"))
    assert (found.witness, found.points) == (None, 0)


def test_an_assumption_about_all_entries_holds_for_all(board: Notation) -> None:
    assumed = (board.relation("u_i > 0"),)
    claim = board.relation(r"\sum_{i=1}^{n} |u_i| = \sum_{i=1}^{n} u_i")
    assert search(claim, assumed).points == 24
    assert search(claim).witness is not None


def test_without_its_assumption_the_law_of_cosines_fails(board: Notation) -> None:
    law = board.relation(
        r"(a \sin \alpha + b \sin \beta)^2 = a^2 + b^2 - 2 a b \cos(\alpha + \beta)"
    )
    height = board.relation(r"a \cos \alpha = b \cos \beta")
    assert search(law, (height,)).points == 24
    assert search(law).witness is not None
