r"""What may be used while one relation is proved: assumptions, side conditions, caches.

Side conditions are what the proof divided by or took the logarithm of without knowing that it may.
They belong to the attempt that recorded them: ``attempt`` takes back those of a failed one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

Kind = Literal["nonzero", "positive", "finite"]


class NotProvable(Exception):
    """A construction that the kernel does not know, or a rule whose condition is not met."""


class Undefined(NotProvable):
    """A formula that has no value, such as 1/0."""


class AngleUnitShrunk(Exception):
    """An angle turned out to be needed in smaller parts; start over with the unit noted."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold beyond the assumptions.

    Attributes:
        kind: whether ``what`` must be nonzero, or positive, or an integral that converges.
        what: the divisor, the argument of the logarithm, the integral of an absolute value.
        written: the formula it comes from, if it was written so.
        is_needed: whether the formula has no value without it; else only the proof needs it.
    """

    kind: Kind
    what: Polynomial
    written: Expr | None = None
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Schema:
    """An assumption that holds at every value of its indices.

    Attributes:
        sign: how the body compares with zero: =, >, >= or !=.
        body: a polynomial.
        indices: index symbols, each with a range.
    """

    sign: str
    body: Polynomial
    indices: tuple[Symbol, ...]


@dataclass(slots=True)
class Facts:
    r"""Assumptions as polynomials, the conditions of the running attempt, and caches.

    Attributes:
        assumptions: the relations assumed.
        positive: polynomials that are greater than zero.
        nonnegative: polynomials that are zero or greater.
        nonzero: polynomials that are not zero.
        equations: polynomials that are zero.
        schemas: what holds at every value of an index.
        pointwise: for a premise, the indices that belong to the point in it, not to every point.
        units: for each angle, in how many parts it is divided, so that :math:`\theta` and
            :math:`\theta/2` become multiples of one unit.
        conditions: side conditions by kind and key.
        ranges: first and last value of the bound variables in use.
        cache: results that depend on the assumptions only.
        busy: keys of polynomials whose sign is being looked for.
        cut_short: how often a search met one of those, or its limit, and gave up.
        turns: how many searches for the sign of another polynomial of the same sign are open.
        fresh: number of bound variables handed out.
        is_cautious: whether conditions are recorded that a formula may have a value without.
        moving: matrices that are being differentiated by: what is assumed of them holds at the
            point, not beside it.
        last_pivot_first: whether elimination in blocks starts at the last block it may start at.
    """

    assumptions: tuple[Relation, ...] = ()
    positive: list[Polynomial] = field(default_factory=list)
    nonnegative: list[Polynomial] = field(default_factory=list)
    nonzero: list[Polynomial] = field(default_factory=list)
    equations: list[Polynomial] = field(default_factory=list)
    schemas: list[Schema] = field(default_factory=list)
    pointwise: dict[Relation, frozenset[Symbol]] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    conditions: dict[tuple[Kind, str], Condition] = field(default_factory=dict)
    cache: dict[tuple[str, object], Any] = field(default_factory=dict)
    busy: set[str] = field(default_factory=set)
    cut_short: int = 0
    turns: int = 0
    fresh: int = 0
    is_cautious: bool = False
    moving: frozenset[Symbol] = frozenset()
    last_pivot_first: bool = False

    def require(self, kind: Kind, what: Polynomial, written: Expr | None = None) -> None:
        """Record a side condition of the running attempt."""
        known = self.conditions.get((kind, what.key))
        if known is None or not (known.is_needed or self.is_cautious):
            new = Condition(kind, what, written, not self.is_cautious)
            self.conditions[kind, what.key] = new

    @contextmanager
    def cautiously(self) -> Iterator[None]:
        """Mark the conditions recorded inside as sufficient for a rule, not needed for a value.

        An assumption that holds has a value, so what is needed for that holds too; nothing more.
        """
        before, self.is_cautious = self.is_cautious, True
        try:
            yield
        finally:
            self.is_cautious = before

    @contextmanager
    def while_moving(self, name: Symbol) -> Iterator[None]:
        """Read inside as if nothing were assumed of a matrix; its declaration still counts."""
        before, self.moving = self.moving, self.moving | {name}
        try:
            yield
        finally:
            self.moving = before

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Take back the side conditions recorded inside, unless ``keep`` is set by success."""
        before = dict(self.conditions)
        try:
            yield
        except BaseException:
            self.conditions = before
            raise

    @contextmanager
    def without_conditions(self) -> Iterator[None]:
        """Take back the side conditions recorded inside in any case."""
        before = dict(self.conditions)
        try:
            yield
        finally:
            self.conditions = before

    @contextmanager
    def also(
        self, *, positive: tuple[Polynomial, ...] = (), nonnegative: tuple[Polynomial, ...] = ()
    ) -> Iterator[None]:
        """Use further inequalities inside, as in one case of several."""
        before = (self.positive, self.nonnegative, self.cache)
        self.positive = [*self.positive, *positive]
        self.nonnegative = [*self.nonnegative, *nonnegative]
        self.cache = {}
        try:
            yield
        finally:
            self.positive, self.nonnegative, self.cache = before

    def new_variable(self, first: Polynomial, last: Polynomial) -> Atom:
        """Return a bound variable with its range that occurs nowhere else."""
        self.fresh += 1
        return bound_variable(f"#{self.fresh}", first, last)

    def unit_of(self, angle: str, denominator: int) -> int:
        """Return in how many parts an angle is divided, at least ``denominator`` or a multiple.

        Raises:
            AngleUnitShrunk: if the parts in use so far are too large.
        """
        parts = self.units.setdefault(angle, denominator)
        if parts % denominator:
            self.units[angle] = parts * denominator
            raise AngleUnitShrunk(angle)
        return parts


def bound_variable(name: str, first: Polynomial, last: Polynomial) -> Atom:
    """The variable of a sum, an integer from ``first`` to ``last``; the range is part of it."""
    full = f"{name}:{first.key}..{last.key}"
    atom = Atom("bound", full, (name, first, last), ())
    if not atom.free:
        atom.free = frozenset({atom})
    return atom
