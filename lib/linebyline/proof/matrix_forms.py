r"""Formulas for members of families, for special columns, and for entrywise products.

They are nodes of the tree like all others; the constructors stand here for their number.
"""

from __future__ import annotations

from functools import reduce

from linebyline.proof.tree import Expr, ShapeError, mul, number, type_shape

ONE = number(1)


def member(family: Expr, *indices: Expr) -> Expr:
    """One vector or matrix of a declared family; indices start at 1."""
    counts = len(family.data.dims) - 2
    if len(indices) != counts:
        raise TypeError(f"{family.data} takes {counts} index(es), got {len(indices)}")
    rows, columns = family.data.dims[-2:]
    return Expr("member", (family, *indices), shape=(rows, columns))


def ones(size: Expr) -> Expr:
    """The column of ones."""
    return Expr("ones", data=size, shape=None if size == ONE else (size, ONE))


def unit(place: Expr, size: Expr) -> Expr:
    """The column with a one at a place, counted from 1, and zeros elsewhere."""
    return Expr("unit", (place,), size, None if size == ONE else (size, ONE))


def diagonal(column: Expr) -> Expr:
    """The diagonal matrix with the entries of a column."""
    if column.shape is None:
        return column
    if column.shape[1] != ONE:
        raise ShapeError("diag takes a column, and makes it the diagonal of a matrix")
    return Expr("diag", (column,), shape=(column.shape[0], column.shape[0]))


def hadamard(*factors: Expr) -> Expr:
    """The product entry by entry."""
    if any(factor.shape != factors[0].shape for factor in factors):
        raise ShapeError("a product entry by entry joins matrices of one shape")
    return Expr("hadamard", factors, shape=factors[0].shape) if len(factors) > 1 else factors[0]


def kronecker(*factors: Expr) -> Expr:
    """The Kronecker product: the block matrix of the a_{ij} B."""
    if len(factors) == 1:
        return factors[0]
    shapes = [factor.shape or (ONE, ONE) for factor in factors]
    rows, columns = (reduce(product_of_sizes, [shape[k] for shape in shapes]) for k in (0, 1))
    return Expr("kronecker", factors, shape=_shape(rows, columns))


def vec(matrix: Expr) -> Expr:
    """The columns of a matrix, one below the other."""
    rows, columns = matrix.shape or (ONE, ONE)
    return Expr("vec", (matrix,), shape=_shape(product_of_sizes(columns, rows), ONE))


def ordered_size(size: Expr) -> Expr:
    """A size in the form that products of sizes have."""
    return product_of_sizes(size, ONE) if size.op == "mul" else size


def product_of_sizes(first: Expr, second: Expr) -> Expr:
    """The product of two sizes, in a form that does not depend on their order."""
    parts = [p for size in (first, second) for p in (size.args if size.op == "mul" else (size,))]
    count = 1
    for part in parts:
        count *= int(part.data) if part.op == "number" else 1
    named = sorted((part for part in parts if part.op != "number"), key=repr)
    return mul(*([number(count)] if count != 1 or not named else []), *named)


def _shape(rows: Expr, columns: Expr) -> type_shape | None:
    return None if rows == ONE and columns == ONE else (rows, columns)
