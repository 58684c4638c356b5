r"""The variables of integrals: real numbers between two ends, with the range as part of the name.

An integral does not see single points, so a variable lies strictly between its ends, except where
a rule asks about the closed range. Which end is the lower one need not be known: from b to a is
minus from a to b, and the variable lies between the two all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from linebyline.proof.kernel.atom_domains import later_signs
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.polynomial import ZERO, Atom, Polynomial, monomial
from linebyline.proof.kernel.sign_sets import Signs

End = Polynomial | None  # None for an infinite end, minus infinity below and infinity above
Range = tuple[End, End]


def dummy(name: str, ends: Range, *, closed: bool = False) -> Atom:
    """The variable of an integral between two ends; ``closed`` if it may be at an end itself."""
    low, high = ("oo" if end is None else end.key for end in ends)
    full = f"{name}:{low}..{high}{']' if closed else ''}"
    atom = Atom("dummy", full, (name, *ends, closed), ())
    if not atom.free:
        atom.free = frozenset({atom})
    return atom


def new_dummy(ends: Range, facts: Facts, *, closed: bool = False) -> Atom:
    """A variable that occurs nowhere else."""
    facts.fresh += 1
    return dummy(f"#{facts.fresh}", ends, closed=closed)


def range_of(variable: Atom) -> Range:
    """The ends of a variable's range."""
    low, high = variable.args[1:3]
    return low, high


def ends_free(ends: Range) -> frozenset[object]:
    """What the ends of a range depend on."""
    return frozenset().union(*[end.free for end in ends if end is not None])


def is_ordered(ends: Range, facts: Facts) -> Signs:
    """The signs of high - low."""
    low, high = ends
    return Signs.POSITIVE if low is None or high is None else later_signs(high - low, facts)


def signs_of_dummy(atom: Atom, facts: Facts) -> Signs:
    """Between two ends of one sign, a number has it; strictly between them it is not zero."""
    low, high = range_of(atom)
    below, above = (None if end is None else later_signs(end, facts) for end in (low, high))
    closed = atom.args[3]
    if below is not None and below.is_nonnegative and (above is None or above.is_nonnegative):
        strict = not closed or (below.is_positive and (above is None or above.is_positive))
        return Signs.POSITIVE if strict else Signs.NONNEGATIVE
    if above is not None and above.is_nonpositive and (below is None or below.is_nonpositive):
        strict = not closed or (above.is_negative and (below is None or below.is_negative))
        return Signs.NEGATIVE if strict else Signs.NONPOSITIVE
    return Signs.REAL


def known_of_dummy(
    atom: Atom, value: Polynomial, facts: Facts
) -> Iterator[tuple[Polynomial, bool]]:
    """Between the ends, where their order is known: low < x < high, or <= in a closed range."""
    low, high = range_of(atom)
    order = is_ordered((low, high), facts)
    strict = not atom.args[3]
    if order.is_nonpositive and low is not None and high is not None:
        low, high = high, low
    elif not order.is_nonnegative:
        return
    if low is not None:
        yield value - low, strict
    if high is not None:
        yield high - value, strict


def linear_in(p: Polynomial, variable: Atom) -> tuple[Polynomial | None, Polynomial | None]:
    """Return slope and shift of a polynomial that is linear in a variable."""
    slope, shift = ZERO, ZERO
    for m, c in p.terms.items():
        powers = dict(m)
        e = powers.pop(variable, 0)
        rest = monomial(c, powers)
        if e not in (0, 1) or variable in rest.free:
            return None, None
        slope, shift = (slope + rest, shift) if e else (slope, shift + rest)
    return slope, shift
