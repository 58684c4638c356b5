"""The arithmetic of possible signs never loses a sign that occurs."""

from fractions import Fraction
from itertools import combinations, product

import pytest

from linebyline.proof.kernel.sign_sets import Signs, add, multiply, negate, raise_to

SAMPLES = [-2, -1, Fraction(-1, 3), 0, Fraction(1, 3), 1, 2, 1j, -1j, 1 + 1j, -1 - 2j]


def sign(value: object) -> Signs:
    if isinstance(value, complex):
        if value.imag == 0:
            return sign(Fraction(value.real))
        return Signs.OTHER
    return Signs.POSITIVE if value > 0 else Signs.NEGATIVE if value < 0 else Signs.ZERO


def all_sets() -> list[Signs]:
    flags = (Signs.NEGATIVE, Signs.ZERO, Signs.POSITIVE, Signs.OTHER)
    chosen = [c for k in range(1, 5) for c in combinations(flags, k)]
    return [Signs(sum(int(flag) for flag in c)) for c in chosen]


def members(signs: Signs) -> list[object]:
    return [value for value in SAMPLES if sign(value) & signs]


@pytest.mark.parametrize(("a", "b"), list(product(all_sets(), repeat=2)))
def test_sums_and_products_stay_within_the_set(a: Signs, b: Signs) -> None:
    for x, y in product(members(a), members(b)):
        assert sign(x * y) & multiply(a, b)
        assert sign(x + y) & add(a, b)


@pytest.mark.parametrize("a", all_sets())
@pytest.mark.parametrize("exponent", [1, 2, 3, -1, -2, Fraction(1, 2), Fraction(-1, 3)])
def test_powers_stay_within_the_set(a: Signs, exponent: int | Fraction) -> None:
    for x in members(a):
        if x == 0 and exponent < 0:
            continue
        value = x**exponent if isinstance(exponent, int) else complex(x) ** float(exponent)
        assert sign(value) & raise_to(a, exponent)


@pytest.mark.parametrize("a", all_sets())
def test_minus_turns_the_set_over(a: Signs) -> None:
    assert negate(negate(a)) == a
    assert all(sign(-x) & negate(a) for x in members(a))


def test_sets_say_what_they_exclude() -> None:
    assert Signs.NONNEGATIVE.is_nonnegative
    assert not Signs.NONNEGATIVE.is_positive
    assert not Signs.NONNEGATIVE.is_nonzero
    assert Signs.NONZERO.is_nonzero
    assert not Signs.NONZERO.is_real
    assert not Signs.NONE.is_positive
    assert not Signs.NONE.is_nonnegative
    assert not Signs.NONE.is_nonzero
