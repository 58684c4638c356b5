"""What a piece of syntax must turn out to be: a formula with a shape, a number, an index."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NoReturn

from linebyline.proof import tree
from linebyline.proof.reader.lexer import refuse
from linebyline.proof.reader.shapes import Part, Pending, Shape, is_bare_zero, show
from linebyline.proof.reader.syntax import Node
from linebyline.proof.traversal import symbols_in
from linebyline.proof.tree import Expr


class Settling(ABC):
    """Settles the shapes of what ``build`` returns; errors point into the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @abstractmethod
    def build(self, node: Node) -> Part:
        """A formula, or one that waits for its shape."""

    def refuse(self, node: Node, why: str) -> NoReturn:
        """Raise a LineError that points at a node."""
        refuse(self.text, node.at, why)

    def settled(self, node: Node, like: Expr | None = None) -> Expr:
        """A formula, shaped like another one where I and 0 leave it open."""
        part = self.build(node)
        if like is not None:
            return self.shaped(node, part, like.shape)
        if isinstance(part, Pending):
            self.refuse(node, "the size of I is not clear here: write I_n")
        return part

    def pair(self, left: Node, right: Node) -> tuple[Expr, Expr]:
        """The two sides of a relation, each giving its shape to I and 0 in the other."""
        parts = self.build(left), self.build(right)
        known = [p for p in parts if isinstance(p, Expr) and not is_bare_zero(p)]
        if not known and any(isinstance(part, Pending) for part in parts):
            self.refuse(left, "the size of I is not clear here: write I_n")
        shape = known[0].shape if known else None
        sides = self.shaped(left, parts[0], shape), self.shaped(right, parts[1], shape)
        return sides

    def shaped(self, node: Node, part: Part, shape: Shape) -> Expr:
        """A part that must have a shape, which I and 0 take on."""
        if isinstance(part, Pending):
            if shape is None:
                self.refuse(node, "the identity is a matrix, but a number is needed here")
            try:
                return part.fill(shape)
            except tree.ShapeError as error:
                self.refuse(node, str(error))
        if shape is not None and is_bare_zero(part):
            return tree.zeros(*shape)
        if part.shape != shape:
            self.refuse(node, f"this is {show(part.shape)}, but {show(shape)} is needed here")
        return part

    def scalar(self, node: Node) -> Expr:
        """A formula that must be a number."""
        part = self.settled(node)
        if part.shape is not None:
            self.refuse(node, f"a number is needed here, got {show(part.shape)}")
        return part

    def index(self, node: Node) -> Expr:
        """A formula that must be a whole number, at least 1 where it is written in digits."""
        part = self.scalar(node)
        for name in symbols_in(part):
            if not name.domain.is_integer:
                self.refuse(node, f"an index is a whole number; {name.tex} is not declared as one")
        if part.op == "neg" or (part.op == "number" and part.data < 1):
            self.refuse(node, "indices start at 1; declare a name such as x_0 by itself")
        return part
