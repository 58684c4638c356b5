r"""Rational powers and absolute values.

Principal powers: :math:`p^e = \exp(e \operatorname{Log} p)`. The rules and their conditions:

- whole exponents: :math:`(c \prod a^x)^n = c^n \prod a^{x n}` always, a divisor being nonzero;
- fractions: :math:`(u v)^e = u^e v^e` for u >= 0 (if u > 0, Log(u v) = log u + Log v; if u = 0
  both sides are 0 for e > 0). So only factors proved to be >= 0 leave a root;
- :math:`(u^{2k} v)^e = |u|^{2ke} v^e` for real u, since :math:`u^{2k} = |u|^{2k} \ge 0`;
- :math:`(v/u)^e = (v u)^e / |u|^{2e}` for real u, since :math:`v/u = v u / u^2`;
- :math:`|u v| = |u| |v|` for real u, v; and |u| = u for u >= 0.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from linebyline.proof.kernel.atom_signs import atom_signs
from linebyline.proof.kernel.factor import base_atom, factor, factor_of
from linebyline.proof.kernel.facts import Facts, Undefined
from linebyline.proof.kernel.polynomial import (
    LARGEST_PRIME_POWER,
    ONE,
    Atom,
    Exponent,
    Polynomial,
    TooLarge,
    exponent,
    monomial,
    product,
)
from linebyline.proof.kernel.signs import is_nonzero, is_positive, is_real, signs
from linebyline.proof.tree import Expr

LARGEST_TRIAL_DIVISOR = 10_000


def power(p: Polynomial, e: Exponent, facts: Facts, written: Expr | None = None) -> Polynomial:
    """Return p to a rational power.

    Args:
        p: the base.
        e: the exponent.
        facts: receives the condition that a base not known to be nonzero is, where e < 0.
        written: the divisor as it was written, to show in the condition.

    Raises:
        Undefined: if the base is zero and e < 0.
    """
    e = exponent(e)
    if e == 0:
        return ONE
    if not p.terms:
        if e < 0:
            raise Undefined("division by zero")
        return p
    if e < 0:
        require_nonzero(p, facts, written)
    if isinstance(e, int):
        return _whole_power(p, e)
    return _fractional_power(p, e, facts)


def reciprocal(p: Polynomial, facts: Facts, written: Expr | None = None) -> Polynomial:
    """Return 1/p, which needs p to be nonzero."""
    return power(p, -1, facts, written)


def square_root(p: Polynomial, facts: Facts) -> Polynomial:
    """Return the principal square root."""
    return power(p, Fraction(1, 2), facts)


def require_nonzero(p: Polynomial, facts: Facts, written: Expr | None = None) -> None:
    """Record, factor by factor, that p is not zero, unless that is known."""
    if is_nonzero(p, facts):
        return
    powers = factor(p).powers
    for atom in powers:
        if atom_signs(atom, facts).is_nonzero:
            continue
        if atom.kind == "absolute" or (atom.kind == "power" and is_positive(atom.args[1], facts)):
            require_nonzero(atom.args[0], facts)
        else:
            alone = len(powers) == 1 and powers[atom] == 1
            facts.require("nonzero", factor_of(atom), written if alone else None)


def absolute(p: Polynomial, facts: Facts) -> Polynomial:
    """Return the absolute value, factor by factor; an atom of its own for what may not be real."""
    known = signs(p, facts)
    if known.is_nonnegative:
        return p
    if known.is_nonpositive:
        return -p
    if not known.is_real:
        return Polynomial.of(Atom("call", f"modulus({p.key})", ("modulus", p), p.free))
    factored = factor(p)
    parts = [Polynomial.number(abs(factored.coefficient))]
    for atom, e in factored.powers.items():
        parts.append(_absolute_power(atom, e, facts))
    return product(parts)


def _absolute_power(atom: Atom, e: Exponent, facts: Facts) -> Polynomial:
    known = atom_signs(atom, facts)
    if known.is_nonnegative or (isinstance(e, int) and e % 2 == 0 and known.is_real):
        return monomial(1, {atom: e})
    if isinstance(e, int) and known.is_real:
        if known.is_nonpositive:
            return monomial(-1 if e % 2 else 1, {atom: e})
        return monomial(1, {Atom("absolute", args=(factor_of(atom),)): e})
    whole = monomial(1, {atom: e})  # for instance a root whose radicand has no known sign
    if not is_real(whole, facts):
        return Polynomial.of(Atom("call", f"modulus({whole.key})", ("modulus", whole), whole.free))
    return Polynomial.of(Atom("absolute", args=(whole,)))


def rational_power(c: Any, e: Exponent) -> Polynomial:
    """Return c^e for a positive rational c, over powers of primes in [0, 1)."""
    powers: dict[Atom, Exponent] = {}
    for number, sign in ((int(c.p), 1), (int(c.q), -1)):
        for prime, times in prime_factors(number).items():
            powers[_prime(prime)] = exponent(e * sign * times)
    return monomial(1, powers)


def _prime(prime: int) -> Atom:
    return Atom("prime", str(prime), (prime,))


def prime_factors(number: int) -> dict[int, int]:
    """Return the exponents of the factors of a positive number.

    What remains after trial division may be composite; it then serves as a "prime", which costs
    completeness and nothing else: (p q)^e = p^e q^e is used only where both were found.
    """
    found: dict[int, int] = {}
    divisor = 2
    while divisor * divisor <= number and divisor < LARGEST_TRIAL_DIVISOR:
        while number % divisor == 0:
            found[divisor] = found.get(divisor, 0) + 1
            number //= divisor
        divisor += 1 if divisor == 2 else 2
    if number > 1:
        found[number] = found.get(number, 0) + 1
    return found


def _whole_power(p: Polynomial, e: int) -> Polynomial:
    if e > 0 and len(p.terms) > 1:
        return p**e
    factored = factor(p)
    _refuse_long(factored.coefficient, e)
    return monomial(
        factored.coefficient**e, {a: exponent(x * e) for a, x in factored.powers.items()}
    )


def _refuse_long(c: Any, e: int) -> None:
    if max(abs(int(c.p)), int(c.q)) > 1 and abs(e) > LARGEST_PRIME_POWER:
        raise TooLarge(f"{c} to the power {e}")


def _fractional_power(p: Polynomial, e: Exponent, facts: Facts) -> Polynomial:
    factored = factor(p)
    sign, powers = _paired(factored.powers)
    c = factored.coefficient * sign
    outside: list[Polynomial] = []
    inside: dict[Atom, Exponent] = {}
    for atom, x in powers.items():
        known = atom_signs(atom, facts)
        if known.is_nonnegative or (atom.kind == "exp" and known.is_positive):
            outside.append(monomial(1, {atom: exponent(x * e)}))
        elif known.is_nonpositive and known.is_nonzero and isinstance(x, int):
            c = -c if x % 2 else c
            outside.append(monomial(1, {base_atom(-factor_of(atom)): exponent(x * e)}))
        elif isinstance(x, int) and known.is_real:
            pairs = x // 2
            if pairs:
                outside.append(
                    power(absolute(factor_of(atom), facts), exponent(2 * pairs * e), facts)
                )
            if x - 2 * pairs:
                inside[atom] = x - 2 * pairs
        else:
            inside[atom] = x
    radicand = monomial(1 if c > 0 else -1, inside)
    outside.append(rational_power(abs(c), e))
    outside.append(_root(radicand, e))
    return product(outside)


def _root(radicand: Polynomial, e: Exponent) -> Polynomial:
    """The power of what could not leave the root."""
    if radicand == ONE:
        return ONE
    if radicand == -ONE:
        return _power_of_minus_one(e)
    return monomial(1, {base_atom(radicand): e})


def _power_of_minus_one(e: Exponent) -> Polynomial:
    r"""(-1)^e = cos(pi e) + i sin(pi e), the principal value."""
    from linebyline.proof.kernel.trigonometry import cosine_of_turn, sine_of_turn

    turn = Fraction(e)
    return cosine_of_turn(turn) + sine_of_turn(turn) * Polynomial.of(Atom("imaginary", "i"))


def _paired(powers: dict[Atom, Exponent]) -> tuple[int, dict[Atom, Exponent]]:
    """Join cos t - 1 and cos t + 1, both to the power n, to (-1)^n sin^{2n} t; return the sign."""
    sign, joined = 1, dict(powers)
    for atom, e in powers.items():
        sine = _sine_beside(atom)
        if sine is None or not isinstance(e, int):
            continue
        partner = base_atom(atom.args[0] - 2)
        if joined.get(partner) == e:
            del joined[atom], joined[partner]
            joined[sine] = exponent(joined.get(sine, 0) + 2 * e)
            sign = -sign if e % 2 else sign
    return sign, joined


def _sine_beside(atom: Atom) -> Atom | None:
    """For the sum 1 + cos t, the atom sin t."""
    if atom.kind != "base" or len(atom.args[0].terms) != 2 or atom.args[0].terms.get(()) != 1:
        return None
    cosine = (atom.args[0] - 1).single_atom
    if cosine is None or cosine.kind != "cosine":
        return None
    return Atom("sine", args=cosine.args)
