r"""Compares two sides with expectations in them by sampling.

Each expectation, variance and covariance is replaced by that of the same samples. The samples fall
into groups; leaving out one group at a time (the jackknife) gives the standard error of the
difference of the sides, also where means stand inside of other functions, and removes most of the
bias that these cause. A difference within four standard errors, at each of a few settings of the
parameters, is what the grade says and no more. A larger one is no refutation, for floating-point
samples certify nothing: the line is then undecided, and the numbers are told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from linebyline.proof.laws import random_outside
from linebyline.proof.mutants import relation_mutants, representative
from linebyline.proof.refuter.admissible import admissible
from linebyline.proof.refuter.draw_scalars import EmptyDomainError
from linebyline.proof.refuter.environment import Env
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import Number, to_ball
from linebyline.proof.refuter.point import Point
from linebyline.proof.refuter.space import free_in_relation, sizes_in_relation
from linebyline.proof.relation import ORDER, Relation
from linebyline.proof.rungs.grids import TooLargeToWrite
from linebyline.proof.rungs.hints import MonteCarlo
from linebyline.proof.rungs.samples import NotSampled, draw_of, random_in, run_of
from linebyline.proof.rungs.write_out import NotWritable, NoValue, Writer
from linebyline.proof.rungs.written_names import entry_name
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, mul

SETTINGS = 3
GROUPS = 50
STANDARD_ERRORS = 4.0
MUTANTS = 8
_AVERAGES = ("expect", "variance", "covariance")
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class BySampling:
    """What came of it: how the sides compare, or what stands in the way."""

    method: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Left minus right with its standard error, and the two sides."""

    value: float
    error: float
    left: float
    right: float

    def agrees(self, sign: str) -> bool:
        """Whether the sides are related as claimed, within four standard errors."""
        slack = STANDARD_ERRORS * self.error
        slack += _ROUNDING * (1 + abs(self.left) + abs(self.right))
        if sign in ("<=", "<"):
            return self.value <= slack
        return -self.value <= slack if sign in (">=", ">") else abs(self.value) <= slack


def compare_by_sampling(
    relation: Relation, assumptions: tuple[Relation, ...], hint: MonteCarlo
) -> BySampling:
    """Compare the sides of a relation at a few settings, or say what stands in the way."""
    if relation.sign != "=" and relation.sign not in ORDER:
        return BySampling(why_not=f"samples cannot decide '{relation.sign}'")
    if any(random_outside(formula) for formula in relation.formulas):
        return BySampling(why_not="a random name stands outside of every expectation")
    try:
        return _compare(relation, assumptions, hint)
    except (NotSampled, NotWritable, TooLargeToWrite) as error:
        return BySampling(why_not=f"cannot sample {error}")
    except (NoValue, EmptyDomainError, ValueError, ZeroDivisionError, OverflowError) as error:
        return BySampling(why_not=f"a sample has no value: {error}")


def _compare(relation: Relation, assumptions: tuple[Relation, ...], hint: MonteCarlo) -> BySampling:
    names, sizes = free_in_relation(relation), sizes_in_relation(relation)
    pool = admissible(names, assumptions, (), hint.seed, sizes)
    points = list(islice(pool.points(), SETTINGS))
    if not points:
        return BySampling(why_not=f"no setting of the parameters: {pool.reason}")
    shown = f"({hint.samples:,} samples, seeds from {hint.seed} on)"
    worst = 0.0
    for number, point in enumerate(points):
        found = difference_at(relation, names, point, replace(hint, seed=hint.seed + number))
        if not found.agrees(relation.sign):
            return BySampling(why_not=_disagreement(found, shown))
        worst = max(worst, abs(found.value) / found.error if found.error else 0.0)
    told = _mutants_told_apart(relation, names, points[0], hint)
    sides = "the sides differ" if relation.sign == "=" else "the sides are in order or differ"
    return BySampling(
        f"{sides} by at most {worst if relation.sign == '=' else STANDARD_ERRORS:.1f} standard "
        f"errors at {len(points)} setting{'s' if len(points) > 1 else ''} of the parameters "
        f"{shown}; {told}"
    )


def _disagreement(found: Difference, shown: str) -> str:
    beyond = f"{abs(found.value) / found.error:.1f} standard errors" if found.error else "all doubt"
    return (
        f"samples speak against the line, which certifies nothing: left side {found.left:.6g}, "
        f"right side {found.right:.6g}, apart by {beyond} {shown}"
    )


def _mutants_told_apart(
    relation: Relation, names: frozenset[Symbol], point: Point, hint: MonteCarlo
) -> str:
    """How many wrong versions of the line the same samples would have noticed."""
    made = [m for _, m in relation_mutants(relation, both_sides=False) if m.left != m.right]
    fewer = MonteCarlo(max(hint.samples // 4, 1000), hint.seed)
    noticed = tried = 0
    for _, mutant in representative([("", m) for m in made], MUTANTS):
        try:
            found = difference_at(mutant, names | free_in_relation(mutant), point, fewer)
        except (ArithmeticError, ValueError, KeyError, NotSampled, NotWritable, NoValue):
            continue
        tried += 1
        noticed += not found.agrees(mutant.sign)
    return f"samples tell {noticed} of {tried} wrong versions from it"


def difference_at(
    relation: Relation, names: frozenset[Symbol], point: Point, hint: MonteCarlo
) -> Difference:
    """Return left minus right at a setting of the parameters.

    Raises:
        NotSampled: if a law or a construction cannot be sampled.
        NotWritable: if the sides cannot be written out at these sizes.
    """
    env = point.at(96)
    counts = {s: int(env[s.tex].p) for s in names if _is_count(s, env)}
    written = Writer(counts).relations(relation)
    if len(written) != 1:
        raise NotSampled("matrices of expectations")
    sides = (written[0].left, written[0].right)
    averages = _Averages([side for side in sides if isinstance(side, Expr)])
    values = dict(_entries(names, env))
    groups = averages.sampled(values, hint)
    return _jackknife(averages, groups, values)


def _is_count(name: Symbol, env: Env) -> bool:
    whole = name.kind == "index" or (name.kind == "scalar" and name.domain.is_integer)
    return whole and name.law is None and name.tex in env


def _entries(names: frozenset[Symbol], env: Env) -> Iterator[tuple[str, float]]:
    """The numbers of a point by the names that they have once all is written out."""
    for name in names:
        value = env.get(name.tex)
        if name.law is not None or name.kind == "function":
            continue
        if isinstance(value, Matrix):
            rows, columns = value.shape
            for i in range(rows):
                for j in range(columns):
                    yield entry_name(name, (i + 1, j + 1)).tex, _float(value.rows[i][j])
        elif isinstance(value, dict):
            for key, number in value.items():
                yield entry_name(name, key).tex, _float(number)
        else:
            yield name.tex, _float(value)


def _float(number: Number) -> float:
    return float(to_ball(number).mid())


class _Averages:
    """The expectations of two sides, as means of sampled quantities."""

    def __init__(self, sides: Sequence[Expr]) -> None:
        self._means: dict[Expr, str] = {}
        self._quantities: list[Expr] = []
        self._combined: dict[str, tuple[int, ...]] = {}
        for side in sides:
            self._collect(side)
        self._runs = [run_of(quantity, {}) for quantity in self._quantities]
        self._left, self._right = (run_of(side, self._means) for side in sides)
        self._random = sorted(
            set().union(*(random_in(q) for q in self._quantities), set()), key=lambda s: s.tex
        )

    def _collect(self, expr: Expr) -> None:
        """Note each average; a covariance is E[xy] - E[x] E[y]."""
        if expr.op not in _AVERAGES:
            for child in expr.args:
                self._collect(child)
        elif expr not in self._means:
            if any(node.op in _AVERAGES for child in expr.args for node in _nodes(child)):
                raise NotSampled("an expectation inside of another")
            parts = expr.args if expr.op != "variance" else expr.args * 2
            wanted = list(parts) if expr.op == "expect" else [mul(*parts), *parts]
            name = self._means[expr] = f"average {len(self._means)}"
            self._combined[name] = tuple(map(self._place, wanted))

    def _place(self, quantity: Expr) -> int:
        if quantity not in self._quantities:
            self._quantities.append(quantity)
        return self._quantities.index(quantity)

    def sampled(self, values: Mapping[str, float], hint: MonteCarlo) -> list[list[float]]:
        """Return the mean of each quantity in each group."""
        rng = Random(hint.seed)
        draws = [(s.tex, *_draw(s, values)) for s in self._random]
        size = hint.samples // GROUPS
        here = dict(values)
        groups = []
        for _ in range(GROUPS):
            totals = [0.0] * len(self._runs)
            for _ in range(size):
                for name, draw, parameters in draws:
                    here[name] = draw(rng, parameters)
                for place, run in enumerate(self._runs):
                    totals[place] += run(here)
            groups.append([total / size for total in totals])
        return groups

    def sides(self, means: Sequence[float], values: Mapping[str, float]) -> tuple[float, float]:
        """Return both sides with these means in place of the expectations."""
        here = dict(values)
        for name, places in self._combined.items():
            first, *others = (means[place] for place in places)
            here[name] = first - math.prod(others) if others else first
        return self._left(here), self._right(here)


def _draw(name: Symbol, values: Mapping[str, float]) -> tuple:  # type: ignore[type-arg]
    assert name.law is not None
    parameters = [run_of(formula, {})(values) for formula in name.law.formulas]
    return draw_of(name.law), parameters


def _nodes(expr: Expr) -> Iterator[Expr]:
    yield expr
    for child in expr.args:
        yield from _nodes(child)


def _jackknife(
    averages: _Averages, groups: list[list[float]], values: Mapping[str, float]
) -> Difference:
    count = len(groups)
    totals = [math.fsum(column) for column in zip(*groups, strict=True)]
    left, right = averages.sides([total / count for total in totals], values)
    rest = []
    for group in groups:
        means = [(total - own) / (count - 1) for total, own in zip(totals, group, strict=True)]
        one, other = averages.sides(means, values)
        rest.append(one - other)
    middle = math.fsum(rest) / count
    spread = math.fsum((value - middle) ** 2 for value in rest)
    value = count * (left - right) - (count - 1) * middle
    return Difference(value, math.sqrt((count - 1) / count * spread), left, right)
