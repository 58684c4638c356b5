r"""Signs of differences of increasing functions: same sign as a difference of their arguments.

- :math:`\sum c_k \log u_k + r` with u_k > 0, whole c_k and a real r has the sign of
  :math:`\prod_{c_k > 0} u_k^{c_k} e^{r_+} - \prod_{c_k < 0} u_k^{-c_k} e^{r_-}` with r_+ - r_- = r,
  because the logarithm increases;
- s - t with s, t > 0 has the sign of log s - log t: tried where s or t holds an exponential;
- s - t with s, t >= 0 has the sign of s^q - t^q: tried where s or t holds a q-th root.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import Polynomial, TooLarge, product, total
from linebyline.proof.kernel.sign_sets import Signs

LARGEST_POWER = 12
MOST_TERMS = 12
MOST_TURNS = 2


def signs_by_monotony(p: Polynomial, facts: Facts) -> Signs:
    """Return the signs that p may have, by the three rules."""
    from linebyline.proof.kernel.signs import signs

    if facts.turns >= MOST_TURNS:
        facts.cut_short += 1
        return Signs.ANY
    other = of_same_sign(p, facts)
    if other is None:
        return Signs.ANY
    facts.turns += 1
    try:
        return signs(other, facts)
    finally:
        facts.turns -= 1


def of_same_sign(p: Polynomial, facts: Facts) -> Polynomial | None:
    """Return a polynomial that has the sign of p for all values, if one of the rules applies."""
    if len(p.terms) > MOST_TERMS:
        return None
    try:
        with facts.without_conditions():
            return _of_logarithms(p, facts) or _of_exponentials(p, facts) or _of_roots(p, facts)
    except TooLarge:
        return None


def _of_logarithms(p: Polynomial, facts: Facts) -> Polynomial | None:
    from linebyline.proof.kernel.exponentials import exponential
    from linebyline.proof.kernel.signs import is_positive, is_real

    found, rest = [], []
    for m, c in p.terms.items():
        if len(m) == 1 and m[0][0].kind == "log" and m[0][1] == 1:
            if not is_positive(m[0][0].args[0], facts):
                return None
            found.append((m[0][0].args[0], c))
        else:
            rest.append(Polynomial({m: c}))
    if not found or not all(is_real(r, facts) for r in rest):
        return None
    if any(a.kind in ("exp", "log") for r in rest for a in r.atoms):
        return None
    scale = lcm(*[int(c.q) for _, c in found])
    powers = [(u, int(c * scale)) for u, c in found]
    if max(abs(e) for _, e in powers) > LARGEST_POWER:
        return None
    above, below = _by_coefficient(total(rest) * scale)
    left = product(u**e for u, e in powers if e > 0) * exponential(above, facts)
    return left - product(u**-e for u, e in powers if e < 0) * exponential(below, facts)


def _by_coefficient(p: Polynomial) -> tuple[Polynomial, Polynomial]:
    above = Polynomial({m: c for m, c in p.terms.items() if c > 0})
    return above, above - p


def _of_exponentials(p: Polynomial, facts: Facts) -> Polynomial | None:
    from linebyline.proof.kernel.exponentials import logarithm
    from linebyline.proof.kernel.signs import is_positive

    if not any(a.kind == "exp" for a in p.atoms):
        return None
    above, below = _by_coefficient(p)
    if not (is_positive(above, facts) and is_positive(below, facts)):
        return None
    if len(above.terms) > 1 and len(below.terms) > 1:
        return None
    return logarithm(above, facts) - logarithm(below, facts)


def _of_roots(p: Polynomial, facts: Facts) -> Polynomial | None:
    from linebyline.proof.kernel.signs import is_nonnegative

    degrees = {e.denominator for m in p.terms for _, e in m if isinstance(e, Fraction)}
    if len(degrees) != 1:
        return None
    above, below = _by_coefficient(p)
    if not (is_nonnegative(above, facts) and is_nonnegative(below, facts)):
        return None
    if max(len(above.terms), len(below.terms)) > 2:
        return None
    (degree,) = degrees
    powers = above**degree - below**degree
    return None if any(isinstance(e, Fraction) for m in powers.terms for _, e in m) else powers
