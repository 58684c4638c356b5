"""Relations between formulas, and what may be assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import symbols_in
from linebyline.proof.tree import Expr

Sign = Literal["=", "<=", ">=", "<", ">", "!=", "propto", "+=", "implies", "iff", "defined"]
ORDER: tuple[Sign, ...] = ("<=", ">=", "<", ">")
# Relations between functions of named variables.
UP_TO: dict[str, str] = {"propto": "a proportionality", "+=": "an equation up to a constant"}
MIRROR: dict[str, Sign] = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "=": "=", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Relation:
    r"""Two formulas and the relation claimed between them.

    Attributes:
        sign: the relation; ``propto`` means proportional as functions of ``wrt``, ``+=`` equal up
            to a term that is free of ``wrt``, ``implies`` and ``iff`` join two relations,
            ``defined`` introduces a name; an order between square matrices is Loewner's,
            :math:`x^\top (A - B) x \ge 0` for all x.
        left: formula, or the premise of ``implies`` and ``iff``.
        right: formula, or the conclusion.
        wrt: the variables of ``propto`` and ``+=``; what does not depend on them may be dropped.
    """

    sign: Sign
    left: Expr | Relation
    right: Expr | Relation
    wrt: tuple[Symbol, ...] = ()

    def __post_init__(self) -> None:
        joins = self.sign in ("implies", "iff")
        for side in (self.left, self.right):
            if isinstance(side, Relation) != joins:
                needed = "relations" if joins else "formulas"
                raise TypeError(f"'{self.sign}' stands between two {needed}, got {side!r}")
        if self.sign in UP_TO and not self.wrt:
            raise TypeError(f"{UP_TO[self.sign]} needs its variables: as a function of what?")

    def __bool__(self) -> bool:
        raise TypeError("a relation has no truth value of its own; check it")

    def __repr__(self) -> str:
        from linebyline.proof.tex_writer import tex_relation

        return tex_relation(self)

    @property
    def formulas(self) -> tuple[Expr, ...]:
        """All formulas of the relation, premises first."""
        parts: tuple[Expr, ...] = ()
        for side in (self.left, self.right):
            parts += side.formulas if isinstance(side, Relation) else (side,)
        return parts

    @property
    def symbols(self) -> set[Symbol]:
        """All symbols that occur."""
        return set().union(*(symbols_in(formula) for formula in self.formulas))
