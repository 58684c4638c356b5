r"""Partial derivatives of polynomials over atoms, by the chain rule.

The variable is a symbol or one entry of an array. Entries are independent:
:math:`\partial x_i / \partial x_a = \delta_{ia}`; unknown functions are taken to be smooth.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from linebyline.proof.kernel.exponentials import exponential, is_removable
from linebyline.proof.kernel.factor import factor_of
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.indicators import delta
from linebyline.proof.kernel.polynomial import (
    ONE,
    PI,
    ZERO,
    Atom,
    Polynomial,
    exponent,
    monomial,
    product,
    total,
)
from linebyline.proof.kernel.powers import power, reciprocal, require_nonzero
from linebyline.proof.kernel.replace import apply_atom
from linebyline.proof.kernel.signs import is_nonnegative
from linebyline.proof.kernel.sums import open_sum, sum_over_all
from linebyline.proof.symbols import INDEPENDENT

NAMED = frozenset({"symbol", "entry", "direction"})  # variables that move what is declared


def derivative(p: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """Return the partial derivative of p by a symbol or an entry, or in a matrix's direction."""
    name = variable.args[0] if variable.kind in NAMED else variable
    if name not in p.free:
        return ZERO
    parts = []
    for m, c in p.terms.items():
        for atom, e in m:
            inner = of_atom(atom, variable, facts)
            if inner.terms:
                if 0 < e < 1:  # a root has no slope where its base is zero
                    require_nonzero(factor_of(atom), facts)
                powers = {**dict(m), atom: exponent(e - 1)}
                parts.append(monomial(c, powers) * inner * e)
    return total(parts)


def of_atom(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    """Return the derivative of one atom."""
    if atom is variable:
        return ONE
    name = variable.args[0] if variable.kind in NAMED else variable
    if name not in atom.free:
        return ZERO
    rule = _RULES.get(atom.kind)
    if rule is None:
        raise NotProvable(f"the derivative of {atom.kind}")
    return rule(atom, variable, facts)


def _entry(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    """Entries of one array depend on each other only if they are the same entry."""
    base, *indices = atom.args
    if variable.kind != "entry" or variable.args[0] != base:
        raise NotProvable("an entry whose index is differentiated")
    if not base.properties <= INDEPENDENT:
        raise NotProvable(f"the entries of {base.tex} depend on each other")
    others = variable.args[1:]
    return product([delta(i - j, facts) for i, j in zip(indices, others, strict=True)])


def _chain(outer: Callable[[Atom, Facts], Polynomial]) -> Callable[[Atom, Atom, Facts], Polynomial]:
    """A function of its first argument: f'(g) g'."""

    def rule(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
        return outer(atom, facts) * derivative(atom.args[0], variable, facts)

    return rule


def _absolute(atom: Atom, facts: Facts) -> Polynomial:
    """|u|' = u/|u| u', where u is not zero."""
    u: Polynomial = atom.args[0]
    return u * reciprocal(Polynomial.of(atom), facts)


def _sum(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    body, variables = open_sum(atom, facts)
    return sum_over_all(derivative(body, variable, facts), variables, facts)


def _step(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    """[u > 0] and [u = 0] are constant near every point where u, which is smooth, is not zero."""
    facts.require("nonzero", atom.args[0])
    return ZERO


def _whole_power(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    """(b^n)' = n b^{n-1} b' for an n that is not differentiated; b^{n-1} is written b^n / b.

    For a real number b that may be zero and n >= 1 this needs no condition: b^{n-1} b = b^n.
    """
    base: Polynomial = atom.args[0]
    n: Polynomial = atom.args[1]
    if derivative(n, variable, facts).terms:
        raise NotProvable("the derivative of a power by its exponent")
    lower = Polynomial.of(atom) * _shifted_down(base, n, facts)
    return n * lower * derivative(base, variable, facts)


def _shifted_down(base: Polynomial, n: Polynomial, facts: Facts) -> Polynomial:
    if not (is_removable(base, facts) and is_nonnegative(n - 1, facts)):
        return reciprocal(base, facts)
    with facts.without_conditions():
        return reciprocal(base, facts)


def _apply(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    """The chain rule for an unknown function; mixed derivatives do not depend on the order."""
    function, orders, *arguments = atom.args
    parts = []
    for place, argument in enumerate(arguments):
        inner = derivative(argument, variable, facts)
        if inner.terms:
            raised = tuple(k + (place == j) for j, k in enumerate(orders))
            parts.append(Polynomial.of(apply_atom(function, raised, list(arguments))) * inner)
    return total(parts)


def _call(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    name, *arguments = atom.args
    outer = _OUTER.get(name)
    if outer is None or len(arguments) != 1:
        raise NotProvable(f"the derivative of {name}")
    return outer(arguments[0], facts) * derivative(arguments[0], variable, facts)


def _expectation(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.expectation_smooth import derivative_inside

    return derivative_inside(atom, variable, facts)


def _matrix(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.matrix_derivative import derivative_of_atom

    return derivative_of_atom(atom, variable, facts)


def _integral(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.integral_derivative import derivative_of_integral

    return derivative_of_integral(atom, variable, facts)


_MINUS_HALF = Fraction(-1, 2)
_OUTER: dict[str, Callable[[Polynomial, Facts], Polynomial]] = {
    "arctan": lambda u, facts: reciprocal(ONE + u * u, facts),
    "arcsin": lambda u, facts: power(ONE - u * u, _MINUS_HALF, facts),
    "arccos": lambda u, facts: -power(ONE - u * u, _MINUS_HALF, facts),
    "erf": lambda u, facts: 2 * power(PI, _MINUS_HALF, facts) * exponential(-u * u, facts),
}
_RULES: dict[str, Callable[[Atom, Atom, Facts], Polynomial]] = {
    "entry": _entry,
    "exp": _chain(lambda atom, _: Polynomial.of(atom)),
    "log": _chain(lambda atom, facts: reciprocal(atom.args[0], facts)),
    "base": _chain(lambda _, __: ONE),
    "absolute": _chain(_absolute),
    "sine": _chain(lambda atom, _: Polynomial.of(Atom("cosine", args=atom.args))),
    "cosine": _chain(lambda atom, _: -Polynomial.of(Atom("sine", args=atom.args))),
    "step": _step, "point": _step,
    "sum": _sum, "integral": _integral, "power": _whole_power, "apply": _apply, "call": _call,
    "expect": _expectation,
    "word": _matrix, "trace": _matrix, "determinant": _matrix,
}  # fmt: skip
