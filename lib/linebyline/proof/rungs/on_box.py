r"""Certifies an inequality on a box: interval arithmetic, branch and bound.

The box is cut into pieces until each piece is certified in one of three ways, or the count of
pieces is used up. With f the difference of the sides, the inequality being f >= 0 (or f > 0):

- the range of f over the piece lies above zero;
- f is monotone in some variables, so that it is least where these are at an end, and there the
  range lies above zero; or the mean value form :math:`f(m) + \nabla f(X) (X - m)` does;
- the sides touch at a point c of the piece: f(c) = 0 exactly, the slopes at c are zero (or point
  into the piece from its border), and the second derivatives over the piece form a diagonally
  dominant matrix with a diagonal that is not negative, so that :math:`f(x) \ge f(c)` by Taylor's
  formula; in one variable also where the first derivative that is not zero at c is a later one.
  That shows f >= 0 only, never f > 0.

Pieces on which an assumption certainly fails are left out. Nothing is claimed outside of the box.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from linebyline.proof.refuter.numbers import Number
from linebyline.proof.refuter.space import free_in_relation
from linebyline.proof.relation import ORDER, Relation, Sign
from linebyline.proof.rungs.enclosures import (
    Gap,
    Interval,
    ball,
    exact,
    is_above_zero,
    is_at_least_zero,
    is_certainly_zero,
)
from linebyline.proof.rungs.hints import OnBox
from linebyline.proof.tree import Expr, div, number, symbol
from linebyline.proof.verdict import LineError

MOST_PIECES = 4_000
MOST_EVALUATIONS = 60_000
SMALLEST_SHARE = Fraction(1, 1 << 26)  # of a side, below which a piece is given up
_MOST_TOUCHING_NAMES = 3
_HIGHEST_ORDER = 4
_DIFFERENT: dict[str, Sign] = {"<=": ">", ">=": "<", "<": ">=", ">": "<="}

Piece = dict[str, Interval]
Values = dict[str, Number]


@dataclass(frozen=True, slots=True)
class OnThisBox:
    """What came of it: how the box was certified, or what stands in the way."""

    method: str = ""
    why_not: str = ""


def box_conditions(relation: Relation, hint: OnBox) -> tuple[Relation, ...]:
    """The box as relations: what the line is claimed for.

    Raises:
        LineError: if the line is no inequality between numbers, or a name has no side.
    """
    if relation.sign not in ORDER:
        raise LineError(f"a box certifies <=, <, >= or > between numbers, got '{relation.sign}'")
    names = {name.tex: name for name in free_in_relation(relation)}
    sides = {name if name in names else "\\" + name: side for name, side in hint.sides.items()}
    unknown, missing = sides.keys() - names.keys(), names.keys() - sides.keys()
    if unknown:
        raise LineError(f"the box has a side for {min(unknown)}, which the line does not mention")
    if missing:
        raise LineError(f"the box needs a side for every name of the line: add {min(missing)}")
    for name in names.values():
        if name.kind != "scalar" or name.domain.base != "real" or name.law is not None:
            raise LineError(f"the sides of a box belong to real numbers, but {name.tex} is none")
    conditions = []
    for tex, (low, high) in sides.items():
        of = symbol(names[tex])
        conditions += [Relation(">=", of, _fraction(low)), Relation("<=", of, _fraction(high))]
    return tuple(conditions)


def certify_on_box(relation: Relation, assumptions: tuple[Relation, ...], hint: OnBox) -> OnThisBox:
    """Certify an inequality on a box, or say which piece stands in the way."""
    names = {name.tex for name in free_in_relation(relation)}
    whole = {name if name in names else "\\" + name: side for name, side in hint.sides.items()}
    pieces = 0
    try:
        for part in _without_absolute_value(relation):
            pieces += _certify(_Pieces(part, assumptions, names), whole)
    except _Stuck as stuck:
        return OnThisBox(why_not=f"the box is not certified {stuck}")
    said = f"interval arithmetic on {_shown(whole)}, {pieces} piece{'s' if pieces > 1 else ''}"
    return OnThisBox(f"{said}; nothing is claimed outside")


class _Stuck(Exception):
    """Some piece cannot be certified."""


def _certify(search: _Pieces, whole: Piece) -> int:
    """Return the number of pieces that were looked at until all of the box was certified.

    Raises:
        _Stuck: if that does not come to an end.
    """
    waiting, pieces = [whole], 0
    while waiting:
        piece = waiting.pop()
        pieces += 1
        if pieces > MOST_PIECES or search.gap.evaluations > MOST_EVALUATIONS:
            raise _Stuck(f"in {pieces - 1} pieces")
        if not search.is_certified(piece):
            halves = _halves(piece, whole)
            if halves is None:
                raise _Stuck(_near(piece))
            waiting += halves
    return pieces


def _without_absolute_value(relation: Relation) -> list[Relation]:
    """The relation, or two for |f| <= c: that f <= c and that -f <= c, which have slopes."""
    left, right = relation.left, relation.right
    assert isinstance(left, Expr)
    assert isinstance(right, Expr)
    small = left if relation.sign in ("<=", "<") else right
    if small.op != "call" or small.data != "abs":
        return [relation]
    (inside,) = small.args
    if small is left:
        return [Relation(relation.sign, part, right) for part in (inside, -inside)]
    return [Relation(relation.sign, left, part) for part in (inside, -inside)]


class _Pieces:
    """Certifies one piece of the box after the other."""

    def __init__(
        self, relation: Relation, assumptions: tuple[Relation, ...], names: set[str]
    ) -> None:
        self.gap = Gap(relation)
        self.is_strict = relation.sign in ("<", ">")
        self._excluded = [
            (Gap(_opposite(given)), given.sign in ("<=", ">="))
            for given in assumptions
            if given.sign in ORDER and {name.tex for name in given.symbols} <= names
        ]

    def is_certified(self, piece: Piece) -> bool:
        """Whether the inequality certainly holds at all points of a piece."""
        values = {name: ball(side) for name, side in piece.items()}
        if self._holds(self.gap.at(values)) or self._is_excluded(values):
            return True
        slopes = {name: self.gap.derivative(values, name) for name in piece}
        face = {name: _lowest(side, slopes[name]) for name, side in piece.items()}
        if face != piece and self._holds(self.gap.at(_balls(face))):
            return True
        if self._by_mean_value(face, slopes):
            return True
        return not self.is_strict and self._by_touching(face)

    def _holds(self, value: Number | None) -> bool:
        return is_above_zero(value) if self.is_strict else is_at_least_zero(value)

    def _is_excluded(self, values: Values) -> bool:
        """Whether an assumption fails on all of a piece."""
        for gap, was_weak in self._excluded:
            value = gap.at(values)
            if is_above_zero(value) if was_weak else is_at_least_zero(value):
                return True
        return False

    def _by_mean_value(self, face: Piece, slopes: Values) -> bool:
        middle = {name: (low + high) / 2 for name, (low, high) in face.items()}
        total = self.gap.at({name: exact(value) for name, value in middle.items()})
        for name, side in face.items():
            if side[0] == side[1]:
                continue
            if total is None or slopes[name] is None:
                return False
            total = total + slopes[name] * (ball(side) - exact(middle[name]))
        return self._holds(total)

    def _by_touching(self, face: Piece) -> bool:
        open_names = [name for name, (low, high) in face.items() if low != high]
        if not 0 < len(open_names) <= _MOST_TOUCHING_NAMES:
            return False
        for place in _places(face):
            values = {name: exact(value) for name, value in place.items()}
            if is_certainly_zero(self.gap.at(values)):
                if len(open_names) == 1:
                    return self._rises(values, place, face, open_names[0])
                inward = all(self._points_inward(values, place, face, n) for n in open_names)
                return inward and self._curves_up(face, open_names)
        return False

    def _rises(self, values: Values, place: dict[str, Fraction], face: Piece, name: str) -> bool:
        """Whether derivatives vanish at the point up to one that has the right sign on the face.

        By Taylor's formula f(x) = f^(k)(t) (x - c)^k / k! with t between x and c.
        """
        everywhere, (low, high) = _balls(face), face[name]
        for order in range(1, _HIGHEST_ORDER + 1):
            names = (name,) * order
            slope = self.gap.derivative(everywhere, *names)
            if place[name] == low or (order % 2 == 0 and place[name] != high):
                rises = is_at_least_zero(slope)
            elif place[name] == high:
                rises = slope is not None and is_at_least_zero(slope if order % 2 == 0 else -slope)
            else:
                rises = False
            if rises:
                return True
            if not is_certainly_zero(self.gap.derivative(values, *names)):
                return False
        return False

    def _points_inward(
        self, values: Values, place: dict[str, Fraction], face: Piece, name: str
    ) -> bool:
        slope, (low, high) = self.gap.derivative(values, name), face[name]
        if is_certainly_zero(slope):
            return True
        if place[name] == low:
            return is_at_least_zero(slope)
        return place[name] == high and slope is not None and is_at_least_zero(-slope)

    def _curves_up(self, face: Piece, names: list[str]) -> bool:
        """Whether the matrix of second derivatives is diagonally dominant on all of the face."""
        values = _balls(face)
        for name in names:
            margin = self.gap.derivative(values, name, name)
            for other in names:
                if margin is not None and other != name:
                    mixed = self.gap.derivative(values, name, other)
                    margin = None if mixed is None else margin - abs(mixed)
            if not is_at_least_zero(margin):
                return False
        return True


def _places(face: Piece) -> Iterator[dict[str, Fraction]]:
    """Points at which the sides may touch: ends, middles and simple fractions."""
    choices = [
        dict.fromkeys((low, high, (low + high) / 2, simplest_between(low, high)))
        for low, high in face.values()
    ]
    for place in product(*choices):
        yield dict(zip(face, place, strict=True))


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """Return the fraction with the smallest denominator in an interval."""
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest_between(-high, -low)
    whole = -(-low.numerator // low.denominator)  # the next whole number
    if whole <= high:
        return Fraction(whole)
    below = whole - 1
    return below + 1 / simplest_between(1 / (high - below), 1 / (low - below))


def _lowest(side: Interval, slope: Number | None) -> Interval:
    """The end at which a monotone function is least; the side itself where it is not monotone."""
    if is_at_least_zero(slope):
        return side[0], side[0]
    if slope is not None and is_at_least_zero(-slope):
        return side[1], side[1]
    return side


def _balls(piece: Piece) -> Values:
    return {name: ball(side) for name, side in piece.items()}


def _halves(piece: Piece, whole: Piece) -> list[Piece] | None:
    """Cut the side that is longest beside the whole box's; None where all are tiny."""

    def share(name: str) -> Fraction:
        return (piece[name][1] - piece[name][0]) / (whole[name][1] - whole[name][0])

    name = max(piece, key=share)
    if share(name) < SMALLEST_SHARE:
        return None
    low, high = piece[name]
    middle = (low + high) / 2
    return [{**piece, name: (middle, high)}, {**piece, name: (low, middle)}]


def _opposite(relation: Relation) -> Relation:
    return Relation(_DIFFERENT[relation.sign], relation.left, relation.right)


def _fraction(value: Fraction) -> Expr:
    if value.denominator == 1:
        return number(value)
    return div(number(value.numerator), number(value.denominator))


def _near(piece: Piece) -> str:
    """About where a tiny piece lies."""
    return "near " + ", ".join(f"{name} = {float(low):.6g}" for name, (low, _) in piece.items())


def _shown(piece: Piece) -> str:
    return ", ".join(f"{name} in [{low}, {high}]" for name, (low, high) in piece.items())
