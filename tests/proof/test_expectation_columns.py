"""Expectations of random columns of any size: quadratic forms, covariances, least squares."""

import pytest
from tests.proof.expectation_names import columns, proof_of, verdict_on

from linebyline.proof import Grade

TRUE = [
    r"E[M x + r] = M \mu + r",
    r"Var[M x + r] = M \Sigma M^\top",
    r"Cov[M x, A x] = M \Sigma A^\top",
    r"Cov[x, y] = 0",
    r"Var[x + y] = \Sigma + \Lambda",
    r"E[y y^\top] = \Lambda + \nu \nu^\top",
    r"E[x^\top A x] = \operatorname{tr}(A \Sigma) + \mu^\top A \mu",
    r"E[y^\top A y] = \operatorname{tr}(A \Lambda) + \nu^\top A \nu",
    r"E[x^\top A y] = \mu^\top A \nu",
    r"E[\lVert y - \nu \rVert^2] = \operatorname{tr}(\Lambda)",
    r"\operatorname{tr}(Var[x]) = E[\lVert x - \mu \rVert^2]",
    r"E[(x - \mu)^\top \Sigma^{-1} (x - \mu)] = n",
    r"Var[c^\top y] = c^\top \Lambda c",
    r"E[x_i x_j] = \Sigma_{ij} + \mu_i \mu_j",
    r"E[x_i (c^\top x)] = (\Sigma c)_i + \mu_i c^\top \mu",
    r"E[t x] = a \mu",
    r"E[(\epsilon^\top \epsilon)^2] = n^2 + 2 n",
    r"Var[\epsilon^\top A \epsilon] = \operatorname{tr}(A A) + \operatorname{tr}(A A^\top)",
    r"E[(x^\top A x) x] = (\operatorname{tr}(A \Sigma) + \mu^\top A \mu) \mu"
    r" + \Sigma (A + A^\top) \mu",
    r"E[(c^\top (x - \mu))^4] = 3 (c^\top \Sigma c)^2",
    r"E[\hat\beta] = \beta",
    r"Var[\hat\beta] = s^2 (X^\top X)^{-1}",
    r"E[\lVert R \rVert^2] = (n - d) s^2",
    r"E[z] = \mu",
    r"Var[z] = L L^\top",
]
FALSE = [
    r"E[x x^\top] = \Sigma",
    r"E[y^\top A y] = \nu^\top A \nu",
    r"E[x^\top A x] = \operatorname{tr}(A \Sigma)",
    r"E[(y^\top y)^2] = (\operatorname{tr}(\Lambda) + \nu^\top \nu)^2"
    r" + 2 \operatorname{tr}(\Lambda \Lambda) + 4 \nu^\top \Lambda \nu",
    r"Cov[x, x] = 0",
    r"Cov[x, A x] = A \Sigma",
    r"E[x_i x_j] = \mu_i \mu_j",
    r"E[(x^\top A x) x] = (\operatorname{tr}(A \Sigma) + \mu^\top A \mu) \mu",
    r"E[(c^\top (x - \mu))^4] = (c^\top \Sigma c)^2",
    r"Var[\hat\beta] = s (X^\top X)^{-1}",
    r"E[\lVert R \rVert^2] = n s^2",
    r"Var[z] = L^\top L",
    r"x = \mu",
]


@pytest.mark.parametrize("line", TRUE)
def test_a_true_line_is_proved_for_all_sizes(line: str) -> None:
    verdict = verdict_on(line, columns())
    assert (verdict.grade, verdict.conditions) == (Grade.PROVED, ()), verdict
    assert verdict.points >= 8


@pytest.mark.parametrize("line", FALSE)
def test_a_false_line_falls_to_a_law(line: str) -> None:
    assert verdict_on(line, columns()).grade is Grade.REFUTED


@pytest.mark.parametrize("line", FALSE)
def test_the_kernel_alone_proves_no_false_line(line: str) -> None:
    proof = proof_of(line, columns())
    assert proof is None or proof.conditions


def test_beyond_two_moments_nothing_is_claimed_of_an_unknown_law() -> None:
    line = r"E[(e^\top e)^2] = n (n + 2) s^4"
    assert proof_of(line, columns()) is None
    assert verdict_on(line, columns()).grade is Grade.REFUTED
