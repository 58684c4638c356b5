"""Formulas that never evaluate: what is written is what is shown, checked and mutated.

| op | args | data |
| --- | --- | --- |
| number | | a Fraction, never a float |
| constant | | ``pi``, ``e``, ``i``, ``oo`` |
| symbol | | a Symbol |
| entry | base, one or two indices | |
| member | family, its indices | |
| unit | the place of its one | the size |
| ones | | the size |
| diag | a column | |
| hadamard, kronecker | two or more | |
| vec | a matrix | |
| apply | arguments | the Symbol of an unknown function |
| slope | argument, order of the derivative | the Symbol of an unknown function of one number |
| call | arguments | name of a known function: ``sin``, ``log``, ``abs``, ``sqrt`` ... |
| add, mul | two or more terms or factors, as written | |
| neg, div, pow | one; numerator and denominator; base and exponent | |
| sum, prod | body, first value, last value | the bound index, a Symbol |
| diff | body, variable: a name, an entry, or the transpose of a column | |
| nabla | body, variable | 1 for the gradient, 2 for the Hessian |
| integral | body, lower limit, upper limit | the bound variable, a Symbol |
| expect, variance | body | the random names that are given, or none |
| covariance | two bodies | likewise |
| transpose, inverse, trace, det, norm | one | |
| identity, zeros | | |
| matrix | entries, row by row | ``(rows, columns)`` |
| blocks | matrices and numbers, row by row | ``(rows, columns)`` of blocks |
| delta | two indices | |

What a formula means where roots and logarithms leave the real numbers: powers, roots and
logarithms have their principal values, real or not, also on the way to a value that is real again.
So ``sqrt(x)^2 = x`` and ``sqrt(x)^2 >= 0`` are read at x = -1 too, where the first holds and the
second fails. A line claims nothing where a side has no value, or where an order is asked of values
that are not real. The refuter computes so. The kernel may restrict a proof to where a root or
logarithm is real, and then says so by a side condition; without one, a proof holds for principal
values.

``shape`` is ``None`` for a scalar, else ``(rows, columns)`` as formulas. A product of shape
(1, 1) is a scalar.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from linebyline.proof.symbols import Symbol

type_shape = tuple["Expr", "Expr"]
FUNCTIONS = frozenset(
    {
        "exp", "log", "sqrt", "abs", "sign", "floor", "max", "min", "sin", "cos", "tan", "arcsin",
        "arccos", "arctan", "sinh", "cosh", "tanh", "sigmoid", "relu", "softplus", "erf", "gamma",
        "factorial", "binomial",
    }
)  # fmt: skip


class ShapeError(TypeError):
    """Two shapes do not fit; the message names both."""


class Expr:
    """One node of a formula; operators build nodes and never evaluate."""

    __slots__ = ("_hash", "args", "data", "op", "shape")

    def __init__(
        self,
        op: str,
        args: tuple[Expr, ...] = (),
        data: Any = None,
        shape: type_shape | None = None,
    ) -> None:
        self.op = op
        self.args = args
        self.data = data
        self.shape = shape
        self._hash = hash((op, args, data))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Expr)
            and self._hash == other._hash
            and self.op == other.op
            and (self.data is other.data or self.data == other.data)
            and self.args == other.args
            and self.shape == other.shape
        )

    def __bool__(self) -> bool:
        raise TypeError("a formula has no truth value; write a relation and check it")

    def __add__(self, other: object) -> Expr:
        left = self.args if self.op == "add" else (self,)
        return add(*left, to_expr(other))

    def __radd__(self, other: object) -> Expr:
        return to_expr(other) + self

    def __sub__(self, other: object) -> Expr:
        return self + neg(to_expr(other))

    def __rsub__(self, other: object) -> Expr:
        return to_expr(other) - self

    def __mul__(self, other: object) -> Expr:
        left = self.args if self.op == "mul" else (self,)
        return mul(*left, to_expr(other))

    def __rmul__(self, other: object) -> Expr:
        return to_expr(other) * self

    __matmul__ = __mul__

    def __truediv__(self, other: object) -> Expr:
        return div(self, to_expr(other))

    def __rtruediv__(self, other: object) -> Expr:
        return div(to_expr(other), self)

    def __pow__(self, other: object) -> Expr:
        return power(self, to_expr(other))

    def __neg__(self) -> Expr:
        return neg(self)

    def __getitem__(self, index: object) -> Expr:
        indices = index if isinstance(index, tuple) else (index,)
        return entry(self, *[to_expr(i) for i in indices])

    @property
    def T(self) -> Expr:
        """The transpose."""
        return transpose(self)

    def __repr__(self) -> str:
        from linebyline.proof.tex_writer import tex

        return tex(self)

    def _repr_latex_(self) -> str:
        return f"${self!r}$"


def to_expr(value: object) -> Expr:
    """Return ``value`` as a formula; floats are refused, because they hide what was meant."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Symbol):
        hint = "; write a fraction such as Fraction(1, 10)" if isinstance(value, float) else ""
        raise TypeError(
            f"a formula is built from formulas, integers and fractions, got {value!r}{hint}"
        )
    return symbol(value) if isinstance(value, Symbol) else number(value)


def number(value: int | Fraction) -> Expr:
    """An exact rational number."""
    return Expr("number", data=Fraction(value))


def constant(name: str) -> Expr:
    r"""One of the constants ``pi``, ``e``, ``i``, ``oo``."""
    if name not in ("pi", "e", "i", "oo"):
        raise ValueError(f"the constants are pi, e, i and oo, got {name!r}")
    return Expr("constant", data=name)


def symbol(declared: Symbol) -> Expr:
    """The formula that consists of one declared name."""
    shape = _as_shape(declared.dims) if declared.kind == "matrix" else None
    return Expr("symbol", data=declared, shape=shape)


def entry(base: Expr, *indices: Expr) -> Expr:
    """One entry of an array, vector or matrix; indices start at 1."""
    return Expr("entry", (base, *indices))


def apply(function: Symbol, *arguments: Expr) -> Expr:
    """The value of an unknown function."""
    if len(arguments) != len(function.dims):
        raise TypeError(f"{function} takes {len(function.dims)} argument(s), got {len(arguments)}")
    _need_scalars(function.tex, arguments)
    return Expr("apply", arguments, function)


def slope(function: Symbol, argument: Expr, order: int | Fraction = 1) -> Expr:
    """The derivative of an unknown function of one number, at an argument."""
    if function.dims != (number(1),):
        raise TypeError(
            f"{function.tex}' is for functions of one number; {function.tex} takes "
            f"{len(function.dims)} argument(s), or a column: write a partial derivative"
        )
    if order < 1 or order != int(order):
        raise ValueError(f"the order of a derivative is 1, 2, ..., got {order}")
    _need_scalars(function.tex, (argument,))
    return Expr("slope", (argument, number(order)), function)


def call(name: str, *arguments: Expr) -> Expr:
    """The value of a known function."""
    if name not in FUNCTIONS:
        raise ValueError(f"unknown function {name!r}; known are {', '.join(sorted(FUNCTIONS))}")
    _need_scalars(name, arguments)
    return Expr("call", arguments, name)


def add(*terms: Expr) -> Expr:
    """The sum of the terms, in the order written."""
    shape = terms[0].shape
    for term in terms[1:]:
        if term.shape != shape:
            raise ShapeError(f"cannot add shapes {_show(shape)} and {_show(term.shape)}")
    return Expr("add", terms, shape=shape) if len(terms) > 1 else terms[0]


def neg(term: Expr) -> Expr:
    """Minus the term."""
    return Expr("neg", (term,), shape=term.shape)


def mul(*factors: Expr) -> Expr:
    """The product of the factors, in the order written."""
    shape: type_shape | None = None
    for factor in factors:
        if factor.shape is None:
            continue
        if shape is None:
            shape = factor.shape
        elif shape[1] != factor.shape[0]:
            raise ShapeError(f"cannot multiply shapes {_show(shape)} and {_show(factor.shape)}")
        else:
            shape = _as_shape((shape[0], factor.shape[1]))
    return Expr("mul", factors, shape=shape) if len(factors) > 1 else factors[0]


def div(top: Expr, bottom: Expr) -> Expr:
    """The quotient; only scalars divide."""
    if bottom.shape is not None:
        raise ShapeError(
            f"cannot divide by a matrix of shape {_show(bottom.shape)}; use its inverse"
        )
    return Expr("div", (top, bottom), shape=top.shape)


def power(base: Expr, exponent: Expr) -> Expr:
    """The power; a matrix takes integer exponents only."""
    if exponent.shape is not None:
        raise ShapeError(f"an exponent is a scalar, got shape {_show(exponent.shape)}")
    if base.shape is not None and base.shape[0] != base.shape[1]:
        raise ShapeError(f"only a square matrix has powers, got shape {_show(base.shape)}")
    return Expr("pow", (base, exponent), shape=base.shape)


def sum_over(body: Expr, index: Symbol, first: Expr, last: Expr) -> Expr:
    """The sum of ``body`` over ``index`` from ``first`` to ``last``."""
    return Expr("sum", (body, first, last), index, body.shape)


def prod_over(body: Expr, index: Symbol, first: Expr, last: Expr) -> Expr:
    """The product of ``body`` over ``index`` from ``first`` to ``last``."""
    return Expr("prod", (body, first, last), index)


def diff(body: Expr, variable: Expr) -> Expr:
    """The derivative by a name or an entry; of a column by a row, the Jacobian."""
    name = variable.args[0] if variable.op == "transpose" else variable
    if name.op not in ("symbol", "entry"):
        raise TypeError(f"one differentiates by a symbol or an entry, got {variable!r}")
    return Expr("diff", (body, variable), shape=_shape_of_derivative(body.shape, variable.shape))


def _shape_of_derivative(of: type_shape | None, by: type_shape | None) -> type_shape | None:
    if of is None or by is None:
        return by if of is None else of
    if of[1] == by[0] == number(1):
        return of[0], by[1]
    if of[0] == by[1] == number(1):
        return by[0], of[1]
    why = r"the Jacobian is that of a column by a row, \frac{\partial y}{\partial x^\top}"
    raise ShapeError(f"no derivative of shape {_show(of)} by shape {_show(by)}: {why}")


def transpose(matrix: Expr) -> Expr:
    """The transpose; of a scalar, a node of its own that means the scalar."""
    shape = None if matrix.shape is None else (matrix.shape[1], matrix.shape[0])
    return Expr("transpose", (matrix,), shape=shape)


def inverse(matrix: Expr) -> Expr:
    """The inverse of a square matrix."""
    _need_square(matrix, "inverse")
    return Expr("inverse", (matrix,), shape=matrix.shape)


def trace(matrix: Expr) -> Expr:
    """The trace of a square matrix."""
    _need_square(matrix, "trace")
    return Expr("trace", (matrix,))


def det(matrix: Expr) -> Expr:
    """The determinant of a square matrix."""
    _need_square(matrix, "determinant")
    return Expr("det", (matrix,))


def norm(vector: Expr) -> Expr:
    """The Euclidean norm of a column."""
    if vector.shape is None or vector.shape[1] != number(1):
        raise ShapeError(f"the norm takes a column, got shape {_show(vector.shape)}")
    return Expr("norm", (vector,))


def identity(size: Expr) -> Expr:
    """The identity matrix."""
    return Expr("identity", data=size, shape=(size, size))


def zeros(rows: Expr, columns: Expr) -> Expr:
    """The zero matrix."""
    return Expr("zeros", data=(rows, columns), shape=(rows, columns))


def matrix(rows: list[list[Expr]]) -> Expr:
    """A matrix written out entry by entry."""
    columns = len(rows[0]) if rows else 0
    if columns == 0 or any(len(row) != columns for row in rows):
        raise ShapeError(f"rows of equal, positive length are needed, got {[len(r) for r in rows]}")
    if any(cell.shape is not None for row in rows for cell in row):
        raise ShapeError("the entries of a written-out matrix are scalars")
    cells = tuple(cell for row in rows for cell in row)
    return Expr("matrix", cells, (len(rows), columns), (number(len(rows)), number(columns)))


def delta(first: Expr, second: Expr) -> Expr:
    """Kronecker's delta: 1 where the two indices agree, else 0."""
    return Expr("delta", (first, second))


def _as_shape(dims: tuple[Expr, ...]) -> type_shape | None:
    rows, columns = dims
    one = number(1)
    return None if rows == one and columns == one else (rows, columns)


def _need_square(matrix: Expr, what: str) -> None:
    if matrix.shape is not None and matrix.shape[0] != matrix.shape[1]:
        raise ShapeError(f"the {what} needs a square matrix, got shape {_show(matrix.shape)}")


def _need_scalars(name: str, arguments: tuple[Expr, ...]) -> None:
    for argument in arguments:
        if argument.shape is not None:
            raise ShapeError(f"{name} takes scalars, got a matrix of shape {_show(argument.shape)}")


def _show(shape: type_shape | None) -> str:
    return "scalar" if shape is None else f"({shape[0]!r}, {shape[1]!r})"
