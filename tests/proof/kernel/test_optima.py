"""Sets of optima and equations up to a constant: increasing maps, and what is none."""

import pytest

from linebyline.proof import kernel
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.verdict import Proof

NAMES = "real x a; positive b; nonzero z; size n; index i 1 n; array y n; array q n positive"


def proved(line: str, *assume: str) -> Proof | None:
    notation = notation_of(NAMES.split("; "), assume)
    return kernel.prove(notation.relation(line), notation.setting.assumptions)


@pytest.mark.parametrize(
    "line",
    [
        r"\arg\max_x -b (x - a)^2 = \arg\max_x 3 - (x - a)^2",
        r"\arg\max_x e^{-x^2} = \arg\min_x x^2",
        r"\arg\min_x \sqrt{1 + x^2} = \arg\min_x x^2",
        r"\arg\max_x \frac{1}{1 + x^2} = \arg\min_x \log(1 + x^2)",
        r"\arg\max_i y_i = \arg\max_i b y_i + a",
        r"\arg\max_i q_i^2 = \arg\max_i q_i",
        r"\arg\max_{x, a} -|x - a| = \arg\min_{a, x} (x - a)^2",
        r"\arg\min_x a = \arg\max_x b",
    ],
)
def test_an_increasing_map_keeps_the_optima(line: str) -> None:
    assert proved(line)


@pytest.mark.parametrize(
    "line",
    [
        r"\arg\max_x z x^2 = \arg\max_x x^2",  # a factor of unknown sign
        r"\arg\max_x -x^2 = \arg\max_x x^2",
        r"\arg\max_x a x - x^2 = \arg\max_x -x^2",  # the dropped term moves the optimum
        r"\arg\max_i y_i^2 = \arg\max_i y_i",  # squares of negative numbers
        r"\arg\max_{x} -(x - a)^2 = \arg\max_{a} -(x - a)^2",  # other variables
        r"\arg\max_{x, b} -b x^2 = \arg\max_{x, b} -x^2",  # a factor that varies
        r"\arg\max_x \frac{x}{x} = \arg\max_x 1",  # no value at zero
        r"\arg\max_x \log(x) = \arg\max_x x",  # no value below zero
        r"\arg\max_x \mathrm{i} x = \arg\max_x 2 \mathrm{i} x",  # no order
    ],
)
def test_what_is_no_increasing_map_is_not_used(line: str) -> None:
    assert proved(line) is None


@pytest.mark.parametrize(
    ("true", "planted"),
    [
        (r"(x - a)^2 \overset{+}{=}_x x^2 - 2 a x", r"(x - a)^2 \overset{+}{=}_x x^2 - a x"),
        (r"(x - a)^2 \overset{+}{=}_x x^2 - 2 a x", r"(x - a)^2 \overset{+}{=}_a x^2 - 2 a x"),
        (r"\log(b e^x) \overset{+}{=}_{x} x", r"\log(b e^x) \overset{+}{=}_{x, b} x"),
        (r"\sum_i (y_i + x)^2 \overset{+}{=}_x n x^2 + 2 x \sum_i y_i",
         r"\sum_i (y_i + x)^2 \overset{+}{=}_y n x^2 + 2 x \sum_i y_i"),
        (r"x \overset{+}{=}_x x + z", r"\frac{x^2}{x} \overset{+}{=}_x x + z"),
        (r"\frac{z}{b} \overset{+}{=}_b \frac{z}{b} + 1", r"\frac{z}{|z|} \overset{+}{=}_z 0"),
    ],
)  # fmt: skip
def test_only_what_is_free_of_the_variables_is_dropped(true: str, planted: str) -> None:
    assert proved(true)
    assert proved(planted) is None


def test_proportionality_reaches_vectors() -> None:
    names = ["size n", r"vector x \mu n", "matrix P n n symmetric", "matrix Q n n"]
    notation = notation_of(names)
    line = (
        r"\exp(-\frac12 (x - \mu)^\top {0} (x - \mu)) \propto_x"
        r" \exp(-\frac12 x^\top {0} x + \mu^\top {0} x)"
    )
    symmetric, general = (notation.relation(line.replace("{0}", m)) for m in ("P", "Q"))
    assert kernel.prove(symmetric)
    assert kernel.prove(general) is None
