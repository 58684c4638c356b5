r"""The derivative of an integral by a parameter or a limit (Leibniz).

.. math:: \frac{d}{d\theta} \int_a^b f(x, \theta) dx
    = f(b, \theta) b' - f(a, \theta) a' + \int_a^b \frac{\partial f}{\partial \theta} dx

This holds if the range is finite and f and its derivative are continuous on the closed range, ends
included. It holds too where f is a product of regular densities and of what is free of the
parameter: that is what regular means. Anything else is not differentiated.
"""

from __future__ import annotations

from linebyline.proof.densities import REGULAR
from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.dummies import new_dummy, range_of
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.integrals import integral_over, open_integral
from linebyline.proof.kernel.limits_at_ends import is_continuous, is_continuous_at
from linebyline.proof.kernel.polynomial import ZERO, Atom, Polynomial
from linebyline.proof.kernel.replace import replace


def derivative_of_integral(atom: Atom, parameter: Atom, facts: Facts) -> Polynomial:
    """Return the derivative of an opaque integral.

    Raises:
        NotProvable: if it is not known that it may be taken under the integral sign.
    """
    body, variables = open_integral(atom, facts)
    if len(variables) != 1:
        raise NotProvable("the derivative of an integral over several variables")
    (variable,) = variables
    low, high = range_of(variable)
    inside = derivative(body, parameter, facts)
    finite = low is not None and high is not None
    smooth = finite and all(is_continuous(p, variable, facts) for p in (body, inside))
    if not smooth and not _is_regular(body, parameter):
        raise NotProvable("a derivative under the integral sign that may not be allowed")
    result = integral_over(inside, variable, facts) if inside.terms else ZERO
    for end, sign in ((high, 1), (low, -1)):
        moved = derivative(end, parameter, facts) if end is not None else ZERO
        if moved.terms and end is not None:
            there = new_dummy((end, end), facts, closed=True)
            if not (smooth or is_continuous_at(body, variable, there, facts)):
                raise NotProvable("an integrand that may jump at a limit")
            result = result + sign * moved * replace(body, {variable: end}, facts)
    return result


def _is_regular(body: Polynomial, parameter: Atom) -> bool:
    """Whether each term depends on the parameter through one regular density only."""
    name = parameter.args[0]
    for m in body.terms:
        moving = [(a, e) for a, e in m if name in a.free]
        for atom, e in moving:
            declared = atom.kind == "apply" and e == 1 and len(moving) == 1
            if not declared or REGULAR not in atom.args[0].properties:
                return False
    return True
