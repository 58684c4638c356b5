r"""Truncated series :math:`\sum_{e < N} c_e t^e + O(t^N)` as t falls to zero.

Exponents are rational, coefficients are polynomials over atoms that do not depend on t, except that
they may hold the atom ``LOG``, which stands for log t. A remainder O(t^N) may hide powers of log t.
Sums and products of such expansions are expansions again: that is all that is used here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import ONE, ZERO, Atom, Exponent, Polynomial, exponent
from linebyline.proof.kernel.sign_sets import Signs, multiply
from linebyline.proof.kernel.signs import signs
from linebyline.proof.kernel.zero_test import collected, is_zero
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import number

MOST_TERMS = 40


LOG = Symbol("log t", domain=Domain(high=number(-1)))  # t is small


def log_atom() -> Atom:
    """The atom that stands for log t."""
    return Atom("symbol", LOG.tex, (LOG,), (LOG,))


@dataclass(frozen=True, slots=True)
class Laurent:
    """A truncated series.

    Attributes:
        terms: the coefficient of each power of t; none is the zero polynomial.
        order: the exponent of the remainder; ``None`` if there is none.
    """

    terms: Mapping[Exponent, Polynomial]
    order: Exponent | None = None

    @staticmethod
    def constant(c: Polynomial) -> Laurent:
        """A number that does not depend on t."""
        return Laurent({0: c} if c.terms else {})

    @property
    def low(self) -> Exponent | None:
        """The lowest exponent that may occur; ``None`` for zero."""
        return min(self.terms) if self.terms else self.order

    def __add__(self, other: Laurent) -> Laurent:
        order = _least(self.order, other.order)
        total = dict(self.terms)
        for e, c in other.terms.items():
            total[e] = total.get(e, ZERO) + c
        return _cut(total, order)

    def __neg__(self) -> Laurent:
        return Laurent({e: -c for e, c in self.terms.items()}, self.order)

    def __mul__(self, other: Laurent) -> Laurent:
        if self.low is None or other.low is None:
            return Laurent({})
        orders = [
            exponent(a.order + b.low)
            for a, b in ((self, other), (other, self))
            if a.order is not None and b.low is not None
        ]
        order = min(orders) if orders else None
        product: dict[Exponent, Polynomial] = {}
        for e, c in self.terms.items():
            for f, d in other.terms.items():
                g = exponent(e + f)
                if order is None or g < order:
                    product[g] = product.get(g, ZERO) + c * d
        if len(product) > MOST_TERMS:
            raise NotProvable("a series of too many terms")
        return _cut(product, order)

    def shifted(self, e: Exponent) -> Laurent:
        """The series times t^e."""
        order = None if self.order is None else exponent(self.order + e)
        return Laurent({exponent(f + e): c for f, c in self.terms.items()}, order)

    def scaled(self, c: Polynomial) -> Laurent:
        """The series times a number that does not depend on t."""
        return self * Laurent.constant(c)

    def cut(self, order: Exponent) -> Laurent:
        """The series with no more than O(t^order) known."""
        return _cut(dict(self.terms), _least(self.order, order))

    def settled(self, facts: Facts) -> Laurent:
        """The series without coefficients that are zero in disguise."""
        kept = {e: c for e, c in self.terms.items() if not is_zero(c, facts)}
        return Laurent(kept, self.order)

    def leading(self, facts: Facts) -> tuple[Exponent, Polynomial]:
        """Lowest exponent and its coefficient, which is required not to be zero.

        Raises:
            NotProvable: if only the remainder is known.
        """
        series = self.settled(facts)
        if not series.terms:
            raise NotProvable("a series of which no term is known")
        e = min(series.terms)
        c = series.terms[e]
        if not eventual_signs(c, facts).is_nonzero:
            facts.require("nonzero", _top(c))
        return e, c

    def composed(self, coefficients: Iterator[Polynomial], order: int) -> Laurent:
        r"""Return :math:`\sum_k c_k \delta^k`, up to O(t^order), for this series δ without t^0.

        Raises:
            NotProvable: if δ does not vanish with t.
        """
        low = self.low
        total = Laurent({}, order)
        power = Laurent.constant(ONE)
        for c in coefficients:
            total = total + power.scaled(c)
            if low is None:
                return Laurent(total.terms)
            if low <= 0:
                raise NotProvable("a series in what does not vanish")
            power = (power * self).cut(order)
            if not power.terms:
                return total + power
        return total


def _least(a: Exponent | None, b: Exponent | None) -> Exponent | None:
    known = [x for x in (a, b) if x is not None]
    return min(known) if known else None


def _cut(terms: Mapping[Exponent, Polynomial], order: Exponent | None) -> Laurent:
    kept = {e: c for e, c in terms.items() if c.terms and (order is None or e < order)}
    return Laurent(kept, order)


def log_degree(c: Polynomial) -> int:
    """The highest power of log t in a coefficient.

    Raises:
        NotProvable: if log t occurs otherwise than in whole powers.
    """
    parts = collected(c, log_atom())
    if any(not isinstance(e, int) or e < 0 for e in parts):
        raise NotProvable("a power of a logarithm")
    if any(LOG in part.free for part in parts.values()):
        raise NotProvable("a logarithm inside of another function")
    return max(parts) if parts else 0


def eventual_signs(c: Polynomial, facts: Facts) -> Signs:
    """The signs that a coefficient may have for all small t: log t is large and negative."""
    found = signs(_top(c), facts)
    return multiply(found, Signs.NEGATIVE) if log_degree(c) % 2 else found


def _top(c: Polynomial) -> Polynomial:
    """The coefficient of the highest power of log t."""
    return collected(c, log_atom()).get(log_degree(c), ZERO)
