r"""What an author may tell the kernel: how a line is to be proved.

A hint is never believed. It names an argument, whose parts the kernel proves.

>>> from linebyline.proof.symbols import Symbol
>>> from linebyline.proof.tree import symbol
>>> Induction(Symbol("n")).base
1
"""

from __future__ import annotations

from dataclasses import dataclass

from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, to_expr


@dataclass(frozen=True, slots=True)
class Induction:
    r"""Prove the line for ``base``, then for n + 1 from n.

    Attributes:
        size: the integer n.
        base: the first value; the line is proved from there on, so n must be declared or assumed
            to be at least that.
        multiplier: for inequalities, what the hypothesis is multiplied by before it is used; a
            formula that is at least zero.
    """

    size: Symbol
    base: int = 1
    multiplier: Expr | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    r"""The difference of the two sides equals a formula that is plainly nonnegative.

    Attributes:
        expr: built from ``log_gap``, ``exp_gap``, even powers, and sums and products of such and
            of what has a known sign.
    """

    expr: Expr


@dataclass(frozen=True, slots=True)
class ConvexMinimum:
    r"""The difference of the sides is convex in a variable, and its least value is not negative.

    Attributes:
        variable: real, its domain an interval.
        at: where the derivative vanishes.
    """

    variable: Symbol
    at: Expr


@dataclass(frozen=True, slots=True)
class Monotone:
    r"""The difference of the sides is zero or more at ``start`` and grows from there on.

    Attributes:
        variable: known to be at least ``start``.
        start: where the difference, and each derivative that is looked at, is zero or more.
    """

    variable: Symbol
    start: Expr


@dataclass(frozen=True, slots=True)
class Substitution:
    r"""The integral over one variable equals one over another, with x = formula of u.

    Attributes:
        variable: the variable x of an integral on the left.
        new: the variable u of an integral on the right.
        formula: x as a formula of u, increasing or decreasing over the range of u.
    """

    variable: Symbol
    new: Symbol
    formula: Expr


@dataclass(frozen=True, slots=True)
class ByParts:
    r"""The sides differ by the integral of (u v)', which is u v between the ends.

    Attributes:
        variable: the variable of integration.
        first: u.
        second: v.
    """

    variable: Symbol
    first: Expr
    second: Expr


def log_gap(t: object) -> Expr:
    r"""Return t - 1 - log t, which is at least zero for t > 0."""
    return Expr("gap", (to_expr(t),), "log")


def exp_gap(t: object) -> Expr:
    r"""Return e^t - 1 - t, which is at least zero for real t."""
    return Expr("gap", (to_expr(t),), "exp")
