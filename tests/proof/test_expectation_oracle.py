"""Expectations against an oracle that lists all outcomes with exact fractions, on random lines."""

import itertools
from fractions import Fraction
from random import Random

import pytest
from tests.proof.expectation_names import proof_of

from linebyline.proof import Grade, LineError, Notation, decide
from linebyline.proof.laws import AnyLaw, Bernoulli
from linebyline.proof.relation import Relation
from linebyline.proof.tree import Expr, number, sum_over
from linebyline.proof.variances import covariance, expect, variance

Law = list[tuple[Fraction, Fraction]]
Place = dict[str, object]
MEAN, VARIANCE, P, SIZE = Fraction(1, 2), Fraction(9, 4), Fraction(1, 3), 2


def board() -> Notation:
    notation = Notation()
    notation.real("a")
    notation.size("n")
    notation.index("i j", 1, "n")
    notation.random("x y", law=AnyLaw(MEAN, VARIANCE))
    notation.random("X", "n", law=AnyLaw(MEAN, VARIANCE))
    notation.random("B", law=Bernoulli(P))
    return notation


def skew(a: Fraction) -> Law:
    """Two values with the mean and the variance declared: the root of the variance is 3/2."""
    root = Fraction(3, 2)
    return [(1 / (1 + a * a), MEAN + root * a), (a * a / (1 + a * a), MEAN - root / a)]


LAWS: dict[str, Law] = {
    "x": skew(Fraction(2)), "y": skew(Fraction(-1, 3)), "X1": skew(Fraction(3)),
    "X2": skew(Fraction(3)), "B": [(P, Fraction(1)), (1 - P, Fraction(0))],
}  # fmt: skip


def value(expr: Expr, at: dict[str, Fraction]) -> Fraction:
    """The value of a formula; expectations by listing all outcomes."""
    match expr.op:
        case "number":
            return Fraction(expr.data)
        case "symbol":
            return at[expr.data.tex]
        case "entry":
            return at[f"X{value(expr.args[1], at)}"]
        case "add":
            return sum((value(term, at) for term in expr.args), Fraction(0))
        case "neg":
            return -value(expr.args[0], at)
        case "mul":
            result = Fraction(1)
            for factor in expr.args:
                result *= value(factor, at)
            return result
        case "pow":
            return value(expr.args[0], at) ** int(value(expr.args[1], at))
        case "sum":
            steps = range(1, int(value(expr.args[2], at)) + 1)
            places = [{**at, expr.data.tex: Fraction(k)} for k in steps]
            return sum((value(expr.args[0], place) for place in places), Fraction(0))
        case "expect":
            return mean_of(lambda here: value(expr.args[0], here), at)
        case _:
            first, last = expr.args[0], expr.args[-1]
            joint = mean_of(lambda here: value(first, here) * value(last, here), at)
            return joint - value(expect(first), at) * value(expect(last), at)


def mean_of(of: object, at: dict[str, Fraction]) -> Fraction:
    total = Fraction(0)
    for outcome in itertools.product(*LAWS.values()):
        weight, here = Fraction(1), dict(at)
        for name, (p, drawn) in zip(LAWS, outcome, strict=True):
            weight *= p
            here[name] = drawn
        total += weight * of(here)  # type: ignore[operator]
    return total


def random_body(rng: Random, notation: Notation, depth: int = 2) -> Expr:
    """A random polynomial in random names."""
    i, n = notation.formula("i"), notation.formula("n")
    if depth == 0 or rng.random() < 0.25:
        atoms = [notation.formula(name) for name in ("x", "y", "B", "X_i", "X_j", "a", "2")]
        return rng.choice(atoms)
    first, last = (random_body(rng, notation, depth - 1) for _ in range(2))
    choice = rng.randrange(6)
    if choice < 2:
        return first + last
    if choice < 4:
        return first * last
    if choice == 4:
        return first ** number(2)
    return sum_over(first, i.data, number(1), n)


def true_line(rng: Random, notation: Notation) -> Relation:
    """An equation that holds for every law."""
    first, last = (random_body(rng, notation) for _ in range(2))
    pairs = [
        (expect(first + last), expect(last) + expect(first)),
        (expect(first * last), covariance(first, last) + expect(first) * expect(last)),
        (variance(first + last), variance(first) + variance(last) + 2 * covariance(first, last)),
        (expect(first ** number(2)), variance(first) + expect(first) ** number(2)),
        (expect((first + 1) * last), expect(first * last) + expect(last)),
        (variance(2 * first), 4 * variance(first)),
        (covariance(first, last), covariance(last, first)),
    ]
    return Relation("=", *rng.choice(pairs))


def doubtful_line(rng: Random, notation: Notation) -> Relation:
    """An equation that holds for some formulas only."""
    first, last = (random_body(rng, notation) for _ in range(2))
    pairs = [
        (expect(first * last), expect(first) * expect(last)),
        (expect(first ** number(2)), expect(first) ** number(2)),
        (variance(first + last), variance(first) + variance(last)),
        (variance(2 * first), 2 * variance(first)),
        (covariance(first, last), number(0)),
        (expect(first), expect(last)),
    ]
    return Relation("=", *rng.choice(pairs))


def verdict_of(relation: Relation) -> Grade:
    try:
        return decide(relation).grade
    except LineError:
        return Grade.GIVEN


def holds_at_the_oracle(relation: Relation) -> bool:
    """Whether both sides agree for all indices, at n = 2 and an a."""
    assert isinstance(relation.left, Expr)
    assert isinstance(relation.right, Expr)
    for i, j in itertools.product((1, 2), repeat=2):
        at = {"n": Fraction(SIZE), "i": Fraction(i), "j": Fraction(j), "a": Fraction(-2, 3)}
        if value(relation.left, at) != value(relation.right, at):
            return False
    return True


@pytest.mark.parametrize("seed", range(4))
def test_what_holds_for_every_law_is_never_refuted_and_mostly_proved(seed: int) -> None:
    rng, notation = Random(seed), board()
    lines = [true_line(rng, notation) for _ in range(15)]
    grades = [verdict_of(line) for line in lines if line.left != line.right]
    assert Grade.REFUTED not in grades
    assert grades.count(Grade.PROVED) >= 0.8 * len(grades)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_proved_against_the_oracle(seed: int) -> None:
    rng, notation = Random(100 + seed), board()
    refuted = 0
    for _ in range(20):
        relation = doubtful_line(rng, notation)
        if relation.left == relation.right:
            continue
        grade = verdict_of(relation)
        assert grade is not Grade.PROVED or holds_at_the_oracle(relation), relation
        refuted += grade is Grade.REFUTED
    assert refuted >= 4, "too few false lines to say anything"


def test_the_oracle_knows_mean_and_variance() -> None:
    notation = board()
    x = notation.formula("x")
    assert value(expect(x), {}) == MEAN
    assert value(variance(x), {}) == VARIANCE
    assert proof_of(r"E[x] = \frac{1}{2}", notation) is not None
