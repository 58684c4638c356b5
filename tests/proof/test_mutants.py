"""Mutants are distinct, differ from the formula, and cover the slips people make."""

import pytest

from linebyline.proof.mutant_score import score_mutants
from linebyline.proof.mutants import mutants, relation_mutants, representative
from linebyline.proof.notation import Notation


@pytest.fixture
def board() -> Notation:
    notation = Notation()
    notation.real("a b c")
    notation.size("n")
    notation.matrix("A B", "n", "n")
    notation.index("i", 1, "n")
    notation.array("x", "n")
    return notation


@pytest.mark.parametrize(
    ("text", "kind", "mutant"),
    [
        ("a + b - c", "sign", "a - b - c"),
        ("a + b - c", "dropped term", "a + b"),
        ("a b c", "dropped factor", "a c"),
        ("a^2", "exponent", "a^3"),
        ("2 a", "coefficient", "3 a"),
        ("a - b", "swapped symbols", "a - c"),
        (r"\sin a", "swapped function", r"\cos a"),
        (r"\sqrt{a}", "dropped function", "a"),
        (r"A^\top B", "dropped transpose", "A B"),
        (r"A^{-1}", "dropped inverse", "A"),
        (r"\sum_i x_i", "index range", r"\sum_{i=1}^{n-1} x_i"),
        (r"\frac{a}{b}", "coefficient", r"\frac{a}{2 b}"),
    ],
)
def test_the_usual_slips_are_made(board: Notation, text: str, kind: str, mutant: str) -> None:
    extra = board.formula("c") if text == "a - b" else None
    formula = board.formula(text if extra is None else "a - b + c")
    wanted = board.formula(mutant if extra is None else "a - c + c")
    assert (kind, wanted) in list(mutants(formula))


def test_mutants_are_distinct_and_differ_from_the_formula(board: Notation) -> None:
    formula = board.formula(r"a^2 + 2 a b + b^2 - \frac{c}{a}")
    found = [mutant for _, mutant in mutants(formula)]
    assert len(found) == len(set(found))
    assert formula not in found
    assert len(found) > 15


def test_mutants_keep_the_shape(board: Notation) -> None:
    formula = board.formula(r"A^\top B + B")
    assert {mutant.shape for _, mutant in mutants(formula)} == {formula.shape}


def test_an_inequality_is_also_turned_around(board: Notation) -> None:
    relation = board.relation(r"a^2 + b^2 \ge 2 a b")
    kinds = [kind for kind, _ in relation_mutants(relation, both_sides=False)]
    assert kinds.count("flipped relation") == 1


def test_the_left_side_is_mutated_only_where_asked(board: Notation) -> None:
    relation = board.relation("a + b = c")
    right_only = list(relation_mutants(relation, both_sides=False))
    both = list(relation_mutants(relation, both_sides=True))
    assert all(mutant.left == relation.left for _, mutant in right_only)
    assert len(both) > len(right_only)


def test_a_premise_is_left_alone(board: Notation) -> None:
    relation = board.relation(r"a = b \Rightarrow a c = b c")
    for _, mutant in relation_mutants(relation, both_sides=True):
        assert mutant.left == relation.left


def test_a_factor_whose_loss_breaks_the_shape_is_kept(board: Notation) -> None:
    board.matrix("W", "n", 3)
    board.vector("v", 3)
    formula = board.formula("A W v")
    assert "dropped factor" in [kind for kind, _ in mutants(formula)]
    assert all(mutant.shape == formula.shape for _, mutant in mutants(formula))


def long_square(board: Notation, letters: str):
    board.real(" ".join(letters))
    squares = [f"{x}^2" for x in letters]
    products = [f"2 {x} {y}" for k, x in enumerate(letters) for y in letters[k + 1 :]]
    return board.relation(f"({' + '.join(letters)})^2 = {' + '.join(squares + products)}")


def test_of_many_mutants_every_kind_and_every_part_of_the_line_is_tried(board: Notation) -> None:
    made = list(relation_mutants(long_square(board, "abcdfghk"), both_sides=False))
    chosen = representative(made, 100)
    assert len(chosen) == 100
    assert {kind for kind, _ in chosen} == {kind for kind, _ in made}
    assert len({repr(mutant) for _, mutant in chosen}) == 100
    places = [made.index(mutant) for mutant in chosen]
    assert places == sorted(places)
    assert {4 * place // len(made) for place in places} == {0, 1, 2, 3}
    assert representative(made, 100) == chosen


def test_few_mutants_are_all_tried(board: Notation) -> None:
    made = list(relation_mutants(board.relation("(a + b)^2 = a^2 + 2 a b + b^2"), both_sides=True))
    assert representative(made, 300) == made


def test_a_rare_kind_of_slip_is_not_crowded_out(board: Notation) -> None:
    made = [("common", k) for k in range(1000)] + [("rare", k) for k in range(3)]
    assert [m for m in representative(made, 50) if m[0] == "rare"] == made[-3:]


def test_both_numbers_are_told_where_only_some_are_tried(board: Notation) -> None:
    relation = long_square(board, "abcd")
    score = score_mutants(relation, (), both_sides=False, most=40)
    assert score.tried == 40 < score.made
    assert score.refuted == 40
    assert score.example is not None
    whole = score_mutants(board.relation("a + b = b + a"), (), both_sides=False)
    assert whole.tried == whole.made == whole.refuted + whole.equivalent
