"""From a normal form back to a formula, to show side conditions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from linebyline.proof.extrema import extremum_over
from linebyline.proof.integral_nodes import integral
from linebyline.proof.kernel.facts import Condition, NotProvable
from linebyline.proof.kernel.polynomial import (
    Atom,
    Exponent,
    Monomial,
    Polynomial,
    monomial_key,
    to_fraction,
)
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tables import probability
from linebyline.proof.tree import (
    Expr,
    add,
    apply,
    call,
    constant,
    delta,
    div,
    entry,
    mul,
    neg,
    number,
    power,
    prod_over,
    slope,
    sum_over,
    symbol,
)
from linebyline.proof.variances import expect


def to_relation(condition: Condition) -> Relation:
    """Return a side condition as a relation that can be shown.

    Raises:
        NotProvable: if it holds something that has no formula.
    """
    left = condition.written if condition.written is not None else to_formula(condition.what)
    if condition.kind == "finite":
        return Relation("<", left, constant("oo"))
    return Relation("!=" if condition.kind == "nonzero" else ">", left, number(0))


def to_formula(p: Polynomial) -> Expr:
    """Return a polynomial as a formula, positive terms first."""
    ordered = sorted(p.terms, key=lambda m: (p.terms[m] < 0, monomial_key(m)))
    terms = [_term(m, to_fraction(p.terms[m])) for m in ordered]
    return add(*terms) if terms else number(0)


def _term(m: Monomial, c: Fraction) -> Expr:
    above = [_power(a, e) for a, e in m if e > 0]
    below = [_power(a, -e) for a, e in m if e < 0]
    size = abs(c)
    if size.numerator != 1 or not above:
        above.insert(0, number(size.numerator))
    if size.denominator != 1:
        below.insert(0, number(size.denominator))
    term = div(mul(*above), mul(*below)) if below else mul(*above)
    return neg(term) if c < 0 else term


def _power(atom: Atom, e: Exponent) -> Expr:
    if atom.kind == "exp":
        return call("exp", to_formula(atom.args[0] * e))
    rule = _RULES.get(atom.kind)
    if rule is None:
        raise NotProvable(f"{atom.kind} has no formula")
    base = rule(atom)
    if e == 1:
        return base
    return call("sqrt", base) if e == Fraction(1, 2) else power(base, number(e))


def _entry(atom: Atom) -> Expr:
    table = atom.args[0].table
    if table is not None:
        values = [to_formula(index) for index in atom.args[1:]]
        return probability(table.declared, table.kept, (), *values)
    return entry(symbol(atom.args[0]), *[to_formula(index) for index in atom.args[1:]])


def _apply(atom: Atom) -> Expr:
    arguments = [to_formula(p) for p in atom.args[2:]]
    if not any(atom.args[1]):
        return apply(atom.args[0], *arguments)
    if atom.args[0].dims != (number(1),):
        raise NotProvable("a partial derivative of an unknown function has no short formula")
    return slope(atom.args[0], arguments[0], atom.args[1][0])


def _call(atom: Atom) -> Expr:
    name, *arguments = atom.args
    inner = [to_formula(p) for p in arguments]
    if name == "pow":
        return power(*inner)
    return call("abs" if name == "modulus" else name, *inner)


def index_symbol(atom: Atom) -> Symbol:
    """A name for a bound variable: k, k', k'' by its depth and place."""
    name: str = atom.args[0]
    depth, _, place = name.lstrip("k#").partition(".")
    letters = "ijkl"
    return Symbol(letters[int(place or depth) % 4] + "'" * (int(depth) if place else 0), "index")


def _sum(atom: Atom) -> Expr:
    result = to_formula(atom.args[0])
    for variable, (first, last) in reversed(list(zip(atom.args[1], atom.args[2], strict=True))):
        result = sum_over(result, index_symbol(variable), to_formula(first), to_formula(last))
    return result


def _integral(atom: Atom) -> Expr:
    result = to_formula(atom.args[0][0])
    for variable, (low, high) in reversed(list(zip(atom.args[1], atom.args[2], strict=True))):
        first = neg(constant("oo")) if low is None else to_formula(low)
        last = constant("oo") if high is None else to_formula(high)
        result = integral(result, dummy_symbol(variable), first, last)
    return result


def dummy_symbol(atom: Atom) -> Symbol:
    """A name for the variable of an integral: u, v, w by its place, with primes by its depth."""
    depth, _, place = atom.args[0].lstrip("t#").partition(".")
    return Symbol("uvw"[int(place or depth) % 3] + "'" * (int(depth) - 1 if place else 0))


def _product(atom: Atom) -> Expr:
    (variable,), ((first, last),) = atom.args[1:3]
    ends = to_formula(first), to_formula(last)
    return prod_over(to_formula(atom.args[0]), index_symbol(variable), *ends)


def _extremum(atom: Atom) -> Expr:
    (variable,), ((first, last),) = atom.args[1:3]
    ends = to_formula(first), to_formula(last)
    return extremum_over("maximum", to_formula(atom.args[0]), index_symbol(variable), *ends)


def _of_argument(name: str) -> Callable[[Atom], Expr]:
    return lambda atom: call(name, to_formula(atom.args[0]))


def _difference(atom: Atom) -> Expr:
    positive = {m: c for m, c in atom.args[0].terms.items() if c > 0}
    negative = {m: -c for m, c in atom.args[0].terms.items() if c < 0}
    return delta(to_formula(Polynomial(positive)), to_formula(Polynomial(negative)))


def _matrix(atom: Atom) -> Expr:
    from linebyline.proof.kernel.matrix_write import formula_of_atom

    return formula_of_atom(atom)


_RULES: dict[str, Callable[[Atom], Expr]] = {
    "symbol": lambda atom: symbol(atom.args[0]),
    "bound": lambda atom: symbol(index_symbol(atom)),
    "dummy": lambda atom: symbol(dummy_symbol(atom)), "integral": _integral,
    "pi": lambda _: constant("pi"),
    "imaginary": lambda _: constant("i"),
    "prime": lambda atom: number(atom.args[0]),
    "base": lambda atom: to_formula(atom.args[0]),
    "entry": _entry, "apply": _apply, "call": _call, "sum": _sum,
    "product": _product, "extremum": _extremum, "delta": _difference,
    "log": _of_argument("log"), "absolute": _of_argument("abs"), "sine": _of_argument("sin"),
    "cosine": _of_argument("cos"),
    "parity": lambda atom: power(neg(number(1)), to_formula(atom.args[0])),
    "power": lambda atom: power(to_formula(atom.args[0]), to_formula(atom.args[1])),
    "word": _matrix, "trace": _matrix, "determinant": _matrix,
    "expect": lambda atom: expect(to_formula(atom.args[0][0]), *atom.args[1]),
}  # fmt: skip
