"""A root is enclosed as sharply as asked for, and none is claimed where a function only jumps."""

from random import Random

import flint
import pytest
from flint import arb, fmpq

from linebyline.proof import domains
from linebyline.proof.refuter.draw_scalars import ends
from linebyline.proof.refuter.functions import evaluate_function
from linebyline.proof.refuter.numbers import Number, Undecided, reciprocal
from linebyline.proof.refuter.roots import Root, find_root


def cube_minus_two(x: Number) -> Number:
    return x * x * x - fmpq(2)


@pytest.mark.parametrize("bits", [64, 300, 2000])
def test_the_enclosure_sharpens_with_the_precision(bits: int) -> None:
    root = find_root(cube_minus_two, ends(domains.REAL), Random(0))
    assert root is not None
    with flint.ctx.workprec(bits):
        ball = root.ball(cube_minus_two)
        assert ball.contains(arb(2).root(3)) or ball.overlaps(arb(2).root(3))
        assert ball.rad() < arb(2) ** (40 - bits)


def test_a_pole_is_no_root() -> None:
    def shifted_pole(x: Number) -> Number:
        return reciprocal(x - fmpq(1, 3))

    root = find_root(shifted_pole, ends(domains.REAL), Random(0))
    assert root is not None
    with pytest.raises(Undecided), flint.ctx.workprec(128):
        root.ball(shifted_pole)


def test_a_jump_is_no_root() -> None:
    def step(x: Number) -> Number:
        return evaluate_function("floor", [x]) - fmpq(1, 2)

    with pytest.raises(Undecided), flint.ctx.workprec(128):
        Root(fmpq(1, 3), fmpq(7, 5)).ball(step)


def test_no_sign_change_means_no_root() -> None:
    assert find_root(lambda x: x * x + fmpq(1), ends(domains.REAL), Random(0)) is None


def test_an_exact_root_stays_exact() -> None:
    root = find_root(lambda x: x - fmpq(1), ends(domains.POSITIVE), Random(0))
    assert root is not None
    with flint.ctx.workprec(128):
        assert root.ball(lambda x: x - fmpq(1)) == 1
