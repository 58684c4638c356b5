r"""Reads the plain notation of a keyboard: ``a^2 + b^2 - 2 a b cos(theta)``, ``x' y``, ``x.T @ y``.

Only the spelling differs from TeX: words become the tokens of TeX, then grammar and shapes are
the same. ``sqrt``, ``abs``, ``norm``, ``inv``, ``tr``, ``det``, ``diff(f, x)``,
``grad(f, x)``, ``hess(f, x)``, ``sum(i, 1, n, x_i)``, ``sum_i x_i`` and ``x[i]`` are understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from linebyline.proof.reader.forms import FORMS, index_of_sum
from linebyline.proof.reader.grammar import Parser
from linebyline.proof.reader.integrals import plain_integral
from linebyline.proof.reader.lexer import (
    ACCENTS,
    NameTable,
    Token,
    check_characters,
    check_number,
    lex,
    refuse,
    without_idle_braces,
)
from linebyline.proof.reader.limits import plain_limit
from linebyline.proof.reader.named_functions import COMMANDS, WORDS, Form, function
from linebyline.proof.reader.optima import WORDS as OPTIMA
from linebyline.proof.reader.optima import plain_optimum
from linebyline.proof.reader.piecewise import plain_cases, plain_indicator
from linebyline.proof.reader.syntax import Node
from linebyline.proof.reader.tex import Reading
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

_TOKEN = re.compile(
    r"\d+\.\d*(?![A-Za-z])|\.\d+|\d+|[A-Za-z]+|<=>|:=|\+=|\*\*|<=|>=|!=|==|=>"
    r"|[-+*/^_(){}\[\]|=<>,!'@.]"
)
_SPELLINGS = {
    "<=>": r"\Leftrightarrow", "=>": r"\Rightarrow", "<=": r"\le", ">=": r"\ge", "!=": r"\ne",
    "+=": r"\overset{+}{=}", "odot": r"\odot", "otimes": r"\otimes",
    "==": "=", "**": "^", "propto": r"\propto", "succeq": r"\succeq", "preceq": r"\preceq",
    "succ": r"\succ", "prec": r"\prec", "pi": r"\pi", "sqrt": r"\sqrt", "prod": r"\prod",
}  # fmt: skip
_GREEK = frozenset(
    {"alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "kappa"}
    | {"lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi", "omega"}
    | {"Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Phi", "Psi", "Omega"}
)
_CLOSER = {"(": ")", "[": "]", "{": "}"}


def read_plain_formula(text: str, names: Mapping[str, Symbol], *, like: Expr | None = None) -> Expr:
    r"""Read one formula in plain notation.

    Args:
        text: for instance ``a^2 + b^2 - 2 a b cos(theta)``.
        names: the declared names by their canonical TeX; ``theta`` finds the name ``\theta``.
        like: a formula whose shape ``I`` and ``0`` take where the text leaves it open.

    Raises:
        LineError: if it cannot be read; the message points at the place and says why.
    """
    return _reading(text, names).formula(like)


def read_plain_relation(
    text: str, names: Mapping[str, Symbol], left: Expr | Relation | None = None
) -> Relation:
    """Read one relation in plain notation, or the rest of one that starts with its sign.

    Args:
        text: for instance ``a^2 = b^2``, or ``= b^2`` where ``left`` is given.
        names: the declared names by their canonical TeX.
        left: the left side, if the text starts with the sign.

    Raises:
        LineError: if it cannot be read; the message points at the place and says why.
    """
    if left is None:
        return _reading(text, names).relation()
    step = _reading(text, names).step(left)
    return Relation(step.sign, left, step.target, step.wrt)


def lex_plain(text: str, names: NameTable) -> list[Token]:
    """Return the tokens of TeX that a plain formula stands for.

    Raises:
        LineError: for characters without meaning here, floats, and texts or numbers too long.
    """
    check_characters(text)
    words = _spelled_out(names)
    tokens: list[Token] = []
    closers: list[str] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TOKEN.match(text, at)
        if found is None:
            refuse(text, at, f"{text[at]!r} has no meaning in a formula")
        check_number(found[0], text, at)
        touches = bool(tokens) and not text[at - 1].isspace()
        for piece in _pieces(found[0], words, names):
            tokens += [Token(t, at) for t in _bracketed(piece, tokens, closers, touches)]
        at = found.end()
    return without_idle_braces(tokens)


def _reading(text: str, names: Mapping[str, Symbol]) -> Reading:
    table = NameTable(names)
    return Reading(text, lex_plain(text, table), table, forms=PLAIN_FORMS)


def _spelled_out(names: NameTable) -> dict[str, list[str]]:
    r"""Names with accents and fonts by their plain words: ``yhat`` is ``\hat y``."""
    words: dict[str, list[str]] = {}
    for spelled in names.names:
        tokens = [token.text for token in lex(spelled)]
        letters = [t.removeprefix("\\") for t in tokens if t not in "{}" and t != r"\mathrm"]
        if tokens[0] in ACCENTS and len(tokens) == 2:
            words[letters[1] + letters[0]] = tokens
        elif tokens[0] == r"\mathrm" and all(letter.isalpha() for letter in letters):
            words["".join(letters)] = tokens
    return words


def _pieces(word: str, words: Mapping[str, list[str]], names: NameTable) -> list[str]:
    """The tokens of TeX that one plain token stands for."""
    if not word.isalpha() or len(word) == 1:
        return [_SPELLINGS.get(word, word)]
    if word in words:
        return words[word]
    if word in COMMANDS:
        return [f"\\{word}"]
    if word in _GREEK and (f"\\{word}" in names or word not in PLAIN_FORMS):
        return [f"\\{word}"]
    if word in _SPELLINGS:
        return [_SPELLINGS[word]]
    if word in PLAIN_FORMS or word == "oo" or not all(letter in names for letter in word):
        return [word]
    return list(word)


def _bracketed(piece: str, before: list[Token], closers: list[str], touches: bool) -> list[str]:
    """Turn the brackets of an index, exponent or root into the braces of TeX."""
    last = before[-1].text if before else ""
    if piece in _CLOSER:
        indexing = piece == "[" and touches and (last[-1].isalnum() and last != "E")
        braces = indexing or (piece == "(" and last in ("_", "^", r"\sqrt"))
        closers.append("}" if braces else _CLOSER[piece])
        return ["_", "{"] if indexing else ["{"] if braces else [piece]
    if piece in _CLOSER.values() and closers:
        closer = closers.pop()
        return [closer if closer == "}" and piece in ")]" else piece]
    if piece.isdigit() and len(piece) > 1 and last in ("_", "^"):
        return ["{", piece, "}"]
    return [piece]


def _sum(parser: Parser) -> Node:
    """``sum(i, 1, n, x_i)``, ``sum(i, x_i)`` with the declared range, or ``sum_i x_i``."""
    if parser.peek(1) != "(":
        return FORMS[r"\sum"](parser)
    at = parser.at
    parser.position += 2
    index = index_of_sum(parser)
    parser.need(",", "behind the index")
    rest = parser.several(")")
    if len(rest) not in (1, 3):
        parser.refuse("a sum is written sum(i, 1, n, x_i), or sum(i, x_i)", at)
    return Node("sum", (rest[-1], *rest[:-1]), index, at)


def _of_arguments(op: str, count: int, data: object = None) -> Form:
    def form(parser: Parser) -> Node:
        at, word = parser.at, parser.take()
        parser.need("(", f"behind {word}")
        arguments = parser.several(")")
        if len(arguments) != count:
            parser.refuse(f"{word} takes {count} argument(s), got {len(arguments)}", at)
        return Node(op, arguments, data, at)

    return form


PLAIN_FORMS: dict[str, Form] = {
    **FORMS,
    **dict.fromkeys(WORDS.keys() - set(COMMANDS) - {"E", "gamma"}, function),
    "sum": _sum,
    "piecewise": plain_cases,
    "otherwise": plain_cases,
    **dict.fromkeys(OPTIMA, plain_optimum),
    "indicator": plain_indicator,
    "lim": plain_limit,
    "oo": FORMS[r"\infty"],
    "int": plain_integral,
    "norm": _of_arguments("norm", 1),
    "inv": _of_arguments("inverse", 1),
    "transpose": _of_arguments("transpose", 1),
    "dot": _of_arguments("inner", 2),
    "diff": _of_arguments("diff", 2),
    "grad": _of_arguments("nabla", 2, 1),
    "hess": _of_arguments("nabla", 2, 2),
}
