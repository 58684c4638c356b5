r"""Sine and cosine over the reals, with all angles expanded to units.

The angle of a sine or cosine is a sum of terms c m. Each is expanded by

- cos(a + b) = cos a cos b - sin a sin b, sin(a + b) = sin a cos b + cos a sin b;
- cos k t and sin k t as the real and imaginary part of :math:`(\cos t + i \sin t)^k`;
- exact values at rational multiples of pi whose radicals are simple;
- cos(n pi) = (-1)^n and sin(n pi) = 0 for an integer n;
- sin(arcsin x) = x and its kin, wherever the inverse function has a value.

What remains are atoms ``sine`` and ``cosine`` of unit angles t; the unit of theta is theta/u for
the smallest u that serves all angles met, so theta and theta/2 meet in one unit. Even powers of
sin t become powers of 1 - cos^2 t (see polynomial), which makes the form unique.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb

from linebyline.proof.kernel.atom_domains import is_integer
from linebyline.proof.kernel.exponentials import sign_power
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import (
    ONE,
    PI,
    ZERO,
    Atom,
    Monomial,
    Polynomial,
    TooLarge,
    monomial_key,
    rational,
    to_fraction,
    total,
)
from linebyline.proof.kernel.powers import power, reciprocal, square_root

Pair = tuple[Polynomial, Polynomial]  # cosine and sine of one angle
LARGEST_MULTIPLE = 24
HALF = Fraction(1, 2)
_PI = PI.atoms[0]


def cosine(angle: Polynomial, facts: Facts) -> Polynomial:
    """Return cos of a sum of angles, expanded."""
    return _pair(angle, facts)[0]


def sine(angle: Polynomial, facts: Facts) -> Polynomial:
    """Return sin of a sum of angles, expanded."""
    return _pair(angle, facts)[1]


def tangent(angle: Polynomial, facts: Facts) -> Polynomial:
    """Return tan = sin / cos, which needs the cosine to be nonzero."""
    c, s = _pair(angle, facts)
    return s * reciprocal(c, facts)


def cosine_of_turn(turns: Fraction) -> Polynomial:
    """Return cos(turns pi)."""
    return _pair(PI * rational(turns), Facts())[0]


def sine_of_turn(turns: Fraction) -> Polynomial:
    """Return sin(turns pi)."""
    return _pair(PI * rational(turns), Facts())[1]


def _pair(angle: Polynomial, facts: Facts) -> Pair:
    c, s = ONE, ZERO
    for m in sorted(angle.terms, key=monomial_key):
        c2, s2 = _pair_of_term(m, to_fraction(angle.terms[m]), facts)
        c, s = c * c2 - s * s2, s * c2 + c * s2
    return c, s


def _pair_of_term(m: Monomial, factor: Fraction, facts: Facts) -> Pair:
    if m == ((_PI, 1),):
        exact = _exact(factor)
        if exact is not None:
            return exact
    whole = _whole_turns(m, factor, facts)
    if whole is not None:
        return sign_power(whole), ZERO
    unit, parts = Polynomial({m: rational(1)}), 1
    if not _is_inverse(m):
        parts = facts.unit_of(monomial_key(m), factor.denominator)
        unit = unit * rational(Fraction(1, parts))
    multiple = factor * parts
    if multiple.denominator != 1:  # a fraction of an inverse function: no unit of its own
        return _multiple(_atoms(unit * rational(multiple)), 1)
    return _multiple(_of_inverse(m, facts) or _atoms(unit), int(multiple))


def _atoms(unit: Polynomial) -> Pair:
    return Polynomial.of(Atom("cosine", args=(unit,))), Polynomial.of(Atom("sine", args=(unit,)))


def _multiple(unit: Pair, k: int) -> Pair:
    """Sum (-1)^{j/2} C(k, j) c^{k-j} s^j over even j for cos k t, over odd j for sin k t."""
    if abs(k) > LARGEST_MULTIPLE:
        raise TooLarge(f"{k} times an angle")
    n, (c, s) = abs(k), unit
    terms = [c ** (n - j) * s**j * comb(n, j) for j in range(n + 1)]
    real = total(terms[j] * (-1) ** (j // 2) for j in range(0, n + 1, 2))
    imaginary = total(terms[j] * (-1) ** (j // 2) for j in range(1, n + 1, 2))
    return real, imaginary if k >= 0 else -imaginary


def _whole_turns(m: Monomial, factor: Fraction, facts: Facts) -> Polynomial | None:
    """For the angle c n pi with c n an integer: c n."""
    powers = dict(m)
    if powers.pop(_PI, 0) != 1 or not powers:
        return None
    n = Polynomial({tuple(powers.items()): rational(factor)})
    return n if is_integer(n, facts) else None


def _is_inverse(m: Monomial) -> bool:
    return len(m) == 1 and m[0][1] == 1 and _inverse_name(m[0][0]) != ""


def _inverse_name(atom: Atom) -> str:
    name = atom.args[0] if atom.kind == "call" else ""
    return name if name in ("arcsin", "arccos", "arctan") else ""


def _of_inverse(m: Monomial, facts: Facts) -> Pair | None:
    r"""Cosine and sine of arcsin x, arccos x, arctan x.

    arcsin has its values in [-pi/2, pi/2], where cos >= 0, so cos = sqrt(1 - x^2), and likewise
    for arccos and sin on [0, pi]; arctan has its values where cos > 0.
    """
    if not _is_inverse(m):
        return None
    atom = m[0][0]
    x = atom.args[1]
    name = _inverse_name(atom)
    if name == "arctan":
        c = power(ONE + x * x, -HALF, facts)
        return c, x * c
    other = square_root(ONE - x * x, facts)
    return (other, x) if name == "arcsin" else (x, other)


def _exact(turns: Fraction) -> Pair | None:
    """Cosine and sine of turns pi, if both are known by simple radicals."""
    q = turns.denominator
    if q not in _BASIC and q != 12:
        return None
    if q == 12:  # pi/12 = pi/3 - pi/4
        return _multiple(_difference(_BASIC[3](), _BASIC[4]()), turns.numerator % 24)
    return _multiple(_BASIC[q](), turns.numerator % (2 * q))


def _difference(a: Pair, b: Pair) -> Pair:
    return a[0] * b[0] + a[1] * b[1], a[1] * b[0] - a[0] * b[1]


def _root(value: Polynomial | int) -> Polynomial:
    return square_root(
        value if isinstance(value, Polynomial) else Polynomial.number(value), Facts()
    )


def _fifth() -> Pair:
    r"""cos(pi/5) = (1 + sqrt 5)/4, sin(pi/5) = sqrt((5 - sqrt 5)/8)."""
    five = _root(5)
    return (ONE + five) * rational(Fraction(1, 4)), _root((5 - five) * rational(Fraction(1, 8)))


_BASIC: dict[int, Callable[[], Pair]] = {
    1: lambda: (-ONE, ZERO),
    2: lambda: (ZERO, ONE),
    3: lambda: (ONE * rational(HALF), _root(3) * rational(HALF)),
    4: lambda: (_root(2) * rational(HALF), _root(2) * rational(HALF)),
    5: _fifth,
    6: lambda: (_root(3) * rational(HALF), ONE * rational(HALF)),
}
