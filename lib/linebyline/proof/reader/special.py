r"""Members of families, columns of ones, unit columns, and products entry by entry.

``x_i`` is a member of a declared family, ``x_{i,j}`` an entry of it; ``e_i`` is a unit column,
``\mathbf{1}`` the column of ones; ``A \odot B`` and ``A \otimes B`` join whole factors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linebyline.proof import matrix_forms, tree, variances
from linebyline.proof.reader.settling import Settling
from linebyline.proof.reader.shapes import Pending, Shape, is_bare_zero, show
from linebyline.proof.reader.syntax import Node
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

OF_MATRICES: dict[str, Callable[..., Expr]] = {
    "trace": tree.trace, "det": tree.det, "expect": variances.expect,
    "variance": variances.variance, "covariance": variances.covariance,
    "diag": matrix_forms.diagonal, "vec": matrix_forms.vec,
}  # fmt: skip
_WRITTEN = {"hadamard": r"\odot", "kronecker": r"\otimes"}


class Special(Settling):
    """Builds what is written with indices, with fonts, and with signs between matrices."""

    def special(self, node: Node) -> Expr | Pending:
        """The column of ones, a unit column, or a product with a sign of its own."""
        if node.op == "ones":
            return self._ones(node)
        return self._unit(node) if node.op == "unit" else self._between(node)

    def member(self, node: Node, head: Symbol) -> Expr:
        """A member of a family, or an entry of one: the indices behind those of the member."""
        counts = len(head.dims) - 2
        inner = 1 if head.dims[-1] == tree.number(1) else 2
        given = node.args[1:]
        if len(given) == 1 and counts + inner > 1:
            given = split_index(given[0])
        if len(given) not in (counts, counts + inner):
            whole = f"{counts} index(es) for a member, {counts + inner} for an entry"
            self.refuse(node, f"{head.tex} takes {whole}, got {len(given)}; separate by commas")
        indices = [self.index(index) for index in given]
        found = matrix_forms.member(tree.symbol(head), *indices[:counts])
        return tree.entry(found, *indices[counts:]) if indices[counts:] else found

    def _ones(self, node: Node) -> Expr | Pending:
        """The column of ones, its size written or given by its neighbours."""
        if node.args:
            return matrix_forms.ones(self.index(node.args[0]))
        return Pending(lambda shape: matrix_forms.ones(self._column(node, shape)), "column")

    def _unit(self, node: Node) -> Expr | Pending:
        """A unit column: as long as its index runs, or as its neighbours demand."""
        place = self.index(node.args[0])
        span = place.data.span if place.op == "symbol" else None
        if span is not None and span[0] == tree.number(1):
            return matrix_forms.unit(place, span[1])
        return Pending(lambda shape: matrix_forms.unit(place, self._column(node, shape)), "column")

    def _column(self, node: Node, shape: Shape) -> Expr:
        if shape is None:
            self.refuse(node, r"the size of this column is not clear here: write \mathbf{1}_n")
        if shape[1] != tree.number(1):
            self.refuse(node, f"this is a column, but {show(shape)} is needed here")
        return shape[0]

    def _between(self, node: Node) -> Expr:
        """A product entry by entry, or Kronecker's: matrices, each written as one factor."""
        parts = [self.build(factor) for factor in node.args]
        for factor, part in zip(node.args, parts, strict=True):
            if factor.op == "mul" and isinstance(part, Expr) and _matrices_in(part) > 1:
                sign = _WRITTEN[node.op]
                self.refuse(factor, f"does {sign} join this product or its end? Use parentheses")
        known = [p for p in parts if isinstance(p, Expr) and not is_bare_zero(p)]
        if node.op == "kronecker":
            factors = [self.settled(factor) for factor in node.args]
            return matrix_forms.kronecker(*factors)
        shape = known[0].shape if known else None
        shaped = [self.shaped(f, p, shape) for f, p in zip(node.args, parts, strict=True)]
        return matrix_forms.hadamard(*shaped)


def split_index(index: Node) -> tuple[Node, ...]:
    """``W_{ij}`` and ``W_{12}``: two indices written without a comma."""
    if index.op == "mul" and not index.data and all(part.op == "name" for part in index.args):
        return index.args
    if index.op == "number" and 10 < index.data < 100:
        return tuple(Node("number", (), int(digit), index.at) for digit in str(index.data))
    return (index,)


def _matrices_in(product: Any) -> int:
    return sum(factor.shape is not None for factor in product.args) if product.op == "mul" else 1
