"""Expectations of names that depend on each other: proved in general, or broken by a law."""

from functools import cache

import pytest
from tests.proof.expectation_names import proof_of, verdict_on

from linebyline.proof import Grade, LineError, Notation
from linebyline.proof.laws import AnyLaw, Bernoulli, Beta, Categorical, Gamma, Gaussian, Poisson


@cache
def board() -> Notation:
    names = Notation()
    names.real("a b c m t")
    names.positive("s v w r")
    names.unit("p")
    names.size("n")
    names.index("i j k", 1, "n")
    names.array(r"\mu", "n")
    names.probabilities(r"\pi", "n")
    names.function("f g h")
    names.jointly("x y u")
    names.random("z", law=Gaussian("m", "v"))
    names.random("q", law=Gaussian("a z + b", "s^2"), given="z")
    names.random("l", law=AnyLaw("c q", "w"), given="q")
    names.random("d", law=AnyLaw("c q", "w"), given="q")
    names.random(r"\epsilon", law=Gaussian(0, 1))
    names.random("O", "n", law=Categorical(r"\pi_k"), indices="k")
    names.random("M", law=Gaussian(r"\sum_{k=1}^n O_k \mu_k", "s^2"), given="O")
    names.random("B", law=Beta("r", "w"))
    names.random("C", "n", law=Bernoulli("B"), given="B")
    names.random("G", law=Gamma("r", "w"))
    names.random("N", law=Poisson("G"), given="G")
    names.random("S T", law=Bernoulli("p"))
    names.random("W", law=AnyLaw(), given="S T")
    names.random("X", "n", law=Gaussian("z", "s^2"), given="z")
    return names


TRUE = [
    r"E[S T] = p^2",
    r"E[E[x \mid y]] = E[x]",
    r"E[E[x \mid y, u] \mid y] = E[x \mid y]",
    r"E[E[x \mid y] f(y)] = E[x f(y)]",
    r"E[x E[x \mid y]] = E[E[x \mid y]^2]",
    r"E[Var[x \mid y]] + E[(E[x \mid y] - f(y))^2] \ge E[Var[x \mid y]]",
    r"Var[x \mid y] \ge 0",
    r"E[E[x \mid y] E[u \mid y]] = E[x E[u \mid y]]",
    r"E[E[u \mid x, y] E[x \mid y]] = E[u E[x \mid y]]",
    r"E[f(x) E[x \mid y] \mid y] = E[x \mid y] E[f(x) \mid y]",
    r"E[E[x \mid y] \mid z] = E[x]",
    r"E[x \mid y, z] = E[x \mid y]",
    r"E[f(x) z \mid y] = m E[f(x) \mid y]",
    r"E[q] = a m + b",
    r"E[q \mid z] = a z + b",
    r"E[z \mid q] = m + \frac{a v}{a^2 v + s^2} (q - a m - b)",
    r"E[z^2 \mid q] = Var[z \mid q] + E[z \mid q]^2",
    r"E[l \mid q, z] = c q",
    r"E[f(l) \mid q, z] = E[f(l) \mid q]",
    r"E[f(l) g(d) \mid q] = E[f(l) \mid q] E[g(d) \mid q]",
    r"E[f(l) g(z) \mid q] = E[f(l) \mid q] E[g(z) \mid q]",
    r"Cov[l, d] = c^2 Var[q]",
    r"Var[M] = s^2 + \sum_k \pi_k \mu_k^2 - (\sum_k \pi_k \mu_k)^2",
    r"E[M O_k] = \pi_k \mu_k",
    r"E[\sum_i C_i] = \frac{n r}{r + w}",
    r"Var[N] = E[G] + Var[G]",
    r"E[e^{t q} \mid z] = e^{t (a z + b) + s^2 t^2 / 2}",
    r"E[e^{t q}] = e^{t (a m + b) + (s^2 + a^2 v) t^2 / 2}",
    r"E[e^{\mathrm{i} t z}] = e^{\mathrm{i} t m - v t^2 / 2}",
    r"E[\cos^2(t \epsilon)] = \frac{1 + e^{-2 t^2}}{2}",
    r"E[z f(z)] = m E[f(z)] + v E[\frac{\partial}{\partial z} f(z)]",
    r"\frac{\partial}{\partial t} E[f(t + a \epsilon)] = \frac{1}{a} E[\epsilon f(t + a \epsilon)]",
    r"E[f(a \epsilon)] = E[f(-a \epsilon)]",
    r"Var[\frac{1}{n} \sum_i X_i] = v + \frac{s^2}{n}",
    r"Var[\frac{1}{n} \sum_i X_i \mid z] = \frac{s^2}{n}",
]  # fmt: skip
FALSE = [
    r"E[x y] = E[x] E[y]",
    r"E[x \mid y] = E[x]",
    r"E[x E[x \mid y]] = E[x^2]",
    r"E[E[x \mid y] \mid u] = E[x \mid u]",
    r"E[E[x \mid y] f(u)] = E[x f(u)]",
    r"E[x \mid y, u] = E[x \mid y]",
    r"E[f(x) \mid y] = f(E[x \mid y])",
    r"Var[x] = E[Var[x \mid y]]",
    r"E[x \mid y] = E[x] + Cov[x, y] (y - E[y])",
    r"E[q z] = E[q] E[z]",
    r"Var[q] = a v + s^2",
    r"E[z \mid q] = m + \frac{a v}{a^2 v + s^2} (q - a m)",
    r"E[z \mid q] = \frac{q - b}{a}",
    r"E[f(l) g(d)] = E[f(l)] E[g(d)]",
    r"E[f(l) \mid q, z] = E[f(l) \mid z]",
    r"Cov[l, d] = 0",
    r"Var[M] = s^2",
    r"E[C_i C_j] = E[C_i] E[C_j]",
    r"Var[N] = E[G]",
    r"E[e^{t q}] = e^{t (a m + b) + s^2 t^2 / 2}",
    r"E[z f(z)] = m E[f(z)]",
    r"E[\cos(t \epsilon)] = 1",
    r"Var[\frac{1}{n} \sum_i X_i] = \frac{v + s^2}{n}",
    r"E[X_i X_j \mid z] = z^2",
    r"E[S T \mid W] = E[S \mid W] E[T \mid W]",
]  # fmt: skip


@pytest.mark.parametrize("line", TRUE)
def test_a_true_line_is_proved_for_all_laws(line: str) -> None:
    verdict = verdict_on(line, board())
    assert (verdict.grade, verdict.points >= 8) == (Grade.PROVED, True), verdict


@pytest.mark.parametrize("line", FALSE)
def test_a_false_line_falls_to_a_law_and_is_not_proved(line: str) -> None:
    assert verdict_on(line, board()).grade is Grade.REFUTED
    proof = proof_of(line, board())
    assert proof is None or proof.conditions


def test_an_odd_function_of_a_symmetric_law_has_mean_zero() -> None:
    assert proof_of(r"E[\epsilon^3 \lvert \epsilon \rvert] = 0", board()) is not None
    assert proof_of(r"E[z^3 \lvert z \rvert] = 0", board()) is None


def test_what_is_given_is_read_and_written_back() -> None:
    for text in (r"\mathbb{E}[x \mid y, u]", r"\operatorname{Cov}[x, u \mid y]"):
        assert repr(board().formula(text)) == text
    assert board().formula("E[x | y]") == board().formula(r"\mathbb{E}[x \mid y]")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (r"E[x \mid a]", "only random names are given, and a"),
        (r"E[x \mid y = 1]", "what is given is a whole name"),
        (r"E[x \mid 2]", "a declared random name is given here, got '2'"),
        (r"E[|x| | y]", r"Write \\mid"),
        (r"x \mid y", "not expected here"),
    ],
)
def test_unclear_conditions_are_refused(text: str, why: str) -> None:
    with pytest.raises(LineError, match=why):
        board().formula(text)


def test_a_random_parameter_must_be_given() -> None:
    with pytest.raises(LineError, match="declare the law given='z'"):
        board().random("k_0", law=Gaussian("z", 1))
    with pytest.raises(LineError, match="and a is none"):
        board().random("k_0", law=Gaussian("a", 1), given="a")


def test_a_law_that_may_be_invalid_is_no_point() -> None:
    names = Notation()
    names.random("z", law=Gaussian(0, 1))
    names.random("x", law=Gaussian(0, "z"), given="z")
    with pytest.raises(LineError, match="perhaps a negative variance"):
        verdict_on("E[x^2] = E[z]", names)
