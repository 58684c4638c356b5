r"""The grammar of formulas: tokens to syntax, with everything ambiguous refused.

| rule | reads |
| --- | --- |
| formula | [+ or -] term, then + term or - term |
| term | factors side by side or with ``\cdot``; at most one ``/`` |
| factor | a primary with its scripts: ``^``, ``_``, ``!``, transposition |
| primary | a number, a declared name, a group, or a form such as ``\frac`` (see ``forms``) |

The syntax knows no shapes yet: whether ``A^{-1}`` is an inverse is decided in ``elaboration``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

from linebyline.proof.reader.cursor import CLOSING, Cursor
from linebyline.proof.reader.lexer import ACCENTS, FONTS, NameTable, Token
from linebyline.proof.reader.scripts import indices, script, with_scripts
from linebyline.proof.reader.syntax import BETWEEN, CONSTANTS, SIGNS, TIMES, Node
from linebyline.proof.reader.tables import probability
from linebyline.proof.symbols import Symbol

DEEPEST = 60
_STOPS = CLOSING | SIGNS.keys()


class Parser(Cursor):
    """Reads tokens from left to right; ``forms`` maps a token to the reader of what it opens."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        names: NameTable,
        forms: Mapping[str, Callable[[Parser], Node]],
        *,
        plain: bool = False,
    ) -> None:
        super().__init__(text, tokens)
        self.names = names
        self.forms = forms
        self.plain = plain
        # The indices of the sums whose bodies are being read, up to the last open delimiter.
        self.summed: tuple[Symbol, ...] = ()
        self.level = 0

    def stops(self) -> bool:
        """Whether the token at hand ends a term."""
        token = self.peek()
        return token in _STOPS or (bool(self.closers) and self.closers[-1] == token)

    def _deeper(self) -> None:
        self.level += 1
        if self.level > DEEPEST:
            self.refuse(f"nested deeper than {DEEPEST} levels")

    def formula(self) -> Node:
        """A sum of terms."""
        self._deeper()
        at = self.at
        terms = [self._signed_term(allow_plus=True)]
        while self.peek() in ("+", "-"):
            terms.append(self._signed_term())
        self.level -= 1
        return terms[0] if len(terms) == 1 else Node("add", tuple(terms), at=at)

    def _signed_term(self, *, allow_plus: bool = False) -> Node:
        at, sign = self.at, "+"
        if self.peek() == "-" or self.peek() == "+":
            sign = self.take()
            if self.peek() in ("+", "-"):
                self.refuse("two signs in a row: put the second into parentheses")
        term = self.term()
        return Node("neg", (term,), at=at) if sign == "-" else term

    def term(self) -> Node:
        r"""A product, or products joined by ``\\odot`` or ``\\otimes``."""
        at, first = self.at, self._product_of_factors()
        sign, parts = self.peek(), [first]
        while sign in BETWEEN and self.accept(sign):
            parts.append(self._product_of_factors())
        if self.peek() in BETWEEN:
            self.refuse(r"\odot and \otimes in one product: use parentheses")
        return Node(BETWEEN[sign], tuple(parts), at=at) if len(parts) > 1 else first

    def _product_of_factors(self) -> Node:
        """A product, or a product over one factor."""
        at = self.at
        factors = [self.factor()]
        dotted: set[int] = set()
        while True:
            sign = self.peek()
            if self._sums_again():
                return _product(factors, dotted, at)
            if self.accept(*TIMES):
                if self.peek() in ("+", "-"):
                    self.refuse("a sign behind a multiplication: use parentheses")
                if sign == r"\cdot":
                    dotted.add(len(factors))
                factors.append(self.factor())
            elif self.peek() == "/":
                factors, dotted = [self._quotient(_product(factors, dotted, at))], set()
            elif self.stops() or sign in BETWEEN:
                return _product(factors, dotted, at)
            else:
                factors.append(self._neighbour(factors[-1]))

    def _sums_again(self) -> bool:
        """Whether a sum comes next over an index of the sum at hand, which therefore ends here."""
        place = self.position + (self.peek() in TIMES)
        following = [token.text for token in self.tokens[place : place + 3]]
        if not self.summed or following[:1] not in ([r"\sum"], [r"\prod"], ["sum"]):
            return False
        start = place + (3 if following[1:] == ["_", "{"] else 2)
        found = self.names.longest(self.tokens, start)
        return found is not None and found[0] in self.summed

    def _quotient(self, top: Node) -> Node:
        at = self.at
        self.take()
        bottom = self.factor()
        if self.peek() == "/":
            self.refuse("two quotients in a row: is it (a/b)/c or a/(b/c)? Use parentheses")
        if not self.stops() and self.peek() not in TIMES:
            self.refuse("what is below the / is not clear: a/b c may be (a/b) c or a/(b c)")
        return Node("div", (top, bottom), at=at)

    def _neighbour(self, left: Node) -> Node:
        """The next factor of a product written without a sign."""
        at = self.at
        if self.peek().isdigit():
            self.refuse(
                "a number behind a factor: put it first, or write \\cdot or a comma between"
            )
        right = self.factor()
        if left.op == "name" and right.op == "paren" and right.args[0].op in ("name", "number"):
            name = left.data.tex
            self.refuse(
                f"{name} is no function: is it the product? Write {name} \\cdot, or declare {name} "
                "as a function",
                at,
            )
        if left.op == "number" and right.op == "div" and _is_fraction_of_numbers(right):
            self.refuse("a number and a fraction: is it the product (\\cdot) or the sum (+)?", at)
        return right

    def factor(self) -> Node:
        """A primary with its scripts."""
        start = self.position
        return with_scripts(self, self.primary(), start)

    def primary(self) -> Node:
        """A number, a name, a group or a form."""
        self._deeper()
        token, at = self.peek(), self.at
        found = self.names.longest(self.tokens, self.position)
        if found is not None:
            node = self._name(*found)
        elif token.isdigit():
            node = Node("number", (), int(self.take()), at)
        elif token in self.forms:
            node = self.forms[token](self)
        elif token in FONTS:
            node = self.without_font()
        elif token == "e" and self.peek(1) == "_":
            self.take()
            node = Node("unit", indices(self), at=at)
        elif token in CONSTANTS:
            self.take()
            node = Node("constant", (), CONSTANTS[token], at)
        else:
            self._unknown(token)
        self.level -= 1
        return node

    def _name(self, declared: Any, behind: int) -> Node:
        start, at = self.position, self.at
        self.position = behind
        node = Node("name", (), declared, at)
        if declared.kind == "function":
            primes = 0
            while self.accept("'"):
                primes += 1
            if self.peek() not in ("(", "["):
                self.refuse(f"{declared.tex} is a function: write its argument in parentheses")
            closer = ")" if self.take() == "(" else "]"
            arguments = self.several(closer)
            if primes:
                return Node("slope", arguments, (declared, primes), at)
            return Node("apply", arguments, declared, at)
        if declared.table is not None:
            return probability(self, declared, at)
        if self.peek() == "_":
            if declared.kind not in ("array", "matrix", "family"):
                self.position = start
                self._unknown(self.peek())
            node = Node("entry", (node, *indices(self)), at=at)
        return node

    def without_font(self) -> Node:
        r"""``\mathbf{x}`` is ``x`` where only ``x`` is declared; ``\mathbf{1}`` is all ones."""
        at, font = self.at, self.take()
        if self.peek() == "1":
            return self.ones(at)
        if self.peek() == "{":
            self._refuse_unknown(font + self.braced(), at)
        if self.names.longest(self.tokens, self.position) is None and self.peek() not in self.forms:
            self._refuse_unknown(f"{font}{{{self.peek()}}}", at)
        return self.primary()

    def ones(self, at: int) -> Node:
        """The column of ones whose digit comes next, with its size if one is written."""
        self.take()
        return Node("ones", indices(self) if self.peek() == "_" else (), at=at)

    def _unknown(self, token: str) -> NoReturn:
        if token in _STOPS or token in ("^", "_", "!", "'", "/", *TIMES):
            shown = repr(token) if token else "the end of the line"
            self.refuse(f"a formula is missing before {shown}")
        if not token[-1].isalnum():
            self.refuse(f"{token!r} has no meaning here")
        at, start = self.at, self.position
        if self.take() in ACCENTS and self.peek():
            self.take()
        if self.peek() == "_":
            self.take()
            if self.peek() == "{":
                self.braced()
            elif self.peek():
                self.take()
        shown = self.written(start)
        self._refuse_unknown(shown if self.position > start + 1 else token, at)

    def _refuse_unknown(self, shown: str, at: int) -> NoReturn:
        self.refuse(f"{shown} is not declared; declared are {self.names.listed()}", at)

    def variables(self) -> tuple[Symbol, ...]:
        """Declared names in an index: ``_x``, ``_{x, y}``."""
        self.need("_")
        braces = self.accept("{")
        found: list[Symbol] = []
        while True:
            name = self.names.longest(self.tokens, self.position)
            if name is None:
                self.refuse(f"{self.peek()!r} is not declared; declared are {self.names.listed()}")
            found.append(name[0])
            self.position = name[1]
            if not braces or not self.accept(","):
                break
        if braces:
            self.need("}")
        return tuple(found)

    # -- groups ---------------------------------------------------------------------------
    def until(self, closer: str) -> Node:
        """A formula and the delimiter that closes it."""
        with self.delimited(closer):
            return self.formula()

    def several(self, closer: str) -> tuple[Node, ...]:
        """Formulas with commas between them, and the delimiter that closes them."""
        with self.delimited(closer):
            found = [self.formula()]
            while self.accept(",", ";", r"\mid"):
                found.append(self.formula())
        return tuple(found)

    @contextmanager
    def delimited(self, closer: str) -> Iterator[None]:
        """Read what stands between delimiters, and the one that closes them."""
        outside, self.summed = self.summed, ()
        self.closers.append(closer)
        yield
        self.closers.pop()
        self.summed = outside
        self.need(closer)

    def body_of_sum(self, indices: Sequence[Symbol]) -> Node:
        """The term behind a sum, which ends before another sum over one of its indices."""
        outside, self.summed = self.summed, (*self.summed, *indices)
        body = self.term()
        self.summed = outside
        return body

    def group(self) -> Node:
        r"""The argument of ``\frac`` and its kin: a formula in braces, or one token."""
        return self.until("}") if self.accept("{") else script(self)


def _product(factors: list[Node], dotted: set[int], at: int) -> Node:
    if len(factors) == 1:
        return factors[0]
    return Node("mul", tuple(factors), frozenset(dotted), at)


def _is_fraction_of_numbers(node: Node) -> bool:
    return all(part.op == "number" for part in node.args)
