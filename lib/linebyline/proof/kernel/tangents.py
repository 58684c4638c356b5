r"""Inequalities by tangents of log and exp, at a point that the goal itself names.

For w >= 0, u > 0, m > 0:

- :math:`-w \log u \ge -w (u/m - 1 + \log m)` and :math:`w \log u \ge w (1 - m/u + \log m)`, from
  log t <= t - 1 at t = u/m and t = m/u;
- :math:`w e^a \ge w e^m (1 + a - m)`, from e^t >= 1 + t at t = a - m.

The point m is the argument of another logarithm of the goal, or its inverse; for exp, the exponent
of the one term with a negative coefficient. This proves Jensen's inequality for two points.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.exponentials import exponential, logarithm
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Monomial,
    Polynomial,
    monomial,
    total,
)
from linebyline.proof.kernel.powers import power
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import is_nonnegative, is_positive, is_real, signs
from linebyline.proof.kernel.zero_test import collected, is_zero

MOST_LOGS = 6


def signs_by_tangents(p: Polynomial, facts: Facts) -> Signs:
    """The signs that p may have, because something below it is at least zero."""
    for below in (*_below_logs(p, facts), *_below_exponentials(p, facts)):
        found = signs(below, facts)
        if found.is_nonnegative:
            return found
        if is_zero(below, facts):
            return Signs.NONNEGATIVE
    return Signs.ANY


def _below_logs(p: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    logs = [a for a in p.atoms if a.kind == "log" and is_positive(a.args[0], facts)]
    if not 1 < len(logs) <= MOST_LOGS:
        return
    for at in logs:
        for point in (at.args[0], power(at.args[0], -1, facts)):
            below = _with_tangents(p, [a for a in logs if a is not at], point, facts)
            if below is not None:
                yield below


def _with_tangents(
    p: Polynomial, logs: list[Atom], m: Polynomial, facts: Facts
) -> Polynomial | None:
    height = logarithm(m, facts)
    for atom in logs:
        parts = collected(p, atom)
        if set(parts) - {0, 1}:
            return None
        w, u = parts.get(1, ZERO), atom.args[0]
        if is_nonnegative(-w, facts):
            bound = u * power(m, -1, facts) - 1 + height
        elif is_nonnegative(w, facts):
            bound = 1 - m * power(u, -1, facts) + height
        else:
            return None
        p = parts.get(0, ZERO) + w * bound
    return p


def _below_exponentials(p: Polynomial, facts: Facts) -> Iterator[Polynomial]:
    groups: dict[Monomial, list[Polynomial]] = {}
    for m, c in p.terms.items():
        moving = tuple((a, e) for a, e in m if a.kind == "exp")
        groups.setdefault(moving, []).append(monomial(c, {a: e for a, e in m if a.kind != "exp"}))
    weights = {moving: total(parts) for moving, parts in groups.items()}
    lowered = [moving for moving, w in weights.items() if moving and not is_nonnegative(w, facts)]
    if len(lowered) != 1 or len(weights) < 2:
        return
    point = _exponent_of(lowered[0])
    parts = [weights.pop(lowered[0])]
    for moving, w in weights.items():
        slope = _exponent_of(moving) - point
        if not (is_nonnegative(w, facts) and is_real(slope, facts)):
            return
        parts.append(w * (ONE + slope))
    if is_real(point, facts):
        yield total(parts) * exponential(point, facts)


def _exponent_of(moving: Monomial) -> Polynomial:
    return total([atom.args[0] * Polynomial.number(e) for atom, e in moving])
