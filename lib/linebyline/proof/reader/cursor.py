"""A place in a row of tokens: look, step, refuse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from linebyline.proof.reader.lexer import Token, refuse

# Tokens that end a term wherever they stand; the signs of relations are added to them.
CLOSING = frozenset(
    {"", "+", "-", ")", "}", "]", ",", "&", ";", r"\\", r"\}", r"\end", r"\mid"}
    | {r"\rvert", r"\rVert", r"\rfloor", r"\rangle", r"\text"}
)


class Cursor:
    """The token at hand in a text, and the delimiters that are still open."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.position = 0
        self.closers: list[str] = []

    def peek(self, ahead: int = 0) -> str:
        """The token at hand, or an empty text at the end."""
        place = self.position + ahead
        return self.tokens[place].text if place < len(self.tokens) else ""

    @property
    def at(self) -> int:
        """The place of the token at hand in the text."""
        return self.place_of(self.position)

    def place_of(self, position: int) -> int:
        """The place of a token in the text; behind the last token, the end."""
        if position < len(self.tokens):
            return self.tokens[position].at
        return len(self.text.rstrip())

    def take(self) -> str:
        """Step over the token at hand and return it."""
        self.position += 1
        return self.tokens[self.position - 1].text

    def accept(self, *wanted: str) -> bool:
        """Step over the token at hand if it is one of those wanted."""
        found = self.peek() != "" and self.peek() in wanted
        self.position += found
        return found

    def need(self, wanted: str, why: str = "") -> None:
        """Step over a token that must stand here."""
        if not self.accept(wanted):
            found = repr(self.peek()) if self.peek() else "the end of the line"
            self.refuse(f"expected {wanted!r}{why and ' ' + why}, found {found}")

    def refuse(self, why: str, at: int | None = None) -> NoReturn:
        """Raise a LineError that points at a place, by default the token at hand."""
        refuse(self.text, self.at if at is None else at, why)

    def written(self, start: int) -> str:
        """The text from a token up to the token at hand."""
        if self.position < len(self.tokens):
            end = self.place_of(self.position)
        else:  # the text may go on, if these tokens are a part of it
            end = self.tokens[-1].at + len(self.tokens[-1].text)
        return self.text[self.place_of(start) : end].strip()

    def braced(self) -> str:
        """Step over a group in braces and return its text."""
        start, depth = self.position, 0
        while self.peek():
            depth += {"{": 1, "}": -1}.get(self.take(), 0)
            if depth == 0:
                break
        return self.written(start)
