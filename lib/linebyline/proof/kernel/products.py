r"""Products with symbolic ends.

The product over k of f g is the product of f times the product of g; what is free of k is raised to
the number of factors. For f(k) other than zero, :math:`\prod_k f(k) = \exp \sum_k \log f(k)` with
any logarithms, so that all rules of sums apply; a factor that may be zero keeps a product of its
own, an atom ``product``.
"""

from __future__ import annotations

from linebyline.proof.kernel.atom_signs import atom_signs
from linebyline.proof.kernel.exponentials import (
    exponential,
    logarithm,
    power_of_atom,
    symbolic_power,
)
from linebyline.proof.kernel.factor import factor, factor_of
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import (
    Atom,
    Exponent,
    Polynomial,
    monomial,
    product,
    rational,
)
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.sum_forms import named_atom
from linebyline.proof.kernel.sums import sum_over, written_out


def prod_over(body: Polynomial, variable: Atom, facts: Facts) -> Polynomial:
    """Return the product over a bound variable, which carries its range.

    Raises:
        Undefined: if the product ends before it begins.
        NotProvable: for a product of zeros.
    """
    first, last = variable.args[1:]
    values = written_out(variable, "product")
    if values is not None:
        return product([replace(body, {variable: value}, facts) for value in values])
    if not body.terms:
        raise NotProvable("a product of zeros, which is 1 where it is empty")
    factored = factor(body)
    count = last - first + 1
    parts = [symbolic_power(Polynomial.number(factored.coefficient), count, facts)]
    for atom, e in factored.powers.items():
        if variable in atom.free:
            parts.append(_of_factor(atom, e, variable, facts))
        else:
            parts.append(power_of_atom(atom, count * rational(e), facts))
    return product(parts)


def _of_factor(atom: Atom, e: Exponent, variable: Atom, facts: Facts) -> Polynomial:
    """The product of the powers of one factor that depends on the variable."""
    if atom.kind == "exp":
        return exponential(sum_over(atom.args[0], variable, facts).scaled(e), facts)
    if atom_signs(atom, facts).is_nonzero:
        with facts.without_conditions():  # any logarithm serves, of a negative number too
            logs = sum_over(logarithm(factor_of(atom), facts), variable, facts)
        return exponential(logs.scaled(e), facts)
    if not isinstance(e, int) or e < 0:
        raise NotProvable("a product of quotients or roots of what may be zero")
    return monomial(1, {named_atom({atom: 1}, (variable,), facts, "product"): e})
