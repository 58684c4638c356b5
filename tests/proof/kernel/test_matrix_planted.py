"""Each rule of the matrix kernel, broken on purpose, lets a false line through.

So the list of false lines guards the rules: were one of them to break, a test would fail.
"""

from typing import Any

import pytest
from tests.proof.kernel.matrix_names import proof_of
from tests.proof.planted import plant

from linebyline.proof.kernel import (
    matrix_bounds,
    matrix_definite,
    matrix_derivative,
    matrix_determinant,
    matrix_entries,
    matrix_gram,
    matrix_grid,
    matrix_known,
    matrix_letters,
    words,
)
from linebyline.proof.kernel.matrix_read import read_matrix
from linebyline.proof.kernel.matrix_span import Span
from linebyline.proof.kernel.matrix_sums import Matrix, identity
from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.signs import is_nonnegative
from linebyline.proof.kernel.words import Letter

UNIT_COLUMNS = r"U^\top U = I_d \Rightarrow"
ONE_LENGTH = r"\lVert x\rVert = \lVert y\rVert \Rightarrow x^\top x = 0"
ADDED = r"x^\top y + (x^\top y)^2 \le"


def _not_reversed(word: words.Word) -> words.Word:
    return tuple(letter.transpose() for letter in word)


def _one_only(atoms: list[Atom]) -> list[Polynomial]:
    return [Polynomial.of(atom) - 1 for atom in atoms]


def _cancels_always(left: Letter, right: Letter) -> bool:
    return left.name == right.name and left.transposed != right.transposed


def _shuffled(word: words.Word, rows: Any) -> tuple[words.Word, Any]:
    return tuple(sorted(word, key=lambda letter: letter.key)), rows


def _first_size(word: words.Word, rows: Any) -> tuple[words.Word, Any]:
    return right_cycle(word, rows)[0], rows


def _unscaled(matrix: Matrix, facts: Any) -> Polynomial:
    parts = {word: Polynomial.number(1) for word in matrix.terms} if matrix.single else matrix.terms
    return right_determinant(Matrix(matrix.rows, matrix.columns, parts), facts)


def _untransposed(letter: Letter, i: Any, j: Any, facts: Any) -> Polynomial:
    return right_letter(letter.transpose() if letter.transposed else letter, i, j, facts)


def _corner_only(rows: list[list[Polynomial]], facts: Any) -> bool:
    return all(is_nonnegative(row[k], facts) for k, row in enumerate(rows))


def _not_adjugate(grid: Any, facts: Any, written: Any) -> Any:
    return [list(column) for column in zip(*right_inverse(grid, facts, written), strict=True)]


def _any_rotation(left: Any, right: Any, facts: Any) -> Any:
    factors = [read_matrix(f, facts) for f in left.args]
    if len(factors) == 2:
        yield factors[1] @ factors[0] - identity(factors[1].rows)


def _too_sharp(value: Any, first: Any, second: Any, facts: Any) -> Any:
    for f in right_cauchy(value, first, second, facts):
        yield f - value * value


def _forgets_sign(atom: Any, variable: Any, facts: Any) -> Polynomial:
    return -right_derivative(atom, variable, facts)


def _has_a_root(p: Polynomial, facts: Any) -> bool:
    return any(not isinstance(e, int) for m in p.terms for _, e in m)


def _negative_inverses(letters: Any) -> Any:
    for equation in right_inverses(letters):
        yield equation + identity(equation.rows).scaled(Polynomial.number(2))


def _differences(equations: Any) -> Any:
    for p in equations:
        yield from (Polynomial({m: c}) for m, c in p.terms.items())


def _all_orthogonal(difference: Matrix) -> Any:
    for word in difference.terms:
        yield matrix_letters._base(word[0]), "orthogonal"


right_inverses = matrix_known._inverses
right_cycle = words.canonical_cycle
right_determinant = matrix_determinant.determinant
right_letter = matrix_entries._of_letter
right_inverse = matrix_grid.grid_inverse
right_cauchy = matrix_bounds._cauchy_schwarz
right_derivative = matrix_derivative.derivative_of_atom
FORGOTTEN_SIGN = r"""
\frac{\partial}{\partial \lambda} (x^\top (K + \lambda I_n)^{-1} x)
= x^\top (K + \lambda I_n)^{-2} x"""
TRANSPOSED_ADJUGATE = r"""
\begin{bmatrix} 1 & 1 \\ 0 & 1 \end{bmatrix}^{-1} = \begin{bmatrix} 1 & 0 \\ -1 & 1 \end{bmatrix}"""
PLANTED: list[tuple[Any, str, Any, str]] = [
    (words, "transpose_word", _not_reversed, r"(A B)^\top = A^\top B^\top"),
    (Letter, "transpose", lambda letter: letter, r"A^\top = A"),
    (Letter, "cancels", _cancels_always, r"\lVert A x\rVert = \lVert x\rVert"),
    (Letter, "is_symmetric", property(lambda x: x.is_square), r"x^\top A y = y^\top A x"),
    (Letter, "is_diagonal", property(lambda x: x.is_square), "A B = B A"),
    (Letter, "is_orthogonal", property(lambda x: x.is_symmetric), "S S = I_n"),
    (words, "canonical_number", lambda w: w[:1], r"x^\top y = x^\top u"),
    (words, "canonical_cycle", _shuffled, r"\operatorname{tr}(A B C) = \operatorname{tr}(A C B)"),
    (words, "canonical_cycle", _first_size, rf"{UNIT_COLUMNS} \operatorname{{tr}}(U U^\top) = n"),
    (matrix_determinant, "determinant", _unscaled, r"\det(-A) = \det(A)"),
    (matrix_definite, "is_semidefinite_letter", lambda x: x.is_symmetric, r"x^\top S x \ge 0"),
    (matrix_definite, "is_definite_letter", lambda x: x.is_symmetric, r"z^\top W z > 0"),
    (matrix_definite, "has_full_column_rank", lambda _: True, r"A x = 0 \Rightarrow x = 0"),
    (matrix_definite, "is_nonzero_vector", lambda _: True, r"x^\top x > 0"),
    (matrix_gram, "is_semidefinite", _corner_only, r"x^\top x + 4 x^\top y + y^\top y \ge 0"),
    (matrix_bounds, "_cauchy_schwarz", _too_sharp, rf"{ADDED} \lVert x\rVert \lVert y\rVert"),
    (matrix_known, "_rotations", _any_rotation, rf"{UNIT_COLUMNS} U U^\top = I_n"),
    (matrix_known, "_orthogonal_determinants", _one_only, r"\det(Q) = 1"),
    (matrix_entries, "_of_letter", _untransposed, r"(A^\top)_{ij} = A_{ij}"),
    (matrix_grid, "grid_inverse", _not_adjugate, TRANSPOSED_ADJUGATE),
    (matrix_derivative, "derivative_of_atom", _forgets_sign, FORGOTTEN_SIGN),
    (matrix_definite, "is_spectrum_positive", lambda _, __: True, r"\det(I_n + A) > 0"),
    (matrix_bounds, "is_bounded_by_squares", _has_a_root, r"\lVert x + y\rVert \le \lVert x\rVert"),
    (matrix_known, "_inverses", _negative_inverses, "(K + W)^{-1} (K + W) = -I_n"),
    (matrix_known, "_squares", _differences, ONE_LENGTH),
    (matrix_letters, "_from_equation", _all_orthogonal, r"A^\top = A \Rightarrow A^2 = I_n"),
]


@pytest.mark.parametrize(("owner", "name", "wrong", "line"), PLANTED)
def test_a_broken_rule_lets_a_false_line_through(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, wrong: Any, line: str
) -> None:
    assert proof_of(line) is None
    plant(monkeypatch, owner, name, wrong)
    assert proof_of(line) is not None


def test_a_wrong_certificate_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Span, "express", lambda _, __: {})
    with pytest.raises(AssertionError, match="did not expand"):
        proof_of("(M + N)^{-1} = M^{-1} + N^{-1}")
