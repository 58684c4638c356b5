r"""A matrix M is zero exactly if u^T M v = 0 for all columns u and v.

So M may be looked at as one number, in which sums of matrices become sums of numbers.
"""

from __future__ import annotations

from linebyline.proof import domains
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.matrix_opened import opened
from linebyline.proof.kernel.matrix_sums import Matrix, from_letter, identity
from linebyline.proof.kernel.polynomial import Polynomial
from linebyline.proof.kernel.words import ONE_LONG, Letter
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr


def against_columns(matrix: Matrix, facts: Facts) -> Polynomial:
    """Return u^T M v for columns u and v of which nothing is known."""
    left, right = _column("?u", matrix.rows), _column("?v", matrix.columns)
    return opened((left.T @ matrix @ right).number, facts)


def _column(name: str, size: Expr) -> Matrix:
    if size == ONE_LONG:
        return identity(ONE_LONG)
    declared = Symbol(name, "matrix", domains.REAL, (size, ONE_LONG))
    return from_letter(Letter(name, size, ONE_LONG, free=frozenset({declared})))
