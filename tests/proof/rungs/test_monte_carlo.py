"""Sampling agrees with true lines, leaves wrong ones undecided with numbers, and is repeatable."""

import math
from random import Random

import pytest

from linebyline.proof import Grade, LineUndecided, MonteCarlo, check
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.refuter.admissible import find_point
from linebyline.proof.rungs.monte_carlo import compare_by_sampling, difference_at
from linebyline.proof.rungs.samples import draw_of

NORMAL = ["positive s", "random x ~ normal 0 | s^2"]
TRUE = [
    (NORMAL, r"\mathbb{E}[\max(x, 0)] = \frac{s}{\sqrt{2 \pi}}"),
    (NORMAL, r"\mathbb{E}[|x|] = s \sqrt{\frac{2}{\pi}}"),
    (["random x ~ normal 0 | 1"], r"\mathbb{E}[\cos x] = e^{-\frac{1}{2}}"),
    (["random x ~ uniform 0 | 1"], r"\operatorname{Var}[\sqrt{x}] = \frac{1}{2} - \frac{4}{9}"),
    (["random x ~ normal 0 | 1"], r"\log \mathbb{E}[e^{\sin x}] \ge \mathbb{E}[\sin x]"),
    (["random x y ~ normal 0 | 1"], r"\operatorname{Cov}(|x|, |x + y - y|) = 1 - \frac{2}{\pi}"),
    (
        ["size n", "index i 1 n", "random x (n) ~ normal 0 | 1"],
        r"\sum_i \mathbb{E}[|x_i|] = n \sqrt{\frac{2}{\pi}}",
    ),
]
FALSE = [
    (NORMAL, r"\mathbb{E}[\max(x, 0)] = \frac{s}{2 \sqrt{\pi}}"),
    (NORMAL, r"\mathbb{E}[|x|] = s"),
    (["random x ~ normal 0 | 1"], r"\mathbb{E}[\cos x] = e^{-1}"),
    (["random x ~ uniform 0 | 1"], r"\operatorname{Var}[\sqrt{x}] = \frac{1}{2}"),
    (["random x ~ normal 0 | 1"], r"\log \mathbb{E}[e^{\sin x}] \le \mathbb{E}[\sin x]"),
]


def by_sampling(names, line, hint=None):
    notation = notation_of(names)
    return compare_by_sampling(notation.relation(line), (), hint or MonteCarlo())


@pytest.mark.parametrize(("names", "line"), TRUE)
def test_true_lines_agree_within_four_standard_errors(names, line):
    assert "20,000 samples, seeds from 0 on" in by_sampling(names, line).method


@pytest.mark.parametrize(("names", "line"), FALSE)
def test_false_lines_are_told_with_numbers_but_not_called_refuted(names, line):
    found = by_sampling(names, line)
    assert found.method == ""
    assert "certifies nothing" in found.why_not
    assert "standard errors" in found.why_not


def test_the_grade_is_monte_carlo_and_a_disagreement_is_undecided():
    notation = notation_of(NORMAL)
    good = check(TRUE[0][1], notation, hint=MonteCarlo(5000, seed=3)).lines[0].verdict
    assert good.grade is Grade.MONTE_CARLO
    assert "5,000 samples, seeds from 3 on" in good.method
    assert "wrong versions" in good.method
    with pytest.raises(LineUndecided, match="certifies nothing"):
        check(FALSE[0][1], notation, hint=MonteCarlo(5000, seed=3))


def test_the_same_seed_gives_the_same_words_and_another_seed_others():
    names, line = TRUE[1]
    first, again, other = (by_sampling(names, line, MonteCarlo(2000, s)) for s in (1, 1, 2))
    assert first == again
    assert first != other


def test_the_standard_error_is_that_of_the_mean():
    notation = notation_of(["random x ~ uniform 0 | 1"])
    relation = notation.relation(r"\mathbb{E}[x] = \frac{1}{2}")
    names = frozenset({notation.names["x"]})
    point = find_point(names, ())
    errors = [difference_at(relation, names, point, MonteCarlo(20_000, s)).error for s in range(5)]
    wanted = math.sqrt(1 / 12 / 20_000)
    assert sum(errors) / 5 == pytest.approx(wanted, rel=0.15)


@pytest.mark.parametrize(
    ("law", "mean", "variance"),
    [
        ("normal 2 | 9", 2, 9),
        ("bernoulli \\frac{1}{4}", 0.25, 0.1875),
        ("uniform 1 | 3", 2, 1 / 3),
        ("any 1 | 4", 1, 4),
    ],
)
def test_samples_have_the_mean_and_variance_of_their_law(law, mean, variance):
    symbol = notation_of([f"random x ~ {law}"]).names["x"]
    rng, count = Random(5), 40_000
    parameters = [float(f.data) if f.op == "number" else 0.25 for f in symbol.law.formulas]
    drawn = [draw_of(symbol.law)(rng, parameters) for _ in range(count)]
    found = math.fsum(drawn) / count
    assert abs(found - mean) <= 4 * math.sqrt(variance / count)
    spread = math.fsum((x - mean) ** 2 for x in drawn) / count
    assert spread == pytest.approx(variance, rel=0.1)


@pytest.mark.parametrize(
    ("names", "line", "why"),
    [
        (["real a", "random x ~ normal 0 | 1"], r"\mathbb{E}[|x|] + x = a", "outside of every"),
        (
            ["random x ~ normal 0 | 1"],
            r"\mathbb{E}[(x - \mathbb{E}[|x|])^2] = 1",
            "inside of another",
        ),
        (["random x ~ normal 0 | 1"], r"\mathbb{E}[\log x] = 0", "no value"),
    ],
)
def test_what_cannot_be_sampled_says_why(names, line, why):
    assert why in by_sampling(names, line).why_not


@pytest.mark.parametrize("samples", [0, 999, 2_000_000])
def test_too_few_or_too_many_samples_are_refused(samples):
    with pytest.raises(ValueError, match="samples"):
        MonteCarlo(samples)
