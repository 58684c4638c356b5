r"""Derivatives of words, and gradients read off them.

The differential of a word is the sum of the words in which one letter is replaced by its own
differential (the product rule, for all sizes), with

- dX = H and d(X^T) = H^T for the letter X that moves in the direction H,
- d(M^{-1}) = -M^{-1} dM M^{-1}, from differentiating M M^{-1} = 1,
- d det M = det M tr(M^{-1} dM) where M is invertible (Jacobi).

What is not named does not move. So a number p has a differential that is linear in H, and each of
its terms can be rotated into c tr(G^T H): G is its share of the gradient, the matrix of partial
derivatives, provided that each entry of X may move by itself. A name of which more is known than
that it is invertible, nonzero or of full column rank has no gradient here: a line may say X^T = X,
or x^T x = 1, but f was simplified with that, and must hold beside the point too.
"""

from __future__ import annotations

from flint import fmpq

from linebyline.proof.kernel.derivative import derivative
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_entries import sum_of_atom
from linebyline.proof.kernel.matrix_families import sum_of_matrices
from linebyline.proof.kernel.matrix_made import moved_made
from linebyline.proof.kernel.matrix_sums import (
    DETERMINANT,
    NUMBER,
    TRACE,
    Matrix,
    from_letter,
    from_word,
    trace,
    zero,
)  # fmt: skip
from linebyline.proof.kernel.polynomial import Atom, Polynomial, product
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.sums import open_sum
from linebyline.proof.kernel.words import ONE_LONG, Letter, Word
from linebyline.proof.symbols import INDEPENDENT, Symbol
from linebyline.proof.tree import Expr

DIRECTION = "direction"


def direction_of(letter: Letter) -> Atom:
    """The variable for moving one named matrix, as ``derivative`` takes it.

    Raises:
        NotProvable: if its entries are not known to be free of each other.
    """
    (name,) = letter.free
    assert isinstance(name, Symbol)
    if not letter.properties <= INDEPENDENT:
        raise NotProvable(f"the entries of {name.tex} depend on each other")
    moving = Symbol(f"d {name.tex}", "matrix", dims=(letter.rows, letter.columns))
    towards = Letter(f"{moving.tex}:", letter.rows, letter.columns, free=frozenset({moving}))
    return Atom(DIRECTION, letter.key, (name, towards))


def derivative_of_atom(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    """Return the derivative of a number made of matrices by a scalar, an entry, or a direction."""
    if variable.kind == "entry":
        return derivative(sum_of_atom(atom, facts), variable, facts)
    if atom.kind == DETERMINANT:
        return _of_determinant(atom, variable, facts)
    word: Word = atom.args
    changed = _of_word(word, word[0].rows, word[-1].columns, variable, facts)
    return changed.number if atom.kind == NUMBER else trace(changed, lambda n: read(n, facts))


def derivative_of_matrix(matrix: Matrix, variable: Atom, facts: Facts) -> Matrix:
    """Return the derivative of a sum of words by a scalar or in a direction."""
    result = zero(matrix.rows, matrix.columns)
    for word, c in matrix.terms.items():
        slope = derivative(c, variable, facts)
        result = result + from_word(word, matrix.rows, matrix.columns).scaled(slope)
        result = result + _of_word(word, matrix.rows, matrix.columns, variable, facts).scaled(c)
    return result


def gradient(p: Polynomial, variable: Atom, facts: Facts) -> Matrix:
    """Return the matrix of partial derivatives of a number by the letter that a direction moves."""
    return _factor_of(derivative(p, variable, facts), variable.args[1], facts)


def jacobian(column: Matrix, variable: Atom, facts: Facts) -> Matrix:
    """Return the Jacobian of a column by a column: its rows belong to the entries of the former.

    Each term of the differential is c w H, or c w with a number c that is linear in H.
    """
    towards: Letter = variable.args[1]
    result = zero(column.rows, towards.rows)
    for word, c in derivative_of_matrix(column, variable, facts).terms.items():
        if word and word[-1] == towards:
            part = from_word(word[:-1], column.rows, towards.rows).scaled(c)
        else:
            part = from_word(word, column.rows, ONE_LONG) @ _factor_of(c, towards, facts).T
        if any(towards.name == letter.name for w in part.terms for letter in w):
            raise NotProvable("a differential that is not linear")
        result = result + part
    return result


def at_the_point(matrix: Matrix, moved: Letter, assumed: Letter) -> Matrix:
    """Return a derivative with what is assumed of the letter: it counts where the line is claimed.

    Letters inside functions and inverses stay as they are, as if nothing were assumed of them.
    """
    if moved.name == assumed.name:
        return matrix
    result = zero(matrix.rows, matrix.columns)
    for word, c in matrix.terms.items():
        exchanged = from_word(_exchanged(word, moved, assumed), matrix.rows, matrix.columns)
        result = result + exchanged.scaled(_exchanged_in(c, moved, assumed))
    return result


def _exchanged(word: Word, moved: Letter, assumed: Letter) -> Word:
    return tuple([_again(x, assumed) if x.name == moved.name else x for x in word])


def _again(letter: Letter, assumed: Letter) -> Letter:
    straight = assumed.transpose() if letter.transposed else assumed
    return straight.invert() if letter.inverted else straight


def _exchanged_in(p: Polynomial, moved: Letter, assumed: Letter) -> Polynomial:
    total = Polynomial({})
    for m, c in p.terms.items():
        term = Polynomial.number(c)
        for atom, e in m:
            factor = Polynomial({((atom, e),): fmpq(1)})
            if atom.kind == NUMBER and isinstance(e, int) and e > 0:
                exchanged = from_word(_exchanged(atom.args, moved, assumed), ONE_LONG, ONE_LONG)
                factor = product([exchanged.number] * e)
            term = term * factor
        total = total + term
    return total


def _of_word(word: Word, rows: Expr, columns: Expr, variable: Atom, facts: Facts) -> Matrix:
    result = zero(rows, columns)
    for k, letter in enumerate(word):
        if variable.args[0] in letter.free:
            before = from_word(word[:k], rows, letter.rows)
            behind = from_word(word[k + 1 :], letter.columns, columns)
            result = result + before @ _of_letter(letter, variable, facts) @ behind
    return result


def _of_letter(letter: Letter, variable: Atom, facts: Facts) -> Matrix:
    if letter.inverse_of is not None:
        inner = letter.inverse_of.T if letter.transposed else letter.inverse_of
    elif letter.made is not None and not letter.inverted:
        changed = moved_made(letter.made, variable, facts)
        return changed.T if letter.transposed else changed
    elif letter.made is not None:
        inner = from_letter(letter.invert())
    elif variable.kind != DIRECTION:
        raise NotProvable("a matrix differentiated by one of its entries")
    elif letter.inverted:
        inner = from_letter(letter.invert())
    else:
        towards: Letter = variable.args[1]
        return from_letter(towards.transpose() if letter.transposed else towards)
    inverse = from_letter(letter)
    return -(inverse @ derivative_of_matrix(inner, variable, facts) @ inverse)


def _of_determinant(atom: Atom, variable: Atom, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.matrix_inverse import inverse_of

    inner = atom.args[0]
    matrix = from_letter(inner) if isinstance(inner, Letter) else inner
    product = inverse_of(matrix, facts) @ derivative_of_matrix(matrix, variable, facts)
    return Polynomial.of(atom) * trace(product, lambda size: read(size, facts))


def _factor_of(p: Polynomial, towards: Letter, facts: Facts) -> Matrix:
    """Return G where p is tr(G^T H) for the letter H; a sum of such numbers has the sum of the G.

    Raises:
        NotProvable: if some term does not hold H once, in one inner product or trace.
    """
    result = zero(towards.rows, towards.columns)
    for m, c in p.terms.items():
        holders = [(atom, e) for atom, e in m if towards.free & atom.free]
        if len(holders) == 1 and holders[0] == (holders[0][0], 1) and holders[0][0].kind == "sum":
            rest = Polynomial({tuple([pair for pair in m if pair[0] is not holders[0][0]]): c})
            result = result + _factor_of_sum(holders[0][0], towards, facts).scaled(rest)
            continue
        if len(holders) != 1 or holders[0][1] != 1 or holders[0][0].kind not in (NUMBER, TRACE):
            raise NotProvable("a differential that is no sum of inner products with dX")
        word: Word = holders[0][0].args
        rest = Polynomial({tuple([pair for pair in m if pair[0] is not holders[0][0]]): c})
        places = [k for k, letter in enumerate(word) if towards.free & letter.free]
        if len(places) != 1 or word[places[0]].name != towards.name:
            raise NotProvable("a differential that is not linear")
        result = result + _around(word, places[0]).scaled(rest)
    return result


def _factor_of_sum(atom: Atom, towards: Letter, facts: Facts) -> Matrix:
    body, variables = open_sum(atom, facts)
    factor = _factor_of(body, towards, facts)
    for variable in reversed(variables):
        factor = sum_of_matrices(factor, variable, facts)
    return factor


def _around(word: Word, k: int) -> Matrix:
    """From tr(L H R) = tr(R L H), or tr(L H^T R) = tr((R L)^T H), the factor G of tr(G^T H)."""
    letter = word[k]
    turned = from_word(word[k + 1 :] + word[:k], letter.columns, letter.rows)
    return turned if letter.transposed else turned.T
