r"""Real powers of what is not negative, such as :math:`|x_i|^p` with a letter p.

For u, v >= 0, and exponents whose terms are all real and at least zero:

- (u v)^x = u^x v^x, u^{x+y} = u^x u^y, (u^x)^y = u^{x y};
- (w^{2k})^x = |w|^{2kx} for real w;
- u^{-x} = 1/u^x, under the condition that u is not zero.

For u, v > 0 they are rules of the exponential function. At u = 0 a written power is 0 if its
exponent is positive; 0^0 is 1 or has no value. So a product of written powers of u with the
exponents x_k is 1 there if all x_k are zero, else 0: it depends on the sum of the x_k only, which
the rules keep.

An exponent t with t >= 1 is written (t - 1) + 1, so that u^{p-1} u and u^p agree where p > 1.
"""

from __future__ import annotations

from linebyline.proof.kernel.atom_signs import atom_signs
from linebyline.proof.kernel.exponentials import exponential, logarithm_of_number
from linebyline.proof.kernel.factor import factor, factor_of
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    Polynomial,
    exponent,
    monomial,
    product,
    rational,
    to_fraction,
)
from linebyline.proof.kernel.powers import absolute, reciprocal
from linebyline.proof.kernel.signs import is_nonnegative, is_positive

MOST_LOWERED = 2


def power_of_nonnegative(b: Polynomial, x: Polynomial, facts: Facts) -> Polynomial | None:
    """Return b^x for b >= 0, factor by factor; ``None`` where the rules do not apply."""
    if not b.terms or not x.terms:
        return ZERO if is_positive(x, facts) else None
    if _has_nonnegative_terms(-x, facts):
        inverse = power_of_nonnegative(b, -x, facts)
        if inverse is None:
            return None
        if is_positive(-x, facts):
            return reciprocal(inverse, facts)
        with facts.cautiously():  # for x = 0 there may be a value at b = 0
            return reciprocal(inverse, facts)
    factored = factor(b)
    exponents = _exponents(factored.powers, facts)
    if exponents is None or factored.coefficient < 0:
        return None
    parts = [exponential(x * logarithm_of_number(factored.coefficient), facts)]
    for atom, e in exponents.items():
        part = _power_of_atom(atom, factor(x * e).expand() if e.terms else e, facts)
        if part is None:
            return None
        parts.append(part)
    return product(parts)


def _exponents(powers: dict[Atom, Exponent], facts: Facts) -> dict[Atom, Polynomial] | None:
    """The whole exponent of each atom u >= 0, powers with a symbolic exponent taken in."""
    found: dict[Atom, Polynomial] = {}
    for atom, e in powers.items():
        known = atom_signs(atom, facts)
        step = Polynomial.number(rational(e))
        if atom.kind == "power" and atom_signs(atom.args[2], facts).is_nonnegative:
            atom, step = atom.args[2], step * atom.args[1]
        elif known.is_real and not known.is_nonnegative and isinstance(e, int) and e % 2 == 0:
            size = absolute(factor_of(atom), facts).single_atom
            if size is None:
                return None
            atom = size
        elif not known.is_nonnegative:
            return None
        found[atom] = found.get(atom, ZERO) + step
    return found


def _power_of_atom(atom: Atom, n: Polynomial, facts: Facts) -> Polynomial | None:
    """Return a^n for an atom a >= 0; ``None`` for an exponent with terms of both signs."""
    if atom_signs(atom, facts).is_positive:
        from linebyline.proof.kernel.exponentials import power_of_atom

        return power_of_atom(atom, n, facts)
    if not _has_nonnegative_terms(n, facts):
        if not _has_nonnegative_terms(-n, facts):  # a quotient: a > 0 where it has a value
            return _one_power(atom, n, facts)
        inverse = _power_of_atom(atom, -n, facts)
        single = None if inverse is None else inverse.single
        return None if single is None else monomial(1, {a: -e for a, e in single[1].items()})
    parts, whole = [], ONE
    for m, c in n.terms.items():
        if not m:
            whole = whole * monomial(1, {atom: exponent(c)})
            continue
        unit, steps = _lowered(Polynomial({m: rational(1)}), facts)
        parts.append(monomial(1, {_atom(atom, unit): exponent(c), atom: exponent(c * steps)}))
    return product([whole, *parts])


def _one_power(atom: Atom, n: Polynomial, facts: Facts) -> Polynomial | None:
    """a^n for n >= 0 whose terms have both signs: n = (n - k) + k with a whole k."""
    if not is_nonnegative(n, facts):
        return None
    shift = int(to_fraction(n.terms.get((), rational(0))))
    rest = n - shift
    if len(rest.terms) != 1 or next(iter(rest.terms.values())) != 1:
        return monomial(1, {_atom(atom, n): 1})
    unit, steps = _lowered(rest, facts)
    if shift + steps < 0:
        return monomial(1, {_atom(atom, n): 1})
    return monomial(1, {_atom(atom, unit): 1, atom: shift + steps})


def _lowered(t: Polynomial, facts: Facts) -> tuple[Polynomial, int]:
    """Return t - k and k, for the largest k up to 2 with t - k >= 0."""
    steps = 0
    while steps < MOST_LOWERED and is_nonnegative(t - 1, facts):
        t, steps = t - 1, steps + 1
    return t, steps


def _atom(base: Atom, unit: Polynomial) -> Atom:
    name = f"{base.key};{unit.key}"
    return Atom("power", name, (factor_of(base), unit, base), base.free | unit.free)


def _has_nonnegative_terms(x: Polynomial, facts: Facts) -> bool:
    return all(is_nonnegative(Polynomial({m: c}), facts) for m, c in x.terms.items())
