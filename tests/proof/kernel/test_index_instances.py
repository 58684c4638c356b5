"""An assumption over a free index holds at every value of the index, and nowhere else."""

import pytest

from linebyline.proof import kernel
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.verdict import Proof

NAMES = [
    "size n m", "index i j k 1 n", "index l 1 n-1", "index a 1 m", "array x y p n", "table S n n",
    "array w m", "real z",
]  # fmt: skip


def proved(line: str, *assume: str) -> Proof | None:
    notation = notation_of(NAMES, assume)
    return kernel.prove(notation.relation(line), notation.setting.assumptions)


KNOWN = [
    ("x_k > 0", ["x_i > 0"]),
    ("x_1 > 0", ["x_i > 0"]),
    ("x_n > 0", ["x_i > 0"]),
    (r"\sum_k x_k > 0", ["x_i > 0"]),
    (r"\sum_k x_k y_k \le z \sum_k y_k", [r"x_i \le z", r"y_i \ge 0"]),
    (r"\sum_k \log(x_k^2) = 2 \sum_k \log x_k", ["x_i > 0"]),
    (r"\sum_j S_{kj} = p_k", [r"\sum_j S_{ij} = p_i"]),
    (r"\sum_i \sum_j x_i S_{ij} = \sum_i x_i p_i", [r"\sum_j S_{ij} = p_i"]),
    (r"\sum_k x_k^2 = \sum_k y_k^2", ["x_i = y_i"]),
    (r"\sum_k e^{x_k} = \sum_k e^{y_k}", ["x_i = y_i"]),
    (r"\sum_k x_k y_k = 0", ["x_i y_i = 0"]),
    (r"\sum_{l=1}^{n-1} x_l \ge 0", ["x_l > 0"]),
    (r"x_i > 0 \Rightarrow \sum_i x_i > 0", []),
]


@pytest.mark.parametrize(("line", "assume"), KNOWN, ids=[line for line, _ in KNOWN])
def test_every_value_of_the_index_is_meant(line: str, assume: list[str]) -> None:
    found = proved(line, *assume)
    assert found is not None
    assert found.conditions == ()


UNKNOWN = [
    (r"\sum_a w_a > 0", ["x_i > 0"]),  # another array
    (r"x_n > 0", ["x_l > 0"]),  # beyond the range
    (r"\sum_k x_k > 0", ["x_l > 0"]),
    (r"\sum_{l=1}^{n-1} x_l > 0", ["x_l > 0"]),  # empty for n = 1
    (r"z > 0", ["x_l > 0", r"z \ge x_l"]),  # no l for n = 1
    (r"\sum_i S_{ik} = p_k", [r"\sum_j S_{ij} = p_i"]),  # columns
    (r"\sum_{j=1}^{n-1} S_{kj} = p_k", [r"\sum_j S_{ij} = p_i"]),  # a shorter row
    (r"\sum_k x_k^2 = \sum_k y_k", ["x_i = y_i"]),
    (r"\sum_k x_k^2 \le \sum_k y_k^2", [r"x_i \le y_i"]),
    (r"x_i > 0 \Rightarrow x_i + x_j > 0", []),  # here i belongs to the point
]


@pytest.mark.parametrize(("line", "assume"), UNKNOWN, ids=[line for line, _ in UNKNOWN])
def test_nothing_is_said_beyond_the_index(line: str, assume: list[str]) -> None:
    assert proved(line, *assume) is None


def test_sums_that_are_each_other_do_not_run_in_circles() -> None:
    circle = [r"\sum_j S_{ij} = \sum_j S_{ji}"]
    assert proved(r"\sum_j S_{kj} = \sum_j S_{jk}", *circle) is not None
    assert proved(r"\sum_j S_{kj} = 1", *circle) is None


def test_sums_of_fractions_with_one_denominator_are_merged() -> None:
    halves = r"\sum_k \frac{x_k^2}{x_k + y_k} {} \sum_k \frac{x_k y_k}{x_k + y_k} = \sum_k x_k"
    positive = ("x_i > 0", "y_i > 0")
    assert proved(halves.replace("{}", "+"), *positive) is not None
    assert proved(halves.replace("{}", "-"), *positive) is None


def test_a_positive_spread_allows_to_divide_by_it() -> None:
    spread = r"\sum_k (x_k - \frac{1}{n} \sum_i x_i)^2"
    line = rf"\frac{{{spread}}}{{n \sum_i x_i^2 - (\sum_i x_i)^2}} = \frac{{1}}{{n}}"
    found = proved(line, f"{spread} > 0")
    assert found is not None
    assert found.conditions == ()
    assert proved(line).conditions != ()  # type: ignore[union-attr]
