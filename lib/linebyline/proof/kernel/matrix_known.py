r"""The equations that a proof about matrices may use, gathered from letters and assumptions.

- The letter S for the inverse of a sum M satisfies M S = 1 and S M = 1.
- An assumed equation l = r gives l - r = 0 and its transpose.
- If a product of square matrices of one size is the identity, each factor is invertible, because
  its determinant is a factor of 1; hence each rotation of the product is the identity too. (A left
  inverse of a square matrix is its inverse.) Each factor and each rotation is noted.
- The unit columns of all blocks together are those of the identity.
- If two square matrices are equal, so are their determinants; if two numbers, their squares.
- The determinant of an orthogonal Q satisfies det(Q)^2 = det(Q^T Q) = 1; that of a diagonal
  matrix is the product of its entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linebyline.proof.kernel.assumptions import refuse_cautious
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_blocks import cells, completeness
from linebyline.proof.kernel.matrix_certificate import Known
from linebyline.proof.kernel.matrix_determinant import determinant
from linebyline.proof.kernel.matrix_entries import entry_at
from linebyline.proof.kernel.matrix_opened import opened
from linebyline.proof.kernel.matrix_powers import equations_of_powers
from linebyline.proof.kernel.matrix_read import read_matrix
from linebyline.proof.kernel.matrix_sums import (
    DETERMINANT,
    NUMBER,
    TRACE,
    Matrix,
    as_matrix,
    from_letter,
    identity,
)  # fmt: skip
from linebyline.proof.kernel.polynomial import (
    ONE,
    ZERO,
    Atom,
    Exponent,
    Polynomial,
    TooLarge,
    exponent,
    monomial,
    total,
)  # fmt: skip
from linebyline.proof.kernel.products import prod_over
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.words import Letter, Word
from linebyline.proof.relation import Relation
from linebyline.proof.tree import Expr


def known_for(goal: Matrix, facts: Facts) -> Known:
    """Return the equations that may bear on a goal, denominators cleared."""
    matrices, scalars = _assumed(facts)
    scalars = [*scalars, *facts.equations, *_squares(facts.equations)]
    atoms = _atoms_of([goal, *matrices], scalars)
    letters = _letters_of([goal, *matrices], atoms)
    powers = [m for q in equations_of_powers(letters, matrices, facts) for m in (q, q.T)]
    matrices = [*matrices, *_inverses(letters), *completeness(letters), *powers]
    scalars = [*scalars, *_orthogonal_determinants(atoms), *_diagonal_determinants(atoms, facts)]
    return Known(
        tuple(_distinct([clear(m) for m in matrices])),
        tuple([clear_scalar(p) for p in scalars if p.terms]),
        lambda size: read(size, facts),
        lambda p: opened(p, facts),
    )


def clear(matrix: Matrix) -> Matrix:
    """Multiply by what stands in denominators; it is not zero, or the formula had no value."""
    for _ in range(6):
        lowest = _denominators(matrix.terms.values())
        if not lowest:
            break
        terms = {word: _lifted(c, lowest) for word, c in matrix.terms.items()}
        matrix = Matrix(matrix.rows, matrix.columns, {w: c for w, c in terms.items() if c.terms})
    return matrix


def clear_scalar(p: Polynomial) -> Polynomial:
    """Multiply a polynomial by what stands in its denominators."""
    return clear(as_matrix(p)).terms.get((), ZERO)


def _denominators(coefficients: Iterable[Polynomial]) -> dict[Atom, Exponent]:
    lowest: dict[Atom, Exponent] = {}
    for c in coefficients:
        for m in c.terms:
            for atom, e in m:
                if e < lowest.get(atom, 0):
                    lowest[atom] = e
    return lowest


def _lifted(p: Polynomial, lowest: dict[Atom, Exponent]) -> Polynomial:
    """Multiply each term by the denominators, before the powers of sums are expanded."""
    terms = []
    for m, c in p.terms.items():
        powers = dict(m)
        for atom, e in lowest.items():
            powers[atom] = exponent(powers.get(atom, 0) - e)
        terms.append(monomial(c, powers))
    return total(terms)


def _assumed(facts: Facts) -> tuple[list[Matrix], list[Polynomial]]:
    key = ("matrix equations", "")
    if key not in facts.cache:
        matrices: list[Matrix] = []
        scalars: list[Polynomial] = []
        with facts.without_conditions():
            for relation in facts.assumptions:
                _note(relation, facts, matrices, scalars)
        facts.cache[key] = (_distinct(matrices), scalars)
    matrices, scalars = facts.cache[key]
    return list(matrices), list(scalars)


def _note(
    relation: Relation, facts: Facts, matrices: list[Matrix], scalars: list[Polynomial]
) -> None:
    left, right = relation.left, relation.right
    if relation.sign != "=" or isinstance(left, Relation) or isinstance(right, Relation):
        return
    if left.shape is None:
        return
    try:
        facts.conditions = {}
        difference = read_matrix(left, facts) - read_matrix(right, facts)
        refuse_cautious(facts)
        for part in cells(difference) or (difference,):
            matrices += [part, part.T]
        for rotated in _rotations(left, right, facts):
            matrices += [rotated, rotated.T]
        if difference.is_square:
            scalars.append(_determinants(left, right, facts))
    except (NotProvable, TooLarge):
        return


def _rotations(left: Expr, right: Expr, facts: Facts) -> Iterator[Matrix]:
    """From F_1 ... F_k = 1 with square factors, yield F_2 ... F_k F_1 - 1 and so on."""
    for product, one in ((left, right), (right, left)):
        if product.op != "mul" or one.op != "identity":
            continue
        factors = [read_matrix(f, facts) for f in product.args if f.shape is not None]
        is_square = all(f.rows == f.columns == one.data for f in factors)
        if not is_square or len(factors) != len(product.args):
            continue
        for k in range(1, len(factors)):
            turned = identity(one.data)
            for factor in factors[k:] + factors[:k]:
                turned = turned @ factor
            yield turned - identity(one.data)


def _determinants(left: Expr, right: Expr, facts: Facts) -> Polynomial:
    sides = [determinant(read_matrix(side, facts), facts) for side in (left, right)]
    return sides[0] - sides[1]


def _squares(equations: Iterable[Polynomial]) -> Iterator[Polynomial]:
    """From u = v, with one term on either side, u^2 = v^2: for equations between lengths."""
    for p in equations:
        if len(p.terms) == 2:
            u, v = (Polynomial({m: c}) for m, c in p.terms.items())
            yield u * u - v * v


def _orthogonal_determinants(atoms: Iterable[Atom]) -> Iterator[Polynomial]:
    for atom in atoms:
        letter = atom.args[0] if atom.kind == DETERMINANT else None
        if isinstance(letter, Letter) and letter.is_orthogonal:
            value = Polynomial.of(atom)
            yield value * value - ONE


def _diagonal_determinants(atoms: Iterable[Atom], facts: Facts) -> Iterator[Polynomial]:
    for atom in atoms:
        letter = atom.args[0] if atom.kind == DETERMINANT else None
        if not isinstance(letter, Letter) or not letter.is_diagonal or letter.made is not None:
            continue
        variable = facts.new_variable(ONE, read(letter.rows, facts))
        place = Polynomial.of(variable)
        try:
            entries = entry_at(from_letter(letter), place, place, facts)
            yield Polynomial.of(atom) - prod_over(entries, variable, facts)
        except NotProvable:
            continue


def _inverses(letters: Iterable[Letter]) -> Iterator[Matrix]:
    for letter in letters:
        matrix = letter.inverse_of
        if matrix is None:
            continue
        inverse, one = from_letter(letter), identity(letter.rows)
        pair = [matrix @ inverse - one, inverse @ matrix - one]
        yield from pair
        if not letter.is_symmetric:
            yield from [equation.T for equation in pair]


def _atoms_of(matrices: Iterable[Matrix], scalars: Iterable[Polynomial]) -> list[Atom]:
    polynomials = [c for matrix in matrices for c in matrix.terms.values()]
    found: dict[Atom, None] = {}
    for p in [*polynomials, *scalars]:
        found.update(dict.fromkeys(p.atoms))
    return list(found)


def _letters_of(matrices: Iterable[Matrix], atoms: Iterable[Atom]) -> list[Letter]:
    """All letters that occur, those inside inverses included, not transposed."""
    words: list[Word] = [word for matrix in matrices for word in matrix.terms]
    words += [atom.args for atom in atoms if atom.kind in (NUMBER, TRACE)]
    found: dict[str, Letter] = {}
    while words:
        for letter in words.pop():
            if letter.name in found:
                continue
            found[letter.name] = letter.transpose() if letter.transposed else letter
            if letter.inverse_of is not None:
                words += letter.inverse_of.terms
                inner = _atoms_of([letter.inverse_of], [])
                words += [atom.args for atom in inner if atom.kind in (NUMBER, TRACE)]
    return list(found.values())


def _distinct(matrices: Iterable[Matrix]) -> list[Matrix]:
    kept: dict[str, Matrix] = {}
    for matrix in matrices:
        if not matrix.is_zero and (-matrix).key not in kept:
            kept.setdefault(matrix.key, matrix)
    return list(kept.values())
