"""Members of families, special columns, and signs between matrices, as they are written."""

import pytest

from linebyline.proof import LineError, Notation
from linebyline.proof.reader.plain import read_plain_formula

NAMES = Notation()
NAMES.size("n d K")
NAMES.index("i j", 1, "n")
NAMES.index("k", 1, "K")
NAMES.index("a b", 1, "d")
NAMES.vectors("x", "d", "n")
NAMES.vectors("g", "d", ("n", "K"))
NAMES.matrices(r"\Sigma", "d", "d", "K", "positive definite")
NAMES.matrix("A B", "n", "n")
NAMES.matrix("C", "d", "n")
NAMES.vector("u v", "n")
NAMES.array("r", "n", "K")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("x_{i,a}", "(x_i)_a"), ("x_{ia}", "x_{i,a}"), (r"\Sigma_{k,a,b}", r"(\Sigma_k)_{ab}"),
        ("g_{ik}", "g_{i,k}"), ("g_{i,k,a}", "(g_{ik})_a"),
        (r"A \odot B + A", r"(A \odot B) + A"), (r"2 A \odot B", r"(2 A) \odot B"),
        (r"\mathbf{1}^\top A \mathbf{1}", r"\mathbf{1}_n^\top A \mathbf{1}_n"),
        (r"A + \mathbf{1}\mathbf{1}^\top", r"A + \mathbf{1}_n \mathbb{1}_n^\top"),
        (r"u \mathbf{1}^\top + A", r"u \mathbf{1}_n^\top + A"),
        (r"I \odot A", r"I_n \odot A"), (r"\mathrm{diag}(u)", r"\operatorname{diag}(u)"),
    ],
)  # fmt: skip
def test_two_ways_to_write_one_formula(text: str, other: str) -> None:
    assert NAMES.formula(text) == NAMES.formula(other)


@pytest.mark.parametrize(
    "text",
    [
        "x_i x_i^\\top", "x_{i,a}", r"(\Sigma_k)_{ab}", r"\Sigma_k^{-1} x_i", r"g_{i,k}",
        r"\sum_{i=1}^n r_{i,k} x_i", r"(A B) \odot A", r"A \otimes (B \odot A)", r"(A \odot B) u",
        r"\operatorname{diag}(u \odot v) \mathbf{1}_n", r"\operatorname{vec}(A B)",
        r"e_i^\top A e_j",
        r"-A \odot B", r"A - B \odot A", r"(A + B) \odot (-A)", r"(A \odot B)^\top",
    ],
)  # fmt: skip
def test_writing_and_reading_again_gives_the_same_formula(text: str) -> None:
    formula = NAMES.formula(text)
    assert NAMES.formula(repr(formula)) == formula


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x", "is a family"), ("x_{i,a,b}", "takes 1 index"), (r"A B \odot A", "Use parentheses"),
        (r"A \odot B \otimes A", "use parentheses"), (r"u \odot A", "is needed here"),
        (r"\mathbf{1}^\top \mathbf{1}", "not clear"), (r"\operatorname{diag}(A)", "takes a column"),
        ("g_i", "takes 2 index"), (r"\mathbf{1} A", "not clear"), ("e_u", "number is needed"),
    ],
)  # fmt: skip
def test_what_is_unclear_is_refused(text: str, why: str) -> None:
    with pytest.raises(LineError, match=why):
        NAMES.formula(text)


def test_a_family_of_numbers_is_an_array() -> None:
    with pytest.raises(LineError, match="declare q with array"):
        NAMES.vectors("q", 1, "n")


def test_plain_notation_knows_them_too() -> None:
    written = read_plain_formula("diag(u) A + tr(x_i x_i') B", NAMES.names)
    shown = r"\operatorname{diag}(u) A + \operatorname{tr}(x_i x_i^\top) B"
    assert written == NAMES.formula(shown)
