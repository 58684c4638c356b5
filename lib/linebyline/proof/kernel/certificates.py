r"""Inequalities with a certificate: a formula that is plainly at least zero.

The lemmas behind the gaps: f(t) = t - 1 - log t has f(1) = 0, f'(t) = 1 - 1/t, so it falls before
t = 1 and rises behind; and e^t - 1 - t is the same with log replaced by its inverse.
"""

from __future__ import annotations

from linebyline.proof.kernel.equality import why_zero
from linebyline.proof.kernel.expectation_unknown import refuse_known_values
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.hints import Certificate
from linebyline.proof.kernel.polynomial import Polynomial
from linebyline.proof.kernel.read import Names, read
from linebyline.proof.kernel.signs import is_real, signs
from linebyline.proof.limits import infinite
from linebyline.proof.traversal import rebuild
from linebyline.proof.tree import Expr, add, call, neg, number, power, transpose


def by_certificate(p: Polynomial, is_strict: bool, facts: Facts, hint: Certificate) -> str | None:
    """Return how p is seen to equal a formula that is at least zero, or ``None``."""
    if is_strict or not is_plainly_nonnegative(hint.expr, facts, {}):
        return None
    if why_zero(p - read(opened(hint.expr), facts), facts) is None:
        return None
    return "certificate, with log t <= t - 1" if _has_gap(hint.expr) else "certificate"


def by_structure(big: Expr, small: Expr, facts: Facts) -> str | None:
    """Return how big >= small is plain from the way it is written: what is added is no less than 0.

    Terms that both sides have are struck out first.
    """
    above, below = _terms(big), _terms(small)
    for term in list(below):
        if term in above:
            above.remove(term)
            below.remove(term)
    added = [*above, *(neg_of(term) for term in below)]
    if all(is_plainly_nonnegative(term, facts, {}) for term in added):
        return "squares and positive terms, as written"
    return None


def _terms(expr: Expr) -> list[Expr]:
    return [t for arg in expr.args for t in _terms(arg)] if expr.op == "add" else [expr]


def neg_of(term: Expr) -> Expr:
    """Minus a term, without a second minus sign before a first."""
    return term.args[0] if term.op == "neg" else neg(term)


def opened(expr: Expr) -> Expr:
    """Return a certificate with its gaps written out."""
    args = tuple(opened(arg) for arg in expr.args)
    if expr.op == "gap":
        (t,) = args
        if expr.data == "log":
            return add(t, neg(number(1)), neg(call("log", t)))
        return add(call("exp", t), neg(number(1)), neg(t))
    return rebuild(expr, args)


def is_plainly_nonnegative(expr: Expr, facts: Facts, names: Names) -> bool:
    """Whether a formula is at least zero by the way it is built."""
    args = expr.args
    match expr.op:
        case "gap":
            known = signs(read(args[0], facts, names), facts)
            return known.is_positive if expr.data == "log" else known.is_real
        case "add" | "mul" if all(is_plainly_nonnegative(arg, facts, names) for arg in args):
            return True
        case "div" if is_plainly_nonnegative(args[0], facts, names):
            return signs(read(args[1], facts, names), facts).is_positive
        case "pow" if _is_even(args[1]) and is_plainly_nonnegative(args[0], facts, names):
            return True
        case "norm":
            return _is_real_matrix(args[0], facts, names)
        case "mul" | "trace" if (squared := _squared(expr)) is not None:
            return _is_real_matrix(squared, facts, names)
        case "pow" if _is_even(args[1]):
            return signs(read(args[0], facts, names), facts).is_real
        case "variance" if expr.shape is None:
            return _of_mean(power(args[0], number(2)), facts, names)
        case "expect":
            return _of_mean(args[0], facts, names)
        case "sum":
            ends = [read(end, facts, names) for end in args[1:]]
            inside = {**names, expr.data: Polynomial.of(facts.new_variable(*ends))}
            return is_plainly_nonnegative(args[0], facts, inside)
        case "integral":
            return _is_plain_integral(expr, facts, names)
        case _ if _has_gap(expr):
            return False
    return signs(read(expr, facts, names), facts).is_nonnegative


def _squared(expr: Expr) -> Expr | None:
    """The real matrix A in x^T x or tr(A^T A), a sum of squares of its entries."""
    inner = expr.args[0] if expr.op == "trace" else expr
    if inner.op != "mul" or len(inner.args) != 2 or expr.shape is not None:
        return None
    turned, straight = inner.args
    is_pair = straight.shape is not None and turned == transpose(straight)
    return straight if is_pair else None


def _is_real_matrix(expr: Expr, facts: Facts, names: Names) -> bool:
    from linebyline.proof.kernel.matrix_read import read_matrix

    try:
        matrix = read_matrix(expr, facts, names)
    except NotProvable:
        return False
    return all(is_real(c, facts) for c in matrix.terms.values())


def _of_mean(body: Expr, facts: Facts, names: Names) -> bool:
    """Whether a formula is at least zero for all values of its random names, and so its mean."""
    refuse_known_values(facts)
    return is_plainly_nonnegative(body, facts, names)


def _is_plain_integral(expr: Expr, facts: Facts, names: Names) -> bool:
    """Whether an integral goes upward over what is plainly at least zero."""
    from linebyline.proof.kernel.dummies import is_ordered, new_dummy

    body, *limits = expr.args
    low, high = (None if infinite(end) else read(end, facts, names) for end in limits)
    upward = infinite(limits[0]) <= 0 <= infinite(limits[1])
    if not upward or not is_ordered((low, high), facts).is_nonnegative:
        return False
    inside = {**names, expr.data: Polynomial.of(new_dummy((low, high), facts))}
    return is_plainly_nonnegative(body, facts, inside)


def _is_even(exponent: Expr) -> bool:
    return exponent.op == "number" and exponent.data.denominator == 1 and exponent.data % 2 == 0


def _has_gap(expr: Expr) -> bool:
    return expr.op == "gap" or any(_has_gap(arg) for arg in expr.args)
