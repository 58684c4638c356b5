r"""Reads sets of optima: ``\arg\max_\theta f(\theta)``, ``\operatorname{argmin}_{a, b} f(a, b)``.

The objective reaches to the end of the side, for nothing can be added to a set.
"""

from __future__ import annotations

from linebyline.proof.optima import OPS
from linebyline.proof.reader.grammar import Parser
from linebyline.proof.reader.syntax import Node
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr

WORDS = frozenset(OPS)


def arg(parser: Parser) -> Node:
    r"""``\arg\max`` and ``\arg\min``."""
    at = parser.at
    parser.take()
    if parser.peek() not in (r"\max", r"\min"):
        parser.refuse(r"write \arg\max_x or \arg\min_x", at)
    return optimum_named(parser, "arg" + parser.take().removeprefix("\\"), at)


def plain_optimum(parser: Parser) -> Node:
    """``argmax_x f(x)``."""
    at = parser.at
    return optimum_named(parser, parser.take(), at)


def optimum_named(parser: Parser, op: str, at: int) -> Node:
    """The variables and the objective behind the name of an optimum."""
    if parser.peek() != "_":
        parser.refuse(rf"over what is it taken? Write \{op[:3]}\{op[3:]}_x", at)
    variables = parser.variables()
    return Node(op, (parser.formula(),), variables, at)


def is_misplaced(sides: tuple[Expr, Expr], sign: str) -> bool:
    """Whether a set of optima stands where a number should, or beside one."""
    whole = [side.op in OPS for side in sides]
    inside = any(n.op in OPS for side in sides for path, n in walk(side) if path)
    return inside or whole[0] != whole[1] or (whole[0] and sign != "=")
