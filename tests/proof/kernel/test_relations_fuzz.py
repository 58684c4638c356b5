"""What is proved of random formulas by cases holds at points, and random limits agree far out."""

import random

import flint
from flint import fmpq

from linebyline.proof import kernel
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.kernel.balls import NoBallError, ball_of, precision
from linebyline.proof.kernel.budget import BudgetExceeded, refill
from linebyline.proof.kernel.facts import AngleUnitShrunk, Facts, NotProvable
from linebyline.proof.kernel.limits import read_limit
from linebyline.proof.kernel.polynomial import TooLarge, forget_atoms
from linebyline.proof.refuter.compare import Outcome, compare
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.numbers import Undecided, Undefined, Unsupported, to_ball
from linebyline.proof.verdict import LineError

CASES, LIMITS = 120, 1500
NAMES = notation_of(["real x y"])
VALUES = ("x", "-x", "0", "1", "x^2", "y", "|x|", r"\mathbb{1}[x > 0]", r"\mathbb{1}[0 \le x < 2]")
SIGNS = ("<", ">", r"\le", r"\ge", "=", r"\ne")
ORDERS = ("=", r"\le", "<")
NUMBERS = ("x", "x", "x", "2", r"\frac12", "x^2")
WRAPPED = (
    "({0} + {1})", "({0} - {1})", "({0}) ({1})", r"\frac{{{0}}}{{{1}}}", "e^{{{0}}}", r"\log({0})",
    r"\sqrt{{{0}}}", r"\sin({0})", "|{0}|", "({0})^2", r"\cos({0})",
)  # fmt: skip
TOWARDS = (r"x \to 0^+", r"x \to 0^-", r"x \to 1", r"x \to \infty", r"x \to -\infty")


def condition(rng: random.Random) -> str:
    return f"{rng.choice(('x', 'y', '|x|'))} {rng.choice(SIGNS)} {rng.choice(('0', '1', 'y'))}"


def by_cases(rng: random.Random) -> str:
    rows = [f"{rng.choice(VALUES)} & {condition(rng)}" for _ in range(rng.choice((1, 2)))]
    last = r"\text{otherwise}" if rng.random() < 0.6 else condition(rng)
    rows.append(f"{rng.choice(VALUES)} & {last}")
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"


def test_what_is_proved_of_cases_holds_at_points() -> None:
    rng, proofs = random.Random(7), 0
    points = [(fmpq(a, 2), fmpq(b)) for a in range(-5, 6) for b in (-1, 0, 1)]
    for _ in range(CASES):
        first = by_cases(rng)
        second = rng.choice((by_cases(rng), rng.choice(VALUES), first.replace("> 0", r"\ge 0")))
        relation = NAMES.relation(f"{first} {rng.choice(ORDERS)} {second}")
        proof = None if relation.left == relation.right else kernel.prove(relation)
        proofs += proof is not None
        for x, y in points if proof is not None and not proof.conditions else ():
            found = compare(relation, lambda _, x=x, y=y: {"x": x, "y": y})
            assert (found.outcome, found.fault) == (Outcome.HOLDS, ""), f"{relation!r} at {x}, {y}"
    assert proofs >= 3


def body(rng: random.Random, depth: int) -> str:
    if not depth:
        return rng.choice(NUMBERS)
    return rng.choice(WRAPPED).format(body(rng, depth - 1), body(rng, rng.randrange(depth)))


def test_limits_agree_with_expansions_in_other_arithmetic() -> None:
    rng, compared = random.Random(11), 0
    for _ in range(LIMITS):
        text = rf"\lim_{{{rng.choice(TOWARDS)}}} ({body(rng, rng.choice((1, 2, 2, 3)))})"
        forget_atoms()
        refill()
        try:
            formula, facts = NAMES.formula(text), Facts()
            value = read_limit(formula, facts, {})
            with precision(128):
                ours = ball_of(value)
                theirs = flint.acb(to_ball(evaluate(formula, {})))
                assert (ours - theirs).contains(0), f"{text}: {ours} or {theirs}"
        except (LineError, NotProvable, TooLarge, NoBallError, Undefined, Undecided, Unsupported):
            continue
        except (AngleUnitShrunk, BudgetExceeded, OverflowError):
            continue
        compared += 1
    assert compared >= 200
