r"""Exponentials that are linear in one random number, times its powers.

A law with weight w(x) times :math:`e^{s x}` is again of its family, times a factor:

- normal: :math:`E[x^k e^{s x}] = e^{m s + v s^2/2} E[(x + v s)^k]`, by completing the square, for
  any number s, also a complex one, so that cosines and sines are two exponentials each;
- Poisson: :math:`e^{m (e^s - 1)}` times the moment for the mean :math:`m e^s`;
- gamma, and exponential with shape 1: :math:`(r/(r - s))^k` times the moment for the rate r - s,
  on the condition that r - s is positive, without which there is no value.

The slope s does not depend on the number itself; other random names in it count as known.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb
from typing import Any

from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.moments import moment, parameter, raw_moment
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    I,
    Polynomial,
    monomial,
    product,
    rational,
    total,
)
from linebyline.proof.kernel.powers import power
from linebyline.proof.kernel.signs import is_positive
from linebyline.proof.laws import Exponential, Gamma, Gaussian, Law, Poisson, random_names
from linebyline.proof.symbols import Symbol

Powers = dict[Atom, Exponent]
LARGEST_TRIGONOMETRIC_POWER = 3


def tilted(name: Symbol, powers: Powers, facts: Facts) -> Polynomial | None:
    """Return E[x^k e^{s x}] over one name, or None for what is not of this form."""
    plain = {a: e for a, e in powers.items() if is_plain(a, e)}
    turned = [(a, e) for a, e in powers.items() if a not in plain]
    if any(not _is_turned(a, e) for a, e in turned):
        return None
    places = {*plain, *(y for a, _ in turned for y in _places(name, a.args[0]))}
    if len(places) != 1:
        return None
    (x,) = places
    if not is_plain(x, 1) or x.args[0].kind == "matrix":
        return None
    k = int(plain.get(x, 0))
    law, parts = x.args[0].law, _as_exponentials(turned, x)
    rule = _RULES.get(type(law))
    if rule is None or parts is None or (len(parts) > 1 and rule is not _normal):
        return None
    return total([c * rule(x, law, slope, k, facts) for c, slope in parts])


def _is_turned(atom: Atom, e: Exponent) -> bool:
    is_small = isinstance(e, int) and 1 <= e <= LARGEST_TRIGONOMETRIC_POWER
    return atom.kind == "exp" or (atom.kind in ("cosine", "sine") and is_small)


def _places(name: Symbol, p: Polynomial) -> set[Atom]:
    """Where a name stands in a polynomial."""
    return {atom for m in p.terms for atom, _ in m if name in atom.free}


def _as_exponentials(
    turned: list[tuple[Atom, Exponent]], x: Atom
) -> list[tuple[Polynomial, Polynomial]] | None:
    """Factors as a sum of c e^{s x}, each as c and s; a cosine is two exponentials."""
    parts = [(ONE, ZERO)]
    for atom, e in turned:
        split = _slope_and_rest(atom.args[0], x)
        if split is None or split[1].terms:
            return None
        slope = split[0]
        if atom.kind == "exp":
            parts = [(c, s + slope * rational(e)) for c, s in parts]
            continue
        half = ONE * rational(Fraction(1, 2))
        back = half if atom.kind == "cosine" else half * I
        forth = half if atom.kind == "cosine" else -half * I
        for _ in range(int(e)):
            parts = [
                (c * sign, s + way)
                for c, s in parts
                for sign, way in ((forth, I * slope), (back, -I * slope))
            ]
    return parts


def _slope_and_rest(p: Polynomial, x: Atom) -> tuple[Polynomial, Polynomial] | None:
    """Write p as s x + r, where x occurs neither in s nor in r."""
    slope, rest = ZERO, ZERO
    for m, c in p.terms.items():
        powers = dict(m)
        e = powers.pop(x, 0)
        part = monomial(c, powers)
        if e not in (0, 1) or x.args[0] in part.free:
            return None
        slope, rest = (slope + part, rest) if e else (slope, rest + part)
    return slope, rest


def _normal(x: Atom, law: Any, slope: Polynomial, k: int, facts: Facts) -> Polynomial:
    mean, variance = (parameter(formula, x, facts) for formula in (law.mean, law.variance))
    growth = mean * slope + variance * slope * slope * (rational(1) / 2)
    terms = [
        (variance * slope) ** (k - j) * moment(((x, j),) if j else (), facts) * comb(k, j)
        for j in range(k + 1)
    ]
    return _exp(growth, facts) * total(terms)


def _poisson(x: Atom, law: Any, slope: Polynomial, k: int, facts: Facts) -> Polynomial:
    mean, turned = parameter(law.mean, x, facts), _exp(slope, facts)
    return _exp(mean * (turned - 1), facts) * raw_moment([mean * turned] * k)


def _waiting(x: Atom, law: Any, slope: Polynomial, k: int, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.exponentials import symbolic_power

    rate = parameter(law.rate, x, facts)
    shape = parameter(law.shape, x, facts) if isinstance(law, Gamma) else ONE
    slower = rate - slope
    if random_names(slower.free) and not is_positive(slower, facts):
        raise NotProvable("a mean of an exponential that may be infinite")
    facts.require("positive", slower)
    below = power(slower, -1, facts)
    factor = symbolic_power(rate * below, shape, facts)
    return factor * product([(shape + j) * below for j in range(k)])


def _exp(p: Polynomial, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.exponentials import exponential

    return exponential(p, facts)


_RULES: dict[type[Law | None], Callable[[Atom, Any, Polynomial, int, Facts], Polynomial]] = {
    Gaussian: _normal, Poisson: _poisson, Exponential: _waiting, Gamma: _waiting
}  # fmt: skip


def is_plain(atom: Atom, e: Exponent) -> bool:
    """Whether a factor is a whole power of a random number, its indices not random."""
    if atom.kind not in ("symbol", "entry") or not isinstance(e, int) or e < 1:
        return False
    return not any(random_names(index.free) for index in atom.args[1:] if atom.kind == "entry")
