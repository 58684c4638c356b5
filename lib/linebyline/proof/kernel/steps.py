r"""Indicators of comparisons between real numbers, as polynomials over 0-1 atoms.

``step(p)`` is 1 where p > 0, ``point(p)`` is 1 where p = 0. Every comparison is written with the
step and the point of one of p and -p, so that opposite conditions add up to 1:
:math:`[p \le 0] = 1 - [p > 0]`, :math:`[p < 0] = 1 - [p > 0] - [p = 0]`.
"""

from __future__ import annotations

from linebyline.proof.kernel.factor import content
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import ONE, ZERO, Atom, Polynomial
from linebyline.proof.kernel.signs import is_real, signs


def step(p: Polynomial, facts: Facts) -> Polynomial:
    """Return 1 where p > 0, else 0."""
    known = signs(p, facts)
    if known.is_positive:
        return ONE
    return ZERO if known.is_nonpositive else Polynomial.of(Atom("step", args=(p,)))


def point(p: Polynomial, facts: Facts) -> Polynomial:
    """Return 1 where p = 0, else 0."""
    if not p.terms:
        return ONE
    known = signs(p, facts)
    if known.is_nonzero:
        return ZERO
    is_certain = known.is_nonnegative and known.is_nonpositive
    return ONE if is_certain else Polynomial.of(Atom("point", args=(p,)))


def comparison(sign: str, difference: Polynomial, facts: Facts) -> Polynomial:
    """Return 1 where left - right compares with zero as the sign says, else 0.

    Raises:
        NotProvable: if the difference is not known to be real; only the reals are ordered.
    """
    if not is_real(difference, facts):
        raise NotProvable("a condition compares real numbers")
    if not difference.terms:
        return ONE if sign in ("=", "<=", ">=") else ZERO
    scale = content(difference)
    p = difference * (1 / scale)
    if scale < 0:
        sign = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(sign, sign)
    above, at = step(p, facts), point(p, facts)
    return {
        ">": above, ">=": above + at, "=": at, "!=": ONE - at, "<=": ONE - above,
        "<": ONE - above - at,
    }[sign]  # fmt: skip
