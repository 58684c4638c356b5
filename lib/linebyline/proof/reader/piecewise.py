r"""Reads formulas by cases, and indicators.

``\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}``, ``\mathbb{1}[0 \le x < 1]``, and in
plain notation ``piecewise(x, x > 0, 0, otherwise)``, ``indicator(x > 0)``.
"""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.piecewise import COMPARISONS, Condition, Row, cases, indicator
from linebyline.proof.reader.grammar import Parser
from linebyline.proof.reader.syntax import SIGNS, Node
from linebyline.proof.relation import Relation
from linebyline.proof.tree import Expr

_OTHERWISE = frozenset({"otherwise", "else", "sonst"})
_AND = frozenset({r"\land", r"\wedge", ","})


def read_cases(parser: Parser, at: int) -> Node:
    r"""The rows behind ``\begin{cases}``, up to its end."""
    rows: list[Node] = []
    while True:
        value = parser.formula()
        parser.need("&", "before the condition of the row")
        rows.append(Node("row", (value, *_condition(parser)), at=value.at))
        if not parser.accept(r"\\") or parser.peek() == r"\end":
            break
    parser.need(r"\end")
    if parser.braced() != "{cases}":
        parser.refuse(r"the rows end with \end{cases}", at)
    return _rows(parser, rows, at)


def _rows(parser: Parser, rows: list[Node], at: int) -> Node:
    for row in rows[:-1]:
        if len(row.args) == 1:
            parser.refuse("only the last row is for all other cases", row.at)
    if len(rows[-1].args) == 1 and len(rows) == 1:
        parser.refuse("a formula by cases needs a row with a condition", at)
    return Node("cases", tuple(rows), at=at)


def is_condition_next(parser: Parser) -> bool:
    r"""Whether a comparison in brackets follows: ``\mathbb{1}_n`` is a column of ones."""
    ahead = int(parser.peek() == "_")
    if parser.peek(ahead) not in _CLOSER:
        return False
    depth = 0
    while parser.peek(ahead):
        token = parser.peek(ahead)
        depth += (token in _CLOSER) - (token in _CLOSER.values())
        if depth == 0:
            return False
        if SIGNS.get(token) in COMPARISONS:
            return True
        ahead += 1
    return False


def read_indicator(parser: Parser, at: int) -> Node:
    r"""What stands behind ``\mathbb{1}``: a condition in brackets, or in its index."""
    is_index = parser.accept("_")
    opening = parser.peek()
    if opening not in (("{",) if is_index else ("[", "(", r"\{")):
        parser.refuse(r"an indicator is written \mathbb{1}[x > 0]", at)
    parser.take()
    inner = is_index and parser.accept(r"\{")
    with parser.delimited(_CLOSER[opening]):
        found = _comparisons(parser)
        if inner:
            parser.need(r"\}")
    return Node("indicator", found, at=at)


def _condition(parser: Parser) -> tuple[Node, ...]:
    """Comparisons, or none for all other cases; words such as "if" are read over."""
    while parser.peek() in (r"\text", r"\mathrm", r"\textrm", r"\operatorname"):
        parser.take()
        word = parser.braced().strip("{} ,")
        if word in _OTHERWISE:
            return ()
        if word not in ("if", "for", "when", "where"):
            parser.refuse(f"a condition is a comparison or \\text{{otherwise}}, got {word!r}")
    return _comparisons(parser)


def _comparisons(parser: Parser) -> tuple[Node, ...]:
    found: list[Node] = []
    left = parser.formula()
    while True:
        token = parser.peek()
        if SIGNS.get(token) not in COMPARISONS:
            if not found:
                parser.refuse("a condition is a comparison such as x > 0")
            if not _and(parser):
                return tuple(found)
            left = parser.formula()
            continue
        at = parser.at
        parser.take()
        right = parser.formula()
        found.append(Node("comparison", (left, right), SIGNS[token], at))
        left = right


def _and(parser: Parser) -> bool:
    if parser.peek() == r"\text" and parser.peek(1) == "{" and parser.peek(2) == "a":
        parser.take()
        return parser.braced().strip("{} ") == "and"
    return parser.accept(*_AND)


def plain_cases(parser: Parser) -> Node:
    """``piecewise(x, x > 0, 0, otherwise)``."""
    at = parser.at
    parser.take()
    parser.need("(", "behind piecewise")
    rows: list[Node] = []
    with parser.delimited(")"):
        while True:
            value = parser.formula()
            parser.need(",", "before the condition")
            if parser.accept("otherwise"):
                rows.append(Node("row", (value,), at=value.at))
                break
            rows.append(Node("row", (value, _comparison(parser)), at=value.at))
            if not parser.accept(","):
                break
    return _rows(parser, rows, at)


def plain_indicator(parser: Parser) -> Node:
    """``indicator(x > 0)``."""
    at = parser.at
    parser.take()
    return read_indicator(parser, at)


def _comparison(parser: Parser) -> Node:
    left = parser.formula()
    token, at = parser.peek(), parser.at
    if SIGNS.get(token) not in COMPARISONS:
        parser.refuse("a condition is a comparison such as x > 0")
    parser.take()
    return Node("comparison", (left, parser.formula()), SIGNS[token], at)


def build_cases(node: Node, scalar: Callable[[Node], Expr]) -> Expr:
    """The formula for a piece of syntax with rows."""
    rows: list[Row] = []
    for row in node.args:
        value, *comparisons = row.args
        rows.append((scalar(value), _built(tuple(comparisons), scalar)))
    return cases(rows)


def build_indicator(node: Node, scalar: Callable[[Node], Expr]) -> Expr:
    """The formula for an indicator."""
    return indicator(_built(node.args, scalar))


def _built(comparisons: tuple[Node, ...], scalar: Callable[[Node], Expr]) -> Condition:
    return tuple(
        Relation(node.data, scalar(node.args[0]), scalar(node.args[1])) for node in comparisons
    )


_CLOSER = {"(": ")", "[": "]", "{": "}", r"\{": r"\}"}
