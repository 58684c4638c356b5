"""Formulas written out at given sizes: no sums, no matrices, no indices are left.

Every size and every index is a number here. A sum becomes its terms, a product its factors, a
matrix the table of its entries, each entry a name of its own. The result has the value of the
formula wherever the formula has one, so what is proved of it holds for the formula at these sizes.
Constructions that are not listed are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from linebyline.proof.laws import AnyLaw, Bernoulli, Gaussian, Law, Uniform
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.numbers import Undecided, Undefined, Unsupported, integer
from linebyline.proof.relation import Relation
from linebyline.proof.rungs import grids
from linebyline.proof.rungs.grids import ONE, ZERO, Grid, TooLargeToWrite, plus, times
from linebyline.proof.rungs.written_names import SYMMETRIC, entry_name, written_matrix
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import rebuild
from linebyline.proof.tree import Expr, diff, div, number, power, symbol
from linebyline.proof.variances import expect

Written = Expr | Grid
MOST_NODES = 20_000
_SCALAR_LAWS = (Gaussian, AnyLaw, Bernoulli, Uniform)
_PLAIN = frozenset({"call", "apply", "variance", "covariance"})


class NotWritable(Exception):
    """A construction that cannot be written out."""


class NoValue(Exception):
    """The formula has no value at these sizes, so nothing is claimed there."""


class Writer:
    """Writes formulas out with these values of the sizes and indices."""

    def __init__(self, values: Mapping[Symbol, int]) -> None:
        self._values = dict(values)
        self._left = MOST_NODES
        self.exists: dict[Relation, None] = {}  # that what is inverted has an inverse

    def scalar(self, expr: Expr) -> Expr:
        """A formula whose value is a number.

        Raises:
            NotWritable: if it holds a construction that is not known here.
            NoValue: if an index leaves its range.
            TooLargeToWrite: if it is too long.
        """
        found = self.value(expr)
        if isinstance(found, list):
            if len(found) != 1 or len(found[0]) != 1:
                raise NotWritable("a matrix where a number is needed")
            return found[0][0]
        return found

    def value(self, expr: Expr) -> Written:
        """A formula, as one number or as a table of entries."""
        self._left -= 1
        if self._left < 0:
            raise TooLargeToWrite("too long to write out")
        if expr.op in ("expect", "variance", "covariance") and expr.data:
            raise NotWritable("an expectation given other names")
        rule = _RULES.get(expr.op)
        if rule is not None:
            return rule(self, expr)
        if expr.op in _PLAIN:
            return rebuild(expr, tuple(self._number(child) for child in expr.args))
        raise NotWritable(f"the construction {expr.op}")

    def whole(self, expr: Expr) -> int:
        """A formula of sizes and indices as a whole number."""
        try:
            return integer(evaluate(self.scalar(expr), {}))
        except (Undefined, Undecided, Unsupported):
            raise NotWritable(f"{expr!r} as a number of terms") from None

    def relations(self, relation: Relation) -> list[Relation]:
        """A relation as relations between numbers, entry by entry."""
        if isinstance(relation.left, Relation) or isinstance(relation.right, Relation):
            raise NotWritable("an implication")
        left, right = self.value(relation.left), self.value(relation.right)
        if not isinstance(left, list) and not isinstance(right, list):
            return [Relation(relation.sign, left, right, relation.wrt)]
        cells = zip(_cells(left), _cells(right), strict=True)
        return [Relation(relation.sign, a, b) for a, b in cells]

    # -- rules ----------------------------------------------------------------------------
    def _number(self, expr: Expr) -> Expr:
        found = self.value(expr)
        if isinstance(found, list):
            raise NotWritable("this function of a matrix")
        return found

    def _symbol(self, expr: Expr) -> Written:
        name: Symbol = expr.data
        if name in self._values:
            return number(self._values[name])
        if name.kind == "matrix" and name.law is None:
            rows, columns = (self.whole(size) for size in name.dims)
            return written_matrix(name, rows, columns)
        if name.kind != "scalar":
            raise NotWritable(f"{name.tex} without an index")
        return expr if name.law is None else symbol(replace(name, law=self._law(name.law, ())))

    def _law(self, law: Law, place: tuple[int, ...]) -> Law:
        """The law of one entry, its parameters written out."""
        if type(law) not in _SCALAR_LAWS or law.parents or not law.formulas:
            raise NotWritable(f"the law {law.tex}")
        inner = dict(zip(law.indices, place[len(place) - len(law.indices) :], strict=True))
        parameters: dict[str, Any] = {
            name: self._with(inner, getattr(law, name)) for name in law.parameters
        }
        return replace(law, indices=(), **parameters)

    def _with(self, inner: Mapping[Symbol, int], expr: Expr) -> Expr:
        found = self._at(inner, expr)
        if isinstance(found, list):
            raise NotWritable("a law of columns")
        return found

    def _at(self, inner: Mapping[Symbol, int], expr: Expr) -> Written:
        """A formula with more indices bound."""
        before = self._values
        self._values = {**before, **inner}
        try:
            return self.value(expr)
        finally:
            self._values = before

    def _entry(self, expr: Expr) -> Expr:
        base, *indices = expr.args
        place = tuple(self.whole(index) for index in indices)
        if base.op == "symbol" and base.data.kind == "array":
            return self._entry_of_array(base.data, place)
        grid = self.value(base)
        if not isinstance(grid, list):
            raise NotWritable("an entry of a number")
        row, column = place if len(place) == 2 else (place[0], 1)
        if len(place) == 1 and len(grid[0]) != 1:
            raise NotWritable("one index into a matrix")
        if not (1 <= row <= len(grid) and 1 <= column <= len(grid[0])):
            raise NoValue("an index outside of its range")
        return grid[row - 1][column - 1]

    def _entry_of_array(self, whole: Symbol, place: tuple[int, ...]) -> Expr:
        sizes = [self.whole(size) for size in whole.dims]
        if not all(1 <= k <= size for k, size in zip(place, sizes, strict=True)):
            raise NoValue("an index outside of its range")
        name = entry_name(whole, place)
        return symbol(name if whole.law is None else replace(name, law=self._law(whole.law, place)))

    def _add(self, expr: Expr) -> Written:
        return reduce(_sum_of_two, [self.value(term) for term in expr.args])

    def _neg(self, expr: Expr) -> Written:
        return _mapped(self.value(expr.args[0]), lambda cell: ZERO if cell == ZERO else -cell)

    def _mul(self, expr: Expr) -> Written:
        result, shape = self.value(expr.args[0]), expr.args[0].shape
        for factor in expr.args[1:]:
            result = _product_of_two(result, self.value(factor))
            if shape is not None and factor.shape is not None:
                shape = (shape[0], factor.shape[1])
                if shape == (ONE, ONE):  # becomes a scalar as soon as it is one by one
                    result, shape = _only_cell(result), None
            else:
                shape = shape or factor.shape
        return result

    def _div(self, expr: Expr) -> Written:
        bottom = self.scalar(expr.args[1])
        return _mapped(self.value(expr.args[0]), lambda cell: div(cell, bottom))

    def _pow(self, expr: Expr) -> Written:
        base = self.value(expr.args[0])
        if not isinstance(base, list):
            return power(base, self.scalar(expr.args[1]))
        exponent = self.whole(expr.args[1])
        if exponent < 0:
            base, exponent = self._inverted(base), -exponent
        if exponent > grids.MOST_ROWS:
            raise TooLargeToWrite("a high power of a matrix")
        return reduce(grids.product_of, [base] * exponent, grids.unit(len(base)))

    def _sum(self, expr: Expr) -> Written:
        terms = self._terms(expr)
        if not terms:
            return self._zeros(expr) if expr.shape is not None else ZERO
        return reduce(_sum_of_two, terms)

    def _prod(self, expr: Expr) -> Written:
        one: Written = ONE
        return reduce(_product_of_two, self._terms(expr), one)

    def _terms(self, expr: Expr) -> list[Written]:
        body, *ends = expr.args
        first, last = (self.whole(end) for end in ends)
        return [self._at({expr.data: k}, body) for k in range(first, last + 1)]

    def _diff(self, expr: Expr) -> Written:
        base = expr.args[1].args[0] if expr.args[1].op == "entry" else expr.args[1]
        if base.op == "symbol" and base.data.properties & (SYMMETRIC | {"diagonal"}):
            raise NotWritable("a derivative by an entry that stands in two places")
        variable = self.scalar(expr.args[1])
        if variable.op != "symbol":
            raise NotWritable("this derivative")
        return _mapped(self.value(expr.args[0]), lambda cell: diff(cell, variable))

    def _expect(self, expr: Expr) -> Written:
        return _mapped(self.value(expr.args[0]), expect)

    def _transpose(self, expr: Expr) -> Written:
        found = self.value(expr.args[0])
        return grids.transposed(found) if isinstance(found, list) else found

    def _inverse(self, expr: Expr) -> Written:
        found = self.value(expr.args[0])
        return self._inverted(found) if isinstance(found, list) else div(ONE, found)

    def _inverted(self, grid: Grid) -> Grid:
        """The inverse; where there is none, the line has no value and claims nothing."""
        self.exists[Relation("!=", grids.determinant(grid), ZERO)] = None
        return grids.inverse_of(grid)

    def _of_square(self, expr: Expr) -> Expr:
        found = self.value(expr.args[0])
        if not isinstance(found, list):
            return found
        return grids.trace_of(found) if expr.op == "trace" else grids.determinant(found)

    def _norm(self, expr: Expr) -> Expr:
        found = self.value(expr.args[0])
        return grids.length_of(found if isinstance(found, list) else [[found]])

    def _identity(self, expr: Expr) -> Written:
        return ONE if expr.shape is None else grids.unit(self.whole(expr.data))

    def _zeros(self, expr: Expr) -> Written:
        assert expr.shape is not None
        rows, columns = (self.whole(size) for size in expr.shape)
        return [[ZERO] * columns for _ in range(rows)]

    def _matrix(self, expr: Expr) -> Written:
        cells, columns = [self.scalar(cell) for cell in expr.args], expr.data[1]
        return [cells[k : k + columns] for k in range(0, len(cells), columns)]

    def _delta(self, expr: Expr) -> Expr:
        first, second = (self.whole(index) for index in expr.args)
        return ONE if first == second else ZERO


def _cells(found: Written) -> list[Expr]:
    return [cell for row in found for cell in row] if isinstance(found, list) else [found]


def _only_cell(found: Written) -> Written:
    return found[0][0] if isinstance(found, list) else found


def _mapped(found: Written, change: Callable[[Expr], Expr]) -> Written:
    if isinstance(found, list):
        return [[change(cell) for cell in row] for row in found]
    return change(found)


def _sum_of_two(left: Written, right: Written) -> Written:
    if not isinstance(left, list) and not isinstance(right, list):
        return plus(left, right)
    pairs = zip(_rows(left), _rows(right), strict=True)
    return [[plus(a, b) for a, b in zip(p, q, strict=True)] for p, q in pairs]


def _product_of_two(left: Written, right: Written) -> Written:
    if isinstance(left, list) and isinstance(right, list):
        return grids.product_of(left, right)
    if isinstance(left, list):
        return _mapped(left, lambda cell: times(cell, right))  # type: ignore[arg-type]
    return _mapped(right, lambda cell: times(left, cell))


def _rows(found: Written) -> Grid:
    return found if isinstance(found, list) else [[found]]


_RULES: dict[str, Callable[[Writer, Expr], Written]] = {
    "number": lambda _, expr: expr, "constant": lambda _, expr: expr,
    "symbol": Writer._symbol, "entry": Writer._entry, "add": Writer._add, "neg": Writer._neg,
    "mul": Writer._mul, "div": Writer._div, "pow": Writer._pow, "sum": Writer._sum,
    "prod": Writer._prod, "diff": Writer._diff, "expect": Writer._expect,
    "transpose": Writer._transpose, "inverse": Writer._inverse, "trace": Writer._of_square,
    "det": Writer._of_square, "norm": Writer._norm, "identity": Writer._identity,
    "zeros": Writer._zeros, "matrix": Writer._matrix, "delta": Writer._delta,
}  # fmt: skip
