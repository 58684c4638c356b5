"""Random lines of roots, logarithms and fractional powers of numbers that may be negative."""

from collections.abc import Callable
from fractions import Fraction
from random import Random

from tests.proof.soundness import vocabulary as v

from linebyline.proof.relation import Relation
from linebyline.proof.tree import Expr, call, mul, number, power

NUMBERS = [*v.REALS, *v.SIGNED]
EXPONENTS = [Fraction(p, q) for p in (1, 2, 3, -1, 4) for q in (2, 3, 4)]


def line(seed: int) -> Relation:
    """The random line of this number."""
    rng = Random(seed)
    while True:
        left = _formula(rng)
        sign = rng.choice(["=", "=", "=", ">=", "<="])
        right = _changed(rng, left) if sign == "=" else number(rng.choice([0, 1]))
        if left != right:
            return Relation(sign, left, right)


def _inside(rng: Random) -> Expr:
    x, y = rng.choice(NUMBERS), rng.choice(NUMBERS)
    return rng.choice([x, x, -x, x * y, x + y, x - y, x / y, power(x, number(2)), x - 1])


def _piece(rng: Random) -> Expr:
    inside = _inside(rng)
    return rng.choice(
        [
            call("sqrt", inside), call("log", inside), power(inside, number(rng.choice(EXPONENTS))),
            call("abs", inside), call("exp", call("log", inside)), call("arcsin", inside),
            power(call("sqrt", inside), number(2)), call("abs", call("sqrt", inside)),
            call("abs", call("log", inside)),
        ]
    )  # fmt: skip


def _formula(rng: Random) -> Expr:
    p, q = _piece(rng), _piece(rng)
    whole = number(rng.choice([2, 3, -1, -2]))
    same = call("sqrt", _inside(rng)) * call("sqrt", _inside(rng))
    logs = call("log", _inside(rng)) + call("log", _inside(rng))
    return rng.choice([p * q, p + q, p / q, power(p, whole), p - q, call("abs", p * q), same, logs])


def _changed(rng: Random, left: Expr) -> Expr:
    """What a careless rule makes of a formula, or any other one."""
    ways: list[Callable[[], Expr]] = [lambda: _piece(rng), lambda: _inside(rng)]
    calls = [part.data for part in left.args if part.op == "call"]
    if left.op in ("mul", "add") and len(calls) == 2 and calls[0] == calls[1]:
        joined = mul(*(part.args[0] for part in left.args))
        ways += [lambda: call(calls[0], joined)] * 6
    if left.op == "pow" and left.args[0].op == "pow":
        base, inner = left.args[0].args
        ways += [lambda: power(base, number(inner.data * left.args[1].data))] * 6
    if left.op == "pow" and left.args[0].data == "sqrt":
        ways += [lambda: power(left.args[0].args[0], number(left.args[1].data / 2))] * 6
    if left.op == "call" and left.args[0].op == "mul":
        ways += [lambda: mul(*(call("abs", part) for part in left.args[0].args))] * 6
    return rng.choice(ways)()
