r"""Expansions of formulas as one variable tends to a point: atom by atom.

The variable is put as a + t, a - t, 1/t or -1/t, and t falls to zero. Sums over a range that does
not move are expanded term by term; an unknown function has the Taylor series of a smooth one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product as tuples
from math import factorial

from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.functions import call
from linebyline.proof.kernel.growth import (
    Growth,
    exponential_of,
    logarithm_of,
    power_of,
)
from linebyline.proof.kernel.laurent import Laurent, eventual_signs, log_degree
from linebyline.proof.kernel.polynomial import ONE, ZERO, Atom, Exponent, Polynomial, rational
from linebyline.proof.kernel.power_sums import closed_sum
from linebyline.proof.kernel.read import symbol_atom
from linebyline.proof.kernel.replace import apply_atom, replace
from linebyline.proof.kernel.signs import is_positive
from linebyline.proof.kernel.sums import open_sum, sum_over_all
from linebyline.proof.kernel.trigonometry import cosine, sine
from linebyline.proof.symbols import Symbol

CALLS = ("arctan", "erf", "arcsin", "arccos")


@dataclass(frozen=True, slots=True)
class Approach:
    """How the variable tends to its point.

    Attributes:
        variable: the atom of the variable.
        path: the variable as a series in t.
        order: how many orders of t are kept.
        facts: what may be used of everything else.
    """

    variable: Atom
    path: Laurent
    order: int
    facts: Facts

    def expand(self, p: Polynomial) -> Growth:
        """Return the expansion of a polynomial over atoms.

        Raises:
            NotProvable: if an atom has none that is known here.
        """
        total = Growth({})
        for m, c in p.terms.items():
            inside = [(a, e) for a, e in m if not a.free.isdisjoint(self.variable.free)]
            outside = Polynomial({tuple((a, e) for a, e in m if (a, e) not in inside): c})
            term = Growth.of(Laurent.constant(outside))
            risen = [(a, e) for a, e in inside if a.kind in ("exp", "power")]
            if risen:
                term = term * self._risen(risen)
            for atom, e in inside:
                if (atom, e) not in risen:
                    term = term * self._power(atom, e)
            total = total + term
        return total

    def _risen(self, factors: list[tuple[Atom, Exponent]]) -> Growth:
        """A product of exponentials and symbolic powers, if possible by the sum of the exponents.

        n log(n + 1) - n log n converges, though neither of its terms does.
        """
        try:
            with self.facts.attempt():
                exponents = [self._exponent(atom, e) for atom, e in factors]
                together = exponents[0]
                for exponent in exponents[1:]:
                    together = together + exponent
                return self._exponential_of(together)
        except NotProvable:
            result = Growth.of(Laurent.constant(ONE))
            for atom, e in factors:
                result = result * self._power(atom, e)
            return result

    def _exponent(self, atom: Atom, e: Exponent) -> Growth:
        if atom.kind == "exp":
            return self.expand(atom.args[0] * rational(e))
        return self.expand(atom.args[1] * rational(e)) * self._logarithm(atom.args[0])

    def _power(self, atom: Atom, e: Exponent) -> Growth:
        if atom is self.variable:
            return self._raised(Growth.of(self.path), e)
        if atom.kind == "base":
            return self._raised(self.expand(atom.args[0]), e)
        if atom.kind == "exp":
            return self._exponential_of(self._exponent(atom, e))
        if atom.kind == "power":
            return self._symbolic(atom, e)
        rule = _RULES.get(atom.kind)
        if rule is None:
            raise NotProvable(f"the expansion of {atom.kind}")
        return self._raised(rule(self, atom), e)

    def _symbolic(self, atom: Atom, e: Exponent) -> Growth:
        """b^n: for |b| < 1 and n growing without bound it vanishes beside every power."""
        base: Polynomial = atom.args[0]
        n = atom.args[1] * rational(e)
        if n.free.isdisjoint(self.variable.free):
            return power_of(self.expand(base), n, self.facts, self.order)
        is_small = is_positive(1 - base, self.facts) and is_positive(1 + base, self.facts)
        if is_small and base.free.isdisjoint(self.variable.free) and self._grows(n):
            return Growth.of(Laurent({}, self.order))
        return self._exponential_of(self.expand(n) * self._logarithm(base))

    def _grows(self, n: Polynomial) -> bool:
        """Whether n tends to infinity at least as fast as a power of 1/t."""
        q, series = self.expand(n).alone(self.facts, self.order)
        e, c = series.leading(self.facts)
        return not q.terms and e < 0 and eventual_signs(c, self.facts).is_positive

    def _raised(self, growth: Growth, e: Exponent) -> Growth:
        return power_of(growth, Polynomial.number(Fraction(e)), self.facts, self.order)

    def _exponential_of(self, growth: Growth) -> Growth:
        return exponential_of(growth, self.facts, self.order)

    def _logarithm(self, p: Polynomial) -> Growth:
        return logarithm_of(self.expand(p), self.facts, self.order)

    def regular(self, p: Polynomial) -> tuple[Polynomial, Laurent]:
        """The value that p tends to, and the rest, which vanishes.

        Raises:
            NotProvable: if p may not converge.
        """
        series = self.expand(p).vanishing_dropped(self.facts, self.order).settled(self.facts)
        low, head = series.low, series.terms.get(0, ZERO)
        if (low is not None and low < 0) or log_degree(head):
            raise NotProvable("a function of what does not converge")
        return head, Laurent({e: c for e, c in series.terms.items() if e}, series.order)

    def sign(self, p: Polynomial) -> int:
        """The sign of p for all small t: -1, 0 or 1.

        Raises:
            NotProvable: if it is not known.
        """
        growth = self.expand(p)
        if all(s.settled(self.facts) == Laurent({}) for _, s in growth.parts.values()):
            return 0
        _, series = growth.alone(self.facts, self.order)
        _, c = series.leading(self.facts)
        found = eventual_signs(c, self.facts)
        if not (found.is_positive or found.is_negative):
            raise NotProvable("the sign near the point")
        return 1 if found.is_positive else -1


def _log(at: Approach, atom: Atom) -> Growth:
    return at._logarithm(atom.args[0])


def _absolute(at: Approach, atom: Atom) -> Growth:
    inner = at.expand(atom.args[0])
    return inner if at.sign(atom.args[0]) >= 0 else inner * Growth.of(Laurent.constant(-ONE))


def _sine(at: Approach, atom: Atom) -> Growth:
    head, delta = at.regular(atom.args[0])
    first, second = sine(head, at.facts), cosine(head, at.facts)
    return _turned(at, first, second, delta)


def _cosine(at: Approach, atom: Atom) -> Growth:
    head, delta = at.regular(atom.args[0])
    return _turned(at, cosine(head, at.facts), -sine(head, at.facts), delta)


def _turned(at: Approach, first: Polynomial, second: Polynomial, delta: Laurent) -> Growth:
    """First cos δ + second sin δ."""
    even = delta.composed(_alternating(0), at.order).scaled(first)
    odd = delta.composed(_alternating(1), at.order).scaled(second)
    return Growth.of(even + odd)


def _alternating(start: int) -> Iterator[Polynomial]:
    k = 0
    while True:
        sign = (-1) ** ((k - start) // 2)
        yield Polynomial.number(Fraction(sign, factorial(k))) if k % 2 == start else ZERO
        k += 1


def _apply(at: Approach, atom: Atom) -> Growth:
    """The Taylor series of an unknown function, which is taken to be smooth."""
    function, orders, *arguments = atom.args
    parts = [at.regular(p) for p in arguments]
    heads = [head for head, _ in parts]
    total = Laurent({}, at.order)
    if any(delta.low is not None and delta.low < 1 for _, delta in parts):
        raise NotProvable("a Taylor series in a root")
    for raised in tuples(range(at.order + 1), repeat=len(parts)):
        if sum(raised) > at.order:
            continue
        every = tuple(k + r for k, r in zip(orders, raised, strict=True))
        term = Laurent.constant(Polynomial.of(apply_atom(function, every, heads)))
        for (_, delta), count in zip(parts, raised, strict=True):
            for _ in range(count):
                term = (term * delta).cut(at.order)
            term = term.scaled(Polynomial.number(Fraction(1, factorial(count))))
        total = total + term
    return Growth.of(total)


def _call(at: Approach, atom: Atom) -> Growth:
    """The Taylor series of a known function at an inner point of its domain."""
    name, *arguments = atom.args
    if name == "sign":
        return Growth.of(Laurent.constant(Polynomial.number(at.sign(arguments[0]))))
    if name not in CALLS or len(arguments) != 1:
        raise NotProvable(f"the expansion of {name}")
    head, delta = at.regular(arguments[0])
    s = symbol_atom(Symbol("s"))
    function = call(name, [Polynomial.of(s)], at.facts)

    def coefficients() -> Iterator[Polynomial]:
        slope, k = function, 0
        while True:
            value = replace(slope, {s: head}, at.facts)
            yield value.scaled(Fraction(1, factorial(k)))
            slope, k = derivative(slope, s, at.facts), k + 1

    return Growth.of(delta.composed(coefficients(), at.order))


def _sum(at: Approach, atom: Atom) -> Growth:
    """A sum over a range that does not move, term by term; one that moves by its closed form."""
    body, variables = open_sum(atom, at.facts)
    if any(not end.free.isdisjoint(at.variable.free) for ends in atom.args[2] for end in ends):
        if len(variables) > 1:
            raise NotProvable("several sums whose ranges move")
        return at.expand(closed_sum(body, variables[0], at.facts))
    inner = at.expand(body)
    if set(inner.parts) - {""}:
        raise NotProvable("exponentials that grow under a sum")
    terms = {
        e: sum_over_all(c, variables, at.facts) for e, c in inner.plain.terms.items()
    }  # fmt: skip
    return Growth.of(Laurent({e: c for e, c in terms.items() if c.terms}, inner.plain.order))


def _step(at: Approach, atom: Atom) -> Growth:
    sign = at.sign(atom.args[0])
    is_one = sign > 0 if atom.kind == "step" else sign == 0
    return Growth.of(Laurent.constant(ONE if is_one else ZERO))


_RULES: dict[str, Callable[[Approach, Atom], Growth]] = {
    "log": _log, "absolute": _absolute, "sine": _sine, "cosine": _cosine, "apply": _apply,
    "call": _call, "sum": _sum, "step": _step, "point": _step,
}  # fmt: skip
