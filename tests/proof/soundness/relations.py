"""Random relations of every sign, with assumptions that they use or cannot use."""

from collections.abc import Callable
from random import Random

from tests.proof.soundness import matrices, rewriting, scalars
from tests.proof.soundness import vocabulary as v

from linebyline.proof.relation import Relation
from linebyline.proof.traversal import symbols_in
from linebyline.proof.tree import Expr, call, mul, number, power, symbol, transpose

Claim = tuple[Relation, tuple[Relation, ...]]
ZERO = number(0)


def claim(seed: int) -> Claim:
    """The random relation of this number, and its assumptions."""
    rng = Random(seed)
    while True:
        relation, assumptions = rng.choice(MAKERS)(rng)
        if relation.left != relation.right:
            return relation, assumptions


def _equation(rng: Random) -> Claim:
    left = scalars.scalar(rng, rng.choice([1, 2, 2, 3]))
    right = rewriting.changed(rng, left, rng.choice([1, 1, 2, 3]))
    return Relation("=", left, right), _assumptions(rng, left)


def _of_sum(rng: Random) -> Claim:
    left = scalars.sum_of(rng, rng.choice([0, 1, 1, 2]))
    right = rewriting.changed(rng, left, rng.choice([1, 1, 2]))
    return Relation("=", left, right), ()


def _inequality(rng: Random) -> Claim:
    left = scalars.scalar(rng, rng.choice([1, 2, 2]))
    right = rng.choice([ZERO, scalars.leaf(rng), rewriting.changed(rng, left, 1)])
    if rng.random() < 0.4:
        left, right = _known_bound(rng)
    return Relation(rng.choice([">=", ">", "<=", "<", "!="]), left, right), _assumptions(rng, left)


def _known_bound(rng: Random) -> tuple[Expr, Expr]:
    """Sides of a lemma, one of them slipped now and then."""
    x, y = (scalars.scalar(rng, 1) for _ in range(2))
    left, right = rng.choice(
        [
            (power(x, number(2)) + power(y, number(2)), 2 * mul(x, y)),
            (call("exp", x), 1 + x),
            (x - 1, call("log", x)),
            (call("abs", x) + call("abs", y), call("abs", x + y)),
            (x + y, 2 * call("sqrt", mul(x, y))),
            (power(1 + x, v.N), 1 + mul(v.N, x)),
            (scalars.sum_of(rng, 1), ZERO),
        ]
    )
    return (rewriting.slipped(rng, left), right) if rng.random() < 0.4 else (left, right)


def _implication(rng: Random) -> Claim:
    """From an equation or an inequality to what may follow from it."""
    left, right = (
        scalars.scalar(rng, rng.choice([0, 1, 1])),
        scalars.scalar(rng, rng.choice([0, 1])),
    )
    sign = rng.choice(["=", "=", ">=", ">", "!="])
    premise = Relation(sign, left, right)
    ways: list[Callable[[Expr], Expr]] = [
        lambda e: mul(e, scalars.leaf(rng)),
        lambda e: power(e, number(2)),
        lambda e: call(rng.choice(["exp", "log", "sqrt", "abs"]), e),
        lambda e: e / scalars.leaf(rng),
        lambda e: e + scalars.leaf(rng),
    ]
    conclusion = Relation(sign, left, right)
    for side in rng.sample(ways, rng.choice([1, 1, 2])):
        state = rng.getstate()
        first = side(conclusion.left)  # type: ignore[arg-type]
        rng.setstate(state)
        conclusion = Relation(sign, first, side(conclusion.right))  # type: ignore[arg-type]
    return rng.choice(
        [
            (Relation("implies", premise, conclusion), ()),
            (Relation("implies", conclusion, premise), ()),
            (Relation("iff", premise, conclusion), ()),
            (premise, (conclusion,)),
        ]
    )


def _matrices(rng: Random) -> Claim:
    make = rng.choice([matrices.square, matrices.column, matrices.number_of, matrices.number_of])
    left = make(rng, rng.choice([1, 2, 2, 3]))
    right = matrices.changed(rng, left, rng.choice([1, 2, 3]))
    if left.shape is None and rng.random() < 0.4:
        return Relation(rng.choice([">=", ">", "!="]), left, rng.choice([ZERO, right])), ()
    return Relation("=", left, right), ()


def _of_known_matrices(rng: Random) -> Claim:
    """A matrix equation is assumed, and its factors are turned or cancelled."""
    first, second = (matrices.square(rng, 1) for _ in range(2))
    third = rng.choice([matrices.square(rng, 0), transpose(first), second])
    given = Relation("=", first * third, rng.choice([second * third, second, third * first]))
    claimed = rng.choice(
        [
            Relation("=", first, second),
            Relation("=", third * first, second),
            Relation("=", transpose(third) * transpose(first), transpose(second)),
            Relation("=", first * third * third, third * first * third),
        ]
    )
    return claimed, (given,)


def _proportional(rng: Random) -> Claim:
    left = call("exp", scalars.scalar(rng, 2))
    right = rewriting.changed(rng, left, 2)
    if rng.random() < 0.5:
        right = mul(right, scalars.scalar(rng, 1))
    wrt = (rng.choice([*v.REALS, *v.SIGNED]).data,)
    return Relation("propto", left, right, wrt), _assumptions(rng, left)


def _assumptions(rng: Random, expr: Expr) -> tuple[Relation, ...]:
    """Now and then an assumption about a name of the formula."""
    names = sorted((s for s in symbols_in(expr) if s.kind == "scalar"), key=lambda s: s.tex)
    if not names or rng.random() < 0.7:
        return ()
    sign = rng.choice(["=", ">=", "<=", ">", "!="])
    bound = rng.choice([ZERO, number(2), scalars.leaf(rng)])
    return (Relation(sign, symbol(rng.choice(names)), bound),)


MAKERS: list[Callable[[Random], Claim]] = [
    _equation, _equation, _equation, _of_sum, _of_sum, _inequality, _inequality, _inequality,
    _implication, _implication, _implication, _matrices, _matrices, _of_known_matrices,
    _proportional,
]  # fmt: skip
