r"""Largest and smallest terms over an index: one form, and what is known of them.

For real f(k), over a range that is not empty, with c and a free of k:

- :math:`\min_k f = -\max_k (-f)`; :math:`\max_k (f + c) = \max_k f + c`;
- :math:`\max_k a f = a \max_k f` for a >= 0, and :math:`a \min_k f` for a <= 0;
- :math:`\max_k e^f = e^{\max_k f}`, and :math:`\max_k \log f = \log \max_k f` for f > 0.

Of M = max f it is known that :math:`M \ge f(j)` for every j in the range, :math:`n M \ge \sum_k f`
for n terms, and :math:`\sum_k f \ge M` if every f >= 0; the same of :math:`e^M`.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.exponentials import exponential, logarithm
from linebyline.proof.kernel.factor import base_atom, factor
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.functions import call
from linebyline.proof.kernel.polynomial import ONE, Atom, Polynomial, monomial
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.signs import is_nonnegative, is_positive, is_real, signs
from linebyline.proof.kernel.sum_forms import named_atom
from linebyline.proof.kernel.sums import is_in_range, open_sum, sum_over
from linebyline.proof.symbols import Symbol

LONGEST_WRITTEN_OUT = 3
Fact = tuple[Polynomial, bool]


def minimum(body: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """Return the smallest value of the body over a bound variable."""
    return -maximum(-body, variable, facts)


def maximum(body: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """Return the largest value of the body over a bound variable, which carries its range.

    Raises:
        NotProvable: if the values are not known to be real, or the range may be empty.
    """
    first, last = variable.args[1:]
    if not is_real(body, facts):
        raise NotProvable("the largest of what may not be real")
    if not is_nonnegative(last - first, facts):
        raise NotProvable("the largest of perhaps no numbers")
    length = (last - first).constant
    if length is not None and length < LONGEST_WRITTEN_OUT:
        steps = range(int(length) + 1)
        values = [replace(body, {variable: first + k}, facts) for k in steps]
        return call("max", values, facts)
    outside = Polynomial({m: c for m, c in body.terms.items() if not _moves(m, variable)})
    inside = body - outside
    return outside + (_scaled(inside, variable, facts) if inside.terms else inside)


def _moves(m: object, variable: Atom) -> bool:
    return any(variable in atom.free for atom, _ in m)  # type: ignore[attr-defined]


def _scaled(body: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """Pull out the factors that do not depend on the index and have a known sign."""
    factored = factor(body)
    outer = {
        atom: e for atom, e in factored.powers.items()
        if variable not in atom.free and _has_sign(monomial(1, {atom: e}), facts)
    }  # fmt: skip
    scale = monomial(factored.coefficient, outer)
    if scale == ONE:
        return _increasing(body, variable, facts)
    rest = monomial(1, {a: e for a, e in factored.powers.items() if a not in outer})
    if is_nonnegative(scale, facts):
        return scale * maximum(rest, variable, facts)
    if scale == Polynomial.number(-1):
        return _increasing(body, variable, facts)
    return -scale * maximum(-rest, variable, facts)


def _has_sign(p: Polynomial, facts: Facts) -> bool:
    found = signs(p, facts)
    return found.is_nonnegative or found.is_nonpositive


def _increasing(body: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """Pull out an exponential or a logarithm, which increase."""
    single = body.single
    if single is not None and single[0] > 0 and all(a.kind == "exp" for a in single[1]):
        inside = logarithm(body, facts)
        return exponential(maximum(inside, variable, facts), facts)
    atom = body.single_atom
    if atom is not None and atom.kind == "log" and is_positive(atom.args[0], facts):
        return logarithm(maximum(atom.args[0], variable, facts), facts)
    return Polynomial.of(named_atom({base_atom(body): 1}, (variable,), facts, "extremum"))


def rebuilt(atom: Atom, values: dict[Atom, Polynomial], facts: Facts) -> Polynomial:
    """Return the largest term anew, with atoms replaced in it."""
    body, (variable,) = open_sum(atom, facts, values)
    return maximum(replace(body, values, facts), variable, facts)


def facts_about_extrema(p: Polynomial, facts: Facts) -> Iterator[Fact]:
    """Yield what is known of the largest terms in p, and of their exponentials."""
    for atom in p.atoms:
        if atom.kind == "extremum":
            yield from _facts(Polynomial.of(atom), atom, p, facts, exponentiated=False)
        inner = atom.args[0].single_atom if atom.kind == "exp" else None
        if inner is not None and inner.kind == "extremum":
            yield from _facts(Polynomial.of(atom), inner, p, facts, exponentiated=True)


def _facts(
    value: Polynomial, atom: Atom, p: Polynomial, facts: Facts, *, exponentiated: bool
) -> Iterator[Fact]:
    body, (variable,) = open_sum(atom, facts)
    if exponentiated:
        body = exponential(body, facts)
    for place in _indices(p):
        if is_in_range(place, variable, facts):
            yield value - replace(body, {variable: place}, facts), False
    total = sum_over(body, variable, facts)
    yield value * (variable.args[2] - variable.args[1] + 1) - total, False
    if is_nonnegative(body, facts):
        yield total - value, False


def _indices(p: Polynomial) -> Iterator[Polynomial]:
    """Indices that occur freely in p, by name or bound outside of it."""
    from linebyline.proof.kernel.read import symbol_atom

    for name in sorted(p.free, key=str):
        if isinstance(name, Symbol) and name.kind == "index":
            yield Polynomial.of(symbol_atom(name))
        elif isinstance(name, Atom) and name.kind == "bound":
            yield Polynomial.of(name)
