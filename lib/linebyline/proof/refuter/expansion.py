r"""Numbers that move: :math:`\sum_q e^{q} \sum c\, t^e (\log t)^j`, as t falls to zero.

The coefficients are exact or balls, so that a leading coefficient which is certainly not zero
decides how the number behaves. They pass through the closures of formulas like other numbers;
``limit`` then says what they tend to. Each series is cut off some orders behind its leading term.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial
from typing import Any

from flint import acb, fmpq

from linebyline.proof.refuter.moving_series import (
    ANALYTIC,
    ORDERS,
    Key,
    Part,
    Terms,
    are_same,
    composed,
    first_term,
    is_zero_coefficient,
    least,
    moved_order,
    part_of,
    product_of,
    shifted,
    sum_of,
    taylor,
    tends_to,
    times,
    value_of,
)
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Number,
    Undecided,
    Undefined,
    Unsupported,
    reciprocal,
    sign_of,
    to_ball,
    zero_test,
)  # fmt: skip
from linebyline.proof.refuter.plain_functions import plain_value
from linebyline.proof.refuter.random_base import Random

_BY_EXP = ("sinh", "cosh", "tanh")


class Expansion(Random):
    """A number that depends on t, by its parts at different exponential scales."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(part for part in parts if part.terms or part.order is not None)

    @staticmethod
    def power_of_t(coefficient: Number, e: int) -> Expansion:
        """Coefficient times t^e."""
        return _plain({(Fraction(e), 0): coefficient})

    def __add__(self, other: Number) -> Expansion:
        parts = list(self.parts)
        for part in _moving(other).parts:
            for k, known in enumerate(parts):
                if are_same(known.q, part.q):
                    order = least(known.order, part.order)
                    parts[k] = part_of(known.q, sum_of(known.terms, part.terms), order)
                    break
            else:
                parts.append(part)
        return Expansion(parts)

    __radd__ = __add__

    def __neg__(self) -> Expansion:
        return self * fmpq(-1)

    def __mul__(self, other: Number) -> Expansion:
        result = Expansion(())
        for a in self.parts:
            for b in _moving(other).parts:
                result = result + Expansion([product_of(a, b)])
        return result

    __rmul__ = __mul__

    def __pow__(self, exponent: Any) -> Expansion:
        if int(exponent) < 0:
            return self.inverse() ** -int(exponent)
        result: Expansion = _moving(ONE)
        for _ in range(int(exponent)):
            result = result * self
        return result

    def __rtruediv__(self, other: Number) -> Expansion:
        result: Expansion = self.inverse() * other
        return result

    def is_certainly_nonzero(self) -> bool:
        """Whether it is zero for no small t."""
        if not self.parts:
            return False
        self.leading()
        return True

    def leading(self) -> tuple[Part, Key, Number]:
        """The part that outgrows all others, its largest term's key, and the coefficient there.

        Raises:
            Undecided: if a coefficient may be zero.
        """
        for part in self.parts:
            others = [other for other in self.parts if other is not part]
            if all(tends_to(sum_of(o.q, times(part.q, fmpq(-1)))) < 0 for o in others):
                key, c = first_term(part.terms)
                low = None if not others else key[0] + ORDERS
                return Part(part.q, part.terms, least(part.order, low)), key, c
        raise Undecided

    def sign(self) -> int:
        """Its sign for all small t."""
        if not self.parts:
            return 0
        _, (_, j), c = self.leading()
        return sign_of(c) * int((-1) ** j)

    def __lt__(self, other: object) -> bool:
        return self._less(other) < 0

    def __gt__(self, other: object) -> bool:
        return self._less(other) > 0

    def __le__(self, other: object) -> bool:
        return self._less(other) <= 0

    def __ge__(self, other: object) -> bool:
        return self._less(other) >= 0

    def _less(self, other: object) -> int:
        return _moving(self - other).sign()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expansion | fmpq | int) and not (self - other).parts

    def __hash__(self) -> int:
        return id(self)

    def inverse(self) -> Expansion:
        """Return 1/f for f = e^q c t^e (1 + d)."""
        part, (e, j), c = self.leading()
        if j:
            raise Unsupported("the reciprocal of a logarithm")
        others = {key: d for key, d in part.terms.items() if key != (e, j)}
        rest = shifted(times(others, reciprocal(c)), -e)
        signs = [fmpq((-1) ** k) for k in range(40)]
        tail = composed(part_of({}, rest, moved_order(part.order, -e)), signs)
        order = moved_order(tail.order, -e)
        head = shifted(times(tail.terms, reciprocal(c)), -e)
        return Expansion([Part(times(part.q, fmpq(-1)), head, order)])

    def call(self, name: str) -> Number:
        """Return a known function of it."""
        if name == "exp":
            return self._exponential()
        if name == "log":
            return self._logarithm()
        if name == "sqrt":
            return (self._logarithm() * fmpq(1, 2))._exponential()
        if name == "abs":
            return self if self.sign() >= 0 else self * fmpq(-1)
        if name == "sign":
            return fmpq(self.sign())
        if name in _BY_EXP:
            return _hyperbolic(name, self._exponential(), (-self)._exponential())
        return self._analytic(name)

    def _exponential(self) -> Expansion:
        plain = self._without_flat()
        if plain.order is not None and plain.order <= 0:
            raise Unsupported("an exponential of too little known")
        q = {key: c for key, c in plain.terms.items() if key[0] < 0 and not is_zero_coefficient(c)}
        slope = plain.terms.get((Fraction(0), 1), ZERO)
        if any(key[0] == 0 and key[1] > 1 for key in plain.terms) or type(slope) is not fmpq:
            raise Unsupported("t to a power that is not rational")
        head = plain_value("exp", plain.terms.get((Fraction(0), 0), ZERO))
        rest = part_of({}, {k: c for k, c in plain.terms.items() if k[0] > 0}, plain.order)
        tail = composed(rest, [fmpq(1, factorial(k)) for k in range(40)])
        shift = Fraction(int(slope.p), int(slope.q))
        terms = shifted(times(tail.terms, head), shift)
        return Expansion([Part(q, terms, moved_order(tail.order, shift))])

    def _logarithm(self) -> Expansion:
        part, (e, j), c = self.leading()
        if j or sign_of(c) < 0:
            raise Unsupported("the logarithm of what moves and may be negative")
        others = {key: d for key, d in part.terms.items() if key != (e, j)}
        rest = shifted(times(others, reciprocal(c)), -e)
        tail = composed(
            part_of({}, rest, moved_order(part.order, -e)),
            [ZERO, *(fmpq((-1) ** (k + 1), k) for k in range(1, 40))],
        )
        slope = fmpq(e.numerator, e.denominator)
        head = {(Fraction(0), 0): plain_value("log", c), (Fraction(0), 1): slope}
        return Expansion([part_of({}, sum_of(sum_of(part.q, head), tail.terms), tail.order)])

    def _analytic(self, name: str) -> Expansion:
        """The Taylor series of a function at the number that this one tends to."""
        if name not in ANALYTIC:
            raise Unsupported(f"{name} of what moves")
        plain = self._without_flat()
        centre = value_of(plain)
        ball = to_ball(centre)
        if type(ball) is acb:
            raise Unsupported(f"{name} of a complex number that moves")
        if name in ("arcsin", "arccos") and not abs(ball) < 1:
            raise Unsupported(f"{name} at the end of its domain")
        series = taylor(name, centre)
        coefficients = [series[k] for k in range(ORDERS + 2)]
        rest = {k: c for k, c in plain.terms.items() if k[0] > 0}
        if any(k[0] < 1 for k in rest):
            raise Unsupported("a Taylor series in a root")
        return Expansion([composed(part_of({}, rest, plain.order), coefficients)])

    def _without_flat(self) -> Part:
        """The part at the scale of powers; those that vanish beside it are in its remainder."""
        plain = Part({}, {}, None)
        flat = False
        for part in self.parts:
            if not part.q:
                plain = part
            elif tends_to(part.q) < 0:
                flat = True
            else:
                raise Undefined("an exponential that grows")
        return Part({}, plain.terms, least(plain.order, Fraction(ORDERS)) if flat else plain.order)

    def limit(self) -> Number:
        """What the number tends to.

        Raises:
            Undefined: if it grows without bound.
            Undecided: if that rests on a ball.
        """
        return value_of(self._without_flat())

    def is_unbounded(self) -> bool:
        """Whether some term certainly grows without bound: other terms cannot cancel it."""
        for part in self.parts:
            grows = tends_to(part.q) > 0 if part.q else None
            for (e, j), c in part.terms.items():
                is_large = grows if grows is not None else e < 0 or (e == 0 and j > 0)
                if is_large and zero_test(c) is False:
                    return True
        return False

    def grows_to(self) -> int:
        """1 or -1 if it tends to plus or minus infinity, else 0."""
        if not self.parts:
            return 0
        part, (e, j), c = self.leading()
        sign = sign_of(c) * int((-1) ** j)
        if part.q:
            return sign if tends_to(part.q) > 0 else 0
        return sign if e < 0 or (e == 0 and j) else 0


def _moving(number: Number) -> Expansion:
    if isinstance(number, Expansion):
        return number
    if isinstance(number, Random):
        raise Unsupported("a random number that moves")
    return _plain({(Fraction(0), 0): number})


def _plain(terms: Terms) -> Expansion:
    return Expansion([part_of({}, terms, None)])


def _hyperbolic(name: str, up: Expansion, down: Expansion) -> Number:
    if name == "sinh":
        return (up - down) * fmpq(1, 2)
    if name == "cosh":
        return (up + down) * fmpq(1, 2)
    return (up - down) * (up + down).inverse()
