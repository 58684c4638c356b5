"""Points of an exam case's domain: given by the case, or drawn at random."""

import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mpmath import mp
from tests.proof.exam_oracle import Reader
from tests.proof.exam_random import Law, law_of
from tests.proof.exam_values import DIGITS, Undefined, plain

PROPERTIES = (
    "positive definite", "positive semidefinite", "full column rank", "symmetric", "orthogonal",
    "invertible", "diagonal", "nonzero",
)  # fmt: skip
SCALARS = {
    "real": (None, None), "positive": (0, None), "nonnegative": (0, None), "nonzero": (None, None),
    "unit": (0, 1), "complex": (None, None), "integer": (None, None), "size": (1, None),
}  # fmt: skip
SMALL = mp.mpf(10) ** (-DIGITS // 3)
SHAPES = (lambda x: mp.sin(x) + x * x / 3, lambda x: mp.exp(-x) + 2 * x, lambda x: x**3 - x)
PLANES = (lambda x, y: mp.sin(x + 2 * y) + x * y**2, lambda x, y: mp.exp(x * y) + y)


class Declared:
    """The declarations of a case, taken apart: kind, names, sizes, properties."""

    def __init__(self, case: Mapping[str, Any]) -> None:
        self.rows: list[tuple[str, str, list[str], set[str]]] = []
        self.spans: dict[str, tuple[str, str]] = {}
        self.names: set[str] = set()
        self.random: dict[str, Law] = {}
        for text in case.get("names", []):
            self._read(text)

    def _read(self, text: str) -> None:
        kind, rest = text.split(" ", 1)
        if kind == "random":
            self._read_law(rest)
            return
        properties = set()
        for word in PROPERTIES:
            if kind in ("vector", "matrix") and re.search(rf" {word}\b", rest):
                properties.add(word)
                rest = re.sub(rf",? {word}\b", "", rest)
        words = rest.split()
        domains = {"array", "table", "function"}
        if kind in domains and words[-1] in SCALARS:
            properties.add(words.pop())
        tails = {"index": 2, "interval": 2, "vector": 1, "matrix": 2, "array": 1, "table": 2}
        count = tails.get(kind, 1 if kind == "probabilities" else 0)
        if kind == "function":
            count = int(words[-1].isdigit())
        sizes = words[len(words) - count :]
        for name in words[: len(words) - count]:
            self.names.add(name)
            if kind in ("function", "complex"):
                self.names.add(f"{name}()" if kind == "function" else kind)
            if kind == "index":
                self.spans[name] = (sizes[0], sizes[1])
            self.rows.append((kind, name, sizes, properties))

    def _read_law(self, rest: str) -> None:
        head, law = rest.split("~")
        names, _, sizes = head.partition("(")
        law, _, index = law.partition(" by ")
        word, parameters = law.strip().split(" ", 1)
        spans, known = self.spans, self.names
        codes = [Reader(p.strip(), spans, known).formula() for p in parameters.split("|")]
        lengths = [Reader(s, spans, known).formula() for s in sizes.strip(" )").split()]
        for name in names.split():
            self.names.add(name)
            self.random[name] = law_of(word, codes, lengths, index)

    def value(self, text: str, env: Mapping[str, Any]) -> Any:
        return Reader(text, self.spans, self.names).formula()(env)

    def relation(self, text: str) -> Any:
        return Reader(text, self.spans, self.names).relation()

    def premise(self, text: str) -> Any:
        return Reader(text, self.spans, self.names).joined()[0]


def given(case: Mapping[str, Any], declared: Declared) -> dict[str, Any]:
    """The point that a case names, with every value inside its domain."""
    env: dict[str, Any] = {"random": declared.random}
    for kind, name, sizes, properties in declared.rows:
        if name not in case.get("at", {}):
            assert kind == "index", f"{case['id']}: no value for {name}"
            continue
        text = case["at"][name]
        if kind == "function":
            env[name] = _function(text, sizes)
            continue
        if kind in ("vector", "matrix", "array", "table", "probabilities"):
            split = text.split() if kind in ("array", "probabilities") else text.split(";")
            cells = [[declared.value(c, env) for c in row.split()] for row in split]
            value = plain(mp.matrix(cells))
            shape = (value.rows, value.cols) if isinstance(value, mp.matrix) else (1, 1)
            wanted = tuple(int(declared.value(size, env)) for size in sizes)
            assert shape == (*wanted, 1)[:2], f"{case['id']}: {name} has shape {shape}"
            env[name] = value
        else:
            env[name] = declared.value(text, env)
        assert inside(kind, env[name], sizes, properties, declared, env), f"{case['id']}: {name}"
    for text in case.get("assume", []):
        assert declared.relation(text)(env), f"{case['id']}: {text} fails at the counterexample"
    return env


def _function(text: str, sizes: list[str]) -> Any:
    letters = ["x", "y"][: int(sizes[0]) if sizes else 1]
    code = Reader(text, {}, set(letters)).formula()
    return lambda *values: code(dict(zip(letters, values, strict=True)))


def inside(
    kind: str, value: Any, sizes: list[str], properties: set[str], declared: Declared, env: Any
) -> bool:
    """Whether a value lies in its declared domain."""
    cells = list(value) if isinstance(value, mp.matrix) else [value]
    if kind in ("integer", "size", "index"):
        if not all(mp.isint(c) for c in cells):
            return False
        low = {"size": "1", "index": sizes[0] if sizes else "1"}.get(kind)
        return low is None or value >= declared.value(low, env)
    if kind == "interval":
        return declared.value(sizes[0], env) < value < declared.value(sizes[1], env)
    if kind == "probabilities":
        return all(c > 0 for c in cells) and abs(sum(cells) - 1) < SMALL
    domain = next(iter(properties & SCALARS.keys()), kind)
    signs = {"positive": lambda c: c > 0, "nonnegative": lambda c: c >= 0,
             "nonzero": lambda c: c != 0, "unit": lambda c: 0 < c < 1}  # fmt: skip
    if kind in ("vector", "matrix"):
        return all(has_property(value, word) for word in properties)
    return all(signs.get(domain, lambda c: True)(c) for c in cells)


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


def drawn(case: Mapping[str, Any], declared: Declared, seed: int) -> Iterator[dict[str, Any]]:
    """Endless random points under the assumptions; a premise is solved at every other one."""
    rng = random.Random(f"{case['id']} {seed}")
    tests = [declared.relation(text) for text in case.get("assume", [])]
    while True:
        env: dict[str, Any] = {"random": declared.random}
        try:
            for kind, name, sizes, properties in declared.rows:
                env[name] = _draw(rng, kind, sizes, properties, declared, env)
            solved = case.get("solve", {}) if tests or rng.random() < 0.5 else {}
            for name, text in solved.items():
                env[name] = declared.value(text, env)
            if all(test(env) for test in tests):
                yield env
        except Undefined:
            continue


def _number(rng: random.Random) -> Any:
    if rng.random() < 0.3:
        return mp.mpf(rng.choice([0, 1, -1, 2, -2])) / rng.choice([1, 2])
    return mp.mpf(rng.randint(-400, 400)) / 128


def _draw(
    rng: random.Random,
    kind: str,
    sizes: list[str],
    properties: set[str],
    declared: Declared,
    env: Any,
) -> Any:
    if kind == "size":
        return mp.mpf(rng.choice([1, 2, 3, 4, 6]))
    if kind == "integer":
        return mp.mpf(rng.randint(-7, 7))
    if kind == "function":
        if sizes:
            return rng.choice(PLANES)
        return (lambda x: mp.exp(mp.sin(x))) if "positive" in properties else rng.choice(SHAPES)
    ends = [declared.value(size, env) for size in sizes]
    if kind == "index":
        return mp.mpf(rng.randint(int(ends[0]), int(ends[1])))
    if kind == "interval":
        return ends[0] + (ends[1] - ends[0]) * rng.randint(1, 63) / 64
    if kind == "complex":
        return mp.mpc(_number(rng), _number(rng))
    if kind in SCALARS:
        return _scalar(rng, kind)
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
