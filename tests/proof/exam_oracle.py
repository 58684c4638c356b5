"""A second reader of the exam's lines, sharing no code with the checker: TeX to mpmath values.

`Reader(text, spans, names).relation()` returns a closure; called with the values of the names it
returns True or False, or raises `Undefined` where a side has no real value. Sums are summed term by
term, derivatives are central differences at ninety digits.
"""

from collections.abc import Mapping
from typing import Any

from mpmath import mp
from tests.proof.exam_cases import differs_by_a_constant, same_optima
from tests.proof.exam_formulas import Formulas
from tests.proof.exam_gradients import gradient, hessian
from tests.proof.exam_integrals import AGREED, ENDS, area, differential, limit
from tests.proof.exam_limits import endless, is_of_order, largest
from tests.proof.exam_slopes import difference
from tests.proof.exam_tokens import JOINS, RELATIONS, key_of, lex
from tests.proof.exam_values import (
    Code,
    Env,
    accumulate,
    binary,
    compare,
    divide,
    power,
    proportional,
)


class Reader(Formulas):
    """One line, read into closures over the values of its names."""

    def __init__(
        self,
        text: str,
        spans: Mapping[str, tuple[str, str]],
        names: set[str],
        kinds: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(lex(text.replace(r"\mathrm{d}", "d")))
        self.kinds = kinds or {}
        self.orders = []
        self.names, self.is_complex = names, "complex" in names or r"\mathrm{i}" in text
        self.agreed = AGREED if r"\int" in text else 0
        self.loose = any(word in text for word in (r"\partial", r"\nabla", r"\frac{d", "'"))
        self.spans = {k: tuple(Reader(e, {}, names).formula() for e in v) for k, v in spans.items()}

    def sub(self, tokens: list[str]) -> "Reader":
        inner = Reader("", {}, self.names)
        inner.tokens, inner.spans, inner.is_complex = tokens, self.spans, self.is_complex
        inner.kinds = self.kinds
        return inner

    def group(self) -> Code:
        if self.peek() is not None and self.peek()[0].isdigit():
            digits = self.next()
            if len(digits) > 1:
                self.at -= 1
                self.tokens[self.at] = digits[1:]
            return lambda env: mp.mpf(int(digits[0]))
        if self.peek() != "{":
            return self.base()
        inner = self.sub(self.raw())
        code = inner.formula()
        assert inner.peek() is None, inner.tokens[inner.at :]
        return code

    def relation(self) -> Code:
        """A relation, or two of them joined."""
        premise, join, conclusion = self.joined()
        if join == "iff":
            return lambda env: premise(env) == conclusion(env)
        if join == "implies":
            return lambda env: not premise(env) or conclusion(env)
        return conclusion

    def joined(self) -> tuple[Code, str, Code]:
        """The premise, the join and the conclusion; without a premise, one that always holds."""
        left, join, right = self.single(), "", None
        if self.peek() in JOINS:
            join, right = JOINS[self.next()], self.single()
        assert self.peek() is None, self.tokens[self.at :]
        return (lambda env: True, "", left) if right is None else (left, join, right)

    def single(self) -> Code:
        if self.peek() == r"\arg":
            return self.optima()
        left = self.formula()
        sign = RELATIONS[self.next()]
        if sign == "+=":
            assert [self.raw(), self.raw()] == [["+"], ["="]]
        wrt = self.raw() if sign in ("propto", "+=") and self.took("_") else []
        right, loose = self.formula(), self.agreed or self.loose
        if self.orders:
            (order,) = self.orders
            return lambda env: is_of_order(left, right, order, env)
        if sign == "+=":
            names = [w for w in wrt if w != ","]
            return lambda env: differs_by_a_constant(left, right, names, env)
        if sign == "propto":
            return lambda env: proportional(left, right, [w for w in wrt if w != ","], env)
        return lambda env: compare(sign, left(env), right(env), loose)

    def root(self) -> Code:
        degree: Code = lambda env: mp.mpf(2)  # noqa: E731
        if self.took("["):
            degree = self.formula()
            self.need("]")
        code, is_complex = self.group(), self.is_complex

        def value(env: Env) -> Any:
            inside = code(env)
            return inside * 0 if inside == 0 else power(inside, 1 / degree(env), is_complex)

        return value

    def binomial(self) -> Code:
        return binary(mp.binomial, self.group(), self.group())

    def optima(self) -> Code:
        sides, names = [], []
        while self.took(r"\arg"):
            sign = 1 if self.next() == r"\max" else -1
            self.need("_")
            names = [w for w in self.raw() if w != ","]
            sides.append((sign, self.formula()))
            self.took("=")
        return lambda env: same_optima(sides, names, self.spans, self.kinds, env)

    def fraction(self) -> Code:
        start = self.at
        if self.peek() == "{" and self.peek(1) in (r"\partial", "d"):
            top, bottom = self.raw(), self.raw()
            if bottom[:1] == top[:1]:
                return self.derivative(top[1:], bottom[1:])
            self.at = start
        return binary(divide, self.group(), self.group())

    def derivative(self, top: list[str], bottom: list[str]) -> Code:
        order, turned = 1, r"\top" in bottom
        if turned and r"\partial" not in bottom:
            bottom = bottom[: bottom.index("^")]
        if top[:1] == ["^"]:
            order, top = int(top[1]), top[2:]
            bottom = bottom[: bottom.index(r"\partial" if r"\partial" in bottom else "^")]
        body = self.sub(top).formula() if top else self.term()
        if turned and order == 2:
            return hessian(body, key_of(bottom))
        base, index = bottom, []
        if "_" in bottom and key_of(bottom) not in self.names:
            base = bottom[: bottom.index("_")]
            index = [t for t in bottom[bottom.index("_") + 1 :] if t not in "{},"]
        place = [self.sub([t]).formula() for t in index]
        code = body
        for _ in range(order):
            name = key_of(base)
            code = difference(code, name, place) if place else gradient(code, name, turned)
        return code

    def nabla(self) -> Code:
        order = self.raw() if self.took("^") else ["1"]
        self.need("_")
        key = key_of(self.raw())
        order = self.raw() if self.took("^") else order
        body = self.factor() if self.peek() == "(" else self.term()
        return hessian(body, key) if order == ["2"] else gradient(body, key)


    def integral(self) -> Code:
        ends: dict[str, Code] = {}
        while self.peek() in ("_", "^"):
            mark = self.next()
            ends[mark] = limit(self.raw(), lambda tokens: self.sub(tokens).formula())
        place = differential(self.tokens, self.at)
        inner = self.sub(self.tokens[self.at : place])
        body = inner.formula()
        self.at = place + 1
        name = self.next()
        low, high = ENDS.get(self.kinds.get(name, ""), (-mp.inf, mp.inf))
        return area(
            body, name, ends.get("_", lambda env: low), ends.get("^", lambda env: high)
        )

    def series(self) -> Code:
        word = self.tokens[self.at - 1]
        sums = word == r"\sum"
        self.need("_")
        raw = self.raw()
        names = (
            [t for t in raw[: raw.index("=")] if t != ","]
            if "=" in raw
            else [t for t in raw if t != ","]
        )
        if "=" in raw:
            low = self.sub(raw[raw.index("=") + 1 :]).formula()
            self.need("^")
            endlessly = self.tokens[self.at : self.at + 3] == ["{", r"\infty", "}"]
            spans = [(low, self.raw() if endlessly else self.group())]
        else:
            spans = [self.spans[name] for name in names]
        code = self.term()
        for name, (low, high) in reversed(list(zip(names, spans, strict=True))):
            if word in (r"\max", r"\min"):
                code = largest(code, name, low, high, max if word == r"\max" else min)
            elif high == [r"\infty"]:
                code = endless(code, name, low)
            else:
                code = accumulate(sums, code, name, low, high)
        return code
