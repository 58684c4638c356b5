"""Limits, remainders, infinite sums and largest terms: the rules, and where they do not hold."""

import pytest

from linebyline.proof import kernel
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.verdict import Proof

NAMES = (
    "real x y a r; positive b t; unit p; size n; integer k; index i j m 1 n; array z v n"
    "; array w n nonnegative; nonnegative c; real h; function f; function g 2"
)

SLOPE, NEAR = r"\frac{\partial}{\partial x}", r"\text{ as } h \to 0"


def proved(line: str, *assume: str) -> Proof | None:
    notation = notation_of(NAMES.split("; "), assume)
    return kernel.prove(notation.relation(line), notation.setting.assumptions)


@pytest.mark.parametrize(
    ("true", "planted"),
    [
        (r"\lim_{n \to \infty} (1 + \frac{a}{n})^n = e^a",
         r"\lim_{n \to \infty} (1 + \frac{a}{n})^n = e"),
        (r"\lim_{x \to 0^+} \frac{|x|}{x} = 1", r"\lim_{x \to 0} \frac{|x|}{x} = 1"),
        (r"\lim_{n \to \infty} p^n = 0", r"\lim_{n \to \infty} r^n = 0"),
        (r"\lim_{x \to \infty} x^9 e^{-x} = 0", r"\lim_{x \to \infty} x^9 e^{x} = 0"),
        (r"\lim_{x \to \infty} x e^{-b x} = 0", r"\lim_{x \to \infty} x e^{-a x} = 0"),
        (r"\lim_{x \to 0} \frac{\sin x}{x} = 1", r"\lim_{x \to 0} \sin \frac{1}{x} = 0"),
        (r"\lim_{x \to 0^+} x \log x = 0", r"\lim_{x \to 0} x \log x = 0"),
        (r"\lim_{n \to \infty} \frac{\log n}{n} = 0", r"\lim_{n \to \infty} \log n = 0"),
        (r"\lim_{x \to a} x^2 = a^2", r"\lim_{x \to a} \lfloor x \rfloor = \lfloor a \rfloor"),
        (r"\lim_{h \to 0} \frac{f(x + h) - f(x)}{h} = \frac{\partial}{\partial x} f(x)",
         r"\lim_{h \to 0} \frac{f(x + h) - f(x)}{h} = f(x)"),
        (r"\lim_{x \to \infty} \tanh x = 1", r"\lim_{x \to -\infty} \tanh x = 1"),
        (r"\lim_{n \to \infty} n^2 = \infty", r"\lim_{n \to \infty} \frac{1}{n} = \infty"),
        (r"\lim_{x \to 0^+} \log x = -\infty", r"\lim_{x \to 0^+} \log x = \infty"),
        (r"\lim_{n \to \infty} \frac{1}{n^2} \sum_{k=1}^n k = \frac12",
         r"\lim_{n \to \infty} \frac{1}{n^2} \sum_{k=1}^n k = 1"),
    ],
)  # fmt: skip
def test_a_limit_is_its_leading_term(true: str, planted: str) -> None:
    assert proved(true)
    assert proved(planted) is None


@pytest.mark.parametrize(
    ("true", "planted"),
    [
        (r"e^x = 1 + x + O(x^2)", r"e^x = 1 + x + O(x^3)"),
        (r"|x| = O(x)", r"|x| = x + O(x^2)"),
        (r"\log(1 + x) = O(x)", r"\log(x) = O(x) \text{ as } x \to 0"),
        (r"\sqrt{1 + x} = 1 + O(x)", r"\sqrt{x} = O(x)"),
        (r"x^2 + O(x^3) = O(x^2)", r"x^2 + O(x) = O(x^2)"),
        (r"\frac{1}{n + 1} = O(\frac1n)", r"\frac{1}{n + 1} = O(\frac{1}{n^2})"),
        (r"n \log n = O(n^2)", r"n \log n = O(n)"),
        (r"e^{-n} = O(\frac{1}{n^5})", r"e^{-a n} = O(\frac1n)"),
        (rf"\frac{{f(x+h) - f(x-h)}}{{2h}} = {SLOPE} f(x) + O(h^2) {NEAR}",
         rf"\frac{{f(x+h) - f(x)}}{{h}} = {SLOPE} f(x) + O(h^2) {NEAR}"),
        (rf"g(x + h, y) = g(x, y) + h {SLOPE} g(x, y) + O(h^2) {NEAR}",
         rf"g(x, y + h) = g(x, y) + h {SLOPE} g(x, y) + O(h^2) {NEAR}"),
    ],
)  # fmt: skip
def test_a_remainder_is_at_most_of_its_size(true: str, planted: str) -> None:
    assert proved(true)
    assert proved(planted) is None


@pytest.mark.parametrize(
    ("true", "planted"),
    [
        (r"\sum_{k=0}^\infty p^k = \frac{1}{1 - p}",
         r"\sum_{k=1}^\infty p^k = \frac{1}{1 - p}"),
        (r"\sum_{k=1}^\infty k p^k = \frac{p}{(1-p)^2}",
         r"\sum_{k=1}^\infty k p^k = \frac{1}{(1-p)^2}"),
        (r"\sum_{k=0}^\infty \frac{x^k}{k!} = e^x",
         r"\sum_{k=0}^\infty \frac{x^k}{(k + 1)!} = e^x"),
        (r"\sum_{k=2}^\infty \frac{x^k}{k!} = e^x - 1 - x",
         r"\sum_{k=2}^\infty \frac{x^k}{k!} = e^x - x"),
        (r"\sum_{k=1}^\infty \frac{1}{k (k+1)} = 1", r"\sum_{k=1}^\infty \frac{1}{k + 1} = 1"),
        (r"\sum_{k=1}^\infty \frac{1}{k (k+3)} = \frac{11}{18}",
         r"\sum_{k=1}^\infty \frac{1}{k (k+3)} = \frac13"),
        (r"\sum_{k=0}^\infty \left(\frac12\right)^k = 2", r"\sum_{k=0}^\infty 1^k = 2"),
    ],
)  # fmt: skip
def test_an_infinite_sum_needs_to_converge(true: str, planted: str) -> None:
    assert proved(true)
    assert proved(planted) is None


def test_the_ratio_of_a_geometric_series_is_conditioned() -> None:
    line = r"\sum_{k=0}^\infty r^k = \frac{1}{1 - r}"
    free, bounded = proved(line), proved(line, "|r| < 1")
    assert free is not None
    assert bounded is not None
    assert {repr(c) for c in free.conditions} == {"1 - r > 0", "1 + r > 0"}
    assert bounded.conditions == ()


@pytest.mark.parametrize(
    ("true", "planted"),
    [
        (r"\max_i (z_i + a) = \max_i z_i + a", r"\max_i (z_i + v_i) = \max_i z_i + \max_i v_i"),
        (r"\max_i (c z_i) = c \max_i z_i", r"\max_i (a z_i) = a \max_i z_i"),
        (r"\max_i e^{z_i} = e^{\max_i z_i}", r"\max_i z_i^2 = (\max_i z_i)^2"),
        (r"\min_i z_i = -\max_i (-z_i)", r"\min_i z_i = \max_i (-z_i)"),
        (r"\sum_i z_i \le n \max_i z_i", r"\sum_i z_i \le \max_i z_i"),
        (r"\max_i w_i \le \sum_i w_i", r"\max_i z_i \le \sum_i z_i"),
        (r"z_j \le \max_i z_i", r"z_j \ge \max_i z_i"),
        (r"\max_i (z_i + v_i) \le \max_i z_i + \max_i v_i",
         r"\max_i (z_i + v_i) \ge \max_i z_i + \max_i v_i"),
        (r"\log(\sum_i e^{z_i}) \ge \max_i z_i", r"\log(\sum_i e^{z_i}) \le \max_i z_i"),
        (r"\max_i z_i \ge \min_i z_i", r"\max_i z_i > \min_i z_i"),
    ],
)  # fmt: skip
def test_a_largest_term_is_one_of_the_terms(true: str, planted: str) -> None:
    assert proved(true)
    assert proved(planted) is None


def test_the_largest_of_perhaps_no_numbers_is_not_used() -> None:
    notation = notation_of(["integer n", "index i 1 n", "array z n", "real a"])
    assert kernel.prove(notation.relation(r"\max_{i=1}^n (z_i + a) = \max_{i=1}^n z_i + a")) is None


def test_an_assumption_about_the_variable_does_not_reach_its_limit() -> None:
    # x > 1 says nothing of |x - 1| near 0
    assert proved(r"\lim_{x \to 0} |x - 1| = 1", "x > 1")
    assert proved(r"\lim_{x \to 0} |x - 1| = -1", "x > 1") is None


def test_a_limit_in_the_size_of_an_array_is_not_taken() -> None:
    assert proved(r"\lim_{n \to \infty} \frac{1}{n} \sum_{i=1}^n z_i = 0") is None
