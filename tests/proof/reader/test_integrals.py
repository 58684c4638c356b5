"""Integrals as they are written, and what is refused."""

import pytest

from linebyline.proof import LineError, Notation
from linebyline.proof.reader import read_plain_formula


@pytest.fixture
def names() -> Notation:
    notation = Notation()
    notation.real("x y t a b")
    notation.positive("s")
    notation.unit("u")
    notation.size("n")
    notation.function("f g")
    notation.density("q", given=1)
    return notation


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\int_0^1 f(x) dx", r"\int_0^1 f(x) \, \mathrm{d}x"),
        (r"\int\limits_{0}^{1} f(x)\,\mathrm dx", r"\int_0^1 f(x) \, \mathrm{d}x"),
        (r"\int f(x) dx", r"\int_{-\infty}^\infty f(x) \, \mathrm{d}x"),
        (r"\int u^2 du", r"\int_0^1 u^2 \, \mathrm{d}u"),
        (r"\int s \, ds", r"\int_0^\infty s \, \mathrm{d}s"),
        (r"\int_a^b f(x) + g(x) dx", r"\int_a^b f(x) + g(x) \, \mathrm{d}x"),
        (r"2 \int_{-\infty}^{+\infty} f(x) dx + 1",
         r"2 \int_{-\infty}^\infty f(x) \, \mathrm{d}x + 1"),
        (r"\int_0^1 \int_0^y f(x) g(y) dx dy",
         r"\int_0^1 \int_0^y f(x) g(y) \, \mathrm{d}x \, \mathrm{d}y"),
        (r"\int q(x \mid y) dx", r"\int_{-\infty}^\infty q(x \mid y) \, \mathrm{d}x"),
    ],
)  # fmt: skip
def test_an_integral_is_read_and_written_back(names: Notation, written: str, shown: str) -> None:
    formula = names.formula(written)
    assert repr(formula) == shown
    assert names.formula(shown) == formula


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("int(f(x), x)", r"\int f(x) dx"),
        ("int(f(x), x, 0, oo)", r"\int_0^\infty f(x) dx"),
        ("int(x f(x), x, -oo, a + b)", r"\int_{-\infty}^{a + b} x f(x) dx"),
    ],
)
def test_plain_integrals_mean_the_same(names: Notation, written: str, same: str) -> None:
    assert read_plain_formula(written, names.names) == names.formula(same)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (r"\int \frac{dx}{x}", "the differential is missing"),
        (r"\int_0^1 f(x)", "the differential is missing"),
        (r"\int dx f(x)", "stands behind the integrand"),
        (r"\int_0 f(x) dx", "both limits"),
        (r"\int_0^x f(x) dx", "x is bound by this integral"),
        (r"\int \int f(x) dx dx", "x is bound by this integral"),
        (r"\int f(x) dn", "over a declared real number"),
        (r"\int f(x) dz", "the differential is missing"),
        (r"\infty", "is no number"),
        (r"\sum_{i=1}^\infty 1", "i"),
    ],
)
def test_unclear_integrals_are_refused(names: Notation, written: str, message: str) -> None:
    with pytest.raises(LineError, match=message):
        names.formula(written)


def test_a_declared_d_needs_an_upright_differential(names: Notation) -> None:
    names.real("d")
    with pytest.raises(LineError, match="as d is declared"):
        names.formula(r"\int_0^1 d x")
    assert repr(names.formula(r"\int_0^1 d x \, \mathrm{d}x")) == r"\int_0^1 d x \, \mathrm{d}x"


def test_convergence_can_be_assumed(names: Notation) -> None:
    names.assume(r"\int |f(x)| dx < \infty")
    assert repr(names.assumptions[0]).endswith(r"< \infty")
    with pytest.raises(LineError, match="is no number"):
        names.assume(r"\int |f(x)| dx < 1 + \infty")
