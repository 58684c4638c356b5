"""Integrals as nodes of a formula, between two limits."""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.symbols import Symbol
from linebyline.proof.tex_pieces import script
from linebyline.proof.tree import Expr, ShapeError


def integral(body: Expr, variable: Symbol, low: Expr, high: Expr) -> Expr:
    """The integral of ``body`` over ``variable`` from ``low`` to ``high``, which may be infinite.

    It has a value where it converges absolutely, as a Lebesgue integral; integrals in each other
    where the integral over all their variables does. From b to a it is minus that from a to b.
    """
    for part in (body, low, high):
        if part.shape is not None:
            raise ShapeError("an integral takes numbers, got a matrix")
    return Expr("integral", (body, low, high), variable)


def integral_tex(expr: Expr, write: Callable[[Expr], str]) -> str:
    """Return an integral in TeX; its differential closes it."""
    body, low, high = (write(part) for part in expr.args)
    limits = script("_", low) + script("^", high)
    return rf"\int{limits} {body} \, \mathrm{{d}}{expr.data.tex}"
