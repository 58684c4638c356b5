r"""Signs that follow because a number is whole.

- an integer greater than -1 is at least 0, one less than 1 is at most 0;
- an odd number, 2 m + 1 with an integer m, is not zero.
"""

from __future__ import annotations

from linebyline.proof.kernel.atom_domains import is_integer
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import Polynomial
from linebyline.proof.kernel.sign_sets import Signs


def signs_by_wholeness(p: Polynomial, facts: Facts) -> Signs:
    """Return the signs that an integer may have."""
    if not is_integer(p, facts):
        return Signs.ANY
    from linebyline.proof.kernel.signs import signs_without_wholeness

    result = Signs.REAL
    if signs_without_wholeness(p + 1, facts).is_positive:
        result &= Signs.NONNEGATIVE
    if signs_without_wholeness(p - 1, facts).is_negative:
        result &= Signs.NONPOSITIVE
    if _is_odd(p):
        result &= Signs.NONZERO_REAL
    return result


def _is_odd(p: Polynomial) -> bool:
    return all(bool(int(c) % 2) == (not m) for m, c in p.terms.items()) and () in p.terms
