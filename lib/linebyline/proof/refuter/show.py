"""A counterexample in print: exact where it is rational, with enough digits where it is not."""

from __future__ import annotations

import flint
from flint import acb, fmpq

from linebyline.proof.laws import random_outside
from linebyline.proof.optima import OPS
from linebyline.proof.refuter.admissible import Admissible
from linebyline.proof.refuter.compare import Finding
from linebyline.proof.refuter.draw_densities import DrawnDensity
from linebyline.proof.refuter.draw_functions import UnknownFunction
from linebyline.proof.refuter.entries import entries_of
from linebyline.proof.refuter.environment import Env, Value
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import Number, to_ball
from linebyline.proof.refuter.point import Point
from linebyline.proof.refuter.space import free_in_relation
from linebyline.proof.refuter.stand_ins import StandIn
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr
from linebyline.proof.verdict import Witness

_BITS = 256
_FEW, _MANY = 4, 40
_LONGEST_RATIONAL = 30
_SHORT = 12


def witness_at(relation: Relation, point: Point, finding: Finding, pool: Admissible) -> Witness:
    """Return the counterexample at a point, in print.

    A relation up to a factor or a term fails between two places: both values of its variables are
    shown, and the sides as ``value here : value there``.
    """
    values = _shown_values(relation, point.at(_BITS), pool)
    if isinstance(finding.left, str):
        return Witness(values, finding.left, finding.right)
    if finding.other is None:
        digits = _telling_digits(finding.left, finding.right)
        sides = show(finding.left, digits), show(finding.right, digits)
        if finding.along is not None:
            name = next(letter for letter in "xvzpq" if letter not in values)
            values[name] = show(finding.along)
            sides = f"{sides[0]} (its form at {name})", f"{sides[1]} (its form at {name})"
        return Witness(values, *sides, certified=finding.certified and not _solved_roughly(pool))
    there = finding.other.at(_BITS)
    for symbol in pool.space.symbols:
        if symbol in relation.wrt:
            values[symbol.tex] += f", then {_show_symbol(symbol, there[symbol.tex], there)}"
    return Witness(values, _show_ratio(finding.left), _show_ratio(finding.right))


def place_at(relation: Relation, point: Point, pool: Admissible) -> str:
    """Return a point in print."""
    values = _shown_values(relation, point.at(_BITS), pool)
    return ", ".join(f"{name} = {value}" for name, value in values.items())


def _solved_roughly(pool: Admissible) -> bool:
    """Whether the point itself may rest on an integral whose tail was judged."""
    formulas = (f for c in pool.conditions for f in c.relation.formulas)
    return any(node.op == "integral" for formula in formulas for _, node in walk(formula))


def _show_ratio(pair: tuple[Value, Value]) -> str:
    return f"{show(pair[0])} : {show(pair[1])}"


def _shown_values(relation: Relation, env: Env, pool: Admissible) -> dict[str, str]:
    needed = free_in_relation(relation).union(*(c.names for c in pool.conditions))
    if isinstance(relation.left, Expr) and relation.left.op in OPS:
        needed -= set(relation.left.data)  # no single value of them matters
    for formula in relation.formulas:
        needed -= {node.data for _, node in walk(formula) if node.op == "order"}
    shown = [symbol for symbol in pool.space.symbols if symbol in needed]
    taken = frozenset().union(*(random_outside(formula) for formula in relation.formulas))
    return {
        symbol.tex: show(env[symbol.tex].realised(env))
        if symbol in taken
        else _show_symbol(symbol, env[symbol.tex], env)
        for symbol in shown
    }


def _show_symbol(symbol: Symbol, value: Value, env: Env) -> str:
    if isinstance(value, StandIn):
        return value.show(env)
    if isinstance(value, UnknownFunction | DrawnDensity):
        return value.show(symbol.tex, len(symbol.dims)).partition(" = ")[2]
    return show(value)


def show(value: Value, digits: int = _FEW) -> str:
    """Return a value in print: ``3/4``, ``0.7071…``, ``(1, -1)``, ``[[1, 0], [0, 1]]``."""
    if isinstance(value, Matrix):
        if value.shape[1] == 1:
            return _in_brackets([show(x, digits) for x in value.entries])
        return "[" + ", ".join(_row([show(x, digits) for x in row]) for row in value.rows) + "]"
    if isinstance(value, dict):
        return _show_array(value, digits)
    return _show_number(value, digits)


def _show_array(value: dict[tuple[int, ...], Number], digits: int) -> str:
    if not value:
        return "()"
    last = max(value)
    if len(last) == 1:
        return _in_brackets([show(value[key], digits) for key in sorted(value)])
    rows = [
        _show_array({key[1:]: x for key, x in value.items() if key[0] == first}, digits)
        for first in range(1, last[0] + 1)
    ]
    return "[" + ", ".join("[" + row[1:-1] + "]" if row[0] == "(" else row for row in rows) + "]"


def _in_brackets(parts: list[str]) -> str:
    return "(" + ", ".join(parts) + ")"


def _row(parts: list[str]) -> str:
    return "[" + ", ".join(parts) + "]"


def _show_number(number: Number, digits: int) -> str:
    if type(number) is fmpq:
        text = str(number)
        return (
            text if len(text) <= _LONGEST_RATIONAL else _decimal(flint.arb(number), max(digits, 6))
        )
    if type(number) is acb:
        return _show_complex(number, digits)
    return _decimal(number, digits)


def _show_complex(number: Number, digits: int) -> str:
    if number.imag.is_zero():
        return _decimal(number.real, digits)
    imaginary = _decimal(abs(number.imag), digits)
    imaginary = "i" if imaginary == "1" else f"{imaginary}i"
    minus = bool(number.imag < 0)
    if number.real.is_zero():
        return f"-{imaginary}" if minus else imaginary
    return f"{_decimal(number.real, digits)} {'-' if minus else '+'} {imaginary}"


def _decimal(ball: Number, digits: int) -> str:
    """Return the middle of a ball, cut off with an ellipsis; a short fraction as it is."""
    if ball.is_exact():
        text = str(ball.fmpq())
        if len(text) <= _SHORT:
            return text
    text = str(ball.mid().str(digits + 1, radius=False))
    mantissa, _, exponent = text.partition("e")
    return f"{mantissa}… · 10^{int(exponent)}" if exponent else f"{mantissa}…"


def _telling_digits(left: Value, right: Value) -> int:
    """Return the number of digits at which two values differ in decimals."""
    for digits in range(_FEW, _MANY):
        if _in_decimals(left, digits) != _in_decimals(right, digits):
            return digits
    return _MANY


def _in_decimals(value: Value, digits: int) -> list[str]:
    return [str(flint.acb(to_ball(x)).str(digits + 1, radius=False)) for x in entries_of(value)]
