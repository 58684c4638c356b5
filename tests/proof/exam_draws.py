"""Random values of the exam's declarations, and whether a matrix has a declared property."""

import random
from typing import Any

from mpmath import mp
from tests.proof.exam_functions import drawn_function
from tests.proof.exam_integrals import DENSITIES, plane
from tests.proof.exam_values import DIGITS, Undefined, plain

SCALARS = {
    "real": (None, None), "positive": (0, None), "nonnegative": (0, None), "nonzero": (None, None),
    "unit": (0, 1), "complex": (None, None), "integer": (None, None), "size": (1, None),
}  # fmt: skip
SMALL = mp.mpf(10) ** (-DIGITS // 3)


def has_property(value: Any, word: str) -> bool:
    a = value if isinstance(value, mp.matrix) else mp.matrix([[value]])
    if word == "nonzero":
        return mp.norm(a) > SMALL
    if word == "full column rank":
        return abs(mp.det(a.T * a)) > SMALL
    symmetric = mp.norm(a - a.T) < SMALL
    spectrum = mp.eigsy(a, eigvals_only=True) if symmetric and word.startswith("pos") else ()
    off = [a[i, j] for i in range(a.rows) for j in range(a.cols) if i != j]
    tests = {
        "symmetric": lambda: symmetric,
        "diagonal": lambda: all(abs(x) < SMALL for x in off),
        "orthogonal": lambda: mp.norm(a.T * a - mp.eye(a.rows)) < SMALL,
        "invertible": lambda: abs(mp.det(a)) > SMALL,
        "positive definite": lambda: symmetric and all(e > SMALL for e in spectrum),
        "positive semidefinite": lambda: symmetric and all(e > -SMALL for e in spectrum),
    }  # fmt: skip
    return tests[word]()


def _number(rng: random.Random) -> Any:
    if rng.random() < 0.3:
        return mp.mpf(rng.choice([0, 1, -1, 2, -2])) / rng.choice([1, 2])
    return mp.mpf(rng.randint(-400, 400)) / 128


def draw(
    rng: random.Random,
    kind: str,
    sizes: list[str],
    properties: set[str],
    declared: Any,
    env: Any,
) -> Any:
    if kind == "size":
        return mp.mpf(rng.choice([1, 2, 3, 4, 6]))
    if kind == "integer":
        return mp.mpf(rng.randint(-7, 7))
    if kind == "density":
        return plane if sizes[1:2] == ["2"] else rng.choice(DENSITIES)
    if kind == "function":
        return drawn_function(rng, len(sizes), properties)
    ends = [declared.value(size, env) for size in sizes]
    if kind == "index":
        return mp.mpf(rng.randint(int(ends[0]), int(ends[1])))
    if kind == "interval":
        return ends[0] + (ends[1] - ends[0]) * rng.randint(1, 63) / 64
    if kind == "complex":
        return mp.mpc(_number(rng), _number(rng))
    if kind in SCALARS:
        return _scalar(rng, kind)
    if kind in ("vectors", "matrices"):
        rows, columns = int(ends[0]), 1 if kind == "vectors" else int(ends[1])
        members = [_matrix(rng, rows, columns, properties) for _ in range(int(ends[-1]))]
        return [plain(member) for member in members]
    rows, columns = int(ends[0]), int(ends[1]) if len(ends) == 2 else 1
    if kind in ("vector", "matrix"):
        return plain(_matrix(rng, rows, columns, properties))
    domain = "positive" if kind == "probabilities" else next(iter(properties), "real")
    cells = mp.matrix([[_scalar(rng, domain) for _ in range(columns)] for _ in range(rows)])
    return plain(cells / sum(cells) if kind == "probabilities" else cells)


def _scalar(rng: random.Random, domain: str) -> Any:
    x = _number(rng)
    if domain == "unit":
        return mp.mpf(rng.randint(1, 63)) / 64
    if domain == "nonnegative":
        return abs(x)
    if domain in ("positive", "nonzero") and x == 0:
        return mp.mpf(1)
    return abs(x) if domain == "positive" else x


def _matrix(rng: random.Random, rows: int, columns: int, properties: set[str]) -> Any:
    def full(n: int, m: int) -> Any:
        return mp.matrix([[mp.mpf(rng.randint(-9, 9)) / 4 for _ in range(m)] for _ in range(n)])

    a = full(rows, columns)
    if "orthogonal" in properties:
        a = mp.qr(a + 5 * mp.eye(rows))[0]
    if "positive definite" in properties:
        a = a * a.T + mp.eye(rows) / 8
    elif "positive semidefinite" in properties:
        a = full(rows, max(1, rows - 1))
        a = a * a.T
    elif "symmetric" in properties:
        a = a + a.T
    if "diagonal" in properties:
        a = mp.diag([a[i, i] for i in range(rows)])
    if not all(has_property(a, word) for word in properties):
        raise Undefined("draw again")
    return a
