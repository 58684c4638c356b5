"""The signs of single atoms: by their kind, their declaration, and what is assumed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from linebyline.proof.kernel.atom_domains import between, domain_of, later_signs, read_end
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import PI, ZERO, Atom, Polynomial
from linebyline.proof.kernel.sign_sets import Signs

Rule = Callable[[Atom, Facts], Signs]
Fact = tuple[Polynomial, bool]
DOMAIN_KINDS = ("symbol", "entry", "apply")
MATRIX_KINDS = ("word", "trace", "determinant")


def atom_signs(atom: Atom, facts: Facts) -> Signs:
    """Return the signs that an atom may have wherever it has a value."""
    key = ("atom signs", atom)
    if key not in facts.cache:
        result = declared_signs(atom, facts)
        facts.cache[key] = result & _assumed(atom, facts) or Signs.ANY
    return facts.cache[key]  # type: ignore[no-any-return]


def declared_signs(atom: Atom, facts: Facts) -> Signs:
    """Return the signs that an atom may have by its kind and its declaration."""
    key = ("declared signs", atom)
    if key not in facts.cache:
        cuts = facts.cut_short
        result = _RULES.get(atom.kind, _anything)(atom, facts)
        if facts.cut_short != cuts:
            return result
        facts.cache[key] = result
    return facts.cache[key]  # type: ignore[no-any-return]


def _assumed(atom: Atom, facts: Facts) -> Signs:
    """What the assumed inequalities say of an atom alone."""
    known = (*facts.positive, *facts.nonnegative, *facts.nonzero)
    if atom.kind in ("base", "exp", "log") or not any(atom.free & f.free for f in known):
        return Signs.ANY
    from linebyline.proof.kernel.signs import signs_from_assumptions

    return signs_from_assumptions(atom, facts)


def _anything(_: Atom, __: Facts) -> Signs:
    return Signs.ANY


def _by_domain(atom: Atom, facts: Facts) -> Signs:
    domain = domain_of(atom)
    if domain is None:
        return _derivative_signs(atom, facts)
    if not domain.is_real:
        return Signs.NONZERO if domain.without_zero else Signs.ANY
    if atom.kind == "apply" and not _real_arguments(atom, facts):
        return Signs.ANY
    result = Signs.REAL
    if domain.low is not None:
        result &= _above(later_signs(read_end(domain.low, facts), facts), domain.low_closed)
    if domain.high is not None:
        result &= _below(later_signs(read_end(domain.high, facts), facts), domain.high_closed)
    if domain.without_zero:
        result &= Signs.NONZERO
    span = atom.args[0].span if atom.kind == "symbol" else None
    if span is not None:
        result &= _above(later_signs(read_end(span[0], facts), facts), True)
        result &= _below(later_signs(read_end(span[1], facts), facts), True)
    return result or Signs.ANY


def _derivative_signs(atom: Atom, facts: Facts) -> Signs:
    """Derivatives of real functions are real; f'' >= 0 for a convex f, f'' <= 0 for a concave."""
    if not (atom.args[0].domain.is_real and _real_arguments(atom, facts)):
        return Signs.ANY
    if atom.args[1] == (2,):
        shape = atom.args[0].properties
        return (
            Signs.NONNEGATIVE
            if "convex" in shape
            else (Signs.NONPOSITIVE if "concave" in shape else Signs.REAL)
        )
    return Signs.REAL


def _real_arguments(atom: Atom, facts: Facts) -> bool:
    return all(later_signs(p, facts).is_real for p in atom.args[2:])


def _above(end: Signs, is_closed: bool) -> Signs:
    """The signs of a number above an end of the given signs."""
    if end.is_positive or (end.is_nonnegative and not is_closed):
        return Signs.POSITIVE
    return Signs.NONNEGATIVE if end.is_nonnegative else Signs.REAL


def _below(end: Signs, is_closed: bool) -> Signs:
    if end.is_negative or (end.is_nonpositive and not is_closed):
        return Signs.NEGATIVE
    return Signs.NONPOSITIVE if end.is_nonpositive else Signs.REAL


def _bound(atom: Atom, facts: Facts) -> Signs:
    first, last = (later_signs(end, facts) for end in atom.args[1:])
    return _above(first, True) & _below(last, True) or Signs.REAL


def _exponential(atom: Atom, facts: Facts) -> Signs:
    """An exponential is positive on the reals, and nowhere zero."""
    return Signs.POSITIVE if later_signs(atom.args[0], facts).is_real else Signs.NONZERO


def _logarithm(atom: Atom, facts: Facts) -> Signs:
    """For t > 0, log t has the sign of t - 1."""
    if not later_signs(atom.args[0], facts).is_positive:
        return Signs.ANY
    return later_signs(atom.args[0] - 1, facts) & Signs.REAL


def _absolute(atom: Atom, facts: Facts) -> Signs:
    return Signs.POSITIVE if later_signs(atom.args[0], facts).is_nonzero else Signs.NONNEGATIVE


def _sum(atom: Atom, facts: Facts) -> Signs:
    r"""A sum has the sign of its terms if it ends no earlier than one before its beginning.

    Without that, the empty sum extended by :math:`\sum_1^{-1} f = -f(0)` may have the other sign;
    it is positive only if it has a term.
    """
    body, variables, ends = atom.args[:3]
    inner = later_signs(body, facts)
    result = Signs.REAL if inner.is_real else Signs.ANY
    lengths = [later_signs(last - first + 1, facts) for first, last in ends]
    if not all(length.is_nonnegative for length in lengths) or not variables:
        return result
    has_terms = all(length.is_positive for length in lengths)
    if inner.is_nonnegative:
        return Signs.POSITIVE if inner.is_positive and has_terms else Signs.NONNEGATIVE
    if inner.is_nonpositive:
        return Signs.NEGATIVE if inner.is_negative and has_terms else Signs.NONPOSITIVE
    return result


def _product(atom: Atom, facts: Facts) -> Signs:
    """A product of real numbers is real, of nonnegative ones nonnegative."""
    inner = later_signs(atom.args[0], facts)
    if inner.is_nonnegative:
        return Signs.NONNEGATIVE
    return Signs.REAL if inner.is_real else Signs.ANY


def _extremum(atom: Atom, facts: Facts) -> Signs:
    """One of its terms, which are real."""
    return later_signs(atom.args[0], facts) & Signs.REAL or Signs.REAL


def _whole_power(atom: Atom, facts: Facts) -> Signs:
    """b^n for an integer n, or for b >= 0 and a real n."""
    base = later_signs(atom.args[0], facts)
    if base.is_positive:
        return Signs.POSITIVE
    if base.is_nonnegative:
        return Signs.POSITIVE if base.is_nonzero else Signs.NONNEGATIVE
    result = Signs.REAL if base.is_real else Signs.ANY
    return result & Signs.NONZERO if base.is_nonzero else result


def _sine(atom: Atom, facts: Facts) -> Signs:
    """On (0, pi) sin > 0, on (-pi, 0) sin < 0."""
    t = atom.args[0]
    if not later_signs(t, facts).is_real:
        return Signs.ANY
    above = between(t, ZERO, PI, facts)
    below = between(t, -PI, ZERO, facts)
    return _window(above, Signs.POSITIVE) & _window(below, Signs.NEGATIVE) or Signs.REAL


def _cosine(atom: Atom, facts: Facts) -> Signs:
    """On (-pi/2, pi/2) cos > 0, on (pi/2, 3 pi/2) cos < 0."""
    t = atom.args[0]
    if not later_signs(t, facts).is_real:
        return Signs.ANY
    half = PI.scaled(Fraction(1, 2))
    above = between(t, -half, half, facts)
    below = between(t, half, 3 * half, facts)
    return _window(above, Signs.POSITIVE) & _window(below, Signs.NEGATIVE) or Signs.REAL


def _window(inside: bool | None, signs: Signs) -> Signs:
    if inside is None:
        return Signs.REAL
    return signs if inside else signs | Signs.ZERO


def _call(atom: Atom, facts: Facts) -> Signs:
    name, *arguments = atom.args
    inner = [later_signs(p, facts) for p in arguments]
    if name in ("arctan", "erf"):  # odd and increasing
        return inner[0] & Signs.REAL if inner[0].is_real else Signs.ANY
    if name == "floor":
        return Signs.REAL if inner[0].is_real else Signs.ANY
    if name == "gamma":
        return Signs.POSITIVE if inner[0].is_positive else Signs.ANY
    if name in ("arcsin", "arccos"):
        return _inverse_of_sine(name, arguments[0], inner[0], facts)
    if name == "sign":
        return inner[0] & Signs.REAL if inner[0].is_real else Signs.ANY
    if name == "pow":  # principal power of a positive real
        return Signs.POSITIVE if inner[0].is_positive and inner[1].is_real else Signs.ANY
    return Signs.ANY


def _inverse_of_sine(name: str, x: Polynomial, inner: Signs, facts: Facts) -> Signs:
    """Real on [-1, 1]; arcsin has the sign of x there, arccos is >= 0."""
    if not (later_signs(1 - x, facts).is_nonnegative and later_signs(1 + x, facts).is_nonnegative):
        return Signs.ANY
    if name == "arcsin":
        return inner & Signs.REAL
    return Signs.POSITIVE if later_signs(1 - x, facts).is_positive else Signs.NONNEGATIVE


def _matrix(atom: Atom, facts: Facts) -> Signs:
    from linebyline.proof.kernel.matrix_read import signs_of_atom

    return signs_of_atom(atom, facts)


def _expectation(atom: Atom, facts: Facts) -> Signs:
    from linebyline.proof.kernel.expectation_unknown import signs_of_expectation

    return signs_of_expectation(atom, facts)


def _dummy(atom: Atom, facts: Facts) -> Signs:
    from linebyline.proof.kernel.dummies import signs_of_dummy

    return signs_of_dummy(atom, facts)


def _integral(atom: Atom, facts: Facts) -> Signs:
    from linebyline.proof.kernel.integrals import signs_of_integral

    return signs_of_integral(atom, facts)


def _constantly(signs: Signs) -> Rule:
    return lambda _, __: signs


_RULES: dict[str, Rule] = {
    **dict.fromkeys(DOMAIN_KINDS, _by_domain),
    **dict.fromkeys(MATRIX_KINDS, _matrix),
    **dict.fromkeys(("prime", "pi"), _constantly(Signs.POSITIVE)),
    "imaginary": _constantly(Signs.OTHER),
    "moment": _constantly(Signs.REAL), "expect": _expectation,
    **dict.fromkeys(("delta", "less", "step", "point"), _constantly(Signs.NONNEGATIVE)),
    "parity": _constantly(Signs.NONZERO_REAL),
    "base": lambda atom, facts: later_signs(atom.args[0], facts),
    "bound": _bound, "dummy": _dummy, "integral": _integral,
    "exp": _exponential, "log": _logarithm, "absolute": _absolute,
    "sum": _sum, "product": _product, "extremum": _extremum,
    "power": _whole_power, "sine": _sine, "cosine": _cosine, "call": _call,
}  # fmt: skip
