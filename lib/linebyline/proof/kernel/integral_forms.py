r"""Definite integrals in closed form, each with the condition under which it converges.

For a product of powers of x, exponentials and what else depends on x:

- Gauss, on the whole line:
  :math:`\int x^n e^{-a x^2 + b x} dx = \sqrt{\pi/a}\, e^{b^2/(4a)} E[y^n]` for a > 0 and a whole
  n >= 0, where y has mean b/(2a) and variance 1/(2a);
- gamma, on (0, oo): :math:`\int x^s e^{-r x^k} dx = \Gamma(u)\, r^{-u}/|k|` with u = (s + 1)/k, for
  r > 0, u > 0 and a number k other than zero: put t = r x^k;
- beta, on (a, b) with a < b:
  :math:`\int (x - a)^{s} (b - x)^{t} dx = (b - a)^{s+t+1} B(s + 1, t + 1)` for s > -1 and t > -1:
  put x = a + (b - a) y;
- densities: one, over all variables they integrate to one over; with arguments a x + b, 1/|a|;
- finite sums of what has a closed form, by linearity;
- everything else by an antiderivative (``antiderivatives``).

Where the sign that a condition needs is not known, it is recorded.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, prod

from linebyline.proof.densities import REGULAR, is_density, number_of_variables
from linebyline.proof.kernel.antiderivatives import by_antiderivative
from linebyline.proof.kernel.dummies import is_ordered, linear_in, range_of
from linebyline.proof.kernel.exponentials import exponential, symbolic_power
from linebyline.proof.kernel.factor import factor
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.functions import call
from linebyline.proof.kernel.polynomial import (
    ONE,
    PI,
    ZERO,
    Atom,
    Exponent,
    Polynomial,
    coefficient_of,
    monomial,
    product,
    rational,
    total,
)
from linebyline.proof.kernel.powers import absolute, reciprocal, square_root
from linebyline.proof.kernel.signs import signs

Powers = dict[Atom, Exponent]
HIGHEST_MOMENT = 12


def closed_form(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """Return the integral of a product of powers over a variable, or ``None``."""
    for way in (_density, _finite_sum, _gauss, _gamma, _beta, by_antiderivative):
        found = way(inner, variable, facts)
        if found is not None:
            return found
    return None


def need_positive(p: Polynomial, facts: Facts) -> None:
    """Record that p is positive, unless that is known.

    Raises:
        NotProvable: if it is known not to be, or depends on a variable of an integral or sum.
    """
    known = signs(p, facts)
    if known.is_positive:
        return
    if known.is_nonpositive or any(isinstance(name, Atom) for name in p.free):
        raise NotProvable("an integral that is not known to converge")
    with facts.cautiously():
        facts.require("positive", p)


def split_exponent(inner: Powers, variable: Atom) -> tuple[Exponent, Polynomial, Powers]:
    """Return the power of x, the exponent of e, and the other factors."""
    exponent = total([a.args[0] * rational(e) for a, e in inner.items() if a.kind == "exp"])
    others = {a: e for a, e in inner.items() if a.kind != "exp" and a is not variable}
    return inner.get(variable, 0), exponent, others


def by_powers(p: Polynomial, variable: Atom) -> dict[Exponent, Polynomial] | None:
    """The coefficients of the powers of x in p, or ``None`` if x stands elsewhere in p."""
    found: dict[Exponent, Polynomial] = {}
    for m, c in p.terms.items():
        powers = dict(m)
        e = powers.pop(variable, 0)
        rest = monomial(c, powers)
        if variable in rest.free:
            return None
        found[e] = found.get(e, ZERO) + rest
    return found


def _gauss(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    n, exponent, others = split_exponent(inner, variable)
    if range_of(variable) != (None, None) or others or not isinstance(n, int):
        return None
    parts = by_powers(exponent, variable)
    if parts is None or not {2} <= set(parts) <= {0, 1, 2} or not 0 <= n <= HIGHEST_MOMENT:
        return None
    a, b = -parts[2], parts.get(1, ZERO)
    need_positive(a, facts)
    half = reciprocal(2 * a, facts)
    mean, grown = b * half, parts.get(0, ZERO) + b * b * half.scaled(Fraction(1, 2))
    size = square_root(PI * reciprocal(a, facts), facts)
    return size * exponential(grown, facts) * _normal_moment(n, mean, half)


def _normal_moment(n: int, mean: Polynomial, variance: Polynomial) -> Polynomial:
    """E[y^n] for a normal y: the sum over 2j of C(n, 2j) (2j - 1)!! v^j m^{n - 2j}."""
    return total(
        [
            (mean ** (n - 2 * j) * variance**j).scaled(comb(n, 2 * j) * prod(range(1, 2 * j, 2)))
            for j in range(n // 2 + 1)
        ]
    )


def tidied(p: Polynomial, facts: Facts) -> Polynomial:
    """Return p with the exponentials of each term joined, their exponents reduced."""
    return total([_tidied_term(dict(m), c, facts) for m, c in p.terms.items()])


def _tidied_term(powers: Powers, c: object, facts: Facts) -> Polynomial:
    exponents = {a: e for a, e in powers.items() if a.kind == "exp"}
    exponent = total([a.args[0] * rational(e) for a, e in exponents.items()])
    if not any(a.kind == "base" for m in exponent.terms for a, _ in m):
        return monomial(c, powers)
    rest = monomial(c, {a: e for a, e in powers.items() if a not in exponents})
    return rest * exponential(_tidy(exponent), facts)


def _tidy(p: Polynomial) -> Polynomial:
    """Put an exponent over one denominator and reduce it, so that equal ones look equal."""
    return factor(p).expand() if len(p.terms) > 1 else p


def _gamma(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    low, high = range_of(variable)
    n, exponent, others = split_exponent(inner, variable)
    if high is not None or low is None or low.terms or others:
        return None
    logs = Atom("log", args=(Polynomial.of(variable),))
    s, rest = coefficient_of(exponent, logs)
    parts = by_powers(rest, variable)
    s = s + rational(n)
    if parts is None or variable in s.free or len(parts.keys() - {0}) != 1:
        return None
    (k,) = parts.keys() - {0}
    r, outer = -parts[k], parts.get(0, ZERO)
    over = abs(1 / rational(k))
    u = (s + 1).scaled(over if k > 0 else -over)
    need_positive(r, facts)
    need_positive(u, facts)
    with facts.also(positive=(r, u)):
        value = call("gamma", [u], facts) * symbolic_power(r, -u, facts)
    return (value * exponential(outer, facts)).scaled(over)


def _beta(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    low, high = range_of(variable)
    if low is None or high is None or not is_ordered((low, high), facts).is_positive:
        return None
    x = Polynomial.of(variable)
    exponents, outer = {"low": ZERO, "high": ZERO}, ONE
    for base, e in _powers_of_bases(inner, variable):
        side = None
        for name, distance in (("low", x - low), ("high", high - x)):
            scale = _ratio(base, distance, variable)
            whole = e.constant is not None and e.constant.q == 1
            if scale is not None and (whole or signs(scale, facts).is_positive):
                side = name
                outer = outer * symbolic_power(scale, e, facts)
        if side is None or variable in e.free:
            return None
        exponents[side] = exponents[side] + e
    if all(e.constant is not None and e.constant.q == 1 for e in exponents.values()):
        return None
    u, v = exponents["low"] + 1, exponents["high"] + 1
    need_positive(u, facts)
    need_positive(v, facts)
    with facts.also(positive=(u, v)):
        gammas = [call("gamma", [z], facts) for z in (u, v, u + v)]
        value = gammas[0] * gammas[1] * reciprocal(gammas[2], facts)
    return outer * value * symbolic_power(high - low, u + v - 1, facts)


def _powers_of_bases(inner: Powers, variable: Atom) -> list[tuple[Polynomial, Polynomial]]:
    """The factors as powers b^e, with e^{s log b} among them; e of what is no such power is x."""
    found: list[tuple[Polynomial, Polynomial]] = []
    for a, e in inner.items():
        if a.kind != "exp":
            found.append((a.args[0] if a.kind == "base" else Polynomial.of(a), _number(e)))
            continue
        ((m, c),) = (a.args[0] * rational(e)).terms.items()
        logs = [b for b, _ in m if b.kind == "log" and variable in b.free]
        if len(logs) != 1 or dict(m)[logs[0]] != 1:
            return [(ONE, Polynomial.of(variable))]
        rest = monomial(c, {b: power for b, power in m if b is not logs[0]})
        found.append((logs[0].args[0], rest))
    return found


def _number(e: Exponent) -> Polynomial:
    return Polynomial.number(e)


def _ratio(p: Polynomial, distance: Polynomial, variable: Atom) -> Polynomial | None:
    """Return c, free of x, with p = c * distance, both linear in x."""
    slope, shift = linear_in(p, variable)
    if slope is None or shift is None or not slope.terms:
        return None
    unit = linear_in(distance, variable)[0]
    assert unit is not None
    scale: Polynomial = slope * unit.constant  # the unit is 1 or -1
    return scale if not (p - scale * distance).terms else None


def _density(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """A density over the whole line of its only variable; over several, one after the other."""
    if range_of(variable) != (None, None) or len(inner) != 1:
        return None
    ((atom, e),) = inner.items()
    if e != 1:
        return None
    if atom.kind == "integral":
        return _of_joint_density(atom, variable)
    if atom.kind != "apply" or not is_density(atom.args[0]):
        return None
    free, given = _parted(atom)
    if any(atom.args[1][: len(free)]):
        return None
    if len(free) != 1 or any(variable in p.free for p in given):
        return None
    slope, shift = linear_in(free[0], variable)
    if slope is None or shift is None or not slope.terms:
        return None
    known = [signs(p, facts) for p in (slope, shift)]
    if not (known[0].is_nonzero and known[0].is_real and known[1].is_real):
        return None
    if any(atom.args[1]):  # the derivative of one by what is given
        return ZERO if REGULAR in atom.args[0].properties else None
    return reciprocal(absolute(slope, facts), facts)


def is_slope_of_density(inner: Powers, variable: Atom) -> bool:
    """Whether the integrand is p'(x) over the whole line, for a density p of one variable.

    If p' is integrable, p has limits at both ends; as p is integrable too, they are zero.
    """
    if range_of(variable) != (None, None) or len(inner) != 1:
        return False
    ((atom, e),) = inner.items()
    if e != 1 or atom.kind != "apply" or not is_density(atom.args[0]):
        return False
    free, given = _parted(atom)
    is_first = len(free) == 1 and atom.args[1] == (1,) + (0,) * len(given)
    alone = free[0].single_atom is variable
    return is_first and alone and all(variable not in p.free for p in given)


def _parted(atom: Atom) -> tuple[list[Polynomial], list[Polynomial]]:
    """The arguments over which a density integrates to one, and those given."""
    arguments, count = list(atom.args[2:]), number_of_variables(atom.args[0])
    return arguments[:count], arguments[count:]


def _of_joint_density(atom: Atom, variable: Atom) -> Polynomial | None:
    """The last integral over a joint density, the others being inside already."""
    (body,), variables, ranges = atom.args
    density = body.single_atom
    if any(ends != (None, None) for ends in ranges) or density is None:
        return None
    if density.kind != "apply" or not is_density(density.args[0]) or any(density.args[1]):
        return None
    free, given = _parted(density)
    every = {variable, *variables}
    if len(free) != len(every) or {p.single_atom for p in free} != every:
        return None
    return ONE if all(every.isdisjoint(p.free) for p in given) else None


def _finite_sum(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    r""":math:`\int \sum_i f_i = \sum_i \int f_i`, if every term has a closed form."""
    from linebyline.proof.kernel.sums import open_sum, sum_over_all

    sums = [a for a, e in inner.items() if a.kind == "sum" and e == 1]
    if len(sums) != 1:
        return None
    body, indices = open_sum(sums[0], facts)
    if any(variable in end.free for index in indices for end in index.args[1:]):
        return None
    body = body * product([monomial(1, {a: e}) for a, e in inner.items() if a is not sums[0]])
    result = ZERO
    for m, c in body.terms.items():
        own = {a: e for a, e in m if variable in a.free}
        value = closed_form(own, variable, facts) if own else None
        if value is None:
            return None
        result = result + monomial(c, {a: e for a, e in m if a not in own}) * value
    return sum_over_all(result, indices, facts)
