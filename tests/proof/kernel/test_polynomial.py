"""Arithmetic of polynomials over atoms: the laws of a ring, and the reductions of powers."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    I,
    Polynomial,
    TooLarge,
    forget_atoms,
    monomial,
    product,
    rational,
    total,
)

X, Y, T = (Atom("symbol", name, (name,), (name,)) for name in "xyt")
ATOMS = [X, Y, T]
NUMBERS = st.fractions(min_value=-3, max_value=3, max_denominator=4)
EXPONENTS = st.one_of(st.integers(-2, 3), st.sampled_from([Fraction(1, 2), Fraction(-3, 2)]))
TERMS = st.dictionaries(st.sampled_from(ATOMS), EXPONENTS, max_size=2)
POLYNOMIALS = st.lists(st.tuples(NUMBERS, TERMS), max_size=4).map(
    lambda terms: total(monomial(c, powers) for c, powers in terms)
)


@settings(max_examples=60, deadline=None)
@given(POLYNOMIALS, POLYNOMIALS, POLYNOMIALS)
def test_polynomials_are_a_commutative_ring(p: Polynomial, q: Polynomial, r: Polynomial) -> None:
    assert p + q == q + p
    assert p * q == q * p
    assert (p + q) + r == p + (q + r)
    assert (p * q) * r == p * (q * r)
    assert p * (q + r) == p * q + p * r
    assert p - p == ZERO
    assert p * ONE == p


@settings(max_examples=40, deadline=None)
@given(POLYNOMIALS, POLYNOMIALS)
def test_equal_keys_mean_equal_polynomials(p: Polynomial, q: Polynomial) -> None:
    assert (p.key == q.key) == (p == q)


def test_equal_atoms_are_one_object() -> None:
    assert Atom("symbol", "x") is Atom("symbol", "x")
    assert Atom("symbol", "x") is not Atom("bound", "x")


def test_names_are_forgotten_between_notations() -> None:
    before = Atom("symbol", "forgotten")
    forget_atoms()
    assert Atom("symbol", "forgotten") is not before


@pytest.mark.parametrize(
    ("atom", "exponent", "expected"),
    [
        (Atom("prime", "2", (2,)), 3, Polynomial.number(8)),
        (Atom("prime", "2", (2,)), Fraction(3, 2), None),
        (Atom("imaginary", "i"), 2, Polynomial.number(-1)),
        (Atom("imaginary", "i"), 3, -I),
        (Atom("parity", "m"), 2, ONE),
        (Atom("parity", "m"), -1, None),
        (Atom("delta", "d"), 4, None),
    ],
)
def test_powers_of_special_atoms_are_reduced(
    atom: Atom, exponent: int, expected: Polynomial | None
) -> None:
    reduced = monomial(1, {atom: exponent})
    if expected is not None:
        assert reduced == expected
    else:
        (powers,) = [dict(m) for m in reduced.terms]
        assert powers[atom] in (1, Fraction(1, 2))


def test_the_square_of_a_sine_is_one_minus_the_square_of_the_cosine() -> None:
    t = Polynomial.of(X)
    sine, cosine = Polynomial.of(Atom("sine", args=(t,))), Polynomial.of(Atom("cosine", args=(t,)))
    assert sine * sine + cosine * cosine == ONE
    assert sine * sine - cosine * cosine != ONE


def test_a_base_opens_when_its_power_is_whole() -> None:
    inside = Polynomial.of(X) + Polynomial.of(Y)
    root = Polynomial.of(Atom("base", args=(inside,)), Fraction(1, 2))
    assert root * root == inside
    assert root * root * root == inside * root


def test_an_exponent_that_cancels_leaves_no_trace() -> None:
    x = Polynomial.of(X)
    assert x * Polynomial.of(X, -1) == ONE
    assert product([x, x, Polynomial.of(X, -2)]) == ONE


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError, match=r"float 0\.1"):
        rational(0.1)
    with pytest.raises(TypeError, match="float"):
        Polynomial.of(X) * 0.5


def test_powers_that_would_be_too_long_are_refused() -> None:
    with pytest.raises(TooLarge):
        (Polynomial.of(X) + ONE) ** 1000
    with pytest.raises(TooLarge):
        monomial(1, {Atom("prime", "2", (2,)): 10**9})
