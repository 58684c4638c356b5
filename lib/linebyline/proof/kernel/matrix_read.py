r"""Reads formulas of matrices into sums of words, and their numbers into polynomials.

Where an inverse is written, the matrix must have one. That it does follows from declarations
(invertible, orthogonal, positive definite, full column rank of X in X^T X) or is recorded as the
side condition that its determinant is not zero.
"""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.gradients import as_derivatives
from linebyline.proof.kernel import matrix_entrywise as entrywise
from linebyline.proof.kernel.expectation_words import expectation_of_matrix
from linebyline.proof.kernel.exponentials import symbolic_power
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_bounds import LENGTHS
from linebyline.proof.kernel.matrix_definite import is_definite_sum
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
from linebyline.proof.kernel.matrix_letters import letter_of
from linebyline.proof.kernel.matrix_opened import opened, opened_coefficients
from linebyline.proof.kernel.matrix_replace import replace_in_atom
from linebyline.proof.kernel.matrix_signs import signs_of_atom, signs_of_polynomial
from linebyline.proof.kernel.matrix_sums import (
    Matrix,
    from_letter,
    identity,
    inverse_of_word,
    trace,
    zero,
)  # fmt: skip
from linebyline.proof.kernel.matrix_write import formula_of_atom
from linebyline.proof.kernel.polynomial import ONE, Atom, Polynomial, product
from linebyline.proof.kernel.powers import reciprocal, require_nonzero, square_root
from linebyline.proof.kernel.read import Names, open_range
from linebyline.proof.kernel.read import read as read_scalar
from linebyline.proof.kernel.signs import is_nonzero, is_real
from linebyline.proof.kernel.words import ONE_LONG, Letter
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr, det
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


def inverse_of(matrix: Matrix, facts: Facts, written: Expr | None = None) -> Matrix:
    """Return the inverse; a condition is recorded unless the inverse is known to exist.

    A product of square letters is invertible exactly if each of them is, and its inverse is the
    product of theirs in reverse order. Any other sum M becomes a letter of its own, of which the
    equations M S = S M = 1 are known.
    """
    single = matrix.single
    if single is not None and all(letter.is_square for letter in single[1]):
        c, word = single
        if not all(letter.is_invertible or letter.inverted for letter in word):
            _require_inverse(matrix, facts, written)
        inverse = inverse_of_word(word, matrix.rows)
        return inverse.scaled(reciprocal(c, facts))
    if matrix.is_zero:
        raise NotProvable("the zero matrix has no inverse")
    if not all(is_real(c, facts) for c in matrix.terms.values()):
        raise NotProvable("the inverse of a sum that is not known to be real")
    (scale, straight), (turned_scale, turned) = _content(matrix), _content(matrix.T)
    is_turned = turned.key < straight.key
    if is_turned:
        scale, straight = turned_scale, turned
    is_definite = is_definite_sum(straight, facts)
    if not is_definite:
        _require_inverse(matrix, facts, written)
    letter = _letter_for_inverse(straight, is_definite)
    inverse = from_letter(letter.transpose() if is_turned else letter)
    return inverse.scaled(reciprocal(scale, facts))


def _require_inverse(matrix: Matrix, facts: Facts, written: Expr | None) -> None:
    value = determinant(matrix, facts)
    if matrix.single or written is None:
        require_nonzero(value, facts)
    elif not is_nonzero(value, facts):
        facts.require("nonzero", value, det(written))


def _product(factors: list[Matrix], size: Expr) -> Matrix:
    result = identity(size)
    for factor in factors:
        result = result @ factor
    return result


def _content(matrix: Matrix) -> tuple[Polynomial, Matrix]:
    """Divide by the first rational coefficient, so that multiples of a matrix share a letter."""
    for word in sorted(matrix.terms, key=lambda w: (-len(w), str(w))):
        c = matrix.terms[word].constant
        if c is not None:
            return Polynomial.number(c), matrix.scaled(Polynomial.number(1 / c))
    return ONE, matrix


def _letter_for_inverse(matrix: Matrix, is_definite: bool) -> Letter:
    properties = {"invertible"}
    if matrix.T.key == matrix.key:
        properties.add("symmetric")
        if is_definite:
            properties.add("positive definite")
    free = {x for word, c in matrix.terms.items() for y in word for x in y.free}
    free |= {x for c in matrix.terms.values() for x in c.free}
    name = f"inv{matrix.key}|{','.join(sorted(properties))}"
    return Letter(
        name, matrix.rows, matrix.columns, frozenset(properties),
        inverse_of=matrix, free=frozenset(free),
    )  # fmt: skip


def _read_symbol(expr: Expr, facts: Facts, _: Names) -> Matrix:
    return from_letter(letter_of(expr.data, facts, read_matrix))


def _read_sum_over(expr: Expr, facts: Facts, names: Names) -> Matrix:
    variable = open_range(expr, facts, names)
    inside = {**names, expr.data: Polynomial.of(variable)}
    return sum_of_matrices(read_matrix(expr.args[0], facts, inside), variable, facts)


def _read_member(expr: Expr, facts: Facts, names: Names) -> Matrix:
    return member(expr.args[0].data, [read_scalar(i, facts, names) for i in expr.args[1:]])


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
    times = whole_exponent(exponent, facts)
    matrix = read_matrix(base, facts, names)
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
        read_matrix(expr.args[0], facts, names), facts
    ),
    "variance": lambda expr, facts, names: read_matrix(as_expectations(expr), facts, names),
    "covariance": lambda expr, facts, names: read_matrix(as_expectations(expr), facts, names),
}
