"""Points of an exam case's domain: given by the case, or drawn at random."""

import random
import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from mpmath import mp
from tests.proof.exam_draws import SCALARS, SMALL, draw, has_property
from tests.proof.exam_functions import has_shape
from tests.proof.exam_integrals import is_density
from tests.proof.exam_oracle import Reader
from tests.proof.exam_random import Law, jointly, law_of, realise
from tests.proof.exam_tables import Draw, declared_law
from tests.proof.exam_values import Undefined, plain

PROPERTIES = (
    "positive definite", "positive semidefinite", "full column rank", "symmetric", "orthogonal",
    "invertible", "diagonal", "nonzero",
)  # fmt: skip
TAILS = {
    "index": 2, "interval": 2, "vector": 1, "matrix": 2, "array": 1, "table": 2, "vectors": 2,
    "matrices": 3,
}  # fmt: skip
MATRICES = ("vector", "matrix", "vectors", "matrices")


class Declared:
    """The declarations of a case, taken apart: kind, names, sizes, properties."""

    def __init__(self, case: Mapping[str, Any]) -> None:
        self.rows: list[tuple[str, str, list[str], set[str]]] = []
        self.spans: dict[str, tuple[str, str]] = {}
        self.names: set[str] = set()
        self.random: dict[str, tuple[Law, list[str]]] = {}
        self.tables: dict[str, Draw] = {}
        for text in case.get("names", []):
            self._read(text)

    def _read(self, text: str) -> None:
        kind, rest = text.split(" ", 1)
        if kind == "random":
            self._read_law(rest)
            return
        if kind == "law":
            self._read_table(rest)
            return
        if kind == "density":
            self._read_density(rest.split())
            return
        if kind == "jointly":
            names, _, positive = rest.partition(", ")
            self.random |= jointly(names.split(), bool(positive))
            self.names |= set(names.split())
            return
        properties = set()
        for word in PROPERTIES:
            if kind in MATRICES and re.search(rf" {word}\b", rest):
                properties.add(word)
                rest = re.sub(rf",? {word}\b", "", rest)
        words = rest.split()
        if kind == "function":
            rest, _, shape = rest.partition(", ")
            properties.update(shape.split())
            words = rest.split()
        domains = {"array", "table", "function"}
        if kind in domains and words[-1] in SCALARS:
            properties.add(words.pop())
        count = TAILS.get(kind, 1 if kind == "probabilities" else 0)
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

    def _read_density(self, words: list[str]) -> None:
        counts = [word for word in words if word.isdigit()]
        for name in words[: words.index(counts[0])] if counts else words:
            self.names |= {name, f"{name}()"}
            self.rows.append(("density", name, [str(sum(map(int, counts)) or 1), *counts], set()))

    def _reader(self, text: str) -> Reader:
        reader = Reader(text, self.spans, self.names)
        reader.kinds = {name: kind for kind, name, _, _ in self.rows}
        return reader

    def _read_law(self, rest: str) -> None:
        head, law = rest.split("~")
        names, _, sizes = head.partition("(")
        law, _, given = law.partition(" given ")
        law, _, index = law.partition(" by ")
        word, _, parameters = law.strip().partition(" ")
        spans, known = self.spans, self.names
        texts = parameters.split("|") if parameters else []
        codes = [Reader(p.strip(), spans, known).formula() for p in texts]
        lengths = [Reader(s, spans, known).formula() for s in sizes.strip(" )").split()]
        for name in names.split():
            self.names.add(name)
            self.random[name] = (law_of(word, codes, lengths, index), given.split())

    def _read_table(self, rest: str) -> None:
        words = rest.partition(":")[0].split()
        for axis, size in zip(words[1::2], words[2::2], strict=True):
            self.names.add(axis)
            self.spans[axis] = ("1", size)
            self.rows.append(("index", axis, ["1", size], set()))
        name, draw = declared_law(rest, lambda s: Reader(s, {}, self.names).formula())
        self.names |= {name, f"{name}|"}
        self.tables[name] = draw

    def value(self, text: str, env: Mapping[str, Any]) -> Any:
        return Reader(text, self.spans, self.names).formula()(env)

    def relation(self, text: str) -> Any:
        return self._reader(text).relation()

    def premise(self, text: str) -> Any:
        return self._reader(text).joined()[0]


def given(case: Mapping[str, Any], declared: Declared) -> dict[str, Any]:
    """The point that a case names, with every value inside its domain."""
    env: dict[str, Any] = {"random": declared.random}
    for kind, name, sizes, properties in declared.rows:
        if name not in case.get("at", {}):
            assert kind == "index", f"{case['id']}: no value for {name}"
            continue
        text = case["at"][name]
        if kind in ("function", "density"):
            env[name] = _function(text, sizes)
            assert kind == "density" or has_shape(env[name], properties), (
                f"{case['id']}: {name} is not {properties}"
            )
            assert kind == "function" or is_density(env[name], sizes), f"{case['id']}: {name}"
            continue
        if kind in ("vectors", "matrices"):
            members = text.split("|" if kind == "matrices" else ";")
            apart = [m.split(";") if kind == "matrices" else m.split() for m in members]
            env[name] = [
                plain(mp.matrix([[declared.value(c, env) for c in row.split()] for row in rows]))
                for rows in apart
            ]
            assert len(env[name]) == declared.value(sizes[-1], env), f"{case['id']}: {name}"
        elif kind in ("vector", "matrix", "array", "table", "probabilities"):
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
    for name, drawn_law in declared.tables.items():
        env[name] = drawn_law(env, random.Random(f"{case['id']} {name}"))
    for text in case.get("assume", []):
        assert _everywhere(text, declared)(env), f"{case['id']}: {text} fails at the counterexample"
    realise(env, lambda nodes: nodes[0][1])
    taken = {name: text for name, text in case.get("at", {}).items() if name in declared.random}
    return env | {name: declared.value(text, env) for name, text in taken.items()}


def _everywhere(text: str, declared: Declared) -> Any:
    """An assumption, at every value of the free indices that stand in its subscripts."""
    relation = declared.relation(text)
    letters = set("".join(re.findall(r"_(\{[^}]*\}|\w)", text)))
    bound = set(re.findall(r"\\sum_\{?(\w)", text))
    free = sorted(name for name in declared.spans if name in letters - bound)

    def holds(env: Any) -> bool:
        spans = [_span(declared, name, env) for name in free]
        return all(relation({**env, **dict(zip(free, at, strict=True))}) for at in product(*spans))

    return holds


def _span(declared: Declared, index: str, env: Any) -> list[Any]:
    first, last = (declared.value(end, env) for end in declared.spans[index])
    return [mp.mpf(k) for k in range(int(first), int(last) + 1)]


def _solve(name: str, text: str, declared: Declared, env: Any) -> None:
    """Put the value of a formula for a name, or for all entries of an array: ``p_i``."""
    base, _, index = name.partition("_")
    if not index or name in declared.names:
        env[name] = declared.value(text, env)
        return
    values = [declared.value(text, {**env, index: k}) for k in _span(declared, index, env)]
    env[base] = plain(mp.matrix(values))


def _function(text: str, sizes: list[str]) -> Any:
    letters = ["x", "y"][: int(sizes[0]) if sizes else 1]
    code = Reader(text, {}, set(letters)).formula()
    return lambda *values: code(dict(zip(letters, values, strict=True)))


def inside(
    kind: str, value: Any, sizes: list[str], properties: set[str], declared: Declared, env: Any
) -> bool:
    """Whether a value lies in its declared domain."""
    if isinstance(value, list):
        return all(has_property(member, word) for member in value for word in properties)
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


def drawn(case: Mapping[str, Any], declared: Declared, seed: int) -> Iterator[dict[str, Any]]:
    """Endless random points under the assumptions; a premise is solved at every other one."""
    rng = random.Random(f"{case['id']} {seed}")
    tests = [_everywhere(text, declared) for text in case.get("assume", [])]
    while True:
        env: dict[str, Any] = {"random": declared.random}
        try:
            for kind, name, sizes, properties in declared.rows:
                env[name] = draw(rng, kind, sizes, properties, declared, env)
            env |= {name: draw(env, rng) for name, draw in declared.tables.items()}
            solved = case.get("solve", {}) if tests or rng.random() < 0.5 else {}
            for name, text in solved.items():
                _solve(name, text, declared, env)
            realise(env, lambda nodes: rng.choice(nodes)[1])
            if all(test(env) for test in tests):
                yield env
        except Undefined:
            continue
