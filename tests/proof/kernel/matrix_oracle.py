"""Exact values of matrix formulas at random points: a judge that shares no code with the kernel."""

from fractions import Fraction
from random import Random
from typing import TypeAlias

from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

Table: TypeAlias = list[list[Fraction]]
Point: TypeAlias = dict[Symbol, Table | Fraction]


class NoValueError(ArithmeticError):
    """The formula has no value at the point."""


def times(a: Table, b: Table) -> Table:
    columns = turned(b)
    zero = Fraction(0)
    return [[sum((x * y for x, y in zip(r, c, strict=True)), zero) for c in columns] for r in a]


def plus(a: Table, b: Table, factor: Fraction | int = 1) -> Table:
    return [[x + factor * y for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]


def turned(a: Table) -> Table:
    return [list(column) for column in zip(*a, strict=True)]


def unit(size: int) -> Table:
    return [[Fraction(i == j) for j in range(size)] for i in range(size)]


def inverted(a: Table) -> Table:
    """Gauss and Jordan."""
    size = len(a)
    rows = [[*row, *one] for row, one in zip(a, unit(size), strict=True)]
    for k in range(size):
        pivot = next((i for i in range(k, size) if rows[i][k]), None)
        if pivot is None:
            raise NoValueError
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(size):
            if i != k:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[size:] for row in rows]


def determinant(a: Table) -> Fraction:
    """Expanded along the first row."""
    if not a:
        return Fraction(1)
    minors = [[row[:k] + row[k + 1 :] for row in a[1:]] for k in range(len(a))]
    return sum(
        ((-1) ** k * a[0][k] * determinant(minor) for k, minor in enumerate(minors)), Fraction(0)
    )


def random_point(symbols: set[Symbol], rng: Random) -> Point:
    """Sizes first, then scalars and matrices with their properties."""
    point: Point = {}
    for name in sorted(symbols, key=lambda s: (s.kind == "matrix", s.tex)):
        if name.kind == "matrix":
            rows, columns = (int(size_at(size, point)) for size in name.dims)
            point[name] = _random_matrix(rows, columns, name.properties, rng)
        elif name.tex in ("n", "d", "m"):
            point[name] = Fraction(rng.choice([2, 3, 3]) if name.tex == "n" else rng.choice([1, 2]))
        else:
            low = 1 if name.domain.is_positive else -3
            point[name] = Fraction(rng.choice([k for k in range(low, 4) if k]), rng.randint(1, 2))
    return point


def size_at(size: Expr, point: Point) -> Fraction:
    value = size.data if size.op == "number" else point[size.data]
    assert isinstance(value, Fraction)
    return value


def _random_matrix(rows: int, columns: int, properties: frozenset[str], rng: Random) -> Table:
    a = [[Fraction(rng.randint(-3, 3)) for _ in range(columns)] for _ in range(rows)]
    if "symmetric" in properties:
        return plus(a, turned(a))
    if "positive definite" in properties:
        return plus(times(a, turned(a)), unit(rows))
    if "positive semidefinite" in properties:
        return times(a, turned(a))
    if "diagonal" in properties:
        return [[x if i == j else Fraction(0) for j, x in enumerate(r)] for i, r in enumerate(a)]
    if "orthogonal" in properties:  # Cayley: (1 - Z)^{-1} (1 + Z) for a skew Z
        skew = plus(a, turned(a), -1)
        return times(inverted(plus(unit(rows), skew, -1)), plus(unit(rows), skew))
    if properties & {"invertible", "full column rank", "nonzero"}:
        try:
            inverted(times(turned(a), a))
        except NoValueError:
            return _random_matrix(rows, columns, properties, rng)
    return a


def value_at(expr: Expr, point: Point) -> Table:
    """The value as a table; a number is a table of one entry."""
    match expr.op:
        case "number":
            return [[expr.data]]
        case "symbol":
            value = point[expr.data]
            return [[value]] if isinstance(value, Fraction) else value
        case "identity":
            return unit(int(size_at(expr.data, point)))
        case "add":
            result = value_at(expr.args[0], point)
            for term in expr.args[1:]:
                result = plus(result, value_at(term, point))
            return result
        case "neg":
            return scaled(value_at(expr.args[0], point), Fraction(-1))
        case "mul":
            return _product([(f.shape, value_at(f, point)) for f in expr.args])
        case "transpose":
            return turned(value_at(expr.args[0], point))
        case "inverse":
            return inverted(value_at(expr.args[0], point))
        case "trace":
            inner = value_at(expr.args[0], point)
            return [[sum((inner[k][k] for k in range(len(inner))), Fraction(0))]]
        case "det":
            return [[determinant(value_at(expr.args[0], point))]]
    raise NotImplementedError(expr.op)


def scaled(a: Table, factor: Fraction) -> Table:
    return [[factor * x for x in row] for row in a]


def _product(factors: list[tuple[object, Table]]) -> Table:
    """Numbers multiply; matrices multiply in order, and a (1, 1) product goes on as a number."""
    scale, matrix = Fraction(1), None
    for shape, value in factors:
        if shape is None:
            scale *= value[0][0]
            continue
        if matrix is not None and len(matrix[0]) != len(value):
            assert len(matrix) == len(matrix[0]) == 1
            scale, matrix = scale * matrix[0][0], None
        matrix = value if matrix is None else times(matrix, value)
    return [[scale]] if matrix is None else scaled(matrix, scale)
