"""Changes of variables and integration by parts, each beside its planted error."""

import pytest
from tests.proof.kernel.integral_names import notation

from linebyline.proof.kernel import ByParts, Substitution, prove
from linebyline.proof.verdict import Proof

NAMES = notation()
SLOPE = r"\frac{\partial}{\partial x}"


def moved(line: str, formula: str) -> Proof | None:
    x, t = (NAMES.names[name] for name in "xt")
    return prove(NAMES.relation(line), (), Substitution(x, t, NAMES.formula(formula)))


def by_parts(line: str, first: str, second: str, *assumed: str) -> Proof | None:
    hint = ByParts(NAMES.names["x"], NAMES.formula(first), NAMES.formula(second))
    return prove(NAMES.relation(line), tuple(map(NAMES.relation, assumed)), hint)


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        (r"\int f(x) dx = \int s f(s t + m) dt", "s t + m"),
        (r"\int_0^\infty f(x) dx = \int e^t f(e^t) dt", "e^t"),
        (r"\int_0^1 f(x) dx = \int_0^1 2 t f(t^2) dt", "t^2"),
        (r"\int_0^1 f(x) dx = \int_0^1 f(1 - t) dt", "1 - t"),
        (r"\int f(x) dx = \int f(-t) dt", "-t"),
        (r"\int_s^r f(x) dx = \int_{s/2}^{r/2} 2 f(2 t) dt", "2 t"),
    ],
)
def test_a_change_of_variables_is_proved(line: str, formula: str) -> None:
    assert moved(line, formula) is not None


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        (r"\int f(x) dx = \int f(s t + m) dt", "s t + m"),  # the derivative is missing
        (r"\int_{-1}^1 f(x) dx = \int_{-1}^1 2 t f(t^2) dt", "t^2"),  # not one to one
        (r"\int_0^1 f(x) dx = \int_0^2 2 t f(t^2) dt", "t^2"),  # other limits
        (r"\int_0^1 f(x) dx = -\int_0^1 f(1 - t) dt", "1 - t"),  # the sign
        (r"\int f(x) dx = \int a f(a t) dt", "a t"),  # a of unknown sign
        (r"\int_0^1 f(x + t) dx = \int_0^1 2 t f(t^2 + t) dt", "t^2"),  # t is taken
    ],
)
def test_a_wrong_change_of_variables_is_not(line: str, formula: str) -> None:
    assert moved(line, formula) is None


def test_parts_between_finite_ends_show_their_boundary() -> None:
    line = r"""\int_a^b f(x) \frac{\partial}{\partial x} g(x) dx
        = f(b) g(b) - f(a) g(a) - \int_a^b g(x) \frac{\partial}{\partial x} f(x) dx"""
    proof = by_parts(line, "f(x)", "g(x)")
    assert proof is not None
    assert proof.conditions == ()
    without = r"""\int_a^b f(x) \frac{\partial}{\partial x} g(x) dx
        = - \int_a^b g(x) \frac{\partial}{\partial x} f(x) dx"""
    assert by_parts(without, "f(x)", "g(x)") is None


STEIN = r"""\int e^{-\frac{x^2}{2}} \frac{\partial}{\partial x} f(x) dx
    = \int x e^{-\frac{x^2}{2}} f(x) dx"""


def test_a_vanishing_boundary_is_a_condition() -> None:
    proof = by_parts(STEIN, "f(x)", r"e^{-\frac{x^2}{2}}")
    assert proof is not None
    (condition,) = proof.conditions
    assert repr(condition).endswith(r"< \infty")


def test_an_assumption_discharges_the_boundary() -> None:
    assumed = r"\int |f(x)| e^{-\frac{x^2}{2}} dx < \infty"
    proof = by_parts(STEIN, "f(x)", r"e^{-\frac{x^2}{2}}", assumed)
    assert proof is not None
    assert proof.conditions == ()


def test_an_assumption_on_another_function_does_not() -> None:
    assumed = r"\int |g(x)| e^{-\frac{x^2}{2}} dx < \infty"
    proof = by_parts(STEIN, "f(x)", r"e^{-\frac{x^2}{2}}", assumed)
    assert proof is not None
    assert len(proof.conditions) == 1


@pytest.mark.parametrize(
    "line",
    [
        rf"\int p(x) {SLOPE} f(x) dx = \int f(x) {SLOPE} p(x) dx",
        r"\int x \frac{\partial}{\partial x} p(x) dx = 1",
        rf"\int_0^\infty p(x) {SLOPE} f(x) dx = -\int_0^\infty f(x) {SLOPE} p(x) dx",
    ],
)
def test_wrong_parts_are_not_proved(line: str) -> None:
    assert by_parts(line, "f(x)", "p(x)") is None
    assert by_parts(line, "x", "p(x)") is None


def test_a_derivative_passes_under_the_integral_only_where_it_may() -> None:
    regular = r"""\frac{\partial}{\partial \theta} \int f(x) R(x \mid \theta) dx
        = \int f(x) \frac{\partial}{\partial \theta} R(x \mid \theta) dx"""
    assert prove(NAMES.relation(regular)) is not None
    assert prove(NAMES.relation(regular.replace("R(", "w("))) is None
    twice = regular.replace(r"f(x) R(x \mid \theta)", r"f(\theta x) R(x \mid \theta)")
    assert prove(NAMES.relation(twice)) is None
