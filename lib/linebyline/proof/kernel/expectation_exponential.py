r"""Exponentials that are linear in a normal number, times its powers.

For x with mean m and variance v, :math:`E[x^k e^{s x}] = e^{m s + v s^2/2} E[(x + v s)^k]`: the
density of N(m, v) times :math:`e^{s x}` is that factor times the density of N(m + v s, v), by
completing the square. The slope s may be any number that is not random.
"""

from __future__ import annotations

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.moments import parameter
from linebyline.proof.kernel.polynomial import (
    Atom,
    Exponent,
    Polynomial,
    monomial,
    rational,
    total,
)
from linebyline.proof.laws import Gaussian, random_names

Powers = dict[Atom, Exponent]


def tilted(powers: Powers, facts: Facts) -> Polynomial | None:
    """Return E[x^k e^{s x}] for a normal number x, or None for what is not of this form."""
    from linebyline.proof.kernel.expectation import expectation
    from linebyline.proof.kernel.exponentials import exponential

    plain = {a: e for a, e in powers.items() if is_plain(a, e)}
    turned = {a: e for a, e in powers.items() if a not in plain}
    numbers = {*plain, *(x for a in turned for x in _random_factors(a))}
    if len(numbers) != 1:
        return None
    (x,) = numbers
    law = x.args[0].law if is_plain(x, 1) else None
    if not isinstance(law, Gaussian) or x.args[0].kind == "matrix":
        return None
    slope = total([_slope(a, x) * rational(e) for a, e in turned.items()])
    if random_names(slope.free) or any(len(_random_factors(a)) != 1 for a in turned):
        return None
    mean, variance = (parameter(formula, x, facts) for formula in (law.mean, law.variance))
    moved = (Polynomial.of(x) + variance * slope) ** int(plain.get(x, 0))
    growth = mean * slope + variance * slope * slope * (rational(1) / 2)
    return exponential(growth, facts) * expectation(moved, facts)


def _random_factors(atom: Atom) -> list[Atom]:
    """The random factors of the argument of an exponential, with repetition by their powers."""
    if atom.kind != "exp":
        return []
    ((m, _),) = atom.args[0].terms.items()
    return [a for a, e in m if random_names(a.free) for _ in range(1 if e == 1 else 2)]


def _slope(atom: Atom, x: Atom) -> Polynomial:
    """The coefficient of x in the argument of an exponential."""
    ((m, c),) = atom.args[0].terms.items()
    return monomial(c, {a: e for a, e in m if a is not x})


def is_plain(atom: Atom, e: Exponent) -> bool:
    """Whether a factor is a whole power of a random number, its indices not random."""
    if atom.kind not in ("symbol", "entry") or not isinstance(e, int) or e < 1:
        return False
    return not any(random_names(index.free) for index in atom.args[1:] if atom.kind == "entry")
