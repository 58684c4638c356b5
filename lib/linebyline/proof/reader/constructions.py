"""Constructions of numbers only, from syntax to formulas: cases, indicators, sets of optima."""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.optima import optimum
from linebyline.proof.reader.piecewise import build_cases, build_indicator
from linebyline.proof.reader.syntax import Node
from linebyline.proof.tree import Expr

Scalar = Callable[[Node], Expr]


def _optimum(node: Node, scalar: Scalar) -> Expr:
    return optimum(node.op, scalar(node.args[0]), node.data)  # type: ignore[arg-type]


OF_NUMBERS: dict[str, Callable[[Node, Scalar], Expr]] = {
    "argmax": _optimum, "argmin": _optimum, "cases": build_cases, "indicator": build_indicator,
}  # fmt: skip
