"""Powers behind functions: clear where the argument always stands in parentheses."""

import re

import pytest
from tests.proof.reader.names import NAMES

from linebyline.proof.reader import read_formula
from linebyline.proof.tex_writer import tex
from linebyline.proof.tree import number, power
from linebyline.proof.verdict import LineError


@pytest.mark.parametrize(
    "function",
    [
        r"\max(a, b)",
        r"\min(a, b, c)",
        r"\exp(a)",
        r"\Gamma(a)",
        r"\operatorname{sign}(a)",
        r"\operatorname{sigmoid}(a)",
        r"\det(A)",
        r"\operatorname{tr}(A)",
        r"\left|a\right|",
        r"\binom{n}{k}",
    ],
)
def test_power_behind_a_function_is_its_power(function: str) -> None:
    squared = power(read_formula(function, NAMES), number(2))
    assert read_formula(function + "^2", NAMES) == squared
    assert tex(squared) == function + "^2"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (r"\sin(a)^2", "the function of a power"),
        (r"\log(a)^2", "the function of a power"),
        (r"\tanh(a)^2", "the function of a power"),
        (r"\det A^2", r"(\det A)^2 or \det(A^2)"),
        (r"\max^2(a, b)^3", "the function of a power"),
        (r"\log_2 a", r"to base 2 as \frac{\log x}{\log 2}"),
        (r"\log_{10}(a)", r"to base 10 as \frac{\log x}{\log 10}"),
        (r"\max_a b", "not declared as an index"),
    ],
)
def test_power_or_index_that_is_not_clear_is_refused(text: str, why: str) -> None:
    with pytest.raises(LineError, match=re.escape(why)):
        read_formula(text, NAMES)
