"""Random relations between expectations and between probabilities, over random graphs of names.

Each name is declared given some of those before it. Half of the relations follow from rules that
hold for all laws, the others hold now and then.
"""

from collections.abc import Callable
from itertools import combinations
from random import Random

from tests.proof.soundness.rewriting import slipped

from linebyline.proof import Notation
from linebyline.proof.laws import AnyLaw, Bernoulli, Gaussian, Rademacher
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tables import Table, probability
from linebyline.proof.tree import Expr, call, mul, neg, number, power, sum_over, symbol
from linebyline.proof.variances import covariance, expect, variance

Claim = tuple[Relation, tuple[Relation, ...]]
Sides = tuple[Expr, Expr]
TWO, ZERO = number(2), number(0)
LINES = [
    r"E[x] = a m + b",
    r"\operatorname{Var}[x] = a^2 v + s^2",
    r"\operatorname{Cov}[x, z] = a v",
    r"E[z \mid x] = m + \frac{a v}{a^2 v + s^2} (x - a m - b)",
    r"\operatorname{Var}[z \mid x] = \frac{v s^2}{a^2 v + s^2}",
    r"E[x y \mid x] = x E[y \mid x]",
    r"E[e^{a z}] = e^{a m + \frac{a^2 v}{2}}",
    r"\operatorname{Cov}[x, y \mid z] = 0",
    r"E[y \mid x, z] = b x",
    r"E[y \mid x, z] = E[y \mid x]",
    r"E[y \mid x, z] = E[y \mid z]",
    r"E[x^2 \mid z] = s^2 + (a z + b)^2",
    r"E[z^3] = m^3 + 3 m v",
]


def claim(seed: int) -> Claim:
    """The random relation of this number."""
    rng = Random(seed)
    while True:
        relation = rng.choice([_of_means, _of_means, _of_normal_names, _of_tables, _of_entropies])(
            rng
        )
        if relation is not None and relation.left != relation.right:
            return relation, ()


# -- expectations -------------------------------------------------------------------------
def _graph(rng: Random, names: str) -> list[str]:
    """For each name, some of those before it."""
    before = names.split()
    return [
        " ".join(other for other in before[:k] if rng.random() < 0.55) for k in range(len(before))
    ]


def _free_names(rng: Random) -> tuple[Notation, list[Expr]]:
    notation = Notation()
    notation.real("a")
    notation.function("f")
    for name, given in zip("xyz", _graph(rng, "x y z"), strict=True):
        law = (
            AnyLaw()
            if given or rng.random() < 0.5
            else rng.choice([Rademacher(), Bernoulli("1/3")])
        )
        notation.random(name, law=law, given=given)
    return notation, [notation.formula(name) for name in "xyz"]


def _body(rng: Random, notation: Notation, names: list[Expr], depth: int = 1) -> Expr:
    if depth == 0 or rng.random() < 0.3:
        name = rng.choice(names)
        return rng.choice([name, name, power(name, TWO), notation.formula(f"f({name!r})")])
    first, last = (_body(rng, notation, names, depth - 1) for _ in range(2))
    if rng.random() < 0.2:
        return mul(first, expect(last, *_some(rng, names)))
    return rng.choice(
        [first + last, mul(first, last), mul(first, last), mul(notation.formula("a"), first)]
    )


def _some(rng: Random, names: list[Expr]) -> list[Symbol]:
    return [name.data for name in names if rng.random() < 0.4]


def _of_means(rng: Random) -> Relation:
    notation, names = _free_names(rng)
    first, last = (_body(rng, notation, names) for _ in range(2))
    some, more = _some(rng, names), _some(rng, names)
    both = [*some, *(name for name in more if name not in some)]
    sure: list[Callable[[], Sides]] = [
        lambda: (expect(first + last, *some), expect(last, *some) + expect(first, *some)),
        lambda: (expect(expect(first, *both), *some), expect(first, *some)),
        lambda: (
            expect(mul(expect(first, *some), last)),
            expect(mul(first, expect(last, *some))),
        ),
        lambda: (
            variance(first),
            expect(variance(first, *some)) + variance(expect(first, *some)),
        ),
        lambda: (
            covariance(first, last, *some),
            expect(mul(first, last), *some) - mul(expect(first, *some), expect(last, *some)),
        ),
    ]
    doubtful: list[Callable[[], Sides]] = [
        lambda: (expect(mul(first, last), *some), mul(expect(first, *some), expect(last, *some))),
        lambda: (expect(first, *both), expect(first, *some)),
        lambda: (expect(expect(first, *more), *some), expect(first, *some)),
        lambda: (expect(mul(expect(first, *some), last)), expect(mul(first, last))),
        lambda: (variance(first + last, *some), variance(first, *some) + variance(last, *some)),
        lambda: (covariance(first, last, *some), ZERO),
        lambda: (expect(first, *some), expect(slipped(rng, first), *some)),
    ]
    if rng.random() < 0.3:
        bounds: list[Sides] = [
            (expect(power(first, TWO), *some), power(expect(first, *more), TWO)),
            (expect(call("abs", first), *some), call("abs", expect(first, *some))),
            (expect(call("exp", first), *some), call("exp", expect(first, *more))),
            (variance(first), variance(expect(first, *some))),
            (
                mul(expect(power(first, TWO), *some), expect(power(last, TWO), *some)),
                power(expect(mul(first, last), *more), TWO),
            ),
        ]
        return Relation(rng.choice([">=", ">=", "<="]), *rng.choice(bounds))
    return Relation("=", *rng.choice(sure if rng.random() < 0.4 else doubtful)())


def _of_normal_names(rng: Random) -> Relation:
    """Closed forms of a chain or a fork of normal names, often slipped."""
    notation = Notation()
    notation.real("a b m")
    notation.positive("s v")
    notation.random("z", law=Gaussian("m", "v"))
    notation.random("x", law=Gaussian("a z + b", "s^2"), given="z")
    parent = rng.choice(["x", "z"])
    notation.random("y", law=Gaussian(f"b {parent}", "1"), given=parent)
    names = [notation.formula(name) for name in "xyz"]
    relation = notation.relation(rng.choice(LINES))
    left, right = relation.left, relation.right
    assert isinstance(left, Expr)
    assert isinstance(right, Expr)
    if rng.random() < 0.3:
        some = _some(rng, names)
        first, last = rng.sample(names, 2)
        left = expect(mul(first, last), *some)
        right = mul(expect(first, *some), expect(last, *some))
    for _ in range(rng.choice([0, 1, 1])):
        left, right = (
            (slipped(rng, left), right) if rng.random() < 0.3 else (left, slipped(rng, right))
        )
    return Relation("=", left, right)


# -- probabilities ------------------------------------------------------------------------
def _table(rng: Random, name: str = "p") -> Table:
    notation = Notation()
    notation.size("n k")
    factors = [
        f"{name}({axis}" + (f" | {', '.join(given.split())})" if given else ")")
        for axis, given in zip("xyz", _graph(rng, "x y z"), strict=True)
    ]
    notation.table(name, factors=" ".join(factors), x="n", y="k", z="n")
    table = notation.names[name].table
    assert table is not None
    return table


def _chance(table: Table, left: tuple[int, ...], given: tuple[int, ...]) -> Expr:
    values = (symbol(table.axes[place]) for place in (*left, *given))
    return probability(table.declared, left, given, *values)


def _places(rng: Random) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Three sets of places without a common one, the first with a member."""
    while True:
        parts: tuple[list[int], ...] = ([], [], [], [])
        for place in range(3):
            rng.choice(parts).append(place)
        if parts[0]:
            return tuple(parts[0]), tuple(parts[1]), tuple(parts[2])


def _of_tables(rng: Random) -> Relation | None:
    table = _table(rng)
    a, b, c = _places(rng)
    if not b:
        return None

    def over(places: tuple[int, ...], body: Expr) -> Expr:
        for place in places:
            first = number(2) if rng.random() < 0.1 else number(1)
            body = sum_over(body, table.axes[place], first, table.size(place))
        return body

    joint = _chance(table, (*a, *b), c)
    ways: list[Callable[[], Sides]] = [
        lambda: (joint, mul(_chance(table, a, (*b, *c)), _chance(table, b, c))),
        lambda: (joint, mul(_chance(table, a, c), _chance(table, b, c))),
        lambda: (over(b, joint), _chance(table, a, c)),
        lambda: (over(b, mul(_chance(table, a, b), _chance(table, b, c))), _chance(table, a, c)),
        lambda: (_chance(table, a, (*b, *c)), _chance(table, a, b)),
        lambda: (over(a, _chance(table, a, (*b, *c))), number(1)),
    ]
    left, right = rng.choice(ways)()
    return Relation("=", left, slipped(rng, right) if rng.random() < 0.15 else right)


def _of_entropies(rng: Random) -> Relation:
    """A combination of entropies, or of divergences, against zero."""
    table, other = _table(rng), _table(rng, "q")
    total = None
    sets = [s for count in (1, 2, 3) for s in combinations(range(3), count)]
    for places in rng.sample(sets, rng.choice([1, 2, 3, 4])):
        whole = _chance(table, places, ())
        second = _chance(other if rng.random() < 0.3 else table, places, ())
        term = mul(whole, call("log", second))
        for place in places:
            term = sum_over(term, table.axes[place], number(1), table.size(place))
        term = neg(term) if rng.random() < 0.5 else term
        total = term if total is None else total + term
    assert total is not None
    return Relation(rng.choice([">=", "<="]), total, ZERO)
