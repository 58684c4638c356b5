"""Derivatives by whole columns and matrices for the exam's second reader: central differences."""

from typing import Any

from mpmath import mp
from tests.proof.exam_slopes import difference
from tests.proof.exam_values import Code, Env, plain


def gradient(code: Code, key: str, turned: bool = False) -> Code:
    """All partial derivatives of a number, in the shape of the variable; of a column, in rows."""

    def value(env: Env) -> Any:
        at = env[key]
        if not isinstance(at, mp.matrix):
            return difference(code, key, [])(env)
        cells = [[_partial(code, key, i, j, env) for j in range(at.cols)] for i in range(at.rows)]
        if isinstance(cells[0][0], mp.matrix):
            slopes = [slope for row in cells for slope in row]
            found = mp.matrix([list(slope) for slope in slopes])
            return plain(found.T if turned else found)
        return plain(mp.matrix(cells).T if turned else mp.matrix(cells))

    return value


def hessian(code: Code, key: str) -> Code:
    return gradient(gradient(code, key, turned=True), key)


def _partial(code: Code, key: str, i: int, j: int, env: Env) -> Any:
    return difference(code, key, [lambda _: i + 1, lambda _: j + 1])(env)
