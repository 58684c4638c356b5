r"""Reads limits and remainders.

``\lim_{n \to \infty} a_n``, ``\lim_{x \to 0^+} f(x)``, ``O(x^3)``, and
``O((x - a)^2) \text{ as } x \to a``; in plain notation ``lim(x, 0, f)``. What a limit is taken
of reaches as far as that of a sum.
"""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.limits import limit, order, usual_point, without_orders
from linebyline.proof.reader.grammar import Parser
from linebyline.proof.reader.syntax import Node
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr, ShapeError, constant, neg

TO = r"\rightarrow"
Scalar = Callable[[Node], Expr]


def read_limit(parser: Parser) -> Node:
    r"""``\lim`` with its index and what it is taken of."""
    at = parser.at
    parser.take()
    parser.need("_", r"(where the limit is taken: \lim_{x \to 0})")
    if not parser.accept("{"):
        parser.refuse(r"towards which point? Write \lim_{x \to 0}")
    variable, point, side = _approach(parser)
    parser.need("}")
    return Node("limit", (parser.term(), point), (variable, side), at)


def plain_limit(parser: Parser) -> Node:
    """``lim(x, 0, f)``, ``lim(n, oo, a)``."""
    at = parser.at
    parser.take()
    parser.need("(", "behind lim")
    variable = _variable(parser)
    parser.need(",", "behind the variable")
    with parser.delimited(")"):
        point = _point(parser)
        parser.need(",", "behind the point")
        body = parser.formula()
    return Node("limit", (body, point), (variable, 0), at)


def read_order(parser: Parser) -> Node:
    r"""``O(x^3)``, perhaps with ``\text{ as } x \to 0`` behind it."""
    at = parser.at
    parser.take()
    return _order_behind(parser, at)


def read_calligraphic(parser: Parser) -> Node:
    r"""``\mathcal{O}(x^3)``; any other letter is a name."""
    at = parser.at
    if [parser.peek(1), parser.peek(2)] != ["O", "("]:
        return parser.without_font()
    parser.position += 2
    return _order_behind(parser, at)


def _order_behind(parser: Parser, at: int) -> Node:
    parser.need("(", "behind O: the size of the remainder")
    with parser.delimited(")"):
        size = parser.formula()
    if parser.peek() != r"\text" or [parser.peek(k) for k in (2, 3)] != ["a", "s"]:
        return Node("order", (size,), None, at)
    parser.take()
    parser.braced()
    variable, point, side = _approach(parser)
    if side:
        parser.refuse("a remainder is meant for both sides of the point", at)
    return Node("order", (size, point), variable, at)


def _approach(parser: Parser) -> tuple[Symbol, Node, int]:
    variable = _variable(parser)
    parser.need(TO, r"(\to, towards the point)")
    point = _point(parser)
    side = 0
    if parser.peek() == "^" and parser.peek(1) in ("+", "-"):
        parser.take()
        side = 1 if parser.take() == "+" else -1
    elif parser.peek() == "^" and [parser.peek(k) for k in (1, 3)] == ["{", "}"]:
        parser.position += 2
        side = 1 if parser.take() == "+" else -1
        parser.take()
    return variable, point, side


def _variable(parser: Parser) -> Symbol:
    found = parser.names.longest(parser.tokens, parser.position)
    if found is None:
        parser.refuse(f"{parser.peek()!r} is not declared; declared are {parser.names.listed()}")
    parser.position = found[1]
    return found[0]


def _point(parser: Parser) -> Node:
    at, start = parser.at, parser.position
    sign = parser.take() if parser.peek() in ("+", "-") else ""
    if parser.accept(r"\infty", "oo"):
        return Node("infinity", (), -1 if sign == "-" else 1, at)
    parser.position = start
    if parser.peek() in ("(", r"\frac") or sign:
        return parser.formula()
    return parser.primary()


def infinity(node: Node, _: Scalar) -> Expr:
    """Plus or minus infinity."""
    endless = constant("oo")
    return endless if node.data > 0 else neg(endless)


def build_limit(node: Node, scalar: Scalar) -> Expr:
    """The formula for a limit."""
    variable, side = node.data
    body, point = (scalar(part) for part in node.args)
    return limit(body, variable, point, side)


def build_order(node: Node, scalar: Scalar) -> Expr:
    """The formula for a remainder; without a point, the usual one."""
    if node.data is not None:
        return order(scalar(node.args[0]), node.data, scalar(node.args[1]))
    size = scalar(node.args[0])
    usual = usual_point(size)
    if usual is None:
        raise ShapeError(r"as what tends where? Write O(...) \text{ as } x \to 0")
    return order(size, *usual)


def misplaced_infinity(sides: tuple[Expr, Expr]) -> bool:
    """Whether infinity stands otherwise than as the whole value of a limit."""
    for side in sides:
        for path, node in walk(side):
            if node.op == "constant" and node.data == "oo" and not _may_be_infinite(side, path):
                return True
    return False


def _may_be_infinite(side: Expr, path: tuple[int, ...]) -> bool:
    is_whole = not path or (path == (0,) and side.op == "neg")
    return is_whole or _is_end(side, path)


def _is_end(side: Expr, path: tuple[int, ...]) -> bool:
    parents = [side]
    for step in path[:-1]:
        parents.append(parents[-1].args[step])
    holder, place = (parents[-2], path[-2]) if parents[-1].op == "neg" else (parents[-1], path[-1])
    return holder.op in ENDED and place > 0


ENDED = ("limit", "limit_above", "limit_below", "order", "sum", "integral")


def misplaced_order(sides: tuple[Expr, Expr], sign: str) -> bool:
    """Whether a remainder is no term of a side, or stands on the left alone."""
    left, right = (without_orders(side) for side in sides)
    inside = any(n.op == "order" for rest, _ in (left, right) for _, n in walk(rest))
    return inside or (bool(left[1]) and not right[1]) or (bool(right[1]) and sign != "=")
