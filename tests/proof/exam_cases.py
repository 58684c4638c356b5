"""Formulas by cases, indicators and sets of optima in the exam's second reader."""

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import product
from typing import Any

from mpmath import mp
from tests.proof.exam_tokens import RELATIONS, Cursor
from tests.proof.exam_values import Code, Env, Undefined, compare

Condition = Callable[[Env], bool]


def all_hold(signs: Sequence[str], sides: Sequence[Code]) -> Condition:
    def holds(env: Env) -> bool:
        values = [side(env) for side in sides]
        return all(
            compare(sign, values[k], values[k + 1], False) for k, sign in enumerate(signs)
        )  # fmt: skip

    return holds


def first_that_applies(rows: Sequence[tuple[Code, Condition | None]]) -> Code:
    def value(env: Env) -> Any:
        for code, condition in rows:
            if condition is None or condition(env):
                return code(env)
        raise Undefined("no row applies")

    return value


class Cases(Cursor):
    """Reads formulas by cases and indicators."""

    formula: Callable[[], Code]

    def inside(self, opening: str, closing: str) -> Code:
        self.open.append(closing)
        code = self.formula()
        self.open.pop()
        self.need(closing)
        return code

    def indicator(self) -> Code:
        self.need("[")
        self.open.append("]")
        condition = self.condition()
        self.open.pop()
        self.need("]")
        one: Code = lambda env: mp.mpf(1)  # noqa: E731
        return first_that_applies([(one, condition), (lambda env: mp.mpf(0), None)])

    def condition(self) -> Condition:
        sides, signs = [self.formula()], []
        while self.peek() in RELATIONS:
            signs.append(RELATIONS[self.next()])
            sides.append(self.formula())
        return all_hold(signs, sides)

    def by_cases(self) -> Code:
        rows: list[tuple[Code, Condition | None]] = []
        while True:
            value = self.formula()
            self.need("&")
            if self.took(r"\text"):
                assert "".join(self.raw()) == "otherwise"
                rows.append((value, None))
            else:
                rows.append((value, self.condition()))
            if not self.took("\\\\"):
                break
        self.need(r"\end")
        assert self.raw() == list("cases")
        return first_that_applies(rows)


def same_optima(
    sides: Sequence[tuple[int, Code]],
    names: Sequence[str],
    spans: Mapping[str, Sequence[Code]],
    kinds: Mapping[str, str],
    env: Env,
) -> bool:
    """Whether both objectives are largest at the same of many values of the variables."""
    choices = [_choices(name, spans, kinds, env) for name in names]
    places = [dict(zip(names, chosen, strict=True)) for chosen in product(*choices)]
    tops = [_largest(sign, code, places, env) for sign, code in sides]
    return tops[0] == tops[1]


def _largest(sign: int, code: Code, places: Sequence[Env], env: Env) -> set[int]:
    values: dict[int, Any] = {}
    for number, place in enumerate(places):
        try:
            values[number] = sign * code({**env, **place})
        except Undefined:
            continue
    top = max(values.values())
    return {k for k, value in values.items() if abs(value - top) <= mp.mpf(10) ** -40 * abs(top)}


def _choices(
    name: str, spans: Mapping[str, Sequence[Code]], kinds: Mapping[str, str], env: Env
) -> list[Any]:
    if name in spans:
        low, high = (int(end(env)) for end in spans[name])
        return [mp.mpf(k) for k in range(low, high + 1)]
    if isinstance(env.get(name), mp.matrix):
        rng = random.Random(3)
        shape = env[name].rows, env[name].cols
        return [mp.matrix([[_step(rng) for _ in range(shape[1])] for _ in range(shape[0])])
                for _ in range(30)]  # fmt: skip
    steps = [mp.mpf(k) / 8 for k in range(-96, 97)]
    within = {"unit": lambda x: 0 < x < 1, "positive": lambda x: x > 0}.get(kinds.get(name, ""))
    if kinds.get(name) == "unit":
        steps = [mp.mpf(k) / 64 for k in range(1, 64)]
    return [x for x in steps if within is None or within(x)]


def _step(rng: random.Random) -> Any:
    return mp.mpf(rng.randint(-32, 32)) / 8


def differs_by_a_constant(left: Code, right: Code, wrt: Sequence[str], env: Env) -> bool:
    """Whether left - right is the same at several values of the variables."""
    gaps = []
    for factor in (1, mp.mpf(3) / 4, mp.mpf(5) / 3, 2):
        point = {**env, **{w: env[w] * factor for w in wrt}}
        gaps.append(left(point) - right(point))
    turned = {**env, **{w: -env[w] for w in wrt}}
    with suppress(Undefined):
        gaps.append(left(turned) - right(turned))
    return all(compare("=", gap, gaps[0], False) for gap in gaps[1:])
