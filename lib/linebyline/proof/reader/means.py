r"""Expectations, variances and covariances: what they are of, and the names that are given.

``\mathbb{E}[x \mid y, z]`` may be written with one plain bar, where no absolute value stands beside
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linebyline.proof.reader.lexer import Token
from linebyline.proof.reader.syntax import Node
from linebyline.proof.symbols import Symbol

if TYPE_CHECKING:
    from linebyline.proof.reader.grammar import Parser

GIVEN = r"\mid"
_OPENING = frozenset({"(", "[", "{", r"\{", r"\lvert", r"\lVert", r"\lfloor", r"\langle"})
_CLOSING = frozenset({")", "]", "}", r"\}", r"\rvert", r"\rVert", r"\rfloor", r"\rangle"})


def mean(parser: Parser, name: str, closer: str, at: int) -> Node:
    """Read what stands between the brackets of E, Var or Cov, the first of them already read."""
    settle_bar(parser)
    parser.closers.append(closer)
    outside, parser.summed = parser.summed, ()
    args = [parser.formula()]
    while parser.accept(",", ";"):
        args.append(parser.formula())
    given = _given(parser) if parser.accept(GIVEN) else ()
    parser.closers.pop()
    parser.summed = outside
    parser.need(closer)
    return Node(name, tuple(args), given, at)


def _given(parser: Parser) -> tuple[Symbol, ...]:
    names: list[Symbol] = []
    while True:
        found = parser.names.longest(parser.tokens, parser.position)
        if found is None:
            parser.refuse(f"a declared random name is given here, got {parser.peek()!r}")
        name, behind = found
        if name.law is None:
            parser.refuse(f"only random names are given, and {name.tex} is not declared as one")
        parser.position = behind
        if parser.peek() in ("_", "="):
            parser.refuse(
                f"what is given is a whole name: write {GIVEN} {name.tex}, and its value outside"
            )
        names.append(name)
        if not parser.accept(","):
            return tuple(names)


def settle_bar(parser: Parser) -> None:
    """Read the only plain bar between the brackets as the sign for what is given."""
    depth, bars = 0, []
    for place in range(parser.position, len(parser.tokens)):
        token = parser.tokens[place].text
        if token in _CLOSING:
            depth -= 1
        if depth < 0:
            break
        depth += token in _OPENING
        if token == "|" and depth == 0:
            bars.append(place)
    if len(bars) % 2 == 0:
        return
    if len(bars) > 1:
        parser.refuse(rf"which bar separates what is given? Write {GIVEN}")
    tokens = list(parser.tokens)
    tokens[bars[0]] = Token(GIVEN, tokens[bars[0]].at)
    parser.tokens = tokens
