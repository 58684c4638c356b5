r"""From syntax to formulas: shapes are worked out, and settle what the writing leaves open.

``A^{-1}`` is an inverse where A is a matrix, ``a \cdot b`` an inner product where both are columns,
``I`` and ``0`` have the shape that their neighbours demand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from linebyline.proof import tree
from linebyline.proof.blocks import blocks
from linebyline.proof.extrema import extremum_over
from linebyline.proof.gradients import nabla
from linebyline.proof.integral_nodes import integral
from linebyline.proof.matrix_forms import ordered_size
from linebyline.proof.reader.constructions import OF_NUMBERS
from linebyline.proof.reader.number_size import LARGEST_BITS, written_out
from linebyline.proof.reader.shapes import (
    Part,
    Pending,
    Shape,
    block_shapes,
    formulas,
    is_bare_zero,
    shape_beside,
    show,
)
from linebyline.proof.reader.special import OF_MATRICES, Special, split_index
from linebyline.proof.reader.syntax import Node
from linebyline.proof.symbols import INDEPENDENT, Symbol
from linebyline.proof.traversal import symbols_in
from linebyline.proof.tree import Expr

_OVER: dict[str, Callable[[Expr, Symbol, Expr, Expr], Expr]] = {
    "sum": tree.sum_over, "prod": tree.prod_over,
    "max": partial(extremum_over, "maximum"), "min": partial(extremum_over, "minimum"),
}  # fmt: skip
_LEAVES: dict[str, Callable[..., Expr]] = {"number": tree.number, "constant": tree.constant}
_THROUGH: dict[str, Callable[[Expr], Expr]] = {"neg": tree.neg, "inverse": tree.inverse}


class Elaborator(Special):
    """Turns syntax into formulas."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._bound: list[Symbol] = []

    def build(self, node: Node) -> Part:
        """A formula, or one that waits for its shape."""
        try:
            of_numbers = OF_NUMBERS.get(node.op)
            return self._build(node) if of_numbers is None else of_numbers(node, self.scalar)
        except tree.ShapeError as error:
            self.refuse(node, str(error))

    def _build(self, node: Node) -> Part:
        match node.op:
            case "number" | "constant":
                return _LEAVES[node.op](node.data)
            case "name" | "formula":
                return self._name(node)
            case "paren":
                return self.build(node.args[0])
            case "entry":
                return self._entry(node)
            case "apply" | "slope":
                return self._apply(node) if node.op == "apply" else self._slope(node)
            case "add":
                return self._add(node)
            case "mul":
                return self._mul(node)
            case "pow" | "raised to T":
                return self._raised(node)
            case "call":
                return self._call(node)
            case "sum" | "prod" | "max" | "min" | "integral":
                return self._big(node)
            case "neg" | "inverse":
                return self._through(node, _THROUGH[node.op])
            case "transpose":
                return self._transpose(self.build(node.args[0]))
            case "div":
                bottom = self.scalar(node.args[1])
                return self._through(node, lambda top: tree.div(top, bottom))
            case "diff" | "nabla":
                return self._derivative(node)
            case "identity":
                return self._identity(node)
            case "matrix":
                return self._matrix(node)
            case "delta":
                return tree.delta(*self._indices(node, node.args, 2))
            case "inner":
                return self._inner(node, *(self.settled(side) for side in node.args))
            case "norm":
                return self._norm(node)
            case "ones" | "unit" | "hadamard" | "kronecker":
                return self.special(node)
            case _:
                make = OF_MATRICES[node.op]
                settled = (self.settled(argument) for argument in node.args)
                return make(*settled, *(node.data or ()))

    # -- names ----------------------------------------------------------------------------
    def _name(self, node: Node) -> Expr:
        if isinstance(node.data, Expr):  # the end of a domain
            return node.data
        declared: Symbol = node.data
        if declared.kind == "family":
            self.refuse(node, f"{declared.tex} is a family: write one of its members with an index")
        if declared.kind == "array":
            needed = len(declared.dims)
            self.refuse(
                node, f"{declared.tex} is an array: write an entry, with {needed} index(es)"
            )
        return tree.symbol(declared)

    def _entry(self, node: Node) -> Expr:
        head = node.args[0].args[0] if node.args[0].op == "paren" else node.args[0]
        if head.op == "name" and head.data.kind == "family":
            return self.member(node, head.data)
        if head.op == "name" and head.data.kind == "array":
            base, needed = tree.symbol(head.data), len(head.data.dims)
        else:
            base = self.settled(head)
            if base.shape is None:
                self.refuse(node, "only arrays, columns and matrices have entries")
            needed = 1 if base.shape[1] == tree.number(1) else 2
        return tree.entry(base, *self._indices(node, node.args[1:], needed))

    def _indices(self, node: Node, given: tuple[Node, ...], needed: int) -> list[Expr]:
        if len(given) == 1:
            parts = split_index(given[0])
            if needed == 1 and len(parts) > 1 and given[0].op == "mul":
                self.refuse(given[0], "one index is needed here: is a product meant? Write \\cdot")
            given = parts if needed > 1 else given
        if len(given) != needed:
            self.refuse(
                node, f"{needed} index(es) needed, got {len(given)}; separate them by commas"
            )
        return [self.index(index) for index in given]

    def _apply(self, node: Node) -> Expr:
        declared: Symbol = node.data
        if len(node.args) != len(declared.dims):
            wanted = len(declared.dims)
            self.refuse(node, f"{declared.tex} takes {wanted} argument(s), got {len(node.args)}")
        arguments = []
        for argument, size in zip(node.args, declared.dims, strict=True):
            one = tree.number(1)
            part = self.settled(argument)
            if part.shape != (None if size == one else (size, one)):
                self.refuse(argument, f"{declared.tex} does not take {show(part.shape)}")
            arguments.append(part)
        return tree.apply(declared, *arguments)

    def _slope(self, node: Node) -> Expr:
        declared, primes = node.data
        if len(node.args) != 1 or declared.dims != (tree.number(1),):
            self.refuse(
                node,
                f"{declared.tex}' is for functions of one number: write a partial derivative",
            )
        return tree.slope(declared, self.scalar(node.args[0]), primes)

    def _identity(self, node: Node) -> Part:
        if node.args:
            return tree.identity(ordered_size(self.index(node.args[0])))

        def fill(shape: Shape) -> Expr:
            if shape is None or shape[0] != shape[1]:
                self.refuse(node, f"I is a square matrix, but {show(shape)} is needed here")
            return tree.identity(shape[0])

        return Pending(fill)

    def _matrix(self, node: Node) -> Expr:
        """A table of numbers, or of blocks, among which I and 0 fill the place they have."""
        parts, width = [self.build(cell) for cell in node.args], node.data
        is_table = all(isinstance(p, Expr) and p.shape is None for p in parts)
        if not is_table:
            shapes = self._sizes_of_blocks(node, parts)
            pairs = zip(node.args, parts, shapes, strict=True)
            parts = [self.shaped(cell, part, shape) for cell, part, shape in pairs]
        cells = formulas(parts)
        rows = [cells[k : k + width] for k in range(0, len(cells), width)]
        return tree.matrix(rows) if is_table else blocks(rows)

    def _sizes_of_blocks(self, node: Node, parts: list[Part]) -> list[Shape]:
        found = block_shapes(parts, node.data)
        for cell, shape in zip(node.args, found, strict=True):
            if None in shape:
                missing = "height" if shape[0] is None else "width"
                self.refuse(cell, f"the {missing} of this block is not clear: declare a name")
        one = tree.number(1)
        return [None if shape == (one, one) else shape for shape in found]  # type: ignore[misc]

    # -- arithmetic -----------------------------------------------------------------------
    def _through(self, node: Node, make: Callable[[Expr], Expr]) -> Part:
        """Apply ``make``, now or when the shape is known."""
        part = self.build(node.args[0])
        if isinstance(part, Pending):
            fill = part.fill
            return Pending(lambda shape: make(fill(shape)), part.axis)
        return make(part)

    def _add(self, node: Node) -> Part:
        parts = [self.build(term) for term in node.args]
        known = [p for p in parts if isinstance(p, Expr) and not is_bare_zero(p)]
        if not known and any(isinstance(part, Pending) for part in parts):
            return Pending(lambda shape: tree.add(*self._alike(node, parts, shape)))
        return tree.add(*self._alike(node, parts, known[0].shape if known else None))

    def _alike(self, node: Node, parts: list[Part], shape: Shape) -> list[Expr]:
        for term, part in zip(node.args, parts, strict=True):
            if isinstance(part, Expr) and part.shape != shape and not is_bare_zero(part):
                self.refuse(term, f"{show(part.shape)} cannot be added to {show(shape)}")
        return [self.shaped(t, p, shape) for t, p in zip(node.args, parts, strict=True)]

    def _mul(self, node: Node) -> Part:
        parts = [self.build(factor) for factor in node.args]
        for position in sorted(node.data):
            self._dot(node, parts, position)
        for position, part in enumerate(parts):
            if isinstance(part, Pending):
                shape = shape_beside(parts, position)
                if shape is not None:
                    parts[position] = part.fill(shape)
        open_ones = [k for k, part in enumerate(parts) if isinstance(part, Pending)]
        if not open_ones:
            return tree.mul(*formulas(parts))

        def fill(shape: Shape) -> Expr:
            return tree.mul(*(p.within(shape) if isinstance(p, Pending) else p for p in parts))

        return Pending(fill)

    def _dot(self, node: Node, parts: list[Part], position: int) -> None:
        r"""Where both neighbours of a ``\cdot`` are columns, make it their inner product."""
        left, right = parts[position - 1], parts[position]
        if isinstance(left, Pending) or isinstance(right, Pending):
            return
        if left.shape is None or right.shape is None or left.shape[1] != tree.number(1):
            return
        others = [*parts[: position - 1], *parts[position + 1 :]]
        if any(isinstance(part, Pending) or part.shape is not None for part in others):
            self.refuse(node, r"which two columns does the \cdot join? Use parentheses, or ^\top")
        parts[position - 1] = self._inner(node, left, right).args[0]

    def _inner(self, node: Node, left: Expr, right: Expr) -> Expr:
        if left.shape is None or left.shape != right.shape or left.shape[1] != tree.number(1):
            self.refuse(
                node,
                f"an inner product joins columns, got {show(left.shape)} and {show(right.shape)}",
            )
        return tree.mul(tree.transpose(left), right)

    def _transpose(self, part: Part) -> Part:
        if isinstance(part, Expr):
            return tree.transpose(part)
        fill = part.fill
        turned = part.turned()
        return Pending(lambda s: tree.transpose(fill(None if s is None else (s[1], s[0]))), turned)

    def _raised(self, node: Node) -> Part:
        base = self.build(node.args[0])
        if node.op == "raised to T":
            if node.data is None:
                if isinstance(base, Expr) and base.shape is None:
                    self.refuse(node, r"T is not declared; the transpose of a number is its ^\top")
                return self._transpose(base)
            if isinstance(base, Pending) or base.shape is not None:
                self.refuse(node, r"is ^T the transpose? Then write ^\top, because T is declared")
            return tree.power(base, tree.symbol(node.data))
        exponent = self.scalar(node.args[1])
        self._bounded(node)
        if isinstance(base, Expr):
            return self._power(node, base, exponent)
        fill = base.fill
        return Pending(lambda shape: self._power(node, fill(shape), exponent))

    def _power(self, node: Node, base: Expr, exponent: Expr) -> Expr:
        if base.shape is None:
            return tree.power(base, exponent)
        if exponent == tree.neg(tree.number(1)):
            return tree.inverse(base)
        if exponent.op == "div" or any(not n.domain.is_integer for n in symbols_in(exponent)):
            self.refuse(node, "a matrix takes whole exponents only")
        return tree.power(base, exponent)

    # -- functions ------------------------------------------------------------------------
    def _call(self, node: Node) -> Expr:
        arguments = [self.settled(argument) for argument in node.args]
        if node.data == "abs" and arguments[0].shape is not None:
            self.refuse(node, r"|x| takes a number; the norm of a column is \lVert x \rVert")
        if node.data in ("factorial", "binomial"):
            self._bounded(node)
        return tree.call(node.data, *arguments)

    def _norm(self, node: Node) -> Expr:
        column = self.settled(node.args[0])
        if column.shape is None:
            self.refuse(node, "the norm takes a column; the absolute value of a number is |x|")
        return tree.norm(column)

    def _big(self, node: Node) -> Part:
        if node.op == "integral":
            return self._integral(node)
        index: Symbol = node.data
        if index in self._bound:
            self.refuse(node, f"{index.tex} is bound twice: give the inner index another name")
        ends = [self.scalar(end) for end in node.args[1:]]
        if len(ends) < 2:
            if index.span is None:
                self.refuse(node, f"{index.tex} has no declared range")
            ends = [*ends, *index.span[len(ends) :]]
        first, last = ends
        make = _OVER[node.op]
        self._bound.append(index)
        part = self._through(node, lambda body: make(body, index, first, last))
        self._bound.pop()
        return part

    def _integral(self, node: Node) -> Expr:
        variable: Symbol = node.data
        low, high = (self.scalar(end) for end in node.args[1:])
        if variable in self._bound or variable in symbols_in(low) | symbols_in(high):
            self.refuse(
                node, f"{variable.tex} is bound by this integral: give it a name of its own"
            )
        self._bound.append(variable)
        body = self.scalar(node.args[0])
        self._bound.pop()
        return integral(body, variable, low, high)

    def _derivative(self, node: Node) -> Expr:
        variable = self.settled(node.args[1])
        name = variable.args[0] if variable.op == "transpose" else variable
        if name.op not in ("symbol", "entry"):
            self.refuse(node.args[1], "one differentiates by a name or an entry")
        if name.shape is not None and not name.data.properties <= INDEPENDENT:
            self.refuse(
                node.args[1],
                f"the entries of {name.data.tex} depend on each other "
                f"({', '.join(sorted(name.data.properties))}), so they cannot move one at a time: "
                "declare it without that, or differentiate by one entry",
            )
        body = self.settled(node.args[0])
        return tree.diff(body, variable) if node.op == "diff" else nabla(body, variable, node.data)

    # -- budget ---------------------------------------------------------------------------
    def _bounded(self, node: Node) -> None:
        """Refuse numbers that nobody could write down, such as 9^{9^9}."""
        if written_out(node) > LARGEST_BITS:
            self.refuse(node, f"this number has more than {LARGEST_BITS} binary digits")
