"""What stands behind a factor: indices, powers, transposition, the factorial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linebyline.proof.reader.lexer import FONTS
from linebyline.proof.reader.syntax import CONSTANTS, Node
from linebyline.proof.tex_pieces import BARE_FUNCTIONS

if TYPE_CHECKING:
    from linebyline.proof.reader.grammar import Parser


def with_scripts(parser: Parser, node: Node, start: int) -> Node:
    """A primary with the scripts that follow it; it starts at a token."""
    place = parser.place_of(start)
    raised = False
    while parser.peek() in ("^", "_", "!", "'") or (parser.plain and parser.peek() == "."):
        token = parser.peek()
        if token == "_":
            node = _subscript(parser, node, place)
        elif token == "!":
            node = _factorial(parser, node, raised, place)
        else:
            if raised:
                parser.refuse("two superscripts: use parentheses")
            _may_be_raised(parser, node, start)
            node, raised = _superscript(parser, node, place), True
    return node


def _may_be_raised(parser: Parser, node: Node, start: int) -> None:
    if parser.plain:
        return
    if node.op == "pow" or (node.op == "call" and node.data in BARE_FUNCTIONS):
        written = parser.written(start)
        parser.refuse(f"is it ({written})^{{...}} or the function of a power? Use parentheses")
    if node.op == "div":
        parser.refuse("a power of a fraction needs parentheses around the fraction")


def _superscript(parser: Parser, base: Node, place: int) -> Node:
    token = parser.take()
    if token == ".":
        parser.need("T", "(.T is the transpose)")
        return Node("transpose", (base,), at=place)
    if token == "'":
        if not parser.plain:
            parser.refuse("primes are not read: write a derivative or ^\\top", place)
        return Node("transpose", (base,), at=place)
    if _accept_transpose(parser):
        return Node("transpose", (base,), at=place)
    if parser.accept("T"):
        return Node("raised to T", (base,), parser.names.names.get("T"), place)
    if [parser.peek(k) for k in (0, 1, 3)] == ["{", "-", "}"] and parser.peek(2) in ("T", r"\top"):
        parser.position += 4
        inverse = Node("inverse", (base,), at=place)
        return Node("transpose", (inverse,), at=place)
    return Node("pow", (base, script(parser)), at=place)


def _accept_transpose(parser: Parser) -> bool:
    r"""Step over ``\top``, or a T in a font of its own, with or without braces."""
    braces = parser.peek() == "{"
    mark = [parser.peek(k + braces) for k in range(3)]
    length = 1 if mark[0] == r"\top" else 2 if mark[0] in FONTS and mark[1] == "T" else 0
    if length and braces:
        length = length + 2 if mark[length] == "}" else 0
    parser.position += length
    return length > 0


def script(parser: Parser) -> Node:
    """What stands behind ``^``: one token, or a formula in braces."""
    if parser.accept("{"):
        return parser.until("}")
    if parser.plain and parser.accept("-"):
        inner = parser.primary()
        return Node("neg", (inner,), at=inner.at)
    token, at = parser.peek(), parser.at
    if token.isdigit() and len(token) > 1 and not parser.plain:
        parser.refuse(f"TeX takes only the first digit here: write {{{token}}}")
    if token in ("'", r"\prime", "*", r"\circ", r"\dagger", r"\perp", r"\star"):
        parser.refuse(f"^{token} has no meaning here, unless the whole name is declared")
    if not token or token == "}":
        parser.refuse("something is missing here")
    if not (token.isalnum() or token in parser.names or token in (*CONSTANTS, r"\infty")):
        parser.refuse("a longer exponent or index needs braces")
    short = type(parser)(
        parser.text, parser.tokens[: parser.position + 1], parser.names, parser.forms
    )
    short.position, short.closers = parser.position, parser.closers
    node = short.primary()
    parser.take()
    return Node(node.op, node.args, node.data, at)


def _subscript(parser: Parser, base: Node, place: int) -> Node:
    if base.op != "paren":
        parser.refuse("no index can stand here: put the formula before it in parentheses")
    return Node("entry", (base, *indices(parser)), at=place)


def indices(parser: Parser) -> tuple[Node, ...]:
    """The subscript of a name or group: one index, or several with commas."""
    parser.need("_")
    if parser.accept("{"):
        return parser.several("}")
    return (script(parser),)


def _factorial(parser: Parser, base: Node, raised: bool, place: int) -> Node:
    parser.take()
    if raised or parser.peek() in ("!", "^") or (base.op == "call" and base.data == "factorial"):
        parser.refuse("is the factorial of the power meant, or the power of the factorial?")
    return Node("call", (base,), "factorial", place)
