"""Points of the domain that satisfy the assumptions, beyond doubt.

Equations are solved for some of the names; inequalities are met by rejection, and by moving one
name at a time in the right direction where rejection is slow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from random import Random

import flint
from flint import fmpq

from linebyline.proof.refuter.conditions import Condition
from linebyline.proof.refuter.corners import corners
from linebyline.proof.refuter.draw_scalars import EmptyDomainError
from linebyline.proof.refuter.entries import entries_of, is_all_zero
from linebyline.proof.refuter.environment import Env, Value
from linebyline.proof.refuter.numbers import (
    Undecided,
    Undefined,
    Unsupported,
    zero_test,
)
from linebyline.proof.refuter.plans import Plan, make_plans
from linebyline.proof.refuter.point import Point, Solver
from linebyline.proof.refuter.repair import repaired
from linebyline.proof.refuter.space import Space, sizes_in_relation
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol

PLAIN_POINTS = 2
_REPAIRS = 12
_TRIES_PER_POINT = 30
_FIRST_TRIES = 150
_FIRST_TRIES_WITH_EQUATIONS = 50


class Admissible:
    """The points that satisfy the assumptions, found one after the other; the same for one seed.

    Attributes:
        space: the names and their domains.
        conditions: the assumptions.
        reason: why no point was found, once the search has given up.
    """

    def __init__(
        self,
        names: frozenset[Symbol],
        assumptions: tuple[Relation, ...],
        premises: tuple[Relation, ...] = (),
        seed: int = 0,
        sizes: frozenset[Symbol] = frozenset(),
        *,
        decaying: bool = False,
    ) -> None:
        self.conditions = (
            *(Condition(relation) for relation in assumptions),
            *(Condition(relation, kept=names) for relation in premises),
        )
        assumed = (sizes_in_relation(c.relation) for c in self.conditions)
        every = names.union(*(c.names for c in self.conditions))
        self.space = Space(every, sizes.union(*assumed), decaying=decaying)
        self.reason = ""
        equations = tuple(c for c in self.conditions if c.is_equation and c.names)
        self._plans = make_plans(equations, self.space)
        self._rng = Random(seed)
        self._found: list[Point] = []
        self._seen: set[object] = set()
        self._failures: Counter[Relation] = Counter()
        self._tries = 0
        self._exhausted = False
        self._corners = corners(self.space.symbols, self.space.sizes)

    def points(self) -> Iterator[Point]:
        """Yield admissible points without end, until no new one is found in many tries."""
        position = 0
        while True:
            while position >= len(self._found):
                if self._exhausted:
                    return
                self._extend()
            yield self._found[position]
            position += 1

    def worst_assumption(self) -> Relation | None:
        """Return the assumption at which most draws have failed so far."""
        return max(self._failures, key=self._failures.__getitem__, default=None)

    def draw(
        self, rng: Random, *, special: bool = False, fixed: Mapping[str, Value] | None = None
    ) -> Point | None:
        """Return an admissible point, or None if this attempt did not lead to one."""
        try:
            base = self.space.draw(rng, special=special, fixed=fixed)
        except (Undefined, Undecided):
            return None
        for round_ in range(_REPAIRS):
            point, broken = self.complete(base, rng)
            if point is not None:
                return point
            if broken is None or broken.names <= self.space.sizes:
                return None
            self._failures[broken.relation] += 1
            kept = frozenset(fixed or ())
            base = repaired(self.space, base, broken, kept, rng, special=special or round_ > 3)
        return None

    def complete(
        self, base: Env, rng: Random, plan: Plan | None = None
    ) -> tuple[Point | None, Condition | None]:
        """Solve the equations at drawn values; return the point, else the condition that fails.

        A point at which a whole array or matrix was solved to be zero is returned only if no plan
        finds another.
        """
        trivial, broken = None, None
        for chosen in self._plan_order(rng) if plan is None else [plan]:
            point, fault = self._with_plan(base, chosen, rng)
            if point is None:
                broken = broken or fault
            elif any(self._vanishes(name, point) for name in point.solved):
                trivial = trivial or point
            else:
                return point, None
        if not self._plans:
            broken = next(c for c in self.conditions if c.is_equation)
        return trivial, broken

    def _vanishes(self, name: str, point: Point) -> bool:
        """Whether a whole array or matrix was solved to be zero."""
        return self.space.by_name[name].kind != "scalar" and is_all_zero(point.value(name))

    def _plan_order(self, rng: Random) -> list[Plan]:
        plans = list(self._plans)
        if len(plans) > 1 and rng.random() < 0.3:
            plans.insert(0, plans.pop(rng.randrange(len(plans))))
        return plans

    def _with_plan(
        self, base: Env, plan: Plan, rng: Random
    ) -> tuple[Point | None, Condition | None]:
        solvers: list[Solver] = []
        values = dict(base)
        solved = frozenset(target.tex for step in plan for target in step.targets)
        equation = next((c for c in self.conditions if c.is_equation), None)
        with flint.ctx.workprec(128):
            try:
                for step in plan:
                    solver = step.prepare(values, rng)
                    if solver is None:
                        return None, equation
                    solver(values)
                    solvers.append(solver)
                if not all(self.space.admits(name, values[name]) for name in sorted(solved)):
                    return None, equation
                if plan and not all(self._is_met(c, values) for c in self.conditions):
                    return None, equation
            except (Undefined, Undecided, Unsupported):
                return None, equation
            exact = all(_is_exact(values[name]) for name in solved)
        point = Point(values, (), solved, plan)
        if not exact:
            point = Point(base, tuple(solvers), solved, plan)
        checked = (c for c in self.conditions if not (c.is_equation and c.names and self._plans))
        broken = next((c for c in checked if not c.holds(point.at)), None)
        return (point, None) if broken is None else (None, broken)

    @staticmethod
    def _is_met(condition: Condition, values: Env) -> bool:
        """Return False where a solved equation certainly does not hold: a second look."""
        return not condition.is_equation or not any(
            zero_test(x) is False for x in condition.residuals(values)
        )

    def _extend(self) -> None:
        """Find one more point, or give up."""
        plain = len(self._found) < PLAIN_POINTS
        special = not plain and len(self._found) % 2 == 1
        first = _FIRST_TRIES if self._plans == [()] else _FIRST_TRIES_WITH_EQUATIONS
        allowed = _TRIES_PER_POINT if self._found else first
        for _ in range(allowed):
            self._tries += 1
            corner = self._corners.pop(0) if self._corners and not plain else None
            try:
                point = self.draw(self._rng, special=special, fixed=corner)
            except EmptyDomainError as error:
                self.reason = str(error)
                continue
            if point is not None and self._is_new(point):
                self._found.append(point)
                return
        self._exhausted = True
        if not self._found and not self.reason:
            self.reason = self._why_not()

    def _why_not(self) -> str:
        worst = self.worst_assumption()
        if worst is None:
            return f"no point of the domain was found in {self._tries} tries"
        return (
            f"no point of the domain was found in {self._tries} tries that satisfies all "
            f"assumptions; most fail at {worst!r}"
        )

    def _is_new(self, point: Point) -> bool:
        key = tuple(_fingerprint(point.base[symbol.tex]) for symbol in self.space.symbols)
        known = key in self._seen
        self._seen.add(key)
        return not known


def _is_exact(value: Value) -> bool:
    return all(type(x) is fmpq for x in entries_of(value))


def _fingerprint(value: Value) -> object:
    if callable(value):
        return id(value)
    return tuple(x if type(x) is fmpq else str(x) for x in entries_of(value))


@lru_cache(maxsize=256)
def admissible(
    names: frozenset[Symbol],
    assumptions: tuple[Relation, ...],
    premises: tuple[Relation, ...] = (),
    seed: int = 0,
    sizes: frozenset[Symbol] = frozenset(),
    *,
    decaying: bool = False,
) -> Admissible:
    """Return the admissible points for some names; kept, since a line's mutants ask again."""
    return Admissible(names, assumptions, premises, seed, sizes, decaying=decaying)


def find_point(
    symbols: Iterable[Symbol], assumptions: tuple[Relation, ...], seed: int = 0
) -> Point | None:
    """Return a point of the domain that satisfies the assumptions, or None if none was found."""
    return next(admissible(frozenset(symbols), assumptions, seed=seed).points(), None)


def hardest_assumption(
    symbols: Iterable[Symbol], assumptions: tuple[Relation, ...], seed: int = 0
) -> Relation | None:
    """Return the assumption at which most draws fail; None if every draw satisfies all."""
    pool = admissible(frozenset(symbols), assumptions, seed=seed)
    next(pool.points(), None)
    return pool.worst_assumption()
