r"""Integrals by an antiderivative: :math:`\int_a^b f = F(b) - F(a)` where F' = f.

F is guessed by form, and believed only if the kernel finds F' - f to be zero. It must be continuous
on the closed range and have a derivative inside; for an infinite end its limit there is taken. The
forms, for numbers and names that do not depend on x:

- :math:`x^s`: for whole s >= 0 anywhere; else between ends that are positive, or zero if s > -1;
- :math:`x^n e^{c x}`, :math:`\sin(c x + d)`, :math:`\cos(c x + d)` for c nonzero: anywhere;
- u' h(u) for u^e, e^u, with a whole e >= 0 anywhere, else where u has one strict sign on the closed
  range; u'/u gives :math:`\log |u|`;
- :math:`1/(a x^2 + b x + c)` with 4ac > b^2 by the arc tangent;
- :math:`x^n \log x` between ends that are not negative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import factorial

from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.dummies import linear_in, range_of
from linebyline.proof.kernel.exponentials import exponential, logarithm, symbolic_power
from linebyline.proof.kernel.factor import factor
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.functions import call
from linebyline.proof.kernel.limits_at_ends import is_continuous, limit_at
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    Polynomial,
    monomial,
    rational,
    total,
)
from linebyline.proof.kernel.powers import absolute, power, reciprocal, square_root
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.signs import signs

Powers = dict[Atom, Exponent]
HIGHEST_POWER = 12
Guess = Callable[[Powers, Atom, Facts], "Polynomial | None"]


def by_antiderivative(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """Return the integral of a product of powers by an antiderivative, or ``None``."""
    try:
        with facts.attempt():
            found = by_power(inner, variable, facts)
            if found is not None:
                return found
            raise NotProvable
    except NotProvable:
        pass
    f = monomial(1, inner)
    for guess in _GUESSES:
        try:
            with facts.attempt():
                found = guess(inner, variable, facts)
                if found is None or not _is_antiderivative(found, f, variable, facts):
                    raise NotProvable
                return _between(found, f, variable, facts)
        except NotProvable:
            continue
    return None


def _is_antiderivative(found: Polynomial, f: Polynomial, variable: Atom, facts: Facts) -> bool:
    from linebyline.proof.kernel.zero_test import is_zero

    return is_zero(derivative(found, variable, facts) - f, facts)


def _between(found: Polynomial, f: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """F(b) - F(a), or the limits: then f keeps one sign, so that it converges absolutely.

    Beside an exponential that decides the limit a power need not keep its sign.
    """
    low, high = range_of(variable)
    if low is not None and high is not None and is_continuous(found, variable, facts):
        return replace(found, {variable: high}, facts) - replace(found, {variable: low}, facts)
    known = signs(f, facts)
    if not (known.is_nonnegative or known.is_nonpositive or _is_tail(f, variable)):
        raise NotProvable("an integral that may not converge absolutely")
    return limit_at(found, variable, 1, facts) - limit_at(found, variable, -1, facts)


def _is_tail(f: Polynomial, variable: Atom) -> bool:
    """Whether f is a whole power of x times exponentials."""
    single = f.single
    assert single is not None
    return all(
        a.kind == "exp" or (a is variable and isinstance(e, int) and e > 0)
        for a, e in single[1].items()
    )


def by_power(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """x^n x^s, the exponent a number, or a name behind e^{s log x}; s + 1 must have a sign."""
    s = _exponent_of(inner, variable)
    if s is None:
        return None
    x, above = Polynomial.of(variable), s + 1
    if not above.terms:
        size = x if signs(x, facts).is_positive else absolute(x, facts)
        return _between(logarithm(size, facts), monomial(1, inner), variable, facts)
    assumed: tuple[Polynomial, ...] = ()
    if above.constant is None and not signs(above, facts).is_nonzero:
        assumed = (-above if range_of(variable)[1] is None else above,)
        if any(isinstance(name, Atom) for name in above.free):
            return None
    with facts.cautiously():
        for p in assumed:
            facts.require("positive", p)
    with facts.also(positive=assumed):
        found = symbolic_power(x, above, facts) * reciprocal(above, facts)
        return _between(found, monomial(1, inner), variable, facts)


def _exponent_of(inner: Powers, variable: Atom) -> Polynomial | None:
    """The s of a product that is x^s."""
    log, s = Atom("log", args=(Polynomial.of(variable),)), ZERO
    for atom, e in inner.items():
        if atom is variable:
            s = s + rational(e)
            continue
        if atom.kind != "exp":
            return None
        ((m, c),) = (atom.args[0] * rational(e)).terms.items()
        powers = dict(m)
        if powers.pop(log, 0) != 1 or variable in monomial(c, powers).free:
            return None
        s = s + monomial(c, powers)
    return s


def _exponential(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """x^n e^{c x}: e^{c x} times the sum of (-1)^j n!/(n - j)! x^{n-j} / c^{j+1}."""
    n = inner.get(variable, 0)
    exponent = total([a.args[0] * rational(e) for a, e in inner.items() if a.kind == "exp"])
    c, shift = linear_in(exponent, variable)
    others = any(a is not variable and a.kind != "exp" for a in inner)
    if others or not isinstance(n, int) or not 0 <= n <= HIGHEST_POWER or c is None or not c.terms:
        return None
    assert shift is not None
    over = reciprocal(c, facts)
    x = Polynomial.of(variable)
    sum_of_powers = total(
        [
            (x ** (n - j) * over ** (j + 1)).scaled(
                (-1) ** j * Fraction(factorial(n), factorial(n - j))
            )
            for j in range(n + 1)
        ]
    )
    return exponential(exponent, facts) * sum_of_powers


def _wave(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """The sine or cosine of c x + d."""
    if len(inner) != 1:
        return None
    ((atom, e),) = inner.items()
    if atom.kind not in ("sine", "cosine") or e != 1:
        return None
    c, _ = linear_in(atom.args[0], variable)
    if c is None or not c.terms:
        return None
    other = Polynomial.of(Atom("cosine" if atom.kind == "sine" else "sine", args=atom.args))
    return (-other if atom.kind == "sine" else other) * reciprocal(c, facts)


def _chain(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """Find u' u^e and u' e^u, for an inner u found among the factors."""
    f = monomial(1, inner)
    for u, outer, whole in _inner_functions(inner, variable, facts):
        slope = derivative(u, variable, facts)
        if not slope.terms:
            continue
        with facts.without_conditions():  # F' = f is checked
            ratio = f * reciprocal(outer * slope, facts)
        ratio = factor(ratio).expand()
        if variable not in ratio.free:
            return ratio * whole
    return None


def _inner_functions(
    inner: Powers, variable: Atom, facts: Facts
) -> Iterator[tuple[Polynomial, Polynomial, Polynomial]]:
    """Yield u, h(u) and the antiderivative of h at u."""
    for atom, e in inner.items():
        if variable not in atom.free or atom is variable:
            continue
        if atom.kind == "exp":
            u = atom.args[0] * rational(e)
            whole = exponential(u, facts)
            yield u, whole, whole
            u = exponential(atom.args[0], facts)
            if isinstance(e, int) and e > 1:
                yield u, u ** (e - 1), (u**e).scaled(Fraction(1, e))
        elif atom.kind in ("base", "log", "sine", "cosine", "apply"):
            u = atom.args[0] if atom.kind == "base" else Polynomial.of(atom)
            if e == -1:
                size = u if signs(u, facts).is_positive else absolute(u, facts)
                yield u, power(u, -1, facts), logarithm(size, facts)
            else:
                above = power(u, e + 1, facts) * rational(1 / Fraction(e + 1))
                yield u, power(u, e, facts), above
            if atom.kind == "base" and isinstance(e, int) and e < -1:
                continue


def _arctangent(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """1/(a x^2 + b x + c): (2/D) arctan((2 a x + b)/D) with D^2 = 4ac - b^2 > 0."""
    if len(inner) != 1:
        return None
    ((atom, e),) = inner.items()
    if atom.kind != "base" or e != -1:
        return None
    parts: dict[Exponent, Polynomial] = {0: ZERO, 1: ZERO, 2: ZERO}
    for m, c in atom.args[0].terms.items():
        powers = dict(m)
        k = powers.pop(variable, 0)
        rest = monomial(c, powers)
        if k not in parts or variable in rest.free:
            return None
        parts[k] = parts[k] + rest
    square = 4 * parts[2] * parts[0] - parts[1] * parts[1]
    if not signs(square, facts).is_positive:
        return None
    root = square_root(square, facts)
    over = reciprocal(root, facts)
    inside = (2 * parts[2] * Polynomial.of(variable) + parts[1]) * over
    return 2 * over * call("arctan", [inside], facts)


def _power_and_log(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """x^n log x: x^{n+1} (log x/(n + 1) - 1/(n + 1)^2)."""
    x = Polynomial.of(variable)
    log = Atom("log", args=(x,))
    if inner.get(log) != 1 or set(inner) - {log, variable}:
        return None
    above = Fraction(inner.get(variable, 0)) + 1
    if not above:
        return (Polynomial.of(log) ** 2).scaled(Fraction(1, 2))
    body = Polynomial.of(log).scaled(1 / above) - ONE.scaled(1 / above**2)
    return power(x, above, facts) * body


def _log_of_linear(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """The logarithm of a linear u: (u log u - u)/u'."""
    if len(inner) != 1:
        return None
    ((atom, e),) = inner.items()
    if atom.kind != "log" or e != 1:
        return None
    u: Polynomial = atom.args[0]
    slope, _ = linear_in(u, variable)
    if slope is None or not slope.terms:
        return None
    return (u * Polynomial.of(atom) - u) * reciprocal(slope, facts)


def _derived(inner: Powers, variable: Atom, facts: Facts) -> Polynomial | None:
    """f'(a x + b) for an unknown smooth function f."""
    if len(inner) != 1:
        return None
    ((atom, e),) = inner.items()
    if atom.kind != "apply" or e != 1 or None in range_of(variable):
        return None
    from linebyline.proof.kernel.replace import apply_atom

    function, orders, *arguments = atom.args
    moving = [k for k, p in enumerate(arguments) if variable in p.free]
    if len(moving) != 1 or orders[moving[0]] < 1:
        return None
    slope, _ = linear_in(arguments[moving[0]], variable)
    if slope is None or not slope.terms:
        return None
    lower = tuple(k - (place == moving[0]) for place, k in enumerate(orders))
    whole = Polynomial.of(apply_atom(function, lower, arguments))
    return whole * reciprocal(slope, facts)


_GUESSES: tuple[Guess, ...] = (
    _exponential, _wave, _derived, _power_and_log, _log_of_linear, _arctangent, _chain,
)  # fmt: skip
