"""Gradients and Hessians: the nabla of a number by a column or a matrix, and what it stands for."""

from __future__ import annotations

from linebyline.proof.tree import Expr, ShapeError, diff, number, transpose


def nabla(body: Expr, variable: Expr, order: int) -> Expr:
    """The gradient (order 1) or the Hessian (order 2) of a number by a column or a matrix."""
    shape = variable.shape
    if variable.op != "symbol" or shape is None or body.shape is not None:
        raise ShapeError("a gradient is that of a number by a column or a matrix, both named")
    if order == 2 and shape[1] != number(1):
        raise ShapeError(f"a Hessian is taken by a column, got shape {shape!r}")
    return Expr("nabla", (body, variable), order, shape if order == 1 else (shape[0], shape[0]))


def as_derivatives(expr: Expr) -> Expr:
    """A gradient or a Hessian as partial derivatives, which is what it means."""
    body, variable = expr.args
    return diff(body if expr.data == 1 else diff(body, transpose(variable)), variable)
