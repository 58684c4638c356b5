"""The words of a TeX line, and a place among them."""

import re

TOKEN = re.compile(
    r"\s+|\\[,;:! ]|\\left(?![A-Za-z])|\\right(?![A-Za-z])"
    r"|(?P<t>\\\\|\\[A-Za-z]+|\\[|{}]|\d+|[A-Za-z]|[-+*/^_(){}\[\]|=<>,!'&])"
)
RELATIONS = {
    "=": "=", r"\le": "<=", r"\leq": "<=", r"\ge": ">=", r"\geq": ">=", "<": "<", ">": ">",
    r"\ne": "!=", r"\neq": "!=", r"\propto": "propto", r"\overset": "+=",
    r"\preceq": "<=", r"\succeq": ">=", r"\prec": "<", r"\succ": ">",
}  # fmt: skip
JOINS = {
    r"\Rightarrow": "implies",
    r"\implies": "implies",
    r"\Leftrightarrow": "iff",
    r"\iff": "iff",
}
STOP = {
    None, "+", "-", ")", "}", "]", ",", "&", r"\}", r"\rVert", r"\rfloor", r"\\", r"\end",
    r"\odot", r"\otimes", r"\text", *RELATIONS, *JOINS, r"\mid",
}  # fmt: skip
GIVEN = r"\mid"
ACCENTS = {r"\bar", r"\hat", r"\tilde", r"\mathbf", r"\boldsymbol"}


def lex(text: str) -> list[str]:
    out, at = [], 0
    while at < len(text):
        found = TOKEN.match(text, at)
        assert found, f"cannot read {text[at:]!r}"
        if found["t"]:
            out.append(found["t"])
        at = found.end()
    return out


def key_of(tokens: list[str]) -> str:
    return "".join(t for t in tokens if t not in "{}")


class Cursor:
    """A place in a line of tokens."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0
        self.open: list[str] = []  # closing bars and parentheses still to come

    def peek(self, ahead: int = 0) -> str | None:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def need(self, wanted: str) -> None:
        assert self.peek() == wanted, f"wanted {wanted} at {self.tokens[self.at :]}"
        self.at += 1

    def took(self, *wanted: str) -> bool:
        hit = self.peek() in wanted
        self.at += hit
        return hit

    def raw(self) -> list[str]:
        """The tokens of the next group, without its braces."""
        if not self.took("{"):
            return [self.next()]
        out, depth = [], 1
        while True:
            token = self.next()
            depth += (token == "{") - (token == "}")
            if depth == 0:
                return out
            out.append(token)
