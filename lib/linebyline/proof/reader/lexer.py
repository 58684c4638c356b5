r"""Tokens of TeX, and the one spelling of each name.

Nothing is evaluated here or later: a text becomes tokens, tokens become a formula, and whatever
is not on the list of known tokens is refused with its place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NoReturn

from linebyline.proof.symbols import Symbol
from linebyline.proof.verdict import LineError

LONGEST_LINE = 2000
LONGEST_NUMBER = 30
LONGEST_REASON = 600
ACCENTS = frozenset(
    {r"\bar", r"\hat", r"\tilde", r"\vec", r"\dot", r"\ddot", r"\check", r"\overline"}
)
FONTS = frozenset({r"\mathbf", r"\boldsymbol", r"\mathrm", r"\mathcal", r"\mathsf", r"\mathit"})
SCRIPTS = frozenset({"_", "^"})
_SPACE = re.compile(
    r"(?:\s|~|\\[,;:! ]|\\(?:quad|qquad|displaystyle|textstyle|limits|nolimits)(?![A-Za-z])"
    r"|\\(?:[bB]igg?[lrm]?|middle)(?![A-Za-z]))+"
)
_FENCE = re.compile(r"\\(left|right)(?![A-Za-z])\s*(\\[A-Za-z]+|\\[|{}]|[()\[\]|.]?)")
_TOKEN = re.compile(
    r"\d+\.\d*|\.\d+|\d+|\\[A-Za-z]+|\\[|{}\\]|:=|[A-Za-z]|[-+*/^_(){}\[\]|=<>,!'&;@.]"
)
_NEVER_IN_NAMES = frozenset(["'", "=", "+", "*", "/", "&", r"\\", ";", "<", ">", "!", "@"])
_SPELLINGS = {
    r"\leq": r"\le", r"\leqslant": r"\le", r"\geq": r"\ge", r"\geqslant": r"\ge", r"\neq": r"\ne",
    r"\implies": r"\Rightarrow", r"\iff": r"\Leftrightarrow", r"\coloneqq": ":=", r"\lt": "<",
    r"\gt": ">", r"\preccurlyeq": r"\preceq", r"\succcurlyeq": r"\succeq", r"\ln": r"\log",
    r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\cfrac": r"\frac",
    r"\dbinom": r"\binom", r"\tbinom": r"\binom", r"\bm": r"\boldsymbol", r"\to": r"\rightarrow",
    r"\intercal": r"\top", r"\vert": "|", r"\Vert": r"\|", r"\lbrace": r"\{",
    r"\rbrace": r"\}", r"\lparen": "(", r"\rparen": ")", r"\lbrack": "[", r"\rbrack": "]",
    r"\widetilde": r"\tilde", r"\widehat": r"\hat",
}  # fmt: skip
_FRACTIONS = frozenset({r"\frac", r"\binom"})
_FENCES = {
    ("left", "|"): r"\lvert", ("right", "|"): r"\rvert",
    ("left", r"\|"): r"\lVert", ("right", r"\|"): r"\rVert",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it stands in the text."""

    text: str
    at: int


def refuse(text: str, at: int, why: str) -> NoReturn:
    """Raise a LineError that shows the text and points at the place."""
    line = re.sub(r"\s", " ", text)
    why = why if len(why) <= LONGEST_REASON else f"{why[:LONGEST_REASON]} ..."
    start = max(0, at - 60)
    shown = line[start : start + 110]
    raise LineError(f"{why}\n  {shown}\n  {' ' * (at - start)}^")


def lex(text: str) -> list[Token]:
    """Return the tokens of a TeX formula, spacing and sizing commands dropped.

    Raises:
        LineError: for characters that are not TeX's, floats, and texts or numbers too long.
    """
    check_characters(text)
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
        elif fence := _FENCE.match(text, at):
            tokens.append(Token(_fence(fence, text), at))
            at = fence.end()
        elif found := _TOKEN.match(text, at):
            check_number(found[0], text, at)
            piece = found[0][0] if found[0].isdigit() and _takes_one_digit(tokens) else found[0]
            tokens.append(Token(_SPELLINGS.get(piece, piece), at))
            at += len(piece)
        else:
            refuse(text, at, f"{text[at]!r} has no meaning in a formula")
    return without_idle_braces(_with_stacked_signs(tokens))


def _with_stacked_signs(tokens: list[Token]) -> list[Token]:
    r"""Make one token of ``\overset{+}{=}``, however it is written."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text in (r"\overset", r"\stackrel"):
            argument = [token.text for token in tokens[at + 1 : at + 7]]
            if argument != ["{", "+", "}", "{", "=", "}"]:
                raise LineError(r"the only stacked sign is \overset{+}{=}")
            joined.append(Token(r"\overset{+}{=}", tokens[at].at))
            at += 7
        else:
            joined.append(tokens[at])
            at += 1
    return joined


def canonical_name(name: str) -> str:
    r"""Return the one spelling of a declared name: ``x_{0}`` and ``x_0`` are the same name.

    Raises:
        LineError: if this cannot be a name.
    """
    tokens = lex(name)
    if not tokens or not re.fullmatch(r"[A-Za-z]|\\[A-Za-z]+|\\\|", tokens[0].text):
        raise LineError(f"{name!r} is no name: a name starts with a letter, such as x_0 or \\alpha")
    before = ""
    for token in tokens:
        star = token.text == "*" and before == "^"
        if token.text in _NEVER_IN_NAMES and not star:
            refuse(name, token.at, f"{token.text!r} may not stand in a name")
        before = token.text
    return _spell([token.text for token in tokens])


class NameTable:
    """Declared names by their tokens; the longest name that fits is the one meant."""

    def __init__(self, names: Mapping[str, Symbol]) -> None:
        self.names = names
        self._by_first: dict[str, list[tuple[tuple[str, ...], Symbol]]] = {}
        for spelled, declared in names.items():
            key = _key(spelled)
            self._by_first.setdefault(key[0], []).append((key, declared))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def longest(self, tokens: Sequence[Token], start: int) -> tuple[Symbol, int] | None:
        """Return the declared name that starts at a token, and the token behind it."""
        if start >= len(tokens):
            return None
        for key, declared in self._by_first.get(_alike(tokens[start].text), ()):
            window = tokens[start : start + len(key)]
            if len(window) == len(key) and all(
                _alike(token.text) == part for token, part in zip(window, key, strict=True)
            ):
                return declared, start + len(key)
        return None

    def __contains__(self, spelled: str) -> bool:
        return spelled in self.names

    def listed(self) -> str:
        """The declared names, for messages."""
        return ", ".join(self.names) or "none"


@lru_cache(maxsize=4096)
def _key(spelled: str) -> tuple[str, ...]:
    """The tokens by which a name is found."""
    return tuple(_alike(token.text) for token in lex(spelled))


def check_characters(text: str) -> None:
    """Refuse texts that are too long or leave ASCII, where look-alikes hide."""
    if len(text) > LONGEST_LINE:
        raise LineError(f"a line has at most {LONGEST_LINE} characters, got {len(text)}")
    for at, character in enumerate(text):
        if not character.isascii() or (not character.isprintable() and not character.isspace()):
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            refuse(text, at, f"the character {name} is not part of TeX: write it as a command")


def check_number(token: str, text: str, at: int) -> None:
    """Refuse floats, and numbers with too many digits."""
    if not token[-1].isdigit() and not token[0].isdigit():
        return
    if "." in token and token != ".":
        value = Fraction(token) if token[-1].isdigit() and len(token) < LONGEST_NUMBER else None
        hint = rf" such as \frac{{{value.numerator}}}{{{value.denominator}}}" if value else ""
        refuse(text, at, f"{token[:20]} is rounded: write a fraction{hint}")
    if token.isdigit() and len(token) > LONGEST_NUMBER:
        refuse(text, at, f"a number has at most {LONGEST_NUMBER} digits, got {len(token)}")


def _takes_one_digit(tokens: list[Token]) -> bool:
    r"""Whether a digit here is a whole argument of its own, as both are in ``\frac12``."""
    last = [token.text for token in tokens[-2:]]
    return bool(last) and (last[-1] in _FRACTIONS or (last[0] in _FRACTIONS and last[1] != "{"))


def _fence(found: re.Match[str], text: str) -> str:
    side, delimiter = found[1], _SPELLINGS.get(found[2], found[2])
    if delimiter in ("", "."):
        refuse(text, found.start(), f"\\{side} needs a delimiter such as ( or |")
    return _FENCES.get((side, delimiter), delimiter)


def without_idle_braces(tokens: list[Token]) -> list[Token]:
    """Drop the braces of one-token scripts and accents: ``x_{i}`` is ``x_i``."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        before = kept[-1].text if kept else ""
        group = tokens[at : at + 3]
        if (
            (before in SCRIPTS or before in ACCENTS or before in FONTS)
            and [group[0].text, group[-1].text] == ["{", "}"]
            and len(group) == 3
            and re.fullmatch(r"[A-Za-z0-9*]|\\[A-Za-z]+", group[1].text)
        ):
            kept.append(group[1])
            at += 3
        else:
            kept.append(tokens[at])
            at += 1
    return kept


def _alike(token: str) -> str:
    if token in (r"\lVert", r"\rVert"):
        return r"\|"
    return "|" if token in (r"\mid", r"\lvert", r"\rvert") else token


def _spell(tokens: list[str]) -> str:
    """Join tokens to TeX: blanks only where a command meets a letter, braces around fonts."""
    spelled, bars = "", 0
    for position, token in enumerate(tokens):
        if token == r"\|":
            bars += 1
            token = r"\lVert" if bars % 2 else r"\rVert"
        elif token == "|":
            token = r"\mid"
        if position and tokens[position - 1] in FONTS and token != "{":
            token = f"{{{token}}}"
        apart = token[0].isalpha() and re.search(r"\\[A-Za-z]+$", spelled)
        spelled += f" {token}" if apart else token
    return spelled
