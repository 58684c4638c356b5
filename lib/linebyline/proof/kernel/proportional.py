r"""Relations up to a factor or a term: the ratio, or the difference, is free of some variables.

Either it is free of them when written out, or its derivative by each of them vanishes, for a ratio
that of log(left) - log(right). The second needs the functions to be smooth on an interval (and
positive, for a ratio), so that a vanishing derivative means a constant; an assumption about a
variable might cut its interval in two, and is refused. A side condition on a variable would make
the claim one about fewer values of it than were declared, and is refused as well.
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
from linebyline.proof.kernel.zero_test import is_zero, settled
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
    difference = logarithm(left, facts) - logarithm(right, facts)
    if settled(difference, facts).free.isdisjoint(variables):
        return "the logarithm of the ratio is free of the variable"
    if _is_constant(difference, variables, facts):
        return "the derivative of the logarithm of the ratio vanishes"
    return None


def why_shifted(
    left: Polynomial, right: Polynomial, variables: Sequence[Symbol], facts: Facts
) -> str | None:
    """Return how two functions are seen to differ by a term free of the variables, or ``None``."""
    difference = left - right
    if any(
        not condition.what.free.isdisjoint(variables) for condition in facts.conditions.values()
    ):
        return None
    if difference.free.isdisjoint(variables):
        return "the difference is free of the variable"
    if _is_constant(difference, variables, facts):
        return "the derivative of the difference vanishes"
    return None


def _is_constant(difference: Polynomial, variables: Sequence[Symbol], facts: Facts) -> bool:
    if any(name in assumption.symbols for assumption in facts.assumptions for name in variables):
        raise NotProvable("an assumption may cut the interval of the variable in two")
    for variable in variables:
        atom = _variable(variable, facts)
        need_smooth(difference, atom, facts)
        slope = derivative(difference, atom, facts)
        refuse_conditions_on(atom, facts)
        if not is_zero(slope, facts):
            return False
    return True


def _variable(symbol: Symbol, facts: Facts) -> Atom:
    if symbol.domain.base != "real" or symbol.domain.without_zero:
        raise NotProvable("a proportionality needs a real variable on an interval")
    if symbol.kind == "scalar":
        return symbol_atom(symbol)
    if symbol.kind == "array" and not symbol.properties:
        indices = [facts.new_variable(ONE, read(size, facts)) for size in symbol.dims]
        return entry_atom(symbol, [Polynomial.of(index) for index in indices])
    raise NotProvable(f"a derivative by {symbol.tex}")
