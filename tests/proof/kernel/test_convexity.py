"""Tangents prove what convexity gives, and nothing where a condition of theirs fails."""

import pytest

from linebyline.proof import kernel
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.notation import Notation
from linebyline.proof.verdict import LineError, Proof

BASE = ["size n", "index i 1 n", "array x n", "probabilities p n", "array w n", "real a b t m"]
JENSEN = r"f(\sum_i p_i x_i) \le \sum_i p_i f(x_i)"


def proved(line: str, *names: str, assume: tuple[str, ...] = ()) -> Proof | None:
    notation = notation_of([*BASE, *names], assume)
    return kernel.prove(notation.relation(line), notation.setting.assumptions)


CONVEX = [
    JENSEN,
    r"f(a) \ge f(b) + f'(b)(a - b)",
    r"2 f(a) \le f(a + b) + f(a - b)",
    r"n f(\frac{1}{n} \sum_i x_i) \le \sum_i f(x_i)",
    r"\sum_i p_i f(a x_i + b) \ge f(a \sum_i p_i x_i + b)",
    r"f''(a) \ge 0",
    r"(f'(a) - f'(b))(a - b) \ge 0",
    r"f'(m) = 0 \Rightarrow f(a) \ge f(m)",
]


@pytest.mark.parametrize("line", CONVEX)
def test_a_convex_function_lies_above_its_tangents(line: str) -> None:
    found = proved(line, "function f, convex")
    assert found is not None
    assert found.conditions == ()


@pytest.mark.parametrize("line", CONVEX)
@pytest.mark.parametrize("shape", ["function f", "function f, concave", "function f positive"])
def test_without_convexity_nothing_is_claimed(line: str, shape: str) -> None:
    assert proved(line, shape) is None


TURN = str.maketrans({"≤": "≥", "≥": "≤"})


@pytest.mark.parametrize("line", CONVEX)
def test_all_signs_turn_for_a_concave_function(line: str) -> None:
    signs = line.replace(r"\le", "≤").replace(r"\ge", "≥")
    turned = signs.translate(TURN).replace("≤", r"\le").replace("≥", r"\ge")
    assert proved(turned, "function f, concave") is not None
    assert proved(turned, "function f, convex") is None


@pytest.mark.parametrize(
    "line",
    [
        r"f(\sum_i w_i x_i) \le \sum_i w_i f(x_i)",  # weights of any sign and sum
        r"f(t a + (1 - t) b) \le t f(a) + (1 - t) f(b)",  # t beyond the unit interval
        r"f(a) > f(b) + f'(b)(a - b)",  # equal on a straight line
        r"f(a) \ge f(b) + f'(a)(a - b)",  # the slope of the wrong point
        r"f(\sum_i p_i x_i) \le \sum_i f(x_i)",  # weights forgotten
        r"f'(a) \ge f'(b)",  # which is larger?
        r"f(a) f(b) \ge f(b) (f(b) + f'(b)(a - b))",  # a weight of unknown sign
    ],
)
def test_a_broken_condition_proves_nothing(line: str) -> None:
    assert proved(line, "function f, convex") is None


def test_the_weights_may_be_known_by_assumption() -> None:
    line = r"f(\sum_i w_i x_i) \le \sum_i w_i f(x_i)"
    assert proved(line, "function f, convex", assume=(r"w_i \ge 0", r"\sum_i w_i = 1"))
    assert proved(line, "function f, convex", assume=(r"\sum_i w_i = 1",)) is None
    assert proved(line, "function f, convex", assume=(r"w_i \ge 0",)) is None


def test_the_expectation_of_a_convex_function_is_no_less() -> None:
    law = ["random X ~ any a | 1"]
    line = r"f(\mathbb{E}[X]) \le \mathbb{E}[f(X)]"
    assert proved(line, *law, "function f, convex") is not None
    assert proved(line, *law, "function f") is None
    assert proved(line, *law, "function f, concave") is None


@pytest.mark.parametrize(
    "declared", [{"convex": True, "concave": True}, {"convex": True, "arguments": 2}]
)
def test_a_shape_that_means_nothing_is_refused(declared: dict[str, bool]) -> None:
    with pytest.raises(ValueError, match="function"):
        Notation().function("f", **declared)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["g'(a)", "f'", "a'", "f'(a, b)"])
def test_a_prime_is_for_functions_of_one_number(text: str) -> None:
    notation = notation_of(["real a b", "function f", "function g 2"])
    with pytest.raises(LineError):
        notation.formula(text)
