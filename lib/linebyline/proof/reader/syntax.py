"""What the grammar produces: nodes that know their place in the text, but no shapes yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SIGNS = {
    "=": "=", r"\le": "<=", r"\ge": ">=", "<": "<", ">": ">", r"\ne": "!=", ":=": "defined",
    r"\propto": "propto", r"\Rightarrow": "implies", r"\Leftrightarrow": "iff",
    r"\overset{+}{=}": "+=",
    r"\preceq": "<=", r"\succeq": ">=", r"\prec": "<", r"\succ": ">",
}  # fmt: skip
# The signs of the Loewner order, which compare square matrices.
LOEWNER = frozenset({r"\preceq", r"\succeq", r"\prec", r"\succ"})
CONSTANTS = {r"\pi": "pi", "e": "e"}
BETWEEN = {r"\odot": "hadamard", r"\otimes": "kronecker"}
TIMES = frozenset({r"\cdot", r"\times", "*", "@"})


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of syntax and its place in the text."""

    op: str
    args: tuple[Node, ...] = ()
    data: Any = None
    at: int = 0
