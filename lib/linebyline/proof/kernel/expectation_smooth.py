r"""Expectations of unknown smooth functions of normal numbers: by parts, and differentiated.

For normal x with mean m and variance v, and F smooth, wherever both sides have a value:

- Stein: :math:`E[x F(x)] = m E[F(x)] + v E[F'(x)]`. The density w has :math:`v w' = (m - x) w`, and
  F w vanishes at infinity: it has a limit there since :math:`(F w)'` is integrable, and a limit
  other than zero would make x F w not integrable.
- :math:`\frac{\partial}{\partial t} E[F(a(t) x + b(t))] = E[(a' x + b') F'(a x + b)]`: the
  integral of F against a normal density, differentiated by mean and deviation, and then by parts.

Both are used where the random number stands in F only as argument of unknown functions of one
argument, of exponentials, sines and cosines, and in each affinely.
"""

from __future__ import annotations

from linebyline.proof.dependence import has_descendant, parents
from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.expectation_exponential import is_plain
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.moments import parameter
from linebyline.proof.kernel.polynomial import Atom, Exponent, Polynomial, monomial
from linebyline.proof.laws import Gaussian, random_names
from linebyline.proof.symbols import Symbol

Powers = dict[Atom, Exponent]
Names = frozenset[Symbol]


def by_parts(powers: Powers, given: Names, facts: Facts) -> Polynomial | None:
    """Return E[x F] by Stein's lemma, for a normal factor x of the product, or None."""
    from linebyline.proof.kernel.expectation import expectation

    names = Names().union(*(random_names(atom.free) for atom in powers))
    for x, e in powers.items():
        if not is_plain(x, e):
            continue
        name: Symbol = x.args[0]
        law, own = name.law, {a: k for a, k in powers.items() if name in a.free}
        if not isinstance(law, Gaussian) or name.kind == "matrix" or name in given:
            continue
        if has_descendant(name, names | given) or not _is_smooth(own, name):
            continue
        mean, variance = (parameter(p, x, facts) for p in (law.mean, law.variance))
        rest = monomial(1, {**powers, x: e - 1})
        return expectation(mean * rest + variance * derivative(rest, x, facts), facts, given)
    return None


def _is_smooth(powers: Powers, name: Symbol) -> bool:
    """Whether a product has a function in it, and a name stands there plainly or affinely."""
    functions = [(a, e) for a, e in powers.items() if not is_plain(a, e)]
    return bool(functions) and all(_is_smooth_function(a, e, name) for a, e in functions)


def _is_smooth_function(atom: Atom, e: Exponent, name: Symbol) -> bool:
    if not isinstance(e, int) or e < 1:
        return False
    arguments = atom.args[2:] if atom.kind == "apply" else atom.args[:1]
    if atom.kind not in ("apply", "exp", "cosine", "sine") or len(arguments) != 1:
        return False
    (argument,) = arguments
    for m in argument.terms:
        inside = [(a, k) for a, k in m if name in a.free]
        if len(inside) > 1 or any(not is_plain(a, k) or k != 1 for a, k in inside):
            return False
    return True


def derivative_inside(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    """Return the derivative of an unknown expectation by a name that its laws do not mention.

    Raises:
        NotProvable: if a law mentions the variable, or the body is not smooth in normal numbers.
    """
    from linebyline.proof.kernel.expectation import expectation

    (body,), given = atom.args
    names = random_names(body.free).union(given)
    laws = frozenset[object]().union(*(name.law.names for name in names if name.law is not None))
    if variable.args[0] in laws or variable.args[0] in names:
        raise NotProvable("the derivative of an expectation by a name in a law")
    ((powers, _),) = body.terms.items()
    for name in names.difference(given):
        own = {a: e for a, e in powers if name in a.free}
        is_normal = isinstance(name.law, Gaussian) and name.kind != "matrix"
        if not is_normal or parents(name) or not all(
            is_plain(a, e) or _is_smooth_function(a, e, name) for a, e in own.items()
        ):  # fmt: skip
            raise NotProvable("the derivative of an expectation that is not smooth")
    return expectation(derivative(body, variable, facts), facts, frozenset(given))
