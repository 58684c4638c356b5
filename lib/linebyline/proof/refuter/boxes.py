"""Real functions with kinks and jumps at complex boxes, as the integrals of Arb need them.

On either side of its kink such a function is analytic, and that branch is what a box away from
the kink is given; a box around it has an enclosure, but no analytic function.
"""

from __future__ import annotations

from flint import acb

from linebyline.proof.refuter.numbers import Number


class Boxes:
    """What is asked of a function at a complex box.

    Attributes:
        analytic: ``None`` outside of integrals; ``True`` if the function must be analytic on the
            box, else it has no finite value there; ``False`` if an enclosure is enough.
    """

    analytic: bool | None = None


def is_box(number: Number) -> bool:
    """Whether a number is a box on which an integral asks for a function of the real line."""
    return Boxes.analytic is not None and type(number) is acb


def absolute_on_box(box: acb) -> acb:
    """The absolute value of the real function on a box."""
    return box.real_abs(analytic=bool(Boxes.analytic))


def sign_on_box(box: acb) -> acb:
    """The sign of the real function on a box."""
    return box.real_sgn(analytic=bool(Boxes.analytic))


def larger_on_box(first: Number, second: Number) -> acb:
    """The larger of two real functions on a box."""
    return acb(first).real_max(acb(second), analytic=bool(Boxes.analytic))
