r"""Reads formulas, relations and whole derivations from TeX as people write it.

Only declared names and the forms listed in ``forms`` are read; what is ambiguous is refused with
the choices. Nothing is evaluated, so a text can do nothing but become a formula or an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

from linebyline.proof.reader.elaboration import Elaborator
from linebyline.proof.reader.forms import FORMS
from linebyline.proof.reader.grammar import Parser
from linebyline.proof.reader.lexer import NameTable, Token, lex
from linebyline.proof.reader.limits import misplaced_infinity, misplaced_order
from linebyline.proof.reader.named_functions import Form
from linebyline.proof.reader.optima import is_misplaced
from linebyline.proof.reader.syntax import LOEWNER, SIGNS, Node
from linebyline.proof.relation import UP_TO, Relation, Sign
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr
from linebyline.proof.verdict import LineError

_Read = TypeVar("_Read")
JOINS = frozenset({r"\Rightarrow", r"\Leftrightarrow"})


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One line of a derivation as it was read.

    Attributes:
        sign: the sign at its head.
        target: the formula behind the sign, or the relation behind an implication.
        wrt: the variables that the sign is about.
        reason: what stands behind ``::``.
        hint: the bracketed word at the end of the reason.
        source: the text.
    """

    sign: Sign
    target: Expr | Relation
    wrt: tuple[Symbol, ...] = ()
    reason: str = ""
    hint: str = ""
    source: str = ""


def read_formula(text: str, names: Mapping[str, Symbol], *, like: Expr | None = None) -> Expr:
    r"""Read one formula.

    Args:
        text: TeX, for instance ``a^2 + b^2 - 2ab\cos\theta``.
        names: the declared names by their canonical TeX.
        like: a formula whose shape ``I`` and ``0`` take where the text leaves it open.

    Raises:
        LineError: if it cannot be read; the message points at the place and says why.
    """
    return Reading(text, lex(text), NameTable(names)).formula(like)


def read_relation(text: str, names: Mapping[str, Symbol]) -> Relation:
    r"""Read one relation, for instance ``A^\top A = I`` or ``a = b \Rightarrow a^2 = b^2``.

    Raises:
        LineError: if it cannot be read; the message points at the place and says why.
    """
    return Reading(text, lex(text), NameTable(names)).relation()


def read_chain(text: str, names: Mapping[str, Symbol]) -> tuple[Expr | Relation, list[ChainLine]]:
    r"""Read a derivation: a formula or relation, then lines ``sign formula :: reason [hint]``.

    A text line that does not start with a sign continues the line above it.

    Raises:
        LineError: if a line cannot be read; the message says which.
    """
    table = NameTable(names)
    logical = _logical_lines(text)
    if not logical:
        raise LineError("a derivation starts with a formula, got an empty text")
    first = _numbered(0, partial(_first, logical[0], table))
    previous, lines = first, []
    for number, source in enumerate(logical[1:], start=1):
        line = _numbered(number, partial(_step, source, table, previous))
        lines.append(line)
        previous = line.target
    return first, lines


def read_step(text: str, names: Mapping[str, Symbol], after: Expr | Relation) -> ChainLine:
    r"""Read one line ``sign formula :: reason [hint]`` that follows a formula or relation.

    Raises:
        LineError: if it cannot be read; the message points at the place and says why.
    """
    return _step(text.strip(), NameTable(names), after)


class Reading:
    """One text being read: its tokens, its names, and the sides of its relations."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        names: NameTable,
        *,
        forms: Mapping[str, Form] = FORMS,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.names = names
        self.forms = forms
        self.builder = Elaborator(text)
        self.is_loewner = False

    def formula(self, like: Expr | None = None) -> Expr:
        """All tokens as one formula."""
        parser = self._parser(self.tokens)
        node = parser.formula()
        _need_end(parser)
        if node.op == "infinity" and like is None:
            parser.refuse(r"\infty is no number: it is where a limit is taken, or what it is")
        return self.builder.settled(node, like)

    def relation(self) -> Relation:
        """All tokens as one relation."""
        joins = [k for k, token in enumerate(self.tokens) if token.text in JOINS]
        outer = [k for k in joins if _depth_at(self.tokens, k) == 0]
        if len(outer) > 1:
            self._parser(self.tokens[outer[1] :]).refuse("one implication a line, or parentheses")
        if not outer:
            return self._simple(self.tokens)
        left, right = self.tokens[: outer[0]], self.tokens[outer[0] + 1 :]
        sign = cast(Sign, SIGNS[self.tokens[outer[0]].text])
        return Relation(sign, self._part(left), self._part(right))

    def _part(self, tokens: Sequence[Token]) -> Relation:
        signed = any(token.text in SIGNS for token in tokens)
        wrapped = len(tokens) > 1 and tokens[0].text == "(" and tokens[-1].text == ")"
        if signed and wrapped and all(_depth_at(tokens, k) for k in range(1, len(tokens))):
            tokens = tokens[1:-1]
        return Reading(self.text, tokens, self.names, forms=self.forms).relation()

    def _simple(self, tokens: Sequence[Token]) -> Relation:
        parser = self._parser(tokens)
        left = parser.formula()
        at = parser.at
        sign, wrt = self.sign(parser)
        right = parser.formula()
        _need_end(parser)
        return self._related(sign, left, right, wrt, at)

    def sign(self, parser: Parser) -> tuple[Sign, tuple[Symbol, ...]]:
        """The sign at hand, with the variables that it is about."""
        found = SIGNS.get(parser.peek())
        if found is None:
            parser.refuse("a relation is needed here: =, \\le, \\ge, <, >, \\ne or \\propto_x")
        self.is_loewner = parser.take() in LOEWNER
        if found in ("<", ">") and parser.peek() == "=":
            parser.take()
            found += "="
        wrt = _variables(parser, found) if found in UP_TO else ()
        return cast(Sign, found), wrt

    def _related(
        self, sign: Sign, left: Node, right: Node, wrt: tuple[Symbol, ...], at: int
    ) -> Relation:
        sides = self.builder.pair(left, right)
        self.check_sides(sign, sides, at)
        return Relation(sign, *sides, wrt)

    def check_sides(self, sign: Sign, sides: tuple[Expr, Expr], at: int) -> None:
        """Refuse an order that does not fit its sides, and what stands in the wrong place."""
        parser, side = self._parser(self.tokens), sides[1]
        if self.is_loewner and (side.shape is None or side.shape[0] != side.shape[1]):
            parser.refuse(
                r"\succeq and \preceq compare square matrices, by their quadratic forms; for "
                r"numbers write \ge and \le",
                at,
            )
        if misplaced_order(sides, sign):
            parser.refuse("O(...) stands as a term on the right of an equation, f = h + O(x^2)", at)
        if misplaced_infinity(sides):
            parser.refuse(r"\infty is no number: it is where a limit is taken, or what it is", at)
        if sign not in ("=", "!=", "defined") and side.shape is not None and not self.is_loewner:
            parser.refuse(r"matrices have no such order; Loewner's is \succeq or \preceq", at)
        if is_misplaced(sides, sign):
            parser.refuse("a set of optima equals another one: \\arg\\max_x f = \\arg\\max_x g", at)

    def _parser(self, tokens: Sequence[Token]) -> Parser:
        plain = self.forms is not FORMS
        return Parser(self.text, tokens, self.names, self.forms, plain=plain)

    def step(self, after: Expr | Relation) -> ChainLine:
        """All tokens as a sign and what stands behind it."""
        parser = self._parser(self.tokens)
        at = parser.at
        sign, wrt = self.sign(parser)
        joins = sign in ("implies", "iff")
        if joins != isinstance(after, Relation):
            what = "a relation" if isinstance(after, Relation) else "a formula"
            wanted = r"\Rightarrow or \Leftrightarrow" if not joins else "=, \\le, \\ge, < or >"
            parser.refuse(f"the line before is {what}, so this one starts with {wanted}", at)
        rest = Reading(self.text, self.tokens[parser.position :], self.names, forms=self.forms)
        if isinstance(after, Relation):
            return ChainLine(sign, rest._part(rest.tokens))
        target = rest.formula(like=after)
        self.check_sides(sign, (after, target), at)
        return ChainLine(sign, target, wrt)


def _variables(parser: Parser, sign: str) -> tuple[Symbol, ...]:
    if parser.peek() != "_":
        written = {"propto": r"\propto_x", "+=": r"\overset{+}{=}_x"}[sign]
        parser.refuse(f"{UP_TO[sign]} as a function of what? Write {written}")
    return parser.variables()


def _need_end(parser: Parser) -> None:
    token = parser.peek()
    if token in SIGNS:
        parser.refuse("one relation a line: start a new line here")
    if token:
        parser.refuse(f"{token!r} is not expected here")


def _depth_at(tokens: Sequence[Token], position: int) -> int:
    opened = sum(token.text in ("(", "{", "[", r"\begin") for token in tokens[:position])
    return opened - sum(token.text in (")", "}", "]", r"\end") for token in tokens[:position])


STARTS_WITH_SIGN = re.compile(
    r"(=|<|>|:=|\\(le|leq|leqslant|ge|geq|geqslant|ne|neq|propto|Rightarrow|Leftrightarrow|implies"
    r"|iff|overset|stackrel|preceq|succeq|prec|succ)(?![A-Za-z]))"
)


def _logical_lines(text: str) -> list[str]:
    """Lines, each with the lines that continue it."""
    logical: list[str] = []
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped or stripped.startswith("%"):
            continue
        if not logical or STARTS_WITH_SIGN.match(stripped):
            logical.append(stripped)
        else:
            logical[-1] += f" {stripped}"
    return logical


def _first(source: str, table: NameTable) -> Expr | Relation:
    if "::" in source:
        raise LineError(f"the first line needs no reason: the derivation starts there\n  {source}")
    tokens = lex(source)
    reading = Reading(source, tokens, table)
    signs = [k for k, token in enumerate(tokens) if token.text in SIGNS]
    # The sign in \sum_{i<j} makes no relation.
    related = any(_depth_at(tokens, k) == 0 for k in signs)
    return reading.relation() if related else reading.formula()


def _step(source: str, table: NameTable, after: Expr | Relation) -> ChainLine:
    written, _, reason = source.partition("::")
    hint = re.search(r"\[\s*(\w+)\s*\]\s*$", reason)
    if hint is not None:
        reason = reason[: hint.start()]
    line = Reading(written, lex(written), table).step(after)
    named = hint[1] if hint is not None else ""
    return ChainLine(line.sign, line.target, line.wrt, reason.strip(), named, source)


def _numbered(number: int, read: Callable[[], _Read]) -> _Read:
    try:
        return read()
    except LineError as error:
        where = f"line {number}" if number else "the first line"
        raise LineError(f"in {where}: {error}") from None
