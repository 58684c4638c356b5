"""Real powers of what is not negative split where zero allows it, and only there."""

import pytest

from linebyline.proof import kernel
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.verdict import Proof

NAMES = [
    "size n", "index i 1 n", "array x n", "real a b c", "nonnegative u v", "positive p q", "real r",
]  # fmt: skip


def proved(line: str, *assume: str) -> Proof | None:
    notation = notation_of(NAMES, assume)
    return kernel.prove(notation.relation(line), notation.setting.assumptions)


@pytest.mark.parametrize(
    "line",
    [
        r"(u v)^p = u^p v^p", r"u^p u^q = u^{p + q}", r"(u^p)^q = u^{p q}",
        r"(4 u)^p = 2^{2 p} u^p",
        r"|a b|^p = |a|^p |b|^p", r"(a^2)^p = |a|^{2 p}", r"(|a|^p)^{1/p} = |a|",
        r"\sum_i |c x_i|^p = |c|^p \sum_i |x_i|^p", r"\sqrt{|a|^p} = |a|^{p/2}", r"u^p \ge 0",
        r"(\sum_i |c x_i|^p)^{1/p} = |c| (\sum_i |x_i|^p)^{1/p}", r"u^{2 p} + 1 \ge 2 u^p",
    ],
)  # fmt: skip
def test_a_power_of_a_product_is_the_product_of_the_powers(line: str) -> None:
    found = proved(line)
    assert found is not None
    assert found.conditions == ()


@pytest.mark.parametrize(
    "line",
    [
        r"(a b)^p = a^p b^p", r"(a^2)^p = a^{2 p}", r"u^p > 0", r"u + u^p > 0",
        r"(u^p)^q = u^{p + q}",
        r"(a^3)^p = |a|^{3 p}", r"(u + v)^p = u^p + v^p", r"(|a|^p)^{1/p} = a",
        r"(\sum_i |c x_i|^p)^{1/p} = c (\sum_i |x_i|^p)^{1/p}", r"u^p u^{-p} = u",
    ],
)  # fmt: skip
def test_a_rule_without_its_condition_proves_nothing(line: str) -> None:
    assert proved(line) is None


def test_a_lowered_exponent_needs_to_stay_at_least_zero() -> None:
    assert proved("u^{r-1} u = u^r", "r > 1") is not None
    assert proved("u^{r-1} u = u^r") is None
    assert proved("u^{r-1} > 0", "r > 1") is None
    assert proved("u + u^{r-1} > 0", "r > 1") is None


def test_a_division_by_a_power_asks_for_its_base() -> None:
    found = proved(r"\frac{u^{p+1}}{u^p} = u")
    assert found is not None
    assert [repr(c) for c in found.conditions] == [r"u \ne 0"]
