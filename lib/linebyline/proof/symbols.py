"""Names with their domains: the only vocabulary that a formula may use."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from linebyline.proof.laws import Law
    from linebyline.proof.tables import Table
    from linebyline.proof.tree import Expr

Base = Literal["real", "integer", "complex"]
Kind = Literal["scalar", "index", "array", "matrix", "family", "function"]
INDEPENDENT = frozenset({"invertible", "nonzero", "full column rank"})
"""Properties of matrices that leave each entry free to move a little by itself."""
SHAPES = frozenset({"convex", "concave"})
"""Properties of unknown functions of one number, on the whole line."""


@dataclass(frozen=True, slots=True)
class Domain:
    r"""A set of numbers: an interval of reals or integers, or the complex plane.

    Attributes:
        base: the kind of number.
        low: lower end, a constant formula; ``None`` for minus infinity.
        high: upper end, a constant formula; ``None`` for infinity.
        low_closed: whether ``low`` itself belongs to the domain.
        high_closed: whether ``high`` itself belongs to the domain.
        without_zero: whether zero is taken out.
    """

    base: Base = "real"
    low: Expr | None = None
    high: Expr | None = None
    low_closed: bool = False
    high_closed: bool = False
    without_zero: bool = False

    @property
    def is_integer(self) -> bool:
        """Whether every member is an integer."""
        return self.base == "integer"

    @property
    def is_real(self) -> bool:
        """Whether every member is a real number."""
        return self.base != "complex"

    @property
    def is_positive(self) -> bool:
        """Whether the ends show that every member is greater than zero."""
        return _at_least_zero(self.low) and (
            not self.low_closed or self.without_zero or not _is_zero(self.low)
        )

    @property
    def is_nonnegative(self) -> bool:
        """Whether the ends show that every member is at least zero."""
        return _at_least_zero(self.low)

    @property
    def is_negative(self) -> bool:
        """Whether the ends show that every member is less than zero."""
        value = _rational(self.high)
        return value is not None and (value < 0 or (value == 0 and not self.high_closed))

    @property
    def is_nonzero(self) -> bool:
        """Whether the ends show that zero is not a member."""
        return self.without_zero or self.is_positive or self.is_negative


@dataclass(frozen=True, slots=True, eq=True)
class Symbol:
    r"""A declared name.

    Attributes:
        tex: the name as it is written, for instance ``\alpha`` or ``x_0``; unique in a notation.
        kind: what it stands for.
        domain: the domain of the scalar, of every entry, or of the function's values.
        dims: sizes of an array's axes, ``(rows, columns)`` of a matrix, the numbers
            of members and then ``rows, columns`` of a family of matrices, or one entry per argument
            of a function (unused sizes are the number 1).
        properties: words such as ``symmetric``, ``orthogonal``, ``invertible``,
            ``positive definite``, ``positive semidefinite``, ``diagonal``, ``probabilities``.
        span: first and last value of an index.
        law: what is known of a random variable; ``None`` for a name that is not random.
        table: the joint law of discrete names that an array is of; ``None`` for other names.
    """

    tex: str
    kind: Kind = "scalar"
    domain: Domain = field(default=Domain())
    dims: tuple[Expr, ...] = ()
    properties: frozenset[str] = frozenset()
    span: tuple[Expr, Expr] | None = None
    law: Law | None = None
    table: Table | None = None

    def __hash__(self) -> int:
        return hash(self.tex)

    def __repr__(self) -> str:
        return self.tex


def _rational(end: Expr | None) -> Fraction | None:
    return end.data if end is not None and end.op == "number" else None


def _at_least_zero(low: Expr | None) -> bool:
    value = _rational(low)
    return value is not None and value >= 0


def _is_zero(end: Expr | None) -> bool:
    return _rational(end) == 0
