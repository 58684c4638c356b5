r"""Largest and smallest terms over an index: ``\max_i x_i``, ``\min_{j=1}^{m} y_j``."""

from __future__ import annotations

from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, ShapeError

EXTREMA = {"max": "maximum", "min": "minimum"}


def extremum_over(op: str, body: Expr, index: Symbol, first: Expr, last: Expr) -> Expr:
    """The largest (``maximum``) or smallest (``minimum``) of ``body`` over the index."""
    if op not in EXTREMA.values():
        raise ValueError(f"an extremum is a maximum or a minimum, got {op!r}")
    if body.shape is not None:
        raise ShapeError("only numbers are compared")
    return Expr(op, (body, first, last), index)
