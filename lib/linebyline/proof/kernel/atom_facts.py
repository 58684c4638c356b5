"""Inequalities that hold for single atoms: by their domains, and by the lemmas of their kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linebyline.proof.kernel.atom_domains import between, domain_of, later_signs, read_end
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import ONE, PI, ZERO, Atom, Polynomial
from linebyline.proof.symbols import Domain

Fact = tuple[Polynomial, bool]  # a polynomial, and whether it is > 0 or only >= 0


def atom_size(atom: Atom, facts: Facts) -> bool | None:
    """``None`` if the absolute value may exceed 1, else whether it is certainly less than 1."""
    if atom.kind in ("sine", "cosine"):
        return False if later_signs(atom.args[0], facts).is_real else None
    if atom.kind in ("delta", "less", "step", "point", "parity"):
        return False
    if atom.kind == "call" and atom.name.startswith("erf("):
        return True if later_signs(atom.args[1], facts).is_real else None
    if atom.kind == "exp":
        argument = later_signs(atom.args[0], facts)
        return argument.is_negative if argument.is_nonpositive else None
    domain = domain_of(atom)
    if atom.kind == "entry" and "probabilities" in atom.args[0].properties:
        return False
    if domain is not None and domain.is_real and domain.low is not None and domain.high is not None:
        high_gap = ONE - read_end(domain.high, facts)
        low_gap = ONE + read_end(domain.low, facts)
        at_most = all(later_signs(gap, facts).is_nonnegative for gap in (high_gap, low_gap))
        is_open = not (domain.low_closed or domain.high_closed)
        return is_open if at_most else None
    return None


def known_of(atom: Atom, facts: Facts) -> Iterator[tuple[Polynomial, bool]]:
    """Inequalities that hold for an atom: polynomials, and whether they are > 0 or only >= 0."""
    value = Polynomial.of(atom)
    rule = _KNOWN.get(atom.kind)
    if rule is not None:
        yield from rule(atom, value, facts)
    domain = domain_of(atom)
    if domain is not None:
        yield from _of_domain(value, domain, facts)


def _known_of_range(atom: Atom, value: Polynomial, _: Facts) -> Iterator[Fact]:
    yield value - atom.args[1], False
    yield atom.args[2] - value, False


def _known_of_dummy(atom: Atom, value: Polynomial, facts: Facts) -> Iterator[Fact]:
    from linebyline.proof.kernel.dummies import known_of_dummy

    yield from known_of_dummy(atom, value, facts)


def _known_of_entry(atom: Atom, value: Polynomial, _: Facts) -> Iterator[Fact]:
    """Positive numbers that sum to one are at most one each."""
    if "probabilities" in atom.args[0].properties:
        yield ONE - value, False


def _known_of_symbol(atom: Atom, value: Polynomial, facts: Facts) -> Iterator[Fact]:
    span = atom.args[0].span
    if span is not None:
        yield value - read_end(span[0], facts), False
        yield read_end(span[1], facts) - value, False


def _known_of_circle(atom: Atom, value: Polynomial, facts: Facts) -> Iterator[Fact]:
    """-1 <= sin, cos <= 1; cos t < 1 for 0 < t < 2 pi, cos t > -1 for -pi < t < pi."""
    t = atom.args[0]
    if not later_signs(t, facts).is_real:
        return
    is_cosine = atom.kind == "cosine"
    yield ONE - value, is_cosine and bool(between(t, ZERO, 2 * PI, facts))
    yield ONE + value, is_cosine and bool(between(t, -PI, PI, facts))


def _known_of_pi(_: Atom, value: Polynomial, __: Facts) -> Iterator[Fact]:
    yield 7 * value - 21, True
    yield 22 - 7 * value, True


def _known_of_absolute(atom: Atom, value: Polynomial, facts: Facts) -> Iterator[Fact]:
    """-|q| <= q <= |q|."""
    yield value - atom.args[0], False
    yield value + atom.args[0], False


def _known_of_log(atom: Atom, value: Polynomial, facts: Facts) -> Iterator[Fact]:
    """Tangents: log t <= t - 1 and log t <= t/e for t > 0, so log t = -log 1/t >= 1 - 1/t."""
    t = atom.args[0]
    if later_signs(t, facts).is_positive:
        yield t - 1 - value, False
        yield t * Polynomial.of(Atom("exp", args=(ONE,)), -1) - value, False
        if t.single is not None:
            from linebyline.proof.kernel.powers import power

            yield value - 1 + power(t, -1, facts), False


def _known_of_exp(atom: Atom, value: Polynomial, facts: Facts) -> Iterator[Fact]:
    """e^t >= 1 + t for real t, by the tangent at 0."""
    if later_signs(atom.args[0], facts).is_real:
        yield value - 1 - atom.args[0], False


def _of_domain(
    value: Polynomial, domain: Domain, facts: Facts
) -> Iterator[tuple[Polynomial, bool]]:
    if not domain.is_real:
        return
    if domain.low is not None:
        yield value - read_end(domain.low, facts), not domain.low_closed
    if domain.high is not None:
        yield read_end(domain.high, facts) - value, not domain.high_closed


_KNOWN: dict[str, Callable[[Atom, Polynomial, Facts], Iterator[Fact]]] = {
    "bound": _known_of_range, "dummy": _known_of_dummy,
    "symbol": _known_of_symbol, "sine": _known_of_circle,
    "cosine": _known_of_circle, "pi": _known_of_pi, "absolute": _known_of_absolute,
    "entry": _known_of_entry, "log": _known_of_log, "exp": _known_of_exp,
    **dict.fromkeys(("less", "step", "point"), lambda _, value, __: iter([(ONE - value, False)])),
}  # fmt: skip
