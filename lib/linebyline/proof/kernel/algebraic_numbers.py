r"""Whether a constant made of roots and of cosines of rational angles is zero, decided exactly.

Such a number p is algebraic. Multiplied by a whole number M it is an algebraic integer of degree at
most D, all of whose conjugates are at most B in size. The product of all conjugates is a whole
number, so if p is not zero, :math:`|M p| \ge B^{-(D - 1)}`. A ball that excludes such sizes shows
that p = 0. The bounds of the parts:

- :math:`2 \cos(\pi k/q)` and the sine are algebraic integers with conjugates in [-2, 2]; all of
  them for one common N lie in a field of degree phi(N);
- a root :math:`n^{r/s}` of a prime has conjugates of its own size;
- a root :math:`u^{r/s}` of a sum u with conjugates of at most b has conjugates of at most
  :math:`b^{r/s}`; if d u is an algebraic integer, so is d times the root.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, gcd, lcm

from flint import arb

from linebyline.proof.kernel.balls import NoBallError, ball_of, precision
from linebyline.proof.kernel.polynomial import Atom, Exponent, Polynomial, to_fraction

LARGEST_DEGREE = 600
MOST_BITS = 40_000


class _NotAlgebraic(Exception):
    """A constant that holds something else, or too much."""


@dataclass(slots=True)
class _Size:
    """What is known of an algebraic number: a denominator, and a bound of its conjugates."""

    denominator: int
    bound: Fraction


def is_algebraic_zero(p: Polynomial) -> bool:
    """Whether a constant without free symbols, its denominators cleared, is proved to be zero."""
    if p.free or not p.terms:
        return not p.terms
    try:
        return _is_zero(p, _size(p), _degree(p))
    except (_NotAlgebraic, NoBallError):
        return False


def _is_zero(p: Polynomial, size: _Size, degree: int) -> bool:
    bound = max(Fraction(2), size.bound * size.denominator)
    bits = (degree - 1) * _bits(bound) + _bits(Fraction(size.denominator)) + 64
    if bits > MOST_BITS:
        return False
    with precision(bits):
        value = abs(ball_of(p))
        return bool(value * size.denominator < arb(2) ** -((degree - 1) * _bits(bound)))


def _bits(number: Fraction) -> int:
    return ceil(number).bit_length()


def _size(p: Polynomial) -> _Size:
    denominator, bound = 1, Fraction(0)
    for m, c in p.terms.items():
        below, above = int(c.q), Fraction(abs(to_fraction(c)))
        for atom, e in m:
            part = _size_of_power(atom, e)
            below, above = below * part.denominator, above * part.bound
        denominator, bound = lcm(denominator, below), bound + above
    return _Size(denominator, bound)


def _size_of_power(atom: Atom, e: Exponent) -> _Size:
    if e < 0:
        raise _NotAlgebraic
    whole = ceil(e)
    match atom.kind:
        case "imaginary":
            return _Size(1, Fraction(1))
        case "prime":
            return _Size(1, Fraction(int(atom.args[0])) ** whole)
        case "cosine" | "sine" if _turn(atom) is not None and isinstance(e, int):
            return _Size(2**e, Fraction(1))
        case "base":
            inside = _size(atom.args[0])
            return _Size(inside.denominator**whole, max(inside.bound, Fraction(1)) ** whole)
    raise _NotAlgebraic


def _turn(atom: Atom) -> Fraction | None:
    """For the angle k pi/q, the number k/q."""
    single = atom.args[0].single
    if single is None or [a.kind for a in single[1]] != ["pi"] or set(single[1].values()) != {1}:
        return None
    return to_fraction(single[0])


def _degree(p: Polynomial) -> int:
    turns = 1
    roots: dict[Atom, int] = {}
    for atom, e in _powers(p):
        if atom.kind == "imaginary":
            turns = lcm(turns, 4)
        elif atom.kind in ("cosine", "sine"):
            turn = _turn(atom)
            assert turn is not None
            turns = lcm(turns, 4, 2 * turn.denominator)
        elif e.denominator > 1:
            roots[atom] = lcm(roots.get(atom, 1), e.denominator)
    degree = _totient(turns)
    for order in roots.values():
        degree *= order
    if degree > LARGEST_DEGREE:
        raise _NotAlgebraic
    return degree


def _powers(p: Polynomial) -> list[tuple[Atom, Exponent]]:
    """All powers of atoms in p, those under roots too."""
    found = []
    for m in p.terms:
        for atom, e in m:
            found.append((atom, e))
            if atom.kind == "base":
                found += _powers(atom.args[0])
    return found


def _totient(n: int) -> int:
    return sum(1 for k in range(1, n + 1) if gcd(k, n) == 1)
