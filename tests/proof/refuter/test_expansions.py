"""Numbers that move: limits, growth and remainders at a point, certified or left open."""

import pytest

from linebyline.proof import refuter
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.refuter.search import Search

NAMES = "real x h; positive b; unit p; size n; integer k; index i j 1 n; array z n; function f"


def searched(line: str) -> Search:
    notation = notation_of(NAMES.split("; "))
    return refuter.search(notation.relation(line))


@pytest.mark.parametrize(
    "line",
    [
        r"\lim_{n \to \infty} (1 + \frac1n)^n = 2",
        r"\lim_{x \to 0} \frac{1 - \cos x}{x^2} = 1",
        r"\lim_{x \to \infty} \tanh x = 0",
        r"\lim_{x \to 0^+} x^x = 0",
        r"\lim_{n \to \infty} \frac{1}{n^2} \sum_{k=1}^n k = 1",
        r"\lim_{n \to \infty} n = -\infty",
        r"\lim_{n \to \infty} \frac1n = \infty",
        r"e^x = 1 + x + x^2 + O(x^3)",
        r"\sqrt{x^2} = x + O(x^2)",
        r"n \log n = O(n)",
        r"f(x + h) = f(x) + O(h^2) \text{ as } h \to 0",
        r"\sum_{k=0}^\infty p^k = \frac{1}{p}",
        r"\sum_{k=0}^\infty \frac{b^k}{k!} = e^b - 1",
        r"\sum_{k=1}^\infty \frac{1}{k^2} = \frac{5}{3}",
        r"\max_i z_i = z_j",
        r"\min_i z_i \ge \max_i z_i",
    ],
)
def test_a_wrong_value_is_refuted(line: str) -> None:
    assert searched(line).witness is not None


@pytest.mark.parametrize(
    "line",
    [
        r"\lim_{n \to \infty} (1 + \frac1n)^n = e",
        r"\lim_{x \to \infty} (\log(1 + e^x) - x) = 0",
        r"\lim_{x \to 0} \frac{e^x - 1 - x}{x^2} = \frac12",
        r"\lim_{n \to \infty} n = \infty",
        r"\sin x = x + O(x^3)",
        r"\sum_{k=0}^\infty p^k = \frac{1}{1 - p}",
        r"\sum_{k=1}^\infty k p (1 - p)^{k - 1} = \frac1p",
        r"\sum_{k=1}^\infty \frac{1}{k (k + 1)} = 1",
        r"\max_i z_i \ge z_j",
    ],
)
def test_a_right_value_holds_at_every_point(line: str) -> None:
    found = searched(line)
    assert found.witness is None
    assert found.points > 0


@pytest.mark.parametrize(
    "line",
    [
        r"\lim_{x \to 0} \frac{|x|}{x} = 1",  # two sides
        r"\lim_{n \to \infty} n = 7",  # none at all
        r"\lim_{x \to 0} \sin \frac1x = 0",  # none that is known here
        r"\sum_{k=1}^\infty \frac1k = 3",
        r"\sum_{k=0}^\infty 2^k = -1",
    ],
)
def test_what_has_no_value_is_neither_held_nor_refuted(line: str) -> None:
    found = searched(line)
    assert (found.witness, found.points) == (None, 0)
