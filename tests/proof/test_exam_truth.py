"""Every truth value of the exam, worked out again without the checker."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from mpmath import mp
from tests.proof import exam_integrals
from tests.proof.exam_oracle import Reader
from tests.proof.exam_points import Declared, drawn, given
from tests.proof.exam_values import TooClose, Undefined, compare

from linebyline.proof.exam.runner import read_cases

POINTS, DRAWS, DRAWS_ALONE = 12, 400, 100
POINTS_OF_INTEGRALS, POINTS_OF_DOUBLE_INTEGRALS = 3, 1
DIGITS_OF_DOUBLE_INTEGRALS = 25
CASES = [case for case in read_cases() if "needs" not in case and case["truth"] != "refuse"]
TRUE = [case for case in CASES if case["truth"] is True]
FALSE = [case for case in CASES if case["truth"] is False]


def named(cases: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("case", cases, ids=[case["id"] for case in cases])


def verdicts(case: dict[str, Any]) -> Iterator[tuple[bool, bool]]:
    """Whether the premise and the line hold, at points where both sides have a value."""
    declared = Declared(case)
    relation, premise = declared.relation(case["line"]), declared.premise(case["line"])
    for env in itertools.islice(drawn(case, declared, seed=1), DRAWS if declared.rows else 1):
        try:
            yield premise(env), relation(env)
        except Undefined:
            continue


@named(FALSE)
def test_the_counterexample_breaks_a_false_line(case: dict[str, Any]) -> None:
    declared = Declared(case)
    env = given(case, declared)
    assert not declared.relation(case["line"])(env), f"{case['line']} holds at {case.get('at')}"


@named(TRUE)
def test_a_true_line_holds_wherever_its_premise_does(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    under_premise = 0
    points = POINTS_OF_INTEGRALS if r"\int" in case["line"] else POINTS
    if r"\int \int" in case["line"]:  # a quadrature in each step of a quadrature
        points = POINTS_OF_DOUBLE_INTEGRALS
        monkeypatch.setattr(exam_integrals, "QUADRATURE", DIGITS_OF_DOUBLE_INTEGRALS)
    for premise, holds in verdicts(case):
        assert holds
        under_premise += premise
        if under_premise == points:
            break
    assert under_premise, "no point satisfies the premise with a value on both sides"


def test_random_points_alone_break_most_false_lines() -> None:
    broken = sum(
        any(not holds for _, holds in itertools.islice(verdicts(case), DRAWS_ALONE))
        for case in FALSE
    )
    assert broken > 0.85 * len(FALSE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"\sum_{i=1}^n i^2", 14), (r"\prod_{i=1}^n (x + i)", 60), (r"|{-2}| |x|", 4),
        (r"\frac{\partial}{\partial x} x^3", 12), (r"\frac12 x", 1), (r"\binom{4}{x} - 3!", 0),
        (r"\sin^2 x + \cos^2(x)", 1), (r"-x^2 + \max(x, n)", -1), (r"x / 4 \cdot 2", 1),
        (r"\operatorname{tr}(A^\top A)", 6), (r"\det(A^{-1})", -1), (r"(A A)_{1,2}", 2),
        (r"A_{2,1} + A_{1,1}", 1), (r"\det\begin{pmatrix} x & 1 \\ 3 & n \end{pmatrix}", 3),
    ],
)  # fmt: skip
def test_the_second_reader_knows_small_values(text: str, value: int) -> None:
    env = {"x": mp.mpf(2), "n": mp.mpf(3), "A": mp.matrix([[0, 1], [1, 2]])}
    got = Reader(text, {}, {*env, "i"}).formula()(env)
    assert abs(got - value) < mp.mpf(10) ** -30


def test_a_point_outside_its_domain_is_no_counterexample() -> None:
    case = {"id": "planted", "names": ["positive x"], "line": "x > 0", "at": {"x": "-1"}}
    with pytest.raises(AssertionError, match="planted: x"):
        given(case, Declared(case))


def test_a_point_against_the_assumptions_is_no_counterexample() -> None:
    case = {"id": "planted", "names": ["real x"], "assume": ["x > 0"], "at": {"x": "-1"}}
    with pytest.raises(AssertionError, match="x > 0 fails"):
        given(case, Declared(case))


def test_values_too_close_to_tell_are_not_decided() -> None:
    with pytest.raises(TooClose):
        compare("=", mp.mpf(1), 1 + mp.mpf(10) ** -48, False)
