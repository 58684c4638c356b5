"""What the three renderings of a derivation have in common: its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from linebyline.proof.relation import Relation
from linebyline.proof.tex_writer import tex, tex_relation, tex_sign
from linebyline.proof.tree import Expr
from linebyline.proof.verdict import Grade, Verdict, Witness


class ShownLine(Protocol):
    """What is shown of a line."""

    @property
    def relation(self) -> Relation:
        """What the line claims."""

    @property
    def reason(self) -> str:
        """Why, in words."""

    @property
    def verdict(self) -> Verdict:
        """How it came out."""


class Shown(Protocol):
    """Something that shows itself on a page."""

    def _repr_html_(self) -> str: ...


class ShownDerivation(Protocol):
    """What is shown of a derivation; where ``first`` is None, its lines are whole relations."""

    name: str
    label: str
    first: Expr | Relation | None

    @property
    def lines(self) -> Sequence[ShownLine]:
        """The checked lines."""

    @property
    def grade(self) -> Grade:
        """The weakest grade of the lines."""

    @property
    def notation(self) -> Sequence[str]:
        """Domains of the names, in TeX."""

    @property
    def definitions(self) -> Sequence[str]:
        """Abbreviations, in TeX."""

    @property
    def assumptions(self) -> Sequence[str]:
        """Assumptions, in TeX."""

    @property
    def audited(self) -> Shown | None:
        """What each assumption is good for, where that was asked."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: TeX of the sign (empty for whole relations) and the formula, and its line."""

    sign: str
    formula: str
    line: ShownLine | None


def rows(derivation: ShownDerivation) -> list[Row]:
    """Return the rows of a derivation, its first formula on top."""
    if derivation.first is None:
        return [Row("", tex_relation(line.relation), line) for line in derivation.lines]
    below = [
        Row(tex_sign(line.relation), _side(line.relation.right), line) for line in derivation.lines
    ]
    return [Row("", _side(derivation.first), None), *below]


def places(witness: Witness) -> list[tuple[str, str]]:
    """Return a witness's names in TeX with their values in print."""
    return list(witness.values.items())


def prose(text: str) -> list[tuple[bool, str]]:
    """Split words from the formulas between dollars in them: pairs (is a formula, text)."""
    pieces = re.split(r"\$([^$]+)\$", text)
    return [(k % 2 == 1, piece) for k, piece in enumerate(pieces) if piece]


def _side(side: Expr | Relation) -> str:
    return tex_relation(side) if isinstance(side, Relation) else tex(side)
