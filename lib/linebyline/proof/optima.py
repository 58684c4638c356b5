r"""Sets of maximisers and minimisers: ``\arg\max_\theta f``.

They stand for the set of all values of the variables, in their domain and under the assumptions,
at which f, a real number there, is largest or smallest. The set may be empty or have many members.
The only thing to be said of two such sets is that they are equal.
"""

from __future__ import annotations

from typing import Literal

from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, ShapeError

OPS = ("argmax", "argmin")


def optimum(op: Literal["argmax", "argmin"], body: Expr, variables: tuple[Symbol, ...]) -> Expr:
    """Return the set of the values of the variables at which the body is largest or smallest."""
    if body.shape is not None:
        raise ShapeError("an objective is a number")
    if not variables:
        raise ValueError("an optimum needs its variables: over what is it taken?")
    return Expr(op, (body,), variables)
