"""Reads formulas of matrices into sums of words, and their numbers into polynomials."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from linebyline.proof.gradients import as_derivatives
from linebyline.proof.kernel import matrix_entrywise as entrywise
from linebyline.proof.kernel.expectation_words import expectation_of_matrix
from linebyline.proof.kernel.exponentials import symbolic_power
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_blocks import read_blocks
from linebyline.proof.kernel.matrix_bounds import LENGTHS
from linebyline.proof.kernel.matrix_derivative import (
    at_the_point,
    derivative_of_matrix,
    direction_of,
    gradient,
    jacobian,
)
from linebyline.proof.kernel.matrix_determinant import determinant
from linebyline.proof.kernel.matrix_entries import entry_of
from linebyline.proof.kernel.matrix_entrywise import free_in
from linebyline.proof.kernel.matrix_families import member, sum_of_matrices
from linebyline.proof.kernel.matrix_grid import is_written_out, scalar_from_grid, whole_exponent
from linebyline.proof.kernel.matrix_inverse import inverse_of
from linebyline.proof.kernel.matrix_kronecker import kronecker, vec
from linebyline.proof.kernel.matrix_letters import letter_of
from linebyline.proof.kernel.matrix_opened import opened, opened_coefficients
from linebyline.proof.kernel.matrix_powers import power_of
from linebyline.proof.kernel.matrix_replace import replace_in_atom
from linebyline.proof.kernel.matrix_signs import signs_of_atom, signs_of_polynomial
from linebyline.proof.kernel.matrix_sums import (
    Matrix,
    as_matrix,
    from_letter,
    identity,
    trace,
    zero,
)  # fmt: skip
from linebyline.proof.kernel.matrix_write import formula_of_atom
from linebyline.proof.kernel.polynomial import ONE, Atom, Polynomial, product
from linebyline.proof.kernel.powers import reciprocal, square_root
from linebyline.proof.kernel.read import Names, open_range
from linebyline.proof.kernel.read import read as read_scalar
from linebyline.proof.kernel.signs import is_real
from linebyline.proof.kernel.words import ONE_LONG
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr
from linebyline.proof.variances import as_expectations

__all__ = [
    "formula_of_atom", "read_matrix", "replace_in_atom", "scalar_from_matrix", "signs_of_atom",
    "signs_of_polynomial",
]  # fmt: skip


def read_matrix(expr: Expr, facts: Facts, names: Names | None = None) -> Matrix:
    """Return a formula of a matrix as a sum of words.

    Raises:
        NotProvable: if it holds something that is not a word, such as a written-out matrix.
    """
    reader = _READERS.get(expr.op)
    if reader is None or expr.shape is None:
        raise NotProvable(f"{expr.op} is no sum of words")
    return opened_coefficients(reader(expr, facts, names or {}), facts)


def scalar_from_matrix(expr: Expr, facts: Facts, names: Names | None = None) -> Polynomial:
    """Return a scalar formula whose parts are matrices: x^T y, a trace, a norm, an entry."""
    if is_written_out(expr):
        return scalar_from_grid(expr, facts, names or {})
    return opened(_scalar(expr, facts, names), facts)


def _scalar(expr: Expr, facts: Facts, names: Names | None) -> Polynomial:
    match expr.op:
        case "trace" | "det" if expr.args[0].shape is None:
            return read_scalar(expr.args[0], facts, names)
        case "mul":
            return _read_product(expr, facts, names)[0]
        case "trace":
            matrix = read_matrix(expr.args[0], facts, names)
            return trace(matrix, lambda size: read_scalar(size, facts))
        case "det":
            return _read_determinant(expr.args[0], facts, names)
        case "norm":
            return _length(read_matrix(expr.args[0], facts, names), facts)
        case "entry":
            return _read_entry(expr, facts, names or {})
        case "transpose" | "inverse" if expr.shape is None:
            inner = read_scalar(expr.args[0], facts, names)
            return inner if expr.op == "transpose" else reciprocal(inner, facts, expr.args[0])
        case _:
            raise NotProvable(f"{expr.op} is no number made of matrices")


def _read_entry(expr: Expr, facts: Facts, names: Names) -> Polynomial:
    base = expr.args[0]
    places = [read_scalar(index, facts, names) for index in expr.args[1:]]
    if not any(node.op in ("diff", "nabla") for _, node in walk(base)):
        return entry_of(read_matrix(base, facts, names), places, facts)
    from linebyline.proof.kernel.entrywise import entry

    assert base.shape is not None
    row = None if base.shape[0] == ONE_LONG else places[0]
    column = None if base.shape[1] == ONE_LONG else places[-1]
    return entry(base, row, column, facts, names)


def _read_determinant(expr: Expr, facts: Facts, names: Names | None) -> Polynomial:
    """det(A B) = det A det B, factor by factor as written, where all factors are square."""
    matrices = [factor for factor in expr.args if factor.shape is not None]
    if expr.op != "mul" or not all(factor.shape == expr.shape for factor in matrices):
        return determinant(read_matrix(expr, facts, names), facts)
    parts = [_read_determinant(factor, facts, names) for factor in matrices]
    scalars = [read_scalar(f, facts, names) for f in expr.args if f.shape is None]
    assert expr.shape is not None
    size = read_scalar(expr.shape[0], facts)
    return product([*parts, *[symbolic_power(c, size, facts) for c in scalars]])


def _length(vector: Matrix, facts: Facts) -> Polynomial:
    """The square root of x^T x for a real x; the vector is noted for Cauchy and Schwarz."""
    if not all(is_real(c, facts) for c in vector.terms.values()):
        raise NotProvable("the length of a vector that is not known to be real")
    if not any(isinstance(name, Atom) for word in vector.terms for name in free_in(word)):
        facts.cache.setdefault(LENGTHS, {})[vector.key] = vector
    return square_root(opened((vector.T @ vector).number, facts), facts)


def _product(factors: list[Matrix], size: Expr) -> Matrix:
    result = identity(size)
    for factor in factors:
        result = result @ factor
    return result


def _read_symbol(expr: Expr, facts: Facts, _: Names) -> Matrix:
    return from_letter(letter_of(expr.data, facts, read_matrix))


def _read_sum_over(expr: Expr, facts: Facts, names: Names) -> Matrix:
    variable = open_range(expr, facts, names)
    inside = {**names, expr.data: Polynomial.of(variable)}
    return sum_of_matrices(read_matrix(expr.args[0], facts, inside), variable, facts)


def _read_kronecker(expr: Expr, facts: Facts, names: Names) -> Matrix:
    factors = [f for f in expr.args if f.shape is not None]
    scalars = [read_scalar(f, facts, names) for f in expr.args if f.shape is None]
    matrices = [read_matrix(factor, facts, names) for factor in factors]
    return reduce(kronecker, matrices).scaled(product(scalars))


def _read_member(expr: Expr, facts: Facts, names: Names) -> Matrix:
    return member(expr.args[0].data, [read_scalar(i, facts, names) for i in expr.args[1:]])


def _read_blocks(expr: Expr, facts: Facts, names: Names) -> Matrix:
    def read(cell: Expr) -> Matrix:
        if cell.shape is None:
            return as_matrix(read_scalar(cell, facts, names))
        return read_matrix(cell, facts, names)

    return read_blocks(expr, read)


def _read_sum(expr: Expr, facts: Facts, names: Names) -> Matrix:
    result = read_matrix(expr.args[0], facts, names)
    for term in expr.args[1:]:
        result = result + read_matrix(term, facts, names)
    return result


def _read_product(
    expr: Expr, facts: Facts, names: Names | None
) -> tuple[Polynomial, Matrix | None]:
    """Return a product as coefficient and matrix; (1, 1) pieces move into the coefficient."""
    coefficient, matrix = ONE, None
    for factor in expr.args:
        if factor.shape is None:
            coefficient = coefficient * read_scalar(factor, facts, names)
            continue
        right = read_matrix(factor, facts, names)
        matrix = right if matrix is None else matrix @ right
        if matrix.rows == ONE_LONG and matrix.columns == ONE_LONG:
            coefficient, matrix = coefficient * matrix.number, None
    return coefficient, matrix


def _read_scaled(expr: Expr, facts: Facts, names: Names) -> Matrix:
    coefficient, matrix = _read_product(expr, facts, names)
    assert matrix is not None
    return matrix.scaled(coefficient)


def _read_quotient(expr: Expr, facts: Facts, names: Names) -> Matrix:
    divisor = read_scalar(expr.args[1], facts, names)
    return read_matrix(expr.args[0], facts, names).scaled(reciprocal(divisor, facts))


def _read_power(expr: Expr, facts: Facts, names: Names) -> Matrix:
    base, exponent = expr.args
    p = read_scalar(exponent, facts, names)
    matrix = read_matrix(base, facts, names)
    if p.constant is None:
        return power_of(matrix, p, facts)
    times = whole_exponent(exponent, facts)
    if times < 0:
        matrix = inverse_of(matrix, facts, base)
    return _product([matrix] * abs(times), matrix.rows)


def _read_inverse(expr: Expr, facts: Facts, names: Names) -> Matrix:
    inner = expr.args[0]
    return inverse_of(read_matrix(inner, facts, names), facts, inner)


def _read_derivative(expr: Expr, facts: Facts, names: Names) -> Matrix:
    """By a scalar, or by a whole column or matrix; the Jacobian of a row is that of its column."""
    body, variable = expr.args
    if variable.shape is None:
        atom = read_scalar(variable, facts, names).single_atom
        if atom is None or atom.kind not in ("symbol", "entry"):
            raise NotProvable("a derivative by what is not a declared name")
        inner = read_matrix(body, facts, names)
        with facts.cautiously():
            return derivative_of_matrix(inner, atom, facts)
    is_row = variable.op == "transpose"
    name = (variable.args[0] if is_row else variable).data
    with facts.while_moving(name):
        letter = letter_of(name, facts, read_matrix)
        found = _moved(body, direction_of(letter), is_row, facts, names)
    return at_the_point(found, letter, letter_of(name, facts, read_matrix))


def _moved(body: Expr, towards: Atom, is_row: bool, facts: Facts, names: Names) -> Matrix:
    """The gradient of a number, or the Jacobian of a column; a row is the transpose of one."""
    if body.shape is None:
        number = read_scalar(body, facts, names)
        with facts.cautiously():
            found = gradient(number, towards, facts)
        return found.T if is_row else found
    column = read_matrix(body, facts, names)
    with facts.cautiously():
        found = jacobian(column if is_row else column.T, towards, facts)
    return found if is_row else found.T


_READERS: dict[str, Callable[[Expr, Facts, Names], Matrix]] = {
    "symbol": _read_symbol,
    "member": _read_member,
    "sum": _read_sum_over,
    "ones": lambda expr, _, __: entrywise.ones(expr.data),
    "unit": lambda expr, facts, names: entrywise.unit(
        read_scalar(expr.args[0], facts, names), expr.data
    ),
    "diag": lambda expr, facts, names: entrywise.diagonal(read_matrix(expr.args[0], facts, names)),
    "hadamard": lambda expr, facts, names: entrywise.hadamard(
        [read_matrix(factor, facts, names) for factor in expr.args]
    ),
    "blocks": _read_blocks,
    "kronecker": _read_kronecker,
    "vec": lambda expr, facts, names: vec(read_matrix(expr.args[0], facts, names)),
    "add": _read_sum,
    "neg": lambda expr, facts, names: -read_matrix(expr.args[0], facts, names),
    "mul": _read_scaled,
    "div": _read_quotient,
    "pow": _read_power,
    "transpose": lambda expr, facts, names: read_matrix(expr.args[0], facts, names).T,
    "inverse": _read_inverse,
    "identity": lambda expr, _, __: identity(expr.data),
    "zeros": lambda expr, _, __: zero(*expr.data),
    "diff": _read_derivative,
    "nabla": lambda expr, facts, names: read_matrix(as_derivatives(expr), facts, names),
    "expect": lambda expr, facts, names: expectation_of_matrix(
        read_matrix(expr.args[0], facts, names), facts, frozenset(expr.data or ())
    ),
    "variance": lambda expr, facts, names: read_matrix(as_expectations(expr), facts, names),
    "covariance": lambda expr, facts, names: read_matrix(as_expectations(expr), facts, names),
}
