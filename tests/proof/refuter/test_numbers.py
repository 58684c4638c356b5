"""Numbers: derivatives that stay apart, decisions that balls leave open, and the length cap."""

import flint
import pytest
from flint import acb, arb, fmpq

from linebyline.proof.refuter.numbers import (
    LONGEST,
    Dual,
    Undecided,
    Undefined,
    capped,
    integer,
    is_zero,
    next_tag,
    reciprocal,
    sign_of,
    split,
    zero_test,
)  # fmt: skip


def test_product_rule_and_quotient_rule() -> None:
    tag = next_tag()
    x = Dual(tag, fmpq(3), fmpq(1))
    assert split(x * x * x, tag) == (27, 27)
    assert split(reciprocal(x), tag) == (fmpq(1, 3), fmpq(-1, 9))
    assert split(fmpq(2) - x, tag) == (-1, -1)


def test_nested_derivatives_do_not_mix() -> None:
    outer = next_tag()
    x = Dual(outer, fmpq(5), fmpq(1))
    inner = next_tag()
    y = Dual(inner, fmpq(7), fmpq(1))
    slope = split(x * split(x + y, inner)[1], outer)
    assert slope == (5, 1)


def test_a_number_that_does_not_move_has_slope_zero() -> None:
    assert split(fmpq(4), next_tag()) == (4, 0)


def test_a_ball_around_zero_decides_nothing() -> None:
    ball = arb(0, 1e-30)
    assert zero_test(ball) is None
    with pytest.raises(Undecided):
        is_zero(ball)
    with pytest.raises(Undecided):
        sign_of(ball)
    with pytest.raises(Undecided):
        reciprocal(ball)


def test_a_ball_apart_from_zero_decides() -> None:
    assert sign_of(arb(1, 0.5)) == 1
    assert sign_of(arb(-1, 0.5)) == -1
    assert zero_test(acb(0, 1)) is False


def test_one_over_zero_is_undefined() -> None:
    with pytest.raises(Undefined):
        reciprocal(fmpq(0))


def test_complex_numbers_have_no_order() -> None:
    with pytest.raises(Undefined):
        sign_of(acb(1, 1))


def test_long_rationals_become_balls_that_contain_them() -> None:
    long = fmpq(3) ** 30_000
    ball = capped(long)
    assert type(ball) is arb
    assert long.height_bits() > LONGEST
    with flint.ctx.workprec(60_000):
        assert ball.contains(long)
    assert type(capped(fmpq(3) ** 1000)) is fmpq


def test_a_count_is_whole_and_does_not_move() -> None:
    assert integer(fmpq(4)) == 4
    for wrong in (fmpq(1, 2), Dual(next_tag(), fmpq(2), fmpq(1))):
        with pytest.raises(Undefined):
            integer(wrong)
