r"""Sums of series of different exponential growth: :math:`\sum_q e^{q(1/t)} L_q(t)` for small t.

Each q is a sum of negative powers of t with a sign that is known near t = 0, each L_q a truncated
series. Where q tends to minus infinity, e^q is smaller than every power of t; so next to a larger
scale it is part of the remainder, O(t^N) for every N.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from linebyline.proof.kernel.exponentials import exponential, logarithm
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.laurent import (
    Laurent,
    eventual_signs,
    log_atom,
    log_degree,
)
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Exponent,
    Polynomial,
    exponent,
    rational,
    to_fraction,
)
from linebyline.proof.kernel.powers import power, reciprocal
from linebyline.proof.kernel.zero_test import collected

Part = tuple[Laurent, Laurent]  # q, which is exact, and the series that e^q multiplies


@dataclass(frozen=True, slots=True)
class Growth:
    """A sum of series at exponential scales.

    Attributes:
        parts: by the text of q, the pair of q and its series.
    """

    parts: Mapping[str, Part]

    @staticmethod
    def of(series: Laurent) -> Growth:
        """A series at the scale of powers."""
        return Growth({"": (Laurent({}), series)})

    @property
    def plain(self) -> Laurent:
        """The series at the scale of powers."""
        return self.parts[""][1] if "" in self.parts else Laurent({})

    def __add__(self, other: Growth) -> Growth:
        parts = dict(self.parts)
        for key, (q, series) in other.parts.items():
            parts[key] = (q, parts[key][1] + series if key in parts else series)
        return Growth(parts)

    def __mul__(self, other: Growth) -> Growth:
        total = Growth({})
        for q, series in self.parts.values():
            for r, factor in other.parts.values():
                total = total + _scale(q + r, series * factor)
        return total

    def alone(self, facts: Facts, order: int) -> Part:
        """The part that outgrows all others, which become part of its remainder.

        Raises:
            NotProvable: if that is not certain.
        """
        parts = [(q, s.settled(facts)) for q, s in self.parts.values()]
        parts = [(q, s) for q, s in parts if s.terms or s.order is not None]
        if not parts:
            raise NotProvable("zero has no leading part")
        for q, series in parts:
            others = [r for r, _ in parts if r is not q]
            if all(tends_to(r + (-q), facts) < 0 for r in others):
                low = series.low
                if not others or low is None:
                    return q, series
                return q, series.cut(exponent(low + order))
        raise NotProvable("two scales that cannot be compared")

    def vanishing_dropped(self, facts: Facts, order: int) -> Laurent:
        """The series at the scale of powers, if all others vanish beside every power.

        Raises:
            NotProvable: if one may grow.
        """
        rest = [q for q, s in self.parts.values() if q.terms and s.settled(facts) != Laurent({})]
        if not all(tends_to(q, facts) < 0 for q in rest):
            raise NotProvable("an exponential that may grow")
        return self.plain.cut(order) if rest else self.plain


def _scale(q: Laurent, series: Laurent) -> Growth:
    key = ";".join(f"{e}:{q.terms[e].key}" for e in sorted(q.terms))
    return Growth({key: (q, series)})


def tends_to(q: Laurent, facts: Facts) -> int:
    """Whether a sum of negative powers tends to plus (1) or minus (-1) infinity.

    Raises:
        NotProvable: if its sign is not known near t = 0.
    """
    e, c = q.leading(facts)
    found = eventual_signs(c, facts)
    if e >= 0 or not (found.is_positive or found.is_negative):
        raise NotProvable("the sign of an exponent")
    return 1 if found.is_positive else -1


def reciprocal_of(growth: Growth, facts: Facts, order: int) -> Growth:
    """Return 1/f."""
    return power_of(growth, Polynomial.number(-1), facts, order)


def power_of(growth: Growth, n: Polynomial, facts: Facts, order: int) -> Growth:
    r"""Return f^n for f = e^q c t^e (1 + δ): :math:`e^{nq} c^n t^{ne} \sum_k \binom{n}{k} δ^k`.

    A whole number n needs c to be nonzero where n < 0, another one needs c > 0.

    Raises:
        NotProvable: if that is not known, or t has no rational exponent.
    """
    fixed = None if n.constant is None else exponent(to_fraction(n.constant))
    if isinstance(fixed, int) and 0 <= fixed <= 8:
        total = Growth.of(Laurent.constant(ONE))
        for _ in range(fixed):
            total = total * growth
        return total
    q, series = growth.alone(facts, order)
    e, c = series.leading(facts)
    if log_degree(c) and not isinstance(fixed, int):
        raise NotProvable("a power of a logarithm")
    if log_degree(c):
        raise NotProvable("the reciprocal of a logarithm")
    if not isinstance(fixed, int) and not eventual_signs(c, facts).is_positive:
        raise NotProvable("a power of what may be negative")
    if e and fixed is None:
        raise NotProvable("t to a power that is not a number")
    head = power(c, fixed, facts) if fixed is not None else exponential(
        n * logarithm(c, facts), facts
    )  # fmt: skip
    delta = series.shifted(-e).scaled(reciprocal(c, facts)) + Laurent.constant(-ONE)
    tail = delta.settled(facts).composed(_binomials(n), order)
    shift = exponent(Fraction(e) * Fraction(fixed or 0))
    return _scale(q.scaled(n), tail.scaled(head).shifted(shift))


def _binomials(n: Polynomial) -> Iterator[Polynomial]:
    c, k = ONE, 0
    while True:
        yield c
        c = (c * (n - k)).scaled(Fraction(1, k + 1))
        k += 1


def logarithm_of(growth: Growth, facts: Facts, order: int) -> Growth:
    """Return log f = q + log c + e log t + log(1 + δ), for c > 0."""
    q, series = growth.alone(facts, order)
    e, c = series.leading(facts)
    if log_degree(c) or not eventual_signs(c, facts).is_positive:
        raise NotProvable("the logarithm of what may not be positive")
    delta = series.shifted(-e).scaled(reciprocal(c, facts)) + Laurent.constant(-ONE)
    head = logarithm(c, facts) + Polynomial.of(log_atom()) * rational(Fraction(e))
    tail = delta.settled(facts).composed(_of_logarithm(), order)
    return Growth.of(q + Laurent.constant(head) + tail)


def _of_logarithm() -> Iterator[Polynomial]:
    yield ZERO
    k = 1
    while True:
        yield Polynomial.number(Fraction((-1) ** (k + 1), k))
        k += 1


def exponential_of(growth: Growth, facts: Facts, order: int) -> Growth:
    """Return exp f for f = q + c + e log t + δ: e^q e^c t^e exp(δ)."""
    series = growth.vanishing_dropped(facts, order)
    if series.order is not None and series.order <= 0:
        raise NotProvable("an exponential of what is not known well enough")
    polar = Laurent({e: c for e, c in series.terms.items() if e < 0})
    head, shift = _without_logarithm(series.terms.get(0, ZERO))
    delta = Laurent({e: c for e, c in series.terms.items() if e > 0}, series.order)
    tail = delta.settled(facts).composed(_of_exponential(), order)
    polar = polar.settled(facts)
    return _scale(polar, tail.scaled(exponential(head, facts)).shifted(shift))


def _of_exponential() -> Iterator[Polynomial]:
    k = 0
    while True:
        yield Polynomial.number(Fraction(1, factorial(k)))
        k += 1


def _without_logarithm(c: Polynomial) -> tuple[Polynomial, Exponent]:
    """Split c = d + e log t with a rational e."""
    if log_degree(c) == 0:
        return c, 0
    parts = collected(c, log_atom())
    slope = parts[1].constant if set(parts) <= {0, 1} else None
    if slope is None:
        raise NotProvable("t to a power that is not a number")
    return parts.get(0, ZERO), exponent(to_fraction(slope))
