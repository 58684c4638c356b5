"""Hints name an argument; its parts are proved, and a wrong hint proves nothing."""

import pytest
from tests.proof.kernel.scalar_names import NAMES, proof_of, proves

from linebyline.proof.kernel import (
    Certificate,
    ConvexMinimum,
    Induction,
    Monotone,
    exp_gap,
    log_gap,
)
from linebyline.proof.tree import number, sum_over

N, X, A, H = (NAMES.names[name] for name in ("n", "x", "a", "h"))


def test_induction_starts_at_its_base() -> None:
    assert proves(r"\sum_{i=1}^n (2 i - 1) = n^2", hint=Induction(N))
    assert not proves(r"\sum_{i=1}^n (2 i - 1) = n^2 + 1", hint=Induction(N))
    assert not proves(r"2^n \ge n^2", hint=Induction(N))
    assert proves(r"2^n \ge n^2", r"n \ge 4", hint=Induction(N, base=4))


def test_induction_does_not_start_below_what_is_declared() -> None:
    assert not proves(r"2^n \ge n^2", hint=Induction(N, base=4))
    assert not proves(r"2^n > n + 1", hint=Induction(N, base=2))


def test_induction_takes_a_multiplier_that_is_not_negative() -> None:
    line = r"(1 + h)^n \ge 1 + n h"
    assert proves(line, hint=Induction(N, multiplier=NAMES.formula("1 + h")))
    assert not proves(line, hint=Induction(N, multiplier=NAMES.formula("x")))
    assert not proves(
        r"(1 + x)^n \ge 1 + n x", hint=Induction(N, multiplier=NAMES.formula("1 + x"))
    )


@pytest.mark.parametrize("given", ["w_n = 1", r"n \le 3", r"\sum_{i=1}^n w_i = 0"])
def test_induction_refuses_what_else_depends_on_the_size(given: str) -> None:
    assert proves(r"\sum_{i=1}^n i = \frac{n(n+1)}{2}", given)
    assert not proves(r"2^n \ge n + 1", given, hint=Induction(N))


def test_induction_refuses_probabilities_of_that_size() -> None:
    assert not proves(r"\sum_{i=1}^n P_i^2 \le n", hint=Induction(N))


def test_a_certificate_is_multiplied_out() -> None:
    gap = Certificate(log_gap(NAMES.formula("a")))
    assert proves(r"\log a \le a - 1", hint=gap)
    assert not proves(r"\log a \le a - 2", hint=gap)
    assert not proves(r"\log a < a - 1", hint=gap)
    assert proves(r"e^x \ge 1 + x", hint=Certificate(exp_gap(NAMES.formula("x"))))


def test_a_certificate_must_be_plainly_nonnegative() -> None:
    assert not proves("x - 1 - \\log x \\ge 0", hint=Certificate(log_gap(NAMES.formula("x"))))
    assert not proves("x y \\ge 0", hint=Certificate(NAMES.formula("x y")))
    assert proves("x^2 + x^2 y^2 \\ge 0", hint=Certificate(NAMES.formula("x^2 + x^2 y^2")))


def test_a_certificate_may_be_a_sum_of_gaps() -> None:
    i = NAMES.names["i"]
    body = NAMES.formula("P_i") * log_gap(NAMES.formula(r"\frac{Q_i}{P_i}"))
    hint = Certificate(sum_over(body, i, number(1), NAMES.formula("n")))
    assert proves(r"\sum_{i=1}^n P_i \log\frac{P_i}{Q_i} \ge 0", hint=hint)
    assert not proves(r"\sum_{i=1}^n Q_i \log\frac{P_i}{Q_i} \ge 0", hint=hint)


def test_a_convex_function_is_least_where_its_slope_vanishes() -> None:
    assert proves(r"a - 1 - \log a \ge 0", hint=ConvexMinimum(A, number(1)))
    assert not proves(r"a - 1 - \log a \ge 0", hint=ConvexMinimum(A, number(2)))
    assert not proves(r"a - \frac{11}{10} - \log a \ge 0", hint=ConvexMinimum(A, number(1)))
    assert not proves(r"1 - \cos x \ge 0", hint=ConvexMinimum(X, number(0)))


def test_a_minimum_must_lie_in_the_domain() -> None:
    assert not proves(r"a^2 + 2 a + 1 \ge 0", hint=ConvexMinimum(A, number(-1)))


def test_a_function_with_a_jump_has_no_shape() -> None:
    assert proof_of(r"|x| \ge 0", hint=ConvexMinimum(X, number(0))) is None
    assert proof_of(r"\frac{1}{x^2} \ge 0", hint=ConvexMinimum(X, number(1))) is None


def test_a_function_that_grows_stays_above_its_start() -> None:
    assert proves(r"\sin h \le h", hint=Monotone(H, number(0)))
    assert not proves(r"\sin x \le x", hint=Monotone(X, number(0)))
    assert not proves(r"\sin h \le \frac{h}{2}", hint=Monotone(H, number(0)))
    assert not proves(r"h^2 \ge h", hint=Monotone(H, number(0)))
