"""From the tree of a formula to its normal form."""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.domains import SIZE
from linebyline.proof.kernel.atom_domains import is_integer
from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.exponentials import (
    exponential,
    logarithm,
    symbolic_power,
)
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.functions import call
from linebyline.proof.kernel.indicators import delta
from linebyline.proof.kernel.polynomial import (
    ONE,
    PI,
    Atom,
    I,
    Polynomial,
    product,
    total,
)
from linebyline.proof.kernel.powers import reciprocal
from linebyline.proof.kernel.products import prod_over
from linebyline.proof.kernel.replace import apply_atom, entry_atom
from linebyline.proof.kernel.signs import is_nonnegative
from linebyline.proof.kernel.sums import sum_over
from linebyline.proof.limits import infinite
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr
from linebyline.proof.variances import as_expectations

Names = dict[Symbol, Polynomial]
ENDLESS = Symbol("\\infty", domain=SIZE)  # the last value of an infinite sum, never looked at
MATRIX_OPS = frozenset({"trace", "det", "norm"})


def read(expr: Expr, facts: Facts, names: Names | None = None) -> Polynomial:
    """Return the normal form of a scalar formula.

    Args:
        expr: the formula, with definitions unfolded.
        facts: receives the side conditions of its divisions and logarithms.
        names: what bound indices stand for.

    Raises:
        NotProvable: if it holds a construction that the kernel does not know.
        Undefined: if it has no value anywhere.
    """
    spend()
    if is_matrix_node(expr):
        from linebyline.proof.kernel.matrix_read import scalar_from_matrix

        return scalar_from_matrix(expr, facts, names)
    rule = _RULES.get(expr.op)
    if rule is None:
        raise NotProvable(f"the construction {expr.op}")
    return rule(expr, facts, names or {})


def is_matrix_node(expr: Expr) -> bool:
    """Whether a node that is a scalar is made of matrices."""
    if expr.op in MATRIX_OPS or expr.shape is not None:
        return True
    if expr.op in ("mul", "transpose", "inverse"):
        return any(arg.shape is not None for arg in expr.args)
    return expr.op == "entry" and expr.args[0].op != "symbol"


def _number(expr: Expr, _: Facts, __: Names) -> Polynomial:
    return Polynomial.number(expr.data)


def _constant(expr: Expr, facts: Facts, _: Names) -> Polynomial:
    if expr.data == "oo":
        raise NotProvable("infinity")
    return {"pi": PI, "i": I}[expr.data] if expr.data != "e" else exponential(ONE, facts)


def symbol_atom(symbol: Symbol) -> Atom:
    """The atom for a declared name."""
    return Atom("symbol", symbol.tex, (symbol,), (symbol,))


def _symbol(expr: Expr, _: Facts, names: Names) -> Polynomial:
    symbol: Symbol = expr.data
    if symbol in names:
        return names[symbol]
    if symbol.kind not in ("scalar", "index", "matrix"):
        raise NotProvable(f"{symbol.tex} without its indices or arguments")
    return Polynomial.of(symbol_atom(symbol))


def _entry(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    indices = [read(index, facts, names) for index in expr.args[1:]]
    return Polynomial.of(entry_atom(expr.args[0].data, indices))


def _apply(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    arguments = [read(argument, facts, names) for argument in expr.args]
    return Polynomial.of(apply_atom(expr.data, (0,) * len(arguments), arguments))


def _slope(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    argument = read(expr.args[0], facts, names)
    return Polynomial.of(apply_atom(expr.data, (int(expr.args[1].data),), [argument]))


def _add(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    return total([read(term, facts, names) for term in expr.args])


def _mul(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    return product([read(factor, facts, names) for factor in expr.args])


def _neg(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    return -read(expr.args[0], facts, names)


def _div(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    top, bottom = expr.args
    return read(top, facts, names) * reciprocal(read(bottom, facts, names), facts, bottom)


def _pow(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    base, exponent = expr.args
    if base.op == "constant" and base.data == "e":
        return exponential(read(exponent, facts, names), facts)
    return symbolic_power(read(base, facts, names), read(exponent, facts, names), facts, base)


def _call(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    arguments = [read(argument, facts, names) for argument in expr.args]
    if expr.data == "log":
        return logarithm(arguments[0], facts, expr.args[0])
    return call(expr.data, arguments, facts)


def open_range(expr: Expr, facts: Facts, names: Names) -> Atom:
    """Return a fresh variable for the index of a sum or product, with its range.

    Raises:
        NotProvable: if the range is not known to be one of integers.
    """
    ends = [read(end, facts, names) for end in expr.args[1:]]
    if not all(is_integer(end, facts) for end in ends):
        raise NotProvable("a sum whose ends are not known to be integers")
    _require_length(ends[0], ends[1], facts)
    return facts.new_variable(*ends)


def _bind(expr: Expr, facts: Facts, names: Names) -> tuple[Polynomial, Atom]:
    variable = open_range(expr, facts, names)
    return read(expr.args[0], facts, {**names, expr.data: Polynomial.of(variable)}), variable


def _require_length(first: Polynomial, last: Polynomial, facts: Facts) -> None:
    """Record that a sum ends no earlier than one before its beginning, unless that is known.

    Raises:
        NotProvable: if that would be a condition on a bound variable.
    """
    length = last - first + 1
    if length.constant is not None or is_nonnegative(length, facts):
        return
    if any(isinstance(name, Atom) for name in length.free):
        raise NotProvable("a sum in a sum that may end before it begins")
    facts.require("positive", length + 1)


def _sum(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    if infinite(expr.args[2]):
        return _infinite_sum(expr, facts, names)
    return sum_over(*_bind(expr, facts, names), facts)


def _extremum(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    from linebyline.proof.kernel.extrema import maximum, minimum

    make = maximum if expr.op == "maximum" else minimum
    return make(*_bind(expr, facts, names), facts)


def _infinite_sum(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    """The limit of the sums up to an ever larger number."""
    from linebyline.proof.kernel.power_sums import infinite_sum

    first = read(expr.args[1], facts, names)
    if infinite(expr.args[2]) < 0 or not is_integer(first, facts):
        raise NotProvable("an infinite sum that begins elsewhere")
    variable = facts.new_variable(first, Polynomial.of(symbol_atom(ENDLESS)))
    body = read(expr.args[0], facts, {**names, expr.data: Polynomial.of(variable)})
    return infinite_sum(body, variable, facts)


def _prod(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    return prod_over(*_bind(expr, facts, names), facts)


def _integral(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    from linebyline.proof.kernel.integral_read import integral

    return integral(expr, facts, names)


def _diff(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    if any(node.op in ("cases", "indicator") for _, node in walk(expr.args[0])):
        from linebyline.proof.kernel.cases_form import derivative_of_cases

        return derivative_of_cases(expr, facts, names)
    atom = read(expr.args[1], facts, names).single_atom
    if atom is None or atom.kind not in ("symbol", "entry", "dummy"):
        raise NotProvable("a derivative by what is not a declared name")
    if atom.kind != "dummy" and atom.args[0].domain.is_integer:
        raise NotProvable("a derivative by an integer")
    with facts.while_moving(atom.args[0]):
        body = read(expr.args[0], facts, names)
    with facts.cautiously():  # x |x| has a slope at 0, which its parts have not
        return derivative(body, atom, facts)


def _cases(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    from linebyline.proof.kernel.cases_form import read_cases

    return read_cases(expr, facts, names)


def _limit(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    from linebyline.proof.kernel.limits import read_limit

    return read_limit(expr, facts, names)


def _delta(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    first, second = (read(index, facts, names) for index in expr.args)
    return delta(first - second, facts)


def _transpose(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    return read(expr.args[0], facts, names)


def _inverse(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    return reciprocal(read(expr.args[0], facts, names), facts, expr.args[0])


def _expect(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    from linebyline.proof.kernel.expectation import expectation

    return expectation(read(expr.args[0], facts, names), facts, frozenset(expr.data or ()))


def _variance(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    return read(as_expectations(expr), facts, names)


def _probability(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    from linebyline.proof.kernel.tables import probability

    name, left, given = expr.data
    values = [read(value, facts, names) for value in expr.args]
    at = dict(zip((*left, *given), values, strict=True))
    return probability(name.table, left, given, at, facts)


def _identity(expr: Expr, _: Facts, __: Names) -> Polynomial:
    return ONE


_RULES: dict[str, Callable[[Expr, Facts, Names], Polynomial]] = {
    "number": _number, "constant": _constant, "symbol": _symbol, "entry": _entry, "apply": _apply,
    "slope": _slope, "call": _call, "add": _add, "mul": _mul, "neg": _neg, "div": _div,
    "pow": _pow, "sum": _sum, "prod": _prod, "diff": _diff, "integral": _integral,
    "delta": _delta, "transpose": _transpose, "inverse": _inverse,
    "identity": _identity, "expect": _expect, "variance": _variance, "covariance": _variance,
    "probability": _probability,
    "average": lambda expr, facts, names: read(expr.args[0], facts, names),
    "maximum": _extremum, "minimum": _extremum, "cases": _cases, "indicator": _cases,
    "limit": _limit, "limit_above": _limit, "limit_below": _limit,
}  # fmt: skip
