"""The plain notation of a keyboard becomes the same trees as TeX."""

import pytest
from tests.proof.reader.names import NAMES, at

from linebyline.proof.reader import (
    read_formula,
    read_plain_formula,
    read_plain_relation,
    read_relation,
)
from linebyline.proof.verdict import LineError


@pytest.mark.parametrize(
    ("plain", "tex"),
    [
        ("a^2 + b^2 - 2 a b cos(theta)", r"a^2 + b^2 - 2ab\cos\theta"),
        ("a**2 + 2*a*b", "a^2 + 2ab"),
        ("x' y", r"x^\top y"),
        ("x.T @ y", r"x^\top y"),
        ("(A @ x)' @ y", r"(A x)^\top y"),
        ("dot(x, y)", r"x \cdot y"),
        ("inv(A) @ x", "A^{-1} x"),
        ("norm(x)^2 - ||y||", r"\|x\|^2 - \|y\|"),
        ("sqrt(a + 1) + abs(b)", r"\sqrt{a + 1} + |b|"),
        ("sum(i, 1, n, z_i)", r"\sum_{i=1}^{n} z_i"),
        ("sum(i, z[i]^2)", r"\sum_i z_i^2"),
        ("sum_i z_i", r"\sum_i z_i"),
        ("a^(1/2) + a^-1", "a^{1/2} + a^{-1}"),
        ("sin(alpha)^2 + cos(alpha)^2", r"\sin^2\alpha + \cos^2\alpha"),
        ("W[i,j] + x_0 + x_10", "W_{ij} + x_0 + x_{10}"),
        ("yhat + KL", r"\hat y + \mathrm{KL}"),
        ("a/b*c", r"\frac{a}{b} c"),
        ("n! / k!", r"\frac{n!}{k!}"),
        ("2^10", "2^{10}"),
        ("diff(f(a), a)", r"\frac{\partial f(a)}{\partial a}"),
        ("tr(A) + det(A) + E[a]", r"\operatorname{tr}(A) + \det(A) + \mathbb{E}[a]"),
        ("max(a, b) e^a pi", r"\max(a, b) e^a \pi"),
    ],
)
def test_plain_and_tex_give_the_same_tree(plain: str, tex: str) -> None:
    assert read_plain_formula(plain, NAMES) == read_formula(tex, NAMES)


@pytest.mark.parametrize(
    ("plain", "tex"),
    [
        ("a <= b", r"a \le b"), ("a == b", "a = b"), ("a != b", r"a \ne b"),
        ("a propto_b c", r"a \propto_b c"), ("A' A = I", r"A^\top A = I"),
        ("a = b => a^2 = b^2", r"a = b \Rightarrow a^2 = b^2"),
    ],
)  # fmt: skip
def test_plain_relations_are_those_of_tex(plain: str, tex: str) -> None:
    assert read_plain_relation(plain, NAMES) == read_relation(tex, NAMES)


def test_a_line_may_start_with_its_sign() -> None:
    assert read_plain_relation("= b^2", NAMES, left=at("a")) == read_relation("a = b^2", NAMES)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0.5 a", "fraction"),
        ("foo", "foo is not declared"),
        ("import os", "import is not declared"),
        ("a.real", "transpose"),
        ('__import__("os")', "no meaning"),
        ("eval(a)", "eval is not declared"),
        ("1/2 a", "not clear"),
        ("x * y", "cannot multiply"),
        ("9**9**9", "two superscripts"),
        ("a; b", "no meaning"),
        ("a \N{MULTIPLICATION SIGN} b", "MULTIPLICATION SIGN"),
    ],
)
def test_what_is_unclear_or_unknown_is_refused(text: str, why: str) -> None:
    with pytest.raises(LineError, match=why):
        read_plain_formula(text, NAMES)
