r"""Entries of formulas of matrices, where a formula is no sum of words.

(A + B)_{ij} = A_{ij} + B_{ij}, (A B)_{ij} = sum_k A_{ik} B_{kj}, (A^T)_{ij} = A_{ji}, and the
entries of a gradient, a Hessian or a Jacobian are partial derivatives by entries: definitions, for
all sizes. So two matrices are equal if their entries at indices of which nothing is known are.
A gradient of sum_i log(1 + e^{(X w)_i}) is compared in this way.
"""

from __future__ import annotations

from linebyline.proof.gradients import as_derivatives
from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_entries import Index, any_index, entry_at
from linebyline.proof.kernel.matrix_letters import letter_of
from linebyline.proof.kernel.matrix_read import read_matrix
from linebyline.proof.kernel.matrix_sums import from_letter
from linebyline.proof.kernel.polynomial import ZERO, Polynomial, product, total
from linebyline.proof.kernel.powers import reciprocal
from linebyline.proof.kernel.read import Names, open_range, read
from linebyline.proof.kernel.sums import sum_over_all
from linebyline.proof.tree import Expr, mul


def general_difference(left: Expr, right: Expr, facts: Facts) -> Polynomial:
    """Return the difference of two matrices at indices of which nothing is known but their ranges.

    Raises:
        NotProvable: if an entry of a part is not known, as for inverses.
    """
    assert left.shape is not None
    i, j = (any_index(size, facts) for size in left.shape)
    return entry(left, i, j, facts, {}) - entry(right, i, j, facts, {})


def entry(expr: Expr, i: Index, j: Index, facts: Facts, names: Names) -> Polynomial:
    """Return the entry of a matrix in row i and column j; ``None`` along an axis of length 1."""
    args = expr.args
    match expr.op:
        case "add":
            return total([entry(term, i, j, facts, names) for term in args])
        case "neg":
            return -entry(args[0], i, j, facts, names)
        case "div":
            divisor = reciprocal(read(args[1], facts, names), facts, args[1])
            return entry(args[0], i, j, facts, names) * divisor
        case "transpose":
            return entry(args[0], j, i, facts, names)
        case "mul":
            return _of_product(args, i, j, facts, names)
        case "nabla":
            return entry(as_derivatives(expr), i, j, facts, names)
        case "diff":
            return _of_derivative(expr, i, j, facts, names)
        case "sum":
            return _of_sum(expr, i, j, facts, names)
        case _:
            return entry_at(read_matrix(expr, facts, names), i, j, facts)


def _of_product(
    factors: tuple[Expr, ...], i: Index, j: Index, facts: Facts, names: Names
) -> Polynomial:
    """Chains of matrices between which the product is a number are read as numbers."""
    chain: list[Expr] = []
    numbers: list[Polynomial] = []
    for factor in factors:
        if factor.shape is None:
            numbers.append(read(factor, facts, names))
            continue
        chain.append(factor)
        if len(chain) > 1 and mul(*chain).shape is None:
            numbers.append(read(mul(*chain), facts, names))
            chain = []
    variables, row = [], i
    for position, factor in enumerate(chain):
        assert factor.shape is not None
        last = position == len(chain) - 1
        column = j if last else any_index(factor.shape[1], facts)
        if not last and column is not None:
            (variable,) = column.atoms
            variables.append(variable)
        numbers.append(entry(factor, row, column, facts, names))
        row = column
    return sum_over_all(product(numbers), variables, facts)


def _of_sum(expr: Expr, i: Index, j: Index, facts: Facts, names: Names) -> Polynomial:
    variable = open_range(expr, facts, names)
    inside = {**names, expr.data: Polynomial.of(variable)}
    return sum_over_all(entry(expr.args[0], i, j, facts, inside), [variable], facts)


def _of_derivative(expr: Expr, i: Index, j: Index, facts: Facts, names: Names) -> Polynomial:
    """By an entry of the variable: the indices that are not the body's own."""
    body, variable = expr.args
    if variable.shape is None:
        raise NotProvable("the entries of a derivative by a number")
    is_row = variable.op == "transpose"
    name = (variable.args[0] if is_row else variable).data
    with facts.while_moving(name):
        if body.shape is None:
            of = read(body, facts, names)
            row, column = (j, i) if is_row else (i, j)
        elif is_row:
            of, row, column = entry(body, i, None, facts, names), j, None
        else:
            of, row, column = entry(body, None, j, facts, names), i, None
        letter = letter_of(name, facts, read_matrix)
        moved = entry_at(from_letter(letter), row, column, facts)
    if name not in of.free:
        return ZERO
    atom = moved.single_atom
    if atom is None or atom.kind != "entry":
        raise NotProvable("a derivative by what is no entry")
    with facts.cautiously():
        return derivative(of, atom, facts)
