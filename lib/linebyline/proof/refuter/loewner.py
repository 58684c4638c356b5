r"""The Loewner order at a point: A >= B where x^T (A - B) x >= 0 for every x.

The symmetric part of the difference is eliminated exactly. Where a pivot is negative, a direction
x in which the form is negative is read off it, and shows the failure: its form is evaluated anew.
"""

from __future__ import annotations

from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import ONE, ZERO, Number, Undefined, reciprocal, sign_of

Table = list[list[Number]]


def direction_against(difference: Matrix, *, is_strict: bool) -> Matrix | None:
    """Return x with x^T D x < 0, or for a strict order a nonzero one with x^T D x <= 0.

    Raises:
        Undefined: if the matrix is not square.
        Undecided: if a ball leaves a sign open.
    """
    rows, columns = difference.shape
    if rows != columns:
        raise Undefined("the Loewner order compares square matrices")
    found = _against((difference + difference.transposed).rows, is_strict)
    return None if found is None else Matrix([[x] for x in found])


def form(matrix: Matrix, direction: Matrix) -> Number:
    """Return x^T M x."""
    return (direction.transposed * matrix * direction).rows[0][0]


def _against(table: Table, is_strict: bool) -> list[Number] | None:
    """For a symmetric table (p, r^T; r, B): a direction for B - r r^T / p is one for the whole."""
    if not table:
        return None
    pivot, rest = table[0][0], [row[1:] for row in table[1:]]
    tail = [row[0] for row in table[1:]]
    sign = sign_of(pivot)
    if sign < 0 or (sign == 0 and is_strict):
        return [ONE, *[ZERO] * len(tail)]
    if sign == 0:
        return _against_zero_pivot(tail, rest)
    scale = reciprocal(pivot)
    inner = [
        [x - a * b * scale for x, b in zip(row, tail, strict=True)]
        for row, a in zip(rest, tail, strict=True)
    ]
    found = _against(inner, is_strict)
    if found is None:
        return None
    first = -sum((a * x for a, x in zip(tail, found, strict=True)), ZERO) * scale
    return [first, *found]


def _against_zero_pivot(tail: list[Number], rest: Table) -> list[Number] | None:
    """With p = 0 and r_j not zero, t e_1 + e_j has the form 2 t r_j + B_jj, here -1."""
    for j, a in enumerate(tail):
        if sign_of(a):
            unit = [ONE if k == j else ZERO for k in range(len(tail))]
            return [-(rest[j][j] + ONE) * reciprocal(a + a), *unit]
    found = _against(rest, False)
    return None if found is None else [ZERO, *found]


def least_pivot(difference: Matrix) -> float:
    """How far the symmetric part is from failing: the first negative pivot, or else the least."""
    rows = (difference + difference.transposed).rows
    table = [[float(x) for x in row] for row in rows]
    least = float("inf")
    while table:
        pivot = table[0][0]
        least = min(least, pivot)
        if pivot <= 0:
            break
        table = [[x - row[0] * y / pivot for x, y in zip(row[1:], table[0][1:], strict=True)]
                 for row in table[1:]]  # fmt: skip
    return least
