"""Capture-free substitution, and the unfolding of definitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import BINDERS, rebuild, sizes_of, symbols_in, with_sizes
from linebyline.proof.tree import Expr, symbol
from linebyline.proof.verdict import LineError


@dataclass(frozen=True, slots=True)
class Definition:
    r"""``name(parameters) := body``; the parameters are indices or arguments.

    ``c := a + b`` has no parameters, ``p_k := \ldots`` one index, ``f(x) := \ldots`` one argument.
    """

    name: Symbol
    parameters: tuple[Symbol, ...]
    body: Expr


def substitute(expr: Expr, values: Mapping[Symbol, Expr]) -> Expr:
    """Replace free symbols by formulas; a bound index that would capture a name is renamed."""
    if not values or not (symbols_in(expr) & values.keys()):
        return expr
    if expr.op == "symbol":
        if expr.data.law is not None and not values.keys().isdisjoint(expr.data.law.names):
            raise LineError(f"the law of {expr.data.tex} depends on a name that is put in for")
        return values.get(expr.data, expr)
    if expr.op in ("expect", "variance", "covariance"):
        _refuse_given(expr, values)
    if expr.op == "order" and expr.data in values:
        raise LineError(f"O(...) is about {expr.data.tex}, so nothing can be put in for it")
    if expr.op in BINDERS:
        return _substitute_under_binder(expr, values)
    sizes = sizes_of(expr)
    if sizes:
        expr = with_sizes(expr, tuple(substitute(size, values) for size in sizes))
    return rebuild(expr, tuple(substitute(child, values) for child in expr.args))


def substitute_relation(relation: Relation, values: Mapping[Symbol, Expr]) -> Relation:
    """Replace free symbols on both sides of a relation."""
    return _with_sides(relation, lambda side: substitute(side, values))


def unfold(expr: Expr, definitions: Mapping[Symbol, Definition]) -> Expr:
    """Replace every defined name by what it stands for, to the bottom."""
    if not definitions:
        return expr
    head, arguments = expr, expr.args
    if expr.op in ("entry", "member"):
        head, arguments = expr.args[0], expr.args[1:]
    elif expr.op in ("sum", "prod", "maximum", "minimum"):
        expr = _fresh_if_free_in_definitions(expr, definitions)
        arguments = expr.args
    definition = definitions.get(head.data) if head.op in ("symbol", "apply") else None
    if definition is not None and len(definition.parameters) == len(arguments):
        unfolded = (unfold(argument, definitions) for argument in arguments)
        values = dict(zip(definition.parameters, unfolded, strict=True))
        return substitute(unfold(definition.body, definitions), values)
    return rebuild(expr, tuple(unfold(child, definitions) for child in expr.args))


def unfold_relation(relation: Relation, definitions: Mapping[Symbol, Definition]) -> Relation:
    """Replace defined names on both sides of a relation."""
    return _with_sides(relation, lambda side: unfold(side, definitions))


def _with_sides(relation: Relation, change: Callable[[Expr], Expr]) -> Relation:
    """Change the formulas on both sides, and so within the lines that a side is."""

    def side(part: Expr | Relation) -> Expr | Relation:
        return _with_sides(part, change) if isinstance(part, Relation) else change(part)

    return replace(relation, left=side(relation.left), right=side(relation.right))


def _refuse_given(expr: Expr, values: Mapping[Symbol, Expr]) -> None:
    for name in expr.data or ():
        if not values.keys().isdisjoint({name, *name.law.names}):
            raise LineError(f"{name.tex} is given in an expectation: nothing is put in for it")


def _substitute_under_binder(expr: Expr, values: Mapping[Symbol, Expr]) -> Expr:
    index: Symbol = expr.data
    inner = {name: value for name, value in values.items() if name != index}
    body, *ends = expr.args
    taken: set[Symbol] = set().union(*(symbols_in(value) for value in inner.values()))
    if index in taken:
        expr = _rename(expr, taken | symbols_in(body))
        index, body = expr.data, expr.args[0]
    ends = [substitute(end, values) for end in ends]
    renamed = Expr(expr.op, expr.args, index, expr.shape)
    return rebuild(renamed, (substitute(body, inner), *ends))


def _rename(expr: Expr, taken: set[Symbol]) -> Expr:
    """Give the bound index a name that occurs nowhere in ``taken``."""
    names = {name.tex for name in taken}
    fresh = expr.data.tex
    while fresh in names:
        fresh += "'"
    index = replace(expr.data, tex=fresh)
    body = substitute(expr.args[0], {expr.data: symbol(index)})
    return Expr(expr.op, (body, *expr.args[1:]), index, expr.shape)


def _fresh_if_free_in_definitions(expr: Expr, definitions: Mapping[Symbol, Definition]) -> Expr:
    """Rename a bound index that some definition mentions freely."""
    free: set[Symbol] = set()
    for definition in definitions.values():
        free |= symbols_in(definition.body) - set(definition.parameters)
    return _rename(expr, free | symbols_in(expr.args[0])) if expr.data in free else expr
