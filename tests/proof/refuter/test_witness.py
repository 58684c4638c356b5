"""Counterexamples are small, exact where they can be, and printed as people write them."""

from collections.abc import Mapping

import flint
import pytest
from flint import acb, arb, fmpq

from linebyline.proof.notation import Notation
from linebyline.proof.refuter import search
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.show import show
from linebyline.proof.verdict import Witness


@pytest.fixture
def board() -> Notation:
    notation = Notation()
    notation.real("x y z")
    notation.positive("a b")
    notation.size("n")
    notation.index("i", 1, "n")
    notation.array("s", "n")
    notation.probabilities("p q", "n")
    notation.vector("u v", "n")
    notation.matrix("A B", "n", "n")
    notation.matrix("Q", "n", "n", "orthogonal")
    notation.function("f")
    return notation


def witness(board: Notation, text: str, *assumed: str) -> Witness:
    found = search(board.relation(text), tuple(board.relation(a) for a in assumed)).witness
    assert found is not None
    return found


def test_p_norm_without_absolute_value(board: Notation) -> None:
    found = witness(board, r"\sum_{i=1}^{n} s_i = \sum_{i=1}^{n} |s_i|")
    assert dict(found.values) == {"n": "2", "s": "(1, -1)"}
    assert (found.left, found.right) == ("0", "2")


def test_unsigned_length_of_an_obtuse_projection(board: Notation) -> None:
    found = witness(board, r"\|\frac{u^\top v}{v^\top v} v\| = \frac{u^\top v}{\|v\|}")
    assert found.values["n"] == "2"
    assert float(found.right.rstrip("…")) < 0 < float(found.left.rstrip("…"))


@pytest.mark.parametrize(
    ("text", "values", "left", "right"),
    [
        (r"\sqrt{x^2} = x", {"x": "-1"}, "1", "-1"),
        ("(x + y)^2 = x^2 + y^2", {"x": "1", "y": "1"}, "4", "2"),
        (r"\sqrt{a + b} = \sqrt{a} + \sqrt{b}", {"a": "1", "b": "1"}, "1.4142…", "2"),
        (r"\|u + v\| = \|u\| + \|v\|", {"n": "2", "u": "(1, 1)", "v": "(1, -1)"}, "2", "2.8284…"),
        (r"\det Q = 1", {"n": "1", "Q": "(-1)"}, "-1", "1"),
        (r"\frac{a + b}{2} > \sqrt{a b}", {"a": "1", "b": "1"}, "1", "1"),
        (r"\frac{d}{d x} f(x)^2 = f(x) \frac{d}{d x} f(x)", {"x": "1", "f": "t"}, "2", "1"),
    ],
)  # fmt: skip
def test_counterexamples_are_simple(
    board: Notation, text: str, values: Mapping[str, str], left: str, right: str
) -> None:
    found = witness(board, text)
    assert (dict(found.values), found.left, found.right) == (values, left, right)
    assert found.certified


def test_what_is_solved_for_is_shown_too(board: Notation) -> None:
    found = witness(board, "x = 1", "x + y = 3")
    values = {
        name: fmpq(*map(int, (text + "/1").split("/")[:2])) for name, text in found.values.items()
    }
    assert values["x"] + values["y"] == 3
    assert values["x"] != 1


def test_a_proportionality_shows_both_places(board: Notation) -> None:
    found = witness(board, r"x^2 + y^2 \propto_x x^2")
    assert ", then " in found.values["x"]
    assert ", then " not in found.values["y"]
    assert " : " in found.left


def test_only_names_of_the_line_and_its_assumptions_are_shown(board: Notation) -> None:
    assert set(witness(board, "x = 1", "y > 0").values) == {"x", "y"}
    assert set(witness(board, "x = 1").values) == {"x"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (fmpq(-3, 4), "-3/4"),
        (fmpq(7), "7"),
        (Matrix([[fmpq(1)], [fmpq(-1, 2)]]), "(1, -1/2)"),
        (Matrix([[fmpq(1), fmpq(0)], [fmpq(2), fmpq(3)]]), "[[1, 0], [2, 3]]"),
        ({(1,): fmpq(1), (2,): fmpq(2)}, "(1, 2)"),
        ({(1, 1): fmpq(1), (1, 2): fmpq(2), (2, 1): fmpq(3), (2, 2): fmpq(4)}, "[[1, 2], [3, 4]]"),
        (arb(2).sqrt() / 2, "0.7071…"),
        (acb(0, -1), "-i"),
        (acb(1, 2), "1 + 2i"),
    ],
)  # fmt: skip
def test_values_in_print(value: object, text: str) -> None:
    with flint.ctx.workprec(256):
        shown = show(value)
    assert shown == text or (text == "0.7071…" and shown.startswith("0.7071"))


def test_close_values_are_shown_with_the_digits_that_differ(board: Notation) -> None:
    found = witness(board, r"\sqrt{2} = \frac{141421356}{100000000}")
    assert found.left.startswith("1.41421356")
    assert found.left != found.right
