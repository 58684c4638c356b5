"""Cases, indicators, optima and equations up to a constant: read, written, read again."""

import pytest

from linebyline.proof.exam.declare import notation_of
from linebyline.proof.verdict import LineError

NOTATION = notation_of(["real x y a", "size n", "index i 1 n", "array z n", "vector v n"])


@pytest.mark.parametrize(
    "text",
    [
        r"|x| = \begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases}",
        r"x = \begin{cases} x & x \ne 0, y \ge 0 \\ y & \text{else} \end{cases}",
        r"x = \begin{cases} x & 0 < x \le 1 \text{ and } y = 0 \\ a & \text{otherwise} \end{cases}",
        r"\mathbb{1}[x > 0] = \mathbb{1}_{x > 0} \mathbb{1}_{\{x > 0\}}",
        r"\sum_i \mathbb{1}[z_i \ge x] \le n",
        r"\arg\max_x -x^2 = \operatorname{argmin}_x x^2",
        r"\operatorname*{arg\,min}_{x, y} x^2 + y^2 = \arg\min_{x, y} \sqrt{x^2 + y^2}",
        r"\arg\min_i (z_i + x) = \arg\min_i (z_i - (x - a))",
        r"(x - a)^2 \stackrel{+}{=}_x x^2 - 2 a x",
        r"(x - a)^2 \overset{+}{=}_{x, y} x^2 - 2 a x",
        r"v^\top v \overset{+}{=}_v 2 + v^\top v",
    ],
)
def test_what_is_written_is_read_again(text: str) -> None:
    relation = NOTATION.relation(text)
    assert NOTATION.relation(repr(relation)) == relation


def test_an_optimum_of_a_sum_or_difference_keeps_its_parentheses() -> None:
    for text in (
        r"\arg\min_i (z_i + x) = \arg\min_i z_i",
        r"\arg\max_x (a - x^2) = \arg\min_x (x^2 - a)",
        r"\arg\max_x -x^2 = \arg\min_x 2 x^2",
    ):
        written = repr(NOTATION.relation(text))
        assert written.replace(r"\left(", "(").replace(r"\right)", ")") == text


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ("piecewise(x, x > 0, 0, otherwise) = x",
         r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases} = x"),
        ("piecewise(x, x > 0, 0, x <= 0) = x",
         r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases} = x"),
        ("indicator(x > 0) = 1", r"\mathbb{1}[x > 0] = 1"),
        ("argmax_x x = argmin_x -x", r"\arg\max_x x = \arg\min_x -x"),
        ("(x - a)^2 +=_x x^2", r"(x - a)^2 \overset{+}{=}_x x^2"),
    ],
)  # fmt: skip
def test_plain_notation_reads_the_same(plain: str, text: str) -> None:
    from linebyline.proof.reader import read_plain_relation

    assert read_plain_relation(plain, NOTATION.names) == NOTATION.relation(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (r"x = \begin{cases} x & \text{otherwise} \\ 0 & x > 0 \end{cases}", "only the last row"),
        (r"x = \begin{cases} x & \text{otherwise} \end{cases}", "needs a row with a condition"),
        (r"x = \begin{cases} x & \text{whenever } x \\ 0 & x > 0 \end{cases}", "whenever"),
        (r"x = \begin{cases} x & x \\ 0 & x > 0 \end{cases}", "a condition is a comparison"),
        (r"x = \begin{cases} x \\ 0 & x > 0 \end{cases}", "expected '&'"),
        (r"x = \mathbb{1}[x]", r"\mathbb{1}"),
        (r"x = \begin{cases} v & x > 0 \\ x & x \le 0 \end{cases}", "a number is needed here"),
        (r"\arg\max x = \arg\max_x x", "over what is it taken"),
        (r"1 + \arg\max_x x = \arg\max_x x", "a set of optima"),
        (r"\arg\max_x x \le \arg\max_x x^2", "a set of optima"),
        (r"\arg\max_x x = x", "a set of optima"),
        (r"x \overset{+}{=} y", "as a function of what"),
        (r"x \overset{?}{=} y", "has no meaning"),
        (r"x \overset{*}{=} y", "the only stacked sign"),
    ],
)
def test_wrong_use_is_explained(text: str, says: str) -> None:
    with pytest.raises(LineError) as error:
        NOTATION.relation(text)
    assert says in str(error.value)


def test_a_derivation_goes_on_behind_rows_and_optima() -> None:
    from linebyline.proof.reader import read_chain

    first, lines = read_chain(
        r"""
        \begin{cases} x & x > 0 \\
        0 & x \le 0 \end{cases}
      = \max(x, 0) :: definition
      \overset{+}{=}_y x :: constant
        """,
        NOTATION.names,
    )
    assert first == NOTATION.formula(r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}")
    assert [line.sign for line in lines] == ["=", "+="]


@pytest.mark.parametrize(
    "text",
    [
        r"\lim_{x \to 0} \frac{\sin x}{x} = 1",
        r"\lim_{x \to 0^+} x = \lim_{x \to a^{-}} (x - a)",
        r"\lim_{n \to \infty} \frac{1}{n} = \lim_{x \to -\infty} e^x",
        r"\lim_{n \to \infty} n = \infty",
        r"\lim_{x \to -\infty} x = -\infty",
        r"x \lim_{y \to 0} (y + x) = x^2",
        r"e^x = 1 + x + O(x^2)",
        r"\frac{n}{n+1} = 1 + \mathcal{O}(\frac{1}{n})",
        r"\frac{1}{1 - a x} = 1 + O(a x) \text{ as } x \to 0",
        r"x^2 = 1 + O(x - 1) \text{ as } x \to 1",
        r"\sum_{i=0}^\infty x^i = \sum_{i=0}^{\infty} x^i y",
        r"\max_i z_i = -\min_{i=1}^n (-z_i)",
        r"\max(x, \max_i z_i) \ge \max_i \max(x, z_i)",
    ],
)
def test_limits_and_largest_terms_are_read_again(text: str) -> None:
    relation = NOTATION.relation(text)
    assert NOTATION.relation(repr(relation)) == relation


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (r"\lim x = 0", "where the limit is taken"),
        (r"\lim_{x} x = 0", r"\to"),
        (r"\lim_{q \to 0} q = 0", "not declared"),
        (r"\lim_{x \to x} x = 0", "depends on it"),
        (r"x + \infty = \infty", "is no number"),
        (r"x^\infty = 0", "is no number"),
        (r"e^x + O(x) = 1", "as a term on the right"),
        (r"e^x = x O(x)", "as a term on the right"),
        (r"e^x \le 1 + O(x)", "as a term on the right"),
        (r"x y = O(x y)", "as what tends where"),
        (r"\max_x x = 0", "not declared as an index"),
    ],
)
def test_wrong_limits_are_explained(text: str, says: str) -> None:
    with pytest.raises(LineError) as error:
        NOTATION.relation(text)
    assert says in str(error.value)
