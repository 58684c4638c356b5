r"""Known functions other than powers, exponentials, logarithms, sine and cosine.

Most are written in terms of those: max(a, b) = (a + b + |a - b|)/2 for real a and b,
sinh x = (e^x - e^{-x})/2, the sigmoid 1/(1 + e^{-x}). The rest become atoms, with the laws below.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb, factorial, floor

from linebyline.proof.kernel.atom_domains import is_integer
from linebyline.proof.kernel.exponentials import exponential, logarithm
from linebyline.proof.kernel.facts import Facts, NotProvable, Undefined
from linebyline.proof.kernel.polynomial import (
    ONE,
    PI,
    ZERO,
    Atom,
    Polynomial,
    product,
    rational,
    to_fraction,
)
from linebyline.proof.kernel.powers import absolute, reciprocal, square_root
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import is_nonnegative, is_positive, is_real, signs
from linebyline.proof.kernel.trigonometry import cosine, sine, tangent

HALF = rational(Fraction(1, 2))
LARGEST_SHIFT = 40
_HALF_PI = PI.scaled(HALF)


def call(name: str, arguments: list[Polynomial], facts: Facts) -> Polynomial:
    """Return the value of a known function, in normal form."""
    rule = _RULES.get(name)
    if rule is not None and len(arguments) == 1:
        return rule(arguments[0], facts)
    if name in ("max", "min"):
        result = arguments[0]
        for other in arguments[1:]:
            result = _larger(result, other, 1 if name == "max" else -1, facts)
        return result
    if name == "binomial":
        return _binomial(arguments[0], arguments[1], facts)
    return opaque(name, *arguments)


def opaque(name: str, *arguments: Polynomial) -> Polynomial:
    """The value of a function as an atom: equal arguments give equal values."""
    keys = ";".join([p.key for p in arguments])
    free = frozenset().union(*[p.free for p in arguments])
    return Polynomial.of(Atom("call", f"{name}({keys})", (name, *arguments), free))


def _larger(a: Polynomial, b: Polynomial, side: int, facts: Facts) -> Polynomial:
    """Return max = (a + b + |a - b|)/2, or min with a minus sign; only the reals are ordered."""
    if not (is_real(a, facts) and is_real(b, facts)):
        raise NotProvable("max and min compare real numbers")
    return (a + b + absolute(a - b, facts) * side).scaled(HALF)


def _relu(x: Polynomial, facts: Facts) -> Polynomial:
    return _larger(x, ZERO, 1, facts)


def _sign(x: Polynomial, facts: Facts) -> Polynomial:
    """Return sign x, which is x/|x| for real x other than zero."""
    known = signs(x, facts)
    if not known.is_real:
        raise NotProvable("only real numbers have a sign")
    if known.is_positive:
        return ONE
    if known.is_negative:
        return -ONE
    if known == Signs.ZERO:
        return ZERO
    if not known.is_nonzero:
        return opaque("sign", x)
    return x * reciprocal(absolute(x, facts), facts)


def _hyperbolic(name: str) -> Callable[[Polynomial, Facts], Polynomial]:
    def rule(x: Polynomial, facts: Facts) -> Polynomial:
        up, down = exponential(x, facts), exponential(-x, facts)
        if name == "sinh":
            return (up - down).scaled(HALF)
        if name == "cosh":
            return (up + down).scaled(HALF)
        return (up - down) * reciprocal(up + down, facts)

    return rule


def _sigmoid(x: Polynomial, facts: Facts) -> Polynomial:
    return reciprocal(ONE + exponential(-x, facts), facts)


def _softplus(x: Polynomial, facts: Facts) -> Polynomial:
    return logarithm(ONE + exponential(x, facts), facts)


def _odd(name: str, at_one: Polynomial | None) -> Callable[[Polynomial, Facts], Polynomial]:
    """An odd function f(-x) = -f(x), with f(0) = 0 and perhaps a known f(1)."""

    def rule(x: Polynomial, facts: Facts) -> Polynomial:
        if not x.terms:
            return ZERO
        turned = _leads_negative(x)
        inside = -x if turned else x
        value = at_one if at_one is not None and inside == ONE else _undo(name, inside, facts)
        return -value if turned else value

    return rule


def _leads_negative(x: Polynomial) -> bool:
    return str(x.terms[min(x.terms, key=lambda m: [(a.key, e) for a, e in m])]).startswith("-")


def _undo(name: str, x: Polynomial, facts: Facts) -> Polynomial:
    """arcsin(sin t) = t for t in [-pi/2, pi/2]; else an atom."""
    atom = x.single_atom
    if name == "arcsin" and atom is not None and atom.kind == "sine":
        t: Polynomial = atom.args[0]
        if is_nonnegative(t + _HALF_PI, facts) and is_nonnegative(_HALF_PI - t, facts):
            return t
    return opaque(name, x)


def _arccos(x: Polynomial, facts: Facts) -> Polynomial:
    """arccos(-x) = pi - arccos x; arccos(cos t) = t for t in [0, pi]."""
    if not x.terms:
        return _HALF_PI
    if x == ONE:
        return ZERO
    if _leads_negative(x):
        return PI - _arccos(-x, facts)
    atom = x.single_atom
    if atom is not None and atom.kind == "cosine":
        t: Polynomial = atom.args[0]
        if is_nonnegative(t, facts) and is_nonnegative(PI - t, facts):
            return t
    return opaque("arccos", x)


def _floor(x: Polynomial, facts: Facts) -> Polynomial:
    """floor(x + n) = floor(x) + n for an integer n."""
    if is_integer(x, facts):
        return x
    whole = Polynomial({m: c for m, c in x.terms.items() if is_integer(Polynomial({m: c}), facts)})
    rest = x - whole
    c = rest.constant
    shift = floor(to_fraction(rest.terms.get((), rational(0))))
    if c is not None:
        return whole + shift
    return whole + shift + opaque("floor", rest - shift)


def _gamma(x: Polynomial, facts: Facts) -> Polynomial:
    """Gamma(x + k) = (x + k - 1) ... x Gamma(x) for a whole k, with x + k between 1 and 2 or so.

    Where the argument is shifted upward, Gamma(x) = Gamma(x + 1)/x divides by what is not zero
    wherever Gamma(x) has a value, so no condition is due.
    """
    value = x.constant
    if value is not None and value.q == 1 and 0 < value <= LARGEST_SHIFT:
        return Polynomial.number(factorial(int(value) - 1))
    _refuse_poles(x, facts)
    if value == HALF:
        return square_root(PI, facts)
    shift = floor(to_fraction(x.terms.get((), rational(0)))) - (0 if value == HALF * 3 else 1)
    if abs(shift) > LARGEST_SHIFT or shift == 0 or (value is not None and value.q == 1):
        return opaque("gamma", x)
    rest = x - shift
    tail = _gamma(rest, facts) if value is not None else opaque("gamma", rest)
    if shift > 0:
        return product(rest + k for k in range(shift)) * tail
    with facts.without_conditions():
        return tail * reciprocal(product(rest - k for k in range(1, -shift + 1)), facts)


def _refuse_poles(x: Polynomial, facts: Facts) -> None:
    """Record x > 0 where x might be 0, -1, -2 ..., at which the gamma function has no value.

    This is more than its value needs: it is what the rules here are shown for.

    Raises:
        Undefined: for such a number.
    """
    value = x.constant
    if value is not None and value.q == 1 and value <= 0:
        raise Undefined("a pole of the gamma function")
    if value is None and not is_positive(x, facts):
        with facts.cautiously():
            facts.require("positive", x)


def _factorial(n: Polynomial, facts: Facts) -> Polynomial:
    """Return n! = Gamma(n + 1) for an integer n; for other numbers nothing is claimed."""
    value = n.constant
    if value is not None:
        if value.q == 1 and 0 <= value <= LARGEST_SHIFT:
            return Polynomial.number(factorial(int(value)))
        raise NotProvable("the factorial of a number that is not whole, or large")
    if not is_integer(n, facts):
        raise NotProvable("the factorial of what is not known to be an integer")
    if not is_nonnegative(n, facts):
        facts.require("positive", n + 1)
    return _gamma(n + 1, facts)


def _binomial(n: Polynomial, k: Polynomial, facts: Facts) -> Polynomial:
    """C(n, k) = n! / (k! (n - k)!) for integers 0 <= k <= n; small constants k multiply out."""
    fixed = k.constant
    if fixed is not None and fixed.q == 1 and 0 <= fixed <= LARGEST_SHIFT:
        count = int(fixed)
        if n.constant is not None and n.constant.q == 1 and n.constant >= 0:
            return Polynomial.number(comb(int(n.constant), count))
        falling = product(n - j for j in range(count))
        return falling.scaled(Fraction(1, factorial(count)))
    inside = is_nonnegative(k, facts) and is_nonnegative(n - k, facts)
    if inside and is_integer(n, facts) and is_integer(k, facts):
        below = _factorial(k, facts) * _factorial(n - k, facts)
        return _factorial(n, facts) * reciprocal(below, facts)
    return opaque("binomial", n, k)


_RULES: dict[str, Callable[[Polynomial, Facts], Polynomial]] = {
    "exp": exponential, "log": logarithm, "sqrt": square_root, "abs": absolute,
    "sin": sine, "cos": cosine, "tan": tangent, "sinh": _hyperbolic("sinh"),
    "cosh": _hyperbolic("cosh"), "tanh": _hyperbolic("tanh"), "sigmoid": _sigmoid,
    "softplus": _softplus, "relu": _relu, "sign": _sign, "floor": _floor, "gamma": _gamma,
    "factorial": _factorial, "arccos": _arccos, "arcsin": _odd("arcsin", _HALF_PI),
    "arctan": _odd("arctan", _HALF_PI.scaled(HALF)), "erf": _odd("erf", None),
}  # fmt: skip
