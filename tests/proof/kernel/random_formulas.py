"""Random formulas over a small notation, for the fuzz tests."""

import random
from fractions import Fraction

from linebyline.proof import domains
from linebyline.proof.relation import Relation, Sign
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.traversal import replace, walk
from linebyline.proof.tree import (
    Expr,
    add,
    call,
    constant,
    delta,
    diff,
    div,
    entry,
    mul,
    neg,
    number,
    power,
    prod_over,
    sum_over,
    symbol,
)

SIZE = Symbol("n", "scalar", domains.SIZE)
N = symbol(SIZE)
REALS = [Symbol(name) for name in "xy"]
POSITIVES = [Symbol(name, "scalar", domains.POSITIVE) for name in "ab"]
OTHERS = [
    Symbol("u", "scalar", domains.UNIT),
    Symbol("h", "scalar", domains.NONNEGATIVE),
    Symbol("v", "scalar", domains.NONZERO),
    Symbol("m", "scalar", domains.INTEGER),
    Symbol("t", "scalar", Domain(low=number(0), high=constant("pi"))),
    Symbol("s", "scalar", Domain(low=number(-1), high=number(2), low_closed=True)),
]
COMPLEX = Symbol("z", "scalar", domains.COMPLEX)
ARRAYS = [
    Symbol("w", "array", domains.REAL, (N,)),
    Symbol("p", "array", domains.POSITIVE, (N,)),
    Symbol("q", "array", domains.POSITIVE, (N,), frozenset({"probabilities"})),
]
INDICES = [
    Symbol(name, "index", domains.INTEGER, (), frozenset(), (number(1), N)) for name in "ijk"
]
FREE = INDICES[2]
SCALARS = [*REALS, *POSITIVES, *OTHERS]
Bound = tuple[Symbol, ...]
ORDERS: tuple[Sign, ...] = ("<=", "<", ">=", ">", "!=")
ASSUMED = 0.3  # the share of claims with an assumption
COMPLEX_SHARE = 0.1
KINDS = [
    "add", "add", "mul", "mul", "div", "square", "reciprocal", "root", "power", "whole",
    "symbolic", "exp", "log", "abs", "abs", "circle", "half", "sum", "prod", "max", "sigmoid",
    "sign", "factorial", "delta", "diff",
]  # fmt: skip
CIRCULAR = ["sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "arcsin", "arccos"]


class Formulas:
    """A source of random formulas.

    Args:
        seed: of the generator; the same seed gives the same formulas.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def formula(self, depth: int, bound: Bound = ()) -> Expr:
        """Return a scalar formula of at most this depth."""
        if depth == 0 or self.random.random() < 0.12:
            return self.leaf(bound)
        kind = self.random.choice(KINDS)
        return getattr(self, f"_{kind}")(depth - 1, bound)

    def leaf(self, bound: Bound = ()) -> Expr:
        """Return a name, an entry or a number."""
        names = [symbol(s) for s in [*SCALARS, *REALS, SIZE]] + (
            [symbol(COMPLEX)] if self.random.random() < 0.1 else []
        )
        numbers = [
            number(self.random.randint(-3, 4)),
            number(Fraction(self.random.randint(1, 5), 2)),
            constant("pi"),
        ]
        indices = [symbol(b) for b in bound] or [symbol(FREE)]
        entries = [entry(symbol(a), self.random.choice(indices)) for a in ARRAYS]
        own = [symbol(b) for b in bound]
        weights = [entries * (3 if bound else 1), own * 3, numbers, names]
        return self.random.choice([e for group in weights for e in group])

    def relation(self, depth: int, sign: Sign = "=") -> Relation:
        """Return a relation between a formula and a small change of it."""
        left = self.formula(depth)
        return Relation(sign, left, self.changed(left))

    def claim(self, sign: Sign) -> Relation:
        """Return a relation of any sign; it may or may not hold."""
        if sign == "implies":
            return Relation("implies", self._simple(), self._simple())
        if sign == "propto":
            right = (
                self.formula(2) if self.random.random() < 0.3 else self.formula(1) * self.formula(1)
            )
            wrt = (self.random.choice([REALS[0], POSITIVES[0]]),)
            return Relation("propto", self.formula(2), right, wrt)
        if sign == "=" or self.random.random() < 0.5:
            return self.relation(self.random.choice([1, 2, 3]), sign)
        return Relation(sign, self.formula(2), self.formula(self.random.choice([0, 1, 2])))

    def assumptions(self) -> tuple[Relation, ...]:
        """Return one random assumption."""
        sign = self.random.choice(["<=", "<", "=", "!="])
        return (Relation(sign, self.formula(1), self.formula(1)),)

    def _simple(self) -> Relation:
        return Relation(self.random.choice(["=", "<=", "<"]), self.formula(1), self.formula(1))

    def changed(self, expr: Expr) -> Expr:
        """Return a formula that looks like another; it may or may not be equal."""

        path, node = self.random.choice(list(walk(expr)))
        if node.shape is not None or (node.op in ("symbol",) and node.data.kind == "array"):
            return expr
        half, two = number(Fraction(1, 2)), number(2)
        candidates = [
            neg(node), call("abs", node), self.leaf(), call("sqrt", node * node), node + 0,
            power(power(node, half), two), call("log", call("exp", node)),
            call("exp", call("log", node)), 2 * node - node, 1 / (1 / node),
        ]  # fmt: skip
        try:
            return replace(expr, path, self.random.choice(candidates))
        except (TypeError, ValueError):
            return expr

    def _add(self, depth: int, bound: Bound) -> Expr:
        return add(*[self.formula(depth, bound) for _ in range(self.random.choice([2, 2, 3]))])

    def _mul(self, depth: int, bound: Bound) -> Expr:
        return mul(self.formula(depth, bound), self.formula(depth, bound))

    def _div(self, depth: int, bound: Bound) -> Expr:
        return div(self.formula(depth, bound), self.formula(depth, bound))

    def _square(self, depth: int, bound: Bound) -> Expr:
        return power(self.formula(depth, bound), number(self.random.choice([2, 2, 3, 4])))

    def _reciprocal(self, depth: int, bound: Bound) -> Expr:
        return power(self.formula(depth, bound), number(self.random.choice([-1, -2])))

    def _root(self, depth: int, bound: Bound) -> Expr:
        return call("sqrt", self.formula(depth, bound))

    def _exp(self, depth: int, bound: Bound) -> Expr:
        return call("exp", self.formula(depth, bound))

    def _log(self, depth: int, bound: Bound) -> Expr:
        return call("log", self.formula(depth, bound))

    def _abs(self, depth: int, bound: Bound) -> Expr:
        inner = self.formula(depth, bound)
        return self.random.choice([neg(inner), call("abs", inner)])

    def _circle(self, depth: int, bound: Bound) -> Expr:
        return call(
            self.random.choice(
                ["sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "arcsin", "arccos"]
            ),
            self.formula(depth, bound),
        )

    def _half(self, depth: int, bound: Bound) -> Expr:
        factor = number(Fraction(self.random.choice([1, 2, 3, -1]), self.random.choice([1, 2, 3])))
        return call(
            self.random.choice(["sin", "cos"]), factor * self.formula(max(depth - 1, 0), bound)
        )

    def _power(self, depth: int, bound: Bound) -> Expr:
        exponent = Fraction(self.random.choice([1, -1, 3, 2, -2, 5]), self.random.choice([2, 3, 4]))
        return power(self.formula(depth, bound), number(exponent))

    def _whole(self, depth: int, bound: Bound) -> Expr:
        return power(
            self.formula(depth, bound),
            self.random.choice([N, N + 1, N - 1, 2 * N, symbol(OTHERS[3])]),
        )

    def _symbolic(self, depth: int, bound: Bound) -> Expr:
        return power(self.formula(depth, bound), self.formula(depth, bound))

    def _sigmoid(self, depth: int, bound: Bound) -> Expr:
        return call(self.random.choice(["sigmoid", "softplus", "relu"]), self.formula(depth, bound))

    def _max(self, depth: int, bound: Bound) -> Expr:
        inner = [self.formula(depth, bound) for _ in range(2)]
        return call(self.random.choice(["max", "min"]), *inner)

    def _sign(self, depth: int, bound: Bound) -> Expr:
        return call(self.random.choice(["sign", "floor", "erf"]), self.formula(depth, bound))

    def _factorial(self, depth: int, bound: Bound) -> Expr:
        choice = self.random.choice(["factorial", "gamma", "binomial"])
        if choice == "binomial":
            return call(choice, N + self.random.randint(0, 2), number(self.random.randint(0, 3)))
        return (
            call(choice, N + self.random.randint(0, 3))
            if choice == "factorial"
            else call(choice, self.formula(0, bound))
        )

    def _delta(self, depth: int, bound: Bound) -> Expr:
        indices = [symbol(x) for x in (*bound, FREE)]
        return delta(self.random.choice(indices), self.random.choice([*indices, number(1), N]))

    def _range(self, bound: Bound) -> tuple[Expr, Expr]:
        ends = [(1, N), (1, N), (0, N), (1, N + 1), (2, N + 1), (1, N - 1), (0, N - 1), (1, 3)]
        if bound:
            ends += [(symbol(bound[-1]) + 1, N), (1, symbol(bound[-1]) - 1), (symbol(bound[-1]), N)]
        first, last = self.random.choice(ends)
        return (
            first if isinstance(first, Expr) else number(first),
            last if isinstance(last, Expr) else number(last),
        )

    def _index(self, bound: Bound) -> Symbol | None:
        return next((i for i in INDICES[:2] if i not in bound), None)

    def _sum(self, depth: int, bound: Bound) -> Expr:
        index = self._index(bound)
        if index is None:
            return self.formula(depth, bound)
        return sum_over(self.formula(depth, (*bound, index)), index, *self._range(bound))

    def _prod(self, depth: int, bound: Bound) -> Expr:
        index = self._index(bound)
        if index is None:
            return self.formula(depth, bound)
        return prod_over(self.formula(depth, (*bound, index)), index, *self._range(bound))

    def _diff(self, depth: int, bound: Bound) -> Expr:
        variable = self.random.choice(
            [symbol(REALS[0]), symbol(POSITIVES[0]), entry(symbol(ARRAYS[0]), symbol(FREE))]
        )
        return diff(self.formula(depth, bound), variable)
