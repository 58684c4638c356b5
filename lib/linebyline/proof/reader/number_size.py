"""How large the numbers in a text are: a bound, found without computing any of them."""

from __future__ import annotations

import math

from linebyline.proof.reader.syntax import Node

LARGEST_BITS = 4096
_LITERAL = frozenset({"number", "constant", "paren", "neg", "add", "mul", "div", "pow", "call"})


def written_out(node: Node) -> float:
    """A bound on the binary digits of a power or function when it is written out.

    A power of a formula with names counts by its exponent, which is the degree of its expansion.
    Of an exponent with names, what is added counts: 2^{n + 9} is 2^n 2^9. Powers of e are never
    written out.
    """
    if node.op != "pow":
        return _binary_digits(node)
    base, exponent = node.args
    if (base.op, base.data) == ("constant", "e"):
        return 0
    return (_binary_digits(base) or 1) * (_largest(exponent) or _added(exponent))


def _binary_digits(node: Node) -> float:
    """A bound on the binary digits of a formula of numbers; 0 where a name occurs in it."""
    inner = [_binary_digits(part) for part in node.args]
    if node.op not in _LITERAL or not all(inner):
        return 0
    match node.op:
        case "number":
            return max(1, int(node.data).bit_length())
        case "constant":
            return 2
        case "add" | "mul" | "div":
            return sum(inner) + 1
        case "pow":
            return inner[0] * _largest(node.args[1])
        case "call" if node.data == "factorial":
            return inner[0] * _largest(node.args[0])
        case "call" if node.data == "binomial":
            return _largest(node.args[0])
        case _:
            return max(inner)


def _largest(node: Node) -> float:
    """A bound on the absolute value of a formula of numbers; 0 where a name occurs in it."""
    match node.op:
        case "number":
            return max(1.0, float(node.data))
        case "paren" | "neg":
            return _largest(node.args[0])
        case "div" if node.args[1].op == "number":
            return _largest(node.args[0])
        case _:
            bits = _binary_digits(node)
            return _to_the(2, bits) if bits else 0


def _added(node: Node) -> float:
    """A bound on the number that expanding a formula with names adds to the names."""
    if known := _largest(node):
        return known
    match node.op:
        case "paren" | "neg":
            return _added(node.args[0])
        case "div":
            top, bottom = node.args
            by = 0 if bottom.op == "number" else _binary_digits(bottom)
            return _added(top) * _to_the(2, by)
        case "add":
            return sum(map(_added, node.args))
        case "mul":
            return math.prod(map(_added, node.args))
        case "pow":
            return _to_the(_added(node.args[0]), _largest(node.args[1]))
        case _:
            return 0


def _to_the(base: float, exponent: float) -> float:
    return base**exponent if exponent * math.log2(base + 2) < 1000 else math.inf
