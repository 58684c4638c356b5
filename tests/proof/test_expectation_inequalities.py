"""Inequalities between expectations: proved for every joint law, or broken by one."""

from functools import cache
from typing import Any

import pytest
from tests.proof.expectation_names import proof_of, verdict_on
from tests.proof.planted import plant

from linebyline.proof import Grade, Notation
from linebyline.proof.kernel import expectation_inequalities as inequalities
from linebyline.proof.laws import AnyLaw


@cache
def board() -> Notation:
    names = Notation()
    names.real("m")
    names.positive("v")
    names.function("g")
    names.function("f", convex=True)
    names.jointly("x y z")
    names.jointly("P Q", positive=True)
    names.random("H", law=AnyLaw("m", "v"))
    return names


TRUE = [
    r"E[x]^2 \le E[x^2]",
    r"E[x y]^2 \le E[x^2] E[y^2]",
    r"\lvert E[x y] \rvert \le \sqrt{E[x^2] E[y^2]}",
    r"Cov[x, y]^2 \le Var[x] Var[y]",
    r"E[x \mid y]^2 \le E[x^2 \mid y]",
    r"Var[E[x \mid y]] \le Var[x]",
    r"E[Var[x \mid y]] \le Var[x]",
    r"\lvert E[x] \rvert \le E[\lvert x \rvert]",
    r"e^{E[x]} \le E[e^x]",
    r"E[\log P] \le \log E[P]",
    r"E[\frac{1}{P}] \ge \frac{1}{E[P]}",
    r"f(E[x \mid y]) \le E[f(x) \mid y]",
    r"f(m) \le E[f(H)]",
    r"E[(x - E[x \mid y])^2] \le E[(x - g(y))^2]",
    r"E[(x - E[x \mid y, z])^2] \le E[(x - E[x \mid y])^2]",
    r"E[\mathbb{1}[P \ge v]] \le \frac{E[P]}{v}",
    r"E[\mathbb{1}[P > v]] \le \frac{E[P]}{v}",
    r"E[\mathbb{1}[\lvert x - E[x] \rvert \ge v]] \le \frac{Var[x]}{v^2}",
]  # fmt: skip
FALSE = [
    r"E[x^2] \le E[x]^2",
    r"E[x y] \le E[x] E[y]",
    r"E[x y]^2 \le E[x]^2 E[y]^2",
    r"E[g(x)] \ge g(E[x])",
    r"E[f(x)] \le f(E[x])",
    r"E[\log P] \ge \log E[P]",
    r"E[\log x] \le \log E[x]",
    r"E[x^3] \ge E[x]^3",
    r"Var[x \mid y] \le Var[x]",
    r"E[Var[x \mid y]] \ge Var[x]",
    r"E[\mathbb{1}[P \ge v]] \le \frac{E[P]}{2 v}",
    r"E[\mathbb{1}[x \ge v]] \le \frac{E[x]}{v}",
]  # fmt: skip


@pytest.mark.parametrize("line", TRUE)
def test_a_true_inequality_is_proved_for_every_joint_law(line: str) -> None:
    assert verdict_on(line, board()).grade is Grade.PROVED


@pytest.mark.parametrize("line", FALSE)
def test_a_false_inequality_falls_and_is_not_proved(line: str) -> None:
    assert verdict_on(line, board()).grade in (Grade.REFUTED, Grade.UNDECIDED)
    assert proof_of(line, board()) is None


def test_correlation_is_at_most_one_where_it_has_a_value() -> None:
    proof = proof_of(r"\frac{Cov[x, y]}{\sqrt{Var[x]} \sqrt{Var[y]}} \le 1", board())
    assert proof is not None
    assert len(proof.conditions) == 2


@pytest.mark.parametrize(
    ("name", "wrong", "line"),
    [
        ("_is_convex", lambda atom: True, r"g(E[x]) \le E[g(x)]"),
        ("is_nonnegative", lambda *_: True, r"E[\mathbb{1}[x \ge v]] \le \frac{E[x]}{v}"),
        ("exponential", lambda p, facts: 2 * inequalities.ONE, r"E[e^x] \ge 2"),
        ("_squares", lambda bodies, given, facts: iter(
            [inequalities.expectation(b, facts, given) for b in bodies]), r"E[x] \ge 0"),
    ],
)  # fmt: skip
def test_a_planted_error_proves_a_false_line(
    name: str, wrong: Any, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert proof_of(line, board()) is None
    monkeypatch.setattr(inequalities, name, wrong)
    assert proof_of(line, board()) is not None


def test_what_is_divided_by_counts_as_positive_only_if_it_is_not_negative(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = r"\frac{E[x^2]}{E[x]} \ge 0"
    assert proof_of(line, board()) is None
    right = inequalities._follows
    monkeypatch.setattr(
        inequalities, "_follows", lambda p, facts: p.single is not None or right(p, facts)
    )
    plant(monkeypatch, inequalities, "_is_about", lambda *_: True)
    assert proof_of(r"\frac{E[x^2] - E[x]^2}{E[x^2] - 1} \ge 0", board()) is None
