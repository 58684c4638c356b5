r"""Inequalities by tangents of log and exp, at a point that the goal itself names.

For w >= 0, u > 0, m > 0:

- :math:`-w \log u \ge -w (u/m - 1 + \log m)` and :math:`w \log u \ge w (1 - m/u + \log m)`, from
  log t <= t - 1 at t = u/m and t = m/u;
- :math:`w e^a \ge w e^m (1 + a - m)`, from e^t >= 1 + t at t = a - m; see exponential_tangents.

The point m is the argument of another logarithm of the goal, or its inverse. This proves Jensen's
inequality for two points.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.exponential_tangents import below_exponentials
from linebyline.proof.kernel.exponentials import logarithm
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.ideal import combination
from linebyline.proof.kernel.polynomial import (
    ZERO,
    Atom,
    Polynomial,
)
from linebyline.proof.kernel.powers import power
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import is_nonnegative, is_positive, signs
from linebyline.proof.kernel.zero_test import collected, is_zero, settled

MOST_LOGS = 6


def signs_by_tangents(p: Polynomial, facts: Facts) -> Signs:
    """The signs that p may have, because something below it is at least zero."""
    for below in (*_below_logs(p, facts), *below_exponentials(p, facts)):
        found = signs(below, facts)
        if found.is_nonnegative:
            return found
        if is_zero(below, facts) or _is_zero_by_equations(below, facts):
            return Signs.NONNEGATIVE
    return Signs.ANY


def _is_zero_by_equations(p: Polynomial, facts: Facts) -> bool:
    equations = [settled(g, facts) for g in facts.equations]
    return bool(equations) and combination(settled(p, facts), equations) is not None


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
