"""Long lines are given up at the same step everywhere, and quickly."""

import time

import pytest
from tests.proof.kernel.scalar_names import NAMES, proof_of

from linebyline.proof import kernel
from linebyline.proof.kernel import z3_signs
from linebyline.proof.kernel.assumptions import facts_from
from linebyline.proof.kernel.budget import BudgetExceeded, allowance, refill, spend
from linebyline.proof.kernel.factor import HIGHEST_DEGREE, factor
from linebyline.proof.kernel.polynomial import TooLarge
from linebyline.proof.kernel.read import read
from linebyline.proof.relation import Relation
from linebyline.proof.tree import call, number, power, symbol

X = symbol(NAMES.names["x"])


def test_steps_run_out() -> None:
    refill(10)
    with pytest.raises(BudgetExceeded):
        spend(11)
    refill()
    spend(11)


def test_an_allowance_is_part_of_the_whole() -> None:
    refill(100)
    with pytest.raises(BudgetExceeded), allowance(10):
        spend(11)
    spend(80)
    with pytest.raises(BudgetExceeded):
        spend(20)
    refill()


@pytest.mark.parametrize(
    "line",
    [
        r"(x + y + t + s)^{64} = 1",
        r"\cos(1000 x) = 1",
        r"(\sum_{i=1}^n w_i)^{30} = 1",
        r"\binom{n + 1000}{500} = 1",
    ],
)
def test_a_huge_line_is_given_up_soon(line: str) -> None:
    start = time.perf_counter()
    assert proof_of(line) is None
    assert time.perf_counter() - start < 5


def test_factors_of_a_high_degree_are_not_looked_for() -> None:
    """Factoring is flint's, and its time is not counted by steps."""
    refill()
    facts = facts_from(())
    for degree, is_factored in ((40, True), (HIGHEST_DEGREE + 1, False)):
        p = read(power(X, number(degree)) - 1, facts)
        if is_factored:
            assert len(factor(p).powers) > 2
        else:
            with pytest.raises(TooLarge, match="degree"):
                factor(p)


def test_a_huge_power_is_given_up() -> None:
    assert kernel.prove(Relation("=", power(X + 1, number(10**6)), X)) is None
    assert kernel.prove(Relation("=", power(number(2), number(10**9)), X)) is None
    tower = power(number(2), power(number(2), power(number(2), number(40))))
    assert kernel.prove(Relation("=", tower, X)) is None


def test_deep_nesting_is_given_up() -> None:
    formula = X
    for _ in range(2000):
        formula = call("sqrt", power(formula, number(2)) + 1)
    assert kernel.prove(Relation("=", formula, X)) is None


def test_proofs_do_not_depend_on_what_was_proved_before() -> None:
    lines = [r"\log(x y) = \log x + \log y", r"\sqrt{x^2} = |x|", r"x^2 + y^2 \ge 2 x y"]
    first = [proof_of(line) for line in lines]
    assert proof_of(r"x = y \Rightarrow f(x) = f(y)") is not None
    assert [proof_of(line) for line in reversed(lines)] == first[::-1]


def test_the_solver_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    motzkin = r"x^4 y^2 + x^2 y^4 + 1 \ge 3 x^2 y^2"
    with_solver = proof_of(motzkin)
    assert with_solver is not None
    assert "z3" in with_solver.method
    monkeypatch.setitem(__import__("sys").modules, "z3", None)
    assert not z3_signs.sign_by_z3.__module__.startswith("z3")
    assert proof_of(motzkin) is None
    assert proof_of(r"x^2 + y^2 \ge 2 x y") is not None


def test_the_solvers_steps_are_counted_and_depend_on_nothing_before() -> None:
    """A hopeless question takes up to the solver's limit, and that much of the kernel's steps."""
    hopeless = r"x^8 + y^8 + t^8 + s^8 + 1 \ge 4 x y t s - x y + t^3 s^2 + \frac{1}{100}"
    steps = []
    for _ in range(2):
        assert proof_of(hopeless) is None
        steps.append(kernel.steps_used())
        assert proof_of(r"x^4 y^2 + x^2 y^4 + 1 \ge 3 x^2 y^2") is not None
    assert steps[0] == steps[1] > 20_000
