"""The declared domain of several names together, and points drawn from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from random import Random

from flint import fmpq

from linebyline.proof.densities import is_density
from linebyline.proof.refuter.draw_arrays import draw_array, far_scale, is_cone
from linebyline.proof.refuter.draw_convex import draw_convex
from linebyline.proof.refuter.draw_densities import DecayingFunction, DrawnDensity
from linebyline.proof.refuter.draw_functions import UnknownFunction
from linebyline.proof.refuter.draw_matrices import draw_matrix, has_properties
from linebyline.proof.refuter.draw_scalars import EmptyDomainError, belongs, draw
from linebyline.proof.refuter.entries import entries_of
from linebyline.proof.refuter.environment import Env, Value
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import Number, Undefined, integer, zero_test
from linebyline.proof.refuter.stand_ins import stand_in
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import SHAPES, Symbol
from linebyline.proof.tables import as_sums
from linebyline.proof.traversal import BINDERS, sizes_of, walk
from linebyline.proof.tree import Expr

_MOST_ENTRIES = 40
_TWINS = 0.2  # share of special families whose members are all the same
_SIZES = (1, 2, 2, 3, 3, 5)
_RIGID = frozenset({"orthogonal", "probabilities"})
_ORDER = {"scalar": 1, "index": 2, "array": 3, "matrix": 3, "family": 3, "function": 4, "random": 5}


@lru_cache(maxsize=20_000)
def free_names(expr: Expr) -> frozenset[Symbol]:
    """Names that a value of the formula depends on: free symbols, with their sizes and ranges."""
    found: set[Symbol] = set()
    parts = expr.args
    if expr.op in BINDERS:
        found |= free_names(parts[0]) - {expr.data}
        parts = parts[1:]
    elif isinstance(expr.data, Symbol):
        found |= _with_sizes(expr.data)
    elif expr.op == "probability":
        found |= free_names(as_sums(expr))
    elif expr.op in ("expect", "variance", "covariance"):
        found = found.union(*(_with_sizes(name) for name in expr.data or ()))
    for part in (*parts, *sizes_of(expr)):
        found |= free_names(part)
    return frozenset(found)


def _with_sizes(name: Symbol) -> set[Symbol]:
    found = {name}
    for size in (*name.dims, *(name.span or ())):
        found |= free_names(size)
    if name.law is not None:
        found = found.union(*(_with_sizes(parameter) for parameter in name.law.names))
    return found


def free_in_relation(relation: Relation) -> frozenset[Symbol]:
    """Free names of both sides."""
    names = set(relation.wrt)
    for formula in relation.formulas:
        names |= free_names(formula)
    return frozenset(names)


def sizes_in_relation(relation: Relation) -> frozenset[Symbol]:
    """Free names that stand for the size of an identity or zero matrix."""
    nodes = [node for formula in relation.formulas for _, node in walk(formula)]
    return frozenset().union(*(free_names(size) for node in nodes for size in sizes_of(node)))


class Space:
    """Names with their domains, in an order in which they can be drawn one after the other.

    Attributes:
        decaying: whether most unknown functions are drawn such that their integrals converge.
    """

    def __init__(
        self,
        names: Iterable[Symbol],
        sizes: frozenset[Symbol] = frozenset(),
        *,
        decaying: bool = False,
    ) -> None:
        self.decaying = decaying
        self._narrow = False  # whether the densities of the point being drawn are
        every: set[Symbol] = set()
        for name in names:
            every |= _with_sizes(name)
        self.sizes = sizes.union(
            *(free_names(size) for name in every for size in (*name.dims, *(name.span or ())))
        ) & frozenset(s for s in every if s.kind == "scalar")
        self.symbols = sorted(every, key=self._rank)
        self.by_name = {symbol.tex: symbol for symbol in self.symbols}

    def _rank(self, symbol: Symbol) -> tuple[int, int, str]:
        depth = len(free_names(symbol.span[1])) if symbol.span else 0
        kind = "random" if symbol.law is not None else symbol.kind
        return (0 if symbol in self.sizes else _ORDER[kind], depth, symbol.tex)

    def draw(
        self, rng: Random, *, special: bool = False, fixed: Mapping[str, Value] | None = None
    ) -> Env:
        """Return a point of the domain, assumptions not yet considered.

        Args:
            rng: source of randomness.
            special: whether to favour special values: zero, one, ties, singular matrices.
            fixed: values that are given.

        Raises:
            EmptyDomainError: if a domain has no member.
            Undefined: if the drawn sizes leave an index no value.
        """
        env: Env = {}
        tying = rng.choice((0.0, 0.1, 0.3, 1.0)) if special else 0.0
        ties: dict[object, Number] = {}
        self._narrow = special and self.decaying and rng.random() < 0.5
        for symbol in self.symbols:
            if fixed and symbol.tex in fixed:
                env[symbol.tex] = fixed[symbol.tex]
                continue
            is_plain = symbol.kind == "scalar" and symbol.law is None
            if is_plain and symbol.domain in ties and rng.random() < tying:
                env[symbol.tex] = ties[symbol.domain]
                continue
            env[symbol.tex] = self.draw_one(symbol, env, rng, special=special)
            if is_plain:
                ties[symbol.domain] = env[symbol.tex]
        return env

    def draw_one(self, symbol: Symbol, env: Env, rng: Random, *, special: bool) -> Value:
        """Return a value of one name, the sizes and ranges before it being given."""
        if symbol.law is not None:
            return stand_in(symbol, env, rng)
        match symbol.kind:
            case "scalar" if symbol in self.sizes:
                return self._draw_size(symbol, rng, special)
            case "scalar":
                return draw(symbol.domain, rng, special=special and rng.random() < 0.6)
            case "index":
                return _draw_index(symbol, env, rng)
            case "array":
                return draw_array(symbol, shape_at(symbol, env), rng, special=special)
            case "matrix":
                return _draw_matrix(symbol, shape_at(symbol, env), rng, special)
            case "family":
                return _draw_family(symbol, env, rng, special)
            case _:
                return self._draw_function(symbol, rng)

    def _draw_function(self, symbol: Symbol, rng: Random) -> Value:
        if symbol.properties & SHAPES:
            return draw_convex(symbol, rng)
        if is_density(symbol):
            return DrawnDensity(symbol, rng, narrow=self._narrow)
        if self.decaying and DecayingFunction.suits(symbol.domain) and rng.random() < 0.7:
            return DecayingFunction(symbol.domain, rng)
        return UnknownFunction(symbol.domain, rng)

    def _draw_size(self, symbol: Symbol, rng: Random, special: bool) -> Number:
        many = len(self.sizes) > 2
        choices = (1, 1, 2, 3) if many and special else _SIZES if special else (2, 3)
        size = fmpq(rng.choice(choices))
        return size if belongs(symbol.domain, size) else draw(symbol.domain, rng, special=special)

    def admits(self, name: str, value: Value, env: Env | None = None) -> bool:
        """Return whether a value lies in its name's domain without doubt.

        Args:
            name: the name.
            value: its value.
            env: the point, which an index needs for the ends of its range.
        """
        symbol = self.by_name[name]
        if symbol.span is not None and (env is None or integer(value) not in span_at(symbol, env)):
            return False
        if not all(belongs(symbol.domain, entry) for entry in entries_of(value)):
            return False
        if isinstance(value, Matrix):
            return has_properties(value, symbol.properties)
        if symbol.kind == "family":
            return all(has_properties(part, symbol.properties) for part in value.values())
        return "probabilities" not in symbol.properties or _sums_to_one(value)


def shape_at(symbol: Symbol, env: Env) -> tuple[int, ...]:
    """Sizes of an array or matrix at a point."""
    return tuple(integer(evaluate(size, env)) for size in symbol.dims)


def span_at(symbol: Symbol, env: Env) -> range:
    """The values of an index at a point."""
    assert symbol.span is not None
    first, last = (integer(evaluate(end, env)) for end in symbol.span)
    return range(first, last + 1)


def _draw_index(symbol: Symbol, env: Env, rng: Random) -> Number:
    if symbol.span is None:
        return draw(symbol.domain, rng, special=False)
    values = span_at(symbol, env)
    if not values:
        raise Undefined(f"the index {symbol.tex} has no value at these sizes")
    return fmpq(rng.choice(values))


def _draw_family(
    symbol: Symbol, env: Env, rng: Random, special: bool
) -> dict[tuple[int, ...], Matrix]:
    *counts, rows, columns = shape_at(symbol, env)
    keys = list(product(*(range(1, count + 1) for count in counts)))
    if len(keys) * rows * columns > _MOST_ENTRIES:
        raise Undefined("too many entries")
    members = {key: _draw_matrix(symbol, (rows, columns), rng, special) for key in keys}
    if special and keys and rng.random() < _TWINS:
        return dict.fromkeys(keys, members[keys[0]])
    return members


def _draw_matrix(symbol: Symbol, shape: tuple[int, ...], rng: Random, special: bool) -> Matrix:
    rows, columns = shape
    if rows < 1 or columns < 1 or rows * columns > _MOST_ENTRIES:
        raise Undefined("a size out of reach")
    plain = symbol.domain

    def draw_entry() -> Number:
        if (
            plain.low is None
            and plain.high is None
            and plain.base == "real"
            and not plain.without_zero
        ):
            return fmpq(rng.choice((-3, -2, -1, 0, 1, 2, 3, 4, 5)), rng.choice((1, 1, 1, 2, 3)))
        return draw(plain, rng, special=False)

    odd = special and rng.random() < 0.6
    matrix = draw_matrix((rows, columns), symbol.properties, draw_entry, rng, special=odd)
    if matrix is None:
        words = ", ".join(sorted(symbol.properties))
        raise EmptyDomainError(f"no {words} matrix of shape ({rows}, {columns}) was found")
    if special and is_cone(plain) and not symbol.properties & _RIGID and rng.random() < 0.3:
        scale = far_scale(rng)
        matrix = matrix.map(lambda x: scale * x)
    if not all(belongs(plain, x) for x in matrix.entries):
        raise Undefined("an entry outside of its domain")
    return matrix


def _sums_to_one(values: dict[tuple[int, ...], Number]) -> bool:
    totals: dict[tuple[int, ...], Number] = {}
    for key, value in values.items():
        totals[key[:-1]] = totals.get(key[:-1], fmpq(0)) + value
    return all(zero_test(total - 1) is True for total in totals.values())
