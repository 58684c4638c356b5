"""A box is certified only where the inequality holds on all of it, and only the box is claimed."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linebyline.proof import Grade, LineError, LineRefuted, LineUndecided, OnBox, check
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.rungs.on_box import certify_on_box, simplest_between

GELU = (
    r"|\frac{x}{2} (1 + \tanh(\sqrt{\frac{2}{\pi}} (x + \frac{44715}{1000000} x^3)))"
    r" - \frac{x}{2} (1 + \operatorname{erf}(\frac{x}{\sqrt{2}}))|"
)
HOLDS = [
    (r"\log(1 + x) \le x", {"x": ("-1/2", 3)}),
    (r"\log x \le x - 1", {"x": ("1/3", 2)}),
    (r"\sin x \le x", {"x": (0, 3)}),
    (r"\cos x \ge 1 - \frac{x^2}{2}", {"x": (-2, 3)}),
    (r"\tanh x < x", {"x": ("1/10", 3)}),
    (GELU + r" < \frac{1}{1000}", {"x": (-6, 6)}),
    (r"x^2 + y^2 \ge 2 x y", {"x": (-1, 1), "y": (-1, 1)}),
    (r"e^x + y^2 \ge 1 + x + y^4", {"x": (-1, 1), "y": (-1, 1)}),
    (r"\max(x, 0) < \log(1 + e^x)", {"x": (-3, 3)}),
    (r"\frac{\partial}{\partial x} (x^3 + x) > 0", {"x": (-3, 1)}),
    (r"x \ge 0", {"x": (0, 3)}),
]
DOES_NOT_HOLD = [
    (r"\log(1 + x) < x", {"x": ("-1/2", 3)}),
    (r"\sin x \le x", {"x": ("-1/1000", 3)}),
    (r"\cos x \ge 1 - \frac{49 x^2}{100}", {"x": (-2, 3)}),
    (r"\tanh x < x", {"x": (0, 3)}),
    (GELU + r" < \frac{1}{10000}", {"x": (-6, 6)}),
    (r"x^2 + y^2 > 2 x y", {"x": (-1, 1), "y": (-1, 1)}),
    (r"e^x + y^2 \ge 1 + x + y^4", {"x": (-1, 1), "y": (-1, "11/10")}),
    (r"\max(x, 0) < \log(1 + e^x) - \frac{1}{20}", {"x": (-3, 3)}),
    (r"\frac{\partial}{\partial x} (x^3 - x) > 0", {"x": (-3, 1)}),
    (r"x^3 \ge 0", {"x": (-1, 3)}),
    (r"x^4 - 2 x^2 + 1 \ge \frac{1}{1000000}", {"x": (0, 3)}),
    (r"x > 0", {"x": (0, 3)}),
]


def certified(line, sides, assumptions=()):
    notation = notation_of(["real x y"], assumptions)
    return certify_on_box(notation.relation(line), notation.setting.assumptions, OnBox(sides))


@pytest.mark.parametrize(("line", "sides"), HOLDS)
def test_what_holds_on_the_box_is_certified(line, sides):
    assert "nothing is claimed outside" in certified(line, sides).method


@pytest.mark.parametrize(("line", "sides"), DOES_NOT_HOLD)
def test_what_fails_somewhere_in_the_box_is_not_certified(line, sides):
    found = certified(line, sides)
    assert found.method == ""
    assert "not certified" in found.why_not


@settings(deadline=None, max_examples=60)
@given(a=st.integers(-4, 4), b=st.integers(-4, 4), c=st.integers(-4, 4), d=st.integers(-4, 4))
def test_no_polynomial_with_a_negative_value_is_certified(a, b, c, d):
    found = certified(
        f"{a} x^3 + {b} x^2 + {c} x + {d} \\ge 0".replace("+ -", "- "), {"x": (-1, 2)}
    )
    places = [Fraction(k, 60) for k in range(-60, 121)]
    least = min(a * x**3 + b * x**2 + c * x + d for x in places)
    assert not (least < 0 and found.method)


def test_an_assumption_cuts_pieces_off():
    line = r"x y \le \frac{1}{3}"
    box = {"x": (0, 1), "y": (0, 1)}
    assert certified(line, box).method == ""
    assert certified(line, box, ["x + y < 1"]).method


def test_only_the_box_is_claimed():
    notation = notation_of(["real x"])
    verdict = check(r"\sin x \le x", notation, hint=OnBox({"x": (0, 3)})).lines[0].verdict
    assert verdict.grade is Grade.CERTIFIED_ON_BOX
    assert [repr(condition) for condition in verdict.conditions] == [r"x \ge 0", r"x \le 3"]
    assert "x in [0, 3]" in verdict.method
    assert verdict.mutants.refuted > 0


def test_a_counterexample_in_the_box_refutes_and_one_outside_does_not():
    notation = notation_of(["real x"])
    with pytest.raises(LineRefuted):
        check(r"\sin x \le x", notation, hint=OnBox({"x": (-1, 3)}))
    with pytest.raises(LineRefuted):
        check(r"\sin x \le x", notation)
    assert check(r"\sin x \le x", notation, hint=OnBox({"x": (0, 3)})).lines[0].verdict.points > 0


def test_what_is_proved_in_general_stays_proved():
    notation = notation_of(["real x"])
    verdict = check(r"e^x \ge 1 + x", notation, hint=OnBox({"x": (0, 1)})).lines[0].verdict
    assert verdict.grade is Grade.PROVED
    assert verdict.conditions == ()


def test_a_box_that_resists_leaves_the_line_undecided():
    notation = notation_of(["real x y"])
    box = OnBox({"x": (-1, 1), "y": (-1, 1)})
    with pytest.raises(LineUndecided, match="not certified near"):
        check(r"\cosh(x y) \ge \cos(x y)", notation, hint=box)


@pytest.mark.parametrize(
    ("line", "sides", "message"),
    [
        ("x = y", {"x": (0, 1), "y": (0, 1)}, "certifies"),
        (r"x \le y", {"x": (0, 1)}, "add y"),
        (r"x \le 1", {"x": (0, 1), "z": (0, 1)}, "does not mention"),
        (r"n \ge 1", {"n": (1, 3)}, "real numbers"),
    ],
)
def test_a_box_that_does_not_fit_the_line_is_refused(line, sides, message):
    notation = notation_of(["real x y", "size n"])
    with pytest.raises(LineError, match=message):
        check(line, notation, hint=OnBox(sides))


def test_ends_are_rational_and_in_order():
    with pytest.raises(TypeError, match="rational"):
        OnBox({"x": (0.1, 1)})
    with pytest.raises(ValueError, match="low to high"):
        OnBox({"x": (1, 1)})
    with pytest.raises(ValueError, match="at least one"):
        OnBox({})


@settings(deadline=None)
@given(a=st.fractions(-5, 5), b=st.fractions(-5, 5))
def test_the_simplest_fraction_lies_between_and_has_the_least_denominator(a, b):
    low, high = min(a, b), max(a, b)
    found = simplest_between(low, high)
    assert low <= found <= high
    for bottom in range(1, min(found.denominator, 40)):
        top = -(-low.numerator * bottom // low.denominator)
        assert Fraction(top, bottom) > high
