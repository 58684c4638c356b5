"""Search for a counterexample: a point of the domain where a relation certainly fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from flint import fmpq

from linebyline.proof.limits import LIMITS
from linebyline.proof.refuter.admissible import Admissible, admissible
from linebyline.proof.refuter.allowance import begin_search, is_exhausted
from linebyline.proof.refuter.compare import FULL, QUICK, Finding, Outcome, compare
from linebyline.proof.refuter.directed import climb
from linebyline.proof.refuter.numbers import Unsupported
from linebyline.proof.refuter.optima import compare_optima, is_between_optima, sizes_of_variables
from linebyline.proof.refuter.orders import by_expansion, compare_by_expansion
from linebyline.proof.refuter.point import Point
from linebyline.proof.refuter.proportion import compare_proportion
from linebyline.proof.refuter.show import place_at, witness_at
from linebyline.proof.refuter.simplify import MOST_TESTS, simplest
from linebyline.proof.refuter.space import free_in_relation, sizes_in_relation
from linebyline.proof.relation import ORDER, UP_TO, Relation
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr
from linebyline.proof.verdict import Witness

_FULL_POINTS = 2
_MOST_MISSES, _MOST_WITHOUT_VALUE = 3, 4
_MOST_LONE = 10
_OFTEN = 3
# By the depth of the integrals in a line, whose values cost much: points, precisions, and tests
# when a counterexample is simplified.
MOST_POINTS, BITS, TESTS = {1: 8, 2: 5}, {1: (80,), 2: (32,)}, {1: 16, 2: 4}

Test = Callable[[Point, tuple[int, ...]], Finding]


@dataclass(frozen=True, slots=True)
class Search:
    """What a search for a counterexample has shown.

    Attributes:
        witness: a point at which the relation certainly fails, or None.
        points: number of admissible points at which it was evaluated and held.
        undefined: number of admissible points at which a side has no value or is not comparable.
        reason: why ``points`` is zero, where it is.
        fault: why the relation says nothing definite: a point that the rows of a formula by cases
            do not cover, or at which they disagree.
    """

    witness: Witness | None
    points: int
    undefined: int = 0
    reason: str = ""
    fault: str = ""

    @property
    def fails(self) -> bool:
        """Whether the relation is false somewhere, or says nothing definite."""
        return self.witness is not None or bool(self.fault)


def is_costly(relation: Relation) -> bool:
    """Whether one point takes long: a search over all values, a limit, integrals in each other."""
    if is_between_optima(relation) or max(map(depth_of_integrals, relation.formulas)) > 1:
        return True
    return any(node.op in LIMITS for formula in relation.formulas for _, node in walk(formula))


def search(
    relation: Relation,
    assumptions: tuple[Relation, ...] = (),
    *,
    points: int = 24,
    seed: int = 0,
    minimise: bool = True,
    directed: bool = True,
) -> Search:
    """Look for a point of the declared domain at which the relation fails.

    A failure is certified by exact or ball arithmetic. Equality is evaluated with up to 4096 bits
    at the first points and 512 at the others, and counts as holding where the balls touch.

    Args:
        relation: the claim, definitions unfolded; its free names carry their domains.
        assumptions: relations that every point must satisfy.
        points: number of points to evaluate at.
        seed: of the random draws; the same seed gives the same answer.
        minimise: whether to look for a simpler point once one is found.
        directed: whether to walk from points where an inequality holds to where it may fail.

    Returns:
        The outcome; ``points`` is zero with a ``reason`` where nothing could be evaluated.
    """
    if relation.sign == "defined":
        return Search(None, 0, reason="a definition cannot fail")
    begin_search()
    return _search(relation, assumptions, (), _Effort(points, seed, minimise, directed))


@dataclass(frozen=True, slots=True)
class _Effort:
    """How hard to look: at how many points, from which seed, for a simple one, by walks too."""

    points: int
    seed: int
    minimise: bool
    directed: bool = True
    depth: int = 0  # of the integrals in the line

    def at_depth(self, depth: int) -> _Effort:
        """The effort for a line with integrals of this depth."""
        most = MOST_POINTS[depth] if depth else self.points
        points = min(max(self.points >> depth, 1), most)
        return replace(self, points=points, depth=depth)


def _search(
    relation: Relation,
    assumptions: tuple[Relation, ...],
    premises: tuple[Relation, ...],
    effort: _Effort,
) -> Search:
    left, right = relation.left, relation.right
    if isinstance(left, Relation) and isinstance(right, Relation):
        forward = _search(right, assumptions, (*premises, left), effort)
        if relation.sign == "implies" or forward.witness is not None or not forward.points:
            return forward
        back = _search(left, assumptions, (*premises, right), effort)
        return _summed(forward, back)
    names, sizes = free_in_relation(relation), sizes_in_relation(relation)
    depth = max(depth_of_integrals(formula) for formula in relation.formulas)
    effort = effort.at_depth(depth)
    pool = admissible(names, assumptions, premises, effort.seed, sizes, decaying=bool(depth))
    if is_between_optima(relation):
        return _search_optima(relation, pool, effort)

    decide = by_expansion(relation)

    def test(point: Point, bits: tuple[int, ...]) -> Finding:
        bits = BITS.get(depth, bits)
        if decide is not None:
            return compare_by_expansion(decide, point, bits)
        if relation.sign in UP_TO:
            return compare_proportion(relation, point, pool, bits)
        return compare(relation, point.at, bits)

    return _search_at_points(relation, pool, effort, test)


def _search_optima(relation: Relation, pool: Admissible, effort: _Effort) -> Search:
    """Search for other optima, first where arrays have one entry, so that it is one number."""

    def test(point: Point, bits: tuple[int, ...]) -> Finding:
        return compare_optima(relation, point, pool, bits)

    lone = {size.tex: fmpq(1) for size in sizes_of_variables(relation)}
    for number in range(_MOST_LONE if lone else 0):
        point = pool.draw(Random(number), special=number % 2 == 1, fixed=lone)
        if point is not None and test(point, QUICK).outcome is Outcome.FAILS:
            finding = test(point, FULL)
            return Search(witness_at(relation, point, finding, pool), 0)
    return _search_at_points(relation, pool, replace(effort, points=_OFTEN * effort.points), test)


def _summed(forward: Search, back: Search) -> Search:
    """Both directions of an equivalence."""
    if back.witness is not None or not back.points:
        return back
    return Search(None, forward.points + back.points, forward.undefined + back.undefined)


def _search_at_points(relation: Relation, pool: Admissible, effort: _Effort, test: Test) -> Search:
    tally = _try_points(relation, test, pool, effort)
    if tally.fault:
        return Search(None, 0, tally.undefined, fault=tally.fault)
    failed = tally.failed
    may_climb = effort.directed and relation.sign in ORDER and not effort.depth
    if failed is None and tally.held and may_climb:
        failed = climb(relation, pool, tally.held)
    if failed is None:
        return tally.report(pool)
    if effort.minimise and not is_exhausted():
        tests = TESTS.get(effort.depth, MOST_TESTS)
        fails = lambda point: test(point, FULL).outcome is Outcome.FAILS  # noqa: E731
        failed = simplest(failed, pool, fails, tests)
    finding = test(failed, FULL)
    return Search(witness_at(relation, failed, finding, pool), len(tally.held), tally.undefined)


@lru_cache(maxsize=20_000)
def depth_of_integrals(formula: Expr) -> int:
    """0 without integrals, 1 with single ones, 2 with integrals in each other."""
    inside = max((depth_of_integrals(part) for part in formula.args), default=0)
    return min(2, inside + (formula.op == "integral"))


@dataclass(slots=True)
class _Tally:
    """Points at which a relation held, the one at which it failed, and the others."""

    held: list[Point]
    failed: Point | None
    undefined: int
    unsupported: str
    fault: str = ""

    def report(self, pool: Admissible) -> Search:
        """Return the outcome without a counterexample."""
        if self.held:
            return Search(None, len(self.held), self.undefined)
        reason = self.unsupported or pool.reason
        if not reason:
            reason = f"a side has no value at any of {self.undefined} points"
        return Search(None, 0, self.undefined, reason)


def _try_points(relation: Relation, test: Test, pool: Admissible, effort: _Effort) -> _Tally:
    tally = _Tally([], None, 0, "")
    points, depth = effort.points, effort.depth
    most = points + _MOST_WITHOUT_VALUE if depth else _MOST_MISSES * points
    for number, point in enumerate(pool.points()):
        hopeless = depth and number >= _MOST_WITHOUT_VALUE + 2 and not tally.held
        if len(tally.held) >= points or number >= most or hopeless or is_exhausted():
            break
        try:
            finding = test(point, FULL if number < _FULL_POINTS else QUICK)
        except Unsupported as error:
            tally.unsupported = f"cannot evaluate {error}"
            tally.undefined += 1
            if number >= _MOST_MISSES and not tally.held:
                break
            continue
        if finding.fault:
            tally.fault = f"{finding.fault} ({place_at(relation, point, pool)})"
            break
        if finding.outcome is Outcome.FAILS:
            tally.failed = point
            break
        if finding.outcome is Outcome.HOLDS:
            tally.held.append(point)
        else:
            tally.undefined += 1
    return tally
