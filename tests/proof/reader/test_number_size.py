"""Numbers that nobody could write down are refused; large coefficients of names are not."""

import pytest
from tests.proof.reader.names import NAMES

from linebyline.proof.reader import read_formula
from linebyline.proof.verdict import LineError


@pytest.mark.parametrize(
    "text",
    [
        r"e^{-\frac{1-ab}{2(1-a)(1-b)} (\alpha - \frac{\sqrt{a}(1-b) \beta + \sqrt{b}(1-a) c}"
        r"{1-ab})^2}",
        r"e^{-\frac{(a - 1000)^2}{2 b^2}}",
        r"\frac{1}{\sqrt{2\pi}} e^{-\frac12 (10 a - 20 b - 30)^2}",
        "e^{5000 a}",
        "e^{a + 5000}",
        "e^{9^9}",
        "a^{4000}",
        "2^{1000 n}",
        "2^{1/1000}",
        "2^{n + 1000}",
        "9^{9^{9 n}}",
        "100!",
        r"\binom{1000}{k}",
        "(n + 1000)!",
    ],
)
def test_numbers_that_can_be_written_down_are_read(text: str) -> None:
    assert read_formula(text, NAMES).op in ("pow", "call", "mul")


@pytest.mark.parametrize(
    "text",
    [
        "9^{9^9}",
        "9^{9^0 + 9^9}",
        "2^{-9^9}",
        r"2^{\frac{9^9}{3}}",
        r"2^{9^{\sqrt{9}} + 9^9}",
        "a^{5000}",
        "(a + b)^{99999}",
        "2^{n + 1000000000}",
        "2^{2(n + 1000000000)}",
        "2^{(n + 9)^9}",
        r"2^{\frac{n + 1000}{\frac{1}{1000}}}",
        "(a + b)^{n + 5000}",
        r"2^{\binom{99}{9}}",
        "1000!",
        "(9^9)!",
    ],
)
def test_huge_literal_powers_are_refused(text: str) -> None:
    with pytest.raises(LineError, match="more than 4096 binary digits"):
        read_formula(text, NAMES)
