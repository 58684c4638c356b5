"""The values of integrals: certified where balls enclose them, none where they diverge."""

from random import Random

import flint
import pytest
from flint import arb, fmpq

from linebyline.proof import Notation, refuter
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.refuter.draw_densities import DrawnDensity
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.numbers import Undecided, Undefined


@pytest.fixture
def names() -> Notation:
    return notation_of(["real x y t a", "function f", "density p q", "density w 1 given 1"])


def value(names: Notation, text: str, **env: object) -> arb:
    with flint.ctx.workprec(80):
        return arb(evaluate(names.formula(text), dict(env)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\int_0^1 x^2 dx", "1/3"),
        (r"\int_1^0 x^2 dx", "-1/3"),
        (r"\int_0^\infty x^2 e^{-x} dx", "2"),
        (r"\int_0^1 \frac{1}{\sqrt{x}} dx", "2"),
        (r"\int_0^1 \log x dx", "-1"),
        (r"\int_{-1}^2 |x| dx", "5/2"),
        (r"\int_0^2 \max(x, 1) dx", "5/2"),
        (r"\int_0^3 \operatorname{sign}(x - 1) dx", "1"),
        (r"\int_1^\infty x^{-3} dx", "1/2"),
        (r"\int_0^1 \int_0^x y dy dx", "1/6"),
    ],
)
def test_values_enclose_the_integral(names: Notation, text: str, expected: str) -> None:
    top, _, bottom = expected.partition("/")
    ball = value(names, text)
    assert ball.overlaps(arb(fmpq(int(top), int(bottom or 1))))
    assert ball.rad() < 1e-8


@pytest.mark.parametrize(
    "text",
    [
        r"\int_1^\infty \frac{1}{x} dx",
        r"\int_0^1 \frac{1}{x} dx",
        r"\int_{-1}^1 \frac{1}{x} dx",
        r"\int_{-1}^2 \frac{1}{x^2} dx",
        r"\int_0^\infty \sin x dx",
        r"\int_0^\infty \frac{\sin x}{x} dx",
        r"\int x dx",
        r"\int e^{x^2} dx",
    ],
)
def test_a_divergent_integral_has_no_value(names: Notation, text: str) -> None:
    with pytest.raises((Undefined, Undecided)):
        value(names, text)


def test_limits_and_parameters_may_be_differentiated(names: Notation) -> None:
    slope = value(names, r"\frac{\partial}{\partial t} \int_0^{t} x t dx", t=fmpq(2))
    assert slope.overlaps(arb(6))
    second = r"\frac{\partial}{\partial t} \frac{\partial}{\partial t} \int_t^1 e^{x t} dx"
    ball = value(names, second, t=fmpq(0))
    assert ball.overlaps(arb(fmpq(1, 3)))
    assert ball.rad() < 1e-15


@pytest.mark.parametrize("seed", range(6))
def test_drawn_densities_integrate_to_one(names: Notation, seed: int) -> None:
    plain, given = (DrawnDensity(names.names[name], Random(seed)) for name in "pw")
    assert abs(value(names, r"\int p(x) dx", p=plain) - 1) < 1e-12
    assert abs(value(names, r"\int w(x \mid a) dx", w=given, a=fmpq(3, 2)) - 1) < 1e-12


def test_a_finite_range_is_certified_and_a_tail_is_not(names: Notation) -> None:
    finite = refuter.search(names.relation(r"\int_0^1 x dx = 1")).witness
    tail = refuter.search(names.relation(r"\int_0^\infty e^{-x} dx = 2")).witness
    assert finite is not None
    assert finite.certified
    assert tail is not None
    assert not tail.certified
    assert str(tail).endswith("(in rounded arithmetic)")
    assert "rounded" not in str(finite)


def test_a_witness_keeps_densities_densities(names: Notation) -> None:
    witness = refuter.search(names.relation(r"\int p(x) q(x) dx = 1")).witness
    assert witness is not None
    assert all("N(" in shown or "logistic" in shown for shown in witness.values.values())


def test_an_infinite_bound_says_that_the_integral_converges(names: Notation) -> None:
    assumed = (names.relation(r"\int |f(x)| dx < \infty"),)
    found = refuter.search(names.relation(r"\int f(x) dx = \int f(x + 1) dx"), assumed)
    assert found.witness is None
    assert found.points >= 2
