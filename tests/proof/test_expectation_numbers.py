"""Expectations of random numbers: what is proved in general, and what falls to a finite law."""

import pytest
from tests.proof.expectation_names import numbers, proof_of, verdict_on

from linebyline.proof import Grade, LineError, Notation
from linebyline.proof.laws import AnyLaw

TRUE = {
    "linearity": [
        r"E[a x + b y + c] = (a + b) m + c",
        r"E[\sum_i \omega_i X_i] = m \sum_i \omega_i",
        r"E[\sum_i Z_i] = \sum_i \mu_i",
        r"E[a f(x) + b] = a E[f(x)] + b",
        r"E[\frac{1}{n} \sum_i f(X_i)] = E[f(X_1)]",
        r"E[E[x] y] = m^2",
        r"E[x - E[x]] = 0",
    ],
    "independence": [
        r"E[x y] = m^2",
        r"E[x f(y)] = m E[f(y)]",
        r"E[f(x) h(y)] = E[f(x)] E[h(y)]",
        r"E[X_i X_j] = m^2 + \delta_{ij} v",
        r"E[X_i Y_i] = m^2",
        r"E[x^2 y^2] = (m^2 + v)^2",
    ],
    "variance": [
        r"Var[x] = E[(x - m)^2]",
        r"Var[a x + b] = a^2 v",
        r"Var[x - y] = 2 v",
        r"Var[\sum_i X_i] = n v",
        r"Var[M] = \frac{v}{n}",
        r"Var[\sum_i \omega_i X_i] = v \sum_i \omega_i^2",
        r"E[\frac{1}{n} \sum_i (X_i - M)^2] = \frac{n - 1}{n} v",
        r"E[x^2] \ge E[x]^2",
        r"E[(x - a)^2] \ge v",
        r"Var[\sum_i X_i^2] = n Var[X_1^2]",
    ],
    "covariance": [
        r"Cov[x, y] = 0",
        r"Cov[x, x] = Var[x]",
        r"Cov[a x + y, b x - c y] = a b v - c v",
        r"Cov[X_i, M] = \frac{v}{n}",
        r"Cov[X_i - M, M] = 0",
        r"Var[x + y] = Var[x] + Var[y] + 2 Cov[x, y]",
    ],
    "normal moments": [
        r"E[g^2] = m^2 + s^2",
        r"E[g^3] = m^3 + 3 m s^2",
        r"E[g^4] = m^4 + 6 m^2 s^2 + 3 s^4",
        r"E[(g - m)^5] = 0",
        r"E[(g - m)^6] = 15 s^6",
        r"E[(\sum_i \omega_i G_i)^4] = 3 (\sum_i \omega_i^2)^2",
        r"E[e^{t \epsilon}] = e^{t^2 / 2}",
        r"E[g e^{t g}] = (m + t s^2) e^{m t + s^2 t^2 / 2}",
        r"E[(g - m) g^3] = s^2 E[\frac{\partial}{\partial g} g^3]",
    ],
    "other laws": [
        r"E[B^3] = p",
        r"E[e^{t B}] = 1 - p + p e^t",
        r"E[f(C_i)] = (1 - p) f(0) + p f(1)",
        r"Var[B] = p (1 - p)",
        r"Var[\sum_i C_i] = n p (1 - p)",
        r"E[O_j O_k] = \delta_{jk} \rho_j",
        r"Cov[O_j, O_k] = \delta_{jk} \rho_j - \rho_j \rho_k",
        r"Var[\sum_{l=1}^d Q_{l k}] = d \rho_k (1 - \rho_k)",
        r"Var[u] = \frac{s^2}{12}",
        r"E[u^4] = \frac{(a + s)^5 - a^5}{5 s}",
        r"E[x^3] = m^3 + 3 m v + E[(x - m)^3]",
    ],
    "machine learning": [
        r"E[\log \frac{p_1}{p_2}] = \log \frac{s_2}{s} + \frac{s^2 + (m - m_2)^2}{2 s_2^2}"
        r" - \frac{1}{2}",
        r"-E[\log p_1] = \frac{1}{2} \log(2 \pi e s^2)",
        r"E[(\frac{\partial}{\partial m} \log p_1)^2] = \frac{1}{s^2}",
        r"Var[\frac{D}{\sqrt{d}}] = v",
        r"E[(b + \eta - \hat{f})^2] = s^2 + (b - a)^2 + w",
        r"E[x_2] = \sqrt{\alpha \bar\alpha} x_0",
        r"Var[x_2] = 1 - \alpha \bar\alpha",
        r"\frac{\partial}{\partial m} E[(m + s \epsilon)^4]"
        r" = E[\frac{\partial}{\partial m} (m + s \epsilon)^4]",
    ],
}
FALSE = {
    "dependence": [
        r"E[x^2] = E[x]^2",
        r"E[X_i X_j] = m^2",
        r"E[x (x + y)] = 2 m^2",
        r"E[f(X_i) f(X_j)] = E[f(X_1)]^2",
        r"E[O_j O_k] = \rho_j \rho_k",
        r"Cov[X_i, M] = 0",
    ],
    "variance is not linear": [
        r"Var[a x] = a v",
        r"Var[x - y] = 0",
        r"Var[M] = v",
        r"Var[\sum_i X_i] = n^2 v",
        r"E[\frac{1}{n} \sum_i (X_i - M)^2] = v",
        r"E[(x - a)^2] = v",
    ],
    "an unknown law is not normal": [
        r"E[(x - m)^4] = 3 v^2",
        r"E[(x - m)^3] = 0",
        r"E[X_i^3] = E[x^3]",
        r"E[e^{x}] = e^{m + v / 2}",
        r"Var[x^2] = 2 v^2 + 4 m^2 v",
    ],
    "functions do not pass through": [
        r"E[f(x)] = f(m)",
        r"E[\lvert x \rvert] = \lvert m \rvert",
        r"E[\lvert x \rvert]^2 = m^2",
        r"E[e^{t \epsilon}] = 1",
        r"E[f(x) h(y)] = E[f(x) h(x)]",
    ],
    "other laws": [
        r"E[B^2] = p^2",
        r"E[e^{t B}] = e^{t p}",
        r"E[f(C_i)] = f(p)",
        r"Var[\sum_i C_i] = n p",
        r"E[(g - m)^6] = 3 s^6",
        r"Var[u] = \frac{s^2}{6}",
        r"Var[O_k] = \rho_k",
        r"E[Z_i] = m",
    ],
    "values are not laws": [
        r"x = E[x]",
        r"x > 0 \Rightarrow E[\lvert x \rvert] = E[x]",
        r"x = 3 \Rightarrow E[x] = 3",
        r"a = x \Rightarrow E[e^{a y}] = E[e^{x y}]",
        r"\lvert x \rvert E[\lvert x \rvert] = x m",
        r"m = 3 \Rightarrow E[f(x)] = E[f(y)]",
    ],
    "machine learning": [
        r"E[\log \frac{p_1}{p_2}] = \log \frac{s_2}{s} + \frac{(m - m_2)^2}{2 s_2^2}",
        r"Var[D] = v",
        r"E[(b + \eta - \hat{f})^2] = (b - a)^2 + w",
        r"Var[x_2] = 1 - \alpha",
    ],
}


def lines(groups: dict[str, list[str]]) -> list[str]:
    return [line for group in groups.values() for line in group]


@pytest.mark.parametrize("line", lines(TRUE))
def test_a_true_line_is_proved_for_all_laws_and_sizes(line: str) -> None:
    verdict = verdict_on(line, numbers())
    assert (verdict.grade, verdict.conditions) == (Grade.PROVED, ()), verdict
    assert verdict.points >= 8


@pytest.mark.parametrize("line", lines(FALSE))
def test_a_false_line_falls_to_a_law(line: str) -> None:
    assert verdict_on(line, numbers()).grade is Grade.REFUTED


@pytest.mark.parametrize("line", lines(FALSE))
def test_the_kernel_alone_proves_no_false_line(line: str) -> None:
    proof = proof_of(line, numbers())
    assert proof is None or proof.conditions


def test_a_counterexample_shows_the_law_that_broke_the_line() -> None:
    witness = verdict_on("E[(x - m)^3] = 0", numbers()).witness
    assert witness is not None
    assert "with probability" in witness.values["x"]


def test_the_refuter_says_what_it_cannot_evaluate() -> None:
    with pytest.raises(LineError, match="abs of a random number"):
        verdict_on(r"E[\lvert g \rvert] = m", numbers())


def test_nothing_is_claimed_of_how_an_unknown_law_moves() -> None:
    line = r"\frac{\partial}{\partial m} E[x^3] = 3 E[x^2]"
    assert proof_of(line, numbers()) is None
    with pytest.raises(LineError, match="how an unknown law moves"):
        verdict_on(line, numbers())


def test_an_invalid_law_is_no_point() -> None:
    board = Notation()
    board.real("m")
    board.random("x", law=AnyLaw("m", "-1 - m^2"))
    with pytest.raises(LineError, match="no point"):
        verdict_on("E[x] = m", board)
