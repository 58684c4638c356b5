"""Side conditions: what is divided by, whose logarithm is taken, and when they vanish."""

import pytest
from tests.proof.kernel.scalar_names import conditions_of, proof_of, proves


@pytest.mark.parametrize(
    ("line", "conditions"),
    [
        (r"\frac{x}{x} = 1", {r"x \ne 0"}),
        (r"\frac{1}{x} + \frac{1}{y} = \frac{x + y}{x y}", {r"x \ne 0", r"y \ne 0"}),
        (r"\frac{x^2 - y^2}{x - y} = x + y", {r"x - y \ne 0"}),
        (r"\log x - \log x = 0", {"x > 0"}),
        (r"e^{\log x} = x", {"x > 0"}),
        (r"\tan x \cos x = \sin x", {r"\cos x \ne 0"}),
        (r"x^2 = y^2 \Rightarrow x + y = 0", None),
        (r"x y = x t \Rightarrow y = t", {r"x \ne 0"}),
        (r"\log(x^2) = 2 \log|x|", {r"x \ne 0"}),
        (r"\frac{\partial}{\partial x} |x| = \frac{|x|}{x}", {r"x \ne 0"}),
        (r"x^{m} x^{k} = x^{m + k}", {r"x \ne 0"}),
    ],
)
def test_what_is_divided_by_is_recorded(line: str, conditions: set[str] | None) -> None:
    if conditions is None:
        assert proof_of(line) is None
    else:
        assert conditions_of(line) == conditions


@pytest.mark.parametrize(
    ("line", "given"),
    [
        (r"\frac{x}{x} = 1", (r"x \ne 0",)),
        (r"\frac{x}{x} = 1", ("x > 0",)),
        (r"\frac{x}{x} = 1", ("x < y", "y < 0")),
        (r"\frac{x}{x} = 1", (r"x^2 \ne 0",)),
        (r"\frac{x y}{x y} = 1", (r"x y \ne 0",)),
        (r"\frac{x - y}{x - y} = 1", ("x > y",)),
        (r"\log x - \log x = 0", (r"x \ge 2",)),
        (r"\frac{1}{1 - x y} (1 - x y) = 1", ("x^2 < 1", "y^2 < 1")),
        (r"\tan\alpha \cos\alpha = \sin\alpha", (r"\cos\alpha > 0",)),
    ],
)
def test_a_condition_vanishes_where_the_assumptions_give_it(
    line: str, given: tuple[str, ...]
) -> None:
    assert not proves(line)
    assert proves(line, *given)


@pytest.mark.parametrize(
    ("line", "given"),
    [
        (r"\frac{x}{x} = 1", (r"y \ne 0",)),
        (r"\frac{x}{x} = 1", (r"x \ge 0",)),
        (r"\log x - \log x = 0", (r"x \ne 0",)),
        (r"\frac{x - y}{x - y} = 1", (r"x \ge y",)),
    ],
)
def test_a_condition_stays_where_the_assumptions_do_not_give_it(
    line: str, given: tuple[str, ...]
) -> None:
    assert not proves(line, *given)


def test_what_is_known_not_to_be_zero_is_no_condition() -> None:
    assert proves(r"\frac{v}{v} = 1")
    assert proves(r"\frac{1 + x^2}{1 + x^2} = 1")
    assert proves(r"\frac{e^x}{e^x} = 1")
    assert proves(r"\frac{\sin\theta}{\sin\theta} = 1")
    assert proves(r"\frac{2 + \cos x}{2 + \cos x} = 1")
    assert proves(r"\frac{2 m + 1}{2 m + 1} = 1")


def test_a_failed_attempt_leaves_no_condition_behind() -> None:
    """Solving for t would divide by x; the combination that divides by nothing comes first."""
    assert proves("x t = x y", "t = y")
    assert proves(r"x t + y^2 = 2", "x t = 2 - y^2")


def test_a_premise_gives_the_condition_of_its_conclusion() -> None:
    assert proves(r"x > 0 \Rightarrow \frac{x}{x} = 1")
    assert not proves(r"x \ge 0 \Rightarrow \frac{x}{x} = 1")


def test_a_division_by_zero_is_never_proved() -> None:
    assert proof_of(r"\frac{x}{0} = \frac{y}{0}") is None
    assert proof_of(r"\frac{1}{x - x} = \frac{2}{y - y}") is None
    assert proof_of(r"\log 0 = \log 0 + 1") is None


def test_a_contradictory_premise_proves_nothing() -> None:
    assert proof_of(r"x = x + 1 \Rightarrow 1 = 2") is None
    assert proof_of("1 = 2", "x = 1", "x = 2") is None
    assert proof_of(r"y = 5", "x = 1", "x = 2") is None
    assert proof_of(r"x^2 < 0 \Rightarrow y > 1") is None
