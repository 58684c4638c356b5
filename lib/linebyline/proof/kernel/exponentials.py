r"""Exponentials, logarithms, and powers with a symbolic exponent.

The rules and their conditions:

- exp(a + b) = exp(a) exp(b) and exp(c log q) = q^c for a rational c: always;
- exp(i t) = cos t + i sin t: always;
- log(u v) = log u + log v for u > 0 (then Log adds no multiple of 2 pi i); so a logarithm is split
  over factors proved positive only, and what remains keeps a logarithm of its own;
- log u^{2k} = 2k log|u| for real u;
- b^x = exp(x log b) for b > 0;
- (u v)^n = u^n v^n and u^{m+n} = u^m u^n for whole m, n; (-1)^{2n} = 1;
- real powers of what is not negative: see real_powers.
"""

from __future__ import annotations

from typing import Any

from linebyline.proof.kernel.atom_domains import is_integer
from linebyline.proof.kernel.atom_signs import atom_signs
from linebyline.proof.kernel.factor import factor, factor_of
from linebyline.proof.kernel.facts import Facts, NotProvable, Undefined
from linebyline.proof.kernel.polynomial import (
    ONE,
    PI,
    ZERO,
    Atom,
    Exponent,
    I,
    Monomial,
    Polynomial,
    exponent,
    monomial,
    product,
    rational,
    to_fraction,
    total,
)
from linebyline.proof.kernel.powers import absolute, power, prime_factors, require_nonzero
from linebyline.proof.kernel.signs import is_nonnegative, is_positive, signs
from linebyline.proof.tree import Expr


def exponential(p: Polynomial, facts: Facts) -> Polynomial:
    """Return exp(p) as a product over the terms of p."""
    turning, parts = ZERO, []
    for m, c in p.terms.items():
        if any(atom.kind == "imaginary" for atom, _ in m):
            turning = turning + Polynomial({m: c})
        else:
            parts.append(_exponential_of_term(m, c, facts))
    if turning.terms:
        parts.append(_turn(turning, facts))
    return product(parts)


def _exponential_of_term(m: Monomial, c: Any, facts: Facts) -> Polynomial:
    if len(m) == 1 and m[0][0].kind == "log" and m[0][1] == 1:
        return power(m[0][0].args[0], exponent(c), facts)
    return monomial(1, {Atom("exp", args=(Polynomial({m: rational(1)}),)): exponent(c)})


def _turn(p: Polynomial, facts: Facts) -> Polynomial:
    """exp(i t) = cos t + i sin t."""
    from linebyline.proof.kernel.trigonometry import cosine, sine

    angle = p * (-I)
    return cosine(angle, facts) + I * sine(angle, facts)


def logarithm(p: Polynomial, facts: Facts, written: Expr | None = None) -> Polynomial:
    """Return the principal logarithm of p, split over the factors that are proved positive.

    Records the condition that a real p is positive, or another p is nonzero, unless known.

    Raises:
        Undefined: for log 0.
    """
    if not p.terms:
        raise Undefined("the logarithm of zero")
    known = signs(p, facts)
    if not known.is_real or known.is_nonnegative:
        require_nonzero(p, facts, written)
    elif not known.is_positive:
        facts.require("positive", p, written)
    factored = factor(p)
    split: list[Polynomial] = []
    rest: dict[Atom, Exponent] = {}
    c = factored.coefficient
    for atom, e in factored.powers.items():
        if isinstance(e, int) and atom_signs(atom, facts).is_nonpositive:  # and not zero
            c = -c if e % 2 else c
            split.append(Polynomial.of(Atom("log", args=(-factor_of(atom),))) * e)
            continue
        outside, e = _split_off(atom, e, facts)
        if outside is not None:
            split.append(outside)
        if e:
            rest[atom] = e
    split.append(logarithm_of_number(abs(c)))
    remainder = monomial(1 if c > 0 else -1, rest)
    if remainder == -ONE:
        split.append(I * PI)
    elif remainder != ONE:
        split.append(Polynomial.of(Atom("log", args=(remainder,))))
    return total(split)


def _split_off(atom: Atom, e: Exponent, facts: Facts) -> tuple[Polynomial | None, Exponent]:
    """Return the logarithm of the positive part of a^e, and the exponent that is left."""
    known = atom_signs(atom, facts)
    if atom.kind == "prime":
        return e * _logarithm_of_prime(atom.args[0]), 0
    if known.is_positive:
        if atom.kind == "exp":
            return atom.args[0] * rational(e), 0
        return Polynomial.of(Atom("log", args=(factor_of(atom),))) * rational(e), 0
    if atom.kind == "power" and known.is_nonnegative and is_positive(atom.args[1], facts):
        return atom.args[1] * logarithm(atom.args[0], facts) * rational(e), 0  # both need a > 0
    if known.is_nonnegative:  # where the logarithm has a value, a^e is not zero, so a > 0
        return Polynomial.of(Atom("log", args=(factor_of(atom),))) * rational(e), 0
    if known.is_real and isinstance(e, int) and e // 2:
        pairs = 2 * (e // 2)
        return pairs * _logarithm_of_absolute(atom, facts), e - pairs
    return None, e


def _logarithm_of_absolute(atom: Atom, facts: Facts) -> Polynomial:
    return Polynomial.of(Atom("log", args=(absolute(factor_of(atom), facts),)))


def logarithm_of_number(c: Any) -> Polynomial:
    """Return log c for a positive rational c, over the logarithms of primes."""
    parts = []
    for number, sign in ((int(c.p), 1), (int(c.q), -1)):
        for prime, times in prime_factors(number).items():
            parts.append(sign * times * _logarithm_of_prime(prime))
    return total(parts)


def _logarithm_of_prime(prime: int) -> Polynomial:
    return Polynomial.of(Atom("log", args=(Polynomial.number(prime),)))


def symbolic_power(
    b: Polynomial, x: Polynomial, facts: Facts, written: Expr | None = None
) -> Polynomial:
    """Return b^x, the principal power, for any exponent."""
    c = x.constant
    if c is not None:
        return power(b, exponent(c), facts, written)
    if signs(b, facts).is_positive:
        return exponential(x * logarithm(b, facts), facts)
    if is_integer(x, facts):
        return _integer_power(b, x, facts, written)
    if signs(b, facts).is_nonnegative:
        from linebyline.proof.kernel.real_powers import power_of_nonnegative

        split = power_of_nonnegative(b, x, facts)
        if split is not None:
            return split
    return Polynomial.of(Atom("call", f"pow({b.key};{x.key})", ("pow", b, x), b.free | x.free))


def _integer_power(b: Polynomial, n: Polynomial, facts: Facts, written: Expr | None) -> Polynomial:
    """b^{k + n} = b^k b^n, and a power of a product is the product of the powers.

    For b = 0 this needs all exponents to be >= 0, else b is required to be nonzero.
    """
    if not b.terms and is_positive(n, facts):
        return ZERO
    if not b.terms:
        raise NotProvable("zero to a power that may be zero")
    shift = to_fraction(n.terms.get((), rational(0)))
    rest = n - Polynomial.number(shift)
    terms = [Polynomial({m: c}) for m, c in rest.terms.items()]
    is_lowered = is_removable(b, facts) and is_nonnegative(n, facts)
    if not is_lowered and (shift < 0 or not all(is_nonnegative(t, facts) for t in terms)):
        with facts.cautiously():
            require_nonzero(b, facts, written)
    factored = factor(b)
    with facts.without_conditions():
        head = power(b, int(shift), facts)
    parts = [head, _power_of_number(factored.coefficient, rest, facts)]
    for atom, e in factored.powers.items():
        parts.append(power_of_atom(atom, rest * rational(e), facts))
    return product(parts)


def is_removable(b: Polynomial, facts: Facts) -> bool:
    """Whether b^{n-k}, with n - k >= 0, may be written b^n / b^k without the condition b != 0.

    It may for a real name b: what is shown for b != 0 about functions that are continuous in b
    holds at 0 too, with 0^0 = 1. No assumption may mention b: x^m y = x^n says nothing of y at 0.
    """
    alone = b.single_atom
    if alone is None or alone.kind != "symbol" or alone.args[0].domain.base != "real":
        return False
    return all(alone.args[0] not in assumption.symbols for assumption in facts.assumptions)


def _power_of_number(c: Any, n: Polynomial, facts: Facts) -> Polynomial:
    size = exponential(n * logarithm_of_number(abs(c)), facts)
    return size * sign_power(n) if c < 0 else size


def sign_power(n: Polynomial) -> Polynomial:
    """Return (-1)^n for an integer n: the product of (-1)^{c m} over its terms."""
    result = ONE
    for m, c in n.terms.items():
        if int(c) % 2:
            result = -result if not m else result * parity(Polynomial({m: rational(1)}))
    return result


def parity(n: Polynomial) -> Polynomial:
    """(-1)^n for one term n; m^k has the parity of m for k >= 1."""
    single = n.single
    assert single is not None
    reduced = Polynomial({tuple((atom, 1) for atom, _ in next(iter(n.terms))): rational(1)})
    return Polynomial.of(Atom("parity", args=(reduced,)))


def power_of_atom(atom: Atom, n: Polynomial, facts: Facts) -> Polynomial:
    """Return a^n for one atom of a factored base, n an integer times its exponent.

    An atom that is a power already, (b^m)^n, becomes b^{m n}.
    """
    if atom_signs(atom, facts).is_positive:
        return exponential(n * logarithm(factor_of(atom), facts), facts)
    if atom.kind == "exp":
        return exponential(n * atom.args[0], facts)
    if atom.kind == "power" and is_integer(n, facts):
        return power_of_atom(_base_of(atom), atom.args[1] * n, facts)
    if atom.kind == "parity" and is_integer(n, facts):
        return sign_power(atom.args[0] * n)
    if not is_integer(n, facts):
        return _opaque_power(atom, n)
    parts = []
    for m, c in n.terms.items():
        unit = Polynomial({m: rational(1)})
        name = f"{atom.key};{unit.key}"
        power_atom = Atom("power", name, (factor_of(atom), unit, atom), atom.free | unit.free)
        parts.append(monomial(1, {power_atom: exponent(c)}))
    return product(parts)


def _base_of(atom: Atom) -> Atom:
    base: Atom = atom.args[2]
    return base


def _opaque_power(atom: Atom, n: Polynomial) -> Polynomial:
    b = factor_of(atom)
    return Polynomial.of(Atom("call", f"pow({b.key};{n.key})", ("pow", b, n), b.free | n.free))
