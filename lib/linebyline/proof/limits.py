r"""Limits, and remainders :math:`O(g)`.

| op | args | data |
| --- | --- | --- |
| limit, limit_above, limit_below | body, point | the variable |
| order | g, point | the variable |

``limit`` comes from both sides, as far as they belong to the variable's domain. A point is a
formula, or plus or minus the constant ``oo``. A remainder stands as a term of a side:
``f = h + O(g)`` says that |f - h| is at most a constant times |g| near the point, for each value of
all other names.
"""

from __future__ import annotations

from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import symbols_in
from linebyline.proof.tree import Expr, ShapeError, constant, number

LIMITS = ("limit", "limit_above", "limit_below")


def limit(body: Expr, variable: Symbol, point: Expr, side: int = 0) -> Expr:
    """The limit of a number; side 1 from above, -1 from below, 0 from both."""
    _need_numbers(body, variable, point)
    op = {0: "limit", 1: "limit_above", -1: "limit_below"}[side]
    return Expr(op, (body, point), variable)


def order(size: Expr, variable: Symbol, point: Expr) -> Expr:
    """What is at most a constant times ``size`` near the point."""
    _need_numbers(size, variable, point)
    return Expr("order", (size, point), variable)


def _need_numbers(body: Expr, variable: Symbol, point: Expr) -> None:
    if body.shape is not None or point.shape is not None:
        raise ShapeError("a limit is taken of a number, at a number or at infinity")
    if variable.kind not in ("scalar", "index") or not variable.domain.is_real:
        raise ShapeError(f"{variable.tex} is no real number that could tend to a point")
    if variable in symbols_in(point):
        raise ShapeError(f"the point to which {variable.tex} tends depends on it")


def infinite(point: Expr) -> int:
    """1 or -1 for a point at infinity, 0 for a number."""
    if point.op == "neg":
        return -infinite(point.args[0])
    return int(point.op == "constant" and point.data == "oo")


def usual_point(size: Expr) -> tuple[Symbol, Expr] | None:
    """Where O(g) is meant if nothing is said: a real number tends to 0, a whole one to infinity."""
    names = [name for name in symbols_in(size) if name.kind in ("scalar", "index")]
    if len(names) != 1:
        return None
    return names[0], constant("oo") if names[0].domain.is_integer else number(0)


def without_orders(side: Expr) -> tuple[Expr, list[Expr]]:
    """A side without its remainders, and these."""
    terms = list(side.args) if side.op == "add" else [side]
    bare = [term.args[0] if term.op == "neg" else term for term in terms]
    orders = [term for term in bare if term.op == "order"]
    kept = [term for term, inner in zip(terms, bare, strict=True) if inner.op != "order"]
    if not orders:
        return side, []
    rest = kept[0] if len(kept) == 1 else Expr("add", tuple(kept)) if kept else number(0)
    return rest, orders
