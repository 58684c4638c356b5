r"""The binomial theorem: sums of binomial coefficients times powers, in closed form.

.. math:: \sum_{k=0}^n \frac{r^k}{k!\,(n-k)!} = \frac{(1 + r)^n}{n!}, \qquad
          \sum_{k=0}^n \frac{k\,r^k}{k!\,(n-k)!} = \frac{n r (1 + r)^{n-1}}{n!}

The second follows from the first by r d/dr, and with :math:`k^2` for k the sum becomes
:math:`(n r (1+r)^{n-1} + n (n-1) r^2 (1+r)^{n-2})/n!` by r d/dr again, for 1 + r other than zero.
The first holds for all r and whole n >= 0, with
:math:`0^0 = 1`; the second needs n >= 1 to be read as a power, and is used only then.
"""

from __future__ import annotations

from linebyline.proof.kernel.exponentials import exponential, symbolic_power
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.functions import call
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    Polynomial,
    monomial,
    rational,
)
from linebyline.proof.kernel.powers import power
from linebyline.proof.kernel.signs import is_nonnegative, is_nonzero, is_positive


def binomial_sum(powers: dict[Atom, Exponent], variable: Atom, facts: Facts) -> Polynomial | None:
    """Return the sum of r^k / (k! (n - k)!) over k from 0 to n, or of k times that, or ``None``."""
    first, last = variable.args[1:]
    k = Polynomial.of(variable)
    if first != ZERO or not is_nonnegative(last, facts):
        return None
    rest = dict(powers)
    for argument in (k + 1, last - k + 1):
        gamma = call("gamma", [argument], facts).single_atom
        if gamma is None or rest.pop(gamma, 0) != -1:
            return None
    degree = rest.pop(variable, 0)
    ratio = ONE
    for atom, e in rest.items():
        base = _base_of_power(atom, e, variable, facts)
        if base is None:
            return None
        ratio = ratio * base
    factorial = call("factorial", [last], facts)
    with facts.without_conditions():
        scale = power(factorial, -1, facts)
    return _closed(degree, ratio, last, facts, scale)


def _closed(
    degree: Exponent, ratio: Polynomial, n: Polynomial, facts: Facts, scale: Polynomial
) -> Polynomial | None:
    whole = ONE + ratio
    if degree == 0:
        if not whole.terms:  # 0^n, which is 1 for n = 0
            return ZERO if is_positive(n, facts) else None
        return symbolic_power(whole, n, facts) * scale
    if degree == 1 and is_positive(n, facts) and whole.terms:
        return n * ratio * symbolic_power(whole, n - 1, facts) * scale
    if degree == 2 and is_positive(n, facts) and is_nonzero(whole, facts):
        first, second = (symbolic_power(whole, n - k, facts) for k in (1, 2))
        return n * ratio * (first + (n - 1) * ratio * second) * scale
    return None


def _base_of_power(atom: Atom, e: Exponent, variable: Atom, facts: Facts) -> Polynomial | None:
    """For a factor b^k, the base b."""
    k = Polynomial.of(variable)
    if atom.kind == "parity" and atom.args[0] == k:
        return -ONE
    is_power = atom.kind == "power" and isinstance(e, int)
    if is_power and atom.args[1] == k and variable not in atom.args[0].free:
        return monomial(1, {atom.args[2]: e})
    if atom.kind == "exp":
        exponent = _coefficient(atom.args[0], variable)
        return None if exponent is None else exponential(exponent * rational(e), facts)
    return None


def _coefficient(p: Polynomial, variable: Atom) -> Polynomial | None:
    """For m k with m free of k, what m is."""
    single = p.single
    if single is None or single[1].get(variable) != 1:
        return None
    m = monomial(single[0], {a: x for a, x in single[1].items() if a is not variable})
    return None if variable in m.free else m
