"""Limits, remainders and infinite sums in the exam's second reader: evaluated very far out."""

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp
from tests.proof.exam_cases import Cases
from tests.proof.exam_values import Code, Env, Undefined

FAR = mp.mpf(10) ** 35
SMALL = mp.mpf(10) ** -60
MOST_TERMS = 8000


class Limits(Cases):
    """Reads limits, and remainders, which count as zero and are noted."""

    names: set[str]
    kinds: Mapping[str, str]
    term: Callable[[], Code]
    orders: list[tuple[Code, str, Code | int]]

    def far_form(self, token: str) -> Callable[[], Code] | None:
        """The reader of a limit, a remainder, or a largest term, if one begins here."""
        if token in (r"\max", r"\min") and self.peek() == "_":
            return self.series  # type: ignore[attr-defined, no-any-return]
        if token == "O" and self.peek() == "(":
            return self.remainder
        return self.limit if token == r"\lim" else None

    def limit(self) -> Code:
        self.need("_")
        inner = self.sub(self.raw())  # type: ignore[attr-defined]
        name, point, side = inner.approach()
        body = self.term()
        self.loose = True

        def value(env: Env) -> Any:
            if isinstance(point, int):
                return body({**env, name: point * FAR})
            at, sides = point(env), [side] if side else [1, -1]
            if not side and self.kinds.get(name) == "positive":
                sides = [1]
            values = [body({**env, name: at + s / FAR}) for s in sides]
            if abs(values[0] - values[-1]) > mp.mpf(10) ** -20:
                raise Undefined("two limits")
            return values[0]

        return value

    def approach(self) -> tuple[str, Code | int, int]:
        name = self.next()
        self.need(r"\to")
        sign = -1 if self.took("-") else 1
        if self.took(r"\infty"):
            return name, sign, 0
        point = self.factor_of_point()
        side = {"+": 1, "-": -1}[self.next()] if self.took("^") else 0
        return name, point, side

    def factor_of_point(self) -> Code:
        token = self.next()
        if token.isdigit():
            return lambda env: mp.mpf(int(token))
        return lambda env: env[token]

    def remainder(self) -> Code:
        self.need("(")
        size = self.inside("(", ")")  # type: ignore[attr-defined]
        if self.took(r"\text"):
            self.raw()
            name, point, _ = self.approach()
        else:
            near = self.tokens[: self.at]
            start = len(near) - 1 - near[::-1].index("O")
            name = next(t for t in near[start:] if t in self.names and t in self.kinds)
            whole = self.kinds[name] == "size"
            zero: Code = lambda env: mp.mpf(0)  # noqa: E731
            point = 1 if whole else zero
        self.orders.append((size, name, point))
        return lambda env: mp.mpf(0)


def is_of_order(
    left: Code, right: Code, order: tuple[Code, str, Code | int], env: Env
) -> bool:
    """Whether the difference over the size stays bounded much nearer to the point."""
    size, name, point = order
    ratios = []
    for far in (mp.mpf(10) ** 6, mp.mpf(10) ** 12):
        sides = (1,) if isinstance(point, int) else (1, -1)
        places = [point * far if isinstance(point, int) else point(env) + s / far for s in sides]
        moved = [{**env, name: place} for place in places]
        ratios.append(max(abs((left(m) - right(m)) / size(m)) for m in moved))
    return bool(ratios[1] < 100 * (1 + ratios[0]))


def endless(code: Code, name: str, low: Code) -> Code:
    """The sum of all terms: until they are tiny, else extrapolated."""

    def value(env: Env) -> Any:
        start = int(low(env))
        total = mp.mpf(0)
        for k in range(start, start + MOST_TERMS):
            term = code({**env, name: mp.mpf(k)})
            total += term
            if abs(term) < SMALL and k > start + 60:
                return total
        return mp.nsum(lambda k: code({**env, name: k}), [start, mp.inf])

    return value


def largest(code: Code, name: str, low: Code, high: Code, pick: Callable[..., Any]) -> Code:
    return lambda env: pick(
        code({**env, name: mp.mpf(k)}) for k in range(int(low(env)), int(high(env)) + 1)
    )
