r"""Named functions: how far their argument reaches, and what is refused because it is unclear.

``\sin\alpha\cos\beta`` and ``\log\frac{p}{q}`` are clear; ``\log x y`` and ``\sin\alpha^2`` are
refused, and the message names the choices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from linebyline.proof.reader.grammar import Parser
from linebyline.proof.reader.means import mean
from linebyline.proof.reader.optima import WORDS as OPTIMA
from linebyline.proof.reader.optima import optimum_named
from linebyline.proof.reader.piecewise import is_condition_next, read_indicator
from linebyline.proof.reader.scripts import indices, script
from linebyline.proof.reader.syntax import TIMES, Node
from linebyline.proof.reader.tables import is_law_below, law_below
from linebyline.proof.symbols import Symbol

Form = Callable[[Parser], Node]
WORDS = {
    "log": "log", "ln": "log", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan",
    "arcsin": "arcsin", "arccos": "arccos", "arctan": "arctan", "sinh": "sinh", "cosh": "cosh",
    "tanh": "tanh", "max": "max", "min": "min", "sign": "sign", "sgn": "sign", "erf": "erf",
    "gamma": "gamma", "sigmoid": "sigmoid", "relu": "relu", "ReLU": "relu",
    "softplus": "softplus", "abs": "abs", "floor": "floor", "binomial": "binomial",
    "factorial": "factorial", "tr": "trace", "trace": "trace", "det": "det", "Det": "det",
    "diag": "diag", "vec": "vec", "E": "expect", "Var": "variance", "Cov": "covariance",
}  # fmt: skip
# The words that are commands of their own.
COMMANDS = frozenset(
    {"log", "exp", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh"}
    | {"max", "min", "det", "tr"}
)
_MEANS = frozenset({"expect", "variance", "covariance"})
_OF_MATRICES = _MEANS | {"trace", "det", "diag", "vec"}
_OF_SEVERAL = {"max": 2, "min": 2, "binomial": 2, "covariance": 2}
CLOSER = {"(": ")", "[": "]", r"\{": r"\}"}


def function(parser: Parser) -> Node:
    """A function and its argument."""
    at, start = parser.at, parser.position
    word = parser.take().removeprefix("\\")
    return _function_named(parser, word, at, start)


def _operator(parser: Parser) -> Node:
    r"""``\operatorname{tr}``, ``\mathrm{tr}`` and ``\mathbb{E}``."""
    at, start = parser.at, parser.position
    command = parser.take()
    if command == r"\operatorname":
        parser.accept("*")
    raw = parser.braced() if parser.peek() == "{" else parser.take() if parser.peek() else ""
    word = raw.strip("{} ")
    if word in ("1", "I") and command != r"\operatorname" and is_condition_next(parser):
        return read_indicator(parser, at)
    joined = word.replace(r"\,", "").replace(" ", "")
    if command == r"\operatorname" and joined in OPTIMA:
        return optimum_named(parser, joined, at)
    if word == "1" and command != r"\operatorname":
        parser.position -= 1
        return parser.ones(at)
    if command == r"\mathrm" and word == "i":
        return Node("constant", (), "i", at)
    if word == "I" and parser.names.longest(parser.tokens, start) is None:
        return identity_behind(parser, at)
    if word not in WORDS or (command == r"\mathbb" and word != "E"):
        if (
            command != r"\operatorname"
            and len(word) == 1
            and parser.names.longest(parser.tokens, parser.position - 1)
        ):
            parser.position -= 1
            return parser.primary()
        parser.refuse(f"{command}{{{word}}} is not known or declared", at)
    return _function_named(parser, word, at, start)


def _function_named(parser: Parser, word: str, at: int, start: int) -> Node:
    name = WORDS[word]
    power = _power_of_function(parser, word)
    law = law_below(parser, at) if name == "expect" and is_law_below(parser) else None
    if parser.peek() == "_":
        _refuse_index(parser, word)
    given: tuple[Symbol, ...] = ()
    if name in _MEANS and parser.peek() in CLOSER:
        read = mean(parser, name, CLOSER[parser.take()], at)
        args, given = read.args, read.data
    elif parser.peek() in CLOSER:
        args = parser.several(CLOSER[parser.take()])
    else:
        args = (_bare_argument(parser, start),)
    needed = _OF_SEVERAL.get(name, 1)
    if len(args) < needed or (len(args) > needed and name not in ("max", "min")):
        parser.refuse(f"{word} takes {needed} argument(s), got {len(args)}", at)
    if law is not None:
        return Node("average", (law, *args), at=at)
    of_matrices = name in _OF_MATRICES
    node = Node(name, args, given, at) if of_matrices else Node("call", args, name, at)
    return Node("pow", (node, power), at=at) if power else node


def _refuse_index(parser: Parser, word: str) -> NoReturn:
    at = parser.at
    if WORDS[word] == "log" and parser.peek(1):
        parser.take()
        base = parser.braced().strip("{} ") if parser.peek() == "{" else parser.take()
        parser.refuse(rf"write the logarithm to base {base} as \frac{{\log x}}{{\log {base}}}", at)
    parser.refuse(f"an index at {word} is not read: write it out, or declare the whole name", at)


def _power_of_function(parser: Parser, word: str) -> Node | None:
    r"""The power in ``\sin^2\alpha``."""
    if not parser.accept("^"):
        return None
    power = script(parser)
    if power.op == "neg":
        parser.refuse(f"is it 1/\\{word} or the inverse function? Write \\frac or \\arc{word}")
    return power


def _bare_argument(parser: Parser, start: int) -> Node:
    """The argument of a function without parentheses: one factor, and only where that is clear."""
    head = parser.written(start)
    if parser.peek() in ("+", "-"):
        parser.refuse(f"the argument of {head} needs parentheses")
    begin = parser.position
    is_sum = parser.peek() in (r"\sum", r"\prod")
    argument = parser.primary() if is_sum else without_power(parser)
    if (
        argument.op == "number"
        and not _ends_bare(parser)
        and parser.peek() not in ("^", "!", "/", "(")
    ):
        factor = without_power(parser)
        argument = Node("mul", (argument, factor), frozenset(), argument.at)
    if parser.stops() if is_sum else _ends_bare(parser):
        return argument
    inside = parser.written(begin)
    here = parser.position
    following = parser.take()
    if following == "^":
        exponent = parser.braced() if parser.peek() == "{" else parser.peek()
        choices = f"({head} {inside})^{exponent} or {head}({inside}^{exponent})"
    elif following == "/":
        choices = f"{head}({inside}) / ... or {head}({inside} / ...)"
    else:
        rest = parser.written(here)
        choices = f"{head}({inside}) {rest} or {head}({inside} {rest})"
    parser.position = here
    parser.refuse(f"is it {choices}? Use parentheses")


def _ends_bare(parser: Parser) -> bool:
    return parser.stops() or parser.peek() in TIMES or parser.peek() in _COMMAND_TOKENS


def _expectation(parser: Parser) -> Node:
    if parser.peek(1) not in ("[", "_"):
        parser.refuse(f"E is not declared; declared are {parser.names.listed()}")
    return function(parser)


def _gamma(parser: Parser) -> Node:
    at, start = parser.at, parser.position
    parser.take()
    return _function_named(parser, "gamma", at, start)


def without_power(parser: Parser) -> Node:
    """A primary with its index; a power behind it is left standing."""
    node = parser.primary()
    if node.op == "paren" and parser.peek() == "_":
        node = Node("entry", (node, *indices(parser)), at=node.at)
    return node


def identity_behind(parser: Parser, at: int) -> Node:
    """The identity matrix whose letter was just read, with its size if one is written."""
    sizes = indices(parser) if parser.peek() == "_" else ()
    if len(sizes) > 1:
        parser.refuse("an identity matrix has one size: I_n", at)
    return Node("identity", sizes, at=at)


_COMMAND_TOKENS = frozenset(f"\\{word}" for word in COMMANDS)
FUNCTIONS: dict[str, Form] = {
    r"\operatorname": _operator, r"\mathrm": _operator, r"\mathbb": _operator,
    "E": _expectation, r"\Gamma": _gamma, **dict.fromkeys(_COMMAND_TOKENS, function),
}  # fmt: skip
