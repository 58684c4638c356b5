"""Constructions of numbers only, from syntax to formulas: cases, sets of optima, limits."""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.optima import optimum
from linebyline.proof.reader.limits import build_limit, build_order, infinity
from linebyline.proof.reader.piecewise import build_cases, build_indicator
from linebyline.proof.reader.syntax import Node
from linebyline.proof.tables import average, probability
from linebyline.proof.traversal import symbols_in
from linebyline.proof.tree import Expr, ShapeError

Scalar = Callable[[Node], Expr]


def _optimum(node: Node, scalar: Scalar) -> Expr:
    return optimum(node.op, scalar(node.args[0]), node.data)  # type: ignore[arg-type]


def _probability(node: Node, scalar: Scalar) -> Expr:
    table, left, given = node.data
    values = [scalar(value) for value in node.args]
    for value in values:
        for name in symbols_in(value):
            if not name.domain.is_integer:
                raise ShapeError(f"a value of a law is a whole number; {name.tex} is not one")
    return probability(table, left, given, *values)


def _average(node: Node, scalar: Scalar) -> Expr:
    """The expectation over a law of a table, as the sum that it is."""
    return average(*(scalar(part) for part in node.args))


OF_NUMBERS: dict[str, Callable[[Node, Scalar], Expr]] = {
    "probability": _probability, "average": _average,
    "argmax": _optimum, "argmin": _optimum, "cases": build_cases, "indicator": build_indicator,
    "limit": build_limit, "order": build_order, "infinity": infinity,
}  # fmt: skip
