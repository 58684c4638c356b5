r"""Integrals as people write them: ``\int_0^1 f(x) \, \mathrm{d}x``, or ``\int(f(x), x, 0, 1)``.

The integrand ends at the differential of its variable, so it needs no parentheses. Without limits
the integral runs over the declared domain of its variable; a limit may be ``\infty``.
"""

from __future__ import annotations

from collections.abc import Sequence

from linebyline.proof.reader.grammar import Parser
from linebyline.proof.reader.lexer import Token
from linebyline.proof.reader.syntax import Node
from linebyline.proof.symbols import Symbol

_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
_INFINITE = {(r"\infty",): 1, ("+", r"\infty"): 1, ("-", r"\infty"): -1}


def integral(parser: Parser) -> Node:
    r"""``\int_a^b f \, \mathrm{d}x``; nested integrals end with their differentials inside out."""
    at = parser.at
    parser.take()
    low, high = _limits(parser)
    end = _differential(parser, at)
    if end == parser.position:
        parser.refuse("the differential stands behind the integrand: \\int f(x) \\, \\mathrm{d}x")
    inner = type(parser)(
        parser.text, parser.tokens[:end], parser.names, parser.forms, plain=parser.plain
    )
    inner.position, inner.level = parser.position, parser.level
    body = inner.formula()
    if inner.position < end:
        inner.refuse(f"{inner.peek()!r} is not expected in an integrand")
    parser.position = end + _length_of_d(parser.tokens, end)
    variable = variable_of_integral(parser)
    return Node("integral", (body, *_ends(parser, variable, low, high, at)), variable, at)


def plain_integral(parser: Parser) -> Node:
    """``int(f(x), x, 0, oo)``, or ``int(f(x), x)`` over the declared domain."""
    at = parser.at
    parser.take()
    parser.need("(", "behind int")
    body = parser.formula()
    parser.need(",", "behind the integrand")
    variable = variable_of_integral(parser)
    ends: list[Node] = []
    while parser.accept(","):
        ends.append(_plain_end(parser))
    parser.need(")")
    if len(ends) not in (0, 2):
        parser.refuse("an integral is written int(f(x), x, a, b), or int(f(x), x)", at)
    low, high = ends or (None, None)
    return Node("integral", (body, *_ends(parser, variable, low, high, at)), variable, at)


def variable_of_integral(parser: Parser) -> Symbol:
    """The declared real number over which is integrated."""
    found = parser.names.longest(parser.tokens, parser.position)
    if found is None:
        parser.refuse(f"{parser.peek()!r} is not declared; declared are {parser.names.listed()}")
    declared, behind = found
    real = declared.kind == "scalar" and declared.domain.base == "real" and declared.law is None
    if not real:
        parser.refuse(f"one integrates over a declared real number; {declared.tex} is none")
    parser.position = behind
    return declared


def _limits(parser: Parser) -> tuple[Node | None, Node | None]:
    ends: dict[str, Node] = {}
    while parser.peek() in ("_", "^"):
        mark = parser.take()
        if mark in ends:
            parser.refuse("an integral has one lower and one upper limit")
        ends[mark] = _end(parser)
    if len(ends) == 1:
        parser.refuse("write both limits, \\int_a^b, or none for the whole domain of the variable")
    return ends.get("_"), ends.get("^")


def _end(parser: Parser) -> Node:
    at, start = parser.at, parser.position
    braces = parser.accept("{")
    for tokens, sign in _INFINITE.items():
        here = tuple(parser.peek(k) for k in range(len(tokens)))
        if here == tokens and (not braces or parser.peek(len(tokens)) == "}"):
            parser.position += len(tokens) + braces
            return _infinity(sign, at)
    parser.position = start
    return parser.group()


def _plain_end(parser: Parser) -> Node:
    at, sign = parser.at, -1 if parser.peek() == "-" else 1
    ahead = int(parser.peek() in ("+", "-"))
    if parser.peek(ahead) == "oo":
        parser.position += ahead + 1
        return _infinity(sign, at)
    return parser.formula()


def _infinity(sign: int, at: int) -> Node:
    return Node("infinity", (), sign, at)


def _ends(
    parser: Parser, variable: Symbol, low: Node | None, high: Node | None, at: int
) -> tuple[Node, Node]:
    """The limits as written, else the ends of the domain of the variable."""
    if low is None or high is None:
        domain = variable.domain
        low = Node("formula", (), domain.low, at) if domain.low is not None else _infinity(-1, at)
        high = Node("formula", (), domain.high, at) if domain.high is not None else _infinity(1, at)
    return low, high


def _differential(parser: Parser, at: int) -> int:
    """The place of the d that belongs to the integral whose sign was just read."""
    depth, signs = 0, 1
    for place in range(parser.position, len(parser.tokens)):
        text = parser.tokens[place].text
        depth += (text in _OPENING) - (text in _CLOSING)
        if depth < 0:
            break
        if depth or text not in (r"\int", "d", r"\mathrm"):
            continue
        signs += text == r"\int"
        signs -= _is_differential(parser, place)
        if not signs:
            return place
    if "d" in parser.names:
        parser.refuse("the differential is missing; as d is declared, write \\mathrm{d}x", at)
    parser.refuse(
        "the differential is missing: write \\int f(x) \\, \\mathrm{d}x, not inside a fraction", at
    )


def _is_differential(parser: Parser, place: int) -> bool:
    length = _length_of_d(parser.tokens, place)
    plain = length == 1 and "d" in parser.names
    before = parser.tokens[place - 1].text if place else ""
    if not length or plain or (length == 1 and before == r"\mathrm"):
        return False
    return parser.names.longest(parser.tokens, place + length) is not None


def _length_of_d(tokens: Sequence[Token], place: int) -> int:
    """The number of tokens of a d, upright or not; 0 for anything else."""
    texts = [token.text for token in tokens[place : place + 2]]
    return 2 if texts == [r"\mathrm", "d"] else int(texts[:1] == ["d"])
