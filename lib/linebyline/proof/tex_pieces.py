"""Small pieces of TeX: delimiters that grow, scripts, commands and what follows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from linebyline.proof.tree import Expr

_TALL = re.compile(r"\\(frac|sum|prod|int|begin|left|binom|sqrt)(?![A-Za-z])")
# Functions whose argument may stand without parentheses; a power behind it would be unclear.
BARE_FUNCTIONS = frozenset(
    {"log", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh"}
)
_HIGHEST_ORDER = 9  # of a derivative: the reader takes one digit
_PARTIAL = r"\partial"
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
    """A command and what follows it, a blank between only where TeX or the eye needs one."""
    apart = rest[:1].isalpha() and re.search(r"(\\[A-Za-z]+|\^\d)$", command)
    return f"{command} {rest}" if apart else command + rest


def partials(expr: Expr, tex: Callable[[Expr], str]) -> tuple[Expr, str, str]:
    r"""What a derivative is of; above and below it: ``\partial^2`` and ``\partial x^2``."""
    body, names = expr, list[str]()
    while body.op == "diff" and len(names) < _HIGHEST_ORDER:
        body, variable = body.args
        names.append(tex(variable))
    above = _PARTIAL + (f"^{len(names)}" if len(names) > 1 else "")
    return body, above, " ".join(_below(name, len(list(run))) for name, run in groupby(names))


def _below(variable: str, times: int) -> str:
    """The variable over and over where it has a superscript of its own."""
    once = after(_PARTIAL, variable)
    return " ".join([once] * times) if times == 1 or "^" in variable else f"{once}^{times}"
