"""Letters made of others, built anew with atoms in them replaced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import add

from linebyline.proof.kernel import matrix_entrywise as entrywise
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_families import member, open_letter, sum_of_matrices
from linebyline.proof.kernel.matrix_kronecker import kronecker, vec
from linebyline.proof.kernel.matrix_powers import power_of
from linebyline.proof.kernel.matrix_sums import Matrix
from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.replace import replace
from linebyline.proof.kernel.words import Letter, Made

_BUILDERS: dict[str, Callable[[list[Matrix]], Matrix]] = {
    "diag": lambda parts: entrywise.diagonal(*parts), "hadamard": entrywise.hadamard,
    "kronecker": lambda parts: kronecker(*parts), "vec": lambda parts: vec(*parts),
}  # fmt: skip


def replaced_made(letter: Letter, values: Mapping[Atom, Polynomial], facts: Facts) -> Matrix:
    """Return the letter with atoms replaced, not transposed."""
    from linebyline.proof.kernel.matrix_replace import replaced_sum

    made = letter.made
    assert made is not None
    rows = letter.columns if letter.transposed else letter.rows
    match made.kind:
        case "member":
            family, *indices = made.parts
            found = member(family, [replace(p, values, facts) for p in indices])
            return _inverted(letter, found, facts)
        case "unit":
            return entrywise.unit(replace(made.parts[0], values, facts), rows)
        case "sum":
            body, variable = open_letter(made, facts)
            first, last = (replace(end, values, facts) for end in variable.args[1:])
            moved = facts.new_variable(first, last)
            inner = replaced_sum(body, {**values, variable: Polynomial.of(moved)}, facts)
            return _inverted(letter, sum_of_matrices(inner, moved, facts), facts)
        case "power":
            base, p = made.parts
            inner, p = replaced_sum(base, values, facts), replace(p, values, facts)
            return power_of(inner, -p if letter.inverted else p, facts)
    parts = [replaced_sum(part, values, facts) for part in made.parts]
    return _inverted(letter, _BUILDERS[made.kind](parts), facts)


def moved_made(made: Made, variable: Atom, facts: Facts) -> Matrix:
    r"""Return the derivative of a letter that is linear in each of its parts, not transposed.

    Raises:
        NotProvable: for other letters, such as members, whose index cannot move.
    """
    from linebyline.proof.kernel.matrix_derivative import derivative_of_matrix

    if made.kind == "sum":
        body, index = open_letter(made, facts)
        return sum_of_matrices(derivative_of_matrix(body, variable, facts), index, facts)
    if made.kind not in _BUILDERS:
        raise NotProvable(f"the derivative of a {made.kind}")
    build, parts = _BUILDERS[made.kind], list(made.parts)
    changed = [derivative_of_matrix(part, variable, facts) for part in parts]
    products = [build([*parts[:k], moved, *parts[k + 1 :]]) for k, moved in enumerate(changed)]
    return reduce(add, products)


def _inverted(letter: Letter, matrix: Matrix, facts: Facts) -> Matrix:
    """The inverse where the letter was inverted."""
    if not letter.inverted:
        return matrix
    from linebyline.proof.kernel.matrix_inverse import inverse_of

    return inverse_of(matrix, facts)
