r"""Unknown functions that are declared convex or concave, by their tangents.

A smooth f is convex on the line if and only if it lies above its tangents:

.. math:: f(u) \ge f(m) + f'(m) (u - m) \qquad \text{for all real } u, m

So for a weight w >= 0, :math:`w f(u) \ge w (f(m) + f'(m)(u - m))`, and under a sum
:math:`\sum_k w_k f(u_k) \ge \sum_k w_k (f(m) + f'(m)(u_k - m))`. The point m is the argument of
another value or slope of f in the goal. With m the mean of the u_k this is Jensen's inequality; an
expectation E[f(u)] is put down to E[f(m) + f'(m)(u - m)] in the same way, if m is not random. Two
tangents added give :math:`(f'(u) - f'(v))(u - v) \ge 0`: the slope does not fall. For a concave f
all signs turn. Only real arguments are compared, and only weights with a known sign.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.equality import FAILURES, why_zero
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import ZERO, Atom, Polynomial, monomial
from linebyline.proof.kernel.replace import apply_atom
from linebyline.proof.kernel.signs import follows_from, is_nonnegative, is_real, signs
from linebyline.proof.kernel.sums import open_sum, sum_over_all
from linebyline.proof.kernel.zero_test import collected
from linebyline.proof.symbols import SHAPES, Symbol

MOST_POINTS = 6
Fact = tuple[Polynomial, bool]


def by_convexity(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """Return how p >= 0 follows from tangents of convex functions, or ``None``."""
    functions = sorted(
        (s for s in p.free if isinstance(s, Symbol) and s.properties & SHAPES), key=lambda s: s.tex
    )
    if is_strict or not functions:
        return None
    slopes = list(_slopes_in_order(p, facts))
    if slopes and follows_from(p, slopes, facts) is not None:
        return "the slope of a convex function does not fall"
    for below in _below(p, functions, facts):
        if is_nonnegative(below, facts) or why_zero(below, facts) is not None:
            return "a convex function lies above its tangents"
    return None


def _below(p: Polynomial, functions: list[Symbol], facts: Facts) -> Iterator[Polynomial]:
    """Yield what lies below p by tangents of the functions, one point for each."""
    if not functions:
        yield p
        return
    f, *others = functions
    points = _points(p, f)
    if not points:
        yield from _below(p, others, facts)
    for m in points[:MOST_POINTS]:
        try:
            lowered = _with_tangents(p, f, m, facts)
        except FAILURES:
            continue
        if lowered is not None:
            yield from _below(lowered, others, facts)


def _points(p: Polynomial, f: Symbol) -> list[Polynomial]:
    """The arguments of the values and slopes of f at the top level, those below zero first."""
    found: dict[Polynomial, bool] = {}
    turn = 1 if "convex" in f.properties else -1
    for m, c in p.terms.items():
        for atom, _ in m:
            if atom.kind == "apply" and atom.args[0] == f and sum(atom.args[1]) < 2:
                point = atom.args[2]
                is_below = atom.args[1] == (0,) and c * turn < 0
                found[point] = found.get(point, False) or is_below
    return sorted(found, key=lambda point: (not found[point], point.key))


def _with_tangents(p: Polynomial, f: Symbol, m: Polynomial, facts: Facts) -> Polynomial | None:
    """The goal with every value f(u), alone or in a sum, put down to the tangent at m."""
    if not is_real(m, facts):
        return None
    for atom in p.atoms:
        is_value = _is_value(atom, f) and atom.args[2] != m
        if not is_value and not (atom.kind in ("sum", "expect") and f in atom.free):
            continue
        parts = collected(p, atom)
        if set(parts) - {0, 1}:
            return None
        weight = parts.get(1, ZERO)
        if f in weight.free:
            return None
        if is_value:
            lower = _tangent(f, m, atom.args[2], weight, facts)
        else:
            below = _below_sum if atom.kind == "sum" else _below_expectation
            lower = below(atom, f, m, weight, facts)
        if lower is None:
            return None
        p = parts.get(0, ZERO) + weight * lower
    return p


def _is_value(atom: Atom, f: Symbol) -> bool:
    return atom.kind == "apply" and atom.args[0] == f and atom.args[1] == (0,)


def _tangent(
    f: Symbol, m: Polynomial, u: Polynomial, weight: Polynomial, facts: Facts
) -> Polynomial | None:
    """The tangent at m, which is below f(u) times the weight, or ``None`` if that is not shown."""
    turned = weight if "convex" in f.properties else -weight
    if not (is_real(u, facts) and is_nonnegative(turned, facts)):
        return None
    value, slope = (Polynomial.of(apply_atom(f, (order,), [m])) for order in (0, 1))
    return value + slope * (u - m)


def _below_sum(
    atom: Atom, f: Symbol, m: Polynomial, weight: Polynomial, facts: Facts
) -> Polynomial | None:
    """For a sum of w f(u): the sum of w times the tangent at m."""
    body, variables = open_sum(atom, facts)
    single = body.single
    if single is None or not all(
        is_nonnegative(v.args[2] - v.args[1] + 1, facts) for v in variables
    ):
        return None
    values = [a for a, e in single[1].items() if _is_value(a, f) and e == 1]
    inside = monomial(single[0], {a: e for a, e in single[1].items() if a not in values})
    if len(values) != 1 or f in inside.free:
        return None
    line = _tangent(f, m, values[0].args[2], weight * inside, facts)
    return None if line is None else sum_over_all(inside * line, variables, facts)


def _below_expectation(
    atom: Atom, f: Symbol, m: Polynomial, weight: Polynomial, facts: Facts
) -> Polynomial | None:
    """For E[f(u)]: the expectation of the tangent at m, which is no random value."""
    from linebyline.proof.kernel.expectation import expectation

    value = atom.args[0][0].single_atom
    if value is None or not _is_value(value, f):
        return None
    line = _tangent(f, m, value.args[2], weight, facts)
    return None if line is None else expectation(line, facts)


def _slopes_in_order(p: Polynomial, facts: Facts) -> Iterator[Fact]:
    """For slopes of one function: (f'(u) - f'(v))(u - v) >= 0, and f'(u) >= f'(v) if u >= v."""
    slopes = [
        a for a in p.atoms
        if a.kind == "apply" and a.args[0].properties & SHAPES and a.args[1] == (1,)
    ]  # fmt: skip
    for number, first in enumerate(slopes[:MOST_POINTS]):
        for second in slopes[number + 1 : MOST_POINTS]:
            u, v = first.args[2], second.args[2]
            if first.args[0] != second.args[0] or not (is_real(u, facts) and is_real(v, facts)):
                continue
            rise = Polynomial.of(first) - Polynomial.of(second)
            rise = rise if "convex" in first.args[0].properties else -rise
            yield rise * (u - v), False
            known = signs(u - v, facts)
            if known.is_nonnegative or known.is_nonpositive:
                yield rise if known.is_nonnegative else -rise, False
