r"""Proportionality as functions of some variables: the ratio does not depend on them.

Either the ratio is free of the variables when written out, or the derivative of
log(left) - log(right) by each of them vanishes. The second needs both sides to be positive and
smooth on an interval, so that a vanishing derivative means a constant; an assumption about a
variable might cut its interval in two, and is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.exponentials import logarithm
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import ONE, Atom, Polynomial
from linebyline.proof.kernel.powers import reciprocal
from linebyline.proof.kernel.read import read, symbol_atom
from linebyline.proof.kernel.replace import entry_atom
from linebyline.proof.kernel.shape_arguments import need_smooth, refuse_conditions_on
from linebyline.proof.kernel.signs import is_positive
from linebyline.proof.kernel.zero_test import is_zero
from linebyline.proof.symbols import Symbol


def why_proportional(
    left: Polynomial, right: Polynomial, variables: Sequence[Symbol], facts: Facts
) -> str | None:
    """Return how two positive functions are seen to be proportional, or ``None``."""
    if not left.terms or not right.terms:
        return None
    ratio = left * reciprocal(right, facts)
    if ratio.terms and ratio.free.isdisjoint(variables):
        return "the ratio is free of the variable"
    if not (is_positive(left, facts) and is_positive(right, facts)):
        return None
    if any(name in assumption.symbols for assumption in facts.assumptions for name in variables):
        raise NotProvable("an assumption may cut the interval of the variable in two")
    difference = logarithm(left, facts) - logarithm(right, facts)
    for variable in variables:
        atom = _variable(variable, facts)
        need_smooth(difference, atom, facts)
        slope = derivative(difference, atom, facts)
        refuse_conditions_on(atom, facts)
        if not is_zero(slope, facts):
            return None
    return "the derivative of the logarithm of the ratio vanishes"


def _variable(symbol: Symbol, facts: Facts) -> Atom:
    if symbol.domain.base != "real" or symbol.domain.without_zero:
        raise NotProvable("a proportionality needs a real variable on an interval")
    if symbol.kind == "scalar":
        return symbol_atom(symbol)
    if symbol.kind == "array" and not symbol.properties:
        indices = [facts.new_variable(ONE, read(size, facts)) for size in symbol.dims]
        return entry_atom(symbol, [Polynomial.of(index) for index in indices])
    raise NotProvable(f"a derivative by {symbol.tex}")
