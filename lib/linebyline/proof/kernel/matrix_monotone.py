r"""Numbers that grow with a matrix in the Loewner order.

From an assumed K >= 0: v^T K v >= 0, which is what the order means; tr(V K) >= 0 for a semidefinite
V, because V = sum_i v_i v_i^T; and det A >= det B for symmetric A >= B >= 0, because their ordered
eigenvalues are (Courant and Fischer). A number is nonnegative if it is one of these times c >= 0
plus a nonnegative remainder.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.inequality import suffices
from linebyline.proof.kernel.matrix_definite import is_semidefinite_word
from linebyline.proof.kernel.matrix_order import is_above_zero
from linebyline.proof.kernel.matrix_order_known import known_orders
from linebyline.proof.kernel.matrix_sums import (
    DETERMINANT,
    NUMBER,
    TRACE,
    Matrix,
    from_letter,
    from_word,
    trace,
)  # fmt: skip
from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.signs import is_nonnegative, signs
from linebyline.proof.kernel.words import Letter, Word, transpose_word
from linebyline.proof.kernel.zero_test import is_zero

DEPTH = 3


def why_monotone(p: Polynomial, is_strict: bool, facts: Facts) -> str | None:
    """Return how a number is seen not to be negative by the orders assumed, or ``None``."""
    matrices = [matrix for matrix, _ in known_orders(facts)]
    if not matrices:
        return None
    if not is_strict and _determinants_ordered(p, facts):
        return "determinants of ordered matrices"
    return "forms and traces of ordered matrices" if _holds(p, is_strict, facts, matrices) else None


def _holds(
    p: Polynomial, is_strict: bool, facts: Facts, matrices: list[Matrix], depth: int = DEPTH
) -> bool:
    if suffices(signs(p, facts), is_strict) or (not is_strict and is_zero(p, facts)):
        return True
    if not depth:
        return False
    return any(
        len(rest.terms) < len(p.terms) and _holds(rest, is_strict, facts, matrices, depth - 1)
        for rest in _remainders(p, matrices, facts)
    )


def _remainders(p: Polynomial, matrices: list[Matrix], facts: Facts) -> Iterator[Polynomial]:
    """What is left of p without a nonnegative multiple of a number that an order gives."""
    for m, c in p.terms.items():
        for atom, e in m:
            if atom.kind not in (NUMBER, TRACE) or e != 1:
                continue
            beside = Polynomial({tuple([pair for pair in m if pair[0] is not atom]): c})
            for matrix in matrices:
                for weight, value in _values(atom, matrix, facts):
                    if is_nonnegative(beside * (1 / weight), facts):
                        yield p - beside * (1 / weight) * value


def _values(atom: Atom, matrix: Matrix, facts: Facts) -> Iterator[tuple[Any, Polynomial]]:
    """Numbers >= 0 made of the matrix in which the atom occurs, with its weight there."""
    for part in matrix.terms:
        for value in _numbers(atom, matrix, part, facts):
            weight = value.terms.get(((atom, 1),))
            if weight is not None:
                yield weight, value


def _numbers(atom: Atom, matrix: Matrix, part: Word, facts: Facts) -> Iterator[Polynomial]:
    if atom.kind == TRACE:
        for rest in _beside(atom.args, part):
            other = from_word(rest, matrix.columns, matrix.rows)
            yield trace(matrix @ other, lambda size: read(size, facts))
        return
    half = _half_around(atom.args, part)
    if half is not None:
        v = from_word(half, half[0].rows, half[-1].columns)
        yield (v.T @ matrix @ v).number


def _half_around(word: Word, part: Word) -> Word | None:
    """The v of a word v^T P v."""
    length = (len(word) - len(part)) // 2
    half = word[len(word) - length :]
    fits = word[length : len(word) - length] == part and word[:length] == transpose_word(half)
    return half if fits and length else None


def _beside(word: Word, part: Word) -> Iterator[Word]:
    """The semidefinite V of a trace tr(P V)."""
    for turned in (word, transpose_word(word)):
        for k in range(len(turned)):
            cycle = turned[k:] + turned[:k]
            if cycle[: len(part)] == part and is_semidefinite_word(cycle[len(part) :]):
                yield cycle[len(part) :]


def _determinants_ordered(p: Polynomial, facts: Facts) -> bool:
    """Whether p is c (det A - det B) with A >= B >= 0, or c (log det A - log det B) with B > 0."""
    if len(p.terms) != 2 or any(len(m) != 1 or m[0][1] != 1 for m in p.terms):
        return False
    (big, c), (small, other) = sorted(
        ((m[0][0], c) for m, c in p.terms.items()), key=lambda pair: -pair[1]
    )
    if c + other or big.kind != small.kind:
        return False
    is_log = big.kind == "log"
    above, below = (_under_determinant(atom) for atom in (big, small))
    if above is None or below is None or above.rows != below.rows:
        return False
    if any(x.T.key != x.key for x in (above, below)):
        return False
    try:
        return is_above_zero(below, facts, is_strict=is_log) and is_above_zero(above - below, facts)
    except NotProvable:
        return False


def _under_determinant(atom: Atom) -> Matrix | None:
    inner = atom.args[0].single_atom if atom.kind == "log" else atom
    if inner is None or inner.kind != DETERMINANT:
        return None
    matrix = inner.args[0]
    return from_letter(matrix) if isinstance(matrix, Letter) else matrix
