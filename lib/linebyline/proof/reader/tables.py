r"""Probabilities out of declared tables: ``p(x, z)``, ``p(x \mid z)``, ``p(z = k \mid x)``.

A name stands for its own value; another value is written behind ``=``. The expectation over such a
law is ``\mathbb{E}_{q(z \mid x)}[...]``, also written ``\mathbb{E}_{z \sim q(z \mid x)}[...]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linebyline.proof.reader.means import GIVEN, settle_bar
from linebyline.proof.reader.syntax import Node
from linebyline.proof.symbols import Symbol

if TYPE_CHECKING:
    from linebyline.proof.reader.grammar import Parser


def probability(parser: Parser, table: Symbol, at: int) -> Node:
    """Read the parentheses behind the name of a table."""
    parser.need("(", f"({table.tex} is a law: write {table.tex}(...) with the names it is of)")
    settle_bar(parser)
    parser.closers.append(")")
    outside, parser.summed = parser.summed, ()
    values = [_value(parser, table)]
    while parser.accept(","):
        values.append(_value(parser, table))
    left = len(values)
    if parser.accept(GIVEN):
        values.append(_value(parser, table))
        while parser.accept(","):
            values.append(_value(parser, table))
    parser.closers.pop()
    parser.summed = outside
    parser.need(")")
    places = tuple(place for place, _ in values)
    if len(set(places)) < len(places):
        parser.refuse("a name stands twice in this law", at)
    return Node("probability", tuple(node for _, node in values),
                (table, places[:left], places[left:]), at)  # fmt: skip


def _value(parser: Parser, table: Symbol) -> tuple[int, Node]:
    """A name of the table and its value."""
    at, found = parser.at, parser.names.longest(parser.tokens, parser.position)
    axes = table.table.axes if table.table is not None else ()
    if found is None or found[0] not in axes:
        names = ", ".join(axis.tex for axis in axes)
        shown = found[0].tex if found is not None else parser.peek()
        parser.refuse(f"{table.tex} is a law of {names}, not of {shown}; a value is written "
                      f"{axes[0].tex} = {shown}")  # fmt: skip
    name, parser.position = found
    node = parser.formula() if parser.accept("=") else Node("name", (), name, at)
    return axes.index(name), node


def is_law_below(parser: Parser) -> bool:
    """Whether the index at hand holds a declared table."""
    start = parser.position
    if parser.peek() != "_" or parser.peek(1) != "{":
        return False
    parser.take()
    parser.braced()
    inside, parser.position = range(start, parser.position), start
    found = (parser.names.longest(parser.tokens, place) for place in inside)
    return any(name is not None and name[0].table is not None for name in found)


def law_below(parser: Parser, at: int) -> Node:
    """Read the law in the index of an expectation."""
    parser.need("_")
    parser.need("{", "(the law that the expectation is over)")
    named = parser.names.longest(parser.tokens, parser.position)
    if named is not None and parser.tokens[named[1]].text == r"\sim":
        parser.position = named[1] + 1
    found = parser.names.longest(parser.tokens, parser.position)
    if found is None or found[0].table is None:
        parser.refuse("an expectation is over a declared table: write \\mathbb{E}_{q(z)}[...]")
    table, parser.position = found
    law = probability(parser, table, at)
    parser.need("}")
    if any(node.op != "name" for node in law.args[: len(law.data[1])]):
        parser.refuse("the expectation is over names: write no values before the bar", at)
    return law
