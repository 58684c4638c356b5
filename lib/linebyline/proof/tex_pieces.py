"""Small pieces of TeX: delimiters that grow, scripts, commands and what follows them."""

from __future__ import annotations

import re

_TALL = re.compile(r"\\(frac|sum|prod|int|begin|left|binom|sqrt)(?![A-Za-z])")
# Functions whose argument may stand without parentheses; a power behind it would be unclear.
BARE_FUNCTIONS = frozenset(
    {"log", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh"}
)
_SINGLE = re.compile(r"[A-Za-z0-9]|\\[A-Za-z]+")


def is_tall(inner: str) -> bool:
    """Whether TeX is higher than a line, so that its delimiters must grow."""
    return _TALL.search(inner) is not None


def is_single(inner: str) -> bool:
    """Whether TeX is one token, which needs no braces."""
    return _SINGLE.fullmatch(inner) is not None


def fence(inner: str, left: str = "(", right: str = ")") -> str:
    """Put delimiters around TeX, growing ones around what is tall."""
    if is_tall(inner):
        left, right = rf"\left{left}", rf"\right{right}"
    gap = " " if left[-1].isalpha() and inner[:1].isalpha() else ""
    return f"{left}{gap}{inner}{right}"


def script(mark: str, inner: str) -> str:
    """A subscript or superscript, in braces where TeX needs them."""
    return f"{mark}{inner}" if is_single(inner) else f"{mark}{{{inner}}}"


def after(command: str, rest: str) -> str:
    """A command and what follows it, a blank between only where TeX needs one."""
    apart = rest[:1].isalpha() and re.search(r"\\[A-Za-z]+$", command)
    return f"{command} {rest}" if apart else command + rest
