"""Which side conditions of a proof the assumptions give, and which are left to be shown."""

from __future__ import annotations

from linebyline.proof.kernel.facts import Condition, Facts, NotProvable
from linebyline.proof.kernel.inequality import why_nonnegative
from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.signs import signs


def open_conditions(facts: Facts) -> list[Condition]:
    """The side conditions that the assumptions do not give.

    Raises:
        NotProvable: if one is meant for every value of a bound variable, which a shown condition
            cannot say.
    """
    left = [c for c in facts.conditions.values() if not is_given(c, facts)]
    if any(isinstance(name, Atom) for c in left for name in c.what.free):
        raise NotProvable("a side condition for every value of an index")
    return left


def is_given(condition: Condition, facts: Facts) -> bool:
    """Whether a side condition follows from the assumptions."""
    if condition.kind == "finite":
        from linebyline.proof.kernel.integral_hints import is_assumed_finite

        return is_assumed_finite(condition.what, facts)
    known = signs(condition.what, facts)
    if known.is_positive or (condition.kind == "nonzero" and known.is_nonzero):
        return True
    if condition.kind == "nonzero":
        # what is shown as positive is not zero, nor is its opposite
        keys = (condition.what.key, (-condition.what).key)
        if any(("positive", key) in facts.conditions for key in keys):
            return True
    sides = [condition.what, -condition.what] if condition.kind == "nonzero" else [condition.what]
    return any(_is_shown_positive(side, facts) for side in sides)


def _is_shown_positive(p: Polynomial, facts: Facts) -> bool:
    """Whether p > 0 is shown without any side condition: one must not vouch for another."""
    with facts.without_conditions():
        facts.conditions = {}
        return why_nonnegative(p, True, facts) is not None and not facts.conditions
