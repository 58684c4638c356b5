"""Small wrong versions of a formula: a check that lets one pass has no teeth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations

from linebyline.proof.limits import infinite
from linebyline.proof.piecewise import cases, indicator, rows_of
from linebyline.proof.relation import MIRROR, ORDER, Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import BINDERS, bound_in, rebuild, replace, walk
from linebyline.proof.tree import Expr, ShapeError, add, apply, mul, neg, number, symbol

Mutant = tuple[str, Expr]
RelationMutant = tuple[str, Relation]
_SWAPPED = {"sin": "cos", "cos": "sin", "max": "min", "min": "max"}
_TURNED = {
    "argmax": "argmin", "argmin": "argmax", "maximum": "minimum", "minimum": "maximum",
}  # fmt: skip
_DROPPED = frozenset({"sqrt", "log", "exp", "abs"})


def representative(all_mutants: Sequence[RelationMutant], most: int) -> list[RelationMutant]:
    """Return at most so many of the mutants: of every kind its share, evenly over the places.

    A kind with few mutants keeps all of them; the others share what is left equally. The choice
    depends on nothing but the mutants.
    """
    if len(all_mutants) <= most:
        return list(all_mutants)
    places: dict[str, list[int]] = {}
    for place, (kind, _) in enumerate(all_mutants):
        places.setdefault(kind, []).append(place)
    chosen: list[int] = []
    by_size = sorted(places.values(), key=len)
    for position, own in enumerate(by_size):
        share = min(len(own), (most - len(chosen)) // (len(by_size) - position))
        chosen += [own[(2 * k + 1) * len(own) // (2 * share)] for k in range(share)]
    return [all_mutants[place] for place in sorted(chosen)]


def relation_mutants(relation: Relation, *, both_sides: bool) -> Iterator[RelationMutant]:
    """Yield mutants of a relation's right side, of its left side where asked, and of its sign."""
    for kind, side in _side_mutants(relation.right):
        yield kind, Relation(relation.sign, relation.left, side, relation.wrt)
    if both_sides and relation.sign != "implies":
        for kind, side in _side_mutants(relation.left):
            yield kind, Relation(relation.sign, side, relation.right, relation.wrt)
    if relation.sign in ORDER:
        yield "flipped relation", Relation(MIRROR[relation.sign], relation.left, relation.right)


def _side_mutants(side: Expr | Relation) -> Iterator[tuple[str, Expr | Relation]]:
    if isinstance(side, Relation):
        yield from relation_mutants(side, both_sides=True)
    else:
        yield from mutants(side)


def mutants(expr: Expr) -> Iterator[Mutant]:
    """Yield each distinct formula that differs from ``expr`` by one small slip, with its kind."""
    seen = {expr}
    alike = _interchangeable(expr)
    for path, node in walk(expr):
        parent = _parent(expr, path)
        names = {} if _is_in_remainder(expr, path) else alike
        for kind, changed in _slips(node, parent, path[-1] if path else 0, names):
            try:
                mutant = replace(expr, path, changed)
            except TypeError:  # the slip does not fit in shape
                continue
            if mutant.shape == expr.shape and mutant not in seen:
                seen.add(mutant)
                yield kind, mutant


def _is_in_remainder(expr: Expr, path: tuple[int, ...]) -> bool:
    """Whether a node is in O(...), which speaks of one name: another one would not be a slip."""
    holders = (_parent(expr, path[: k + 1]) for k in range(len(path)))
    return any(holder is not None and holder.op == "order" for holder in holders)


def _parent(expr: Expr, path: tuple[int, ...]) -> Expr | None:
    if not path:
        return None
    for step in path[:-1]:
        expr = expr.args[step]
    return expr


def _slips(
    node: Expr, parent: Expr | None, position: int, alike: dict[Symbol, list[Symbol]]
) -> Iterator[Mutant]:
    args = node.args
    match node.op:
        case "add":
            for i, term in enumerate(args):
                flipped = term.args[0] if term.op == "neg" else neg(term)
                yield "sign", add(*args[:i], flipped, *args[i + 1 :])
                yield "dropped term", add(*args[:i], *args[i + 1 :])
        case "neg" if (parent is None or parent.op != "add") and not infinite(node):
            yield "sign", args[0]
        case "mul":
            yield from _dropped_factors(args)
        case "div":
            yield "coefficient", rebuild(node, (args[0], number(2) * args[1]))
        case "number":
            yield from _number_slips(node, parent, position)
        case "pow" if args[1].op != "number":
            yield "exponent", rebuild(node, (args[0], args[1] + 1))
        case "call":
            if node.data in _SWAPPED:
                yield "swapped function", Expr("call", args, _SWAPPED[node.data])
            if node.data in _DROPPED:
                yield "dropped function", args[0]
        case "cases" | "indicator":
            yield from _turned_conditions(node)
        case "slope":
            yield "dropped derivative", apply(node.data, args[0])
        case "transpose" | "inverse" | "norm":
            yield f"dropped {node.op}", args[0]
        case "probability":
            yield from _probability_slips(node)
        case "expect" | "variance" | "covariance" if node.data:
            for i in range(len(node.data)):
                fewer = node.data[:i] + node.data[i + 1 :]
                yield "dropped condition", Expr(node.op, args, fewer or None, node.shape)
        case "argmax" | "argmin" | "maximum" | "minimum" | "sum" | "prod" | "integral":
            yield from _slips_over_range(node)
        case "blocks":
            for i, j in combinations(range(len(args)), 2):
                if args[i].shape == args[j].shape and args[i] != args[j]:
                    swapped = list(args)
                    swapped[i], swapped[j] = args[j], args[i]
                    yield "swapped blocks", rebuild(node, tuple(swapped))
        case "symbol" if parent is None or parent.op not in ("diff", "nabla") or position == 0:
            for other in alike.get(node.data, ()):
                yield "swapped symbols", symbol(other)
        case _:
            return


def _slips_over_range(node: Expr) -> Iterator[Mutant]:
    """The other extremum, and a range that begins later or ends earlier."""
    if node.op in _TURNED:
        yield "swapped function", Expr(_TURNED[node.op], node.args, node.data)
    if node.op == "integral":
        yield from _slips_of_limits(node)
    elif len(node.args) == 3:
        body, first, last = node.args
        yield "index range", rebuild(node, (body, first + 1, last))
        if not infinite(last):
            yield "index range", rebuild(node, (body, first, last - 1))


def _slips_of_limits(node: Expr) -> Iterator[Mutant]:
    """The limits of an integral exchanged, or a finite one moved."""
    body, low, high = node.args
    yield "swapped limits", rebuild(node, (body, high, low))
    if not infinite(low):
        yield "limit", rebuild(node, (body, low + 1, high))
    if not infinite(high):
        yield "limit", rebuild(node, (body, low, high + 1))


def _turned_conditions(node: Expr) -> Iterator[Mutant]:
    """One comparison of one row turned round, or the values of two rows exchanged."""
    rows = rows_of(node)
    for i, (value, condition) in enumerate(rows):
        for k, c in enumerate(condition):
            if c.sign in ORDER:
                turned = Relation(MIRROR[c.sign], c.left, c.right)
                changed = (value, (*condition[:k], turned, *condition[k + 1 :]))
                if node.op == "indicator":
                    yield "turned condition", indicator(changed[1])
                else:
                    yield "turned condition", cases([*rows[:i], changed, *rows[i + 1 :]])
    if node.op == "cases":
        for i in range(len(rows) - 1):
            (first, here), (second, there) = rows[i : i + 2]
            swapped = [(second, here), (first, there)]
            yield "swapped cases", cases([*rows[:i], *swapped, *rows[i + 2 :]])


def _probability_slips(node: Expr) -> Iterator[Mutant]:
    """What is given and what is asked for exchanged; what is given forgotten."""
    name, left, given = node.data
    if given:
        front, back = node.args[: len(left)], node.args[len(left) :]
        yield "inverted condition", Expr("probability", (*back, *front), (name, given, left))
        yield "dropped condition", Expr("probability", front, (name, left, ()))


def _dropped_factors(factors: tuple[Expr, ...]) -> Iterator[Mutant]:
    for i in range(len(factors)):
        with suppress(ShapeError):
            yield "dropped factor", mul(*factors[:i], *factors[i + 1 :])


def _number_slips(node: Expr, parent: Expr | None, position: int) -> Iterator[Mutant]:
    is_exponent = parent is not None and parent.op == "pow" and position == 1
    is_end = parent is not None and parent.op in (*BINDERS, "order") and position > 0
    if not is_end:
        yield "exponent" if is_exponent else "coefficient", number(node.data + 1)
    if node.data != 0 and not is_exponent and not is_end:
        yield "coefficient", number(2 * node.data)


def _interchangeable(expr: Expr) -> dict[Symbol, list[Symbol]]:
    """For each free symbol, the others of the formula that could stand in its place."""
    bound = bound_in(expr)
    free = [node.data for _, node in walk(expr) if node.op == "symbol" and node.data not in bound]
    names = sorted(set(free), key=lambda name: name.tex)
    sort = {name: (name.kind, name.dims, name.domain.base) for name in names}
    return {name: [o for o in names if o != name and sort[o] == sort[name]] for name in names}
