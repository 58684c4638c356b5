"""Substitution: every atom that depends on what is replaced is built anew.

Building anew records side conditions again, for the new divisors and logarithms. ``exp(m)^e``
means exp(e m) and is rebuilt so, never as a principal power.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linebyline.proof.kernel.atom_domains import is_integer
from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.exponentials import exponential, logarithm, sign_power, symbolic_power
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.functions import call
from linebyline.proof.kernel.indicators import delta, less
from linebyline.proof.kernel.polynomial import Atom, Exponent, Polynomial, monomial, rational, total
from linebyline.proof.kernel.powers import absolute, power
from linebyline.proof.kernel.signs import is_positive
from linebyline.proof.kernel.steps import comparison
from linebyline.proof.kernel.trigonometry import cosine, sine
from linebyline.proof.symbols import Symbol

SYMMETRIC = frozenset({"symmetric", "positive definite", "positive semidefinite", "diagonal"})
Values = Mapping[Atom, Polynomial]
EVERYTHING: Values = {}  # this very object: nothing is replaced, but all is built anew


def replace(p: Polynomial, values: Values, facts: Facts) -> Polynomial:
    """Return p with atoms replaced, inside functions and sums too.

    Args:
        p: where to replace.
        values: for symbols, entries, unknown functions and bound variables, what takes their place.
        facts: receives new side conditions.
    """
    names = _names(values)
    if values is not EVERYTHING and not (p.free & names):
        return p
    parts = []
    for m, c in p.terms.items():
        kept: dict[Atom, Exponent] = {}
        term = Polynomial.number(c)
        for atom, e in m:
            if values is EVERYTHING or atom in values or atom.free & names:
                term = term * _replaced_power(atom, e, values, facts)
            else:
                kept[atom] = e
        parts.append(term * monomial(1, kept))
    return total(parts)


def renewed(p: Polynomial, facts: Facts) -> Polynomial:
    """Return p with every atom built anew, for facts that were not known when it was built."""
    return replace(p, EVERYTHING, facts)


def replace_top(p: Polynomial, atom: Atom, value: Polynomial, facts: Facts) -> Polynomial:
    """Return p with an atom of any kind replaced where it stands at the top level."""
    parts = []
    for m, c in p.terms.items():
        powers = dict(m)
        e = powers.pop(atom, 0)
        if atom.kind == "exp" and not isinstance(e, int) and not is_positive(value, facts):
            raise NotProvable("exp(m)^{1/2} means exp(m/2), which need not be the principal root")
        term = monomial(c, powers)
        parts.append(term * power(value, e, facts) if e else term)
    return total(parts)


def _names(values: Values) -> set[object]:
    names: set[object] = set()
    for atom in values:
        names |= {atom.args[0]} if atom.kind in ("symbol", "entry", "apply") else {atom}
    return names


def _replaced_power(atom: Atom, e: Exponent, values: Values, facts: Facts) -> Polynomial:
    spend(3)
    if atom in values:
        return power(values[atom], e, facts)
    if atom.kind == "base":
        return power(replace(atom.args[0], values, facts), e, facts)
    if atom.kind == "exp":
        return exponential(replace(atom.args[0], values, facts) * rational(e), facts)
    if atom.kind == "power" and isinstance(e, int):
        base, n = (replace(part, values, facts) for part in atom.args[:2])
        return symbolic_power(base, n * e, facts)
    return power(_replaced(atom, values, facts), e, facts)


def _replaced(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    rule = _RULES.get(atom.kind)
    if rule is None:
        raise NotProvable(f"substitution into {atom.kind}")
    return rule(atom, values, facts)


def entry_atom(base: Symbol, indices: list[Polynomial]) -> Atom:
    """The atom for one entry of an array, vector or matrix.

    Entries of a symmetric matrix do not depend on the order of their indices; those of a diagonal
    one off the diagonal are zero, which is not used here.
    """
    outer = len(base.dims) - 2 if base.kind == "family" else 0
    if not SYMMETRIC.isdisjoint(base.properties) and len(indices) == outer + 2:
        indices = indices[:outer] + sorted(indices[outer:], key=lambda index: index.key)
    name = f"{base.tex}[{','.join([index.key for index in indices])}]"
    free = frozenset({base}).union(*[index.free for index in indices])
    return Atom("entry", name, (base, *indices), free)


def apply_atom(function: Symbol, orders: tuple[int, ...], arguments: list[Polynomial]) -> Atom:
    """The atom for the value of an unknown function, differentiated ``orders`` times."""
    name = f"{function.tex}{orders}({';'.join([p.key for p in arguments])})"
    free = frozenset({function}).union(*[p.free for p in arguments])
    return Atom("apply", name, (function, orders, *arguments), free)


def _entry(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    indices = [replace(index, values, facts) for index in atom.args[1:]]
    new = entry_atom(atom.args[0], indices)
    return values[new] if new in values else Polynomial.of(new)


def _apply(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    arguments = [replace(p, values, facts) for p in atom.args[2:]]
    new = apply_atom(atom.args[0], atom.args[1], arguments)
    return values[new] if new in values else Polynomial.of(new)


def _inside(
    build: Callable[[Polynomial, Facts], Polynomial],
) -> Callable[[Atom, Values, Facts], Polynomial]:
    return lambda atom, values, facts: build(replace(atom.args[0], values, facts), facts)


def _call(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    name, *arguments = atom.args
    new = [replace(p, values, facts) for p in arguments]
    if name == "modulus":
        return absolute(new[0], facts)
    if name == "pow":
        return symbolic_power(new[0], new[1], facts)
    return call(name, new, facts)


def _parity(n: Polynomial, facts: Facts) -> Polynomial:
    if not is_integer(n, facts):
        raise NotProvable("(-1)^n for what is not known to be an integer")
    return sign_power(n)


def _sum(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.sums import open_sum, sum_over_all

    body, variables = open_sum(atom, facts, values)
    return sum_over_all(replace(body, values, facts), variables, facts)


def _extremum(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.extrema import rebuilt

    return rebuilt(atom, dict(values), facts)


def _product(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.products import prod_over
    from linebyline.proof.kernel.sums import open_sum

    body, (variable,) = open_sum(atom, facts, values)
    return prod_over(replace(body, values, facts), variable, facts)


def _matrix(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.matrix_replace import replace_in_atom

    return Polynomial.of(atom) if values is EVERYTHING else replace_in_atom(atom, values, facts)


def _expectation(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel import expectation_unknown as unknown

    is_moment = atom.kind == "moment"
    rule = unknown.replaced_moment if is_moment else unknown.replaced_expectation
    return rule(atom, values, facts)


def _integral(atom: Atom, values: Values, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.integrals import replaced_integral

    return replaced_integral(atom, values, facts)


def _unchanged(atom: Atom, _: Values, __: Facts) -> Polynomial:
    return Polynomial.of(atom)


_RULES: dict[str, Callable[[Atom, Values, Facts], Polynomial]] = {
    "symbol": _unchanged, "bound": _unchanged, "dummy": _unchanged, "integral": _integral,
    "pi": _unchanged, "prime": _unchanged,
    "imaginary": _unchanged, "entry": _entry, "apply": _apply, "call": _call,
    "log": _inside(logarithm), "absolute": _inside(absolute), "sine": _inside(sine),
    "cosine": _inside(cosine), "parity": _inside(_parity), "delta": _inside(delta),
    "less": _inside(less), "step": _inside(lambda p, facts: comparison(">", p, facts)),
    "point": _inside(lambda p, facts: comparison("=", p, facts)), "sum": _sum,
    "product": _product, "extremum": _extremum, "power": lambda atom, values, facts: symbolic_power(
        replace(atom.args[0], values, facts), replace(atom.args[1], values, facts), facts
    ),
    "word": _matrix, "trace": _matrix, "determinant": _matrix,
    "expect": _expectation, "moment": _expectation,
}  # fmt: skip
