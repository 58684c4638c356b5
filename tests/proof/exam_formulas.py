"""Sums, products, powers, names and functions of the exam's second reader."""

from typing import Any

from mpmath import mp
from tests.proof.exam_blocks import stacked
from tests.proof.exam_limits import Limits
from tests.proof.exam_moments import moment
from tests.proof.exam_slopes import slope_of
from tests.proof.exam_tables import law_value
from tests.proof.exam_tokens import ACCENTS, STOP, key_of
from tests.proof.exam_values import (
    FUNCTIONS,
    JOINTS,
    Code,
    Env,
    binary,
    divide,
    entry_of,
    identity,
    length,
    logarithm,
    multiply,
    ones,
    plus,
    power,
    unary,
)


class Formulas(Limits):
    """Formulas as closures over the values of their names; `Reader` adds the forms."""

    names: set[str]
    is_complex: bool

    def formula(self) -> Code:
        terms = []
        sign = 1
        while self.peek() in ("+", "-"):
            sign *= -1 if self.next() == "-" else 1
        terms.append((sign, self.term()))
        while self.peek() in ("+", "-"):
            sign = -1 if self.next() == "-" else 1
            terms.append((sign, self.term()))

        def value(env: Env) -> Any:
            total = terms[0][1](env) * terms[0][0]
            for factor, code in terms[1:]:
                total = plus(total, code(env) * factor)
            return total

        return value

    def term(self) -> Code:
        code = self.factors()
        while self.peek() in JOINTS:
            code = binary(JOINTS[self.next()], code, self.factors())
        return code

    def factors(self) -> Code:
        code = self.factor()
        while self.peek() not in STOP and not (self.open and self.open[-1] == self.peek()):
            if self.took("/"):
                code = binary(divide, code, self.factor())
            else:
                self.took(r"\cdot", r"\times", "*")
                code = binary(multiply, code, self.factor())
        return code

    def factor(self) -> Code:
        code = self.base()
        while True:
            if self.took("!"):
                code = unary(mp.factorial, code)
            elif self.took("^"):
                code = self.raised(code)
            elif self.peek() == "_":
                code = self.entry(code)
            else:
                return code

    def raised(self, code: Code) -> Code:
        raw = self.tokens[self.at + (self.peek() == "{")]
        if raw in (r"\top", "T"):
            self.raw()
            return unary(lambda a: a.T if isinstance(a, mp.matrix) else a, code)
        exponent, is_complex = self.group(), self.is_complex
        return lambda env: power(code(env), exponent(env), is_complex)

    def base(self) -> Code:
        token = self.next()
        if token[0].isdigit():
            return lambda env: mp.mpf(int(token))
        if token in ("(", "["):
            return self.inside(token, {"(": ")", "[": "]"}[token])
        if token == "{":
            self.at -= 1
            return self.group()
        if token in ("|", r"\|", r"\lVert"):
            code = self.inside(token, r"\rVert" if token == r"\lVert" else token)
            return unary(abs if token == "|" else length, code)
        if token == r"\lfloor":
            return unary(mp.floor, self.inside(token, r"\rfloor"))
        if token == r"\mathrm":
            assert self.raw() == ["i"]
            return lambda env: mp.mpc(0, 1)
        if token == r"\operatorname":
            word = "".join(self.raw())
            return moment(self, word) if word in ("Var", "Cov") else self.function(word)
        if token == r"\mathbb":
            word = "".join(self.raw())
            return self.indicator() if word == "1" else moment(self, word)
        if (read := self.far_form(token)) is not None:
            return read()
        special = {
            r"\frac": self.fraction, r"\sqrt": self.root, r"\sum": self.series,
            r"\prod": self.series, r"\binom": self.binomial, r"\nabla": self.nabla,
            r"\begin": self.written_out, r"\int": self.integral,
        }  # fmt: skip
        if token in special:
            return special[token]()
        if token[1:] in FUNCTIONS and token not in self.names:
            return self.function(token[1:])
        return self.name(token)


    def written_out(self) -> Code:
        kind = self.raw()
        if kind == list("cases"):
            return self.by_cases()
        assert kind[1:] == list("matrix")
        rows = [[self.formula()]]
        while not self.took(r"\end"):
            if self.took("&"):
                rows[-1].append(self.formula())
            else:
                self.need("\\\\")
                rows.append([self.formula()])
        self.raw()
        return lambda env: stacked([[cell(env) for cell in row] for row in rows])

    def function(self, name: str) -> Code:
        exponent = self.group() if self.took("^") else None
        closing = {"(": ")", "{": "}", r"\{": r"\}"}.get(self.peek() or "")
        if closing:
            self.next()
            self.open.append(closing)
            arguments = [self.formula()]
            while self.took(","):
                arguments.append(self.formula())
            self.open.pop()
            self.need(closing)
        else:
            arguments = [self.factor()]
        body, is_complex = FUNCTIONS[name], self.is_complex
        if name in ("log", "ln"):
            code: Code = lambda env: logarithm(arguments[0](env), is_complex)  # noqa: E731
        else:
            code = lambda env: body(*(a(env) for a in arguments))  # noqa: E731
        return code if exponent is None else lambda env: power(code(env), exponent(env))

    def name(self, token: str) -> Code:
        tokens = [token]
        if token in ACCENTS:
            tokens = [token, *self.raw()]
        if tokens == [r"\mathbf", "1"]:
            self.need("_")
            count = self.sub(self.raw()).formula()
            return unary(ones, count)
        if self.peek() == "_":
            start = self.at
            self.next()
            raw = self.raw()
            if key_of([*tokens, "_", *raw]) in self.names:
                tokens = [*tokens, "_", *raw]
            else:
                self.at = start
        key = key_of(tokens)
        if self.peek() == "_":
            return self.entry(lambda env: env[key], key)
        if key not in self.names:
            if key == r"\pi":
                return lambda env: +mp.pi
            if key == "e":
                return lambda env: mp.e + 0
            raise AssertionError(f"undeclared {key}")
        if f"{key}|" in self.names:
            return law_value(self, key)
        if self.peek() in ("(", "'") and key in self.names and f"{key}()" in self.names:
            return self.applied(key)
        return lambda env: env[key]

    def applied(self, key: str) -> Code:
        primes = 0
        while self.took("'"):
            primes += 1
        self.need("(")
        arguments = [self.formula()]
        while self.took(",", r"\mid"):
            arguments.append(self.formula())
        self.need(")")

        def value(env: Env) -> Any:
            function = env[key]
            for _ in range(primes):
                function = slope_of(function)
            return function(*(a(env) for a in arguments))

        return value

    def entry(self, base: Code, key: str = "") -> Code:
        self.need("_")
        raw = self.raw()
        if key == "I" and key not in self.names:
            size = self.sub(raw).formula()
            return lambda env: identity(int(size(env)))
        inner = self.sub(raw)
        indices = [inner.factor_index()]
        while inner.peek() is not None:
            inner.took(",")
            indices.append(inner.factor_index())
        return lambda env: entry_of(base(env), [int(i(env)) for i in indices])

    def factor_index(self) -> Code:
        """An index: one letter, or a formula up to the comma."""
        if "," in self.tokens or any(t in "+-" for t in self.tokens) or self.tokens[0].isdigit():
            return self.formula()
        return self.factor()
